"""The rows that board and table show: every deal that passes a filter, with names and signals."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self, cast

from sqlalchemy import ColumnElement, and_, case, func, select, true
from sqlalchemy.orm import Session

from salesdesk_app.domain.custom import NOTHING as NO_VALUES
from salesdesk_app.domain.custom import Value, decode
from salesdesk_app.domain.deals import effective_category, effective_probability
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.signals import Rules, Signal, at_risk
from salesdesk_app.services import custom_fields, settings, stages
from salesdesk_app.services.deals.deal_filter import DealFilter, conditions, row_test
from salesdesk_app.services.deals.deal_signals import NOTHING, Evidence, Judge, Plan
from salesdesk_app.services.figures import LATEST
from salesdesk_app.store.models import Account, Deal, Person, Pipeline


class DealRow(NamedTuple):
    """A deal for the board and the table; a named tuple, because there may be 100,000 of them.

    ``fact`` holds ids, dates, and value (workspace currency), probability and category as the
    figures see them; ``own_minor`` is the value in the deal's own currency. ``place`` is the
    stage's in the order of the board. ``at_risk`` says that one of its signals means a risk, by the
    settings. ``quiet_days`` counts from its last activity, or else its creation, ``days_in_stage``
    from its stage's beginning; both are None where that is unknown, and of closed deals.
    ``pushes`` is how often its close was put off, ``slip_reason`` why it was last: ``wrong_date``,
    ``obstacle``, ``buyer_delay``, or None where nobody said. Until ``snoozed_until`` it has no
    signals, because of ``snoozed_why``; None where it does not rest. ``pipeline`` is the name of
    its stage's. ``line`` is what a search looks at, in lower case.
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
    at_risk: bool
    quiet_days: int | None
    pushes: int
    days_in_stage: int | None
    slip_reason: str | None
    snoozed_until: date | None
    snoozed_why: str | None
    source: str | None
    pipeline: str
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
    def custom(self) -> Mapping[int, Value]:
        """What it holds in fields of the user's own, by the field's id."""
        return NO_VALUES


NO_ROWS: Mapping[int, DealRow] = {}


class OwnRow(DealRow):
    """A row with one thing more behind the others, so that rows without it stay as small."""

    __slots__ = ()

    @property
    def custom(self) -> Mapping[int, Value]:
        """What it holds in fields of the user's own, by the field's id."""
        return cast(Mapping[int, Value], self[-1])

    @classmethod
    def made(cls, values: tuple[Any, ...]) -> Self:
        """A row of these values; the constructor of a named tuple takes no more than its own."""
        return tuple.__new__(cls, values)


PART = 5_000  # so many rows are fetched at a time


def deal_rows(
    session: Session,
    wanted: DealFilter,
    today: date,
    rules: Rules | None = None,
    *,
    where: ColumnElement[bool] | None = None,
) -> Iterator[DealRow]:
    """The deals that pass a filter; ``rules`` instead of the settings' own.

    What is open comes first, by its expected close and the undated last; then what was closed, the
    latest first. ``where`` takes the place of what SQL tells of the filter; what its rows
    tell holds.

    Values are converted as the figures convert them: a closed deal's at its close date, an open
    one's at the latest rate.
    """
    chosen = and_(true(), *conditions(wanted)) if where is None else where
    maker = Maker(session, today, rules, wanted.deal_ids)
    return tested(wanted, maker.rows(session, chosen))


def tested(wanted: DealFilter, rows: Iterable[DealRow]) -> Iterator[DealRow]:
    """Of rows, those that pass what only a row can tell of a filter."""
    passes = row_test(wanted)
    return iter(rows) if passes is None else filter(passes, rows)


def in_order(row: DealRow) -> tuple[int, date, int, int]:
    """What rows are sorted by, the same as ``Maker`` has SQL do it."""
    fact = row.fact
    if fact.outcome == "open":
        return 0, fact.expected_close_on or date.max, 0, fact.id
    closed = fact.closed_on
    return 1, date.max, 1 if closed is None else -closed.toordinal(), fact.id


