"""Looks through the binary records of an .xlsb workbook for what parsers do not tell."""

from collections.abc import Iterator
from struct import unpack_from

from salesdesk_app.exchange.reading.contents import ERRORS, MOST_COLUMNS, Part

_ROW, _CELL_ERROR, _LAST_CELL, _COLUMNS, _MERGED = 0, 3, 11, 60, 176
_BLANK, _FORMULA_ERROR = 1, 11
_PROPERTIES, _SHEET = 153, 156


def records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of a part: their kind, where their content starts, and its length."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < end and shift < 28:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + size > end:
            return
        yield kind, at, size
        at += size


def workbook(data: bytes) -> tuple[bool, list[str]]:
    """Whether days count from 1904, and the relations of the sheets in their order."""
    dates_1904, links = False, []
    for kind, at, size in records(data):
        if kind == _PROPERTIES and size >= 4:
            dates_1904 = bool(data[at] & 1)
        elif kind == _SHEET and size >= 12:
            length = unpack_from("<I", data, at + 8)[0]
            links.append(data[at + 12 : at + min(size, 12 + 2 * length)].decode("utf-16-le"))
    return dates_1904, links


def sheet(data: bytes, part: Part) -> None:
    """Notes in a part what a sheet holds."""
    row = 0
    for kind, at, size in records(data):
        if kind == _ROW and size >= 12:
            row = unpack_from("<I", data, at)[0] + 1
            part.last_row = row
            if data[at + 11] & 0x10:
                part.hidden_rows.add(row)
        elif kind <= _LAST_CELL:
            part.cells += kind != _BLANK
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and size >= 9:
                column = unpack_from("<I", data, at)[0]
                part.marks.append((row, column, ERRORS.get(data[at + 8], "#N/A")))
        elif kind == _COLUMNS and size >= 18:
            first, last = unpack_from("<II", data, at)
            if data[at + 16] & 1:
                part.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _MERGED and size >= 16:
            top, bottom, left, right = unpack_from("<IIII", data, at)
            part.merged.append((top + 1, left, bottom + 1, right))
