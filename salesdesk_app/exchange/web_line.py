"""A line to one web server: to which of its addresses it goes, and by which proxy."""

import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.request import getproxies, proxy_bypass

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import make_headers, parse_url

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.web_address import Address

A_TRY = 3.0  # seconds for one of several addresses of a host
# What urllib3 would say to nobody's log quotes whole addresses.
logging.getLogger("urllib3").addHandler(logging.NullHandler())
logging.getLogger("urllib3").propagate = False


class Place(NamedTuple):
    """An address of a host as the system has it."""

    family: socket.AddressFamily
    ip: str
    socket_address: tuple[Any, ...]


class Line:
    """Opens connections for one fetch; whoever waits for it may ``cut`` it from another thread."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._connection: HTTPConnection | None = None
        self._answer: HTTPResponse | None = None
        self._socket: socket.socket | None = None
        self._cut = False
        self.private = False
        """Whether the last connection went to a host inside: one's own machine or network."""

    def get(self, to: Address, headers: Mapping[str, str], *, inside: bool) -> HTTPResponse:
        """The beginning of a server's answer; ``inside`` allows a host within one's own network.

        Where a proxy is set up it alone knows to which address it connects; then the host's name
        decides. Problems: web.unknown_host, web.inside, web.proxy. Else OSError or an HTTPException
        of http.client or urllib3.
        """
        self.close()
        proxy = proxy_for(to)
        open_socket = self._to_proxy if proxy else self._straight(inside)
        if proxy and not inside and is_inside_name(to.host):
            raise Problem("web.inside", host=to.host)
        connection = _connection(to, proxy, self._seconds)
        # The only way in that urllib3 leaves for a socket of one's own.
        connection._new_conn = lambda: open_socket(connection)  # type: ignore[method-assign]
        self._connection = connection
        whole = proxy is not None and to.scheme == "http"
        sent = dict(headers) | (_proxy_headers(proxy) if proxy and whole else {})
        target = to.text if whole else to.target
        connection.request("GET", target, headers=sent, preload_content=False)
        self._answer = connection.getresponse()
        return self._answer

    def close(self) -> None:
        """Ends the connection that is open, if any."""
        for open_one in (self._answer, self._connection, self._socket):
            if open_one is not None:
                open_one.close()
        self._answer = self._connection = self._socket = None

    def cut(self) -> None:
        """From any thread: what waits at the connection is woken by an error."""
        self._cut = True
        found = self._socket
        if found is not None:
            try:
                found.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it was not connected any more

    def _straight(self, inside: bool) -> Callable[[HTTPConnection], socket.socket]:
        def opened(connection: HTTPConnection) -> socket.socket:
            host, port = connection.host, connection.port
            assert port is not None  # noqa: S101 - an address has one
            places = resolve(host, port)
            allowed = [place for place in places if _may_lead(host, place.ip, inside)]
            if not allowed:
                raise Problem("web.inside", host=host)
            made = self._first(allowed)
            # What counts is where it is connected to, not what a server of names said.
            reached = str(made.getpeername()[0])
            self.private = is_inside(reached)
            if not _may_lead(host, reached, inside):
                made.close()
                raise Problem("web.inside", host=host)
            return made

        return opened

    def _to_proxy(self, connection: HTTPConnection) -> socket.socket:
        assert connection.port is not None  # noqa: S101 - a proxy has one
        self.private = is_inside_name(connection._tunnel_host or "")
        return self._first(resolve(connection.host, connection.port))

    def _first(self, places: list[Place]) -> socket.socket:
        """A socket to the first place that answers."""
        last: OSError = ConnectionError("there is no address")
        for number, place in enumerate(places, 1):
            if self._cut:
                break
            made = socket.socket(place.family, socket.SOCK_STREAM)
            made.settimeout(self._seconds if number == len(places) else A_TRY)
            try:
                made.connect(place.socket_address)
                # TLS takes the socket over, and what waits in its handshake must be woken too.
                self._socket = made.dup()
            except OSError as error:
                made.close()
                last = error
            else:
                made.settimeout(self._seconds)
                return made
        raise last


def resolve(host: str, port: int) -> list[Place]:
    """The addresses of a host, each once. Problem: web.unknown_host, also where one is offline."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Problem("web.unknown_host", host=host) from error
    places = (Place(family, str(at[0]), at) for family, _kind, _proto, _name, at in found)
    return list(dict.fromkeys(places))


def _may_lead(host: str, ip: str, inside: bool) -> bool:
    """Whether a host may be at an address; ``inside`` allows those within one's own network.

    A name of the public internet never stands for this computer: whoever owns the name could
    otherwise say so later, and have its services asked.
    """
    if not is_inside(ip):
        return True
    return inside and (is_inside_name(host) or not is_own(ip))


def is_own(ip: str) -> bool:
    """Whether an address is this computer's own, or of what is plugged to it: loopback, link."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_loopback or found.is_link_local or found.is_unspecified


def is_inside(ip: str) -> bool:
    """Whether an address is not one of the public internet: private, loopback, multicast and so on.

    An IPv4 address inside an IPv6 one counts as itself.
    """
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_inside(str(inner))
    return not found.is_global or found.is_multicast


def is_inside_name(host: str) -> bool:
    """Whether a host's name alone tells that it is inside; a name without a dot is."""
    host = host.rstrip(".").lower()
    try:
        return is_inside(_plain(host))
    except ValueError:
        inner = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
        return "." not in host or host.endswith(inner)


def _plain(host: str) -> str:
    """An IPv4 address in its usual form; systems also know 127.1, 0x7f.0.0.1 and 2130706433."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return host


def proxy_for(to: Address) -> str | None:
    """The proxy that the system has set up for an address, if any."""
    found = getproxies()
    proxy = found.get(to.scheme) or found.get("all")
    if not proxy or proxy_bypass(f"{to.host}:{to.port}") or proxy_bypass(to.host):
        return None
    return proxy


def _connection(to: Address, proxy: str | None, seconds: float) -> HTTPConnection:
    if proxy is None:
        if to.scheme == "http":
            return HTTPConnection(to.host, to.port, timeout=seconds)
        return HTTPSConnection(to.host, to.port, timeout=seconds, ssl_context=trusted())
    found = parse_url(proxy if "//" in proxy else f"http://{proxy}")
    if found.scheme != "http" or not found.host:
        raise Problem("web.proxy", kind=found.scheme or "")
    place = found.host.strip("[]")
    if to.scheme == "http":
        return HTTPConnection(place, found.port or 80, timeout=seconds)
    made = HTTPSConnection(place, found.port or 80, timeout=seconds, ssl_context=trusted())
    made.set_tunnel(to.host, to.port, _proxy_headers(proxy))
    return made


def _proxy_headers(proxy: str) -> dict[str, str]:
    who = parse_url(proxy if "//" in proxy else f"http://{proxy}").auth
    return make_headers(proxy_basic_auth=who) if who else {}


@cache
def trusted() -> ssl.SSLContext:
    """What the system itself trusts, a company's own authorities among it."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
