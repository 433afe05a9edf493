"""Reading files into tables, with what was chosen for such files before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.exchange.layout import headers, matches, our_sheet, tables, vocabulary
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.layout.our_sheet import REASON, Ours, Rejected
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.reading.contents import MOST_COLUMNS, OUR_SHEET
from salesdesk_app.exchange.reading.limits import Limits
from salesdesk_app.exchange.reading.reader import read_pasted as read_cells
from salesdesk_app.exchange.reading.reader import read_tables
from salesdesk_app.exchange.reading.rows import SheetRows
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services.importing.naming.own_fields import OwnFields
from salesdesk_app.services.importing.remembered import memory

PASTED = "Pasted cells"
"""What cells from the clipboard are called where a file has its name."""


@dataclass(frozen=True)
class Source:
    """A file as it was read: the tables in it, the best one first in line to be proposed.

    ``skipped`` names sheets without a table, and why.
    """

    path: Path
    tables: tuple[Table, ...]
    proposed: int
    skipped: tuple[tuple[str, Problem], ...] = ()

    @property
    def table(self) -> Table:
        """The table that is proposed."""
        return self.tables[self.proposed]


def read(
    session: Session,
    path: Path,
    *,
    kind: RecordKind | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
    columns: Sequence[str] = (),
    all_columns: bool = False,
    tick: Tick = no_tick,
) -> Source:
    """Reads a file in the guarded child process and finds the tables in it.

    ``kind``, ``sheet`` and ``heading_row`` (as a spreadsheet counts) where they are known, or some
    ``columns`` by which the row of headings is found; choices of columns that were remembered for
    such headings are made again. Of very wide sheets only the first columns are read, unless
    ``all_columns`` are asked for. Problems: those of ``exchange.reading.reader.read_tables`` and of
    ``exchange.layout.tables.find``.
    """
    limits = Limits(columns=MOST_COLUMNS) if all_columns else Limits()
    sheets = read_tables(path, sheet=sheet, limits=limits, tick=tick)
    return _source(session, path, sheets, kind, heading_row, columns=columns)


def read_pasted(
    session: Session,
    text: str,
    *,
    kind: RecordKind | None = None,
    heading_row: int | None = None,
    tick: Tick = no_tick,
) -> Source:
    """Reads cells that were copied from a spreadsheet, as the clipboard holds them as text.

    They go through the same guarded child process as files do. Problems: those of
    ``exchange.reading.reader.read_pasted`` and of ``exchange.layout.tables.find``.
    """
    return _source(session, Path(PASTED), read_cells(text, PASTED, tick=tick), kind, heading_row)


def _source(
    session: Session,
    path: Path,
    sheets: Iterable[SheetRows],
    kind: RecordKind | None,
    heading_row: int | None,
    *,
    columns: Sequence[str] = (),
) -> Source:
    found: list[Table] = []
    skipped: list[tuple[str, Problem]] = []
    every = list(sheets)
    ours = next((our_sheet.read(one.rows) for one in every if one.name == OUR_SHEET), Ours())
    for one in every:
        if one.name == OUR_SHEET:
            continue
        try:
            table = _mended(one, path.name, ours.rejected.get(one.name))
            row = heading_row or _row_of(one, columns)
            table = table or _find(session, one, path.name, kind, row)
            found.append(replace(table, written=ours.written))
        except Problem as problem:
            skipped.append((one.name, problem.kept()))
    if not found:
        raise _worst(skipped) if skipped else Problem("file.no_rows", name=path.name)
    best = max(range(len(found)), key=lambda at: (*_standing(found[at]), -at))
    if ours.written is not None:
        skipped = []  # the sheet beside the records tells people how to use them
    return Source(path, tuple(found), best, tuple(skipped))


def _mended(sheet: SheetRows, file: str, rejected: Rejected | None) -> Table | None:
    """Rows that were rejected and mended, understood as they were; None where they are no such.

    What was wrong with them stands in their first column, and is none of the records'.
    """
    if rejected is None or not sheet.rows or sheet.rows[0][:1] != [REASON]:
        return None
    if len(sheet.rows[0]) > len(rejected.fields) + 1:
        return None
    fields = dict(enumerate(rejected.fields))

    def also(_kind: RecordKind, found: tuple[Match, ...]) -> tuple[Match, ...]:
        told = {one.column: fields[one.column] for one in found if one.field != fields[one.column]}
        return matches.chosen(found, told, "remembered") if told else found

    body = replace(sheet, rows=[row[1:] for row in sheet.rows], start=sheet.start + 1)
    table = tables.find(body, file, rejected.kind, sheet.numbers[0], also=also)
    return replace(table, said=rejected.choices)


def _row_of(sheet: SheetRows, columns: Sequence[str]) -> int | None:
    """The row that has most headings of these names, half of them at least; None for none."""
    wanted = {vocabulary.key(name) for name in columns}
    found = [
        len(wanted.intersection(map(vocabulary.key, headers.headings_of(row))))
        for row in sheet.rows[: headers.SEARCHED_ROWS]
    ]
    most = max(found, default=0)
    return sheet.numbers[found.index(most)] if most and 2 * most >= len(wanted) else None


def _worst(skipped: Iterable[tuple[str, Problem]]) -> Problem:
    """What to say of a file without a table: not that a sheet is empty where another is not."""
    return max((problem for _, problem in skipped), key=lambda one: one.code != "file.no_rows")


def _find(
    session: Session, sheet: SheetRows, file: str, kind: RecordKind | None, row: int | None
) -> Table:
    def also(found: RecordKind, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        return memory.columns_of(session, found, OwnFields(session).matched(found, matches))

    return tables.find(sheet, file, kind, row, also=also)


def _standing(table: Table) -> tuple[bool, bool, bool, bool, int]:
    """What is shown before what is hidden, data before pivot tables and before no rows, deals
    before the lists that belong to them, the longer table before the shorter."""
    weight = len(table.rows) * table.score
    shown = not table.hidden, not table.pivot, bool(table.rows)
    return (*shown, table.kind == "deals", weight)


def named(table: Table, column: str, field: str) -> tuple[int, str | None]:
    """A column of a table and a field as a person names them: the place and the field's code.

    Problems: those of ``exchange.layout.matches.named``.
    """
    return matches.named(table.headings, table.kind, column, field, start=table.start)


def order(found: Iterable[Table]) -> list[Table]:
    """Tables of several files as they must come in: those first that others name."""
    return sorted(found, key=lambda table: KINDS.index(table.kind))
