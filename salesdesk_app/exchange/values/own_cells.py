"""Columns that are kept as the user's own field: what their cells hold is told by the column."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values import amounts, day_cells, days, number_cells
from salesdesk_app.exchange.values.column import Choices, Column, Distinct, Evidence

# No sign but a minus, no zeros in front: what looks like a phone number or an id stays a text.
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[.,][0-9]{2,3})+)(?:[.,][0-9]+)?")
_FIGURES = 15  # a spreadsheet keeps no more of a number
_PLAIN_WORDS = frozenset(("yes", "no", "true", "false", "ja", "nein", "wahr", "falsch"))
YES = frozenset(("yes", "y", "true", "t", "x", "✓", "✔", "☑", "on", "ja", "j", "wahr", "richtig"))
NO = frozenset(("no", "n", "false", "f", "✗", "✘", "☐", "off", "nein", "falsch", "unwahr"))


def yes_no(cell: Any) -> bool | None:
    """Yes or no, from words, ticks, 1 and 0; Problem import.yes_no for anything else."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float) and cell in (0, 1):
        return bool(cell)
    word = clean(cell).casefold() if isinstance(cell, str) else None
    if word in number_cells.NOTHING:
        return None
    if word in YES or word in ("1", "1.0"):
        return True
    if word in NO or word in ("0", "0.0"):
        return False
    raise Problem("import.yes_no", value=text_of(cell))


def read_as(cells: Sequence[Any], choices: Choices, own: Own) -> Column:
    """The cells of a field whose kind is settled; a text takes all, else some may not fit."""
    reader = next((reader for kind, _fits, reader in _READERS if kind == own.kind), None)
    column = _texts(cells) if reader is None else reader(cells, choices)
    for place in column.units:  # 12 % or $5 would lose what it says
        column.values[place] = None
        column.wrong[place] = Problem("import.number", value=text_of(cells[place]))
    for place, problem in column.wrong.items():
        if problem.code == f"import.{own.kind}":
            code = f"import.own.{own.kind}"
            column.wrong[place] = Problem(code, value=problem.facts["value"], field=own.name)
    return column


def read(cells: Sequence[Any], choices: Choices) -> Column:
    """Yes and no, days or numbers where all cells are, else texts just as they are shown."""
    different = {(type(cell), cell): cell for cell in cells}.values()  # for 1 and True are equal
    stated = [cell for cell in different if type(cell) is not CellError and text_of(cell)]
    for kind, fits, reader in _READERS:
        if stated and all(map(fits, stated)) and not (kind == "number" and _are_versions(stated)):
            column = reader(cells, choices)
            if set(column.wrong) == _errors(cells) and not _lost(cells, column):
                return _told(column, kind)
    return _told(_texts(cells), "text")


def _texts(cells: Sequence[Any]) -> Column:
    return Distinct(cells, lambda cell: text_of(cell, line=False) or None).spread()


def _are_versions(cells: Sequence[Any]) -> bool:
    """Whether 1.10 stands beside 1.9: the zero at the end of such a text says something."""
    texts = [clean(cell) for cell in cells if isinstance(cell, str)]
    fractions = {re.split("[.,]", text)[-1] for text in texts if re.search("[.,]", text)}
    return len(set(map(len, fractions))) > 1 and any(one.endswith("0") for one in fractions)


def _told(column: Column, kind: str) -> Column:
    column.evidence = replace(column.evidence or Evidence(kind), kind=kind)
    column.decided["kind"] = kind
    return column


def _lost(cells: Sequence[Any], column: Column) -> bool:
    """Whether a cell says something that its value does not, such as a day that is none."""
    pairs = zip(cells, column.values, strict=True)
    return any(
        value is None and type(cell) is not CellError and text_of(cell) for cell, value in pairs
    )


def _errors(cells: Sequence[Any]) -> set[int]:
    return {place for place, cell in enumerate(cells) if type(cell) is CellError}


def _is_answer(cell: Any) -> bool:
    return isinstance(cell, bool) or (
        isinstance(cell, str) and clean(cell).casefold() in _PLAIN_WORDS
    )


def _is_day(cell: Any) -> bool:
    """A day that says nothing else: a time of day would be lost, and a bare number is none."""
    if isinstance(cell, datetime):
        return not (cell.hour or cell.minute or cell.second or cell.microsecond)
    if isinstance(cell, str):
        text = clean(cell)
        return not text.isdigit() and ":" not in text and days.read(text) is not None
    return type(cell) is date


def _is_number(cell: Any) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, str):
        text = clean(cell)
        figures = sum(c.isdigit() for c in text)
        return figures <= _FIGURES and bool(_PLAIN.fullmatch(text)) and bool(amounts.read(text))
    return isinstance(cell, int | float | Decimal) and abs(cell) < 10**_FIGURES


def answers(cells: Sequence[Any], _choices: Choices) -> Column:
    """Yes and no."""
    return Distinct(cells, yes_no).spread()


def _numbers(cells: Sequence[Any], choices: Choices) -> Column:
    column = number_cells.numbers(cells, choices)
    column.values = [
        int(value) if value is not None and value == int(value) else value
        for value in column.values
    ]
    return column


_READERS: tuple[tuple[str, Callable[[Any], bool], Callable[[Sequence[Any], Choices], Column]], ...]
_READERS = (
    ("yes_no", _is_answer, answers),
    ("day", _is_day, day_cells.day_cells),
    ("number", _is_number, _numbers),
)
