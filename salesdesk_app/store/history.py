"""Reading the change log: undo and redo in bulk, what stands in their way, and as-of tables."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    FromClause,
    Select,
    Table,
    and_,
    func,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, aliased

from salesdesk_app.store.models import Change, Edit, logged_tables

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


def steps(session: Session) -> list[Step]:
    """Every edit but the undos and redos themselves, oldest first, with how it stands now."""
    edits = session.execute(
        select(Edit.id, Edit.code, Edit.facts, Edit.origin, Edit.at, Edit.target_id).order_by(
            Edit.id
        )
    ).all()
    last = {e.target_id: (e.id, e.origin) for e in edits if e.origin in REVERSALS}
    return [
        Step(
            e.id,
            e.code,
            e.facts,
            e.origin,
            e.at,
            last.get(e.id, (None, ""))[0],
            last.get(e.id, (None, ""))[1] == "undo",
        )
        for e in edits
        if e.origin not in REVERSALS
    ]


def next_undo(session: Session) -> Step | None:
    """The last edit of a user's or an import's that stands: what Ctrl+Z takes back."""
    return next(
        (s for s in reversed(steps(session)) if not s.undone and s.origin in ("user", "import")),
        None,
    )


def next_redo(session: Session) -> Step | None:
    """The last edit taken back, unless something new was done since."""
    past = steps(session)
    undone = [s for s in past if s.undone]
    if not undone:
        return None
    latest = max(undone, key=lambda s: s.reversal_id or 0)
    newest = max((s.edit_id for s in past if not s.undone), default=0)
    return latest if (latest.reversal_id or 0) > newest else None


def later_changes(session: Session, step: Step) -> list[tuple[str, int]]:
    """The rows of a step that later edits, which still stand, have touched: (table, row id)."""
    standing = [s.edit_id for s in steps(session) if s.edit_id > step.edit_id and not s.undone]
    if not standing:
        return []
    later, own = aliased(Change), aliased(Change)
    rows = session.execute(
        select(later.table_name, later.row_id)
        .distinct()
        .join(
            own,
            and_(
                own.table_name == later.table_name,
                own.row_id == later.row_id,
                own.edit_id == step.edit_id,
            ),
        )
        .where(
            later.edit_id.in_(select(func.json_each(str(standing)).table_valued("value").c.value))
        )
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
