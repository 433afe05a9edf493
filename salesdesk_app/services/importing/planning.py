"""Plans an import: what every row of a table would do, and what it would create."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind, naming
from salesdesk_app.exchange.layout import matches, vocabulary
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.values.cells import Choices
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import settings
from salesdesk_app.services.importing import columns, surroundings
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.decisions import Decisions, Spelled
from salesdesk_app.services.importing.drafting import Drafted, Drafting
from salesdesk_app.services.importing.kinds.accounts import Customers
from salesdesk_app.services.importing.kinds.activities import Deeds
from salesdesk_app.services.importing.kinds.competitors import Rivals
from salesdesk_app.services.importing.kinds.contacts import Buyers
from salesdesk_app.services.importing.kinds.deals import Deals
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.kinds.people import Team
from salesdesk_app.services.importing.kinds.products import PriceList
from salesdesk_app.services.importing.kinds.quotas import Targets
from salesdesk_app.services.importing.matching import repetitions, sides
from salesdesk_app.services.importing.naming import remarks
from salesdesk_app.services.importing.naming.creating import Mentioned
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.naming.own_fields import OwnFields
from salesdesk_app.services.importing.naming.spelling import Words, spelled
from salesdesk_app.services.importing.plans import Creates, Note, Plan
from salesdesk_app.services.importing.remembered import memory, missing
from salesdesk_app.services.importing.returned import round_trip
from salesdesk_app.store.models import Currency, Edit, OpenEdit, Person

_KINDS: dict[RecordKind, Callable[[Session, Values, Lookups], Kind]] = {
    "people": Team,
    "products": PriceList,
    "accounts": Customers,
    "competitors": Rivals,
    "contacts": Buyers,
    "deals": Deals,
    "quotas": Targets,
    "activities": Deeds,
}
_WRITTEN = ("new", "changed")
_COUNTED = (*_WRITTEN, "same")  # the rows of which something can be remarked


@dataclass(frozen=True)
class Draft:
    """What is kept of a plan's making to write it: not what it was compared with."""

    lookups: Lookups
    drafted: Drafted
    mentioned: Mentioned
    promoted: tuple[int, ...]
    returned: bool


def plan(
    session: Session,
    table: Table,
    mapping: Mapping[int, str | None] | None = None,
    *,
    kind: RecordKind | None = None,
    choices: Choices | None = None,
    decisions: Decisions | None = None,
    now: datetime | None = None,
    tick: Tick = no_tick,
) -> Plan:
    """What importing a table would do; nothing is written.

    ``mapping`` puts the user's choice of fields, by column, over what was matched; ``kind`` says
    what the rows are where that was told wrongly; ``decisions`` are the user's of rows and words;
    activities with a date before ``now`` and no status were done (without it all of them were).
    Problem: import.unmatched where no column tells which record a row is.
    """
    table = _as_told(session, table, mapping, kind)
    _check_identified(table)
    decisions = decisions or Decisions()
    own = settings.read(session).currency
    lookups = Lookups(session, _words(session, table, decisions))
    with uncollected():
        kept = lookups.fields.of(table)
        choices, values = _choices(
            session, table, choices, lambda said: columns.read(table, said, own, tick, kept)
        )
        returned = round_trip.settle(session, table, values, decisions)
        values.now = now
        understood = _KINDS[table.kind](session, values, lookups)
        understood.matcher.adopt(memory.ids(session, table.kind))
        drafted = Drafting(understood, table, decisions, returned, tick=tick).run()
        mentioned = Mentioned(understood, drafted)
    counted = [row.place for row in drafted.rows if row.kind in _COUNTED]
    counted = [place for place in counted if place in drafted.stated]
    promoted = _promoted(understood, drafted, counted)
    last, gone = missing.find(session, table, drafted.aims.held) if returned is None else (None, ())
    spellings = _spellings(understood)
    notes = [
        *surroundings.notes(table),
        *values.notes,
        *understood.notes(counted, [drafted.stated[place] for place in counted]),
        *([] if returned is None else returned.notes),
        *remarks.persons(spellings),
        *remarks.accounts(lookups.accounts, mentioned.ids["account"]),
        *understood.references.unlinked(),
        *repetitions.notes(table, drafted.repetitions, modified="modified_on" in values.fields),
        *(Note("import.promoted", {"name": lookups.people.names[one]}) for one in promoted),
        *([Note("import.rounded", {"count": values.rounded})] if values.rounded else []),
    ]
    return Plan(
        table=table,
        choices=choices,
        currency=own,
        rows=tuple(drafted.rows),
        errors=tuple(drafted.errors),
        creates=_creates(session, understood, drafted, mentioned),
        notes=tuple(notes),
        edit_id=last_edit(session),
        columns=understood.columns,
        stated=drafted.stated,
        names=understood.names(),
        draft=Draft(lookups, replace(drafted, rows=[]), mentioned, promoted, returned is not None),
        last=last,
        missing=gone,
        decisions=decisions,
        spellings=spellings,
        conflicts=() if returned is None else tuple(returned.conflicts),
        now=now,
        twins=sides.twins(understood, table, drafted),
        readings=values.readings,
        overruled=frozenset(drafted.repetitions.overruled),
    )


