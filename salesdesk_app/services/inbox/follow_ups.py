"""Follow-ups: what must be answered, what one waits for, and until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities
from salesdesk_app.services.activities import ActivityRow, Kind
from salesdesk_app.services.inbox import messages
from salesdesk_app.services.inbox.mentions import Meant
from salesdesk_app.services.inbox.messages import Glance
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Activity, Person

State = Literal["answer", "ask", "later", "waiting", "answered"]
KINDS = ("task", "mail")


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up of the manager's own; ``mail`` is its latest one, where it has any.

    ``answer``: to be answered by its time; ``ask``: the day came until which one waited;
    ``later``: to be answered on a later day; ``waiting``: answered, and the other side is next.
    """

    row: ActivityRow
    state: State
    late: bool
    mail: Glance | None = None

    @property
    def id(self) -> int:
        """The activity's key."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The follow-ups as they stand on a day: to answer, the latest first; later; waiting; done."""

    to_answer: tuple[FollowUpRow, ...] = ()
    later: tuple[FollowUpRow, ...] = ()
    waiting: tuple[FollowUpRow, ...] = ()
    answered: tuple[FollowUpRow, ...] = ()

    def falls_due(self, since: datetime, now: datetime) -> bool:
        """Whether the time of one that is to be answered came since a moment (UTC)."""
        times = (one.row.planned_at for one in self.to_answer)
        return any(at is not None and since < at <= now for at in times)


def follow_ups(session: Session, day: date, now: datetime) -> FollowUps:
    """The manager's own follow-ups as they stand at a moment (UTC) of a local day."""
    begin, end = end_of_day(day - timedelta(days=1)), end_of_day(day)
    reps = select(Person.id).where(Person.role == "rep")
    own = or_(Activity.person_id.is_(None), Activity.person_id.not_in(reps))
    standing = and_(Activity.planned_at.is_not(None), *activities.STILL_OPEN)
    done = and_(Activity.done_at >= begin, Activity.done_at < end, Activity.planned_at.is_not(None))
    found = activities.matching(session, Activity.kind.in_(KINDS), own, or_(standing, done))
    glances = messages.glances(session, [row.id for row in found if row.kind == "mail"])
    by_state: dict[State, list[FollowUpRow]] = {}
    for row in reversed(found):
        state = _state(row, end)
        late = state in ("answer", "ask") and row.planned_at is not None and row.planned_at <= now
        by_state.setdefault(state, []).append(FollowUpRow(row, state, late, glances.get(row.id)))
    due = [*by_state.get("answer", ()), *by_state.get("ask", ())]
    due.sort(key=lambda one: (one.row.planned_at or now, one.id))
    return FollowUps(
        to_answer=tuple(due),
        later=tuple(by_state.get("later", ())),
        waiting=tuple(by_state.get("waiting", ())),
        answered=tuple(reversed(by_state.get("answered", []))),
    )


@verb
def wait(
    session: Session, activity_id: int, *, until: datetime, now: datetime, note: str | None = None
) -> None:
    """Notes at a moment (UTC) that it was answered and that one waits, until a later one.

    Problems: record.gone, follow_up.past.
    """
    row = _existing(session, activity_id)
    if until <= now:
        raise Problem("follow_up.past")
    row.waiting_since, row.planned_at, row.done_at = now, until, None
    if note and note.strip():
        row.note = f"{row.note}\n{note.strip()}" if row.note else note.strip()
    name_edit(session, subject=row.subject)


@verb
def ask_again(session: Session, activity_id: int, *, by: datetime) -> None:
    """Ends the waiting: it is to be asked again by a moment (UTC). Problem: record.gone."""
    row = _existing(session, activity_id)
    row.waiting_since, row.planned_at, row.done_at = None, by, None
    name_edit(session, subject=row.subject)


@verb
def put_off(session: Session, activity_id: int, *, by: datetime) -> None:
    """Changes by when it is to be answered, or until when one waits. Problem: record.gone."""
    row = _existing(session, activity_id)
    row.planned_at = by
    name_edit(session, subject=row.subject)


@verb
def log(session: Session, activity_id: int, *, kind: Kind, note: str | None, now: datetime) -> None:
    """Notes at a moment (UTC) by what it was answered, and what was said. Problem: record.gone."""
    activities.edit(session, activity_id, kind=kind, note=note, done_at=now)


@verb
def link(session: Session, activity_id: int, about: Meant) -> None:
    """Says whom or what it is about, in place of what was known. Problem: record.gone."""
    row = _existing(session, activity_id)
    row.contact_id, row.account_id, row.deal_id = about.contact_id, about.account_id, about.deal_id
    name_edit(session, subject=row.subject)


def _state(row: ActivityRow, end: datetime) -> State:
    if row.done_at is not None:
        return "answered"
    ahead = row.planned_at is not None and row.planned_at >= end
    if row.waiting_since is not None:
        return "waiting" if ahead else "ask"
    return "later" if ahead else "answer"


def _existing(session: Session, activity_id: int) -> Activity:
    row = session.get(Activity, activity_id)
    if row is None:
        raise Problem("record.gone", kind="activity")
    return row
