"""What a workbook holds beside its values, as its scanned parts tell it."""

from dataclasses import dataclass, field
from typing import Any

MOST_SHOWN = 300_000  # runs of numbers that show one currency


@dataclass
class Part:
    """One sheet: how many cells hold something, its last row, and what parsers keep to themselves.

    Rows are numbered from 1, columns from 0. ``marks`` are cells with a word on their value: the
    code of an error, ``formula`` for one never calculated, or zeros as many as the number shows
    figures. ``merged`` are ranges as (top, left, bottom, right). ``shown`` are the currencies that
    only the look of numbers tells, as [column, mark or code, first row, last row]; ``runs`` are the
    last of them by column.
    """

    cells: int = 0
    last_row: int = 0
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    shown: list[list[Any]] = field(default_factory=list)
    pivot: bool = False
    runs: dict[int, list[Any]] = field(default_factory=dict)

    def show(self, row: int, column: int, mark: str) -> None:
        """Notes the currency of a number, together with those above it that show the same."""
        run = self.runs.get(column)
        if run is not None and run[1] == mark and run[3] == row - 1:
            run[3] = row
        elif len(self.shown) < MOST_SHOWN:
            self.runs[column] = run = [column, mark, row, row]
            self.shown.append(run)


@dataclass
class Contents:
    """What kind of workbook it is (``xlsx``, ``xlsb``, ``ods``, ``xls``), and its sheets in order.

    A sheet that nothing is known of is missing at the end, or an empty part.
    """

    kind: str
    sheets: list[Part] = field(default_factory=list)
    dates_1904: bool = False

    def part(self, number: int) -> Part:
        """The part of a sheet by its place in the workbook."""
        return self.sheets[number] if number < len(self.sheets) else Part()


def column_number(letters: str) -> int:
    """The number of a column by its letters: ``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""The errors of cells by the number that binary workbooks give them."""

MOST_COLUMNS = 16_384
"""How many columns a sheet has at most."""

OUR_SHEET = "_salesdesk"
"""The sheet that our own exports for editing carry: it says what was written, and is no table."""
