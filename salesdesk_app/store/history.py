"""Reading the change log: undo and redo in bulk, what stands in their way, and as-of tables."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    FromClause,
    Row,
    Select,
    Table,
    and_,
    func,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, aliased

from salesdesk_app.store.models import Change, Edit, logged_tables
from salesdesk_app.store.value_lists import each_of

REVERSALS = ("undo", "redo")


@dataclass(frozen=True)
class Step:
    """An edit that can be taken back or, where ``undone``, brought back by its ``reversal``."""

    edit_id: int
    code: str
    facts: dict[str, Any]
    origin: str
    at: datetime
    reversal_id: int | None
    undone: bool


def _step(edit: Row[Any], reversal: tuple[int, str] | None) -> Step:
    last_id, last_origin = reversal or (None, "")
    return Step(
        edit.id, edit.code, edit.facts, edit.origin, edit.at, last_id, last_origin == "undo"
    )


def _newest_first(session: Session, after: int = 0) -> Iterator[tuple[Row[Any], Step | None]]:
    """The edits behind one, newest first, read as far as one looks; undos and redos have no step.

    Of a step's reversals the first that is met is the last that was made, and tells how it stands.
    """
    query = select(Edit.id, Edit.code, Edit.facts, Edit.origin, Edit.at, Edit.target_id)
    edits = session.execute(
        query.where(Edit.id > after).order_by(Edit.id.desc()).execution_options(yield_per=50)
    )
    reversals: dict[int, tuple[int, str]] = {}
    with edits:
        for edit in edits:
            if edit.origin in REVERSALS:
                reversals.setdefault(edit.target_id, (edit.id, edit.origin))
                yield edit, None
            else:
                yield edit, _step(edit, reversals.get(edit.id))


def find(session: Session, edit_id: int) -> Step | None:
    """An edit with how it stands now; None for an undo, a redo, or what does not exist."""
    return next(
        (step for edit, step in _newest_first(session, edit_id - 1) if edit.id == edit_id), None
    )


def steps(session: Session) -> list[Step]:
    """Every edit but the undos and redos themselves, oldest first, with how it stands now."""
    return [step for _, step in _newest_first(session) if step is not None][::-1]


def undone_ids(session: Session, edit_id: int | None = None) -> set[int]:
    """The edits that stand undone; with an edit, that stood undone right after it."""
    known = true() if edit_id is None else Edit.id <= edit_id
    last = (
        select(func.max(Edit.id).label("id"))
        .where(Edit.origin.in_(REVERSALS), known)
        .group_by(Edit.target_id)
        .subquery()
    )
    query = select(Edit.target_id).join(last, last.c.id == Edit.id).where(Edit.origin == "undo")
    return {target for target in session.scalars(query) if target is not None}


def next_undo(session: Session) -> Step | None:
    """The last edit of a user's or an import's that stands: what Ctrl+Z takes back."""
    for _, step in _newest_first(session):
        if step is not None and not step.undone and step.origin in ("user", "import"):
            return step
    return None


def next_redo(session: Session) -> Step | None:
    """The last edit taken back, unless something new was done since."""
    met: set[int] = set()
    for edit, step in _newest_first(session):
        if step is not None:  # every undone one was met as an undo before: this one is new
            return None
        if edit.origin == "undo" and edit.target_id not in met:
            return find(session, edit.target_id)
        met.add(edit.target_id)
    return None


def later_changes(session: Session, step: Step) -> list[tuple[str, int]]:
    """The rows of a step that later edits, which still stand, have touched: (table, row id)."""
    later = (s for _, s in _newest_first(session, step.edit_id) if s is not None)
    standing = [s.edit_id for s in later if not s.undone]
    if not standing:
        return []
    own, other = aliased(Change), aliased(Change)
    same_row = and_(own.table_name == other.table_name, own.row_id == other.row_id)
    rows = session.execute(
        select(other.table_name, other.row_id)
        .distinct()
        .join(own, and_(same_row, own.edit_id == step.edit_id))
        .where(other.edit_id.in_(each_of(standing)))
        .order_by(other.id)
    )
    return [(row.table_name, row.row_id) for row in rows]


def revert(session: Session, edit_id: int) -> bool:
    """Puts every row that an edit touched back to how it stood before, in a few statements.

    Returns whether rows were taken away, which others may still point at. Links
    are checked at the commit, so that parents and children may come back in any order.
    """
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    touched = set(
        session.scalars(select(Change.table_name).where(Change.edit_id == edit_id).distinct())
    )
    tables = [table for table in logged_tables() if table.name in touched]
    takes_away = False
    for table in tables:
        made = _found_first(table, edit_id, [Change.row_id]).where(Change.kind == "i")
        result = session.execute(table.delete().where(table.c.id.in_(made)))
        takes_away = takes_away or cast("CursorResult[Any]", result).rowcount > 0
    for table in tables:
        _restore(session, table, edit_id)
    return takes_away


def _found_first(table: Table, edit_id: int, columns: list[Any]) -> Select[Any]:
    """What an edit's first change of each row of a table says: how the edit found the row."""
    first = (
        select(func.min(Change.id).label("id"))
        .where(Change.edit_id == edit_id, Change.table_name == table.name)
        .group_by(Change.row_id)
        .subquery()
    )
    return select(*columns).select_from(first.join(Change, Change.id == first.c.id))


