"""Matters that become something else: a commitment, a task of one's own, or a rep's task."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import at, local
from salesdesk_app.domain import follow_up
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, commitments, settings
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Commitment, Person


class About(NamedTuple):
    """The deal, account and contact that a matter is about, as far as it is about one."""

    deal_id: int | None = None
    account_id: int | None = None
    contact_id: int | None = None

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = About()


@verb
def promise(
    session: Session,
    keys: Sequence[str],
    *,
    what: str,
    text: str,
    owner_id: int,
    due_on: date,
    about: About = NOTHING,
) -> int:
    """Turns a matter into a commitment of a person's by a day; the result is its id.

    ``about`` says what a matter is about that no record here tells, such as an event's.

    One commitment that is late is agreed anew; several stay as they are.
    Problems: field.empty, record.gone.
    """
    known = _record(keys, "promise")
    if known is not None:
        commitments.edit(session, known, text=text, owner_id=owner_id, due_on=due_on)
    else:
        deal_id = (_about(session, keys) or about).deal_id
        known = commitments.add(
            session, text=text, owner_id=owner_id, due_on=due_on, deal_id=deal_id
        )
    handled.keep(session, keys)
    name_edit(session, what=what, person=_name(session, owner_id), day=wording.day(due_on))
    return known


@verb
def task(
    session: Session,
    keys: Sequence[str],
    *,
    what: str,
    text: str,
    now: datetime,
    about: About = NOTHING,
) -> int:
    """Turns a matter into a follow-up of the manager's own; the result is its id.

    It is due as one that is noted in a line without a day: this evening or, after hours, on the
    next working day. Problems: field.empty, record.gone.
    """
    text = _stated(text)
    due = follow_up.read("", local(now), settings.read(session).calendar).due
    told = (_about(session, keys) or about)._asdict()
    made = activities.plan(session, kind="task", planned_at=due, subject=text, **told)
    handled.keep(session, keys)
    name_edit(session, what=what, text=text)
    return made


@verb
def hand(
    session: Session,
    keys: Sequence[str],
    *,
    what: str,
    person_id: int,
    text: str,
    due_on: date,
    note: str | None = None,
    about: About = NOTHING,
) -> int:
    """Hands a matter to somebody of the team as a task that is due on a local day; its id.

    A matter that is one task goes over itself. Problems: field.empty, record.gone.
    """
    text = _stated(text)
    name = _name(session, person_id)
    due = at(due_on, follow_up.EVENING)
    task_id = _record(keys, "task")
    if task_id is not None:
        known = activities.get(session, task_id).note
        noted = "\n".join(part for part in (known, (note or "").strip()) if part)
        activities.edit(
            session, task_id, subject=text, person_id=person_id, planned_at=due, note=noted
        )
    else:
        told = (_about(session, keys) or about)._asdict()
        task_id = activities.plan(
            session,
            kind="task",
            planned_at=due,
            subject=text,
            person_id=person_id,
            note=note,
            **told,
        )
    handled.keep(session, keys)
    name_edit(session, what=what, text=text, person=name, day=wording.day(due_on))
    return task_id


def _record(keys: Sequence[str], kind: str) -> int | None:
    """The id of the one record that a matter is about, where it is of this kind."""
    return handled.record(keys[0], kind) if len(keys) == 1 else None


def _about(session: Session, keys: Sequence[str]) -> About:
    """What a matter of one record is about; of several nothing in particular."""
    deal, promise = (_record(keys, kind) for kind in ("deal", "promise"))
    if deal is not None:
        return About(deal)
    if promise is not None:
        of = select(Commitment.deal_id).where(Commitment.id == promise)
        return About(session.scalar(of))
    activity = _record(keys, "task") or _record(keys, "call")
    if activity is None:
        return About()
    row = activities.get(session, activity)
    return About(row.deal_id, row.account_id, row.contact_id)


def _name(session: Session, person_id: int) -> str:
    name = session.scalar(select(Person.name).where(Person.id == person_id))
    if name is None:
        raise Problem("record.gone", kind="person")
    return name


def _stated(text: str) -> str:
    if not text.strip():
        raise Problem("field.empty", field="The task")
    return text.strip()
