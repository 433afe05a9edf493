"""What a zipped workbook holds, measured before anything else reads it; runs in the child only."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import xlsb_scan
from salesdesk_app.exchange.reading.contents import Contents, Part
from salesdesk_app.exchange.reading.doctypes import has_dtd
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.exchange.reading.ods_scan import OdsScan
from salesdesk_app.exchange.reading.xlsx_scan import XlsxScan, attributes, telling_styles

CHUNK = MB
_SAMPLE = 16 * MB
_ENCRYPTED = 0x1
_STYLES = "xl/styles.xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_FROM_1904 = re.compile(r"""date1904\s*=\s*["'](1|true)["']""")
_PIVOT = re.compile(r"xl/(worksheets/)_rels/([^/]+)\.rels")


def inspect(path: Path, limits: Limits) -> Contents:
    """Unpacks a workbook once, keeping nothing, and says what is in it.

    Problems: file.damaged, file.protected, file.too_big, file.dtd, file.other for another archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Problem("file.damaged") from error


def _inspect(archive: zipfile.ZipFile, limits: Limits) -> Contents:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(names) < len(entries):
        raise Problem("file.damaged")
    if len(entries) > limits.parts:
        raise Problem("file.too_big", what=f"{len(entries):,} parts")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Problem("file.protected")
    contents = Contents(_kind(names, archive))
    measuring = _Measuring(archive, contents, limits)
    # The styles first: the sheets are looked through with them.
    for entry in sorted(entries, key=lambda entry: entry.filename != _STYLES):
        measuring.take(entry)
    if contents.kind != "ods":
        measuring.find_sheets()
    return contents


def _kind(names: set[str], archive: zipfile.ZipFile) -> str:
    folders = {name.partition("/")[0] for name in names}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names or "_rels/.rels" in names or "xl/workbook.xml" in names:
        for folder, what in (("word", "a Word document"), ("ppt", "a PowerPoint presentation")):
            if folder in folders and "xl" not in folders:
                raise Problem("file.other", what=what)
        return "xlsx"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        if b"spreadsheet" in archive.read("mimetype"):
            return "ods"
        raise Problem("file.other", what="an OpenDocument text or drawing")
    raise Problem("file.other", what="a ZIP archive")


class _Measuring:
    """Unpacks part after part, counts their bytes and cells, and looks through the sheets."""

    def __init__(self, archive: zipfile.ZipFile, contents: Contents, limits: Limits) -> None:
        self._archive = archive
        self._contents = contents
        self._limits = limits
        self._left = limits.unpacked
        self._parts: dict[str, Part] = {}
        self._styles: dict[str, str] = {}

    def take(self, entry: zipfile.ZipInfo) -> None:
        """Measures a part; what it declares may be a lie, so it is counted while it is read."""
        kind, name = self._contents.kind, entry.filename
        part = self._parts[name] = Part()
        if kind == "xlsx" and "worksheets/" in name and name.endswith(".xml"):
            scan = XlsxScan(part, self._styles)
            self._measure(entry, scan.feed, lambda: part.cells, self._limits.streamed)
            scan.feed(b"", last=True)
            self._bound(part.cells, self._limits.streamed)
        elif kind == "ods" and name == "content.xml":
            tables = OdsScan(self._contents.sheets)
            self._measure(entry, tables.feed, lambda: tables.cells, self._limits.cells)
            tables.feed(b"", last=True)
            self._bound(tables.cells, self._limits.cells)
        else:
            self._measure(entry)
        if kind == "xlsb" and "worksheets/" in name and name.endswith(".bin"):
            xlsb_scan.sheet(self._archive.read(entry), part)
            self._bound(part.cells, self._limits.cells)
        if name == _STYLES:
            self._styles = telling_styles(self._text(name))

    def _measure(
        self,
        entry: zipfile.ZipInfo,
        feed: Callable[[bytes], None] | None = None,
        cells: Callable[[], int] = lambda: 0,
        most_cells: int = 0,
    ) -> None:
        """Reads a part in pieces, each of them checked before the next is unpacked.

        No more is unpacked than the part declares, and what it declares falsely damages it.
        """
        size, limits = 0, self._limits
        is_large = entry.file_size > limits.part
        if entry.file_size > self._left or (is_large and feed is None):
            raise Problem("file.too_big", what=f"{entry.file_size // MB:,} MB unpacked")
        for chunk in self._chunks(entry):
            if not size and has_dtd(chunk, whole=len(chunk) < CHUNK):
                raise Problem("file.dtd")
            size += len(chunk)
            if feed is not None:
                feed(chunk)
            self._bound(cells(), most_cells)
            # A sheet may be larger than other parts, as far as it is full of cells.
            if is_large and size > _SAMPLE and size > cells() * limits.cell:
                raise Problem("file.too_big", what=f"{entry.file_size // MB:,} MB unpacked")
        self._left -= size

    def _bound(self, cells: int, most: int) -> None:
        if cells > most:
            raise Problem("file.too_big", what=f"more than {most:,} cells")

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk

    def _text(self, name: str) -> str:
        """A part as text, which was measured before."""
        return self._archive.read(name).decode("utf-8", "replace") if name in self._parts else ""

    def find_sheets(self) -> None:
        """Puts the sheets' parts into the order of the workbook, where it says where they are."""
        contents = self._contents
        folder = "xl/workbook.bin" if contents.kind == "xlsb" else "xl/workbook.xml"
        targets = {}
        for match in _RELATION.finditer(self._text(f"xl/_rels/{folder[3:]}.rels")):
            facts = attributes(match[1])
            target = facts.get("Target", "")
            targets[facts.get("Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
        for name in self._parts:
            found = _PIVOT.fullmatch(name)
            if found and "pivotTable" in self._text(name):
                self._parts[f"xl/{found[1]}{found[2]}"].pivot = True
        if contents.kind == "xlsb":
            contents.dates_1904, links = xlsb_scan.workbook(self._archive.read(folder))
        else:
            text = self._text(folder)
            contents.dates_1904 = _FROM_1904.search(text) is not None
            links = [_link(attributes(match[1])) for match in _SHEET.finditer(text)]
        contents.sheets = [self._parts.get(targets.get(link, ""), Part()) for link in links]


def _link(facts: dict[str, str]) -> str:
    return next((value for key, value in facts.items() if key.endswith(":id")), "")
