"""Fetches what stands at an http or https address, with bounds on size, time and where it leads."""

import re
import ssl
import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from http.client import HTTPException
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urljoin

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.limits import MB
from salesdesk_app.exchange.web_address import Address, checked
from salesdesk_app.progress import Tick, no_tick

if TYPE_CHECKING:
    from urllib3 import HTTPResponse

    from salesdesk_app.exchange.web_line import Line

REDIRECTS = 5
PORTION = 64 * 1024
WATCH_SECONDS = 0.05
LONGEST_REST = 24 * 3600
_AGENT = "SalesDesk"
_MOVED = frozenset({301, 302, 303, 307, 308})
_REFUSED = frozenset({401, 403, 407, 451})
_TOKEN = re.compile(r"[\x20-\x7e]{1,500}")


@dataclass(frozen=True)
class WebLimits:
    """How much of an answer is taken, in bytes unpacked, and how long all of it may take."""

    size: int
    seconds: float = 10.0


FEED = WebLimits(5 * MB)
CALENDAR = WebLimits(20 * MB)


@dataclass(frozen=True)
class Fetched:
    """What a server sent, unpacked; ``address`` is where it was found in the end.

    ``etag`` and ``modified`` are what to ask with next time, ``kind`` what the server called it.
    """

    content: bytes
    etag: str | None
    modified: str | None
    address: str
    kind: str = ""


class NotModified(Enum):
    """The server says that nothing has changed since."""

    NOT_MODIFIED = "not modified"


NOT_MODIFIED: Final = NotModified.NOT_MODIFIED
Answer = Fetched | Literal[NotModified.NOT_MODIFIED]


def fetch(
    address: str,
    *,
    etag: str | None = None,
    modified: str | None = None,
    limits: WebLimits = FEED,
    tick: Tick = no_tick,
) -> Answer:
    """What stands at an address, or NOT_MODIFIED where nothing changed since it was fetched.

    Nothing but this request is sent: no cookies, no credentials, and a redirect is followed only
    where it leads to the public internet, or stays at a host inside that was asked for itself, and
    never from https to http.
    ``tick`` is called with the bytes that came and the most that may. Problems: web.scheme,
    web.address, web.credentials, web.unknown_host, web.unreachable, web.timeout, web.certificate,
    web.inside, web.redirects, web.downgrade, web.gone, web.refused, web.busy (with ``seconds`` to
    wait, 0 where the server says none), web.status, web.broken, web.too_big, web.proxy.
    """
    work = _Work(checked(address), etag, modified, limits)
    # Left behind where it takes too long: nothing can end a look-up of a name but the system.
    threading.Thread(target=work.run, daemon=True, name="fetch").start()
    until = time.monotonic() + limits.seconds
    try:
        while not work.over.wait(WATCH_SECONDS):
            tick(work.received, limits.size)
            if time.monotonic() >= until:
                seconds = f"{limits.seconds:g}"
                raise Problem("web.timeout", host=work.first.host, seconds=seconds)
    finally:
        work.stop()
    if isinstance(work.found, BaseException):
        raise work.found
    assert work.found is not None  # noqa: S101 - it is over
    return work.found


