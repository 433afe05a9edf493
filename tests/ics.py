"""Writes .ics files for tests, as other programs do, and reads them without a child process."""

from typing import Any

from salesdesk_app.exchange.calendars import parsing

BERLIN_OUTLOOK = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def event(*lines: str, uid: str = "1@example.com", title: str = "Review") -> str:
    """A VEVENT of some lines."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    """A VCALENDAR of some parts."""
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def read(content: bytes, first: str = "2026-01-01", last: str = "2026-12-31") -> dict[str, Any]:
    """What a file says of some days."""
    return parsing.read(content, {"first": first, "last": last})


def times(content: bytes, first: str = "2026-01-01", last: str = "2026-12-31") -> list[str]:
    """Begin and end of all occurrences, in their order."""
    found = read(content, first, last)["events"]
    return sorted(" ".join(pair) for one in found for pair in one["times"])


def begins(content: bytes, first: str = "2026-01-01", last: str = "2026-12-31") -> list[str]:
    """The begins alone."""
    return [pair.split()[0] for pair in times(content, first, last)]


def left_out(content: bytes) -> dict[str, int]:
    """What was passed over in a file, by its code."""
    return {one["code"]: one["count"] for one in read(content)["left_out"]}
