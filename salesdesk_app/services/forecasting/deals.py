"""The deals behind a line of the forecast, each with its category and the manager's judgement."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from salesdesk_app.domain.forecast import CATEGORIES, counts_as
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import figures
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import DealRow, deal_rows
from salesdesk_app.services.forecasting import readings, standing
from salesdesk_app.services.forecasting.standing import Judged


class ForecastDeal(NamedTuple):
    """A deal of the period: its row, the category in which it counts, and the judgement of it."""

    row: DealRow
    category: str
    judged: Judged | None


def of_owners(
    session: Session,
    owners: Sequence[int | None],
    period: Period,
    today: date,
    wanted: DealFilter | None = None,
) -> list[ForecastDeal]:
    """The deals that the forecast counts for these owners (``RepLine.owners``) in a period.

    The surest category first, in it the highest value; lost deals are in none. Those that the
    forecast omits come last.
    """
    reading = figures.read(session)
    held = set(owners)
    chosen = readings.chosen(reading, session, wanted, today)
    ids = frozenset(
        fact.id
        for fact in chosen
        if fact.owner_id in held
        and fact.day is not None
        and fact.day in period
        and fact.outcome != "lost"
    )
    judged = standing.judgements(session)
    found = []
    for row in deal_rows(session, DealFilter(deal_ids=ids), today):
        category = counts_as(row.fact.outcome, row.fact.category)
        if category is not None:
            found.append(ForecastDeal(row, category, judged.get(row.id)))
    return sorted(found, key=_surest_first)


def _surest_first(deal: ForecastDeal) -> tuple[int, int, int]:
    return CATEGORIES.index(deal.category), -(deal.row.fact.value_minor or 0), deal.row.id
