"""Closed days: the verbs that close and reopen one, and as of which edit a past day is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day, local_day
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.once import once
from salesdesk_app.services.verbs import ask, ask_past, code_of, name_edit, present_of, verb
from salesdesk_app.store.models import Change, ClosedDay, Edit
from salesdesk_app.store.session import Store

P = ParamSpec("P")
R = TypeVar("R")

LATE = "late"  # in ``kept``: closed afterwards, as the day stood at its end
DAY = timedelta(days=1)
FAR = 7  # days: nobody wants to close what is longer ago


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed day: when (UTC), the note upwards, and what the next day begins with.

    ``since`` is what counted as the last look before that day; ``kept`` is what the log cannot
    tell. ``late`` says that it was closed afterwards, as it stood at its end.
    """

    day: date
    closed_at: datetime
    since: datetime | None
    note: str | None
    tomorrow: str | None
    kept: Mapping[str, Any]

    @property
    def late(self) -> bool:
        """Whether it was closed afterwards, as it stood at its end."""
        return bool(self.kept.get(LATE))

    @property
    def ended(self) -> datetime:
        """The moment as of which it was closed."""
        return end_of_day(self.day) if self.late else self.closed_at


@verb
def close_day(
    session: Session,
    day: date,
    *,
    note: str,
    tomorrow: str,
    now: datetime,
    late: bool = False,
    since: datetime | None = None,
    kept: Mapping[str, Any] | None = None,
    ticked: Iterable[int] = (),
) -> None:
    """Closes a day, or closes it anew, and ticks these items of its checklist.

    ``late`` closes it as it stood at its end. Problems: closing.future, record.gone.
    """
    if day > local_day(now):
        raise Problem("closing.future", day=wording.day(day, year=True))
    row = _row(session, day)
    if row is None:
        row = ClosedDay(day=day, closed_at=now, since=since, kept={})
        session.add(row)
    row.closed_at = now
    row.since = since
    row.note = note.strip() or None
    row.tomorrow = tomorrow.strip() or None
    row.kept = {**(kept or {}), **({LATE: True} if late else {})}
    for item_id in ticked:
        checklist.tick(session, item_id, day=day, done_at=now)
    name_edit(session, day=wording.day(day))


@verb
def reopen_day(session: Session, day: date) -> None:
    """Takes the closing of a day away; its ticks stay. Problem: closing.open."""
    row = _row(session, day)
    if row is None:
        raise Problem("closing.open", day=wording.day(day, year=True))
    session.delete(row)
    name_edit(session, day=wording.day(day))


def closed(session: Session, day: date) -> Closed | None:
    """How a day was closed; None for one that was not. A session of the past asks the present."""
    present = present_of(session)
    if present is not None:
        return ask(present, closed, day)
    row = _row(session, day)
    return None if row is None else _closed(row)


@once
def last(session: Session, before: date) -> Closed | None:
    """The last day before another one that was closed."""
    query = select(ClosedDay).where(ClosedDay.day < before).order_by(ClosedDay.day.desc()).limit(1)
    row = session.scalar(query)
    return None if row is None else _closed(row)


def begins(session: Session, today: date, looked: datetime | None) -> datetime | None:
    """What a day counts from (UTC): the closing of the day before, or a later day's last look.

    To close a day afterwards is not to look at it: what came up since the last look is still news.
    """
    found = last(session, today)
    if found is None or (looked is not None and local_day(looked) > found.day):
        return looked
    if found.late and looked is not None:
        return begins(session, found.day, looked)
    return found.ended


def left_open(session: Session, today: date) -> date | None:
    """The last day on which something was done that was not closed, if none was closed since.

    None where days are never closed here, and for what is more than a week ago.
    """
    before = last(session, today)
    if before is None:
        return None
    # What was done after midnight, before the day was closed, belongs to the day that was closed.
    begin = max(before.ended, end_of_day(before.day), end_of_day(today - FAR * DAY - DAY))
    until = end_of_day(today - DAY)
    at = session.scalar(
        select(func.max(Edit.at)).where(
            Edit.at >= begin,
            Edit.at < until,
            Edit.origin == "user",
            Edit.code != code_of(close_day),  # of the day before, after midnight
        )
    )
    return None if at is None else local_day(at)


def edit_of(session: Session, day: date) -> int:
    """The edit as of which a past day is shown: that which closed it, or the last one of the day.

    Problems: asof.unknown with the first day that is known, asof.empty without any edit.
    """
    row = _row(session, day)
    if row is None or row.kept.get(LATE):
        return history.edit_as_of(session, day)
    made = session.scalar(
        select(func.max(Change.edit_id)).where(
            Change.table_name == ClosedDay.__tablename__, Change.row_id == row.id
        )
    )
    return history.edit_as_of(session, day) if made is None else made


def beside(session: Session, day: date, step: int, today: date, calendar: Calendar) -> date | None:
    """The next day before (-1) or after (1) a day that was worked or has an edit; None at the end.

    After the last one before today comes today.
    """
    first = session.scalar(select(func.min(Edit.at)))
    if first is None:
        return None
    day += step * DAY
    while local_day(first) <= day <= today:
        if day == today or calendar.is_working(day) or _was_written_on(session, day):
            return day
        day += step * DAY
    return None


def ask_as_closed(
    store: Store,
    day: date | None,
    question: Callable[Concatenate[Session, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Answers a question of a past day as it was closed, else as of its end; None is now.

    Problems: those of ``edit_of``, and what the question raises.
    """
    if day is None:
        return ask(store, question, *args, **kwargs)
    return ask_past(store, ask(store, edit_of, day), question, *args, **kwargs)


def _row(session: Session, day: date) -> ClosedDay | None:
    return session.scalar(select(ClosedDay).where(ClosedDay.day == day))


def _closed(row: ClosedDay) -> Closed:
    return Closed(row.day, row.closed_at, row.since, row.note, row.tomorrow, row.kept)


def _was_written_on(session: Session, day: date) -> bool:
    found = select(Edit.id).where(Edit.at >= end_of_day(day - DAY), Edit.at < end_of_day(day))
    return session.scalar(found.limit(1)) is not None
