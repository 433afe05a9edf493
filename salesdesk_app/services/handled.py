"""Matters that were seen to or rest: off the list until something new happens about them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, closing, commitments, history, looks, snoozes
from salesdesk_app.services.deal_filter import DealFilter
from salesdesk_app.services.deal_rows import deal_rows
from salesdesk_app.services.deal_trails import local_day
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Edit, Handled, OpenEdit


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter that was seen to: when (UTC) and by which edit; ``until`` which day it rests.

    ``signals`` are the codes of the risks that its deal had then, ``since`` is the look that
    counted then. A matter is new again

    - of a deal: by a later edit that changed its outcome, stage, close date or value, by a risk
      that it had not then, or by one that came up on a later day;
    - of many deals together: by a later edit of one of them;
    - late or overdue: on every later day on which it is still so.
    """

    key: str
    at: datetime
    edit_id: int
    since: datetime | None
    signals: frozenset[str]
    until: date | None
    why: str | None

    def rests(self, today: date) -> bool:
        """Whether it waits for a day that is still to come."""
        return self.until is not None and today < self.until

    @property
    def day(self) -> date:
        """The local day on which it was seen to."""
        return local_day(self.at)


def key(kind: str, *ids: object) -> str:
    """What a matter is about, as one text that stays the same: ``deal:12``."""
    return f"{kind}:{'+'.join(str(one) for one in ids)}"


def record(key: str, kind: str) -> int | None:
    """The id in a key of one kind of record; None for any other key."""
    named, _colon, number = key.partition(":")
    return int(number) if named == kind and number.isdigit() else None


@verb
def done(session: Session, key: str, *, what: str, now: datetime) -> None:
    """Sees to a matter (UTC), which is called ``what``; a task or a promise is done with it.

    Problem: record.gone for a task or a promise that is not there any more.
    """
    settle(session, key, now)
    keep(session, key)
    name_edit(session, what=what)


@verb
def snooze(
    session: Session, key: str, *, until: date, why: str | None = None, what: str, now: datetime
) -> None:
    """Lets a matter rest until a day, on which it shows again by itself.

    Problem: snooze.past for a day that is not to come.
    """
    today = local_day(now)
    if until <= today:
        raise Problem("snooze.past", day=wording.day(until, year=True))
    keep(session, key, until=until, why=why)
    name_edit(session, what=what, day=wording.day(until, year=until.year != today.year))


@verb
def rest(
    session: Session, deal_id: int, *, until: date, why: str | None = None, what: str, now: datetime
) -> None:
    """Lets a deal whose signals are the matter rest as the pipeline lets it: by its own snooze.

    What else happened to it counts as seen. Problems: those of ``snoozes.snooze``.
    """
    snoozes.snooze(session, [deal_id], until=until, why=why, today=local_day(now))
    keep(session, key("deal", deal_id), signals=())
    name_edit(session, what=what)


@verb
def back(session: Session, key: str, *, what: str) -> None:
    """Takes back all that was done as a matter was seen to: what it closed, planned or let rest.

    Problems: record.gone where it was not seen to, undo.later where its records changed since.
    """
    row = _row(session, key)
    if row is None:
        raise Problem("record.gone", kind="matter")
    edit_id = row.edit_id
    session.expunge(row)
    history.put_back(session, edit_id)
    name_edit(session, what=what)


def seen(session: Session) -> dict[str, Seen]:
    """Every matter that was seen to or rests, by its key."""
    return {row.key: _seen(row) for row in session.scalars(select(Handled))}


def keep(
    session: Session,
    key: str,
    *,
    until: date | None = None,
    why: str | None = None,
    signals: Collection[str] | None = None,
) -> None:
    """Writes that a matter was seen to by the running edit; by default with its deal's risks."""
    # The edit's own moment: never before that of an earlier one, even where a clock was set back.
    edit = session.execute(select(Edit.id, Edit.at).join(OpenEdit, OpenEdit.edit_id == Edit.id))
    edit_id, at = edit.one()
    today = local_day(at)
    row = _row(session, key)
    if row is None:
        row = Handled(key=key)
        session.add(row)
    row.at, row.edit_id, row.until = at, edit_id, until
    row.why = (why or "").strip() or None
    row.since = closing.begins(session, today, looks.last(session, "today", today))
    row.signals = sorted(_risks(session, key, today) if signals is None else signals)


def settle(session: Session, key: str, now: datetime) -> None:
    """Completes the task, logs the call as held, or closes the promise that a matter is about."""
    promise, task, call = (record(key, kind) for kind in ("promise", "task", "call"))
    if promise is not None:
        commitments.close(session, promise, today=local_day(now))
    elif task is not None:
        activities.complete(session, task, done_at=now)
    elif call is not None:
        row = activities.get(session, call)
        activities.complete(session, call, done_at=row.planned_at or now)


def _risks(session: Session, key: str, today: date) -> list[str]:
    deal = record(key, "deal")
    if deal is None:
        return []
    rows = deal_rows(session, DealFilter(deal_ids=frozenset({deal})), today)
    return [signal.code for row in rows for signal in row.signals if signal.risk]


def _row(session: Session, key: str) -> Handled | None:
    return session.scalar(select(Handled).where(Handled.key == key))


def _seen(row: Handled) -> Seen:
    signals = frozenset(row.signals)
    return Seen(row.key, row.at, row.edit_id, row.since, signals, row.until, row.why)
