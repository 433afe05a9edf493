"""The texts of an event as plain ones: no markup, no control characters, no more than is needed."""

import html
import re
from collections.abc import Iterable
from typing import Any

import nh3

MOST = {"title": 300, "place": 300, "note": 2_000, "uid": 300, "link": 2_000}
MOST_PEOPLE = 200
THINGS = {"ROOM", "RESOURCE"}  # that are invited as people are
CALENDARS = ".calendar.google.com"  # where rooms and shared calendars have addresses
_TAGS = (
    "html|head|meta|title|body|style|script|p|br|hr|div|span|a|b|i|u|s|em|strong|font|img|center|"
    "ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|h[1-6]|pre|code|blockquote|small|big|sub|sup|"
    "iframe|object|embed|svg|form|input|button|link|base|video|audio|html-blob|o:p|!doctype"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?=[\s/>])[^>]*>", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!/?(?:{_TAGS})(?=[\s/>]))", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|hr)\b[^>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"https?://[^\s<>\"'\\\x00-\x1f]+", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?([^\s<>,;:@]+@[^\s<>,;:@]+)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text without markup, where it holds any; what merely stands in brackets stays."""
    if _TAG.search(text):
        marked = _NO_TAG.sub("&lt;", _BREAK.sub("\n", text))
        text = html.unescape(nh3.clean(marked, tags=set(), clean_content_tags={"script", "style"}))
    return text


def one_line(value: object, kind: str) -> str:
    """A value on one line, cut to what its kind may take."""
    return " ".join(_CONTROL.sub(" ", plain(_text(value))).split())[: MOST[kind]]


def block(value: object, kind: str) -> str:
    """A value with its lines, the empty ones at its ends left out."""
    text = plain(_text(value).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.rstrip() for line in _CONTROL.sub(" ", text).split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return joined.strip()[: MOST[kind]]


def link(stated: Iterable[object], *written: str) -> str | None:
    """Where one takes part: the first http(s) address of what was stated, else in a text."""
    for value in [*stated, *written]:
        found = _LINK.search(_text(value))
        if found is not None:
            return found[0].rstrip(".,;:!?)]}>")[: MOST["link"]]
    return None


def people(values: Iterable[object]) -> list[str]:
    """The addresses of who takes part, in small letters, each once; a room takes no part."""
    found: dict[str, None] = {}
    for value in values:
        address = _MAIL.fullmatch(_text(value).strip())
        if address is not None and len(address[1]) <= 254 and not _is_thing(value, address[1]):
            found.setdefault(address[1].lower())
    return list(found)[:MOST_PEOPLE]


def _is_thing(value: object, address: str) -> bool:
    kind = str(getattr(value, "params", {}).get("CUTYPE", "")).upper()
    return kind in THINGS or address.lower().endswith(CALENDARS)


def all_of(value: Any) -> list[Any]:
    """What a property holds once, several times or not at all, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return "" if value is None else str(value)
