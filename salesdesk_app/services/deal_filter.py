"""Which deals to look at: the filter that board, table and every figure hand on to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, false, func, or_, select

from salesdesk_app.domain.periods import Period
from salesdesk_app.store.models import Deal, Stage

Outcome = Literal["open", "won", "lost"]


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Which deals to look at; every condition that is set must hold.

    An empty set or None is no condition. ``None`` among the owners stands for nobody. Only deals
    whose date is known and lies in a period pass it. ``text`` finds deals whose name, account,
    owner, stage, next step, source or key holds each of its words. ``deal_ids`` names the deals
    themselves, as a figure hands on what it was made of. ``title`` says in words where a filter
    comes from ("Won in November, Lena Fischer").
    """

    text: str = ""
    owner_ids: frozenset[int | None] = frozenset()
    stage_ids: frozenset[int] = frozenset()
    outcome: Outcome | None = None
    closed: Period | None = None
    expected: Period | None = None
    created: Period | None = None
    deal_ids: frozenset[int] | None = None
    at_risk: bool = False
    title: str = ""


def conditions(wanted: DealFilter) -> Iterator[ColumnElement[bool]]:
    """What SQL can tell of a filter over the table of deals: all but its text and ``at_risk``."""
    deal = Deal.__table__.c
    if wanted.owner_ids:
        people = [owner for owner in wanted.owner_ids if owner is not None]
        nobody = deal.owner_id.is_(None) if None in wanted.owner_ids else false()
        yield or_(deal.owner_id.in_(people), nobody)
    if wanted.stage_ids:
        yield deal.stage_id.in_(wanted.stage_ids)
    if wanted.outcome is not None:
        stage = Stage.__table__.c
        yield deal.stage_id.in_(select(stage.id).where(stage.outcome == wanted.outcome))
    if wanted.deal_ids is not None:
        # As one JSON value: a statement takes only so many of them one by one.
        named = func.json_each(str(sorted(wanted.deal_ids))).table_valued("value")
        yield deal.id.in_(select(named.c.value))
    for day, period in (
        (deal.closed_on, wanted.closed),
        (deal.expected_close_on, wanted.expected),
        (deal.created_on, wanted.created),
    ):
        if period is not None:
            yield day.between(period.first, period.last)
