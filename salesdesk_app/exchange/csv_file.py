"""Comma-separated text: recognised, read, and guarded where it looks like a formula."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.exchange.reading.signature import SNIFFED, wide_text

DELIMITERS = ",;\t|"
LONGEST_FIELD = 1_000_000
_HIGH = re.compile(rb"[\x80-\xff]+")
# The euro beside figures and single no-break spaces, in the encodings of Windows: no letters, and
# statistics take them for letters of others.
_MARKS = re.compile(
    rb"(?<=[0-9 ])\xa0?\x80(?![A-Za-z\x80-\xff])|(?<![A-Za-z\x80-\xff])\x80\xa0?(?=[0-9 ])|"
    rb"(?<![\x80-\xff])\xa0(?![\x80-\xff])"
)
_WITHIN = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])")
_ENOUGH = 60  # letters beyond ASCII that a guess by statistics needs
SAMPLE = 1 << 16
_CODE = re.compile(r"'*[=+\-@\t\r\0]")
_AS_IT_IS = re.compile(r'"[^",\r\n]*"(,[^"]|\r\n)')
_OTHER_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
    "mac_roman",
]


def guard(text: str) -> str:
    """A text as a spreadsheet may read it without taking it for a formula: ``=1`` as ``'=1``."""
    return f"'{text}" if _CODE.match(text) else text


def unguard(text: str) -> str:
    """Undoes ``guard``: every text comes back as it was."""
    return text[1:] if text.startswith("'") and _CODE.match(text) else text


def is_guarded(sample: str, encoding: str) -> bool:
    """Whether texts may carry a guard that is to be taken off: not in a file that SalesDesk wrote
    for other programs, where the first heading alone is quoted."""
    return encoding != "utf-8" or _AS_IT_IS.match(sample) is None


def rows(stream: TextIO, delimiter: str, *, guarded: bool = True) -> Iterator[list[str]]:
    """The records of a text, blank ones as empty lists; a leading ``sep=;`` line is left out.

    Guards are taken off where the text is ``guarded``. Problem: file.quotes where a quotation mark
    swallows lines that are records of their own.
    """
    csv.field_size_limit(LONGEST_FIELD)
    start = stream.tell()
    if not _separator(stream.readline(16)):
        stream.seek(start)
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for record in reader:
            lines.check(delimiter)
            if guarded:
                yield [unguard(cell) if cell[:1] == "'" else cell for cell in record]
            else:
                yield record
    except csv.Error as error:
        raise Problem("file.quotes", row=lines.first) from error


class _Lines:
    """Hands lines to a parser of records and remembers those of the record at hand."""

    def __init__(self, stream: TextIO) -> None:
        self._lines = iter(stream)
        self._held: list[str] = []
        self._done = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._held.append(line)
        return line

    @property
    def first(self) -> int:
        """The number of the line in which the record at hand begins."""
        return self._done + 1

    def check(self, delimiter: str) -> None:
        """Ends a record; raises csv.Error where the quotes of one over several lines are broken.

        Only there they do harm: all that follows would be one cell.
        """
        if len(self._held) > 1:
            list(csv.reader(self._held, delimiter=delimiter, strict=True))
        self._done += len(self._held)
        self._held.clear()


def encoding_of(path: Path, limits: Limits) -> str:
    """How the text is encoded: by its mark, else UTF-8 where all of it is, else the best guess.

    Problem: file.too_big.
    """
    size = path.stat().st_size
    if size > limits.text:
        raise Problem("file.too_big", what=f"{size // MB:,} MB of text")
    with path.open("rb") as stream:
        head = stream.read(SNIFFED)
        for mark, name in (
            (codecs.BOM_UTF8, "utf-8-sig"),
            (codecs.BOM_UTF16_LE, "utf-16"),
            (codecs.BOM_UTF16_BE, "utf-16"),
        ):
            if head.startswith(mark):
                return name
        if wide := wide_text(head):
            return wide
        stream.seek(0)
        if _is_utf8(stream):
            return "utf-8"
        stream.seek(0)
        return _guess(_telling(stream))


def _is_utf8(stream: io.BufferedReader) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(MB):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _telling(stream: io.BufferedReader) -> bytes:
    """The lines that hold more than ASCII, from wherever in the file: only they tell."""
    lines, size = [], 0
    while size < 4 * SAMPLE and (line := stream.readline(SAMPLE)):
        if not line.isascii():
            lines.append(line)
            size += len(line)
    return b"".join(lines)


def _guess(sample: bytes) -> str:
    """The encoding of bytes that are no UTF-8.

    A guess by statistics needs some dozens of letters. With fewer, single accented letters among
    plain ones are taken for Western European, as Windows writes it.
    """
    from charset_normalizer import from_bytes

    sample = _MARKS.sub(b" ", sample)
    runs = [len(run) for run in _HIGH.findall(sample)]
    alone = sum(length == 1 for length in runs)
    if sum(runs) < _ENOUGH and 2 * alone >= len(runs):
        try:
            sample.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return "cp1252"
    likely = [name for name in _OTHER_ENCODINGS if _is_spelled(sample, name)]
    best = from_bytes(sample, cp_isolation=likely or _OTHER_ENCODINGS).best()
    return best.encoding if best is not None else "cp1252"


def _is_spelled(sample: bytes, encoding: str) -> bool:
    """Whether single bytes within words are letters (or the apostrophe of ``don’t``) in an
    encoding: statistics take no offence at ``M‰rz``."""
    for byte in set(_WITHIN.findall(sample)):
        letter = byte.decode(encoding, errors="ignore")
        if letter and not letter.isalpha() and letter != "’":
            return False
    return True


def delimiter_of(sample: str) -> str:
    """The character between the fields of a text, by its beginning: the one by which most records
    have the same length."""
    csv.field_size_limit(LONGEST_FIELD)
    sample = sample[:SAMPLE]
    stated = _separator(sample.splitlines()[0] if sample else "")
    if stated:
        return stated
    return max(DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many of the first records have the same number of fields, two or more; and how many."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            widths[len(record)] += len(record) > 1
            if widths.total() == 100:
                break
    except csv.Error:
        return 0, 0
    if not widths.total():
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _separator(line: str) -> str | None:
    """What Excel's first line ``sep=;`` states."""
    found = re.fullmatch(r"sep=(.?)\s*", line, re.IGNORECASE)
    return found[1] or None if found else None
