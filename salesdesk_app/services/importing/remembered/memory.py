"""What the user said of a file, kept for the next file of its shape: columns, readings, words."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.domain.names import name_key
from salesdesk_app.exchange.layout import matches, vocabulary
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.values.cells import Choices
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.decisions import Imported
from salesdesk_app.services.importing.naming.own_fields import is_own
from salesdesk_app.services.importing.plans import Plan
from salesdesk_app.services.importing.remembered import missing, shapes
from salesdesk_app.store.models import ColumnChoice, Person, Spelling, Stage, table_of
from salesdesk_app.store.session import Store

_READINGS = ("decimal", "date_order")  # a currency for all amounts is said of one file
_KEPT = ("chosen", "remembered")
WORDS: dict[str, type[Stage] | type[Person]] = {"stage": Stage, "person": Person}


def remember(store: Store, planned: Plan, done: Imported, *, at: datetime) -> None:
    """Keeps what was said of a file that was imported at a moment (UTC); it is no edit.

    The fields chosen for its columns, how their cells are read, what its words stand for, and
    which records were in it.
    """
    with store.scratch() as session:
        _keep_columns(session, planned)
        _keep_words(session, planned)
        _keep_ids(session, planned)
        missing.keep(session, planned, done, at)


def _keep_columns(session: Session, planned: Plan) -> None:
    table = planned.table
    columns = {str(one.column): one.field for one in table.matches if one.how in _KEPT}
    whole = _plain(planned.choices)
    each = {str(at): _plain(one) for at, one in planned.choices.columns.items() if _plain(one)}
    shape = shapes.of(table)
    if columns or whole or each or session.get(ColumnChoice, shape) is not None:
        said = {"headings": shapes.headings(table), "file": whole, "columns": each}
        session.merge(ColumnChoice(shape=shape, columns=columns, readings=said))


def _plain(choices: Choices) -> dict[str, str]:
    said = {one.name: getattr(choices, one.name) for one in fields(choices)}
    return {name: said[name] for name in _READINGS if said[name] is not None}


def _keep_words(session: Session, planned: Plan) -> None:
    """Words that were not simply known stand for the same records the next time."""
    for one in planned.spellings:
        model = WORDS[one.kind]
        uid = None
        if one.record_id is not None:
            uid = session.scalar(select(model.uid).where(model.id == one.record_id))
        if one.how == "chosen" or (one.how == "alike" and uid is not None):
            session.merge(Spelling(kind=one.kind, text=name_key(one.text), uid=uid))


def _keep_ids(session: Session, planned: Plan) -> None:
    """A row that was said to be about a record of ours is about it the next time as well."""
    model = table_of(planned.kind)
    for (source, external_id), record_id in planned.draft.drafted.aims.adopted.items():
        uid = session.scalar(select(model.c.uid).where(model.c.id == record_id))
        text = f"{source or ''}\n{external_id}"
        session.merge(Spelling(kind=planned.kind, text=text, uid=uid))


def ids(session: Session, kind: RecordKind) -> dict[tuple[str | None, str], int]:
    """The ids of other systems, with these, that were said to mean records of ours."""
    model = table_of(kind)
    if "uid" not in model.c:
        return {}
    query = (
        select(Spelling.text, model.c.id)
        .join(model, model.c.uid == Spelling.uid)
        .where(Spelling.kind == kind)
    )
    found = {}
    for text, record_id in session.execute(query):
        source, _, external_id = text.partition("\n")
        found[source or None, external_id] = record_id
    return found


def words(session: Session, kind: str) -> dict[str, int]:
    """The records that words of files were said to stand for, by the word as it is compared."""
    model = WORDS[kind]
    query = (
        select(Spelling.text, model.id)
        .join(model, model.uid == Spelling.uid)
        .where(Spelling.kind == kind)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def columns_of(session: Session, kind: RecordKind, found: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches, with the fields that were chosen for files of that shape in their place."""
    own = [vocabulary.key(one.heading) for one in found]
    chosen = _nearest_choice(session, kind, own)
    if chosen is None:
        return found
    known = {field.code for field in FIELDS[kind]}
    by_column = {one.column: one.field for one in found}
    places = shapes.places(_told(chosen, own), own)
    differing = {
        places[int(at)]: code
        for at, code in chosen.columns.items()
        if int(at) in places and by_column[places[int(at)]] != code
        if code is None or code in known or is_own(code)
    }
    return matches.chosen(found, differing, "remembered") if differing else found


def readings_of(session: Session, table: Table) -> Choices:
    """How the cells of files of that shape were said to be read."""
    own = shapes.headings(table)
    chosen = _nearest_choice(session, table.kind, own)
    if chosen is None or not chosen.readings:
        return Choices()
    places = shapes.places(_told(chosen, own), own)
    said = chosen.readings
    each = {
        places[int(at)]: Choices(**_known(one))
        for at, one in said["columns"].items()
        if int(at) in places
    }
    return Choices(**_known(said["file"]), columns=each)


def undecided(remembered: Choices, values: Values) -> Choices:
    """What was remembered, for the columns of which nothing in the file itself tells."""
    found = {
        at: replace(remembered.of(at), dates_1904=False, columns={})
        for at, one in values.readings.items()
        if one.undecided and not one.proven and not one.contrary and _plain(remembered.of(at))
    }
    return Choices(columns=found)


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in _READINGS if name in said}


def _nearest_choice(session: Session, kind: RecordKind, own: Sequence[str]) -> ColumnChoice | None:
    exact = session.get(ColumnChoice, shapes.named(kind, own))
    if exact is not None:
        return exact
    known = {
        one.shape: one
        for one in session.scalars(select(ColumnChoice))
        if one.readings and shapes.named(kind, one.readings["headings"]) == one.shape
    }
    told = {shape: one.readings["headings"] for shape, one in known.items()}
    near = shapes.near(told, own)
    return known[near[0]] if near else None


def _told(chosen: ColumnChoice, own: Sequence[str]) -> Sequence[str]:
    # What was kept before headings were has the very shape of the file.
    return chosen.readings["headings"] if chosen.readings else own
