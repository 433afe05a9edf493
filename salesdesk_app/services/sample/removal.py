"""Which rows the sample brought, which of them the user's own records need, and their removal."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Table, and_, delete, func, select, text, update
from sqlalchemy.orm import Session

from salesdesk_app.services.history import names_of
from salesdesk_app.services.news import kept_news
from salesdesk_app.store.models import Activity, Change, Edit, logged_tables
from salesdesk_app.store.value_lists import each_of

ORIGIN = "sample"

# What a record of the user's own cannot do without: these sample records stay with it.
NEEDS = (
    ("deal", "account_id"),
    ("deal", "owner_id"),
    ("account", "parent_id"),
    ("account", "owner_id"),
    ("person", "manager_id"),
    ("deal_contact", "contact_id"),
    ("deal_competitor", "competitor_id"),
    ("deal_product", "product_id"),
    ("contact", "account_id"),  # last: also the account of a contact that stays
)
# What goes with the record that it hangs on.
HANGS = (
    ("deal_contact", "deal_id"),
    ("deal_competitor", "deal_id"),
    ("deal_product", "deal_id"),
    ("deal_file", "deal_id"),
    ("judgement", "deal_id"),
    ("forecast_call", "person_id"),
    ("frozen_call", "person_id"),
    ("quota", "person_id"),
    ("commitment", "owner_id"),
    ("calendar_source", "person_id"),  # nobody's calendar would count as the manager's own
)

Rows = dict[str, set[int]]


@dataclass(frozen=True)
class Removed:
    """How many rows were taken away, and the names of those that the user's own records need."""

    rows: int
    kept: tuple[str, ...]


def present(session: Session) -> bool:
    """Whether any row that the sample inserted is still there."""
    edits = _edits(session)
    return bool(edits) and any(
        session.scalar(_rows_of(table, edits).limit(1)) is not None for table in logged_tables()
    )


def remove(session: Session) -> Removed:
    """Deletes what the sample inserted but what is needed; clears what pointed at the rest."""
    doomed = _inserted(session)
    kept = _keep_needed(session, doomed)
    names = tuple(names_of(session, kept))
    _doom_hanging(session, doomed)
    # Parents and children go in any order; the links are checked at the commit.
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    for table in logged_tables():
        for column, target in _links(table):
            if doomed[target]:
                points = _among(column, doomed[target])
                stays = ~_among(table.c.id, doomed[table.name])
                session.execute(update(table).where(points, stays).values({column.name: None}))
    for table in logged_tables():
        if doomed[table.name]:
            session.execute(delete(table).where(_among(table.c.id, doomed[table.name])))
    kept_news.drop_loose(session)
    return Removed(sum(len(ids) for ids in doomed.values()), names)


def _edits(session: Session) -> set[int]:
    return set(session.scalars(select(Edit.id).where(Edit.origin == ORIGIN)))


def _rows_of(table: Table, edits: set[int]) -> Select[int]:
    """The rows of a table that these edits inserted and that still exist."""
    change = Change.__table__.c
    made = select(change.row_id).where(
        _among(change.edit_id, edits), change.table_name == table.name, change.kind == "i"
    )
    return select(table.c.id).where(table.c.id.in_(made))


def _inserted(session: Session) -> Rows:
    """The rows that the sample's edits inserted and that still exist, by table."""
    edits = _edits(session)
    return {t.name: set(session.scalars(_rows_of(t, edits))) for t in logged_tables()}


def _keep_needed(session: Session, doomed: Rows) -> list[tuple[str, int]]:
    """Takes what the user's own records refer to out of the doomed: (table, id) of each."""
    kept: list[tuple[str, int]] = []
    brought = {name: set(ids) for name, ids in doomed.items()}
    tables = {table.name: table for table in logged_tables()}
    for name, column in NEEDS:
        table = tables[name]
        target = next(target for link, target in _links(table) if link.name == column)
        # A sample record that stays needs nothing itself, but for the account of a contact.
        sample = doomed if name == "contact" else brought
        own = ~_among(table.c.id, sample[name])
        if "deal_id" in table.c:  # the links of a sample deal go with it
            own = and_(own, ~_among(table.c.deal_id, brought["deal"]))
        points = _among(table.c[column], doomed[target])
        needed = set(session.scalars(select(table.c[column]).where(own, points)))
        doomed[target] -= needed
        kept += [(target, row_id) for row_id in sorted(needed)]
    return kept


def _doom_hanging(session: Session, doomed: Rows) -> None:
    """Adds what cannot stand without the doomed, and activities about nothing else."""
    tables = {table.name: table for table in logged_tables()}
    for name, column in HANGS:
        table = tables[name]
        target = next(target for link, target in _links(table) if link.name == column)
        hanging = _among(table.c[column], doomed[target])
        doomed[name] |= set(session.scalars(select(table.c.id).where(hanging)))
    doomed["freeze"] |= _emptied(session, tables["freeze"], tables["frozen_call"], doomed)
    activity = tables[Activity.__tablename__]
    links = list(_links(activity))
    about = func.coalesce(*(column for column, _ in links)).is_not(None)
    only = and_(*(column.is_(None) | _among(column, doomed[target]) for column, target in links))
    doomed[activity.name] |= set(session.scalars(select(activity.c.id).where(about, only)))
    message = tables["message"]
    of_doomed = _among(message.c.activity_id, doomed[activity.name])
    doomed["message"] |= set(session.scalars(select(message.c.id).where(of_doomed)))


def _emptied(session: Session, freeze: Table, call: Table, doomed: Rows) -> set[int]:
    """The freezes of the user's own of which no call stays."""
    stays = ~_among(call.c.id, doomed["frozen_call"])
    kept = select(call.c.freeze_id).where(stays)
    return set(session.scalars(select(freeze.c.id).where(freeze.c.id.not_in(kept))))


def _links(table: Table) -> Iterator[tuple[ColumnElement[int], str]]:
    """The columns of a table that point at a row of a logged table, with that table's name."""
    for column in table.columns:
        for key in column.foreign_keys:
            if key.column.name == "id":
                yield column, key.column.table.name


def _among(column: ColumnElement[int], ids: set[int]) -> ColumnElement[bool]:
    """Whether the column holds one of the ids, however many they are."""
    return func.coalesce(column.in_(each_of(ids)), False)
