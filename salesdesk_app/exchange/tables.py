"""A table as found in a sheet: its headings, its rows, and what was left out around them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import KINDS, RecordKind, field_of
from salesdesk_app.exchange import headers
from salesdesk_app.exchange.column import Choices
from salesdesk_app.exchange.headers import Headings
from salesdesk_app.exchange.matches import Match, letter, match
from salesdesk_app.exchange.our_sheet import Written
from salesdesk_app.exchange.rows import SheetRows
from salesdesk_app.exchange.texts import clean

_TOTAL = re.compile(
    r"(grand|sub|report)?[ -]?totals?\b.*|.*\b(sub)?totals?( \(?\d+\)?)?:?|sum|count|average|"
    r"(zwischen|gesamt)?summe\b.*|gesamt\b.*|insgesamt\b.*|.*\b(ergebnis|summe)",
    re.IGNORECASE,
)
# In a list of names a company may well be called Total Energies: there the word stands alone.
_TOTAL_ALONE = re.compile(
    r"((grand|sub|report)[ -]?)?totals?( (records?|rows?|count))?( ?\(?[\d.,]+\)?)?:?|"
    r"(zwischen|gesamt)?summe:?|gesamt:?|insgesamt:?",
    re.IGNORECASE,
)
_NARROW = 4  # columns: in a narrower table a row with one cell may be a record


@dataclass(frozen=True)
class Dropped:
    """A row that is no record: a ``title``, a ``total``, a repeated ``heading``; with its text."""

    number: int
    reason: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows under headings, and how they were understood.

    ``numbers`` are the row numbers that a spreadsheet shows; ``start`` is the column of the first
    heading (0 is A). ``blank`` counts empty rows, ``cut`` columns that were too many, ``overlong``
    holds the places of rows of a text file that have more cells than there are headings.
    ``hidden_rows`` counts rows that the file hides or filters away, ``hidden_columns`` are columns
    that it hides; all of them are read. ``pivot`` says that a pivot table stands on the sheet.
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
                seen[str(row[column])] = None
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
    also: Callable[[RecordKind, tuple[Match, ...]], tuple[Match, ...]] | None = None,
) -> Table:
    """The table of a sheet; ``kind`` and ``heading_row`` (as a spreadsheet counts) if known.

    ``also`` may put other matches in the place of ours, as it was told before. Problems:
    file.no_rows, file.no_table, file.other_records.
    """
    if not sheet.rows:
        raise Problem("file.no_rows", name=file)
    try:
        found = _headings(sheet, kind, heading_row)
    except Problem as problem:
        raise Problem(problem.code, name=file, **problem.facts) from problem
    body = sheet.rows[found.row + 1 :]
    width = max(len(found.matches), 1)
    overlong = _even_out(body, width, strict=sheet.encoding is not None)
    matches = match([one.heading for one in found.matches], found.kind, body, alike=True)
    if also is not None:
        matches = also(found.kind, matches)
    dropped = [
        Dropped(number, "title", _text(row))
        for number, row in zip(sheet.numbers, sheet.rows[: found.row], strict=False)
    ]
    table = Table(
        file=file,
        sheet=sheet.name,
        kind=found.kind,
        heading_row=sheet.numbers[found.row],
        headings=tuple(one.heading for one in matches),
        matches=matches,
        rows=body,
        numbers=sheet.numbers[found.row + 1 :],
        dropped=tuple(dropped),
        blank=sheet.blank,
        start=sheet.start,
        cut=sheet.cut,
        hidden=sheet.hidden,
        dates_1904=sheet.dates_1904,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        overlong=overlong,
        hidden_columns=_hidden_columns(sheet, width),
        pivot=sheet.pivot,
    )
    table = _without_totals(table)
    hidden = set(sheet.hidden_rows)
    return replace(table, hidden_rows=len(hidden.intersection(table.numbers))) if hidden else table


def _hidden_columns(sheet: SheetRows, width: int) -> tuple[int, ...]:
    found = (column - sheet.start for column in sheet.hidden_columns)
    return tuple(column for column in found if 0 <= column < width)


def _headings(sheet: SheetRows, kind: RecordKind | None, heading_row: int | None) -> Headings:
    if heading_row is None:
        return headers.find(sheet.rows, kind)
    if heading_row not in sheet.numbers:
        raise Problem("file.no_table")
    at = sheet.numbers.index(heading_row)
    names = headers.headings_of(sheet.rows[at])
    best = max(KINDS, key=lambda k: sum(1 for m in match(names, k) if m.field))
    return Headings(at, kind or best, match(names, kind or best))


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


def _without_totals(table: Table) -> Table:
    """Takes out total rows, titles between the records, footers and repeated headings."""
    columns = {one.field: one.column for one in table.matches if one.field}
    texts = [
        one.column
        for one in table.matches
        if one.field and field_of(table.kind, one.field).kind in ("text", "link")
    ]
    firm = [columns[code] for code in ("external_id", "stage", "uid") if code in columns]
    rows: list[list[Any]] = []
    numbers: list[int] = []
    dropped, overlong = list(table.dropped), set()
    for place, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True)):
        # A row with its id and its stage is a record whatever it is called.
        sure = len(firm) > 1 and all(row[at] not in ("", table.headings[at]) for at in firm)
        reason = None if sure else _reason(row, table, texts, firm)
        if reason is None:
            if place in table.overlong:
                overlong.add(len(rows))
            rows.append(row)
            numbers.append(number)
        else:
            dropped.append(Dropped(number, reason, _text(row)))
    return replace(
        table, rows=rows, numbers=numbers, dropped=tuple(dropped), overlong=frozenset(overlong)
    )


def _reason(
    row: Sequence[Any], table: Table, texts: Sequence[int], firm: Sequence[int]
) -> str | None:
    filled = [cell for cell in row if _is_filled(cell)]
    if len(filled) <= 1 and len(table.headings) >= _NARROW:
        return "total" if filled and _is_total(filled[0], table.kind) else "title"
    if [clean(cell) if isinstance(cell, str) else "" for cell in row] == list(table.headings):
        return "heading"
    labels = {cell for cell in row if _is_total(cell, table.kind)}
    if labels and not any(_is_filled(row[at]) and row[at] not in labels for at in firm):
        others = [row[at] for at in texts if _is_filled(row[at]) and row[at] not in labels]
        return "total" if len(others) <= 1 else None  # the one beside it is whose total it is
    return None


def _is_filled(cell: Any) -> bool:
    return cell != "" and not (isinstance(cell, str) and cell.isspace())


def _is_total(cell: Any, kind: RecordKind) -> bool:
    pattern = _TOTAL if kind == "deals" else _TOTAL_ALONE
    return isinstance(cell, str) and len(cell) < 80 and bool(pattern.fullmatch(clean(cell)))


def _text(row: Sequence[Any]) -> str:
    return " ".join(str(cell) for cell in row if cell != "")[:120]
