"""Lays an event or a series of them out in time: every occurrence that touches some days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr

from salesdesk_app.exchange.calendars import rules, texts
from salesdesk_app.exchange.calendars.bare import bare

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


def times(found: Any) -> Times:
    """When an event is that stands for itself, or the first time of a series."""
    begin = found["DTSTART"].dt
    return _times(found, begin, _end(found, begin))


def series(
    events: Sequence[Any], window: Window, *, zone: tzinfo | None
) -> tuple[list[Occurrence], set[str]]:
    """The occurrences of a series whose events share their UID, and the codes of what was cut.

    ``zone`` is the calendar's own, in which what is stated in UTC recurs. A series is laid out by
    the clock of the zone in which it begins, for so its rule is meant.
    """
    core = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    if any(name in core for name in ("RRULE", "RDATE")):
        core.pop("RECURRENCE-ID", None)  # where the series it changed is not told, it is one itself
    here = _zone(core["DTSTART"].dt, zone)
    rate = sum(rules.a_day(rule) for one in events for rule in texts.all_of(one.get("RRULE")))
    days = (window.last - window.first).days + 1
    last, cut = window.last, set()
    if rate * days > MOST_OCCURRENCES:
        last, cut = window.first + timedelta(days=int(MOST_OCCURRENCES / rate)), {"cut"}
    start = core["DTSTART"].dt
    local = [bare(one, here, start) | {PLACE: str(place)} for place, one in enumerate(events)]
    found = _between(local, Window(window.first, last))
    excepted, replaced = _excepted(local, Window(window.first, last)), _replaced(events)
    stated = _stated_periods(local)
    made = []
    for one in found:
        event = events[int(one[PLACE])]
        if _cancelled(event) or one["DTSTART"].dt.isoformat() in excepted:
            continue
        begin, end = _placed(one, event, here, stated)
        if "RECURRENCE-ID" not in event and _instant(begin) in replaced:
            continue
        if window.touches(begin, end):
            made.append(Occurrence(int(one[PLACE]), _times(event, begin, end)))
    # Where a zone left out a day, what stands on it falls on the next one's.
    made = sorted(set(made), key=lambda occurrence: (occurrence.times, occurrence.place))
    if len(made) > MOST_OCCURRENCES:
        cut.add("cut")
    return made[:MOST_OCCURRENCES], cut


def _zone(start: date, calendars: tzinfo | None) -> tzinfo | None:
    """In which zone a series recurs; None for whole days and by the clock on the wall."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return None
    return calendars if start.tzname() == "UTC" and calendars is not None else start.tzinfo


def _placed(
    one: Any, event: Any, zone: tzinfo | None, stated: set[tuple[date, date]]
) -> tuple[date, date]:
    """Begin and end of an occurrence, in their zone again.

    What begins in an hour that the clock skips keeps its length, unless its end is ``stated``.
    """
    moved = event.get("RECURRENCE-ID")
    if moved is not None and "RANGE" not in moved.params:
        return event["DTSTART"].dt, _end(event, event["DTSTART"].dt)
    begin, end = one["DTSTART"].dt, one["DTEND"].dt
    if zone is None or not isinstance(begin, datetime):
        return begin, end
    length = event["DURATION"].dt if "DURATION" in event else None
    begins = begin.replace(tzinfo=zone)
    if end - begin == length:
        return begins, _later(begins, length)
    if (begin, end) not in stated and _utc(begins).astimezone(zone).replace(tzinfo=None) != begin:
        return begins, _utc(begins) + (end - begin)
    return begins, end.replace(tzinfo=zone)


def _stated_periods(local: Sequence[dict[str, Any]]) -> set[tuple[date, date]]:
    """The periods among the times added one by one that say when they end, not how long."""
    dates = [when.dt for facts in local if "RDATE" in facts for when in facts["RDATE"].dts]
    return {when for when in dates if isinstance(when, tuple) and isinstance(when[1], date)}


def _between(local: Sequence[dict[str, Any]], window: Window) -> list[Any]:
    calendar = icalendar.Calendar()
    for facts in local:
        event = icalendar.Event()
        event.update(facts)
        calendar.add_component(event)
    begin = datetime(window.first.year, window.first.month, window.first.day) - DAY
    end = datetime(window.last.year, window.last.month, window.last.day) + 2 * DAY
    return list(recurring_ical_events.of(calendar).between(begin, end))


def _excepted(local: Sequence[dict[str, Any]], window: Window) -> set[str]:
    """The begins that a rule of exceptions takes away; it was given up, but old files hold some.

    The begin of the series is one of them only where that rule falls on it.
    """
    found: set[str] = set()
    for facts in local:
        start = facts["DTSTART"].dt
        first = datetime.combine(start, time()) if not isinstance(start, datetime) else start
        for rule in facts.get("EXRULE", ()):
            begin, end = (datetime.combine(day, time()) for day in (window.first, window.last))
            falls = rrulestr(rule.to_ical().decode(), dtstart=first)
            moments = falls.between(begin - DAY, end + 2 * DAY, inc=True)
            found |= {
                (when if isinstance(start, datetime) else when.date()).isoformat()
                for when in moments
            }
    return found


def _replaced(events: Sequence[Any]) -> set[datetime]:
    """The moments that are excepted or told anew, in UTC.

    By the clock of the zone they are known but for a skipped hour, which has two names there.
    """
    stated = [when.dt for one in events for v in texts.all_of(one.get("EXDATE")) for when in v.dts]
    stated += [event["RECURRENCE-ID"].dt for event in events if "RECURRENCE-ID" in event]
    return {moment for when in stated if (moment := _instant(when)) is not None}


def _instant(when: Any) -> datetime | None:
    """The moment in UTC of what has a zone, else None."""
    zoned = isinstance(when, datetime) and when.tzinfo is not None
    return _utc(when) if zoned else None


def _utc(when: datetime) -> datetime:
    """A moment, in an hour that the clock skips by the offset before it (RFC 5545, 3.3.5).

    Zones that a calendar brings along would take the offset behind it.
    """
    if not isinstance(when.tzinfo, ZoneInfo):
        behind, before = (one.utcoffset() or timedelta() for one in (when, when - DAY))
        if behind > before and (when - (behind - before)).utcoffset() == before:
            return when.replace(tzinfo=UTC) - before
    return when.astimezone(UTC)


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
    return _utc(days) + timedelta(seconds=length.seconds)


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
    starts, ends = _utc(begin), _utc(end)
    return _moment(starts), _moment(max(starts, ends))


def _wall(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
