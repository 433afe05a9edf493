"""Parses foreign tables into sheets of plain rows; runs in the reading child only."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import archive, csv_file, rows, signature
from salesdesk_app.exchange.limits import Limits


class Sheet:
    """A sheet on its way: facts for ``SheetRows``, about how many rows it has, and these."""

    def __init__(self, height: int, **facts: object) -> None:
        self.rows: Iterable[tuple[int, list[Any]]] = ()
        self.height = height
        self.facts = facts
        self.cut = 0  # columns beyond the last that is read, known when all rows went by


def sheets(path: Path, sheet: str | None, limits: Limits, *, stream: bool) -> Iterator[Sheet]:
    """The sheets of a file, one after the other; ``stream`` saves memory and takes longer.

    Problems: file.empty, file.other, file.damaged, file.protected, file.dtd, file.too_big,
    file.quotes, and file.memory where a file cannot be streamed.
    """
    with path.open("rb") as file:
        head = file.read(signature.SNIFFED)
    if not head:
        raise Problem("file.empty")
    family, what = signature.kind_of(head)
    if family == "text":
        return _text(path, limits)
    if family == "other":
        raise Problem("file.other", what=what)
    contents = archive.Contents("xls")
    if family == "zip":
        contents = archive.inspect(path, limits)
    if contents.kind != "xlsx" and stream:
        raise Problem("file.memory")
    if stream or any(part.cells > limits.cells for part in contents.sheets):
        return _streamed(path, sheet, contents, limits)
    return _calamine(path, sheet, contents, limits)


def _text(path: Path, limits: Limits) -> Iterator[Sheet]:
    encoding = csv_file.encoding_of(path, limits)
    delimiter = csv_file.delimiter_of(path, encoding)
    records = csv_file.rows(path, encoding, delimiter)
    sheet = Sheet(0, name="", encoding=encoding, delimiter=delimiter)
    sheet.rows = _bounded(sheet, records, limits)
    yield sheet


def _bounded(
    sheet: Sheet, found: Iterable[list[Any]], limits: Limits
) -> Iterator[tuple[int, list[Any]]]:
    """Numbers rows and leaves out what is too far right, counting how far that goes."""
    for number, row in enumerate(found, 1):
        if len(row) > limits.columns:
            sheet.cut = max(sheet.cut, len(row) - limits.columns)
            del row[limits.columns :]
        yield number, row


def _calamine(
    path: Path, wanted: str | None, contents: archive.Contents, limits: Limits
) -> Iterator[Sheet]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as error:
        raise Problem("file.protected") from error
    except calamine.CalamineError as error:
        raise Problem("file.damaged") from error
    for number, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet or wanted not in (None, meta.name):
            continue
        try:
            sheet = workbook.get_sheet_by_index(number)
            cells = _dense(sheet, limits)
        except calamine.CalamineError as error:
            raise Problem("file.damaged") from error
        part = contents.sheets[number] if number < len(contents.sheets) else archive.Part()
        first, start = sheet.start or (0, 0)
        _mark_failed(cells, part, first, start)
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        facts = {"name": meta.name, "hidden": hidden, "start": start}
        told = Sheet(len(cells), dates_1904=contents.dates_1904, **facts)
        told.rows = enumerate(cells, first + 1)
        told.cut = max(sheet.width - limits.columns, 0)
        yield told


def _dense(sheet: Any, limits: Limits) -> list[list[Any]]:
    """The cells from the first that holds anything; what is merged downwards is repeated."""
    if sheet.start is None:
        return []
    cells: list[list[Any]] = sheet.to_python()
    if sheet.width > limits.columns:
        cells = [row[: limits.columns] for row in cells]
    _fill_down(cells, sheet.start, sheet.merged_cell_ranges or ())
    return cells


def _fill_down(
    cells: list[list[Any]],
    start: tuple[int, int],
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    """Repeats what is merged downwards in the rows that hold something of their own.

    Numbers are not repeated: an amount that stands once for several rows would count again.
    """
    ranges = [
        (top - start[0], left - start[1], bottom - start[0])
        for (top, left), (bottom, _right) in merged
        if bottom > top >= start[0] and left >= start[1]
    ]
    if not ranges:
        return
    own = [any(cell != "" for cell in row) for row in cells]
    for top, column, bottom in ranges:
        if top >= len(cells) or column >= len(cells[top]):
            continue
        value = cells[top][column]
        if isinstance(value, str | date):
            for number in range(top + 1, min(bottom + 1, len(cells))):
                if own[number] and cells[number][column] == "":
                    cells[number][column] = value


def _mark_failed(cells: list[list[Any]], part: archive.Part, first: int, start: int) -> None:
    """calamine gives error cells and formulas that were never calculated as blanks."""
    for row, column, code in part.failed:
        at, place = row - 1 - first, column - start
        if 0 <= at < len(cells) and 0 <= place < len(cells[at]) and cells[at][place] == "":
            cells[at][place] = rows.error(code)


def _streamed(
    path: Path, wanted: str | None, contents: archive.Contents, limits: Limits
) -> Iterator[Sheet]:
    """Row by row, in little memory: for workbooks too large or too sparse to hold as a block."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Problem("file.damaged") from error
    for number, sheet in enumerate(workbook.worksheets):
        if wanted not in (None, sheet.title):
            continue
        sheet.reset_dimensions()
        part = contents.sheets[number] if number < len(contents.sheets) else archive.Part()
        hidden = sheet.sheet_state != "visible"
        told = Sheet(part.last_row, name=sheet.title, hidden=hidden, dates_1904=contents.dates_1904)
        told.rows = _bounded(told, _openpyxl_rows(sheet, limits), limits)
        yield told


def _openpyxl_rows(sheet: Any, limits: Limits) -> Iterator[list[Any]]:
    for row in sheet.iter_rows():
        values: list[Any] = []
        # One more than is read, so that it is seen that there was more.
        for cell in row[: limits.columns + 1] if len(row) > limits.columns else row:
            value = cell.value
            if value is None:
                value = ""
            elif cell.data_type == "e":
                value = rows.error(str(value))
            elif isinstance(value, datetime) and not (value.hour or value.minute or value.second):
                value = value.date()
            values.append(value)
        yield values