class _Work:
    """One fetch, which runs in a thread of its own."""

    def __init__(
        self, first: Address, etag: str | None, modified: str | None, limits: WebLimits
    ) -> None:
        self.first = first
        self.received = 0
        self.over = threading.Event()
        self.found: Answer | BaseException | None = None
        self._limits = limits
        self._line: Line | None = None
        self._stopped = False
        self._headers = {
            "User-Agent": _AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        self._headers |= {name: text for name, text in asked.items() if text and _fit(text)}

    def run(self) -> None:
        """Keeps what came of it in ``found``."""
        try:
            self.found = self._follow()
        except BaseException as error:  # raised again where it is waited for
            self.found = error
        finally:
            if self._line is not None:
                self._line.close()
            self.over.set()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._stopped = True
        if self._line is not None and not self.over.is_set():
            self._line.cut()

    def _follow(self) -> Answer:
        from salesdesk_app.exchange.web_line import Line

        self._line = line = Line(self._limits.seconds)
        if self._stopped:  # before there was a line to cut
            line.cut()
        to, inside_at = self.first, ""
        for hop in range(REDIRECTS + 1):
            allowed = hop == 0 or to.host == inside_at
            answer = self._ask(line, to, inside=allowed)
            if hop == 0 and line.private:
                inside_at = to.host
            if answer.status not in _MOVED or not answer.headers.get("Location"):
                return self._taken(answer, to)
            to = _next(to, answer.headers["Location"])
        raise Problem("web.redirects", host=self.first.host)

    def _ask(self, line: "Line", to: Address, *, inside: bool) -> "HTTPResponse":
        from urllib3.exceptions import HTTPError

        try:
            return line.get(to, self._headers, inside=inside)
        except ssl.SSLCertVerificationError as error:
            raise Problem("web.certificate", host=to.host) from error
        except TimeoutError as error:
            seconds = f"{self._limits.seconds:g}"
            raise Problem("web.timeout", host=to.host, seconds=seconds) from error
        except (HTTPException, HTTPError) as error:
            raise Problem("web.broken", host=to.host) from error
        except OSError as error:
            raise Problem("web.unreachable", host=to.host) from error

    def _taken(self, answer: "HTTPResponse", to: Address) -> Answer:
        status = answer.status
        if status == 304:
            return NOT_MODIFIED
        if not 200 <= status < 300:
            raise _refusal(answer, to)
        headers = answer.headers
        content = self._body(answer, to)
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        return Fetched(
            content,
            etag if etag and _fit(etag) else None,
            modified if modified and _fit(modified) else None,
            to.text,
            headers.get("Content-Type", "")[:200],
        )

    def _body(self, answer: "HTTPResponse", to: Address) -> bytes:
        """All of it, measured while it is unpacked."""
        from urllib3.exceptions import HTTPError

        most = self._limits.size
        too_big = Problem("web.too_big", host=to.host, most=f"{most // MB} MB")
        stated = answer.headers.get("Content-Length", "")
        if stated.isdecimal() and len(stated) < 20 and int(stated) > most:
            raise too_big
        content = bytearray()
        try:
            while portion := answer.read(PORTION, decode_content=True):
                content += portion
                self.received = len(content)
                if len(content) > most:
                    raise too_big
                if self._stopped:
                    break
        except (OSError, HTTPException, HTTPError) as error:
            raise Problem("web.broken", host=to.host) from error
        return bytes(content)


def _next(at: Address, location: str) -> Address:
    """Where a redirect leads.

    Problems: web.redirects where that is no address to be fetched, web.downgrade.
    """
    try:
        to = checked(urljoin(at.text, location.strip()))
    except (Problem, ValueError) as error:
        raise Problem("web.redirects", host=at.host) from error
    if (at.scheme, to.scheme) == ("https", "http"):
        raise Problem("web.downgrade", host=at.host)
    return to


def _refusal(answer: "HTTPResponse", to: Address) -> Problem:
    status = answer.status
    rest = _rest(answer)
    if status == 429 or (status == 503 and rest):
        return Problem("web.busy", host=to.host, seconds=rest)
    if status in (404, 410):
        return Problem("web.gone", host=to.host)
    if status in _REFUSED:
        return Problem("web.refused", host=to.host)
    return Problem("web.status", host=to.host, status=status)


def _rest(answer: "HTTPResponse") -> int:
    """How many seconds the server wants to be left alone; 0 where it says none."""
    text = answer.headers.get("Retry-After", "").strip()
    if text.isdecimal() and len(text) < 10:
        return min(int(text), LONGEST_REST)
    try:
        # By the server's own clock: the machine's may differ.
        now = parsedate_to_datetime(answer.headers.get("Date", ""))
        wait = (parsedate_to_datetime(text) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0
    return min(max(0, round(wait)), LONGEST_REST)


def _fit(text: str) -> bool:
    """Whether a server's word can be sent back to it."""
    return _TOKEN.fullmatch(text) is not None
