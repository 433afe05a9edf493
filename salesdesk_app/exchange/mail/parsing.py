"""Tells by its content what kind of mail a file holds, and reads it; runs in the guarded child."""

import re
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail import eml, msg
from salesdesk_app.exchange.mail.mails import MOST_MAILS

MOST_BYTES = 25 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to"
    rb"|x-unsent|reply-to|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN = re.compile(rb"(?:\A|\r?\n\r?\n|\n)From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_COUNTED = re.compile(rb"\s*(\d{1,10})[ \t]*\r?\n")  # as Apple Mail begins its files
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a workbook or another packed file"),
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"BEGIN:VCARD", "an address card"),
    (b"<?xml", "an XML file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
)


def read(content: bytes, _options: dict[str, Any]) -> dict[str, Any]:
    """The mails of a file: ``{"mails": […], "more": 0}``, see ``mails.understood``.

    Problems: document.empty, document.other, document.damaged, document.too_big.
    """
    if not content.strip(b"\0\r\n\t "):
        raise Problem("document.empty")
    if len(content) > MOST_BYTES:
        raise Problem("document.too_big", what="a mail may have 25 MB, with what is attached")
    if content.startswith(_OLE):
        return {"mails": [msg.read(content)], "more": 0}
    content = _plain(content)
    letters = _letters(content)
    return {
        "mails": [eml.read(one) for one in letters[:MOST_MAILS]],
        "more": max(0, len(letters) - MOST_MAILS),
    }


def _plain(content: bytes) -> bytes:
    """The bytes of the mail itself: without a mark of the encoding or a count before it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # saved again by a text editor
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t \0")
    counted = _COUNTED.match(content)
    if counted is not None:
        content = content[counted.end() :][: int(counted[1])]
    return content


def _letters(content: bytes) -> list[bytes]:
    """The mails in a file: one, or those of a mailbox."""
    if content.startswith(b"From "):
        spans = [found.span() for found in _BETWEEN.finditer(content)]
        if spans:
            ends = [*(begin for begin, _end in spans[1:]), len(content)]
            parts = zip((end for _begin, end in spans), ends, strict=True)
            return [_QUOTED_FROM.sub(rb"\1", content[first:last]) for first, last in parts]
        content = content.partition(b"\n")[2]
    head = re.split(rb"\r?\n\r?\n|\r\r", content[: 256 << 10], maxsplit=1)[0]
    if _HEADER.match(content) is None or _KNOWN.search(head.replace(b"\r", b"\n")) is None:
        raise Problem("document.other", what=_other(content))
    return [content]


def _other(content: bytes) -> str:
    start = content[:64].lower()
    for mark, what in _OTHERS:
        if start.startswith(mark.lower()):
            return what
    return "something else than a mail"
