"""Rows as they stand in a foreign file, and how they travel from the reading child: as JSON."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple


class CellError(NamedTuple):
    """A cell without a value: ``#N/A`` and its like, or ``formula`` for one never calculated."""

    code: str


Cell = str | float | bool | date | time | timedelta | CellError
"""What a cell holds; a blank one holds an empty text."""


@dataclass
class SheetRows:
    """One sheet: its rows that hold anything, with the numbers that a spreadsheet shows for them.

    ``start`` is the column (0 is A) of the first cell of each row; rows may be of unlike length.
    ``blank`` counts the empty rows between the others, ``cut`` the columns left out on the right.
    ``dates_1904`` says from when the file counts its days; ``encoding`` and ``delimiter`` are how
    a text file was read. ``hidden_rows`` are the numbers of rows among these that the file hides or
    filters away, ``hidden_columns`` the columns (0 is A). ``spans`` are what is merged sideways
    near the top, as (row number, first column, last column). ``pivot`` says that the sheet holds a
    pivot table. ``shown`` are the currencies that only the look of numbers tells, as (column, mark
    or code, first row number, last row number).
    """

    name: str
    hidden: bool = False
    start: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    blank: int = 0
    cut: int = 0
    dates_1904: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    pivot: bool = False
    shown: list[tuple[int, str, int, int]] = field(default_factory=list)


def _plain(value: object) -> dict[str, str | float]:
    """What JSON has no word for, as an object with one letter for its kind."""
    match value:
        case datetime():
            return {"m": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case time():
            return {"t": value.isoformat()}
        case timedelta():
            return {"s": value.total_seconds()}
    raise TypeError(f"{type(value).__name__} cannot be a cell")


def _cell(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        match found:
            case {"d": str(text)}:
                return date.fromisoformat(text)
            case {"m": str(text)}:
                return datetime.fromisoformat(text)
            case {"t": str(text)}:
                return time.fromisoformat(text)
            case {"s": int() | float() as seconds}:
                return timedelta(seconds=seconds)
            case {"e": str(code)}:
                return CellError(code)
    return found


def error(code: str) -> dict[str, str]:
    """A cell error in the shape that travels: JSON would take the tuple for a list."""
    return {"e": code}


def packed(found: list[list[Any]]) -> dict[str, Any]:
    """Rows as they travel: column by column, days as numbers, which takes half the time.

    Rows of unlike length travel as they are.
    """
    if len(set(map(len, found))) != 1:
        return {"rows": found}
    columns: list[Any] = list(zip(*found, strict=True))
    for at, column in enumerate(columns):
        kinds = set(map(type, column))
        if (
            date in kinds
            and kinds <= {date, str}
            and all(c == "" for c in set(column) if type(c) is str)
        ):
            columns[at] = {"days": [0 if cell == "" else cell.toordinal() for cell in column]}
    return {"columns": columns}


class _Days(dict[int, Cell]):
    """Days by their number, each made once."""

    def __missing__(self, number: int) -> Cell:
        self[number] = day = date.fromordinal(number) if number else ""
        return day


class Unpacking:
    """Turns what was packed into rows; texts and days that are equal become one."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._days = _Days()

    def rows(self, portion: dict[str, Any]) -> list[list[Any]]:
        """The rows of a portion; raises ValueError, TypeError or KeyError where it is none."""
        if "rows" in portion:
            return [self._column(row) for row in portion["rows"]]
        columns = [self._column(column) for column in portion["columns"]]
        return list(map(list, zip(*columns, strict=True)))

    def _column(self, cells: Any) -> list[Any]:
        if isinstance(cells, dict):
            return list(map(self._days.__getitem__, cells["days"]))
        known = self._texts.setdefault
        if set(map(type, cells)) == {str}:
            return list(map(known, cells, cells))
        return [known(cell, cell) if type(cell) is str else cell for cell in cells]


def encode(message: object) -> bytes:
    """One message of the reading child."""
    return json.dumps(message, default=_plain, separators=(",", ":")).encode("ascii")


def decode(payload: bytes) -> Any:
    """A message from the reading child; raises ValueError where it is none.

    JSON, because what the child sends is not to be trusted: a workbook may have taken it over.
    """
    return json.loads(payload, object_hook=_cell)
