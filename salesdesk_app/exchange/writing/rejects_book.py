"""A workbook of rejected rows: what is wrong in the first column, and the cells as they stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell as BookCell

from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.layout import our_sheet
from salesdesk_app.exchange.layout.our_sheet import REASON, Ours, Rejected, Written
from salesdesk_app.exchange.reading.contents import OUR_SHEET
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.writing.looks import DAY, MOMENT, TEXT
from salesdesk_app.exchange.writing.workbook import Book, Page
from salesdesk_app.progress import Tick, ticked

WIDTH, REASON_WIDTH = 18, 60


@dataclass(frozen=True)
class Rejects:
    """The rejected rows of one table: its headings, and each row behind the reason."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, Sequence[Any]]]
    marks: Rejected


def write(found: Iterable[Rejects], written: Written | None, target: Path, *, tick: Tick) -> None:
    """Writes a sheet for each table. Problems: those of ``swapped_in``; ``tick`` may stop it."""
    with swapped_in(target) as path, Book("Rejected rows") as book:
        marks: dict[str, Rejected] = {}
        for one in found:
            page = book.page(one.name, [REASON_WIDTH, *([WIDTH] * len(one.headings))], grid=True)
            marks[page.name] = one.marks
            _fill(page, one, tick)
        _remember(book, Ours(written, marks))
        book.save(path)


def _fill(page: Page, found: Rejects, tick: Tick) -> None:
    page.freeze(1, 1)
    page.heads((heading, TEXT) for heading in (REASON, *found.headings))
    for reason, row in ticked(found.rows, len(found.rows), tick):
        page.add([page.text_cell(reason, TEXT), *(_cell(page, cell) for cell in row)])


def _cell(page: Page, cell: Any) -> BookCell | None:
    """A cell as it stood in the file; an error stays one, so that it is not taken for a value."""
    if cell == "":
        return None
    if isinstance(cell, CellError):
        made = page.cell(None, TEXT)
        made.value = "#N/A" if cell.code == "formula" else cell.code
        made.data_type = "e"
        return made
    if isinstance(cell, time | timedelta):
        return page.text_cell(str(cell), TEXT)
    look = MOMENT if isinstance(cell, datetime) else DAY if isinstance(cell, date) else TEXT
    return page.cell(cell, look)


def _remember(book: Book, ours: Ours) -> None:
    page = book.page(OUR_SHEET, [16, 40])
    page.sheet.sheet_state = "veryHidden"
    for row in our_sheet.rows(ours):
        page.add(page.cell(one, TEXT) for one in row)
