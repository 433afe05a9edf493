"""How often: each person's activities by week, the last 1:1, and the commitments that are open."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day, local_day
from salesdesk_app.store.models import Activity, Commitment

WEEKS = 8
COUNTED = ("call", "meeting", "mail", "task")


@dataclass(frozen=True)
class Cadence:
    """A person's rhythm up to a day.

    ``weeks`` counts the calls, meetings, mails and tasks done in eight weeks from Monday to
    Sunday, the running one last. ``late`` of the open ``commitments`` are past their day.
    """

    weeks: tuple[int, ...] = (0,) * WEEKS
    one_to_one_on: date | None = None
    commitments: int = 0
    late: int = 0


def by_person(session: Session, today: date) -> dict[int, Cadence]:
    """The rhythm of everybody who has one; days are local days of this machine."""
    weeks = _weeks(session, today)
    last = func.max(Activity.done_at, type_=Activity.done_at.type)
    talks = {
        row.person_id: local_day(row.last)
        for row in session.execute(
            select(Activity.person_id, last.label("last"))
            .where(
                Activity.kind == "one_to_one",
                Activity.person_id.is_not(None),
                Activity.done_at < end_of_day(today),
            )
            .group_by(Activity.person_id)
        )
    }
    late = func.sum(case((Commitment.due_on < today, 1), else_=0))
    promises = {
        row.owner_id: (row.open, row.late)
        for row in session.execute(
            select(Commitment.owner_id, func.count().label("open"), late.label("late"))
            .where(Commitment.outcome.is_(None))
            .group_by(Commitment.owner_id)
        )
    }
    return {
        person_id: Cadence(
            weeks.get(person_id, (0,) * WEEKS),
            talks.get(person_id),
            *promises.get(person_id, (0, 0)),
        )
        for person_id in {*weeks, *talks, *promises}
    }


def _weeks(session: Session, today: date) -> dict[int, tuple[int, ...]]:
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * WEEKS)
    rows = session.execute(
        select(Activity.person_id, Activity.done_at).where(
            Activity.kind.in_(COUNTED),
            Activity.done_at >= end_of_day(first - timedelta(days=1)),
            Activity.done_at < end_of_day(today),
        )
    )
    for person_id, done_at in rows:
        if person_id is not None and done_at is not None:
            counts[person_id][(local_day(done_at) - first).days // 7] += 1
    return {person_id: tuple(found) for person_id, found in counts.items()}
