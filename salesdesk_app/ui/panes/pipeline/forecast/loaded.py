"""What the lens asks for in one go: the forecast of a period and what is shown beside it."""

from dataclasses import dataclass, replace
from datetime import date

from salesdesk_app.domain.periods import Period, of_kind
from salesdesk_app.services import pipeline, settings
from salesdesk_app.services.forecasting import accuracy, gap, rollup
from salesdesk_app.services.forecasting.accuracy import Accuracy
from salesdesk_app.services.forecasting.gap import Gap
from salesdesk_app.services.forecasting.lines import Forecast, Kind
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.verbs import Session


@dataclass(frozen=True)
class Loaded:
    """The answer: ``any_deals`` and ``forecast.lines`` tell an empty workspace from a filter."""

    forecast: Forecast
    accuracy: Accuracy
    any_deals: bool


def load(
    session: Session, today: date, period: Period | None, kind: str, wanted: DealFilter
) -> Loaded:
    """Asks for a period, or for the running one of a kind, of the deals that a filter is about.

    A period that was chosen before the fiscal year got another start is the one of its first day.
    """
    start = settings.read(session).fiscal_start_month
    chosen = of_kind(kind, today if period is None else period.first, start)
    return Loaded(
        rollup.forecast(session, today, chosen, about(wanted)),
        accuracy.of(session, today),
        pipeline.any_deals(session),
    )


def gap_of(
    session: Session,
    today: date,
    period: Period,
    line: tuple[Kind, int],
    wanted: DealFilter | None,
) -> tuple[Gap, list[DealRow]] | None:
    """The gap of a line with the deals that close it; None where the line is gone."""
    kind, line_id = line
    found = gap.of(session, today, period, kind=kind, line_id=line_id, wanted=wanted)
    if found is None:
        return None
    ids = frozenset(found.closing.deal_ids)
    return found, pipeline.table(session, DealFilter(deal_ids=ids), today) if ids else []


def about(wanted: DealFilter) -> DealFilter | None:
    """A filter without what the forecast asks by itself: the outcome and the days of closing."""
    kept = replace(wanted, outcome=None, expected=None, closed=None)
    return None if kept == DealFilter(title=kept.title) else kept
