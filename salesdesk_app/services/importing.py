"""Bringing tables in: read a file, look at what it would do, then do it in one step.

``read`` and ``plan`` are questions, ``apply`` is the verb. A cell that is blank in the file leaves
what is stored as it is. What the file calls by a name that the workspace lacks is created.
"""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FIELDS, KINDS, RecordKind, field_of
from salesdesk_app.exchange import headers, tables, vocabulary
from salesdesk_app.exchange.cells import Choices
from salesdesk_app.exchange.headers import Match
from salesdesk_app.exchange.reader import read_tables
from salesdesk_app.exchange.rows import SheetRows
from salesdesk_app.exchange.tables import Dropped, Table
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import import_columns, settings
from salesdesk_app.services.import_accounts import Customers
from salesdesk_app.services.import_deals import Deals
from salesdesk_app.services.import_kind import Kind
from salesdesk_app.services.import_lookups import Lookups
from salesdesk_app.services.import_people import Team
from salesdesk_app.services.import_plan import (
    Creates,
    FieldChange,
    Note,
    Plan,
    PlanRow,
    RowError,
    summary,
)
from salesdesk_app.services.import_products import PriceList
from salesdesk_app.services.import_rows import Drafted, Drafting, conflict_note
from salesdesk_app.services.import_writing import Mentioned, Writing
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import ColumnChoice, Currency, Edit, OpenEdit, Person
from salesdesk_app.store.session import Store

__all__ = [
    "Choices",
    "Creates",
    "Dropped",
    "FieldChange",
    "Imported",
    "Match",
    "Note",
    "Plan",
    "PlanRow",
    "RowError",
    "Source",
    "Table",
    "apply",
    "order",
    "plan",
    "read",
    "remember",
    "summary",
]

_KINDS: dict[RecordKind, Callable[[Session, import_columns.Values, Lookups], Kind]] = {
    "people": Team,
    "products": PriceList,
    "accounts": Customers,
    "deals": Deals,
}


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


@dataclass(frozen=True)
class Imported:
    """What an import came to."""

    kind: RecordKind
    new: int
    changed: int
    same: int
    errors: int


@dataclass(frozen=True)
class _Draft:
    """What is kept of a plan's making to write it: not what it was compared with."""

    lookups: Lookups
    drafted: Drafted
    mentioned: Mentioned
    promoted: tuple[int, ...]


def read(
    session: Session,
    path: Path,
    *,
    kind: RecordKind | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
    tick: Tick = no_tick,
) -> Source:
    """Reads a file in the guarded child process and finds the tables in it.

    ``kind``, ``sheet`` and ``heading_row`` (as a spreadsheet counts) where they are known; choices
    of columns that were remembered for such headings are made again. Problems: those of
    ``exchange.reader.read_tables``, file.no_rows, file.no_table, file.other_records.
    """
    found: list[Table] = []
    skipped: list[tuple[str, Problem]] = []
    for one in read_tables(path, sheet=sheet, tick=tick):
        try:
            found.append(_find(session, one, path.name, kind, heading_row))
        except Problem as problem:
            skipped.append((one.name, problem))
    if not found:
        raise skipped[0][1] if skipped else Problem("file.no_rows", name=path.name)
    best = max(range(len(found)), key=lambda at: (not found[at].hidden, _weight(found[at]), -at))
    return Source(path, tuple(found), best, tuple(skipped))


