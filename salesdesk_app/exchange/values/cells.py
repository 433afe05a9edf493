"""What the cells of one column mean; a cell with two readings is decided by the whole column."""

from collections.abc import Callable, Sequence
from typing import Any

from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.exchange.layout import period_cells
from salesdesk_app.exchange.texts import text_of
from salesdesk_app.exchange.values import activity_cells, day_cells, number_cells, own_cells
from salesdesk_app.exchange.values.column import Choices, Column, Distinct, Evidence
from salesdesk_app.exchange.values.words import category, role

__all__ = ["Choices", "Column", "Evidence", "read_column"]

LONG = frozenset(("note", "next_step"))


def read_column(
    cells: Sequence[Any], kind: FieldKind, choices: Choices, heading: str, field: str = ""
) -> Column:
    """Reads the cells of a column as a kind of field; numbers of money stay plain numbers.

    ``field`` is its code: notes and next steps keep their lines.
    """
    if kind == "percent":
        return number_cells.percentages(cells, choices, heading)
    if kind in _BY_COLUMN:
        return _BY_COLUMN[kind](cells, choices)
    if kind == "minutes":
        return activity_cells.lengths(cells, heading)
    if kind == "period":
        return period_cells.periods(cells)
    if kind in _BY_WORD:
        return _words(cells, _BY_WORD[kind])
    return _texts(cells, line=field not in LONG)


def _texts(cells: Sequence[Any], *, line: bool) -> Column:
    return Distinct(cells, lambda cell: text_of(cell, line=line) or None).spread()


def _words(cells: Sequence[Any], read: Callable[[str], str]) -> Column:
    def word(cell: Any) -> str | None:
        text = text_of(cell)
        return read(text) if text else None

    return Distinct(cells, word).spread()


_BY_COLUMN: dict[str, Callable[[Sequence[Any], Choices], Column]] = {
    "money": number_cells.numbers,
    "whole": number_cells.wholes,
    "day": day_cells.day_cells,
    "moment": day_cells.moments,
    "yes_no": own_cells.answers,
    "custom": own_cells.read,
}
_BY_WORD: dict[str, Callable[[str], str]] = {
    "category": category,
    "activity": activity_cells.activity_kind,
    "role": role,
    "currency": str,
}
