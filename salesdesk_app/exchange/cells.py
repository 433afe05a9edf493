"""What the cells of one column mean; a cell with two readings is decided by the whole column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.exchange import amounts, days
from salesdesk_app.exchange.rows import CellError
from salesdesk_app.exchange.texts import clean, text_of

CATEGORIES = {
    "pipeline": "pipeline",
    "bestcase": "best_case",
    "upside": "best_case",
    "mostlikely": "best_case",
    "commit": "commit",
    "committed": "commit",
    "forecast": "commit",
    "closed": "closed",
    "closedwon": "closed",
    "won": "closed",
    "omitted": "omitted",
    "notforecasted": "omitted",
    "none": "omitted",
}
_MANAGING = re.compile(
    r"\b(manager|head|director|vp|leiter(in)?|team ?lead|vertriebsleiter(in)?)\b"
)
_SELLING = re.compile(r"\b(account|key account) manager\b")


@dataclass(frozen=True)
class Choices:
    """What the user says of a whole file where its columns do not tell: None asks the columns.

    ``currency`` is the one that all amounts are in, whatever marks they carry; ``dates_1904``
    comes from the file. ``columns`` holds what is said of one column by its place, which comes
    before what is said of the file.
    """

    decimal: str | None = None
    date_order: str | None = None
    currency: str | None = None
    dates_1904: bool = False
    columns: Mapping[int, "Choices"] = field(default_factory=dict)

    def of(self, column: int) -> "Choices":
        """What holds for one column."""
        own = self.columns.get(column)
        if own is None:
            return self
        return replace(
            self,
            decimal=own.decimal or self.decimal,
            date_order=own.date_order or self.date_order,
            currency=own.currency or self.currency,
        )


@dataclass
class Column:
    """The values of a column, None where blank or wrong, and what is wrong by place.

    ``decided`` says how cells with two readings were read (``decimal``, ``order``, ``shares``);
    ``units`` holds the currency marks that amounts carry, by place.
    """

    values: list[Any]
    wrong: dict[int, Problem] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)


_LONG = frozenset(("note", "notes", "next step", "description", "comments", "comment"))


def read_column(cells: Sequence[Any], kind: FieldKind, choices: Choices, heading: str) -> Column:
    """Reads the cells of a column as a kind of field; numbers of money stay plain numbers."""
    if kind == "percent":
        return _percentages(cells, choices, heading)
    if kind in _BY_COLUMN:
        return _BY_COLUMN[kind](cells, choices)
    if kind in _BY_WORD:
        return _words(cells, _BY_WORD[kind])
    return _texts(cells, line=heading.casefold() not in _LONG)


def role(text: str) -> str:
    """``manager`` for who leads others by title, else ``rep``: an account manager sells."""
    text = text.casefold()
    return "manager" if _MANAGING.search(_SELLING.sub("", text)) else "rep"


def _category(text: str) -> str:
    key = "".join(c for c in text.casefold() if c.isalnum())
    if key not in CATEGORIES:
        raise Problem("import.category", value=text)
    return CATEGORIES[key]


def _fault(cell: CellError) -> Problem:
    """What is wrong with a cell that has no value at all."""
    if cell.code == "formula":
        return Problem("import.uncached")
    return Problem("import.error_cell", value=cell.code)


def _each(cells: Sequence[Any], read: Callable[[Any], Any]) -> Column:
    """Reads cells one by one, equal ones once: most columns repeat a few values."""
    if bool in set(map(type, cells)):
        keys: Sequence[Any] = [(type(cell), cell) for cell in cells]  # for 1 and True are equal
        distinct = {key: key[1] for key in keys}
    else:
        keys, distinct = cells, {cell: cell for cell in cells}
    known: dict[Any, Any] = {}
    wrong: dict[Any, Problem] = {}
    for key, cell in distinct.items():
        try:
            if type(cell) is CellError:
                raise _fault(cell)
            known[key] = None if cell == "" else read(cell)
        except Problem as problem:
            known[key] = None
            wrong[key] = problem
    column = Column(list(map(known.__getitem__, keys)))
    if wrong:
        column.wrong = {place: wrong[key] for place, key in enumerate(keys) if key in wrong}
    return column


def _texts(cells: Sequence[Any], *, line: bool) -> Column:
    return _each(cells, lambda cell: text_of(cell, line=line) or None)


def _words(cells: Sequence[Any], read: Callable[[str], str]) -> Column:
    def word(cell: Any) -> str | None:
        text = text_of(cell)
        return read(text) if text else None

    return _each(cells, word)


def _number(cell: Any) -> Any:
    """A number, or the reading of a text for the column to decide; Problem for anything else."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        raise Problem("import.number", value=text_of(cell))
    if not isinstance(cell, str):
        if not isfinite(cell):
            raise Problem("import.number", value=str(cell))
        return cell
    text = clean(cell)
    if not text or text in ("-", "–", "—"):
        return None  # how accounting formats show nothing
    reading = amounts.read(text)
    if reading is None:
        raise Problem("import.number", value=text)
    return reading


