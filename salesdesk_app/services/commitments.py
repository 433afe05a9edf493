"""Commitments: what somebody promised by a day, and whether it was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypedDict, Unpack

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Change, Commitment, Deal, Edit, Person

Outcome = Literal["kept", "late", "dropped"]


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment for a list; ``outcome`` is None while it stands open."""

    id: int
    text: str
    owner_id: int
    owner: str
    due_on: date
    deal_id: int | None
    deal: str | None
    outcome: Outcome | None
    closed_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether it stands open beyond its day."""
        return self.outcome is None and self.due_on < today


class Changes(TypedDict, total=False):
    """What an edit of a commitment may state; what is not named stays as it is."""

    text: str
    owner_id: int
    due_on: date
    deal_id: int | None


@verb
def add(
    session: Session, *, text: str, owner_id: int, due_on: date, deal_id: int | None = None
) -> int:
    """Notes what a person promised to do by a day; the result is its id. Problem: field.empty."""
    row = Commitment(text=_stated(text), owner_id=owner_id, due_on=due_on, deal_id=deal_id)
    session.add(row)
    session.flush()
    name_edit(session, text=row.text)
    return row.id


@verb
def edit(session: Session, commitment_id: int, **changes: Unpack[Changes]) -> None:
    """Changes what is named and leaves the rest. Problems: record.gone, field.empty."""
    row = _existing(session, commitment_id)
    if "text" in changes:
        row.text = _stated(changes["text"])
    if "owner_id" in changes:
        row.owner_id = changes["owner_id"]
    if "due_on" in changes:
        row.due_on = changes["due_on"]
    if "deal_id" in changes:
        row.deal_id = changes["deal_id"]
    name_edit(session, text=row.text)


@verb
def close(
    session: Session, commitment_id: int, *, today: date, outcome: Outcome | None = None
) -> None:
    """Closes it: as kept or, beyond its day, as late, unless the outcome is given.

    Problem: record.gone.
    """
    row = _existing(session, commitment_id)
    row.outcome = outcome or ("kept" if today <= row.due_on else "late")
    row.closed_on = today
    name_edit(session, text=row.text)


@verb
def reopen(session: Session, commitment_id: int) -> None:
    """Takes the outcome away again. Problem: record.gone."""
    row = _existing(session, commitment_id)
    row.outcome = None
    row.closed_on = None
    name_edit(session, text=row.text)


@verb
def delete(session: Session, commitment_id: int) -> None:
    """Removes it altogether. Problem: record.gone."""
    row = _existing(session, commitment_id)
    name_edit(session, text=row.text)
    session.delete(row)


def standing(session: Session, *, due_by: date | None = None) -> list[CommitmentRow]:
    """The open commitments of everyone, the first due first; only those due by a day if given."""
    conditions: list[ColumnElement[bool]] = [Commitment.outcome.is_(None)]
    if due_by is not None:
        conditions.append(Commitment.due_on <= due_by)
    return _rows(session, conditions)


def of_person(session: Session, person_id: int) -> list[CommitmentRow]:
    """All of a person's commitments: the open ones by their day, then the closed, newest first."""
    rows = _rows(session, [Commitment.owner_id == person_id])
    closed = [row for row in rows if row.outcome is not None]
    closed.sort(key=lambda row: (row.closed_on or row.due_on, row.id), reverse=True)
    return [row for row in rows if row.outcome is None] + closed


def of_deal(session: Session, deal_id: int) -> list[CommitmentRow]:
    """The commitments about a deal by their day."""
    return _rows(session, [Commitment.deal_id == deal_id])


def made_on(session: Session, day: date) -> list[CommitmentRow]:
    """The commitments that were made on a local day, by the change log, the first due first."""
    made = (
        select(Change.row_id)
        .join(Edit, Edit.id == Change.edit_id)
        .where(
            Change.table_name == Commitment.__tablename__,
            Change.kind == "i",
            Edit.at >= end_of_day(day - timedelta(days=1)),
            Edit.at < end_of_day(day),
        )
    )
    return _rows(session, [Commitment.id.in_(made)])


def _rows(session: Session, conditions: Iterable[ColumnElement[bool]]) -> list[CommitmentRow]:
    found = session.execute(
        select(
            Commitment.id,
            Commitment.text,
            Commitment.owner_id,
            Person.name.label("owner"),
            Commitment.due_on,
            Commitment.deal_id,
            Deal.name.label("deal"),
            Commitment.outcome,
            Commitment.closed_on,
        )
        .join(Person, Person.id == Commitment.owner_id)
        .outerjoin(Deal, Deal.id == Commitment.deal_id)
        .where(*conditions)
        .order_by(Commitment.due_on, Commitment.id)
    )
    return [CommitmentRow(**row) for row in found.mappings()]


def _existing(session: Session, commitment_id: int) -> Commitment:
    row = session.get(Commitment, commitment_id)
    if row is None:
        raise Problem("record.gone", kind="commitment")
    return row


def _stated(text: str) -> str:
    if not text.strip():
        raise Problem("field.empty", field="The commitment")
    return text.strip()
