"""Days, ISO weeks, months, fiscal quarters and fiscal years as values that sort and hash.

A fiscal year is named by the calendar year in which it ends; where it starts in January it is the
calendar year. Weeks and months are never fiscal. Dates run from the year 1 to the end of 9998.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.errors import Problem

__all__ = [
    "STATED",
    "Calendar",
    "Period",
    "day_of",
    "elapsed_days",
    "month_of",
    "months",
    "of_days",
    "of_kind",
    "parse",
    "quarter_of",
    "week_number",
    "week_of",
    "weeks",
    "year_of",
]

ONE_DAY = timedelta(days=1)
_SHAPES = re.compile(
    r"(?P<year>\d{4})(-Q(?P<quarter>[1-4])|-W(?P<week>\d\d)|-(?P<month>\d\d)(-(?P<day>\d\d))?)?",
    re.ASCII,
)

STATED = ("month", "quarter", "year")
"""The kinds of periods for which quotas and calls are stated."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, both ends inside. Sorts by its first day, the shorter one first."""

    kind: str = field(compare=False)  # day, week, month, quarter, year: the key tells them apart
    first: date
    last: date
    key: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return (self.last - self.first).days + 1

    def covers(self, other: "Period") -> bool:
        """Whether the other period lies wholly inside this one."""
        return self.first <= other.first and other.last <= self.last

    def next(self) -> "Period":
        """The period of the same kind that follows; raises Problem at the end of time."""
        return _holding(self, self.last + ONE_DAY)

    def previous(self) -> "Period":
        """The period of the same kind before; raises Problem at the beginning of time."""
        if self.first == date.min:
            raise Problem("period.range", first=1, last=9998)
        return _holding(self, self.first - ONE_DAY)


def day_of(day: date) -> Period:
    """The day itself as a period: ``2017-11-16``."""
    return _period("day", day, day, day.isoformat())


def week_of(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day: ``2017-W47``."""
    year, week, weekday = day.isocalendar()
    if day.year > 9998:
        raise Problem("period.range", first=1, last=9998)
    monday = day - timedelta(days=weekday - 1)
    return _period("week", monday, monday + timedelta(days=6), f"{year:04}-W{week:02}")


def month_of(day: date) -> Period:
    """The calendar month that holds the day: ``2017-11``."""
    return _months("month", day.year, day.month, 1, f"{day.year:04}-{day.month:02}")


def quarter_of(day: date, fiscal_start_month: int = 1) -> Period:
    """The quarter of the fiscal year that holds the day: ``2017-Q4``."""
    number = (day.month - fiscal_start_month) % 12 // 3 + 1
    return _quarter(_fiscal_year(day, fiscal_start_month), number, fiscal_start_month)


def year_of(day: date, fiscal_start_month: int = 1) -> Period:
    """The fiscal year that holds the day, named by the year in which it ends: ``2017``."""
    return _year(_fiscal_year(day, fiscal_start_month), fiscal_start_month)


def parse(key: str, fiscal_start_month: int = 1) -> Period:
    """The period of a key: ``2017``, ``2017-Q4``, ``2017-11``, ``2017-W47``, ``2017-11-16``.

    Raises Problem ``period.unreadable`` for anything else, ``period.range`` outside the calendar.
    """
    shape = _SHAPES.fullmatch(key.strip().upper())
    if shape is None:
        raise Problem("period.unreadable", key=key)
    year = int(shape["year"])
    if not 1 <= year <= 9998:
        raise Problem("period.range", first=1, last=9998)
    try:
        if shape["quarter"]:
            return _quarter(year, int(shape["quarter"]), fiscal_start_month)
        if shape["week"]:
            return week_of(date.fromisocalendar(year, int(shape["week"]), 1))
        if shape["day"]:
            return day_of(date(year, int(shape["month"]), int(shape["day"])))
        if shape["month"]:
            return month_of(date(year, int(shape["month"]), 1))
    except ValueError as error:  # month 13, week 53 of a year with 52, 31 February
        raise Problem("period.unreadable", key=key) from error
    return _year(year, fiscal_start_month)


def of_kind(kind: str, day: date, fiscal_start_month: int = 1) -> Period:
    """The day, week, month, quarter or year that holds the day."""
    if kind == "quarter":
        return quarter_of(day, fiscal_start_month)
    if kind == "year":
        return year_of(day, fiscal_start_month)
    return {"day": day_of, "week": week_of, "month": month_of}[kind](day)


def of_days(first: date, last: date, *fiscal_starts: int) -> Period | None:
    """The month, quarter or year that begins and ends on these days; None where they are none.

    Of a fiscal year that begins in one of these months (1 is January), the first that fits.
    """
    for kind in STATED:
        for start in fiscal_starts:
            found = of_kind(kind, first, start)
            if (found.first, found.last) == (first, last):
                return found
    return None


def months(period: Period) -> tuple[Period, ...]:
    """The calendar months that the period touches, in order: three for a quarter."""
    return tuple(_run(month_of(period.first), period.last))


def weeks(period: Period) -> tuple[Period, ...]:
    """The ISO weeks that the period touches, in order; the outer ones may reach beyond it."""
    return tuple(_run(week_of(period.first), period.last))


def elapsed_days(period: Period, today: date) -> int:
    """Calendar days of the period that have begun, today among them: 0 before it, all after it."""
    return max(0, min((today - period.first).days + 1, period.days))


def week_number(period: Period, day: date) -> tuple[int, int]:
    """Which week of the period a day lies in, and of how many: week 8 of 13 in a quarter.

    Counted in sevens from the first day, as managers count a quarter of 13 weeks; the last one
    takes the odd days. A day outside counts as the nearest end.
    """
    total = max(1, round(period.days / 7))
    return min(max(elapsed_days(period, day) - 1, 0) // 7 + 1, total), total


def _holding(like: Period, day: date) -> Period:
    """The period of the same kind and fiscal year that holds the day."""
    return of_kind(like.kind, day, _fiscal_start(like))


def _fiscal_start(period: Period) -> int:
    if period.kind == "quarter":
        return (period.first.month - 1 - 3 * (int(period.key[-1]) - 1)) % 12 + 1
    return period.first.month if period.kind == "year" else 1


def _fiscal_year(day: date, start_month: int) -> int:
    return day.year + (1 if start_month > 1 and day.month >= start_month else 0)


def _quarter(year: int, number: int, start_month: int) -> Period:
    month = start_month + 3 * (number - 1)
    first_year = year - (start_month > 1)
    return _months("quarter", first_year, month, 3, f"{year:04}-Q{number}")


def _year(year: int, start_month: int) -> Period:
    return _months("year", year - (start_month > 1), start_month, 12, f"{year:04}")


def _months(kind: str, year: int, month: int, count: int, key: str) -> Period:
    """``count`` whole months from a month on, which may lie beyond December of the year."""
    first_year, first_month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if first_year < 1 or last_year > 9998:
        raise Problem("period.range", first=1, last=9998)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return _period(kind, date(first_year, first_month, 1), last, key)


def _period(kind: str, first: date, last: date, key: str) -> Period:
    if last.year > 9998:
        raise Problem("period.range", first=1, last=9998)
    return Period(kind, first, last, key)


def _run(period: Period, until: date) -> Iterator[Period]:
    while period.first <= until:
        yield period
        period = period.next()
