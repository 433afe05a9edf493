"""What is open at the end of a day: done, put off, or dropped with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from salesdesk_app import clock, wording
from salesdesk_app.clock import end_of_day, local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.follow_up import MORNING
from salesdesk_app.services import activities, commitments
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.overnight.handled import record
from salesdesk_app.services.team_calls import call_lines
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Activity, ChecklistItem, Commitment
from salesdesk_app.wording import evening as words

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today

Kind = Literal["item", "task", "call", "promise"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is open: its key (``item:3``), what it is, whose, and since or by when.

    ``late`` says that its day is over already. A call's outcome is logged by ``call_outcomes``.
    """

    key: str
    kind: Kind
    text: str
    whose: str
    detail: str
    late: bool
    call: Call | None = None


def open_ones(day: "Today", due: Iterable[CommitmentRow]) -> tuple[Open, ...]:
    """What a day leaves open: ``due`` promises, calls without an outcome, follow-ups, then items.

    Items of the end of the day are what the evening itself sees to.
    """
    calls = (call for call in day.agenda.calls if call.is_open and call.begins <= day.now)
    items = (item for item in day.items if item.part != "end" and _stands(item))
    return (
        *(_promise(row, day.day) for row in due),
        *(_call(call) for call in calls),
        *(_task(one.row, day.day) for one in day.follow_ups.to_answer),
        *_items(items, day.day),
    )


@verb
def finish(session: Session, key: str, *, day: date, now: datetime) -> None:
    """Does what is open on a day: ticks it, answers it, or closes it as kept.

    Problem: record.gone.
    """
    item = record(key, "item")
    if item is not None:
        checklist.tick(session, item, day=day, done_at=now)
    else:
        handled.settle(session, key, now)
    name_edit(session, what=_called(session, key))


@verb
def put_off(session: Session, key: str, until: date, *, day: date) -> None:
    """Puts what is open on a day off to a later one, at its hour.

    An item of the checklist is skipped today and becomes a task of that day. Problems: record.gone,
    carry.past for a day that is not later.
    """
    if until <= day:
        raise Problem("carry.past", day=wording.day(until, year=True))
    called = _called(session, key)
    promise, item = record(key, "promise"), record(key, "item")
    if promise is not None:
        commitments.edit(session, promise, due_on=until)
    elif item is not None:
        checklist.skip(session, item, day=day, why=words.put_off(until))
        at = at_hour(until, None)
        activities.plan(session, kind="task", planned_at=at, subject=called)
    else:
        row = _row(session, key)
        activities.edit(session, row.id, planned_at=at_hour(until, row.planned_at))
    name_edit(session, what=called, day=wording.day(until))


@verb
def drop(session: Session, key: str, why: str, *, day: date) -> None:
    """Drops what is open on a day, with the reason: it is neither done nor open any more.

    An item of the checklist is skipped on that day only. Problems: record.gone, carry.why without
    a reason.
    """
    why = " ".join(why.split())
    if not why:
        raise Problem("carry.why")
    promise, item = record(key, "promise"), record(key, "item")
    called = _called(session, key)
    if promise is not None:
        commitments.close(session, promise, today=day, outcome="dropped")
        handled.keep(session, [key], why=why)
    elif item is not None:
        checklist.skip(session, item, day=day, why=why)
    else:
        row = _row(session, key)
        row.outcome = "cancelled"
        row.note = f"{row.note}\n{why}" if row.note else why
    name_edit(session, what=called)


def _promise(row: CommitmentRow, day: date) -> Open:
    late = row.due_on < day
    detail = words.due(row.due_on, late=(day - row.due_on).days)
    return Open(handled.key("promise", row.id), "promise", row.text, row.owner, detail, late)


def _call(call: Call) -> Open:
    clock = words.planned(local(call.begins), late=False)
    detail = " · ".join(part for part in (clock, call_lines.whom(call)[0]) if part)
    key = handled.key("call", call.key)
    return Open(key, "call", call.subject, call.person or "", detail, late=False, call=call)


def _task(row: ActivityRow, day: date) -> Open:
    planned = row.planned_at
    late = planned is not None and planned < end_of_day(day - DAY)
    when = "" if planned is None else words.planned(local(planned), late=late)
    about = row.deal or row.account or ""
    detail = " · ".join(part for part in (when, about) if part)
    return Open(handled.key("task", row.id), "task", row.subject, row.person or "", detail, late)


def _stands(item: checklist.Item) -> bool:
    return item.done_at is None and item.skipped_why is None


def _items(items: Iterable[checklist.Item], day: date) -> Iterable[Open]:
    for item in items:
        age = (day - item.carried_from).days if item.carried_from is not None else 0
        yield Open(handled.key("item", item.id), "item", item.title, "", words.age(age), age > 0)


def at_hour(until: date, planned: datetime | None) -> datetime:
    """The same hour by the clock on the wall of a later day; nine where none was stated."""
    hour = local(planned).time() if planned is not None else MORNING
    return clock.at(until, hour)


def _row(session: Session, key: str) -> Activity:
    task = record(key, "task")
    row = None if task is None else session.get(Activity, task)
    if row is None:
        raise Problem("record.gone", kind="activity")
    return row


def _called(session: Session, key: str) -> str:
    """What the thing is called. Problem: record.gone."""
    promise, item = record(key, "promise"), record(key, "item")
    if promise is not None:
        found = session.get(Commitment, promise)
        if found is not None:
            return found.text
    elif item is not None:
        known = session.get(ChecklistItem, item)
        if known is not None:
            return known.title
    else:
        return _row(session, key).subject
    raise Problem("record.gone", kind="matter")
