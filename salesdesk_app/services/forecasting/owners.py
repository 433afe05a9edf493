"""Who owned a deal when it was closed, by the change log: to them the win belongs for good."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from salesdesk_app.services import deal_changes
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Stage


def at_close(session: Session, edit_id: int | None = None) -> dict[int, int]:
    """The owner at close of each closed deal that somebody else owns now, by the deal's id.

    With an edit: as it was known right after it, of the deals touched since.

    A deal that came in closed belongs to who owned it then; one that nobody owned when it was
    closed belongs to its owner now. Where it was reopened, its last closing counts.
    """
    closing = {row.id for row in session.execute(select(Stage.id).where(Stage.outcome != "open"))}
    moved = _moved(session, closing, edit_id)
    if not moved:
        return {}
    known = select(func.json_each(str(sorted(moved))).table_valued("value").c.value)
    befores: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in session.execute(
        select(Change.row_id, Change.before)
        .where(
            Change.table_name == Deal.__tablename__,
            Change.row_id.in_(known),
            Change.kind == "u",
            _known_by(edit_id),
        )
        .order_by(Change.id)
    ):
        befores[row.row_id].append(json.loads(row.before))
    opened = _open_stages(session)
    found = {deal_id: _closer(befores[deal_id], now, opened) for deal_id, now in moved.items()}
    return {
        deal_id: owner
        for deal_id, owner in found.items()
        if owner is not None and owner != moved[deal_id]
    }


def _known_by(edit_id: int | None) -> ColumnElement[bool]:
    return true() if edit_id is None else Change.edit_id <= edit_id


def _moved(session: Session, closing: Iterable[int], edit_id: int | None) -> dict[int, int | None]:
    """The closed deals that had another owner before, with their owner now."""
    deal = log.as_of(Deal.__table__, edit_id)
    since = true() if edit_id is None else deal.c.id.in_(deal_changes.touched(edit_id))
    before = func.json_extract(Change.before, "$.owner_id")
    rows = session.execute(
        select(deal.c.id, deal.c.owner_id)
        .join_from(deal, Change, Change.row_id == deal.c.id)
        .where(
            deal.c.stage_id.in_(list(closing)),
            since,
            _known_by(edit_id),
            Change.table_name == Deal.__tablename__,
            Change.kind == "u",
            before.is_not(None),
            before.is_distinct_from(deal.c.owner_id),
        )
        .distinct()
    )
    return {row.id: row.owner_id for row in rows}


def _open_stages(session: Session) -> set[int]:
    """The stages that are or, where they were removed since, were open."""
    gone = session.scalars(
        select(Change.before).where(Change.table_name == Stage.__tablename__, Change.kind == "d")
    )
    past = [json.loads(before) for before in gone if before is not None]
    found = {row["id"] for row in past if row["outcome"] == "open"}
    return found | set(session.scalars(select(Stage.id).where(Stage.outcome == "open")))


def _closer(befores: list[dict[str, Any]], now: int | None, opened: set[int]) -> int | None:
    """Who owned it right after its last closing; ``befores`` are its former states in order."""
    states: list[tuple[bool, int | None]]
    states = [(row["stage_id"] in opened, row["owner_id"]) for row in befores]
    states.append((False, now))
    place = max((n for n, (is_open, _) in enumerate(states) if is_open), default=-1) + 1
    return states[place][1]
