"""What a filter of deals asks of the database, and what can only be told from a deal's row."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, and_, false, func, not_, or_, select
from sqlalchemy.sql.expression import SQLColumnExpression

from salesdesk_app.domain.custom import OWN
from salesdesk_app.domain.filters.wanted import (
    Between,
    Condition,
    Days,
    DealFilter,
    Holds,
    Key,
    OneOf,
    Outcome,
    both,
    made,
    parts,
    without,
)
from salesdesk_app.domain.periods import Period
from salesdesk_app.store.models import Deal, DealCompetitor, DealProduct, Person, Stage
from salesdesk_app.store.value_lists import each_of

if TYPE_CHECKING:
    from salesdesk_app.services.deals.deal_rows import DealRow

__all__ = [
    "DealFilter",
    "Key",
    "OneOf",
    "Outcome",
    "both",
    "conditions",
    "made",
    "parts",
    "row_test",
    "without",
]

_DEAL = Deal.__table__.c
_STAGE = Stage.__table__.c
_COLUMNS: dict[str, SQLColumnExpression[Any]] = {
    "owner": _DEAL.owner_id,
    "account": _DEAL.account_id,
    "stage": _DEAL.stage_id,
    "source": _DEAL.source,
    "reason": _DEAL.lost_reason,
    "slip": _DEAL.slip_reason,
}
_DAYS: dict[str, SQLColumnExpression[Any]] = {
    "closes": _DEAL.expected_close_on,
    "closed": _DEAL.closed_on,
    "created": _DEAL.created_on,
    "next": _DEAL.next_step_on,
    "snoozed": _DEAL.snoozed_until,
}
_LINKS: dict[str, tuple[FromClause, str]] = {
    "competitor": (DealCompetitor.__table__, "competitor_id"),
    "product": (DealProduct.__table__, "product_id"),
}
_ROW: dict[str, Callable[["DealRow"], Any]] = {
    "value": lambda row: row.fact.value_minor,
    "probability": lambda row: row.fact.probability,
    "forecast": lambda row: row.fact.category,
    "quiet": lambda row: row.quiet_days,
    "pushed": lambda row: row.pushes,
    "in-stage": lambda row: row.days_in_stage,
    "risk": lambda row: row.at_risk,
}


def conditions(wanted: DealFilter) -> Iterator[ColumnElement[bool]]:
    """What SQL can tell of a filter over the table of deals; the rest is told by ``row_test``."""
    if wanted.deal_ids is not None:
        yield _among(_DEAL.id, wanted.deal_ids)
    for part in parts(wanted):
        asked = _asked(part)
        if asked is not None:
            yield not_(asked) if part.negated else asked


def row_test(wanted: DealFilter) -> Callable[["DealRow"], bool] | None:
    """Whether a row passes what SQL cannot tell: signals, counted days, value, words and such.

    None where nothing of this is asked.
    """
    words = wanted.text.lower().split()
    tests = [_test(part) for part in parts(wanted) if _asked(part) is None]
    if words:
        tests.insert(0, lambda row: all(word in row.line for word in words))
    if len(tests) <= 1:
        return tests[0] if tests else None
    return lambda row: all(test(row) for test in tests)


def _asked(part: Condition) -> ColumnElement[bool] | None:
    """A condition, without its negation, as SQL that is never null; None where SQL cannot tell."""
    if isinstance(part, Days):
        column = _DAYS.get(part.field)
        return None if column is None else or_(*(_in_span(part, span) for span in part.spans))
    if not isinstance(part, OneOf):
        return None
    if part.field in _COLUMNS:
        return _holds(_COLUMNS[part.field], part.keys)
    asks = _ASKS.get(part.field)
    return None if asks is None else asks(part)


def _holds(column: SQLColumnExpression[Any], keys: frozenset[Key]) -> ColumnElement[bool]:
    """Whether a column holds one of these keys, or nothing where None is among them."""
    known = and_(column.is_not(None), _among(column, keys))
    return or_(known, _empty(column)) if None in keys else known


def _empty(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    return or_(column.is_(None), column == "")


def _among(column: SQLColumnExpression[Any], keys: frozenset[Any]) -> ColumnElement[bool]:
    # As one JSON value: a statement takes only so many of them one by one.
    known = _known(keys)
    if len(known) <= 1:
        return column == known[0] if known else false()
    return column.in_(each_of(known))


def _known(keys: frozenset[Key]) -> list[Any]:
    return sorted((key for key in keys if key is not None), key=str)


def _in_span(part: Days, span: Period | None) -> ColumnElement[bool]:
    column = _DAYS[part.field]
    if span is not None:
        return and_(column.is_not(None), column.between(span.first, span.last))
    if part.field == "next":
        # No next step is none that is written, whether or not a day was set for it.
        return or_(_DEAL.next_step.is_(None), func.trim(_DEAL.next_step) == "")
    return column.is_(None)


def _of_stages(part: OneOf) -> ColumnElement[bool]:
    column = _STAGE.outcome if part.field == "outcome" else _STAGE.pipeline_id
    return _DEAL.stage_id.in_(select(_STAGE.id).where(_among(column, part.keys)))


def _of_teams(part: OneOf) -> ColumnElement[bool]:
    """Whether the owner or the owner's manager is among these; for None, has no manager."""
    person, keys = Person.__table__.c, part.keys
    led = or_(_holds(person.manager_id, keys - {None}), _among(person.id, keys))
    if None in keys:
        led = or_(led, and_(person.manager_id.is_(None), person.role != "manager"))
    owned = _DEAL.owner_id.in_(select(person.id).where(led))
    team = and_(_DEAL.owner_id.is_not(None), owned)
    return or_(team, _DEAL.owner_id.is_(None)) if None in keys else team