def _numbers(cells: Sequence[Any], choices: Choices) -> Column:
    column = _each(cells, _number)
    readings = {n: v for n, v in enumerate(column.values) if isinstance(v, amounts.Reading)}
    marks = {reading.mark for reading in readings.values() if reading.mark}
    mark = choices.decimal or (marks.pop() if len(marks) == 1 else None)
    for place, reading in readings.items():
        value = reading.by(mark)
        column.values[place] = value
        if reading.unit:
            column.units[place] = reading.unit
        if value is None:
            code = "import.number_both" if marks else "import.number_unclear"
            column.wrong[place] = Problem(
                code, value=cells[place], one=reading.dot, other=reading.comma
            )
        elif reading.dot != reading.comma and mark:
            column.decided["decimal"] = mark
    return column


def _percentages(cells: Sequence[Any], choices: Choices, heading: str) -> Column:
    """Whole percentages. Shares (0.6) are told by the column: all within 1, and one between."""
    column = _numbers(cells, choices)
    plain = [
        value
        for place, value in enumerate(column.values)
        if value is not None and column.units.get(place) != "%"
    ]
    within = bool(plain) and all(0 <= value <= 1 for value in plain)
    # Excel holds 60 % as 0.6 under any heading; under one with % only a value between tells.
    shares = within and ("%" not in heading or any(0 < value < 1 for value in plain))
    if shares and any(value for value in plain):
        column.decided["shares"] = "1"
    for place, value in enumerate(column.values):
        if value is None:
            continue
        unit = column.units.get(place)
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        whole = round(exact * 100 if shares and unit != "%" else exact)
        lost = not shares and unit != "%" and 0 < exact < 1  # 0.25 among 75 and 50 %: which is it?
        if not 0 <= whole <= 100 or unit not in (None, "%") or lost:
            column.wrong[place] = Problem("import.percent", value=text_of(cells[place]))
            whole = 0
        column.values[place] = None if place in column.wrong else whole
    column.units.clear()
    return column


def _figures(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def _wholes(cells: Sequence[Any], choices: Choices) -> Column:
    """Whole numbers: what could be a decimal mark parts thousands, for there are no decimals."""
    known: list[Any] = list(cells)
    for place, cell in enumerate(cells):
        reading = amounts.read(clean(cell)) if isinstance(cell, str) and cell else None
        if reading is not None and reading.by(None) is None and reading.unit is None:
            known[place] = -_figures(cell) if (reading.dot or 0) < 0 else _figures(cell)
    column = _numbers(known, choices)
    for place, value in enumerate(column.values):
        if value is None:
            continue
        if value != int(value) or abs(value) > LARGEST or place in column.units:
            column.wrong[place] = Problem("import.whole", value=text_of(cells[place]))
            column.values[place] = None
        else:
            column.values[place] = int(value)
    column.units.clear()
    return column


def _days(cells: Sequence[Any], choices: Choices) -> Column:
    def day(cell: Any) -> Any:
        if type(cell) is date:
            return cell
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, str):
            return _day_text(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
            found = days.serial(int(cell), dates_1904=choices.dates_1904)
            if found is not None:
                return found
        raise Problem("import.day", value=text_of(cell))

    column = _each(cells, day)
    readings = {n: v for n, v in enumerate(column.values) if isinstance(v, days.Reading)}
    orders = {reading.order for reading in readings.values() if reading.order}
    order = choices.date_order or (orders.pop() if len(orders) == 1 else None)
    for place, reading in readings.items():
        value = reading.by(order)
        column.values[place] = value
        if value is None:
            code = "import.day_both" if orders else "import.day_unclear"
            if reading.dmy is None:
                code = "import.no_such_day"
            facts = {"one": reading.dmy, "other": reading.mdy}
            column.wrong[place] = Problem(code, value=cells[place], **facts)
        elif reading.dmy != reading.mdy and order:
            column.decided["order"] = order
    return column


def _day_text(cell: str) -> days.Reading | None:
    text = clean(cell)
    if not text or text in ("-", "–", "—"):
        return None
    reading = days.read(text)
    if reading is None:
        raise Problem("import.day", value=text)
    return reading


_BY_COLUMN = {"money": _numbers, "whole": _wholes, "day": _days}
_BY_WORD: dict[str, Callable[[str], str]] = {
    "category": _category,
    "role": role,
    "currency": str.upper,
}
