"""Rows kept from question to question: only what the change log says has changed is read anew."""

from bisect import insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from salesdesk_app import clock
from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.domain.signals import BY_STAGE, OpenDeal, Rules, Signal, StageWays, signals
from salesdesk_app.services import signal_rules, stage_ways
from salesdesk_app.services.deals.deal_filter import DealFilter, conditions
from salesdesk_app.services.deals.deal_rows import DealRow, Maker, in_order, tested
from salesdesk_app.services.deals.deal_signals import FEW
from salesdesk_app.store.models import (
    Activity,
    Change,
    Deal,
    DealCompetitor,
    DealContact,
    DealProduct,
    Edit,
)
from salesdesk_app.store.value_lists import each_of

BELONGING = {
    model.__tablename__: model.__table__.c.deal_id
    for model in (Activity, DealCompetitor, DealContact, DealProduct)
}
"""Tables whose rows say something of the one deal that they belong to, or a filter asks for."""

EVERYWHERE = frozenset(
    {"account", "person", "stage", "pipeline", "setting", "rate", "currency", "custom_field"}
)
"""Tables of which every row of a deal may hold something: names, stages, rates, thresholds."""


@dataclass(frozen=True)
class _Kept:
    """An answer: up to which edit it knows, what was asked for under what, and what it holds.

    ``under`` is the day, the rules of signals and the zone that days are told by, ``ways`` how
    stages were passed before.
    """

    edit_id: int
    asked: object
    under: object
    ways: Mapping[int, StageWays]
    rows: tuple[DealRow, ...]


NEVER = _Kept(0, None, None, {}, ())


class Remembered:
    """The rows of the question before, brought up to date by what was edited since.

    A move of one deal among 10,000 then reads one row. It is the same whoever edited, undid or
    redid, in this process or another: the log tells of all of them.
    """

    def __init__(self) -> None:
        # One value, so that two readers never see the rows of one beside the edit of another.
        self._kept = NEVER
        self._figures: dict[int, tuple[tuple[DealRow, ...], Figures]] = {}

    def rows(
        self,
        session: Session,
        wanted: DealFilter,
        today: date,
        rules: Rules | None = None,
        *,
        where: ColumnElement[bool] | None = None,
        asked: object = None,
    ) -> Iterator[DealRow]:
        """The same as ``deal_rows``; ``asked`` tells one ``where`` from another."""
        if where is None:
            where, asked = and_(true(), *conditions(wanted)), wanted
        kept, last = self._kept, session.scalar(select(func.max(Edit.id))) or 0
        rules = signal_rules.in_force(session, today) if rules is None else rules
        under, ways = (today, rules, clock.zone()), stage_ways.ways(session).stages
        touched = _touched(session, kept.edit_id, last) if kept.under == under else None
        if touched is not None:
            touched |= _told_anew(kept, ways, today, rules)
        if touched is None:
            rows = tuple(Maker(session, today, rules).rows(session, where))
        elif asked != kept.asked or len(touched) > FEW:
            known = {row.id: row for row in kept.rows if row.id not in touched}
            rows = tuple(Maker(session, today, rules).rows(session, where, known))
        elif touched:
            maker = Maker(session, today, rules, touched)
            rows = _renewed(session, kept.rows, touched, maker, where)
        else:
            rows = kept.rows
        self._kept = _Kept(last, asked, under, ways, rows)
        return tested(wanted, rows)

    def figures(self, key: int, rows: tuple[DealRow, ...]) -> Figures:
        """What these rows come to; as known where a key's rows are the same as before."""
        known = self._figures.get(key)
        if known is not None and known[0] == rows:
            return known[1]
        made = metrics.figures(row.fact for row in rows)
        self._figures[key] = rows, made
        return made


def _renewed(
    session: Session,
    rows: tuple[DealRow, ...],
    touched: frozenset[int],
    maker: Maker,
    where: ColumnElement[bool],
) -> tuple[DealRow, ...]:
    """Rows with those that were touched taken out and, where they still pass, put in anew."""
    found = [row for row in rows if row.fact.id not in touched]
    named = Deal.__table__.c.id.in_(touched)
    for row in maker.rows(session, and_(where, named)):
        insort(found, row, key=in_order)
    return tuple(found)


def _touched(session: Session, since: int, until: int) -> frozenset[int] | None:
    """The deals that edits after ``since`` changed something of; None where it may be all."""
    if since == until:
        return frozenset()
    if since == 0 or until < since:
        return None
    changes = session.execute(
        select(
            Change.table_name,
            Change.row_id,
            func.json_extract(Change.before, "$.deal_id").label("before"),
        ).where(Change.edit_id > since, Change.edit_id <= until)
    ).all()
    touched: set[int | None] = set()
    for table, column in BELONGING.items():
        ids = {change.row_id for change in changes if change.table_name == table}
        touched |= {change.before for change in changes if change.table_name == table}
        if ids:
            key = column.table.c.id
            touched |= set(session.scalars(select(column).where(key.in_(each_of(ids)))))
    for change in changes:
        if change.table_name in EVERYWHERE:
            return None
        if change.table_name == Deal.__tablename__:
            touched.add(change.row_id)
    return frozenset(deal_id for deal_id in touched if deal_id is not None)


def _told_anew(
    kept: _Kept, ways: Mapping[int, StageWays], today: date, rules: Rules
) -> frozenset[int]:
    """The deals of which their stage says something else now, since others passed it."""
    changed = {key for key, way in ways.items() if kept.ways.get(key) != way}
    said: dict[tuple[object, ...], tuple[Signal, ...]] = {}
    found = set()
    for row in kept.rows if changed else ():
        fact = row.fact
        if fact.stage_id not in changed or fact.outcome != "open":
            continue
        key = (fact.stage_id, row.days_in_stage, fact.probability, row.snoozed_until)
        if key not in said:
            said[key] = _of_stage(row, ways[fact.stage_id], today, rules)
        if said[key] != tuple(signal for signal in row.signals if signal.code in BY_STAGE):
            found.add(fact.id)
    return frozenset(found)


def _of_stage(row: DealRow, way: StageWays, today: date, rules: Rules) -> tuple[Signal, ...]:
    days = row.days_in_stage
    deal = OpenDeal(
        stage_since=None if days is None else today - timedelta(days=days),
        probability=row.fact.probability,
        stage=way,
        snoozed_until=row.snoozed_until,
    )
    return signals(deal, today, rules, BY_STAGE)