def _restore(session: Session, table: Table, edit_id: int) -> None:
    columns = list(table.columns)
    rows = _found_first(table, edit_id, [_from_json(column) for column in columns])
    statement = insert(table).from_select(columns, rows.where(Change.kind != "i"))
    values = {c.name: statement.excluded[c.name] for c in columns if c.name != "id"}
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def broken_links(session: Session) -> list[tuple[str, int]]:
    """The rows that point at something which is not there: (table, row id)."""
    rows = session.execute(text("PRAGMA foreign_key_check"))
    return [(row[0], row[1]) for row in rows]


def last_known(session: Session, table_name: str, row_id: int) -> dict[str, Any] | None:
    """How a row stood before it was changed or removed last; None for one without a past."""
    query = select(Change.before).where(
        Change.table_name == table_name, Change.row_id == row_id, Change.before.is_not(None)
    )
    before = session.scalar(query.order_by(Change.id.desc()).limit(1))
    return None if before is None else json.loads(before)


def first_edit_at(session: Session) -> datetime | None:
    """When the first edit was made; None in a workspace that holds none."""
    return session.scalar(select(Edit.at).order_by(Edit.id).limit(1))


def last_edit_before(session: Session, moment: datetime) -> int | None:
    """The last edit made before a moment (UTC); None where there was none yet."""
    return session.scalar(select(Edit.id).where(Edit.at < moment).order_by(Edit.id.desc()).limit(1))


def as_of(source: FromClause, edit_id: int | None) -> FromClause:
    """A table as it stood right after an edit, with the same columns; without an edit, as it is.

    A row's state then is what its first later change found; an untouched row is as it is now.
    """
    if edit_id is None:
        return source
    table = cast("Table", source)
    later = (
        select(func.min(Change.id).label("id"), Change.row_id)
        .where(Change.table_name == table.name, Change.edit_id > edit_id)
        .group_by(Change.row_id)
        .subquery()
    )
    untouched = select(*table.columns).where(table.c.id.not_in(select(later.c.row_id)))
    then = select(*(_from_json(column) for column in table.columns)).select_from(
        later.join(Change, Change.id == later.c.id)
    )
    past: Select[Any] = then.where(Change.kind != "i")
    return union_all(untouched, past).subquery(table.name)


def _from_json(column: ColumnElement[Any]) -> ColumnElement[Any]:
    value = func.json_extract(Change.before, f"$.{column.name}", type_=column.type)
    return value.label(column.name)
