"""What a zipped workbook holds, measured before anything else reads it; runs in the child only."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import unescape

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.limits import MB, Limits

CHUNK = MB
_ENCRYPTED = 0x1
_REF = re.compile(rb' r="([A-Z]*)(\d+)"')
_FAILED = re.compile(
    rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>',
    re.DOTALL,
)
_UNCACHED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ODD_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)


@dataclass
class Part:
    """One sheet's XML: how many cells hold something, its last row, and the cells that failed."""

    cells: int = 0
    last_row: int = 0
    failed: list[tuple[int, int, str]] = field(default_factory=list)  # row, column from 0, code


@dataclass
class Contents:
    """What kind of workbook it is (``xlsx``, ``xlsb``, ``ods``) and, of the first, its sheets."""

    kind: str
    sheets: list[Part] = field(default_factory=list)
    dates_1904: bool = False


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
    kind = _kind(names, archive)
    if len(names) < len(entries):
        raise Problem("file.damaged")
    if len(entries) > limits.parts:
        raise Problem("file.too_big", what=f"{len(entries):,} parts")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Problem("file.protected")
    left = limits.unpacked
    parts: dict[str, Part] = {}
    for entry in entries:
        part = Part()
        left -= _measure(archive, entry, part, min(limits.part, left), limits)
        parts[entry.filename] = part
    contents = Contents(kind)
    if kind == "xlsx":
        _find_sheets(archive, contents, parts)
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


def _measure(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, part: Part, most: int, limits: Limits
) -> int:
    """The unpacked size of a part, counted while it is read: what it declares may be a lie."""
    if entry.file_size > most:
        raise Problem("file.too_big", what=f"{entry.file_size // MB:,} MB unpacked")
    size, rest = 0, b""
    is_sheet = "worksheets/" in entry.filename and entry.filename.endswith(".xml")
    for chunk in _chunks(archive, entry):
        if not size and has_dtd(chunk):
            raise Problem("file.dtd")
        size += len(chunk)
        if size > most:
            raise Problem("file.too_big", what=f"more than {most // MB:,} MB unpacked")
        if is_sheet:
            rest = _count(rest + chunk, part, last=False)
            if part.cells > limits.streamed:
                raise Problem("file.too_big", what=f"more than {limits.streamed:,} cells")
    if is_sheet:
        _count(rest, part, last=True)
    return size


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def has_dtd(head: bytes) -> bool:
    """Whether an XML document declares a document type, which a workbook has no use for.

    ``head`` is its first megabyte; a prolog that fills it is taken for one. Reads UTF-8 and, by
    its zero bytes, UTF-16.
    """
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    head = head.removeprefix(b"\xef\xbb\xbf")
    at = 0
    while found := _ODD_PROLOG.match(head, at):
        at = found.end()
    rest = head[at : at + 4096].lstrip()
    if rest.startswith((b"<!--", b"<?")):
        return True  # a comment without an end in the first megabyte: not a workbook's
    return rest.startswith(b"<!")


def _count(data: bytes, part: Part, *, last: bool) -> bytes:
    """Counts the whole rows of a piece of a sheet; returns the rest for the next piece."""
    cut = len(data) if last else max(data.rfind(b"<row"), data.rfind(b":row"))
    if cut <= 0 or len(data) > 16 * CHUNK:
        if len(data) <= 16 * CHUNK and not last:
            return data
        cut = len(data)
    whole, rest = data[:cut], data[cut:]
    # With a prefix before every name there are no plain ones.
    part.cells += (whole.count(b"<v") or whole.count(b":v>")) + whole.count(b"<is>")
    if found := _REF.match(whole, whole.rfind(b' r="')):
        part.last_row = max(part.last_row, int(found[2]))
    if b't="e"' in whole:
        for found in _FAILED.finditer(whole):
            value = _VALUE.search(found[2])
            _note(part, found[1], value[1].decode("utf-8", "replace") if value else "#N/A")
    if b"<f" in whole or b":f" in whole:
        for found in _UNCACHED.finditer(whole):
            if b't="str"' not in found[1]:  # a formula whose result is an empty text
                _note(part, found[1], "formula")
    return rest


def _note(part: Part, attributes: bytes, code: str) -> None:
    if found := _REF.search(b" " + attributes):
        part.failed.append((int(found[2]), column_number(found[1].decode("ascii")), code))


def column_number(letters: str) -> int:
    """The number of a column by its letters: ``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _find_sheets(archive: zipfile.ZipFile, contents: Contents, parts: dict[str, Part]) -> None:
    """Puts the sheets' parts into the order of the workbook, where it says where they are."""
    try:
        workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return
    contents.dates_1904 = re.search(r"""date1904\s*=\s*["'](1|true)["']""", workbook) is not None
    targets = {}
    for match in _RELATION.finditer(relations):
        facts = _attributes(match[1])
        target = facts.get("Target", "")
        targets[facts.get("Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    for match in _SHEET.finditer(workbook):
        facts = _attributes(match[1])
        link = next((v for k, v in facts.items() if k.endswith(":id")), None)
        contents.sheets.append(parts.get(targets.get(link, ""), Part()))


def _attributes(text: str) -> dict[str, str]:
    return {m[1]: unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(text)}
