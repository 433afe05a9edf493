"""The rows that board and table show: every deal that passes a filter, with names and signals."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session

from salesdesk_app.domain.deals import effective_category, effective_probability
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.signals import Signal, Thresholds, at_risk
from salesdesk_app.services import settings, stages
from salesdesk_app.services.deal_filter import DealFilter, conditions
from salesdesk_app.services.deal_signals import judge
from salesdesk_app.services.figures import LATEST
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
    session: Session,
    wanted: DealFilter,
    today: date,
    limits: Thresholds | None = None,
    *,
    where: ColumnElement[bool] | None = None,
) -> Iterator[DealRow]:
    """The deals that pass a filter, in no order; ``limits`` instead of the settings' thresholds.

    ``where`` takes the place of what SQL tells of the filter; its text and ``at_risk`` hold.

    Values are converted as the figures convert them: a closed deal's at its close date, an open
    one's at the latest rate.
    """
    known = {stage.id: (place, stage) for place, stage in enumerate(stages.rows(session))}
    accounts, people = _names(session, Account), _names(session, Person)
    rates = settings.rates(session)
    closed_only = wanted.outcome in ("won", "lost")
    signals_of = None if closed_only else judge(session, today, limits, wanted.deal_ids)
    words = wanted.text.lower().split()
    chosen = and_(true(), *conditions(wanted)) if where is None else where
    for stated in session.execute(_COLUMNS.where(chosen)):
        # By place: reading a row's columns by name takes four times as long.
        deal_id, name, account_id, owner_id, stage_id, minor, currency, *more = stated
        probability, category, created, expected, closed, step, step_on, source, key = more
        place, stage = known[stage_id]
        account, owner = accounts.get(account_id, ""), people.get(owner_id, "")
        line = f"{name} {account} {owner} {stage.name} {step or ''} {source or ''} {key or ''}"
        line = line.lower()
        if words and not all(word in line for word in words):
            continue
        base, outcome = minor, stage.outcome
        if minor is not None and currency != rates.base:
            day = LATEST if outcome == "open" else closed or LATEST
            base = rates.convert(minor, currency, day)
        fact = DealFact(
            deal_id,
            owner_id,
            stage_id,
            outcome,
            effective_category(category, stage.category, outcome),
            base,
            effective_probability(probability, stage.probability, outcome),
            created,
            expected,
            closed,
            account_id,
        )
        found = signals_of(fact, step, step_on) if signals_of is not None else ()
        if wanted.at_risk and not at_risk(found):
            continue
        yield DealRow(
            fact,
            name,
            account,
            owner,
            stage.name,
            place,
            minor,
            currency,
            step,
            step_on,
            found,
            line,
        )


_DEAL = Deal.__table__.c
_COLUMNS = select(
    _DEAL.id,
    _DEAL.name,
    _DEAL.account_id,
    _DEAL.owner_id,
    _DEAL.stage_id,
    _DEAL.value_minor,
    _DEAL.currency,
    _DEAL.probability,
    _DEAL.category,
    _DEAL.created_on,
    _DEAL.expected_close_on,
    _DEAL.closed_on,
    _DEAL.next_step,
    _DEAL.next_step_on,
    _DEAL.source,
    _DEAL.external_id,
)


def _names(session: Session, model: type[Account | Person]) -> dict[int | None, str]:
    """Names by key, so that rows share one object instead of holding a copy each."""
    return {row.id: row.name for row in session.execute(select(model.id, model.name))}
