"""Activities: calls, meetings, mails, tasks, notes and 1:1s, planned and done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypedDict, Unpack

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.inbox import messages
from salesdesk_app.services.inbox.mentions import Meant, understood
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Account, Activity, Contact, Deal, Person

Kind = Literal["call", "meeting", "mail", "task", "note", "one_to_one"]
Outcome = Literal["held", "no_answer", "cancelled"]


STILL_OPEN = (Activity.done_at.is_(None), Activity.outcome.is_(None))
"""What picks activities that are still to be done, or were never planned nor done."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity for a list, with the names of what it is about; moments in UTC.

    ``outcome`` is what became of a call or a meeting where somebody said so. A follow-up with
    ``waiting_since`` was answered then, and waits for the other side until it is planned.
    """

    id: int
    kind: Kind
    subject: str
    planned_at: datetime | None
    done_at: datetime | None
    minutes: int | None
    note: str | None
    deal_id: int | None
    deal: str | None
    account_id: int | None
    account: str | None
    contact_id: int | None
    contact: str | None
    person_id: int | None
    person: str | None
    outcome: Outcome | None = None
    waiting_since: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.outcome is None


class About(TypedDict, total=False):
    """What an activity is about and who takes part; a deal brings its account along."""

    minutes: int | None
    note: str | None
    deal_id: int | None
    account_id: int | None
    contact_id: int | None
    person_id: int | None


class Changes(About, total=False):
    """What an edit of an activity may state; what is not named stays as it is."""

    kind: Kind
    subject: str
    planned_at: datetime | None
    done_at: datetime | None


@verb
def log(
    session: Session, *, kind: Kind, done_at: datetime, subject: str = "", **about: Unpack[About]
) -> int:
    """Notes something that was done at a moment (UTC); the result is its id.

    Without a subject it is called by its kind. Problem: field.range for the minutes.
    """
    return _added(session, kind, subject, {"done_at": done_at}, about)


@verb
def plan(
    session: Session, *, kind: Kind, planned_at: datetime, subject: str = "", **about: Unpack[About]
) -> int:
    """Plans something for a moment (UTC); the result is its id. Problem: field.range."""
    return _added(session, kind, subject, {"planned_at": planned_at}, about)


@verb
def follow_up(session: Session, text: str, *, now: datetime, about: Meant | None = None) -> int:
    """Notes in a line what must be answered or done, and by when (``domain.follow_up``).

    It is about whom the line names, where that is certain (``mentions.understood``), unless
    ``about`` says it. Problem: field.empty where the line says nothing to do.
    """
    noted = understood(session, text, now=now)
    if not noted.line.subject:
        raise Problem("field.empty", field="The follow-up")
    meant = noted.about if about is None else about
    stated: About = {
        "contact_id": meant.contact_id,
        "account_id": meant.account_id,
        "deal_id": meant.deal_id,
        "person_id": noted.rep_id,
    }
    when = {"planned_at": noted.line.due}
    return _added(session, noted.line.kind, noted.subject, when, stated)


@verb
def complete(
    session: Session, activity_id: int, *, done_at: datetime, note: str | None = None
) -> None:
    """Marks a planned activity as done at a moment (UTC), with what came of it.

    Problem: record.gone.
    """
    row = _existing(session, activity_id)
    row.done_at = done_at
    if note and note.strip():
        row.note = f"{row.note}\n{note.strip()}" if row.note else note.strip()
    name_edit(session, subject=row.subject)


@verb
def reopen(session: Session, activity_id: int) -> None:
    """Marks a planned activity as neither done nor cancelled after all. Problem: record.gone."""
    row = _existing(session, activity_id)
    if row.planned_at is not None:
        row.done_at = row.outcome = None
    name_edit(session, subject=row.subject)


@verb
def edit(session: Session, activity_id: int, **changes: Unpack[Changes]) -> None:
    """Changes what is named and leaves the rest. Problems: record.gone, field.range."""
    row = _existing(session, activity_id)
    for field, value in _settled(session, dict(changes)).items():
        setattr(row, field, value)
    row.subject = _called(row.subject, row.kind)
    name_edit(session, subject=row.subject)


@verb
def delete(session: Session, activity_id: int) -> None:
    """Removes an activity. Problem: record.gone."""
    row = _existing(session, activity_id)
    name_edit(session, subject=row.subject)
    messages.drop(session, activity_id)
    session.delete(row)


def check_minutes(minutes: int | None) -> None:
    """Refuses a length that is longer than a day. Problem: field.range."""
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Problem("field.range", field="Minutes", low=0, high=24 * 60)


def get(session: Session, activity_id: int) -> ActivityRow:
    """One activity. Problem: record.gone."""
    found = _rows(session, [Activity.id == activity_id])
    if not found:
        raise Problem("record.gone", kind="activity")
    return found[0]


def of_deal(session: Session, deal_id: int, limit: int | None = None) -> list[ActivityRow]:
    """A deal's activities, the newest or the one furthest ahead first."""
    return _rows(session, [Activity.deal_id == deal_id], limit)


