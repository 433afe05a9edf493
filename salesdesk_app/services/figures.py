"""The figures of the workspace: what is won, lost and open, of a period and by group."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import FromClause, Select, func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import DealFact, Figures
from salesdesk_app.domain.money import digits
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import groups, owners, settings
from salesdesk_app.services.groups import By
from salesdesk_app.store.models import Deal, Stage

LATEST = date.max  # an open deal is worth what its currency is worth by the latest rate


@dataclass(frozen=True, slots=True)
class Reading:
    """Every deal as a fact, in the workspace currency.

    ``unconverted`` holds, by deal, the currency of a value that no rate converts: such a deal
    counts, but its value is unknown. ``passed_on`` are closed deals whose owner in the facts, who
    owned them at close, is not their owner now.
    """

    facts: list[DealFact]
    currency: str
    fiscal_start_month: int
    unconverted: dict[int, str] = field(default_factory=dict)
    passed_on: frozenset[int] = frozenset()

    def of(self, period: Period | None) -> list[DealFact]:
        """The deals of a period, see ``metrics.in_period``; all of them without one."""
        return self.facts if period is None else metrics.in_period(self.facts, period)

    def left_out(self, facts: Iterable[DealFact]) -> dict[str, int]:
        """How many of these deals have a value that is not in the sums, by currency."""
        counts: dict[str, int] = {}
        if self.unconverted:
            for fact in facts:
                if fact.id in self.unconverted:
                    currency = self.unconverted[fact.id]
                    counts[currency] = counts.get(currency, 0) + 1
        return dict(sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of all deals asked for, and of each group by its label.

    ``unconverted`` says for how many of the deals, by currency, the value is in none of the sums
    because no rate is known.
    """

    figures: Figures
    by: dict[str, Figures]
    currency: str
    unconverted: dict[str, int]


def read(session: Session) -> Reading:
    """Every deal in one SELECT of columns.

    A closed deal's value is converted at its close date, an open one's at the latest rate. A
    closed deal is its owner's at close, an open one its owner's now.
    """
    deal, stage = Deal.__table__, Stage.__table__  # their columns take no turn through the ORM
    rows = session.execute(stated(deal, stage))
    rates, closers = settings.rates(session), owners.at_close(session)
    base, made, unconverted = rates.base, [], {}
    for *row, currency in rows:
        if currency != base and row[5] is not None:
            day = LATEST if row[3] == "open" else row[9] or LATEST
            row[5] = rates.convert(row[5], currency, day)
            if row[5] is None:
                unconverted[row[0]] = currency
        if row[0] in closers:
            row[1] = closers[row[0]]
        made.append(DealFact._make(row))
    fiscal = settings.read(session).fiscal_start_month
    return Reading(made, base, fiscal, unconverted, frozenset(closers))


def stated(deal: FromClause, stage: FromClause) -> Select[Any]:
    """What a fact is made of, as it is stated in these tables, and last the value's currency."""
    return select(
        deal.c.id,
        deal.c.owner_id,
        deal.c.stage_id,
        stage.c.outcome,
        func.coalesce(deal.c.category, stage.c.category),
        deal.c.value_minor,
        func.coalesce(deal.c.probability, stage.c.probability),
        deal.c.created_on,
        deal.c.expected_close_on,
        deal.c.closed_on,
        deal.c.account_id,
        deal.c.currency,
    ).join_from(deal, stage, stage.c.id == deal.c.stage_id)


def facts(session: Session) -> list[DealFact]:
    """Every deal as a fact in the workspace currency; see ``read``."""
    return read(session).facts


def summary(session: Session, *, period: Period | None = None, by: By | None = None) -> Summary:
    """The figures of all deals or those of a period, also by group.

    Groups are named as on screen (periods by their key, ``2017-Q4``) and stand in the order of the
    screen. A deal with several products is in the group of each; else the groups add up.
    """
    reading = read(session)
    of_period = reading.of(period)
    by_label = {}
    if by is not None:
        fiscal = reading.fiscal_start_month
        parts = groups.split(session, of_period, by, fiscal_start_month=fiscal)
        by_label = {label: metrics.figures(part) for label, part in parts.items()}
    if by in (None, "product") or period is not None:
        whole = metrics.figures(reading.facts, period)
    else:  # each deal is in one group: what they come to need not be counted again
        whole = metrics.together(by_label.values())
    return Summary(
        figures=whole,
        by=by_label,
        currency=reading.currency,
        unconverted=reading.left_out(of_period),
    )


def as_json(summary: Summary) -> dict[str, Any]:
    """The figures as plain numbers in the workspace currency; null where one does not exist.

    ``unconverted`` (deals by currency) is there only where a value is missing from the sums.
    """
    plain = plain_figures(summary.figures, summary.currency)
    if summary.unconverted:
        plain["unconverted"] = summary.unconverted
    plain["by"] = {
        label: plain_figures(figures, summary.currency) for label, figures in summary.by.items()
    }
    return plain


def plain_figures(figures: Figures, currency: str) -> dict[str, Any]:
    """Figures as plain numbers; null where one does not exist."""
    return {
        "deals": figures.deals,
        "open": figures.open_count,
        "won": {"count": figures.won_count, "value": plain_money(figures.won_value, currency)},
        "lost": {"count": figures.lost_count},
        "win_rate": plain_number(figures.win_rate.value),
        "average_won": plain_money(figures.average_won.value, currency),
        "cycle_days_won": plain_number(figures.cycle_days_won.value),
        "weighted": plain_money(figures.weighted_minor, currency),
    }


def plain_money(minor: int | Decimal | None, currency: str) -> int | float | None:
    """Minor units as a plain number of the currency: whole where it is whole; null for None."""
    return None if minor is None else plain_number(Decimal(minor).scaleb(-digits(currency)))


def plain_number(value: Decimal | None) -> int | float | None:
    """A number of JSON: whole where it is whole, else with six decimals at most."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    return float(round(value, 6))
