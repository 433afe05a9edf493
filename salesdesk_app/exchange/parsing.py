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
        except calamine.CalamineError as error:
            raise Problem("file.damaged") from error
        part = contents.sheets[number] if number < len(contents.sheets) else archive.Part()
        start = sheet.start[1] if sheet.start else 0
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        facts = {"name": meta.name, "hidden": hidden, "start": start}
        told = Sheet(sheet.total_height, dates_1904=contents.dates_1904, **facts)
        whole = _completed(sheet.iter_rows(), part, start)
        told.rows = _bounded(told, _filled_down(whole, start, sheet.merged_cell_ranges), limits)
        yield told


def _completed(found: Iterable[list[Any]], part: archive.Part, start: int) -> Iterator[list[Any]]:
    """Marks error cells and formulas that were never calculated, which parsers give as blanks."""
    failed: dict[int, list[tuple[int, str]]] = {}
    for row, column, code in part.failed:
        failed.setdefault(row, []).append((column - start, code))
    for number, cells in enumerate(found, 1):
        for place, code in failed.get(number, ()):
            if 0 <= place < len(cells) and cells[place] == "":
                cells[place] = rows.error(code)
        yield cells


def _filled_down(
    found: Iterable[list[Any]],
    start: int,
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None,
) -> Iterator[list[Any]]:
    """Repeats what is merged downwards in the rows that hold something of their own.

    Numbers are not repeated: an amount that stands once for several rows would count again.
    """
    ranges: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in merged or ():
        if bottom > top and left >= start:
            ranges.setdefault(top, []).append((left - start, bottom))
    running: dict[int, tuple[int, Any]] = {}  # by column: the last row, and what is repeated
    for number, cells in enumerate(found):
        if running and any(cell != "" for cell in cells):
            for column, (last, repeated) in running.items():
                if number <= last and cells[column] == "":
                    cells[column] = repeated
        for column, bottom in ranges.get(number, ()):
            if (
                column < len(cells)
                and cells[column] != ""
                and isinstance(cells[column], str | date)
            ):
                running[column] = (bottom, cells[column])
        yield cells


def _streamed(
    path: Path, wanted: str | None, contents: archive.Contents, limits: Limits
) -> Iterator[Sheet]:
    """Row by row, in little memory: for workbooks too large or too sparse to hold as a block."""
    import openpyxl
    from openpyxl.worksheet import _read_only

    # It would read every sheet once more to learn its size, which is not asked for.
    worksheet: Any = _read_only.ReadOnlyWorksheet
    worksheet._get_size = lambda _sheet: None
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # whatever its parser stumbles over, the file is to blame
        raise Problem("file.damaged") from error
    for number, sheet in enumerate(workbook.worksheets):
        if wanted not in (None, sheet.title):
            continue
        part = contents.sheets[number] if number < len(contents.sheets) else archive.Part()
        hidden = sheet.sheet_state != "visible"
        told = Sheet(part.last_row, name=sheet.title, hidden=hidden, dates_1904=contents.dates_1904)
        told.rows = _bounded(told, _completed(_openpyxl_rows(sheet, limits), part, 0), limits)
        yield told


def _openpyxl_rows(sheet: Any, limits: Limits) -> Iterator[list[Any]]:
    try:
        for row in sheet.iter_rows():
            # One more than is read, so that it is seen that there was more.
            yield [_plain(cell) for cell in row[: limits.columns + 1]]
    except MemoryError:
        raise
    except Exception as error:  # as above
        raise Problem("file.damaged") from error


def _plain(cell: Any) -> Any:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return rows.error(str(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    return value
