"""Hours that need the manager: what begins soon, what clashes, and calls that nobody logged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from salesdesk_app.domain.day import Event
from salesdesk_app.services.overnight.matter import Matter
from salesdesk_app.services.overnight.night import Night
from salesdesk_app.services.today.agenda import Hour

SOON = timedelta(hours=1)
MOST = 20  # a calendar may hold any number of events at one time


def of_hours(night: Night, hours: Sequence[Hour]) -> Iterator[Matter]:
    """What begins within the hour, and pairs of the day's hours that lie over each other."""
    open_ = [hour for hour in hours if _is_open(hour) and hour.ends > night.now]
    for hour in open_:
        if night.now <= hour.begins <= night.now + SOON:
            yield from _matter(night, "soon", hour)
    for one, other in islice(_clashes(open_), MOST):
        yield from _matter(night, "clash", one, other)


def of_unlogged(night: Night, hours: Iterable[Hour]) -> Iterator[Matter]:
    """Calls that only a rep's calendar holds, and of which nobody said what came of them."""
    for hour in hours:
        fresh = night.since is not None and hour.begins >= night.since
        found = Matter(("unlogged",), hours=(hour,), fresh=fresh)
        if not night.is_hidden(found.key):
            yield replace(found, rested=night.rested(found.key))


def _clashes(hours: Iterable[Hour]) -> Iterator[tuple[Hour, Hour]]:
    """The pairs of hours that lie over each other, by their begin."""
    ordered = sorted(hours, key=lambda hour: (hour.begins, hour.key))
    for place, one in enumerate(ordered):
        for other in islice(ordered, place + 1, None):
            if other.begins >= one.ends:
                break
            if not _same(one, other):
                yield one, other


def _matter(night: Night, event: Event, *hours: Hour) -> Iterator[Matter]:
    found = Matter((event,), hours=hours)
    if not night.is_hidden(found.key):
        yield found


def _is_open(hour: Hour) -> bool:
    return hour.busy and not hour.all_day and (hour.activity is None or hour.activity.is_open)


def _same(one: Hour, other: Hour) -> bool:
    """Whether two hours are one meeting, which two calendars hold."""
    return (one.title, one.begins, one.ends) == (other.title, other.begins, other.ends)
