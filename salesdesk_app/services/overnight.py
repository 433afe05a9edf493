"""What came up since the day was last looked at, and what waits: the most urgent first."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.day import GOOD, DealState, Event, events, rank, urgent_first
from salesdesk_app.domain.signals import Signal
from salesdesk_app.services import commitments, stages
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.deal_filter import DealFilter
from salesdesk_app.services.deal_rows import DealRow, deal_rows
from salesdesk_app.services.deal_trails import UNKNOWN, local_day, trails
from salesdesk_app.services.handled import key
from salesdesk_app.services.stages import StageRow
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal

NEW_SHOWN = 5  # more deals than these that were added are one line
RISKS: dict[str, Event] = {"close_passed": "close_passed", "quiet": "quiet"}  # others: at_risk
DATED = frozenset({"close_passed", "quiet", "stuck"})  # they tell for how long they have stood


@dataclass(frozen=True, slots=True)
class Past:
    """How a deal stood when the day was last looked at; ``pushes`` and the reason are of now."""

    state: DealState
    stage: str
    pushes: int = 0
    lost_reason: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to know or to do: what happened, the gravest first, and what it is about.

    Exactly one of ``deal``, ``task``, ``promise`` and ``added`` (deals that came in together) is
    set. ``signals`` are a deal's risks; ``fresh`` says that it came up since the last look.
    """

    events: tuple[Event, ...]
    deal: DealRow | None = None
    past: Past | None = None
    signals: tuple[Signal, ...] = ()
    task: ActivityRow | None = None
    promise: CommitmentRow | None = None
    added: DealFilter | None = None
    fresh: bool = True

    @property
    def key(self) -> str:
        """What it is about, as a text that stays the same: ``deal:12``, ``task:9``."""
        about = {"deal": self.deal, "promise": self.promise, "task": self.task}
        return next((key(kind, one.id) for kind, one in about.items() if one), "many:new")

    @property
    def event(self) -> Event:
        """The gravest of what happened."""
        return self.events[0]

    @property
    def good(self) -> bool:
        """Whether it asks for nothing but perhaps a word of praise."""
        return self.event in GOOD


def matters(
    session: Session,
    since: datetime | None,
    today: date,
    open_deals: Mapping[int, DealRow],
    overdue: Iterable[ActivityRow],
) -> tuple[Matter, ...]:
    """What happened to deals since a moment (UTC), risks that stand, late promises and tasks.

    In the order of ``domain.day.ORDER``, then what is new, then by value. Without a moment, nothing
    is known to have happened and nothing counts as new.
    """
    found: list[Matter] = []
    if since is not None:
        found += _changed(session, since, today, open_deals)
    told = {matter.deal.id for matter in found if matter.deal is not None}
    day = None if since is None else local_day(since)
    for deal in open_deals.values():
        if deal.at_risk and deal.id not in told:
            risks = _risks(deal)
            fresh = day is not None and all(_came_up(s, today, day) for s in risks)
            found.append(Matter(_codes(risks), deal, signals=risks, fresh=fresh))
    for promise in commitments.standing(session):
        if promise.is_late(today):
            fresh = day is not None and promise.due_on >= day
            found.append(Matter(("late",), promise=promise, fresh=fresh))
    for task in overdue:
        planned = task.planned_at
        fresh = since is not None and planned is not None and planned >= since
        found.append(Matter(("overdue",), task=task, fresh=fresh))
    return tuple(sorted(found, key=_urgency))


def new_risks(found: Iterable[Matter]) -> int:
    """How many deals have come to be at risk since the last look."""
    return sum(bool(m.signals) and m.fresh and m.deal is not None for m in found)


