"""Periods as text: “Q4 2026”, “November 2026”, “16–22 Nov 2026”, “week 8 of 13 in Q4”."""

from datetime import date
from typing import Protocol

from babel.dates import format_date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import LOCALE, day


class Span(Protocol):
    """What a label needs to know of a period."""

    @property
    def kind(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def key(self) -> str: ...


def period(span: Span) -> str:
    """The name of a period; a fiscal year that is not the calendar year says FY."""
    if span.kind == "year":
        return _year(span)
    if span.kind == "quarter":
        return f"{quarter(span)} {_year(span)}"
    if span.kind == "month":
        return month(span.first)
    if span.kind == "day":
        return format_date(span.first, "EEE d MMM y", locale=LOCALE)
    return span_of_days(span.first, span.last)


def month(of: date) -> str:
    """``November 2026``, of any day of the calendar."""
    return format_date(of, "LLLL y", locale=LOCALE)


def quarter(span: Span) -> str:
    """``Q4``, without its year."""
    return _("Q{number}").format(number=span.key[-1])


def short(span: Span) -> str:
    """A label for an axis: ``Nov``, ``Q4``, ``W47``, ``16 Nov``, ``2026``."""
    if span.kind == "month":
        return format_date(span.first, "LLL", locale=LOCALE)
    if span.kind == "quarter":
        return quarter(span)
    if span.kind == "week":
        return _("W{number}").format(number=span.key[-2:])
    return day(span.first) if span.kind == "day" else _year(span)


def span_of_days(first: date, last: date) -> str:
    """``16–22 Nov 2026``, ``28 Sep – 4 Oct 2026``, ``28 Dec 2026 – 3 Jan 2027``."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, year=True)}"
    return f"{day(first, year=first.year != last.year)} – {day(last, year=True)}"


def week_in(number: int, total: int, span: Span) -> str:
    """``week 8 of 13 in Q4``."""
    name = quarter(span) if span.kind == "quarter" else period(span)
    return _("week {number} of {total} in {period}").format(number=number, total=total, period=name)


def _year(span: Span) -> str:
    quarters_before = int(span.key[-1]) - 1 if span.kind == "quarter" else 0
    calendar = span.first.month == 1 + 3 * quarters_before
    year = int(span.key[:4])
    return str(year) if calendar else _("FY {year}").format(year=year)
