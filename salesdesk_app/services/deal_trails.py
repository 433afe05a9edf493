"""What the change log knows of deals' ways: since when they stand in their stage, and pushes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Stage


class Trail(NamedTuple):
    """A deal's way: the day it came into its stage, and how often its close was put off.

    ``stage_since`` is None where the deal came in from outside and has not moved since: how long
    it had stood there is not known. ``pushes`` counts later moves of the expected close.
    """

    stage_since: date | None
    pushes: int


class _Step(NamedTuple):
    """What one standing change found: the stage and the expected close before it."""

    deal_id: int
    kind: str
    edit_id: int
    stage_id: int | None
    expected: str | None  # ISO, so that it compares as a date does


UNKNOWN = Trail(None, 0)


def trails(session: Session, deal_ids: Iterable[int] | None = None) -> dict[int, Trail]:
    """The trails of these deals, or of all; who is missing has the trail UNKNOWN."""
    standing = standing_edits(session)
    ways: dict[int, list[_Step]] = defaultdict(list)
    for step in _steps(session, standing, deal_ids):
        ways[step.deal_id].append(step)
    query = select(Deal.id, Deal.stage_id, Deal.expected_close_on)
    moved = func.json_each(str(list(ways))).table_valued("value")
    now = session.execute(query.where(Deal.id.in_(select(moved.c.value))))
    return {
        row.id: _trail(ways[row.id], row.stage_id, row.expected_close_on, standing) for row in now
    }


def standing_edits(session: Session) -> dict[int, log.Step]:
    """The edits that stand: neither undone nor themselves an undo or redo."""
    return {step.edit_id: step for step in log.steps(session) if not step.undone}


def stage_before_closing(session: Session, deal_id: int) -> int | None:
    """The open stage that a closed deal was in last; None where the log does not know it."""
    open_stages = set(session.scalars(select(Stage.id).where(Stage.outcome == "open")))
    for step in reversed(_steps(session, standing_edits(session), [deal_id])):
        if step.stage_id in open_stages:
            return step.stage_id
    return None


def local_day(moment: datetime) -> date:
    """The day of a moment in the zone that this machine keeps."""
    return moment.astimezone().date()


def _steps(
    session: Session, standing: dict[int, log.Step], deal_ids: Iterable[int] | None
) -> list[_Step]:
    """Every standing change of deals, oldest first; of the insertions only what a user added."""
    added = [step.edit_id for step in standing.values() if step.origin == "user"]
    by_hand = select(func.json_each(str(added)).table_valued("value").c.value)
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
        query = query.where(Change.row_id.in_(list(deal_ids)))
    return [_Step._make(row) for row in session.execute(query) if row.edit_id in standing]


def _trail(
    steps: list[_Step], stage_id: int, expected_on: date | None, standing: dict[int, log.Step]
) -> Trail:
    """Walks back from how the deal stands now: what a change found is what the one before left."""
    since: date | None = None
    pushes = 0
    expected = None if expected_on is None else expected_on.isoformat()
    for step in reversed(steps):
        if since is None and (step.kind == "i" or step.stage_id != stage_id):
            since = local_day(standing[step.edit_id].at)
        if step.kind == "i":
            break
        if expected is not None and step.expected is not None and expected > step.expected:
            pushes += 1
        stage_id, expected = step.stage_id or stage_id, step.expected
    return Trail(since, pushes)
