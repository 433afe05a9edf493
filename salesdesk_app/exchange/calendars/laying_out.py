"""Lays an event or a series of them out in time: every occurrence that touches some days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from salesdesk_app.exchange.calendars import rules, texts

MOST_OCCURRENCES = 2_000  # of one event
PLACE = "X-SALESDESK-PLACE"  # which of the events of a series an occurrence comes from
DAY = timedelta(days=1)
Times = tuple[str, str]


@dataclass(frozen=True)
class Window:
    """The days that are laid out, both included."""

    first: date
    last: date

    def touches(self, begin: date, end: date) -> bool:
        """Whether something lies in it, a day of grace at both ends: zones shift the days."""
        return _day(begin) <= self.last + DAY and _day(end) >= self.first - DAY


@dataclass(frozen=True)
class Occurrence:
    """One time of an event: which of the series' events tells what it is, and when it is.

    ``times`` are ISO text: moments in UTC, or without a zone what the clock on the wall shows.
    """

    place: int
    times: Times


def single(found: Any, window: Window) -> list[Occurrence]:
    """An event that is no series."""
    begin = found["DTSTART"].dt
    end = _end(found, begin)
    if _cancelled(found) or not window.touches(begin, end):
        return []
    return [Occurrence(0, _times(found, begin, end))]


def series(
    events: Sequence[Any], window: Window, *, zone: str | None
) -> tuple[list[Occurrence], set[str]]:
    """The occurrences of a series whose events share their UID, and the codes of what was cut.

    ``zone`` is the calendar's own, in which what is stated in UTC recurs.
    """
    rate = sum(rules.a_day(rule) for one in events for rule in texts.all_of(one.get("RRULE")))
    days = (window.last - window.first).days + 1
    last, cut = window.last, set()
    if rate * days > MOST_OCCURRENCES:
        last, cut = window.first + timedelta(days=int(MOST_OCCURRENCES / rate)), {"cut"}
    found = _between(events, Window(window.first, last), zone)
    excepted = _excepted(events, Window(window.first, last), zone)
    made = []
    for one in found:
        begin, end = one["DTSTART"].dt, one["DTEND"].dt
        event = events[int(one[PLACE])]
        if _cancelled(one) or _key(begin) in excepted or not window.touches(begin, end):
            continue
        if "DURATION" in event and end - begin == event["DURATION"].dt:
            end = _later(begin, event["DURATION"].dt)
        made.append(Occurrence(int(one[PLACE]), _times(event, begin, end)))
    made.sort(key=lambda occurrence: occurrence.times)
    if len(made) > MOST_OCCURRENCES:
        cut.add("cut")
    return made[:MOST_OCCURRENCES], cut


def _between(events: Sequence[Any], window: Window, zone: str | None) -> list[Any]:
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    if zone is not None:
        calendar.add("X-WR-TIMEZONE", zone)
    for place, event in enumerate(events):
        event[PLACE] = str(place)
        calendar.add_component(event)
    begin = datetime(window.first.year, window.first.month, window.first.day, tzinfo=UTC) - DAY
    end = datetime(window.last.year, window.last.month, window.last.day, tzinfo=UTC) + 2 * DAY
    return list(recurring_ical_events.of(calendar).between(begin, end))


def _excepted(events: Sequence[Any], window: Window, zone: str | None) -> set[str]:
    """The begins that a rule of exceptions takes away; it was given up, but old files hold some."""
    found: set[str] = set()
    for event in events:
        for rule in texts.all_of(event.get("EXRULE")):
            other = icalendar.Event()
            for name in ("UID", "DTSTART", "DTEND", "DURATION"):
                if name in event:
                    other[name] = event[name]
            other["RRULE"] = rule
            begins = (one["DTSTART"].dt for one in _between([other], window, zone))
            found |= {_key(begin) for begin in begins}
    return found


def _key(when: date) -> str:
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(UTC).isoformat()
    return when.isoformat()


def _cancelled(event: Any) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _end(event: Any, begin: date) -> date:
    """When an event ends: as stated, after its length, or at once; a whole day without both."""
    if "DTEND" in event:
        end: date = event["DTEND"].dt
        return end
    if "DURATION" in event:
        return _later(begin, event["DURATION"].dt)
    return begin if isinstance(begin, datetime) else begin + DAY


def _later(begin: date, length: timedelta) -> date:
    """A length after the begin: days by the clock on the wall, hours as they pass."""
    if not isinstance(begin, datetime) or begin.tzinfo is None:
        return begin + length
    days = begin + timedelta(days=length.days)
    return days.astimezone(UTC) + timedelta(seconds=length.seconds)


def _times(event: Any, begin: date, end: date) -> Times:
    """Begin and end as text of one kind, the end never before the begin."""
    whole = str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"
    if whole or not isinstance(begin, datetime):
        first, last = _day(begin), _day(end)
        return first.isoformat(), max(last, first + DAY).isoformat()
    if not isinstance(end, datetime):
        end = datetime(end.year, end.month, end.day, tzinfo=begin.tzinfo)
    if begin.tzinfo is None:
        end = end.replace(tzinfo=None)
        return _wall(begin), max(_wall(begin), _wall(end))
    if end.tzinfo is None:
        end = end.replace(tzinfo=begin.tzinfo)
    starts, ends = begin.astimezone(UTC), end.astimezone(UTC)
    return _moment(starts), _moment(max(starts, ends))


def _wall(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
