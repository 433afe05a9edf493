"""The guarded process that parses one foreign file and sends its rows: nothing else, no network.

It is told what to read, and how, by one JSON line on its standard input and answers on standard
output with messages, each behind its length in four bytes. What goes wrong in here ends this
process only.
"""

import json
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import archive, csv_file, rows, signature
from salesdesk_app.exchange.limits import MB, Limits

LENGTH = struct.Struct(">I")
ROWS_A_MESSAGE = 1000
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.fork")
_REFUSED_TOO = frozenset(
    {"os.system", "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate"}
    | {"os.link", "os.symlink", "os.chmod", "os.chown", "os.kill", "pty.spawn", "sqlite3.connect"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> int:
    """Reads the request, guards the process and answers; the exit status is 0 after an answer."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    _restrict(limits)
    sys.addaudithook(_refuse)
    sender = _Sender(limits)
    try:
        for sheet in _read(request, limits, sender):
            sender.sheet(sheet)
    except Problem as problem:
        sender.send({"problem": problem.code, "facts": problem.facts})
    except MemoryError:
        sender.send({"problem": "file.memory", "facts": {}})
    else:
        sender.send({"end": True})
    return 0


def _restrict(limits: Limits) -> None:
    """Where the system can: bounds memory and processor time, and forbids writing any file."""
    if sys.platform == "win32":
        return
    import resource

    bounds = {
        resource.RLIMIT_CPU: int(limits.seconds) * 4 + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":
        # Addresses that are set aside count as well, so this bound is wider than the watchdog's.
        bounds[resource.RLIMIT_AS] = limits.memory + 256 * MB
    for kind, bound in bounds.items():
        hard = resource.getrlimit(kind)[1]
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_REFUSED) or event in _REFUSED_TOO:
        raise PermissionError(f"{event} is refused while a file is read")


class _Sender:
    """Writes messages to the parent, rows in portions."""

    def __init__(self, limits: Limits) -> None:
        self._out = sys.stdout.buffer
        self._limits = limits

    def send(self, message: object) -> None:
        payload = rows.encode(message)
        if len(payload) > self._limits.message:
            raise Problem("file.too_big", what="cells too long to read")
        self._out.write(LENGTH.pack(len(payload)) + payload)
        self._out.flush()

    def progress(self, done: int, total: int) -> None:
        self.send({"tick": [done, total]})

    def sheet(self, sheet: "_Sheet") -> None:
        """Sends a sheet: its facts, its rows in portions, and what only its end tells."""
        self.send({"sheet": sheet.facts})
        numbers: list[int] = []
        portion: list[list[Any]] = []
        last = total = 0
        for number, row in sheet.rows:
            last = number
            if not any(cell != "" for cell in row):
                continue
            total += 1
            numbers.append(number)
            portion.append(row)
            if len(portion) == ROWS_A_MESSAGE:
                self.send({"numbers": numbers, "rows": portion, "of": sheet.height})
                numbers, portion = [], []
        self.send({"numbers": numbers, "rows": portion, "of": sheet.height})
        self.send({"blank": last - total})


class _Sheet:
    """A sheet on its way: facts for ``SheetRows``, and rows with their numbers."""

    def __init__(self, rows: Iterable[tuple[int, list[Any]]], height: int, **facts: object) -> None:
        self.rows = rows
        self.height = height
        self.facts = facts


def _read(request: dict[str, Any], limits: Limits, sender: _Sender) -> Iterator[_Sheet]:
    path, sheet = Path(request["path"]), request["sheet"]
    with path.open("rb") as stream:
        head = stream.read(signature.SNIFFED)
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
    sender.progress(0, 1)
    if contents.kind != "xlsx" and request["stream"]:
        raise Problem("file.memory")
    if request["stream"] or any(part.cells > limits.cells for part in contents.sheets):
        return _streamed(path, sheet, contents, limits)
    return _calamine(path, sheet, contents, limits)


def _text(path: Path, limits: Limits) -> Iterator[_Sheet]:
    encoding = csv_file.encoding_of(path, limits)
    delimiter = csv_file.delimiter_of(path, encoding)
    records = csv_file.rows(path, encoding, delimiter)
    numbered = ((number, row[: limits.columns]) for number, row in enumerate(records, 1))
    yield _Sheet(numbered, 0, name="", encoding=encoding, delimiter=delimiter)


def _calamine(
    path: Path, wanted: str | None, contents: archive.Contents, limits: Limits
) -> Iterator[_Sheet]:
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
        if sheet.width > limits.columns:
            facts["cut"] = sheet.width - limits.columns
        numbered = enumerate(cells, first + 1)
        yield _Sheet(numbered, len(cells), dates_1904=contents.dates_1904, **facts)


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
) -> Iterator[_Sheet]:
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
        facts = {"name": sheet.title, "hidden": sheet.sheet_state != "visible"}
        yield _Sheet(_openpyxl_rows(sheet, limits), part.last_row, **facts)


def _openpyxl_rows(sheet: Any, limits: Limits) -> Iterator[tuple[int, list[Any]]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        values: list[Any] = []
        for cell in row[: limits.columns]:
            value = cell.value
            if value is None:
                value = ""
            elif cell.data_type == "e":
                value = rows.error(str(value))
            elif isinstance(value, datetime) and not (value.hour or value.minute or value.second):
                value = value.date()
            values.append(value)
        yield number, values


if __name__ == "__main__":
    sys.exit(main())