def _changed(
    session: Session, since: datetime, today: date, open_deals: Mapping[int, DealRow]
) -> Iterator[Matter]:
    """The deals that stand otherwise than they did, by what the first change since then found."""
    before = log.last_edit_before(session, since) or 0
    first = (
        select(func.min(Change.id).label("id"))
        .where(Change.table_name == Deal.__tablename__, Change.edit_id > before)
        .group_by(Change.row_id)
        .subquery()
    )
    found = {
        row.row_id: row.before
        for row in session.execute(
            select(Change.row_id, Change.before).join(first, Change.id == first.c.id)
        )
    }
    rows = _rows(session, found, today, open_deals)
    known = {stage.id: stage for stage in stages.rows(session)}
    places = {stage_id: place for place, stage_id in enumerate(known)}
    updated = {row_id: json.loads(then) for row_id, then in found.items() if then is not None}
    ways = trails(session, updated)
    reasons = _reasons(session, [deal.id for deal in rows.values() if deal.fact.outcome == "lost"])
    for row_id, then in updated.items():
        if row_id not in rows:
            continue  # it is gone
        deal = rows[row_id]
        stage = known.get(then["stage_id"])
        state = _state(then, stage, places, deal)
        risks = _risks(deal)
        happened = urgent_first({*events(state, _now(deal)), *_codes(risks)})
        if happened:
            way = ways.get(row_id, UNKNOWN)
            name = deal.stage if stage is None else stage.name
            past = Past(state, name, way.pushes, reasons.get(row_id, ""))
            yield Matter(happened, deal, past, risks)
    yield from _added([rows[i] for i, then in found.items() if then is None and i in rows], since)


def _rows(
    session: Session, ids: Iterable[int], today: date, open_deals: Mapping[int, DealRow]
) -> dict[int, DealRow]:
    """These deals as they stand now, without those that are gone."""
    rows = {row_id: open_deals[row_id] for row_id in ids if row_id in open_deals}
    closed = frozenset(ids) - frozenset(rows)
    if closed:
        rows |= {row.id: row for row in deal_rows(session, DealFilter(deal_ids=closed), today)}
    return rows


def _state(
    then: dict[str, Any], stage: StageRow | None, places: Mapping[int, int], deal: DealRow
) -> DealState:
    """How a deal stood; a stage that is gone counts as the one the deal is in now."""
    return DealState(
        outcome=deal.fact.outcome if stage is None else stage.outcome,
        place=deal.place if stage is None else places[stage.id],
        value_minor=then["value_minor"],
        currency=then["currency"],
        expected=then["expected_close_on"],
    )


def _now(deal: DealRow) -> DealState:
    day = deal.fact.expected_close_on
    expected = None if day is None else day.isoformat()
    return DealState(deal.fact.outcome, deal.place, deal.own_minor, deal.currency, expected)


def _added(deals: list[DealRow], since: datetime) -> Iterator[Matter]:
    """Deals that were added: one by one where they are few, else as one line."""
    if len(deals) > NEW_SHOWN:
        ids = frozenset(deal.id for deal in deals)
        yield Matter(("new",), added=DealFilter(deal_ids=ids, title="Added since the last look"))
        return
    for deal in deals:
        risks = _risks(deal)
        closed_on = deal.fact.closed_on
        if deal.fact.outcome == "open":
            yield Matter(urgent_first({"new", *_codes(risks)}), deal, signals=risks)
        elif closed_on is not None and closed_on >= local_day(since):
            yield Matter(("won" if deal.fact.outcome == "won" else "lost",), deal)


def _reasons(session: Session, ids: list[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = session.execute(select(Deal.id, Deal.lost_reason).where(Deal.id.in_(ids)))
    return {row.id: row.lost_reason or "" for row in rows}


def _risks(deal: DealRow) -> tuple[Signal, ...]:
    return tuple(signal for signal in deal.signals if signal.risk)


def _codes(signals: Iterable[Signal]) -> tuple[Event, ...]:
    return urgent_first({RISKS.get(signal.code, "at_risk") for signal in signals})


def _came_up(signal: Signal, today: date, since: date) -> bool:
    """Whether a signal that has stood for some days (beyond its limit) is newer than a day.

    One that comes from a change of the deal is told with that change, not here.
    """
    if signal.code not in DATED:
        return False
    beyond = (signal.days or 0) - (signal.limit or 0)
    return beyond <= (today - since).days


def _urgency(matter: Matter) -> tuple[int, bool, int, int, str]:
    """What happened, then what is new, the larger value, the shorter time, the name or the day."""
    value, name = 0, ""
    days = max((signal.days or 0 for signal in matter.signals), default=0)
    if matter.deal is not None:
        value, name = matter.deal.fact.value_minor or 0, matter.deal.name
    elif matter.promise is not None:
        name = matter.promise.due_on.isoformat()
    elif matter.task is not None and matter.task.planned_at is not None:
        name = matter.task.planned_at.isoformat()
    return rank(matter.event), not matter.fresh, -value, days, name
