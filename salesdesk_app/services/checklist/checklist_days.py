"""What the checklist asks of a day: the items that are due on it and those carried over onto it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from sqlalchemy import RowMapping, and_, func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app import clock
from salesdesk_app.clock import local_day
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.carrying import LONGEST, Life, Outcome, Terms, carried_from
from salesdesk_app.domain.checklist import PARTS
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, ChecklistItem, ChecklistOutcome, Edit

Part = Literal["start", "day", "end"]


@dataclass(frozen=True, slots=True)
class Item:
    """A checklist item that stands, with what became of it on the day that was asked for.

    ``check_code`` names one of the five checks with evidence; ``done_at`` is in UTC. An item that
    was left open on an earlier due day says which in ``carried_from``, and is as many calendar days
    old as ``age_days``.
    """

    id: int
    part: Part
    position: int
    title: str
    check_code: str | None
    recurrence: str
    starts_on: date | None
    ended_on: date | None
    done_at: datetime | None
    note: str | None
    skipped_why: str | None
    carried_from: date | None = None
    age_days: int = 0


def day(session: Session, day: date, calendar: Calendar) -> list[Item]:
    """The items of a day with their outcome, part after part, each in its order.

    They are those that are due, those carried over from an earlier day, and what was done or
    skipped on that day though it is due no longer.
    """
    rows = _rows(session, day)
    found = lives(session, day, day, day)
    items = []
    for row in rows:
        life = found[row["id"]]
        terms = life.terms(day)
        since = carried_from(life, day, calendar)
        seen = row["done_at"] is not None or row["skipped_why"] is not None
        if since is not None or seen or (terms is not None and terms.fall(day, calendar)):
            age = (day - since).days if since else 0
            items.append(Item(**row, carried_from=since, age_days=age))
    return in_order(items)


def standing(session: Session, day: date) -> list[Item]:
    """Every item that stands on a day, due or not, with that day's outcome."""
    return in_order([Item(**row) for row in _rows(session, day)])


def in_order(items: list[Item]) -> list[Item]:
    """Part after part, each in its order."""
    return sorted(items, key=lambda item: (PARTS.index(item.part), item.position, item.id))


def begun(session: Session) -> date | None:
    """The day of the first edit, before which nothing was expected; None before there is one."""
    first = log.first_edit_at(session)
    return None if first is None else local_day(first)


def lives(session: Session, first: date, last: date, today: date) -> dict[int, Life]:
    """Every item in time by its id, with what became of it on the days that are looked at.

    A workspace without edits begins ``today``.
    """
    # What is known is never later than today, whatever a clock that was set back has written.
    since = min(begun(session) or today, today)
    former = _former(session, first - LONGEST, today)
    settled = _last_settled(session, first)
    outcomes = _outcomes(session, first, last + LONGEST)
    query = select(
        ChecklistItem.id,
        ChecklistItem.recurrence,
        ChecklistItem.starts_on,
        ChecklistItem.ended_on,
    )
    return {
        row.id: Life(
            Terms(row.recurrence, row.starts_on, row.ended_on),
            since,
            former[row.id],
            settled.get(row.id),
            outcomes[row.id],
        )
        for row in session.execute(query)
    }


def _last_settled(session: Session, before: date) -> dict[int, date]:
    """The last day before one on which an item was done or skipped, within a year, by item."""
    settled = or_(ChecklistOutcome.done_at.is_not(None), ChecklistOutcome.skipped_why.is_not(None))
    rows = session.execute(
        select(ChecklistOutcome.item_id, func.max(ChecklistOutcome.day))
        .where(settled, ChecklistOutcome.day < before, ChecklistOutcome.day >= before - LONGEST)
        .group_by(ChecklistOutcome.item_id)
    )
    return {row[0]: row[1] for row in rows}


def _outcomes(session: Session, first: date, last: date) -> dict[int, dict[date, Outcome]]:
    rows = session.execute(
        select(
            ChecklistOutcome.item_id,
            ChecklistOutcome.day,
            ChecklistOutcome.done_at,
            ChecklistOutcome.skipped_why,
        ).where(ChecklistOutcome.day.between(first, last))
    )
    found: dict[int, dict[date, Outcome]] = defaultdict(dict)
    for item_id, day, done_at, why in rows:
        found[item_id][day] = Outcome(done_at, why)
    return found


def _rows(session: Session, day: date) -> list[RowMapping]:
    query = (
        select(
            ChecklistItem.id,
            ChecklistItem.part,
            ChecklistItem.position,
            ChecklistItem.title,
            ChecklistItem.check_code,
            ChecklistItem.recurrence,
            ChecklistItem.starts_on,
            ChecklistItem.ended_on,
            ChecklistOutcome.done_at,
            ChecklistOutcome.note,
            ChecklistOutcome.skipped_why,
        )
        .outerjoin(
            ChecklistOutcome,
            and_(ChecklistOutcome.item_id == ChecklistItem.id, ChecklistOutcome.day == day),
        )
        .where(or_(ChecklistItem.ended_on.is_(None), ChecklistItem.ended_on > day))
    )
    return list(session.execute(query).mappings())


def _former(
    session: Session, first: date, today: date
) -> dict[int, list[tuple[date, Terms | None]]]:
    """The terms that ended since a day, from the log: what counts is how a day ended."""
    moment = clock.at(first, time.min)
    rows = session.execute(
        select(Change.row_id, Edit.at, Change.before)
        .join(Edit, Edit.id == Change.edit_id)
        .where(Change.table_name == ChecklistItem.__tablename__, Edit.at >= moment)
        .order_by(Change.id)
    )
    found: dict[int, list[tuple[date, Terms | None]]] = defaultdict(list)
    for item_id, at, before in rows:
        until = min(local_day(at), today)
        if not found[item_id] or found[item_id][-1][0] < until:
            found[item_id].append((until, None if before is None else _terms(json.loads(before))))
    return found


def _terms(row: dict[str, Any]) -> Terms:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("starts_on", "ended_on")
    }
    return Terms(row["recurrence"], **days)