def _as_told(
    session: Session,
    table: Table,
    mapping: Mapping[int, str | None] | None,
    kind: RecordKind | None,
) -> Table:
    """The table as a list of what the user says it lists, with the fields that the user chose."""
    if kind is not None and kind != table.kind:
        found = matches.match(table.headings, kind, table.rows, alike=True)
        table = replace(table, kind=kind, matches=OwnFields(session).matched(kind, found))
    if mapping is not None:
        table = replace(table, matches=matches.chosen(table.matches, mapping, "chosen"))
    return table


def _promoted(kind: Kind, drafted: Drafted, counted: Sequence[int]) -> tuple[int, ...]:
    """The people of the workspace who are managers from now on, because others report to them."""
    if not isinstance(kind, Team):
        return ()
    stated = [drafted.stated[place] for place in counted]
    return tuple(kind.promoted(stated, set(drafted.targets.values())))


def _words(session: Session, table: Table, decisions: Decisions) -> dict[str, Words]:
    """What was said, now or before, that words of a file stand for, by the kind of record.

    A file with our keys has our words: what was said of those of others does not count in it.
    """
    is_ours = table.written is not None or any(one.field == "uid" for one in table.matches)
    return {
        kind: Words(
            {word: one for (of, word), one in decisions.spellings.items() if of == kind},
            {} if is_ours else memory.words(session, kind),
        )
        for kind in memory.WORDS
    }


def _spellings(kind: Kind) -> tuple[Spelled, ...]:
    lookups = kind.lookups
    stages = [kind.cells["stage"]] if "stage" in kind.cells else []
    people = [kind.cells[code] for code in kind.references.called]
    return (
        *spelled("stage", lookups.words["stage"], stages, lookups.stages.names),
        *spelled("person", lookups.words["person"], people, lookups.people.names),
    )


def _choices(
    session: Session, table: Table, choices: Choices | None, read: Callable[[Choices], Values]
) -> tuple[Choices, Values]:
    """How the columns are read, and their values so.

    Where nothing was chosen and nothing in the file tells, what was chosen for the last file of
    this shape counts.
    """
    whole = None if table.said is None else table.said.currency
    said = replace(choices or Choices(currency=whole), dates_1904=table.dates_1904)
    values = read(said)
    if choices is None:
        before = table.said or memory.readings_of(session, table)
        before = memory.undecided(before, values)
        if before.columns:
            said = replace(said, columns=before.columns)
            values = read(said)
            headings = ", ".join(table.title(at) for at in sorted(before.columns))
            values.notes.append(Note("import.as_last_time", {"columns": headings}))
    return said, values


def _check_identified(table: Table) -> None:
    fields = {one.field for one in table.matches if one.field}
    if not vocabulary.identified(table.kind, fields):
        made_up = table.kind == "deals" and "account" in fields
        if not made_up:
            raise Problem("import.unmatched", field=naming(table.kind).heading)


def _creates(session: Session, kind: Kind, drafted: Drafted, mentioned: Mentioned) -> Creates:
    lookups = kind.lookups
    called = kind.names()

    def named(what: str) -> tuple[str, ...]:
        ids = sorted(mentioned.ids[what], reverse=True)
        return tuple(called[what, one] for one in ids)

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
        accounts=named("account"),
        products=named("product"),
        contacts=named("contact"),
        competitors=named("competitor"),
        pipelines=named("pipeline"),
        stages=tuple(
            (lookups.stages.titled(one), lookups.stages.rows[one].probability)
            for one in sorted(mentioned.ids["stage"], reverse=True)
        ),
        regions=tuple(regions),
        currencies=tuple(sorted(mentioned.currencies - currencies)),
        fields=tuple(lookups.fields.by_code[code][1:] for code in mentioned.fields),
    )


def last_edit(session: Session) -> int | None:
    """The last edit that is done; the one that is being written does not count."""
    return session.scalar(select(func.max(Edit.id)).where(Edit.id.not_in(select(OpenEdit.edit_id))))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector: it would walk the growing rows again and again, for a fifth
    of the time, and there are no cycles in them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
