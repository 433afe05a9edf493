"""The manager's checklist: recurring items of the three parts of the day, ticks and notes."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain import recurrence as rules
from salesdesk_app.domain.checklist import PARTS, WORKDAYS
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.checklist.checklist_days import Item, Part, day, standing
from salesdesk_app.services.checklist.checklist_month import DayTally, month
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import ChecklistItem, ChecklistOutcome

__all__ = ["DayTally", "Item", "Part", "day", "month", "standing"]


class Changes(TypedDict, total=False):
    """What an edit of an item may state; what is not named stays as it is."""

    title: str
    part: Part
    recurrence: str
    starts_on: date | None
    ended_on: date | None


@verb
def add(
    session: Session,
    *,
    title: str,
    part: Part,
    today: date,
    recurrence: str = WORKDAYS,
    starts_on: date | None = None,
    ended_on: date | None = None,
) -> int:
    """Adds an item behind those of its part, from ``starts_on`` or today on, until it ended.

    The result is its id; ``ended_on`` is the first day without it. Problems: field.empty,
    field.choice, recurrence.unreadable, checklist.span.
    """
    row = ChecklistItem(
        title=_stated(title),
        part=_one_of_parts(part),
        recurrence=_readable(recurrence),
        position=_behind(session, part),
        starts_on=starts_on or today,
        ended_on=ended_on,
    )
    _check_span(row)
    session.add(row)
    session.flush()
    name_edit(session, title=row.title)
    return row.id


@verb
def edit(session: Session, item_id: int, **changes: Unpack[Changes]) -> None:
    """Changes what is named and leaves the rest; in another part it comes last.

    Problems: record.gone, field.empty, field.choice, recurrence.unreadable, checklist.span.
    """
    row = _existing(session, item_id)
    if "title" in changes:
        row.title = _stated(changes["title"])
    if "recurrence" in changes:
        row.recurrence = _readable(changes["recurrence"])
    if "part" in changes and changes["part"] != row.part:
        row.position = _behind(session, changes["part"])
        row.part = _one_of_parts(changes["part"])
    if "starts_on" in changes:
        row.starts_on = changes["starts_on"]
    if "ended_on" in changes:
        row.ended_on = changes["ended_on"]
    _check_span(row)
    name_edit(session, title=row.title)


@verb
def remove(session: Session, item_id: int, *, today: date) -> None:
    """Ends an item from today on; what became of it on the days before stays known.

    Problem: record.gone.
    """
    row = _existing(session, item_id)
    row.ended_on = today
    name_edit(session, title=row.title)


@verb
def reorder(
    session: Session, item_id: int, beside_id: int, *, today: date, after: bool = False
) -> None:
    """Puts an item right before, or after, another one, in the part of that. Problem: record.gone.

    Those that have ended keep their place.
    """
    row, beside = _existing(session, item_id), _existing(session, beside_id)
    others = session.scalars(
        select(ChecklistItem)
        .where(ChecklistItem.part == beside.part, ChecklistItem.id != item_id)
        .where(or_(ChecklistItem.ended_on.is_(None), ChecklistItem.ended_on > today))
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    order = list(others)
    if beside not in order:
        raise Problem("record.gone", kind="item")
    order.insert(order.index(beside) + after, row)
    row.part = beside.part
    for position, item in enumerate(order):
        item.position = position
    name_edit(session, title=row.title)


@verb
def tick(session: Session, item_id: int, *, day: date, done_at: datetime) -> None:
    """Marks an item as done on a day, at a moment (UTC), skipped or not. Problem: record.gone."""
    row = _existing(session, item_id)
    outcome = _outcome(session, item_id, day)
    if outcome is None:
        session.add(ChecklistOutcome(item_id=item_id, day=day, done_at=done_at))
    elif outcome.done_at is None:
        outcome.done_at, outcome.skipped_why = done_at, None
    name_edit(session, title=row.title)


@verb
def untick(session: Session, item_id: int, *, day: date) -> None:
    """Takes the tick of a day back; a note stays. Problem: record.gone."""
    row = _existing(session, item_id)
    outcome = _outcome(session, item_id, day)
    if outcome is not None:
        outcome.done_at = None
        _drop_empty(session, outcome)
    name_edit(session, title=row.title)


@verb
def skip(session: Session, item_id: int, *, day: date, why: str) -> None:
    """Leaves an item out on a day, for a reason; a tick gives way to it.

    Problems: record.gone, field.empty without a reason.
    """
    row = _existing(session, item_id)
    if not why.strip():
        raise Problem("field.empty", field="The reason")
    outcome = _outcome(session, item_id, day)
    if outcome is None:
        session.add(ChecklistOutcome(item_id=item_id, day=day, skipped_why=why.strip()))
    else:
        outcome.done_at, outcome.skipped_why = None, why.strip()
    name_edit(session, title=row.title)


@verb
def unskip(session: Session, item_id: int, *, day: date) -> None:
    """Takes back that an item was skipped on a day; a note stays. Problem: record.gone."""
    row = _existing(session, item_id)
    outcome = _outcome(session, item_id, day)
    if outcome is not None:
        outcome.skipped_why = None
        _drop_empty(session, outcome)
    name_edit(session, title=row.title)


@verb
def note(session: Session, item_id: int, *, day: date, text: str) -> None:
    """Writes the note of a day on an item; an empty text removes it. Problem: record.gone."""
    row = _existing(session, item_id)
    outcome = _outcome(session, item_id, day)
    if outcome is None and text.strip():
        session.add(ChecklistOutcome(item_id=item_id, day=day, note=text.strip()))
    elif outcome is not None:
        outcome.note = text.strip() or None
        _drop_empty(session, outcome)
    name_edit(session, title=row.title)


def _existing(session: Session, item_id: int) -> ChecklistItem:
    row = session.get(ChecklistItem, item_id)
    if row is None:
        raise Problem("record.gone", kind="item")
    return row


def _outcome(session: Session, item_id: int, day: date) -> ChecklistOutcome | None:
    return session.scalar(
        select(ChecklistOutcome).where(
            ChecklistOutcome.item_id == item_id, ChecklistOutcome.day == day
        )
    )


def _drop_empty(session: Session, outcome: ChecklistOutcome) -> None:
    """A day on which nothing became of an item is no row."""
    if outcome.done_at is None and outcome.note is None and outcome.skipped_why is None:
        session.delete(outcome)


def _behind(session: Session, part: str) -> int:
    last = session.scalar(
        select(func.max(ChecklistItem.position)).where(ChecklistItem.part == part)
    )
    return 0 if last is None else last + 1


def _check_span(row: ChecklistItem) -> None:
    if row.ended_on is not None and row.starts_on is not None and row.ended_on <= row.starts_on:
        raise Problem("checklist.span")


def _stated(title: str) -> str:
    if not title.strip():
        raise Problem("field.empty", field="The title")
    return title.strip()


def _one_of_parts(part: Part) -> Part:
    if part not in PARTS:
        choices = ", ".join(wording.term(code) for code in PARTS)
        raise Problem("field.choice", field="Part of the day", value=part, choices=choices)
    return part


def _readable(recurrence: str) -> str:
    """The recurrence as it is kept; raises ``recurrence.unreadable`` for one that is no rule."""
    rule = rules.read(recurrence)
    return WORKDAYS if rule is None else rule.text
