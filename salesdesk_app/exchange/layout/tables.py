"""A table as found in a sheet: its headings, its rows, and what was left out around them."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange.layout import headers, leftovers, outline
from salesdesk_app.exchange.layout.headers import Headings
from salesdesk_app.exchange.layout.leftovers import Dropped, Parted
from salesdesk_app.exchange.layout.matches import Match, letter, match
from salesdesk_app.exchange.layout.our_sheet import Written
from salesdesk_app.exchange.layout.outline import Added, Filled
from salesdesk_app.exchange.layout.period_cells import unrolled
from salesdesk_app.exchange.reading.rows import SheetRows
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values.column import Choices

Also = Callable[[RecordKind, tuple[Match, ...]], tuple[Match, ...]]

_BESIDE = 64  # columns: what stands further to the right of the headings is no part of the table


@dataclass(frozen=True)
class Table:
    """Rows under headings, and how they were understood.

    ``numbers`` are the row numbers that a spreadsheet shows; ``start`` is the column of the first
    heading (0 is A). ``blank`` counts empty rows, ``cut`` columns that were too many, ``overlong``
    holds the places of rows of a text file that have more cells than there are headings.
    ``hidden_rows`` counts rows that the file hides or filters away, ``hidden_columns`` are columns
    that it hides; all of them are read. ``pivot`` says that a pivot table stands on the sheet.
    ``filled`` are columns that were filled down from what the file states once for several rows.
    ``shown`` holds by column, and by the place of a row, the currency that only the look of its
    number tells.
    ``written`` and ``said`` are what a workbook of ours says of itself: since when it is away, and
    how its columns were read.
    """

    file: str
    sheet: str
    kind: RecordKind
    heading_row: int
    headings: tuple[str, ...]
    matches: tuple[Match, ...]
    rows: list[list[Any]] = field(repr=False)
    numbers: list[int] = field(repr=False)
    dropped: tuple[Dropped, ...] = ()
    blank: int = 0
    start: int = 0
    cut: int = 0
    hidden: bool = False
    dates_1904: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    overlong: frozenset[int] = frozenset()
    hidden_rows: int = 0
    hidden_columns: tuple[int, ...] = ()
    pivot: bool = False
    filled: tuple[Filled, ...] = ()
    shown: Mapping[int, Mapping[int, str]] = field(default_factory=dict, repr=False)
    written: Written | None = None
    said: Choices | None = None

    @property
    def left_out(self) -> int:
        """How many rows are no records: titles, totals and blanks."""
        return len(self.dropped) + self.blank

    @property
    def score(self) -> int:
        """How much of a table this is, to propose one of several."""
        return sum(1 for one in self.matches if one.field)

    def sample(self, column: int, count: int = 3) -> tuple[str, ...]:
        """The first different texts in a column."""
        seen: dict[str, None] = {}
        for row in self.rows:
            if row[column] != "":
                seen[text_of(row[column])] = None
                if len(seen) == count:
                    break
        return tuple(seen)

    def letter(self, column: int) -> str:
        """What a spreadsheet calls a column: ``A``, ``AA``."""
        return letter(column + self.start)

    def title(self, column: int) -> str:
        """The heading of a column, or its letter where it has none."""
        return self.headings[column] or self.letter(column)


def find(
    sheet: SheetRows,
    file: str,
    kind: RecordKind | None = None,
    heading_row: int | None = None,
    *,
    also: Also | None = None,
) -> Table:
    """The table of a sheet; ``kind`` and ``heading_row`` (as a spreadsheet counts) if known.

    ``also`` may put other matches in the place of ours, as it was told before. Problems:
    file.no_rows, file.no_table, file.one_column, file.no_heading_row, file.other_records,
    file.no_year.
    """
    found = _found(sheet, file, kind, heading_row)
    body, numbers = sheet.rows[found.row + 1 :], sheet.numbers[found.row + 1 :]
    names = _names(sheet, found, body)
    overlong = _even_out(body, len(names), strict=sheet.encoding is not None)
    headings = headers.shown(names, sheet.start)
    matches = _matches(names, headings, found.kind, body)
    matches = also(found.kind, matches) if also else matches
    parted = leftovers.part(body, numbers, found, matches)
    filled, added = outline.fill(parted, matches, found.kind)
    if added:
        matches, filled = _with(added, parted, matches, filled, found.kind)
        matches = also(found.kind, matches) if also else matches
    table = Table(
        file=file,
        kind=found.kind,
        heading_row=sheet.numbers[found.row],
        headings=tuple(one.heading for one in matches),
        matches=matches,
        rows=parted.rows,
        numbers=parted.numbers,
        dropped=(*_titles(sheet, found), *parted.dropped),
        overlong=parted.among(overlong),
        filled=tuple(filled),
        **_told(sheet, parted, len(headings)),
    )
    return unrolled(table) if table.kind == "quotas" else table


def _told(sheet: SheetRows, parted: Parted, width: int) -> dict[str, Any]:
    """What a sheet says of itself as a whole, and what of the table it hides."""
    return {
        "hidden_rows": parted.count(sheet.hidden_rows),
        "hidden_columns": _hidden_columns(sheet, width),
        "sheet": sheet.name,
        "blank": sheet.blank,
        "start": sheet.start,
        "cut": sheet.cut,
        "hidden": sheet.hidden,
        "dates_1904": sheet.dates_1904,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "pivot": sheet.pivot,
        "shown": _shown(sheet, parted),
    }


def _found(
    sheet: SheetRows, file: str, kind: RecordKind | None, heading_row: int | None
) -> Headings:
    if not sheet.rows:
        raise Problem("file.no_rows", name=file)
    try:
        if heading_row is not None:
            return headers.told(sheet, kind, heading_row)
        return headers.find(sheet, kind)
    except Problem as problem:
        raise Problem(problem.code, name=file, **problem.facts) from problem


def _names(sheet: SheetRows, found: Headings, body: Sequence[Sequence[Any]]) -> list[str]:
    """The headings of all columns; a number or a day among them is one by what it shows.

    A column to the right that has neither a heading nor a cell is none.
    """
    row = sheet.rows[found.row]
    names = [
        name or (clean(text_of(row[at])) if at < len(row) else "")
        for at, name in enumerate(found.names)
    ]
    names.extend([""] * (_width(body, len(names), sheet) - len(names)))
    while len(names) > 1 and not names[-1]:
        last = len(names) - 1
        if any(len(cells) > last and cells[last] != "" for cells in body):
            break
        names.pop()
    return names


def _width(rows: Sequence[Sequence[Any]], width: int, sheet: SheetRows) -> int:
    """How many columns there are with those that have no heading and stand to the right.

    In a text file a cell too many may come of a delimiter inside a text; a column it is only where
    most rows have it.
    """
    longest = min(max(map(len, rows), default=0), width + _BESIDE)
    least = len(rows) / 2 if sheet.encoding is not None else 0
    for column in range(longest, width, -1):
        if sum(len(row) >= column and row[column - 1] != "" for row in rows) > least:
            return column
    return width


def _even_out(rows: list[list[Any]], width: int, *, strict: bool) -> frozenset[int]:
    """Makes every row as wide as the headings; returns the rows that held more than that.

    In a text file a cell too many is a sign of a delimiter inside a text, which shifts the rest.
    """
    overlong = set()
    for place, row in enumerate(rows):
        short = width - len(row)
        if short > 0:
            row.extend([""] * short)
        elif short < 0:
            if strict and any(cell != "" for cell in row[width:]):
                overlong.add(place)
            del row[width:]
    return frozenset(overlong)


def _matches(
    names: Sequence[str], headings: Sequence[str], kind: RecordKind, rows: Sequence[Sequence[Any]]
) -> tuple[Match, ...]:
    """What the names are matched to, under the headings that are shown for them."""
    plain = [unicodedata.normalize("NFKC", name) for name in names]
    found = match(plain, kind, rows, alike=True)
    return tuple(replace(one, heading=headings[one.column]) for one in found)


def _with(
    added: Sequence[Added],
    parted: Parted,
    matches: tuple[Match, ...],
    filled: list[Filled],
    kind: RecordKind,
) -> tuple[tuple[Match, ...], list[Filled]]:
    """The matches with columns that only the lines between the rows state; puts in their cells."""
    width = len(matches)
    headings = headers.shown([*(m.heading for m in matches), *(one.heading for one in added)], 0)
    known = match([one.heading for one in added], kind)
    for at, one in enumerate(added):
        column = width + at
        matches = (*matches, replace(known[at], column=column, heading=headings[column]))
        filled = [*filled, Filled(column, "groups", sum(map(bool, one.cells)))]
    for row, *cells in zip(parted.rows, *(one.cells for one in added), strict=True):
        row.extend(cells)
    return matches, filled


def _titles(sheet: SheetRows, found: Headings) -> list[Dropped]:
    above = found.row + 1 - len(found.lines)
    pairs = zip(sheet.numbers[:above], sheet.rows[:above], strict=True)
    return [Dropped(number, "title", leftovers.text(row)) for number, row in pairs]


def _shown(sheet: SheetRows, parted: Parted) -> dict[int, dict[int, str]]:
    """The currencies that the look of numbers tells, by column and by the place of the record."""
    found: dict[int, dict[int, str]] = {}
    for column, mark, first, last in sheet.shown:
        start = bisect_left(parted.numbers, first)
        places = range(start, bisect_right(parted.numbers, last, start))
        found.setdefault(column - sheet.start, {}).update(dict.fromkeys(places, mark))
    return found


def _hidden_columns(sheet: SheetRows, width: int) -> tuple[int, ...]:
    found = (column - sheet.start for column in sheet.hidden_columns)
    return tuple(column for column in found if 0 <= column < width)
