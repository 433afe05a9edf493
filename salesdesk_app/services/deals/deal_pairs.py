"""Deals as they stood after an edit and as they stand now, in pairs for the waterfall."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, func, or_, select, true, union
from sqlalchemy.orm import Session
from sqlalchemy.sql.util import ClauseAdapter

from salesdesk_app.domain.deals import effective_category
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.waterfall import Pair, Standing
from salesdesk_app.services import settings
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.deals.deal_filter import DealFilter, conditions, row_test, without
from salesdesk_app.services.deals.deal_rows import deal_rows
from salesdesk_app.services.figures import LATEST
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Edit, Stage
from salesdesk_app.store.value_lists import each_of


class Side(NamedTuple):
    """A deal at one of the two moments, as far as the waterfall and its list tell of it."""

    id: int
    name: str
    account_id: int | None
    owner_id: int | None
    stage_id: int
    value_minor: int | None
    currency: str
    category: str | None
    expected_close_on: date | None
    closed_on: date | None
    slip_reason: str | None
    member: bool  # passes the filter


class StageThen(NamedTuple):
    """A stage at one of the two moments."""

    name: str
    outcome: str
    category: str
    pipeline_id: int


WINDOWED = ("outcome", "closes", "closed")
"""What a filter may say that the window and the rule see to."""

_COLUMNS = Side._fields[:-1]


@dataclass(slots=True)
class Pairs:
    """The touched deals then and now with their stages; the values of what else is in the pipeline.

    ``unconverted`` holds, by deal, the currency of a value that no rate converts.
    """

    then: dict[int, Side]
    now: dict[int, Side]
    stages_then: dict[int, StageThen]
    stages_now: dict[int, StageThen]
    rates: Rates
    again: set[int] = field(default_factory=set)
    untouched: dict[int, int | None] = field(default_factory=dict)
    unconverted: dict[int, str] = field(default_factory=dict)

    def touched(self) -> Iterator[Pair]:
        """Every deal that was touched."""
        for deal_id in self.then.keys() | self.now.keys():
            then, now = self.then.get(deal_id), self.now.get(deal_id)
            yield Pair(
                deal_id,
                None if then is None else self.standing(then, self.stages_then),
                None if now is None else self.standing(now, self.stages_now),
                deal_id in self.again,
            )

    def standing(self, side: Side, stages: dict[int, StageThen]) -> Standing:
        """What the rule needs to know of a deal; both moments at the rates of now."""
        stage = stages[side.stage_id]
        is_open = stage.outcome == "open"
        counted = side.member and not (
            is_open and effective_category(side.category, stage.category) == "omitted"
        )
        day = side.expected_close_on if is_open else side.closed_on
        minor = self.converted(side.id, side.value_minor, side.currency)
        return Standing(stage.outcome, day, minor, counted)

    def converted(self, deal_id: int, minor: int | None, currency: str) -> int | None:
        """A value in the workspace currency by the latest rate; None where none is known."""
        if minor is None or currency == self.rates.base:
            return minor
        found = self.rates.convert(minor, currency, LATEST)
        if found is None:
            self.unconverted[deal_id] = currency
        return found


def since(
    session: Session,
    edit_id: int,
    window: Period | None,
    wanted: DealFilter | None,
    today: date,
) -> Pairs:
    """Every deal that is or was in the pipeline of a window, or was closed in it since an edit.

    The filter says whose deals they are, then and now each by how the deal stood; what it says of
    outcome, expected and closed days is the window's business and is left out. What is told by
    more than the deal's own row (words, signals, products, activities) is judged as it is now.
    """
    moments = [log.as_of(Stage.__table__, edit_id), Stage.__table__]
    stages_then, stages_now = (_stages(session, table) for table in moments)
    turned = [key for key, stage in stages_now.items() if stages_then.get(key) != stage]
    rows = select(Deal.id).where(Deal.stage_id.in_(turned))
    touched = union(deal_changes.touched(edit_id), rows).subquery().select()
    team = _team(session, wanted, today)
    deal = log.as_of(Deal.__table__, edit_id)
    then = ClauseAdapter(deal).traverse(team)
    pairs = Pairs(
        _sides(session, deal, then, touched),
        _sides(session, Deal.__table__, team, touched),
        stages_then,
        stages_now,
        settings.rates(session),
    )
    pairs.again = _closed_again(session, edit_id, pairs)
    _add_untouched(session, pairs, and_(team, Deal.id.not_in(touched)), window)
    return pairs


def _team(session: Session, wanted: DealFilter | None, today: date) -> ColumnElement[bool]:
    """Whether a deal passes the filter, as a condition over the table of deals."""
    if wanted is None:
        return true()
    whose = without(wanted, *WINDOWED)
    told = conditions(whose)
    if row_test(whose) is None:
        return and_(true(), *told)
    # By their rows alone: what the columns say is asked of both moments.
    passing = {row.id for row in deal_rows(session, whose, today, where=true())}
    return and_(Deal.__table__.c.id.in_(each_of(passing)), *told)


def _stages(session: Session, table: FromClause) -> dict[int, StageThen]:
    columns = [table.c[name] for name in ("id", *StageThen._fields)]
    return {row[0]: StageThen(*row[1:]) for row in session.execute(select(*columns))}


def _sides(
    session: Session, deal: FromClause, member: ColumnElement[bool], touched: Any
) -> dict[int, Side]:
    columns = [deal.c[name] for name in _COLUMNS]
    query = select(*columns, member.label("member")).where(deal.c.id.in_(touched))
    return {row.id: Side._make(row) for row in session.execute(query)}


def _closed_again(session: Session, edit_id: int, pairs: Pairs) -> set[int]:
    """Of the deals that were closed alike then and now, those that were something else in between.

    By the edits that stand: what was undone did not happen. What the first change of an edit
    found is how the deal stood before it.
    """
    outcomes = {key: stage.outcome for key, stage in (pairs.stages_then | pairs.stages_now).items()}
    alike = {}
    for deal_id, now in pairs.now.items():
        then, outcome = pairs.then.get(deal_id), outcomes[now.stage_id]
        if then is not None and outcome != "open" and outcomes[then.stage_id] == outcome:
            alike[deal_id] = outcome
    first = (
        select(func.min(Change.id))
        .join(Edit, Edit.id == Change.edit_id)
        .where(
            Change.table_name == Deal.__tablename__,
            Change.edit_id > edit_id,
            Change.row_id.in_(each_of(alike)),
            Edit.origin.not_in(log.REVERSALS),
            Edit.id.not_in(log.undone_ids(session)),
        )
        .group_by(Change.row_id, Change.edit_id)
    )
    found = session.execute(
        select(Change.row_id, func.json_extract(Change.before, "$.stage_id")).where(
            Change.id.in_(first)
        )
    )
    # A stage that came and went in between was an open one or moved its deals on to another alike.
    return {
        deal_id
        for deal_id, stage_id in found
        if stage_id is not None and outcomes.get(stage_id, "open") != alike[deal_id]
    }


def _add_untouched(
    session: Session, pairs: Pairs, chosen: ColumnElement[bool], window: Period | None
) -> None:
    """Adds what stood in the pipeline of the window all the time; only that, for there is much."""
    open_stages = {key: one for key, one in pairs.stages_now.items() if one.outcome == "open"}
    kept = [key for key, stage in open_stages.items() if stage.category != "omitted"]
    deal = Deal.__table__.c
    told = or_(
        and_(deal.category.is_(None), deal.stage_id.in_(kept)),
        and_(deal.category != "omitted", deal.stage_id.in_(open_stages)),
    )
    query = select(deal.id, deal.value_minor, deal.currency).where(chosen, told)
    if window is not None:
        query = query.where(deal.expected_close_on.between(window.first, window.last))
    base = pairs.rates.base
    pairs.untouched = {
        deal_id: minor if currency == base else pairs.converted(deal_id, minor, currency)
        for deal_id, minor, currency in session.execute(query)
    }
