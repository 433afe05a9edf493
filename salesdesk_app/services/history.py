"""Undo and redo by name, the list of edits, the history of a record, and as-of moments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day, local_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.verbs import Done, ask, ask_past
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Edit, Table
from salesdesk_app.store.session import Store

P = ParamSpec("P")
R = TypeVar("R")

NAMED_BY = ("name", "title", "text", "subject", "key", "code")


@dataclass(frozen=True)
class Entry:
    """One edit for a list: its label, when (UTC), where it came from, and whether it was undone."""

    edit_id: int
    label: str
    at: datetime
    origin: str
    undone: bool


def entries(session: Session, limit: int | None = None) -> list[Entry]:
    """The edits, newest first, undos and redos among them."""
    undone = log.undone_ids(session)
    rows = session.execute(
        select(Edit.id, Edit.code, Edit.facts, Edit.at, Edit.origin)
        .order_by(Edit.id.desc())
        .limit(limit)
    )
    return [
        Entry(r.id, wording.edit(r.code, r.facts), r.at, r.origin, r.id in undone) for r in rows
    ]


def undone(session: Session) -> frozenset[int]:
    """The ids of the edits that stand undone."""
    return frozenset(log.undone_ids(session))


def next_undo(session: Session) -> str | None:
    """The label of what Ctrl+Z takes back."""
    return _label(log.next_undo(session))


def next_redo(session: Session) -> str | None:
    """The label of what Ctrl+Y brings back."""
    return _label(log.next_redo(session))


def _label(step: log.Step | None) -> str | None:
    return None if step is None else wording.edit(step.code, step.facts)


def undo(store: Store, at: datetime, edit_id: int | None = None) -> Done[str]:
    """Takes back an edit, the last one unless one is named; the result is its label.

    Problems: undo.nothing, and undo.later where standing edits touched its records since.
    """
    with store.read() as session:
        step = log.next_undo(session) if edit_id is None else log.find(session, edit_id)
        if step is None or step.undone:
            raise Problem("undo.nothing")
    return _reverse(store, step, step.edit_id, "undo", at)


def redo(store: Store, at: datetime) -> Done[str]:
    """Brings back what was undone last; the result is its label. Problem: redo.nothing."""
    with store.read() as session:
        step = log.next_redo(session)
    if step is None or step.reversal_id is None:
        raise Problem("redo.nothing")
    return _reverse(store, step, step.reversal_id, "redo", at)


def _reverse(store: Store, step: log.Step, source: int, origin: str, at: datetime) -> Done[str]:
    label = wording.edit(step.code, step.facts)
    try:
        with store.write(f"history.{origin}", at=at, origin=origin, target_id=step.edit_id) as (
            session,
            written,
        ):
            if origin == "undo":
                _refuse(session, step, log.later_changes(session, step))
            _revert(session, step, source)
            written.facts.update(code=step.code, facts=step.facts)
    except IntegrityError as error:
        raise Problem("undo.clash", label=label) from error
    return Done(label, written.edit_id, written.tables)


def put_back(session: Session, edit_id: int) -> None:
    """Puts back what an edit that stands did, within a verb. Problems: undo.nothing, undo.later."""
    step = log.find(session, edit_id)
    if step is None or step.undone:
        raise Problem("undo.nothing")
    _refuse(session, step, log.later_changes(session, step))
    _revert(session, step, edit_id)


def _revert(session: Session, step: log.Step, source: int) -> None:
    if log.revert(session, source):
        # What points at a record that this takes away stands in the way as well.
        _refuse(session, step, log.broken_links(session))


def _refuse(session: Session, step: log.Step, rows: list[tuple[str, int]]) -> None:
    if rows:
        names = ", ".join(names_of(session, rows[:3]))
        label = wording.edit(step.code, step.facts)
        raise Problem("undo.later", label=label, count=len(rows), names=names)


def names_of(session: Session, rows: Iterable[tuple[str, int]]) -> list[str]:
    """What a user calls each of these rows (table, id)."""
    return [_name_of(session, table, row_id) for table, row_id in rows]


def _name_of(session: Session, table_name: str, row_id: int) -> str:
    table = Table.metadata.tables[table_name]
    found = session.execute(select(table).where(table.c.id == row_id)).mappings().first()
    row = log.last_known(session, table_name, row_id) if found is None else {**found}
    if row is not None:
        for column in NAMED_BY:
            if row.get(column):
                return f"“{row[column]}”"
        for parent in ("deal", "person", "checklist_item"):
            owner = row.get(f"{parent.removeprefix('checklist_')}_id")
            if owner is not None and parent != table_name:
                return _name_of(session, parent, owner)
    return f"{table_name.replace('_', ' ')} {row_id}"


def edit_as_of(session: Session, day: date) -> int:
    """The last edit known at the end of a local day.

    Problems: asof.unknown with the first day that is known, asof.empty without any edit.
    """
    edit_id = log.last_edit_before(session, end_of_day(day))
    if edit_id is not None:
        return edit_id
    first = log.first_edit_at(session)
    if first is None:
        raise Problem("asof.empty")
    raise Problem("asof.unknown", first=wording.day(local_day(first), year=True))


def ask_as_of(
    store: Store,
    day: date | None,
    question: Callable[Concatenate[Session, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Answers a question as it would have been answered at the end of a local day, or now.

    Problems: those of ``edit_as_of``, and what the question raises.
    """
    if day is None:
        return ask(store, question, *args, **kwargs)
    return ask_past(store, ask(store, edit_as_of, day), question, *args, **kwargs)
