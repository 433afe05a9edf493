"""Months, quarters and years as people write them, and tables that have a column for each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values.column import Column, Distinct
from salesdesk_app.exchange.values.days import month_number
from salesdesk_app.exchange.values.number_cells import NOTHING

if TYPE_CHECKING:
    from salesdesk_app.exchange.layout.tables import Table

PERIOD, AMOUNT = "Period", "Quota"
_YEAR = r"(?:(?:fy|gj|cy)? ?\'?(?P<year>(?:19|20)\d\d|\d\d))"
_FISCAL = re.compile(r"(?:fy|gj|cy) ?\'?(?P<year>\d{4}|\d\d)|(?P<only>(?:19|20)\d\d)(?:\.0)?")
_QUARTER = r"(?:q(?:uarter|uartal)? ?(?P<a>[1-4])|(?P<b>[1-4])\.? ?q(?:uarter|uartal)?)"
_QUARTERS = (
    re.compile(rf"{_QUARTER}(?:[ /-]*{_YEAR})?"),
    re.compile(rf"{_YEAR}[ /-]*{_QUARTER}"),
)
_NUMBERED = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.]0?1(?:[ t]00:00(?::00)?)?)?"),
    re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)
_NAMED = (
    re.compile(rf"(?P<name>[^\W\d_]+)\.?(?:[ /-]*{_YEAR})?"),
    re.compile(r"(?P<year>\d{4})[ /-]*(?P<name>[^\W\d_]+)\.?"),
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def key_of(text: str, year: int | None = None) -> str | None:
    """The key of a period, as ``domain.periods.parse`` reads it; None where it is none.

    ``year`` is the one of a period that says none, as ``Q1`` or ``Jan``.
    """
    text = clean(text).casefold()
    if found := _FISCAL.fullmatch(text):
        return _key(found["year"] or found["only"], None, "")
    for pattern in _QUARTERS:
        if found := pattern.fullmatch(text):
            return _key(found["year"], year, f"-Q{found['a'] or found['b']}")
    for pattern in _NUMBERED:
        if (found := pattern.fullmatch(text)) and 1 <= int(found["month"]) <= 12:
            return _key(found["year"], year, f"-{int(found['month']):02}")
    for pattern in _NAMED:
        if (found := pattern.fullmatch(text)) and (number := month_number(found["name"])):
            return _key(found["year"], year, f"-{number:02}")
    return None


def _key(stated: str | None, year: int | None, rest: str) -> str | None:
    if stated is None:
        return None if year is None else f"{year}{rest}"
    return f"{stated if len(stated) == 4 else 2000 + int(stated)}{rest}"


def periods(cells: Sequence[Any]) -> Column:
    """Keys of periods; a day that begins a month stands for the month."""
    return Distinct(cells, period).spread()


def period(cell: Any) -> str | None:
    """The key of the period that a cell says; Problem import.period."""
    text = f"{cell:%Y-%m-%d}" if isinstance(cell, date | datetime) else text_of(cell)
    if text in NOTHING:
        return None
    found = key_of(text)
    if found is None:
        raise Problem("import.period", value=text_of(cell))
    return found


def spans(headings: Sequence[str]) -> list[int]:
    """The columns that are headed by a period, as ``Jan 2026``, ``Q1`` or ``FY26``."""
    return [at for at, one in enumerate(headings) if key_of(one, 2000) is not None]


def unrolled(table: "Table") -> "Table":
    """A table with a column for each period as one with a row for each person and period.

    A period without a year is of the one year that the sheet, the titles or the file are named by.
    Problem: file.no_year.
    """
    columns = spans(table.headings)
    fields = {one.field: one.column for one in table.matches if one.field}
    if "person" not in fields or len(columns) < 2 or not {"period", "first_on"}.isdisjoint(fields):
        return table
    keys = _keys(table, columns)
    beside = [one for one in table.matches if one.field in ("person", "currency", "ramp")]
    rows, numbers = [], []
    for number, row in zip(table.numbers, table.rows, strict=True):
        for at, key in zip(columns, keys, strict=True):
            if not isinstance(row[at], str) or clean(row[at]) not in NOTHING:
                rows.append([key, row[at], *(row[one.column] for one in beside)])
                numbers.append(number)
    made = [(PERIOD, "period"), (AMOUNT, "amount")]
    first = table.matches[columns[0]]
    matches = [
        replace(first, column=at, heading=heading, field=field, how="exact", confidence=100)
        for at, (heading, field) in enumerate(made)
    ]
    matches += [replace(one, column=at) for at, one in enumerate(beside, len(made))]
    return replace(
        table,
        headings=tuple(one.heading for one in matches),
        matches=tuple(matches),
        rows=rows,
        numbers=numbers,
        overlong=frozenset(),
        hidden_columns=(),
        shown={},
        filled=(),
    )


def _keys(table: "Table", columns: Sequence[int]) -> list[str]:
    headings = [table.headings[at] for at in columns]
    year = None
    if any(key_of(one) is None for one in headings):
        titles = " ".join(one.text for one in table.dropped if one.reason == "title")
        for text in (table.sheet, titles, table.file):
            years = set(_YEARS.findall(text))
            if len(years) == 1:
                year = int(years.pop())
                break
        else:
            raise Problem("file.no_year", name=table.file, period=headings[0])
    return [key_of(one, year) or "" for one in headings]