def _linked(part: OneOf) -> ColumnElement[bool]:
    table, column = _LINKS[part.field]
    held = select(table.c.deal_id).where(_among(table.c[column], part.keys))
    has = _DEAL.id.in_(held)
    return or_(has, _DEAL.id.not_in(select(table.c.deal_id))) if None in part.keys else has


_ASKS: dict[str, Callable[[OneOf], ColumnElement[bool]]] = {
    "outcome": _of_stages,
    "pipeline": _of_stages,
    "team": _of_teams,
    "competitor": _linked,
    "product": _linked,
}


def _test(part: Condition) -> Callable[["DealRow"], bool]:
    """The test of a condition on a row, its negation included."""
    passes = _plain_test(part)
    if part.negated:
        return lambda row: not passes(row)
    return passes


def _plain_test(part: Condition) -> Callable[["DealRow"], bool]:
    if part.field == "signal" and isinstance(part, OneOf):
        keys = part.keys
        quiet = None in keys
        return lambda row: any(s.code in keys for s in row.signals) or (quiet and not row.signals)
    value = _value_of(part.field)
    if isinstance(part, OneOf):
        return lambda row: value(row) in part.keys
    if isinstance(part, Between):
        return lambda row: _between(value(row), part)
    if isinstance(part, Days):
        return lambda row: _within(value(row), part.spans)
    return lambda row: _has(value(row), part)


def _value_of(field: str) -> Callable[["DealRow"], Any]:
    if field.startswith(OWN):
        own = int(field.removeprefix(OWN))
        return lambda row: row.custom.get(own)
    return _ROW[field]


def _between(value: int | Decimal | None, part: Between) -> bool:
    if value is None:
        return False
    low, high = part.low, part.high
    if low is not None and (value < low or (value == low and not part.with_low)):
        return False
    return high is None or value < high or (value == high and part.with_high)


def _within(day: date | None, spans: frozenset[Period | None]) -> bool:
    return any(day is None if span is None else day in span for span in spans)


def _has(text: object, part: Holds) -> bool:
    return isinstance(text, str) and any(wanted in text.casefold() for wanted in part.texts)