def _find(
    session: Session, sheet: SheetRows, file: str, kind: RecordKind | None, row: int | None
) -> Table:
    def also(found: RecordKind, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        return _remembered(session, found, matches)

    return tables.find(sheet, file, kind, row, also=also)


def _weight(table: Table) -> tuple[int, int]:
    """Deals before the lists that belong to them, the longer table before the shorter."""
    return KINDS.index(table.kind), len(table.rows) * table.score


def order(found: Iterable[Table]) -> list[Table]:
    """Tables of several files as they must come in: people, products, accounts, deals."""
    return sorted(found, key=lambda table: KINDS.index(table.kind))


def plan(
    session: Session,
    table: Table,
    mapping: Mapping[int, str | None] | None = None,
    *,
    kind: RecordKind | None = None,
    choices: Choices | None = None,
    tick: Tick = no_tick,
) -> Plan:
    """What importing a table would do; nothing is written.

    ``mapping`` puts the user's choice of fields, by column, over what was matched; ``kind`` says
    what the rows are where that was told wrongly. Problem: import.unmatched where no column tells
    which record a row is.
    """
    if kind is not None and kind != table.kind:
        table = replace(table, kind=kind, matches=headers.match(table.headings, kind))
    if mapping is not None:
        table = replace(table, matches=headers.chosen(table.matches, mapping, "chosen"))
    _check_identified(table)
    choices = replace(choices or Choices(), dates_1904=table.dates_1904)
    own = settings.read(session).currency
    lookups = Lookups(session)
    with _uncollected():
        values = import_columns.read(table, choices, own, tick)
        understood = _KINDS[table.kind](session, values, lookups)
        drafted = Drafting(understood, table, values, tick).run()
        mentioned = Mentioned(understood, drafted)
    counted = [row.place for row in drafted.rows if row.kind in ("new", "changed", "same")]
    stated = [drafted.stated[place] for place in counted]
    promoted: tuple[int, ...] = ()
    if isinstance(understood, Team):
        promoted = tuple(understood.promoted(stated, set(drafted.targets.values())))
    notes = [
        *values.notes,
        *understood.notes(counted, stated),
        *conflict_note(table, drafted),
        *(Note("import.promoted", {"name": lookups.people.names[one]}) for one in promoted),
    ]
    if values.rounded:
        notes.append(Note("import.rounded", {"count": values.rounded}))
    if table.cut:
        notes.append(Note("import.cut", {"count": table.cut}))
    return Plan(
        table=table,
        choices=choices,
        currency=own,
        rows=tuple(drafted.rows),
        errors=tuple(drafted.errors),
        creates=_creates(session, understood, drafted, mentioned),
        notes=tuple(notes),
        edit_id=_last_edit(session),
        columns=understood.columns,
        stated=drafted.stated,
        names=understood.names(),
        draft=_Draft(lookups, replace(drafted, rows=[]), mentioned, promoted),
    )


def _check_identified(table: Table) -> None:
    fields = {one.field for one in table.matches}
    if not fields & {"name", "external_id", "uid", "last_name"}:
        made_up = table.kind == "deals" and "account" in fields
        if not made_up:
            raise Problem("import.unmatched", field=field_of(table.kind, "name").heading)


def _creates(session: Session, kind: Kind, drafted: Drafted, mentioned: Mentioned) -> Creates:
    lookups = kind.lookups

    def named(what: str, names: Mapping[int, str]) -> tuple[str, ...]:
        return tuple(names[one] for one in sorted(mentioned.ids[what], reverse=True))

    people = mentioned.ids["person"]
    leading = sorted(people & mentioned.leading, reverse=True)
    regions: dict[str, None] = {}
    if "region" in kind.columns:
        at = kind.columns.index("region")
        known = set(session.scalars(select(Person.region).distinct()))
        said = (drafted.stated[row.place][at] for row in drafted.rows if row.kind in _WRITTEN)
        regions = dict.fromkeys(one for one in said if isinstance(one, str) and one not in known)
    currencies = set(session.scalars(select(Currency.code)))
    return Creates(
        people=tuple(
            lookups.people.names[one] for one in sorted(people - mentioned.leading, reverse=True)
        ),
        managers=tuple(lookups.people.names[one] for one in leading),
        accounts=named("account", lookups.accounts.names),
        products=named("product", lookups.products.names),
        stages=tuple(
            (lookups.stages.rows[one].name, lookups.stages.rows[one].probability)
            for one in sorted(mentioned.ids["stage"], reverse=True)
        ),
        regions=tuple(regions),
        currencies=tuple(sorted(mentioned.currencies - currencies)),
    )


_WRITTEN = ("new", "changed")


def _last_edit(session: Session) -> int | None:
    """The last edit that is done; the one that is being written does not count."""
    return session.scalar(select(func.max(Edit.id)).where(Edit.id.not_in(select(OpenEdit.edit_id))))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: it would walk the growing rows again and again, for a fifth
    of the time, and there are no cycles in them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@verb
def apply(session: Session, planned: Plan, *, tick: Tick = no_tick) -> Imported:
    """Writes what a plan says, in one step that can be undone.

    Where the workspace changed since, the plan is made again; Problem: import.stale where it would
    now do something else than what was looked at.
    """
    if _last_edit(session) != planned.edit_id:
        fresh = plan(session, planned.table, choices=planned.choices, tick=tick)
        if (fresh.rows, fresh.creates) != (planned.rows, planned.creates):
            raise Problem("import.stale")
        planned = fresh
    draft: _Draft = planned.draft
    writing = Writing(session, draft.lookups, planned.columns, planned.kind, planned.currency)
    with _uncollected():
        writing.run(draft.drafted, draft.mentioned, tick)
    writing.promote(draft.promoted)
    name_edit(session, file=planned.table.file, kind=planned.kind, count=planned.writes())
    counts = planned.counts()
    return Imported(planned.kind, counts["new"], counts["changed"], counts["same"], counts["error"])


def remember(store: Store, table: Table, mapping: Mapping[int, str | None]) -> None:
    """Keeps the user's choice of fields for files with the same headings; it is no edit."""
    known = {field.code for field in FIELDS[table.kind]}
    columns = {str(at): code for at, code in mapping.items() if code is None or code in known}
    with store.scratch() as session:
        shape = _shape(table.kind, table.headings)
        session.merge(ColumnChoice(shape=shape, columns=columns))


def _remembered(
    session: Session, kind: RecordKind, matches: tuple[Match, ...]
) -> tuple[Match, ...]:
    shape = _shape(kind, [one.heading for one in matches])
    stored: Any = session.scalar(select(ColumnChoice.columns).where(ColumnChoice.shape == shape))
    if not stored:
        return matches
    by_column = {one.column: one.field for one in matches}
    differing = {int(at): code for at, code in stored.items() if by_column.get(int(at)) != code}
    return headers.chosen(matches, differing, "remembered")


def _shape(kind: RecordKind, headings: Iterable[str]) -> str:
    """What makes files alike: the same kind of record under the same headings in one order."""
    text = "\n".join((kind, *(vocabulary.key(heading) for heading in headings)))
    return hashlib.sha256(text.encode()).hexdigest()
