"""Writes a disguised sheet as a workbook or a text file."""

import csv
import random
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.disguise.grid import Grid

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
DELIMITERS = (",", ";", "\t")
_UNKNOWN = {0x200B: None, 0xFEFF: None, 0x2009: 0xA0, 0x202F: 0xA0}  # to cp1252


def write(path: Path, grid: Grid, chance: random.Random) -> Path:
    """Writes the sheet by the name's ending, among other sheets if there can be any."""
    if path.suffix == ".xlsx":
        _workbook(path, grid, chance)
    else:
        _text(path, grid, chance)
    return path


def _workbook(path: Path, grid: Grid, chance: random.Random) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    others = [_cover, _pivot, _lists]
    chance.shuffle(others)
    before = chance.randrange(len(others) + 1)
    for other in others[:before]:
        other(book)
    sheet = book.create_sheet("Report")
    for number, row in enumerate(grid.rows, 1):
        for at, cell in enumerate(row, 1):
            if cell != "":
                placed = sheet.cell(number, at, cell)
                if isinstance(cell, str) and cell.startswith("="):
                    placed.data_type = "s"
    for top, left, bottom, right in grid.merged:
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    for row_number in grid.hidden_rows:
        sheet.row_dimensions[row_number + 1].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    for other in others[before:]:
        other(book)
    if all(one.sheet_state == "visible" for one in book.worksheets):
        book.active = chance.randrange(len(book.worksheets))
    book.save(path)


def _cover(book: Workbook) -> None:
    _fill(
        book.create_sheet("Read me"),
        [["How to use this workbook"], [], ["1.", "Do not change the columns"], ["2.", "Call us"]],
    )


def _pivot(book: Workbook) -> None:
    _fill(
        book.create_sheet("Pivot"),
        [
            ["Row Labels", "Sum of Amount", "Count of Deals"],
            ["Won", 1054.5, 3],
            ["Lost", 0, 2],
            ["Grand Total", 1054.5, 5],
        ],
    )


def _lists(book: Workbook) -> None:
    sheet = book.create_sheet("Lists")
    _fill(sheet, [["Stage"], ["Won"], ["Lost"], ["Proposal"]])
    sheet.sheet_state = "hidden"


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    for row in rows:
        sheet.append(list(row))


def _text(path: Path, grid: Grid, chance: random.Random) -> None:
    encoding = chance.choice(ENCODINGS)
    delimiter = "\t" if path.suffix == ".tsv" else chance.choice(DELIMITERS)
    text = [[_shown(cell) for cell in row] for row in grid.rows]
    if encoding == "cp1252":
        text = [[cell.translate(_UNKNOWN) for cell in row] for row in text]
    with path.open("w", newline="", encoding=encoding) as stream:
        csv.writer(stream, delimiter=delimiter).writerows(text)


def _shown(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