def of_person(session: Session, person_id: int, limit: int | None = None) -> list[ActivityRow]:
    """What a person has done and planned, the newest or the one furthest ahead first."""
    return _rows(session, [Activity.person_id == person_id], limit)


def between(session: Session, first: datetime, last: datetime) -> list[ActivityRow]:
    """What is planned from one moment (UTC) until before another, done or not, by its time."""
    conditions = [Activity.planned_at >= first, Activity.planned_at < last]
    return _rows(session, conditions)[::-1]


def last_done(
    session: Session, key: Literal["deal_id", "account_id"], ids: Collection[int], number: int
) -> list[ActivityRow]:
    """The last so many activities done with each of these deals or accounts, the newest first.

    1:1s are left out: they are about a rep.
    """
    about = getattr(Activity, key)
    place = func.row_number().over(
        partition_by=about, order_by=(Activity.done_at.desc(), Activity.id.desc())
    )
    ranked = (
        select(Activity.id, place.label("place"))
        .where(about.in_(ids), Activity.done_at.is_not(None), Activity.kind != "one_to_one")
        .subquery()
    )
    chosen = select(ranked.c.id).where(ranked.c.place <= number)
    return _rows(session, [Activity.id.in_(chosen)])


def overdue(session: Session, moment: datetime) -> list[ActivityRow]:
    """What was planned for before a moment (UTC) and is still to be done, the oldest first."""
    return _rows(session, [Activity.planned_at < moment, *STILL_OPEN])[::-1]


def matching(session: Session, *conditions: ColumnElement[bool]) -> list[ActivityRow]:
    """Those of which all of this is true, the newest or the one furthest ahead first."""
    return _rows(session, conditions)


def _rows(
    session: Session, conditions: Iterable[ColumnElement[bool]], limit: int | None = None
) -> list[ActivityRow]:
    found = session.execute(
        select(
            Activity.id,
            Activity.kind,
            Activity.subject,
            Activity.planned_at,
            Activity.done_at,
            Activity.minutes,
            Activity.note,
            Activity.deal_id,
            Deal.name.label("deal"),
            Activity.account_id,
            Account.name.label("account"),
            Activity.contact_id,
            Contact.name.label("contact"),
            Activity.person_id,
            Person.name.label("person"),
            Activity.outcome,
            Activity.waiting_since,
        )
        .outerjoin(Deal, Deal.id == Activity.deal_id)
        .outerjoin(Account, Account.id == Activity.account_id)
        .outerjoin(Contact, Contact.id == Activity.contact_id)
        .outerjoin(Person, Person.id == Activity.person_id)
        .where(*conditions)
        .order_by(
            func.coalesce(Activity.done_at, Activity.planned_at).desc().nulls_last(),
            Activity.id.desc(),
        )
        .limit(limit)
    )
    return [ActivityRow(**row) for row in found.mappings()]


def _added(
    session: Session, kind: Kind, subject: str, when: dict[str, datetime], about: About
) -> int:
    facts = _settled(session, dict(about))
    row = Activity(kind=kind, subject=_called(subject, kind), **when, **facts)
    session.add(row)
    session.flush()
    name_edit(session, subject=row.subject)
    return row.id


def _settled(session: Session, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as they are kept: a deal names its account unless another one is stated."""
    check_minutes(facts.get("minutes"))
    if "note" in facts:
        facts["note"] = (facts["note"] or "").strip() or None
    deal_id = facts.get("deal_id")
    if deal_id is not None and facts.get("account_id") is None:
        deal = session.get(Deal, deal_id)
        if deal is None:
            raise Problem("record.gone", kind="deal")
        facts["account_id"] = deal.account_id
    return facts


def _called(subject: str, kind: str) -> str:
    return subject.strip() or wording.term(kind)


def _existing(session: Session, activity_id: int) -> Activity:
    row = session.get(Activity, activity_id)
    if row is None:
        raise Problem("record.gone", kind="activity")
    return row
