"""What a file is, told by its first bytes and never by its name."""

import re

SNIFFED = 4096
_LOCK_SIZE = 165
_OFFICE_LOCK = re.compile(rb",[^\n]*,[^\n]*,\d\d\.\d\d\.\d{4} \d\d:\d\d,file://[^\n]*;\s*")
MARKS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"PK\x03\x04", "zip", "a ZIP archive"),
    (0, b"PK\x05\x06", "zip", "a ZIP archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole", "an Office document"),
    (0, b"\x89PNG\r\n\x1a\n", "other", "a PNG picture"),
    (0, b"\xff\xd8\xff", "other", "a JPEG picture"),
    (0, b"GIF8", "other", "a GIF picture"),
    (8, b"WEBP", "other", "a WebP picture"),
    (4, b"ftyp", "other", "a picture or a film"),
    (0, b"BM", "other", "a BMP picture"),
    (0, b"II*\x00", "other", "a TIFF picture"),
    (0, b"MM\x00*", "other", "a TIFF picture"),
    (0, b"\x00\x00\x01\x00", "other", "an icon"),
    (0, b"%PDF", "other", "a PDF document"),
    (0, b"{\\rtf", "other", "a text document (RTF)"),
    (0, b"SQLite format 3\x00", "other", "a database"),
    (0, b"\x1f\x8b", "other", "a GZIP archive"),
    (0, b"7z\xbc\xaf'\x1c", "other", "a 7-Zip archive"),
    (0, b"Rar!", "other", "a RAR archive"),
    (0, b"MZ", "other", "a program"),
    (0, b"\x7fELF", "other", "a program"),
)
_LOCK = "a lock file, which a spreadsheet program leaves beside a workbook that is open"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def kind_of(head: bytes) -> tuple[str, str]:
    """The family of a file by its first ``SNIFFED`` bytes, and what to call it.

    The family is ``zip``, ``ole`` (old Excel, or a protected new one), ``text``, ``resave``
    for what spreadsheet programs open although it is no workbook, or ``other``.
    """
    for at, mark, family, name in MARKS:
        # A few letters alone could also begin a text, so the rest must not look like one.
        is_telling = len(mark) > 4 or any(byte < 9 or byte > 127 for byte in mark)
        if head.startswith(mark, at) and (is_telling or is_binary(head)):
            return family, name
    if is_lock(head):
        return "other", _LOCK
    if not head.startswith(_UTF16):
        if is_binary(head) and wide_text(head) is None:
            return "other", "a file of another program"
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        if start.startswith(_WEB_PAGE):
            return "resave", "a web page"
        if start.startswith((b"<?xml", b"<workbook")):
            return "resave", "an XML document"
    return "text", "a text file"


def is_lock(head: bytes) -> bool:
    """Whether this is the whole of a file such as ``~$Deals.xlsx`` or ``.~lock.Deals.ods#``.

    The first holds a name behind its length, filled up with blanks, and once more as UTF-16; the
    second is one line that ends with a path to the settings of the program.
    """
    if len(head) == _LOCK_SIZE and 0 < head[0] <= 54:
        return not head[1 + head[0] : 55].strip(b" \0") and head[55] == head[0]
    return len(head) < SNIFFED and _OFFICE_LOCK.fullmatch(head) is not None


def is_binary(head: bytes) -> bool:
    """Whether control characters are more than a slip: a text may hold a stray one."""
    count = len(head) - len(head.translate(None, _CONTROLS))
    return count > 2 and count * 50 > len(head)


def wide_text(head: bytes) -> str | None:
    """UTF-16 without a mark at its start, told by where its zero bytes stand."""
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if odd * 10 > half * 6 and even * 20 < half:
        return "utf-16-le"
    if even * 10 > half * 6 and odd * 20 < half:
        return "utf-16-be"
    return None
