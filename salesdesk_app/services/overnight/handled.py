"""Matters that were seen to or rest: off the list until something new happens about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day, local_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, commitments, history, looks
from salesdesk_app.services.deals import snoozes
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import deal_rows
from salesdesk_app.services.evening import closing
from salesdesk_app.services.team_calls import call_outcomes
from salesdesk_app.services.team_calls.call_outcomes import Occasion
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Edit, Handled, OpenEdit
from salesdesk_app.store.value_lists import each_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter that was seen to: when (UTC) and by which edit; ``until`` which day it rests.

    ``signals`` are the codes of those that its deal had then, ``since`` is the look that counted
    then. A matter is new again

    - of a deal: by a later edit that changed its outcome, stage, close date or value, by a risk
      that it had not then, or by one that came up on a later day;
    - late or overdue: on every later day on which it still is so.

    While it rests only such an edit brings it back; on its day it is told as it was.
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


@dataclass(frozen=True, slots=True)
class Dealt:
    """What one edit saw to, of one matter or of several: its code and facts, and when (UTC)."""

    edit_id: int
    at: datetime
    code: str
    facts: dict[str, Any]
    count: int


def key(kind: str, *ids: object) -> str:
    """What a matter is about, as one text that stays the same: ``deal:12``."""
    return f"{kind}:{'+'.join(map(str, ids))}"


def record(key: str, kind: str) -> int | None:
    """The id in a key of one kind of record; None for any other key."""
    named, _colon, number = key.partition(":")
    return int(number) if named == kind and number.isdigit() else None


@verb
def done(
    session: Session,
    keys: Sequence[str],
    *,
    what: str,
    now: datetime,
    calls: Sequence[Occasion] = (),
) -> None:
    """Sees to a matter (UTC), which is called ``what``; a task or a promise is done with it.

    Of several in one line all are. ``calls`` are those of a matter that only a calendar holds;
    they are logged as held, as one that is planned here is. Problem: record.gone for a task or a
    promise that is not there any more.
    """
    for one in keys:
        settle(session, one, now)
    for call in calls:
        call_outcomes.log(session, call, "held", now=now)
    keep(session, keys)
    name_edit(session, what=what)


@verb
def snooze(
    session: Session,
    keys: Sequence[str],
    *,
    until: date,
    why: str | None = None,
    what: str,
    now: datetime,
) -> None:
    """Lets a matter rest until a day, on which it shows again by itself.

    Problem: snooze.past for a day that is not to come.
    """
    today = local_day(now)
    if until <= today:
        raise Problem("snooze.past", day=wording.day(until, year=True))
    keep(session, keys, until=until, why=why)
    name_edit(session, what=what, day=wording.day(until, year=until.year != today.year))


@verb
def rest(
    session: Session,
    deal_ids: Sequence[int],
    *,
    until: date,
    why: str | None = None,
    what: str,
    now: datetime,
) -> None:
    """Lets deals whose signals are the matter rest as the pipeline does it: by its own snooze.

    What else happened to them counts as seen. Problems: those of ``snoozes.snooze``.
    """
    snoozes.snooze(session, deal_ids, until=until, why=why, today=local_day(now))
    keep(session, [key("deal", deal_id) for deal_id in deal_ids], signals=False)
    name_edit(session, what=what)


@verb
def back(session: Session, edit_id: int, *, what: str) -> None:
    """Takes back all that was done by the edit that saw to a matter: what it closed, planned or
    let rest.

    Problems: undo.nothing where it was taken back already, undo.later where its records changed
    since.
    """
    history.put_back(session, edit_id)
    name_edit(session, what=what)


def seen(session: Session) -> dict[str, Seen]:
    """Every matter that was seen to or rests, by its key."""
    h = Handled
    rows = session.execute(select(h.key, h.at, h.edit_id, h.since, h.signals, h.until, h.why))
    return {
        row.key: Seen(
            row.key, row.at, row.edit_id, row.since, frozenset(row.signals), row.until, row.why
        )
        for row in rows
    }


def dealt_on(session: Session, day: date) -> list[Dealt]:
    """What was seen to on a local day and is not taken back, the last first."""
    rows = session.execute(
        select(Edit.id, Handled.at, Edit.code, Edit.facts, func.count())
        .join(Edit, Edit.id == Handled.edit_id)
        .where(Handled.at >= end_of_day(day - timedelta(days=1)), Handled.at < end_of_day(day))
        .group_by(Edit.id)
        .order_by(Edit.id.desc())
    )
    return [Dealt(*row) for row in rows]


def keep(
    session: Session,
    keys: Sequence[str],
    *,
    until: date | None = None,
    why: str | None = None,
    signals: bool = True,
) -> None:
    """Writes that matters were seen to by the running edit, by default with their deals' signals.

    Without them every signal that shows later is new.
    """
    # The edit's own moment: never before that of an earlier one, even where a clock was set back.
    edit_id, at = session.execute(
        select(Edit.id, Edit.at).join(OpenEdit, OpenEdit.edit_id == Edit.id)
    ).one()
    today = local_day(at)
    stated = {
        "at": at,
        "edit_id": edit_id,
        "since": closing.begins(session, today, looks.last(session, "today", today)),
        "until": until,
        "why": (why or "").strip() or None,
    }
    had = _signals(session, keys, today) if signals else {}
    asked = select(Handled.key, Handled.id).where(Handled.key.in_(each_of(keys)))
    known = {row.key: row.id for row in session.execute(asked)}
    made = [{"key": one, "signals": had.get(one, []), **stated} for one in dict.fromkeys(keys)]
    new = [row for row in made if row["key"] not in known]
    old = [row | {"id": known[str(row["key"])]} for row in made if row["key"] in known]
    if new:
        session.execute(insert(Handled), new)
    if old:
        session.execute(update(Handled), old)


def _signals(session: Session, keys: Iterable[str], today: date) -> dict[str, list[str]]:
    """The codes of the signals of each deal among the keys."""
    deals = frozenset(i for one in keys if (i := record(one, "deal")) is not None)
    if not deals:
        return {}
    rows = deal_rows(session, DealFilter(deal_ids=deals), today)
    return {key("deal", row.id): sorted(signal.code for signal in row.signals) for row in rows}


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
