"""Saved views: filter lines with the layout of the table, under names, in an order of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.filters.line import MOST
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.accounts import tidy
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import SavedView

LONGEST = 60  # characters of a name: what a menu can show


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view: its filter line, and the layout as the table states it, empty for none."""

    id: int
    name: str
    query: str
    layout: Mapping[str, Any] = field(default_factory=dict)


def rows(session: Session) -> list[ViewRow]:
    """The views in their order."""
    found = session.scalars(select(SavedView).order_by(SavedView.position, SavedView.id))
    return [ViewRow(view.id, view.name, view.query, dict(view.layout or {})) for view in found]


@verb
def add(session: Session, name: str, query: str, layout: Mapping[str, Any]) -> int:
    """Saves a view behind the others and returns its id.

    Problems: field.empty, field.long, field.taken; filter.long.
    """
    free = _free(session, name)
    last = session.scalar(select(func.max(SavedView.position)))
    view = SavedView(
        name=free, position=0 if last is None else last + 1, query=_line(query), layout=dict(layout)
    )
    session.add(view)
    session.flush()
    name_edit(session, view=free)
    return view.id


@verb
def rename(session: Session, view_id: int, name: str) -> None:
    """Gives a view another name. Problems: record.gone, field.empty, field.long, field.taken."""
    view = _existing(session, view_id)
    name_edit(session, view=view.name)
    view.name = _free(session, name, view_id)


@verb
def change(session: Session, view_id: int, query: str, layout: Mapping[str, Any]) -> None:
    """Keeps another line and layout under a view's name. Problems: record.gone, filter.long."""
    view = _existing(session, view_id)
    name_edit(session, view=view.name)
    view.query, view.layout = _line(query), dict(layout)


@verb
def move(session: Session, view_id: int, place: int) -> None:
    """Puts a view at a place among the others, counted from 0. Problem: record.gone."""
    view = _existing(session, view_id)
    name_edit(session, view=view.name)
    others = [
        other
        for other in session.scalars(select(SavedView).order_by(SavedView.position, SavedView.id))
        if other.id != view_id
    ]
    others.insert(max(0, place), view)
    for position, other in enumerate(others):
        other.position = position


@verb
def remove(session: Session, view_id: int) -> None:
    """Forgets a view; the deals stay. Problem: record.gone."""
    view = _existing(session, view_id)
    name_edit(session, view=view.name)
    session.delete(view)


def _existing(session: Session, view_id: int) -> SavedView:
    view = session.get(SavedView, view_id)
    if view is None:
        raise Problem("record.gone", kind="view")
    return view


def _line(query: str) -> str:
    line = " ".join(query.split())
    if len(line) > MOST:
        raise Problem("filter.long", most=MOST)
    return line


def _free(session: Session, name: str, view_id: int | None = None) -> str:
    """The name as it is kept, if no other view has it."""
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Name")
    if len(wanted) > LONGEST:
        raise Problem("field.long", field="Name", most=LONGEST)
    taken = session.execute(select(SavedView.id, SavedView.name))
    if any(row.id != view_id and name_key(row.name) == name_key(wanted) for row in taken):
        raise Problem("field.taken", field="Name", value=wanted)
    return wanted