class Maker:
    """Makes rows out of what the database states, names looked up and values converted."""

    def __init__(
        self,
        session: Session,
        today: date,
        rules: Rules | None = None,
        deal_ids: Collection[int] | None = None,
    ) -> None:
        """``deal_ids`` are those that will be asked for, where they are few."""
        self.judge = Judge(session, today, rules, deal_ids)
        self._share: dict[Any, Any] = {}
        self._stages = {s.id: (place, s) for place, s in enumerate(stages.rows(session))}
        self._accounts, self._people = _names(session, Account), _names(session, Person)
        self._pipelines = _names(session, Pipeline)
        self._rates = settings.rates(session)
        self._own = {own.id: own for own in custom_fields.listing(session)}
        self.columns = _COLUMNS.add_columns(_DEAL.custom) if self._own else _COLUMNS

    def rows(
        self,
        session: Session,
        where: ColumnElement[bool],
        known: Mapping[int, DealRow] = NO_ROWS,
    ) -> Iterator[DealRow]:
        """The rows of the deals of a condition, in order; those that are known are taken as
        they are."""
        evidence = self.judge.evidence
        query = self.columns.where(where).order_by(*self.order())
        for part in session.execute(query).partitions(PART):
            for found in part:
                row = known.get(found[0])
                yield row or self.row(self.shared(found), evidence.get(found[0], NOTHING))

    def order(self) -> tuple[ColumnElement[Any], ...]:
        """By SQL, which sorts faster than Python and has the days as text already."""
        open_ids = [stage.id for _place, stage in self._stages.values() if stage.outcome == "open"]
        is_open = _DEAL.stage_id.in_(open_ids)
        expected = case((is_open, func.coalesce(_DEAL.expected_close_on, date.max)))
        return is_open.desc(), expected, _DEAL.closed_on.desc(), _DEAL.id

    def shared(self, stated: Sequence[Any]) -> tuple[Any, ...]:
        """The same, with days and words that many deals have in common as one object each."""
        share, values = self._share.setdefault, list(stated)
        for place in COMMON:
            values[place] = share(values[place], values[place])
        return tuple(values)

    def row(self, stated: tuple[Any, ...], known: Evidence) -> DealRow:
        """The row of a deal as it is stated, in the order of ``_COLUMNS``."""
        deal_id, name, account_id, owner_id, stage_id, minor, currency, *more = stated
        probability, category, created, expected, closed, *more = more
        step, step_on, source, key, slip, snoozed, snoozed_why, *own = more
        place, stage = self._stages[stage_id]
        account, owner = self._accounts.get(account_id, ""), self._people.get(owner_id, "")
        line = f"{name} {account} {owner} {stage.name} {step or ''} {source or ''} {key or ''}"
        base, outcome = minor, stage.outcome
        if minor is not None and currency != self._rates.base:
            day = LATEST if outcome == "open" else closed or LATEST
            base = self._rates.convert(minor, currency, day)
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
        judge = self.judge
        if snoozed is not None and (snoozed <= judge.today or outcome != "open"):
            snoozed = snoozed_why = None
        signals = judge.signals(fact, Plan(step, step_on, slip, snoozed), known)
        row = DealRow(
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
            signals,
            at_risk(signals),
            judge.quiet_days(fact, known),
            known.pushes,
            judge.days_in_stage(fact, known),
            slip,
            snoozed,
            snoozed_why,
            source,
            self._pipelines.get(stage.pipeline_id, ""),
            line.lower(),
        )
        return self._owning(row, own[0]) if own and own[0] is not None else row

    def _owning(self, row: DealRow, text: str) -> OwnRow:
        """The row with what it holds in fields of the user's own, which is searched as well."""
        held = decode(text, self._own)
        words = [str(value) for value in held.values() if type(value) in _SEARCHED]
        line = " ".join((row.line, *words)).lower() if words else row.line
        return OwnRow.made((*row[:-1], line, held))


_SEARCHED = (str, Decimal)
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
    _DEAL.slip_reason,
    _DEAL.snoozed_until,
    _DEAL.snoozed_why,
)
_OFTEN = ("currency", "source", "next_step", "slip_reason", "snoozed_until", "snoozed_why")
COMMON = [
    place
    for place, column in enumerate(_COLUMNS.selected_columns)
    if column.name in _OFTEN or column.name.endswith("_on")
]


def _names(session: Session, model: type[Account | Person | Pipeline]) -> dict[int | None, str]:
    """Names by key, so that rows share one object instead of holding a copy each."""
    return {row.id: row.name for row in session.execute(select(model.id, model.name))}
