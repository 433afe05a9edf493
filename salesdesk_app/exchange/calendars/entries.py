"""One event as the library reads it, mended where that is safe and refused where it is not."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from icalendar.prop import vBroken, vDDDTypes

from salesdesk_app.exchange.calendars import rules, texts
from salesdesk_app.exchange.calendars.pieces import Event, text_of
from salesdesk_app.exchange.calendars.zones import NAMED

ONCE = (
    *("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID", "SEQUENCE", "STATUS", "TRANSP"),
    *("SUMMARY", "DESCRIPTION", "X-ALT-DESC", "LOCATION", "URL", "ORGANIZER"),
)
PART = ("DTEND", "DURATION", "EXDATE", "RDATE", "SEQUENCE")
MOST_DATES = 2_000  # stated one by one, or excepted
Text = dict[str, Any]


class Refused(Exception):  # noqa: N818 - no error: a reason why an event is left out
    """Why an event is left out, as a code."""


def entry(
    piece: Event, unknown: set[bytes], zone: bytes | None
) -> tuple[icalendar.Event, set[str]]:
    """The event with its rules in bounds, and the codes of what was changed in it.

    Times in an ``unknown`` zone are in the calendar's own, ``zone``, or else by the wall clock.
    Raises Refused.
    """
    changed: set[str] = set()
    lines = [_line(name, line, unknown, zone, changed) for name, line in piece.lines]
    found: Any = icalendar.Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    for name in ONCE:
        if isinstance(found.get(name), list):
            found[name] = found[name][0]
    for name in PART:
        good = [value for value in texts.all_of(found.get(name)) if _good(name, value)]
        if name in found and len(good) < len(texts.all_of(found[name])):
            changed.add("part")
            _put(found, name, good)
    _check_times(found)
    _check_rules(found)
    _check_dates(found)
    return found, changed


def recurs(found: icalendar.Event) -> bool:
    """Whether an event is more than one, or one of a series."""
    return any(name in found for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def described(found: Any) -> Text:
    """What an event is, in plain texts."""
    note = texts.block(found.get("DESCRIPTION") or found.get("X-ALT-DESC"), "note")
    place = texts.one_line(found.get("LOCATION"), "place")
    names = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL")
    stated = [value for name in names for value in texts.all_of(found.get(name))]
    free = str(found.get("TRANSP", "")).upper() == "TRANSPARENT"
    free |= str(found.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    who = [*texts.all_of(found.get("ORGANIZER")), *texts.all_of(found.get("ATTENDEE"))]
    return {
        "uid": texts.one_line(found.get("UID"), "uid"),
        "title": texts.one_line(found.get("SUMMARY"), "title"),
        "place": place or None,
        "link": texts.link(stated, place, note),
        "note": note or None,
        "people": texts.people(who),
        "busy": not free,
    }


def _line(
    name: bytes, line: bytes, unknown: set[bytes], zone: bytes | None, changed: set[str]
) -> str:
    if name in (b"RRULE", b"EXRULE"):
        line, cut = rules.counted(line.replace(b" ", b""))  # some part their days by ", "
        if cut:
            changed.add("count")
    named = NAMED.search(line) if unknown else None
    if named is not None and named[1] in unknown:
        changed.add("zone")
        if zone is not None:
            line = line[: named.start(1)] + zone + line[named.end(1) :]
    return text_of(line)


def _good(name: str, value: Any) -> bool:
    """Whether a part of an event could be read, and states days or moments where it has to."""
    if isinstance(value, vBroken):
        return False
    dates = name not in ("RDATE", "EXDATE") or all(
        isinstance(stated.dt, date | tuple) for stated in value.dts
    )
    return dates and (name != "DURATION" or isinstance(value.dt, timedelta))


def _put(found: Any, name: str, values: list[Any]) -> None:
    if values:
        found[name] = values if len(values) > 1 else values[0]
    else:
        del found[name]


def _check_times(found: Any) -> None:
    """Sees to it that an event has a begin, and does not end before it."""
    start = found.get("DTSTART")
    if not isinstance(start, vDDDTypes) or not isinstance(start.dt, date):
        raise Refused("start")
    moved = found.get("RECURRENCE-ID")
    if moved is not None and not isinstance(moved, vDDDTypes):
        raise Refused("start")
    end, length = found.get("DTEND"), found.get("DURATION")
    if end is not None and (not isinstance(end.dt, date) or _before(end.dt, start.dt)):
        del found["DTEND"]
    if length is not None and (end is not None or length.dt.total_seconds() < 0):
        del found["DURATION"]


def _before(end: date, start: date) -> bool:
    if isinstance(end, datetime) and isinstance(start, datetime):
        if (end.tzinfo is None) == (start.tzinfo is None):
            return end < start
        return end.replace(tzinfo=None) < start.replace(tzinfo=None)
    return _day(end) < _day(start)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _check_rules(found: Any) -> None:
    for name in ("RRULE", "EXRULE"):
        for rule in texts.all_of(found.get(name)):
            why = rules.refused(rule)
            if why is not None:
                raise Refused(why)


def _check_dates(found: Any) -> None:
    for name in ("RDATE", "EXDATE"):
        if _number(texts.all_of(found.get(name))) > MOST_DATES:
            raise Refused("dense")


def _number(lists: Iterable[Any]) -> int:
    return sum(len(getattr(dates, "dts", ())) for dates in lists)
