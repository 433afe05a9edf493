"""Workbooks written by hand, part by part, for what writers of workbooks do not write."""

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx(
    path: Path,
    sheet: str | bytes,
    *,
    shared: str = "",
    styles: str = "",
    book: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> Path:
    """A workbook with one sheet, whose rows (or all that stands in it) are given as XML.

    ``shared`` are its shared strings, ``styles`` and ``book`` what stands in these parts.
    """
    if isinstance(sheet, str) and not sheet.startswith("<worksheet"):
        sheet = f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>"
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet"}
    links = {"worksheet": "worksheets/sheet1.xml"}
    parts: dict[str, str | bytes] = {"xl/worksheets/sheet1.xml": sheet}
    for part, content, kind in (
        ("sharedStrings", f"<sst {MAIN}{shared}</sst>" if shared else "", "sharedStrings"),
        ("styles", f"<styleSheet {MAIN}>{styles}</styleSheet>" if styles else "", "styles"),
    ):
        if content:
            kinds[part], links[kind] = kind, f"{part}.xml"
            parts[f"xl/{part}.xml"] = content
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SHEETS}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links.items(), 1)
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return zipped(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default '
            f'Extension="rels" ContentType="{rels}"/>{overrides}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_OFFICE}">{book}<sheets>'
            '<sheet name="Deals" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{related}</Relationships>",
        }
        | parts
        | dict(more or {}),
    )


def ods(path: Path, table: str, *, more: Mapping[str, str | bytes] | None = None) -> Path:
    """An OpenDocument spreadsheet with one table, whose columns and rows are given as XML."""
    names = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}{calc}>'
        '<office:body><office:spreadsheet><table:table table:name="Deals">'
        f"{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
    }
    return zipped(path, parts | dict(more or {}))


def ods_cell(value: str | float | None, facts: str = "") -> str:
    """A cell of an OpenDocument table."""
    if value is None:
        return f"<table:table-cell{facts}/>"
    kind = "string" if isinstance(value, str) else "float"
    told = f' office:value-type="{kind}"' + (f' office:value="{value}"' if kind == "float" else "")
    return f"<table:table-cell{facts}{told}><text:p>{value}</text:p></table:table-cell>"


def ods_row(*values: str | float | None, facts: str = "") -> str:
    """A row of an OpenDocument table."""
    return f"<table:table-row{facts}>{''.join(map(ods_cell, values))}</table:table-row>"


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook: its kind and its length in seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    path: Path,
    rows: Iterable[tuple[Iterable[str | float | bytes | None], bool]],
    *,
    hidden_column: int,
    merged: tuple[int, int, int, int],
    dates_1904: bool = False,
) -> Path:
    """A binary workbook with one sheet: rows of cells and whether each is hidden.

    A cell of bytes is an error by its number; ``merged`` is (top, bottom, left, right), from 0.
    """
    book = (
        _record(131)
        + _record(153, struct.pack("<II", dates_1904, 0) + _wide(""))
        + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("Deals"))
        + _record(144)
        + _record(132)
    )
    data = []
    for at, (cells, is_hidden) in enumerate(rows):
        flags = bytes([0, 0x10 if is_hidden else 0, 0])
        data.append(_record(0, struct.pack("<IIH", at, 0, 300) + flags + struct.pack("<I", 0)))
        for column, value in enumerate(cells):
            head = struct.pack("<II", column, 0)
            if isinstance(value, str):
                data.append(_record(6, head + _wide(value)))
            elif isinstance(value, bytes):
                data.append(_record(3, head + value))
            elif value is not None:
                data.append(_record(5, head + struct.pack("<d", value)))
    column = struct.pack("<IIIIH", hidden_column, hidden_column, 2048, 0, 1)
    sheet = (
        _record(129)
        + _record(148, struct.pack("<IIII", 0, len(data), 0, 8))
        + (_record(390) + _record(60, column) + _record(391))
        + (_record(145) + b"".join(data) + _record(146))
        + (_record(177, struct.pack("<I", 1)) + _record(176, struct.pack("<IIII", *merged)))
        + (_record(178) + _record(130))
    )
    related = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": related,
            "xl/worksheets/sheet1.bin": sheet,
        },
    )
