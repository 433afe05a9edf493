"""Who owned a deal when it was closed, by the change log: to them the win belongs for good."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from salesdesk_app.services.deals import deal_changes
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Edit, Stage
from salesdesk_app.store.value_lists import each_of


class _State(NamedTuple):
    """How a deal stands, or an edit found it."""

    stage_id: int | None
    owner_id: int | None


def at_close(session: Session, edit_id: int | None = None) -> dict[int, int]:
    """The owner at close of each closed deal that somebody else owns now, by the deal's id.

    With an edit: as it was known right after it, of the deals touched since.

    A deal that came in closed belongs to its owner now, since nobody knows who closed it, and so
    does one that nobody owned when it was closed. Where it was reopened, or won after it was lost,
    its last closing counts. What was undone did not happen.
    """
    moved = _moved(session, edit_id)
    if not moved:
        return {}
    outcomes, states = _outcomes(session), _states(session, moved, edit_id)
    found = {deal_id: _closer([*states[deal_id], now], outcomes) for deal_id, now in moved.items()}
    return {
        deal_id: owner
        for deal_id, owner in found.items()
        if owner is not None and owner != moved[deal_id].owner_id
    }


def _known_by(edit_id: int | None) -> ColumnElement[bool]:
    return true() if edit_id is None else Change.edit_id <= edit_id


def _moved(session: Session, edit_id: int | None) -> dict[int, _State]:
    """The closed deals that had another owner before, as they stand."""
    closing = select(Stage.id).where(Stage.outcome != "open")
    deal = log.as_of(Deal.__table__, edit_id)
    since = true() if edit_id is None else deal.c.id.in_(deal_changes.touched(edit_id))
    before = func.json_extract(Change.before, "$.owner_id")
    rows = session.execute(
        select(deal.c.id, deal.c.stage_id, deal.c.owner_id)
        .join_from(deal, Change, Change.row_id == deal.c.id)
        .where(
            deal.c.stage_id.in_(closing),
            since,
            _known_by(edit_id),
            Change.table_name == Deal.__tablename__,
            Change.kind == "u",
            before.is_not(None),
            before.is_distinct_from(deal.c.owner_id),
        )
        .distinct()
    )
    return {row.id: _State(row.stage_id, row.owner_id) for row in rows}


def _states(
    session: Session, deal_ids: Iterable[int], edit_id: int | None
) -> dict[int, list[_State]]:
    """How the edits that stand found each of these deals, the oldest first."""
    # What the first change of an edit found is how the deal stood before it.
    first = (
        select(func.min(Change.id))
        .where(
            Change.table_name == Deal.__tablename__,
            Change.row_id.in_(each_of(deal_ids)),
            Change.kind == "u",
            _known_by(edit_id),
        )
        .group_by(Change.row_id, Change.edit_id)
    )
    undone = log.undone_ids(session, edit_id)
    found: dict[int, list[_State]] = defaultdict(list)
    for deal_id, edit, stage_id, owner_id in session.execute(
        select(
            Change.row_id,
            Change.edit_id,
            func.json_extract(Change.before, "$.stage_id"),
            func.json_extract(Change.before, "$.owner_id"),
        )
        .join(Edit, Edit.id == Change.edit_id)
        .where(Change.id.in_(first), Edit.origin.not_in(log.REVERSALS))
        .order_by(Change.id)
    ):
        if edit not in undone:
            found[deal_id].append(_State(stage_id, owner_id))
    return found


def _outcomes(session: Session) -> dict[int | None, str]:
    """What each stage means or, where it was removed since, meant."""
    gone = select(
        func.json_extract(Change.before, "$.id"), func.json_extract(Change.before, "$.outcome")
    ).where(Change.table_name == Stage.__tablename__, Change.kind == "d")
    rows = [*session.execute(gone), *session.execute(select(Stage.id, Stage.outcome))]
    return {row[0]: row[1] for row in rows}


def _closer(states: list[_State], outcomes: Mapping[int | None, str]) -> int | None:
    """Who owned a closed deal right after its last closing; the last state is that of now."""
    ends = outcomes.get(states[-1].stage_id)
    others = [n for n, state in enumerate(states) if outcomes.get(state.stage_id) != ends]
    return states[others[-1] + 1].owner_id if others else states[-1].owner_id
