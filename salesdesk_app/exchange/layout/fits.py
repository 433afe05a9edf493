"""Whether the cells of a column can be what its heading says: a first look, cell by cell."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.exchange.layout import period_cells
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values import activity_cells, amounts, days, number_cells, own_cells
from salesdesk_app.exchange.values.currency_marks import currency_of
from salesdesk_app.exchange.values.words import CATEGORIES, word_key

LOOKED = 300  # rows
_YES_NO = frozenset(("true", "false", "yes", "no", "0", "1", "ja", "nein", "0.0", "1.0", "wahr"))
_STATES = frozenset(("done", "to do", "todo", "not done", "open", "erledigt", "offen"))
_RECORD_ID = re.compile(
    r"[0-9]+|[0-9a-zA-Z]{15}(?:[A-Z0-5]{3})?|[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}"
)
_NAMING = frozenset(("account", "owner", "manager", "parent", "person"))


def cells_of(rows: Sequence[Sequence[Any]], column: int) -> list[Any]:
    """The first cells of a column that hold anything."""
    found = [row[column] for row in rows[:LOOKED] if column < len(row)]
    return [cell for cell in found if type(cell) is not CellError and text_of(cell)]


def share(cells: Sequence[Any], field: str, kind: FieldKind) -> float:
    """Which part of these cells, from 0 to 1, can be such a field; 1 where there are none."""
    if not cells:
        return 1.0
    if kind in ("day", "moment") and is_answer(cells):
        return 0.0
    fits = _FITS.get(kind)
    if fits is None and field in _NAMING:
        fits = _is_name
    return 1.0 if fits is None else sum(map(fits, cells)) / len(cells)


def is_answer(cells: Sequence[Any]) -> bool:
    """Whether all cells say yes or no: Salesforce has such a Closed, where ours holds a day.

    Pipedrive says "Done" and "To do" of an activity under Done.
    """
    return bool(cells) and {text_of(cell).casefold() for cell in cells} <= _YES_NO | _STATES


def _reads(read: Callable[[Any], Any]) -> Callable[[Any], bool]:
    def fits(cell: Any) -> bool:
        try:
            read(cell)
        except Problem:
            return False
        return True

    return fits


def _is_day(cell: Any) -> bool:
    if isinstance(cell, str):
        text = clean(cell)
        return text in number_cells.NOTHING or days.says_never(text) or bool(days.read(text))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return (
            cell == 0
            or days.serial(int(cell), dates_1904=False) is not None
            or bool(days.compact(cell))
        )
    return isinstance(cell, date)


def _is_percentage(cell: Any) -> bool:
    try:
        value = number_cells.number(cell)
    except Problem:
        return False
    if isinstance(value, amounts.Reading):
        if value.unit not in (None, "%"):
            return False
        value = value.dot if value.comma is None else value.comma
    return value is None or 0 <= value <= 100


def _is_name(cell: Any) -> bool:
    """Accounts and people have names: numbers and the ids of other programs are none."""
    if isinstance(cell, str):
        text = clean(cell)
        return not (_RECORD_ID.fullmatch(text) and any(c.isdigit() for c in text))
    return False


def _is_text(cell: Any) -> bool:
    return not isinstance(cell, date | datetime | time | timedelta)


def _is_currency(cell: Any) -> bool:
    return currency_of(text_of(cell), "") is not None


def _is_category(cell: Any) -> bool:
    return word_key(text_of(cell)) in CATEGORIES


_FITS: dict[FieldKind, Callable[[Any], bool]] = {
    "day": _is_day,
    "moment": _is_day,
    "money": _reads(number_cells.number),
    "whole": _reads(number_cells.number),
    "percent": _is_percentage,
    "yes_no": _reads(own_cells.yes_no),
    "currency": _is_currency,
    "category": _is_category,
    "activity": _reads(lambda cell: activity_cells.activity_kind(text_of(cell))),
    "minutes": _reads(lambda cell: activity_cells.minutes(cell, 1)),
    "period": _reads(period_cells.period),
    "role": _is_text,
}
