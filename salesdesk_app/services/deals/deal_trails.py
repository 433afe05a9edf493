"""What the change log knows of deals' ways: since when they stand in their stage, and pushes."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local_day
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Edit, Stage
from salesdesk_app.store.value_lists import each_of


class Trail(NamedTuple):
    """A deal's way: the day it came into its stage, and how often its close was put off.

    ``stage_since`` is None where the deal came in from outside and has not moved since: how long
    it had stood there is not known. ``pushes`` counts later moves of the expected close. ``stays``
    are the stages that it left, each with the days it took where the log knows when it came;
    ``stage_id`` is where it stands.
    """

    stage_since: date | None
    pushes: int
    stage_id: int = 0
    stays: tuple[tuple[int, int | None], ...] = ()


class _Step(NamedTuple):
    """What one change found: the stage and the expected close before it."""

    deal_id: int
    kind: str
    edit_id: int
    stage_id: int | None
    expected: str | None  # ISO, so that it compares as a date does


UNKNOWN = Trail(None, 0)
Days = dict[int, date]
"""The local day of each edit that stands."""


def trails(session: Session, deal_ids: Collection[int] | None = None) -> dict[int, Trail]:
    """The trails of these deals, or of all; who is missing has the trail UNKNOWN."""
    ways: dict[int, list[_Step]] = defaultdict(list)
    steps = _steps(session, deal_ids)
    days = _standing_days(session, None if deal_ids is None else {step.edit_id for step in steps})
    for step in steps:
        if step.edit_id in days:
            ways[step.deal_id].append(step)
    now = session.execute(
        select(Deal.id, Deal.stage_id, Deal.expected_close_on).where(Deal.id.in_(each_of(ways)))
    )
    return {row.id: _trail(ways[row.id], row.stage_id, row.expected_close_on, days) for row in now}


def standing_edits(session: Session) -> dict[int, log.Step]:
    """The edits that stand: neither undone nor themselves an undo or redo."""
    return {step.edit_id: step for step in log.steps(session) if not step.undone}


def stage_before_closing(session: Session, deal_id: int) -> int | None:
    """The open stage that a closed deal was in last; None where the log does not know it."""
    open_stages = set(session.scalars(select(Stage.id).where(Stage.outcome == "open")))
    steps = _steps(session, [deal_id])
    days = _standing_days(session, {step.edit_id for step in steps})
    for step in reversed(steps):
        if step.stage_id in open_stages and step.edit_id in days:
            return step.stage_id
    return None


def _steps(session: Session, deal_ids: Collection[int] | None) -> list[_Step]:
    """Every change of deals, oldest first; of the insertions only what a user added."""
    by_hand = select(Edit.id).where(Edit.origin == "user")
    query = (
        select(
            Change.row_id,
            Change.kind,
            Change.edit_id,
            func.json_extract(Change.before, "$.stage_id"),
            func.json_extract(Change.before, "$.expected_close_on"),
        )
        .where(
            Change.table_name == Deal.__tablename__,
            (Change.kind == "u") | ((Change.kind == "i") & Change.edit_id.in_(by_hand)),
        )
        .order_by(Change.id)
    )
    if deal_ids is not None:
        query = query.where(Change.row_id.in_(each_of(deal_ids)))
    return [_Step._make(row) for row in session.execute(query)]


def _standing_days(session: Session, edit_ids: Collection[int] | None) -> Days:
    """When those of these edits, or of all, were made that stand."""
    undone = log.undone_ids(session)
    query = select(Edit.id, Edit.at).where(Edit.origin.not_in(log.REVERSALS))
    if edit_ids is not None:
        query = query.where(Edit.id.in_(each_of(edit_ids)))
    return {row.id: local_day(row.at) for row in session.execute(query) if row.id not in undone}


def _trail(steps: list[_Step], stage_id: int, expected_on: date | None, days: Days) -> Trail:
    """Walks on from the first step: what a change found is what the one before left."""
    since: date | None = None
    pushes = 0
    stays: list[tuple[int, int | None]] = []
    last = None if expected_on is None else expected_on.isoformat()
    after = [(step.stage_id, step.expected) for step in steps[1:]]
    for step, (left_in, left_for) in zip(steps, [*after, (stage_id, last)], strict=True):
        day = days[step.edit_id]
        if step.kind == "i" or step.stage_id is None:
            since = day
            continue
        if left_in != step.stage_id:
            stays.append((step.stage_id, None if since is None else max(0, (day - since).days)))
            since = day
        if left_for is not None and step.expected is not None and left_for > step.expected:
            pushes += 1
    return Trail(since, pushes, stage_id, tuple(stays))
