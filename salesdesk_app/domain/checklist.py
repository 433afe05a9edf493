"""The manager's day: which recurring items are due, and those that a workspace starts with.

A recurrence is ``workdays`` or an RFC 5545 rule of days, weeks, months or years.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from salesdesk_app.domain.periods import Calendar, month_of
from salesdesk_app.domain.recurrence import WORKDAYS, Rule, read
from salesdesk_app.wording.language import gettext as _

__all__ = ["CHECKS", "DEFAULT_ITEMS", "PARTS", "WORKDAYS", "ItemSpec", "due"]

PARTS = ("start", "day", "end")
CHECKS = ("overnight", "calls", "calendar", "inbox", "news")

_ORIGIN = date(2001, 1, 1)  # a Monday and a first of the month: what "every" counts from by default


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
    ItemSpec("day", _("Projects and process fulfilment"), "FREQ=WEEKLY;BYDAY=TU,TH"),
    ItemSpec("day", _("The competitive landscape"), "FREQ=WEEKLY;BYDAY=WE"),
    ItemSpec("day", _("Performance metrics and data"), "FREQ=WEEKLY;BYDAY=MO,TH"),
    ItemSpec("day", _("Accountability checks")),
    ItemSpec("day", _("Coaching and engagement"), "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ItemSpec("end", _("Praise a win")),
    ItemSpec("end", _("Set fixes and projects in motion, each with an owner and a date")),
    ItemSpec("end", _("Carry over what is open")),
    ItemSpec("end", _("Look at tomorrow’s calls")),
    ItemSpec("end", _("Send the day’s note")),
)


def due(recurrence: str, starts_on: date | None, day: date, calendar: Calendar) -> bool:
    """Whether an item is due on a day; never before ``starts_on``.

    "Every two weeks" and the like count from ``starts_on``, or else from Monday 1 January 2001,
    before which no rule falls. A rule falls on its days whether they are worked or not; only
    ``workdays`` and "last working day of the month" heed the calendar.

    Raises the Problems of ``recurrence.read``.
    """
    if starts_on is not None and day < starts_on:
        return False
    rule = read(recurrence)
    if rule is None:
        return calendar.is_working(day)
    if rule.counts_workdays:
        return _is_nth_workday(rule, starts_on or _ORIGIN, day, calendar)
    return day in _in_month(rule, starts_on or _ORIGIN, day.year, day.month)


def _is_nth_workday(rule: Rule, origin: date, day: date, calendar: Calendar) -> bool:
    """The first, the last, the n-th day worked of the months that the rule names."""
    if rule.months and day.month not in rule.months:
        return False
    if ((day.year - origin.year) * 12 + day.month - origin.month) % rule.interval:
        return False
    if not calendar.is_working(day):
        return False
    month = month_of(day)
    if rule.position > 0:
        return calendar.working_days(month.first, day) == rule.position
    return calendar.working_days(day, month.last) == -rule.position


@lru_cache(maxsize=1024)
def _in_month(rule: Rule, origin: date, year: int, month: int) -> frozenset[date]:
    """The days of a month on which a rule falls; kept, since a month is looked at day by day."""
    from dateutil.rrule import rrulestr  # imported late: most items fall on every working day

    first = datetime(year, month, 1)
    start = _later_origin(rule, origin, first.date())
    expanded = rrulestr(rule.text, dtstart=datetime.combine(start, time()))
    last = datetime.combine(month_of(first.date()).last, time())
    return frozenset(moment.date() for moment in expanded.between(first, last, inc=True))


def _later_origin(rule: Rule, origin: date, until: date) -> date:
    """An origin of the same rhythm shortly before a day, so that no years are walked through."""
    step = {"DAILY": 1, "WEEKLY": 7}.get(rule.freq)
    if step is None or origin >= until:
        return origin
    whole = step * rule.interval
    return origin + timedelta(days=(until - origin).days // whole * whole)
