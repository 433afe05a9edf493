"""The rows that board and table show: every deal that passes a filter, with names and signals."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.deals import effective_category, effective_probability
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.signals import Signal, Thresholds, at_risk
from salesdesk_app.services import settings, stages
from salesdesk_app.services.deal_filter import DealFilter, conditions
from salesdesk_app.services.deal_signals import judge
from salesdesk_app.services.figures import LATEST
from salesdesk_app.services.stages import StageRow
from salesdesk_app.store.models import Account, Deal, Person


class DealRow(NamedTuple):
    """A deal for the board and the table; a named tuple, because there may be 100,000 of them.

    ``fact`` holds ids, dates, and value (workspace currency), probability and category as the
    figures see them; ``own_minor`` is the value in the deal's own currency. ``place`` is the
    stage's in the order of the board. ``line`` is what a search looks at, in lower case.
    """

    fact: DealFact
    name: str
    account: str
    owner: str
    stage: str
    place: int
    own_minor: int | None
    currency: str
    next_step: str | None
    next_step_on: date | None
    signals: tuple[Signal, ...]
    line: str

    @property
    def id(self) -> int:
        """The deal's key."""
        return self.fact.id

    @property
    def closes_on(self) -> date | None:
        """The expected close while it is open, else the day on which it was closed."""
        return self.fact.day

    @property
    def at_risk(self) -> bool:
        """Whether its close date has passed or it has gone quiet."""
        return at_risk(self.signals)


def deal_rows(
    session: Session, wanted: DealFilter, today: date, limits: Thresholds | None = None
) -> Iterator[DealRow]:
    """The deals that pass a filter, in no order; ``limits`` instead of the settings' thresholds.

    Values are converted as the figures convert them: a closed deal's at its close date, an open
    one's at the latest rate.
    """
    known = {stage.id: (place, stage) for place, stage in enumerate(stages.rows(session))}
    accounts = _names(session, Account)
    people = _names(session, Person)
    rates = settings.rates(session)
    signals_of = judge(session, today, limits, wanted.deal_ids)
    words = wanted.text.lower().split()
    for row in session.execute(_columns().where(*conditions(wanted))):
        place, stage = known[row.stage_id]
        account = accounts.get(row.account_id, "")
        owner = people.get(row.owner_id, "")
        parts = (row.name, account, owner, stage.name, row.next_step, row.source, row.external_id)
        line = " ".join(filter(None, parts)).lower()
        if not all(word in line for word in words):
            continue
        fact = _fact(row, stage, rates)
        found = signals_of(fact, row.next_step, row.next_step_on)
        if wanted.at_risk and not at_risk(found):
            continue
        yield DealRow(
            fact,
            row.name,
            account,
            owner,
            stage.name,
            place,
            row.value_minor,
            row.currency,
            row.next_step,
            row.next_step_on,
            found,
            line,
        )


def _columns() -> Any:
    return select(
        Deal.id,
        Deal.name,
        Deal.account_id,
        Deal.owner_id,
        Deal.stage_id,
        Deal.value_minor,
        Deal.currency,
        Deal.probability,
        Deal.category,
        Deal.created_on,
        Deal.expected_close_on,
        Deal.closed_on,
        Deal.source,
        Deal.next_step,
        Deal.next_step_on,
        Deal.external_id,
    )


def _names(session: Session, model: type[Account | Person]) -> dict[int | None, str]:
    """Names by key, so that rows share one object instead of holding a copy each."""
    return {row.id: row.name for row in session.execute(select(model.id, model.name))}


def _fact(row: Row[Any], stage: StageRow, rates: Rates) -> DealFact:
    minor = row.value_minor
    if minor is not None and row.currency != rates.base:
        day = LATEST if stage.outcome == "open" else row.closed_on or LATEST
        minor = rates.convert(minor, row.currency, day)
    return DealFact(
        row.id,
        row.owner_id,
        row.stage_id,
        stage.outcome,
        effective_category(row.category, stage.category, stage.outcome),
        minor,
        effective_probability(row.probability, stage.probability, stage.outcome),
        row.created_on,
        row.expected_close_on,
        row.closed_on,
        row.account_id,
    )
