"""Looks through the records of an .xls workbook for what parsers do not tell."""

import struct
from collections.abc import Iterator
from pathlib import Path

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.compound import Compound
from salesdesk_app.exchange.reading.contents import ERRORS, Contents, Part
from salesdesk_app.exchange.reading.limits import MB, Limits

_FORMULA, _END, _DATES, _LOCKED, _COLUMNS, _SHEET = 0x06, 0x0A, 0x22, 0x2F, 0x7D, 0x85
_NUMBERS, _TRUTH, _ROW, _START = 0xBD, 0x205, 0x208, 0x809
_CELLS = frozenset((_FORMULA, _TRUTH, 0xFD, 0xD6, 0x203, 0x204, 0x27E))
_OTHERS = {
    "worddocument": "a Word document",
    "powerpoint document": "a PowerPoint presentation",
    "visiodocument": "a Visio drawing",
    "__properties_version1.0": "an Outlook message",
}


def inspect(path: Path, limits: Limits) -> Contents:
    """What an old workbook holds; one whose records make no sense is left to its parser.

    Problems: file.protected, file.other for the file of another program, file.too_big.
    """
    size = path.stat().st_size
    if size > limits.part:
        raise Problem("file.too_big", what=f"{size // MB:,} MB")
    contents = Contents("xls")
    try:
        compound = Compound(path.read_bytes())
        names = compound.names
        if "encryptedpackage" in names or "encryptioninfo" in names:
            raise Problem("file.protected")
        data = compound.stream("workbook", "book")
        for name, what in _OTHERS.items():
            if name in names and not data:
                raise Problem("file.other", what=what)
        for start in _sheets(data, contents):
            part = Part()
            contents.sheets.append(part)
            _scan(data, start, part)
    except (ValueError, struct.error, IndexError):
        return contents
    cells = sum(part.cells for part in contents.sheets)
    if cells > limits.cells:
        raise Problem("file.too_big", what=f"more than {limits.cells:,} cells")
    return contents


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records from a place on: their kind, where their content starts, and its length."""
    end = len(data)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", data, at)
        at += 4
        if at + size > end:
            return
        yield kind, at, size
        at += size


def _sheets(data: bytes, contents: Contents) -> list[int]:
    """Where the sheets start, in their order."""
    starts = []
    for kind, at, size in _records(data, 0):
        if kind == _LOCKED:
            raise Problem("file.protected")
        if kind == _DATES and size >= 2:
            contents.dates_1904 = bool(data[at])
        elif kind == _SHEET and size >= 4:
            starts.append(struct.unpack_from("<I", data, at)[0])
        elif kind == _END:
            break
    return starts


def _scan(data: bytes, start: int, part: Part) -> None:
    depth = 0
    for kind, at, size in _records(data, start):
        if kind == _START:
            depth += 1  # a chart within a sheet brings its own start and end
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif kind in _CELLS and size >= 7:
            part.cells += 1
            if kind in (_TRUTH, _FORMULA):
                _note_error(data, at, size, kind, part)
        elif kind == _NUMBERS:
            part.cells += (size - 6) // 6
        elif kind == _ROW and size >= 14:
            if data[at + 12] & 0x20:
                part.hidden_rows.add(struct.unpack_from("<H", data, at)[0] + 1)
        elif kind == _COLUMNS and size >= 10 and data[at + 8] & 1:
            first, last = struct.unpack_from("<HH", data, at)
            part.hidden_columns.update(range(first, min(last, 255) + 1))


def _note_error(data: bytes, at: int, size: int, kind: int, part: Part) -> None:
    row, column = struct.unpack_from("<HH", data, at)
    code = None
    if kind == _TRUTH and size >= 8 and data[at + 7] == 1:
        code = data[at + 6]
    elif kind == _FORMULA and size >= 14 and data[at + 12 : at + 14] == b"\xff\xff":
        code = data[at + 8] if data[at + 6] == 2 else None
    if code is not None:
        part.marks.append((row + 1, column, ERRORS.get(code, "#N/A")))
