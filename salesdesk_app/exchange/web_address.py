"""Addresses of the web: what one may type, what is refused, and its one spelling."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from salesdesk_app.domain.errors import Problem

LONGEST = 2_000
SHOWN = 80
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_BARE = re.compile(
    r"(?:[^\s/:@\\?#]+\.)+[^\s/:@\\?#.]{2,}\.?(?::\d+)?(?:[/?#].*)?|localhost(?::.*)?"
)
_UNFIT = re.compile(r"[\s\x00-\x20\x7f-\x9f\\\"<>`{}|^\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?|[0-9a-f:.]+(?:%25[a-z0-9]+)?")
_PORTS = {"http": 80, "https": 443}
_KEPT = "%/:=&?~+!$,;'@()*[]-._"  # stands in a path or query as it is


class Address(NamedTuple):
    """An http or https address, ``text`` in its one spelling; ``target`` is what a server gets."""

    text: str
    scheme: str
    host: str
    port: int
    target: str


def checked(text: str) -> Address:
    """An address as it was typed, pasted or linked, if it is one that may be fetched.

    One without a scheme, and ``feed:`` and ``webcal:``, mean https. Problems: web.scheme for
    anything else than http and https, web.credentials, web.address.
    """
    wanted = _with_scheme(text.strip())
    if len(wanted) > LONGEST or _UNFIT.search(wanted):
        raise _unfit(text)
    try:
        parts = urlsplit(wanted)
        port = parts.port
    except ValueError as error:
        raise _unfit(text) from error
    if "@" in parts.netloc:
        raise Problem("web.credentials", host=_shown(parts.hostname or ""))
    host = _ascii(parts.hostname or "", text)
    if port == 0:
        raise _unfit(text)
    return _made(parts, host, port)


def _made(parts: SplitResult, host: str, port: int | None) -> Address:
    usual = _PORTS[parts.scheme]
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != usual:
        place = f"{place}:{port}"
    target = quote(parts.path or "/", safe=_KEPT)
    if parts.query:
        target = f"{target}?{quote(parts.query, safe=_KEPT)}"
    return Address(f"{parts.scheme}://{place}{target}", parts.scheme, host, port or usual, target)


def _with_scheme(text: str) -> str:
    if _BARE.fullmatch(text):  # before the schemes: a port makes the host look like one
        return f"https://{text}"
    found = _SCHEME.fullmatch(text)
    if found is None:
        raise (
            Problem("web.scheme", value=_shown(text))
            if text.startswith(("/", "\\"))
            else _unfit(text)
        )
    scheme, rest = found[1].lower(), found[2]
    if scheme in ("feed", "webcal", "webcals"):
        inner = rest.lower().startswith(("http:", "https:"))
        return rest if inner else f"https:{rest}"
    if scheme not in _PORTS:
        raise Problem("web.scheme", value=_shown(text))
    if not rest.startswith("//"):
        raise _unfit(text)
    return f"{scheme}:{rest}"


def _ascii(host: str, text: str) -> str:
    """A host as servers of names know it."""
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _unfit(text) from error
    plain = plain.lower()
    if len(plain) > 255 or ".." in plain or not _HOST.fullmatch(plain):
        raise _unfit(text)
    return plain


def _unfit(text: str) -> Problem:
    return Problem("web.address", value=_shown(text))


def _shown(text: str) -> str:
    """What was typed, short, and without what may be a password."""
    text = _UNFIT.sub(" ", text.strip())
    if "@" in text:
        text = f"…@{text.rpartition('@')[2]}"
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
