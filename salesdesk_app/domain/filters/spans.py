"""Days and spans of days as people type them in a filter line: this-quarter, 2026-Q4, a..b."""

import re
from datetime import date, timedelta

from salesdesk_app.domain import periods
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.filters.names import fold
from salesdesk_app.domain.periods import Period

FIRST, LAST = date.min, date(9998, 12, 31)
KINDS = ("week", "month", "quarter", "year")
WORDS = (
    "today",
    "tomorrow",
    "yesterday",
    *(f"{which}-{kind}" for kind in KINDS[:3] for which in ("this", "next", "last")),
    "this-year",
    "next-year",
    "last-year",
)
"""Every span that is told from today."""

_AWAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_RELATIVE = re.compile(r"(this|next|last) (week|month|quarter|year)")
_DAYS = re.compile(r"(next|last) (\d{1,4}) days?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_QUARTER = re.compile(r"q([1-4])")


def span(text: str, today: date, start: int) -> Period:
    """The span of a text; a range has ``..`` in it and may be open at one end.

    ``start`` is the month in which the fiscal year begins. Problems: filter.days, filter.order.
    """
    if ".." not in text:
        return _one(text, today, start)
    left, _, right = text.partition("..")
    first = _one(left, today, start).first if left.strip() else None
    last = _one(right, today, start).last if right.strip() else None
    if first is None and last is None:
        raise Problem("filter.days", text=text)
    if first and last and first > last:
        raise Problem("filter.order", text=text, turned=f"{right}..{left}")
    return between(first, last)


def compared(sign: str, text: str, today: date, start: int) -> Period:
    """The span before, after, until or from the days of a text. Problem: filter.days."""
    of = _one(text, today, start)
    try:
        if sign == "<":
            return between(None, of.first - timedelta(days=1))
        if sign == "<=":
            return between(None, of.last)
        return between(of.first if sign == ">=" else of.last + timedelta(days=1), None)
    except OverflowError as error:
        raise Problem("filter.days", text=text) from error


def between(first: date | None, last: date | None) -> Period:
    """The days from the first to the last; None is open at that end."""
    key = f"{first or ''}/{last or ''}"
    kind = "days" if first and last else "from" if first else "until"
    return Period(kind, first or FIRST, last or LAST, key)


def spelled(of: Period) -> tuple[str, str]:
    """A sign and a text that are read as this span again."""
    if of.key.startswith("/"):
        return "<=", of.key[1:]
    if of.key.endswith("/"):
        return ">=", of.key[:-1]
    return ":", of.key.replace("/", "..")


def _one(text: str, today: date, start: int) -> Period:
    folded = fold(text)
    try:
        if folded in _AWAY:
            return periods.day_of(today + timedelta(days=_AWAY[folded]))
        if found := _RELATIVE.fullmatch(folded):
            now = periods.of_kind(found[2], today, start)
            return {"this": lambda: now, "next": now.next, "last": now.previous}[found[1]]()
        if found := _DAYS.fullmatch(folded):
            away = timedelta(days=int(found[2]))
            ahead = found[1] == "next"
            return between(today, today + away) if ahead else between(today - away, today)
        if found := _QUARTER.fullmatch(folded):
            year = periods.year_of(today, start).key
            return periods.parse(f"{year}-Q{found[1]}", start)
        if found := _GERMAN.fullmatch(text.strip()):
            return periods.day_of(date(int(found[3]), int(found[2]), int(found[1])))
        return periods.parse(text, start)
    except (Problem, ValueError, OverflowError) as error:
        raise Problem("filter.days", text=text) from error
