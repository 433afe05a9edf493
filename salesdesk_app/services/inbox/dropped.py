"""Tells files that are dropped or pasted apart: mails, calendars, and what may be a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.whole_file import opened

LOOKED_AT = 4 << 10  # bytes of a text
LOOKED_AT_OLE = 1 << 20  # an old file of Office names its parts further behind
_OLE = b"\xd0\xcf\x11\xe0"
_OF_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_MAIL_ENDINGS = frozenset((".eml", ".msg", ".emlx", ".mbox"))
_CALENDAR_ENDINGS = frozenset((".ics", ".ical", ".ifb", ".vcs"))
# A mail; in a mailbox, or as Apple Mail keeps it, there is a line before its first header.
_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n|\d{1,10}[ \t]*\r?\n)?[!-9;-~]+[ \t]*:[^\n]*\n"
)
_OF_MAIL = re.compile(rb"^(?:from|received|message-id|return-path)[ \t]*:", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files by what they hold, each kind in its order."""

    mails: tuple[Path, ...] = ()
    calendars: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def kinds(paths: Sequence[Path]) -> Dropped:
    """Which of these files are mails and calendars; by their content, then by their name."""
    told = [(path, _kind(path)) for path in paths]
    mails, calendars, others = (
        tuple(path for path, kind in told if kind == wanted)
        for wanted in ("mail", "calendar", "other")
    )
    return Dropped(mails, calendars, others)


def _kind(path: Path) -> str:
    ending = path.suffix.casefold()
    try:
        with opened(path) as file:
            head = file.read(LOOKED_AT)
            if head.startswith(_OLE):
                head += file.read(LOOKED_AT_OLE)
    except Problem:
        head = b""  # whoever reads it says why it cannot be read
    if head.startswith(_OLE) and ending not in _MAIL_ENDINGS:
        return "mail" if _OF_OUTLOOK in head else "other"
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:15].upper() == b"BEGIN:VCALENDAR":
        return "calendar"
    if ending in _CALENDAR_ENDINGS:
        return "calendar"
    looks = _HEADER.match(head) is not None and _OF_MAIL.search(head) is not None
    return "mail" if looks or ending in _MAIL_ENDINGS else "other"
