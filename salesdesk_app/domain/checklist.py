"""The manager's day: which recurring items are due, and those that a workspace starts with.

A recurrence is ``workdays`` or a rule of days, weeks, months or years as in RFC 5545.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from salesdesk_app.domain.periods import Calendar, month_of
from salesdesk_app.domain.recurrence import WORKDAYS, Rest, Rule, read
from salesdesk_app.wording.language import gettext as _

__all__ = ["CHECKS", "DEFAULT_ITEMS", "PARTS", "WORKDAYS", "ItemSpec", "coming", "due"]

PARTS = ("start", "day", "end")
CHECKS = ("overnight", "calls", "calendar", "inbox", "news")

_ORIGIN = date(2001, 1, 1)  # a Monday and a first of the month: what "every" counts from by default
_END = date(9998, 12, 1)  # a month before periods end: a day may stand for one behind it
_AHEAD = 5 * 366  # days in which one looks for the next ones


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """A checklist item as it is made; ``check_code`` names one of the five checks."""

    part: str
    title: str
    recurrence: str = WORKDAYS
    check_code: str | None = None


DEFAULT_ITEMS = (
    ItemSpec("start", _("Overnight and urgent"), check_code="overnight"),
    ItemSpec("start", _("The team’s sales calls today"), check_code="calls"),
    ItemSpec("start", _("My calendar"), check_code="calendar"),
    ItemSpec("start", _("Inbox and voicemail"), check_code="inbox"),
    ItemSpec("start", _("News"), check_code="news"),
    ItemSpec("day", _("Clients and customer satisfaction")),
    ItemSpec("day", _("Projects and process fulfilment"), "FREQ=WEEKLY;BYDAY=TU,TH;REST=OMIT"),
    ItemSpec("day", _("The competitive landscape"), "FREQ=WEEKLY;BYDAY=WE;REST=OMIT"),
    ItemSpec("day", _("Performance metrics and data"), "FREQ=WEEKLY;BYDAY=MO,TH;REST=OMIT"),
    ItemSpec("day", _("Accountability checks")),
    ItemSpec("day", _("Coaching and engagement"), "FREQ=WEEKLY;BYDAY=MO,WE,FR;REST=OMIT"),
    ItemSpec("end", _("Praise a win")),
    ItemSpec("end", _("Set fixes and projects in motion, each with an owner and a date")),
    ItemSpec("end", _("Carry over what is open")),
    ItemSpec("end", _("Look at tomorrow’s calls")),
    ItemSpec("end", _("Send the day’s note")),
)


def due(recurrence: str, starts_on: date | None, day: date, calendar: Calendar) -> bool:
    """Whether an item is due on a day; never before ``starts_on``.

    "Every two weeks" and the like count from ``starts_on``, or else from Monday 1 January 2001,
    before which no rule falls. A rule falls on its days whether they are worked or not, unless it
    says what happens where they are not; ``workdays`` and "last working day of the month" heed the
    calendar by themselves.

    Raises the Problems of ``recurrence.read``.
    """
    if starts_on is not None and day < starts_on:
        return False
    rule, origin = read(recurrence), starts_on or _ORIGIN
    if rule is None:
        return calendar.is_working(day)
    if rule.counts_workdays:
        return _is_nth_workday(rule, origin, day, calendar)
    if not rule.rest:
        return _falls(rule, origin, day)
    return calendar.is_working(day) and any(
        _falls(rule, origin, one) for one in _stands_for(rule.rest, day, calendar)
    )


def coming(
    recurrence: str,
    starts_on: date | None,
    day: date,
    calendar: Calendar,
    count: int = 5,
    *,
    ended_on: date | None = None,
) -> list[date]:
    """The next days on which an item is due, from a day on; fewer where years lie between them.

    ``ended_on`` is the first day without it. Raises the Problems of ``recurrence.read``.
    """
    begin = day if starts_on is None else max(day, starts_on)
    until = min(_END, ended_on or _END).toordinal()
    first = begin.toordinal()
    span = map(date.fromordinal, range(first, min(first + _AHEAD, until)))
    return list(islice((one for one in span if due(recurrence, starts_on, one, calendar)), count))


def _is_nth_workday(rule: Rule, origin: date, day: date, calendar: Calendar) -> bool:
    """The first, the last, the n-th day worked of the months that the rule names."""
    if rule.months and day.month not in rule.months:
        return False
    if _months_between(origin, day) % rule.interval:
        return False
    if not calendar.is_working(day):
        return False
    month = month_of(day)
    if rule.position > 0:
        return calendar.working_days(month.first, day) == rule.position
    return calendar.working_days(day, month.last) == -rule.position


def _stands_for(rest: Rest, day: date, calendar: Calendar) -> Iterator[date]:
    """A working day, and the days off that lie between it and the next one or the one before."""
    yield day
    step = timedelta(days={"FORWARD": -1, "BACKWARD": 1}.get(rest, 0))
    while step:
        day += step
        if calendar.is_working(day):
            return
        yield day


def _falls(rule: Rule, origin: date, day: date) -> bool:
    return day in _in_month(rule, origin, day.year, day.month)


@lru_cache(maxsize=4096)
def _in_month(rule: Rule, origin: date, year: int, month: int) -> frozenset[date]:
    """The days of a month on which a rule falls; kept, since a month is looked at day by day."""
    from dateutil.rrule import rrulestr  # imported late: most items fall on every working day

    first = date(year, month, 1)
    rule = _settled(rule, origin)
    start = _later_origin(rule, origin, first)
    expanded = rrulestr(rule.standard, dtstart=datetime.combine(start, time()))
    moments = expanded.between(
        datetime.combine(first, time()), datetime.combine(month_of(first).last, time()), inc=True
    )
    return frozenset(moment.date() for moment in moments)


def _settled(rule: Rule, origin: date) -> Rule:
    """The rule with the day of the month or year that it takes from where it starts."""
    if rule.freq == "MONTHLY" and not (rule.weekdays or rule.month_days):
        return replace(rule, month_days=(origin.day,))
    if rule.freq == "YEARLY" and not rule.months:
        return replace(rule, months=(origin.month,), month_days=(origin.day,))
    return rule


def _later_origin(rule: Rule, origin: date, until: date) -> date:
    """An origin of the same rhythm shortly before a day, so that no years are walked through."""
    if origin >= until:
        return origin
    if rule.freq in ("DAILY", "WEEKLY"):
        whole = rule.interval * (1 if rule.freq == "DAILY" else 7)
        return origin + timedelta(days=(until - origin).days // whole * whole)
    whole = rule.interval * (1 if rule.freq == "MONTHLY" else 12)
    steps = _months_between(origin, until) // whole * whole
    if rule.freq == "YEARLY":
        return date(origin.year + steps // 12, 1, 1) if steps else origin
    place = origin.month - 1 + steps
    return date(origin.year + place // 12, place % 12 + 1, 1) if steps else origin


def _months_between(origin: date, day: date) -> int:
    return (day.year - origin.year) * 12 + day.month - origin.month
