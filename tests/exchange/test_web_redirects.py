"""Where a redirect may lead: to the public internet, or nowhere."""

import socket

import pytest
from urllib3 import HTTPResponse

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web, web_line
from salesdesk_app.exchange.web import Fetched, fetch
from salesdesk_app.exchange.web_address import Address
from tests.web_server import WebServer, answer, moved


def got(address: str) -> Fetched:
    found = fetch(address)
    assert isinstance(found, Fetched)
    return found


def trouble(address: str) -> Problem:
    with pytest.raises(Problem) as caught:
        fetch(address)
    said = wording.problem(caught.value.code, caught.value.facts)
    assert "secret" not in said + repr(caught.value)
    return caught.value


@pytest.fixture
def outside(web_server: WebServer, monkeypatch: pytest.MonkeyPatch) -> WebServer:
    """As if 127.0.0.1 stood in the public internet, 127.0.0.2 inside, by names of their own."""
    known = {"public.example": "127.0.0.1", "inside.example": "127.0.0.2"}

    def resolve(host: str, port: int) -> list[web_line.Place]:
        ip = known.get(host, host)
        return [web_line.Place(socket.AF_INET, ip, (ip, port))]

    monkeypatch.setattr(web_line, "resolve", resolve)
    monkeypatch.setattr(web_line, "is_inside", lambda ip: ip != "127.0.0.1")
    monkeypatch.setattr(web_line, "is_own", lambda _ip: False)
    return web_server


def test_a_redirect_is_followed(outside: WebServer) -> None:
    outside.routes["/old"] = moved("/new", "301 Moved Permanently")
    outside.routes["/new"] = answer(b"<rss/>")
    found = got(f"http://public.example:{outside.port}/old")
    assert found.address == f"http://public.example:{outside.port}/new"
    assert outside.header("Referer") is None


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("file:///etc/passwd", "web.redirects"),
        ("javascript:alert(1)", "web.redirects"),
        ("ftp://public.example/", "web.redirects"),
        ("http://anna:secret@public.example/", "web.redirects"),
        ("http://127.0.0.2:{port}/secret", "web.inside"),
        ("http://inside.example:{port}/secret", "web.inside"),
        ("http://169.254.169.254:{port}/secret", "web.inside"),
        ("//inside.example:{port}/secret", "web.inside"),
        ("http://[/", "web.redirects"),
    ],
)
def test_a_redirect_leads_nowhere_else(outside: WebServer, to: str, code: str) -> None:
    outside.routes["/"] = moved(to.format(port=outside.port))
    assert trouble(f"http://public.example:{outside.port}/").code == code
    assert outside.paths == ["/"]


def test_a_host_inside_that_was_asked_for_may_redirect_within_itself(
    outside: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.routes["/"] = moved("/new")
    outside.routes["/new"] = answer(b"<rss/>")
    monkeypatch.setattr(web_line, "is_inside", lambda _ip: True)
    assert got(f"http://public.example:{outside.port}/").content == b"<rss/>"
    outside.routes["/"] = moved(f"http://inside.example:{outside.port}/new")
    assert trouble(f"http://public.example:{outside.port}/").code == "web.inside"


def test_what_counts_is_where_it_is_connected_to(
    outside: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same name may be asked for twice and be told another address the second time."""
    asked = []

    def resolve(host: str, port: int) -> list[web_line.Place]:
        asked.append(host)
        ip = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [web_line.Place(socket.AF_INET, ip, (ip, port))]

    monkeypatch.setattr(web_line, "resolve", resolve)
    outside.routes["/"] = moved("/secret")
    assert trouble(f"http://public.example:{outside.port}/").code == "web.inside"


def test_a_resolver_that_lies_is_found_out(
    outside: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says one address and leads to another one."""

    def resolve(_host: str, port: int) -> list[web_line.Place]:
        return [web_line.Place(socket.AF_INET, "8.8.8.8", ("127.0.0.1", port))]

    monkeypatch.setattr(web_line, "is_inside", lambda ip: ip == "127.0.0.1")
    outside.routes["/"] = moved(f"http://other.example:{outside.port}/secret")
    monkeypatch.setattr(web_line, "resolve", resolve)
    assert trouble(f"http://public.example:{outside.port}/").code == "web.inside"
    assert outside.paths == ["/"]


@pytest.mark.parametrize("ip", ["127.0.0.1", "8.8.8.8"])
def test_a_name_of_the_internet_never_stands_for_this_computer(
    web_server: WebServer, monkeypatch: pytest.MonkeyPatch, ip: str
) -> None:
    """Neither where the server of names says so, nor where one is led there in secret."""

    def resolve(_host: str, port: int) -> list[web_line.Place]:
        return [web_line.Place(socket.AF_INET, ip, ("127.0.0.1", port))]

    monkeypatch.setattr(web_line, "resolve", resolve)
    web_server.routes["/"] = answer(b"secret")
    assert trouble(f"http://public.example:{web_server.port}/").code == "web.inside"
    assert not web_server.asked
    assert got(f"http://mine.localhost:{web_server.port}/").content == b"secret"


def test_no_redirect_leads_from_https_to_http(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def get(_line: web_line.Line, to: Address, _headers: object, **_facts: bool) -> HTTPResponse:
        asked.append(to.text)
        return HTTPResponse(headers={"Location": "http://public.example/new"}, status=301)

    monkeypatch.setattr(web_line.Line, "get", get)
    assert trouble("https://public.example/").code == "web.downgrade"
    assert asked == ["https://public.example/"]


def test_redirects_end(outside: WebServer) -> None:
    outside.routes["/"] = moved("/")
    assert trouble(f"http://public.example:{outside.port}/").code == "web.redirects"
    assert len(outside.asked) == web.REDIRECTS + 1


@pytest.mark.parametrize(
    ("ip", "inside"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("192.168.1.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),  # noqa: S104 - an address to be told from others
        ("224.0.0.251", True),
        ("239.255.255.250", True),
        ("255.255.255.255", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("ff02::1", True),
        ("::ffff:127.0.0.1", True),
        ("64:ff9b::7f00:1", True),
        ("2002:7f00:1::", True),
        ("8.8.8.8", False),
        ("2606:4700:4700::1111", False),
        ("::ffff:8.8.8.8", False),
    ],
)
def test_what_lies_inside(ip: str, inside: bool) -> None:
    assert web_line.is_inside(ip) is inside


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.1", True),
        ("0177.0.0.1", True),
        ("0x7f000001", True),
        ("2130706433", True),
        ("127.0.0.1.", True),
        ("::ffff:127.0.0.1", True),
        ("intranet", True),
        ("printer.local", True),
        ("8.8.8.8", False),
        ("134744072", False),
        ("public.example", False),
    ],
)
def test_which_names_say_that_they_are_inside(host: str, inside: bool) -> None:
    assert web_line.is_inside_name(host) is inside
