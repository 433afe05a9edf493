"""The manager's checklist: recurring items of the three parts of the day, ticks and notes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypedDict, Unpack

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain import recurrence as rules
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.checklist import PARTS, WORKDAYS, due
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import ChecklistItem, ChecklistOutcome

Part = Literal["start", "day", "end"]


@dataclass(frozen=True, slots=True)
class Item:
    """A checklist item that stands, with what became of it on the day that was asked for.

    ``check_code`` names one of the five checks with evidence; ``done_at`` is in UTC.
    """

    id: int
    part: Part
    position: int
    title: str
    check_code: str | None
    recurrence: str
    starts_on: date | None
    done_at: datetime | None
    note: str | None


class Changes(TypedDict, total=False):
    """What an edit of an item may state; what is not named stays as it is."""

    title: str
    part: Part
    recurrence: str


def day(session: Session, day: date, calendar: Calendar) -> list[Item]:
    """The items due on a day with their outcome, part after part, each in its order."""
    found = standing(session, day)
    return [item for item in found if due(item.recurrence, item.starts_on, day, calendar)]


def standing(session: Session, day: date) -> list[Item]:
    """Every item that stands on a day, due or not, with that day's outcome."""
    rows = session.execute(
        select(
            ChecklistItem.id,
            ChecklistItem.part,
            ChecklistItem.position,
            ChecklistItem.title,
            ChecklistItem.check_code,
            ChecklistItem.recurrence,
            ChecklistItem.starts_on,
            ChecklistOutcome.done_at,
            ChecklistOutcome.note,
        )
        .outerjoin(
            ChecklistOutcome,
            and_(ChecklistOutcome.item_id == ChecklistItem.id, ChecklistOutcome.day == day),
        )
        .where(or_(ChecklistItem.ended_on.is_(None), ChecklistItem.ended_on > day))
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    items = [Item(**row) for row in rows.mappings()]
    return sorted(items, key=lambda item: PARTS.index(item.part))


@verb
def add(
    session: Session, *, title: str, part: Part, today: date, recurrence: str = WORKDAYS
) -> int:
    """Adds an item behind those of its part, from today on; the result is its id.

    Problems: field.empty, field.choice, recurrence.unreadable.
    """
    row = ChecklistItem(
        title=_stated(title),
        part=_one_of_parts(part),
        recurrence=_readable(recurrence),
        position=_behind(session, part),
        starts_on=today,
    )
    session.add(row)
    session.flush()
    name_edit(session, title=row.title)
    return row.id


@verb
def edit(session: Session, item_id: int, **changes: Unpack[Changes]) -> None:
    """Changes what is named and leaves the rest; in another part it comes last.

    Problems: record.gone, field.empty, field.choice, recurrence.unreadable.
    """
    row = _existing(session, item_id)
    if "title" in changes:
        row.title = _stated(changes["title"])
    if "recurrence" in changes:
        row.recurrence = _readable(changes["recurrence"])
    if "part" in changes and changes["part"] != row.part:
        row.position = _behind(session, changes["part"])
        row.part = _one_of_parts(changes["part"])
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
def reorder(session: Session, item_id: int, beside_id: int, *, after: bool = False) -> None:
    """Puts an item right before, or after, another one of its part. Problem: record.gone."""
    row, beside = _existing(session, item_id), _existing(session, beside_id)
    others = session.scalars(
        select(ChecklistItem)
        .where(ChecklistItem.part == row.part, ChecklistItem.ended_on.is_(None))
        .where(ChecklistItem.id != item_id)
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    order = list(others)
    if beside not in order:
        raise Problem("record.gone", kind="item")
    order.insert(order.index(beside) + after, row)
    for position, item in enumerate(order):
        item.position = position
    name_edit(session, title=row.title)


@verb
def tick(session: Session, item_id: int, *, day: date, done_at: datetime) -> None:
    """Marks an item as done on a day, at a moment (UTC). Problem: record.gone."""
    row = _existing(session, item_id)
    outcome = _outcome(session, item_id, day)
    if outcome is None:
        session.add(ChecklistOutcome(item_id=item_id, day=day, done_at=done_at))
    elif outcome.done_at is None:
        outcome.done_at = done_at
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
    if outcome.done_at is None and outcome.note is None:
        session.delete(outcome)


def _behind(session: Session, part: str) -> int:
    last = session.scalar(
        select(func.max(ChecklistItem.position)).where(ChecklistItem.part == part)
    )
    return 0 if last is None else last + 1


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
