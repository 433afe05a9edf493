"""Parses foreign tables into sheets of plain rows; runs in the reading child only."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import csv_file
from salesdesk_app.exchange.reading import archive, marks, rows, signature, xls_scan
from salesdesk_app.exchange.reading.contents import OUR_SHEET, Contents, Part
from salesdesk_app.exchange.reading.limits import Limits


class Sheet:
    """A sheet on its way: facts for ``SheetRows``, about how many rows it has, and these."""

    def __init__(self, height: int, part: Part | None = None, **facts: object) -> None:
        self.rows: Iterable[tuple[int, list[Any]]] = ()
        self.height = height
        self.hidden = part.hidden_rows if part is not None else set()
        self.facts = facts
        self.cut = 0  # columns beyond the last that is read, known when all rows went by
        if part is not None:
            told = {"hidden_columns": sorted(part.hidden_columns), "pivot": part.pivot}
            told["shown"] = part.shown
            self.facts |= told | {"spans": marks.spans(part)}


def sheets(path: Path, sheet: str | None, limits: Limits, *, stream: bool) -> Iterator[Sheet]:
    """The sheets of a file, one after the other; ``stream`` saves memory and takes longer.

    Problems: file.empty, file.other, file.resave, file.damaged, file.protected, file.dtd,
    file.too_big, file.quotes, and file.memory where a file cannot be streamed.
    """
    with path.open("rb") as file:
        head = file.read(signature.SNIFFED)
    if not head:
        raise Problem("file.empty")
    family, what = signature.kind_of(head)
    if family == "text":
        return _text(path, limits)
    if family in ("other", "resave"):
        raise Problem(f"file.{family}", what=what)
    inspect = archive.inspect if family == "zip" else xls_scan.inspect
    contents = inspect(path, limits)
    if contents.kind != "xlsx" and stream:
        raise Problem("file.memory")
    if stream or any(part.cells > limits.cells for part in contents.sheets):
        return _streamed(path, sheet, contents, limits)
    return _calamine(path, sheet, contents, limits)


def pasted(text: str, limits: Limits) -> Iterator[Sheet]:
    """Cells that were copied from a spreadsheet: as text, with tabs between them.

    Problem: file.quotes.
    """
    delimiter = "\t" if "\t" in text else csv_file.delimiter_of(text)
    sheet = Sheet(0, name="", delimiter=delimiter)
    stream = io.StringIO(text, newline="")
    sheet.rows = _bounded(sheet, csv_file.rows(stream, delimiter), limits)
    yield sheet


def _text(path: Path, limits: Limits) -> Iterator[Sheet]:
    encoding = csv_file.encoding_of(path, limits)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        sample = stream.read(csv_file.SAMPLE)
        stream.seek(0)
        delimiter = csv_file.delimiter_of(sample)
        sheet = Sheet(0, name="", encoding=encoding, delimiter=delimiter)
        guarded = csv_file.is_guarded(sample, encoding)
        sheet.rows = _bounded(sheet, csv_file.rows(stream, delimiter, guarded=guarded), limits)
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


def _is_wanted(name: str, wanted: str | None) -> bool:
    """Whether a sheet is read: our own is whichever is asked for."""
    return wanted is None or name in (wanted, OUR_SHEET)


def _calamine(
    path: Path, wanted: str | None, contents: Contents, limits: Limits
) -> Iterator[Sheet]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as error:
        raise Problem("file.protected") from error
    except calamine.CalamineError as error:
        raise Problem("file.damaged") from error
    for number, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet or not _is_wanted(meta.name, wanted):
            continue
        try:
            sheet = workbook.get_sheet_by_index(number)
        except calamine.CalamineError as error:
            raise Problem("file.damaged") from error
        part = contents.part(number)
        if not part.merged:
            part.merged = [
                (top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
        start = sheet.start[1] if sheet.start else 0
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        facts = {"name": meta.name, "hidden": hidden, "start": start}
        told = Sheet(sheet.total_height, part, dates_1904=contents.dates_1904, **facts)
        told.rows = _bounded(told, marks.applied(sheet.iter_rows(), part, start), limits)
        yield told


def _streamed(
    path: Path, wanted: str | None, contents: Contents, limits: Limits
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
    for sheet in workbook.worksheets:
        if not _is_wanted(sheet.title, wanted):
            continue
        # By its name: chart sheets are counted in the workbook and missing here.
        part = contents.part(workbook.sheetnames.index(sheet.title))
        hidden = sheet.sheet_state != "visible"
        facts = {"name": sheet.title, "hidden": hidden, "dates_1904": contents.dates_1904}
        told = Sheet(part.last_row, part, **facts)
        found = _openpyxl_rows(sheet, told, limits)
        told.rows = enumerate(marks.applied(found, part, 0), 1)
        yield told


def _openpyxl_rows(sheet: Any, told: Sheet, limits: Limits) -> Iterator[list[Any]]:
    try:
        for row in sheet.iter_rows():
            for column in range(len(row) - 1, limits.columns - 1, -1):
                if row[column].value is not None:
                    told.cut = max(told.cut, column + 1 - limits.columns)
                    break
            yield [_plain(cell) for cell in row[: limits.columns]]
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
