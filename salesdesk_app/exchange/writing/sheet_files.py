"""A table as a file: a workbook with typed cells, or CSV for spreadsheets or for other programs."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl.cell.cell import Cell as BookCell

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Cell, Sheet, SheetColumn
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.csv_file import guard
from salesdesk_app.exchange.writing import number_formats, sheet_texts
from salesdesk_app.exchange.writing.looks import (
    DAY,
    FACTOR,
    MOMENT,
    PERCENT,
    TEXT,
    Look,
    money_look,
    money_numbers,
)
from salesdesk_app.exchange.writing.workbook import Book, Page, amount
from salesdesk_app.progress import Tick, no_tick, ticked

MOST_ROWS = 1_048_575  # of a sheet below its headings
FIGURES = 15  # so many of a number's figures a workbook keeps
LARGEST = 10**FIGURES
_CELL_NAME = re.compile(r"[a-z]{1,3}\d+|r\d*c?\d*|c\d*", re.IGNORECASE)
NUMBERS = Look(format=number_formats.WHOLE, align="right")
YES_NO = Look(align="center")


def write_xlsx(sheet: Sheet, target: Path, *, tick: Tick = no_tick) -> None:
    """Writes a workbook of one sheet, a table with filters under headings that stay in sight.

    Problems: export.rows where a sheet cannot hold so many, and those of ``swapped_in``; ``tick``
    may stop it, then nothing is left.
    """
    with swapped_in(target) as path, Book(sheet.title) as book:
        page = page_for(sheet, book)
        headings = distinct([column.heading for column in sheet.columns])
        page.table(table_name(sheet.title), headings, 1, len(sheet.rows) + 1)
        fill(page, sheet, headings, looks_of(sheet), tick=tick)
        book.save(path)


def page_for(sheet: Sheet, book: Book) -> Page:
    """An empty page for a table, its headings kept in sight. Problem: export.rows."""
    if len(sheet.rows) > MOST_ROWS:
        raise Problem("export.rows", count=len(sheet.rows), most=MOST_ROWS)
    page = book.page(sheet.title, [column.width for column in sheet.columns], grid=True)
    page.freeze(1, 1)
    return page


def fill(
    page: Page, sheet: Sheet, headings: Sequence[str], looks: Sequence[Look], *, tick: Tick
) -> None:
    """Writes headings and rows on an empty page, each column in its look."""
    page.heads(zip(headings, looks, strict=True))
    for row in ticked(sheet.rows, len(sheet.rows), tick):
        page.add(_placed_all(page, row, looks, sheet))
    if sheet.totals is not None:
        strong = [look.strong() for look in looks]
        made = _placed_all(page, sheet.totals, strong, sheet)
        page.add(
            page.cell(None, look) if cell is None else cell
            for cell, look in zip(made, strong, strict=True)
        )


def _placed_all(
    page: Page, row: Sequence[Cell], looks: Sequence[Look], sheet: Sheet
) -> Iterator[BookCell | None]:
    for cell, look, column in zip(row, looks, sheet.columns, strict=True):
        yield placed(page, cell, look, column)


def write_csv(
    sheet: Sheet, target: Path, *, for_spreadsheets: bool = True, tick: Tick = no_tick
) -> None:
    """Writes the table as text: UTF-8, commas, ISO dates.

    For spreadsheets it begins with a mark that tells the encoding, and what they would take for a
    formula is guarded by ``'``, which an import takes off. For other programs every text is as it
    is; that the first heading alone is quoted tells an import that nothing is guarded. Problems:
    those of ``swapped_in``; ``tick`` may stop it, then nothing is left.
    """
    encoding = "utf-8-sig" if for_spreadsheets else "utf-8"
    said: Callable[[str], str] = guard if for_spreadsheets else str
    with swapped_in(target) as path, path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        headings = sheet_texts.headings(sheet)
        if for_spreadsheets:
            writer.writerow(map(said, headings))
        else:
            first, *others = headings
            stream.write('"' + first.replace('"', '""') + '"' + ("," if others else ""))
            writer.writerow(others)
        texts = sheet_texts.texts(sheet, said)
        for row in ticked(sheet.rows, len(sheet.rows), tick):
            writer.writerow(texts(row))
        if sheet.totals is not None:
            writer.writerow(texts(sheet.totals))


def looks_of(sheet: Sheet) -> list[Look]:
    """How the cells of each column look."""
    fixed = {"day": DAY, "moment": MOMENT, "percent": PERCENT, "factor": FACTOR, "number": NUMBERS}
    looks = []
    for place, column in enumerate(sheet.columns):
        look = fixed.get(column.kind, TEXT)
        if column.kind in ("amount", "money"):
            look = money_numbers(sheet.currencies(place))
        looks.append((YES_NO if column.kind == "yes_no" else look).plain())
    return looks


def placed(page: Page, cell: Cell, look: Look, column: SheetColumn) -> BookCell | None:
    """A cell with its type; a number of more figures than a workbook keeps is put as text."""
    if cell is None or isinstance(cell, str):
        return page.data(cell, replace(look, align="left") if column.kind != "text" else look)
    if isinstance(cell, Money):
        value = amount(cell.minor, cell.currency)
        if column.kind == "money":
            sign = money_look(cell.currency, whole=isinstance(value, int))
            look = _in(look, sign.format)
    else:
        value = cell
    if isinstance(value, int | Decimal) and abs(value) >= LARGEST:
        value = f"{value:f}" if isinstance(value, Decimal) else str(value)
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) > FIGURES:
        value = value if column.kind in ("percent", "factor") else f"{value:f}"
    elif isinstance(value, Decimal) and column.kind == "number":
        look = _in(look, number_formats.GENERAL)
    return page.data(value, look)


@cache
def _in(look: Look, number_format: str) -> Look:
    return replace(look, format=number_format)


def distinct(headings: Sequence[str]) -> list[str]:
    """Headings as a table may have them: none empty, none twice in whatever case."""
    taken: set[str] = set()
    made = []
    for place, heading in enumerate(headings, 1):
        base = heading.strip() or f"Column {place}"
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base} {number}", number + 1
        taken.add(name.casefold())
        made.append(name)
    return made


def table_name(title: str) -> str:
    """A title as the name of a table, which formulas may use: letters, digits, underscores."""
    name = re.sub(r"\W+", "_", title, flags=re.ASCII).strip("_")[:200]
    if not name or not name[0].isalpha() or _CELL_NAME.fullmatch(name):
        return f"Table_{name}".rstrip("_")
    return name
