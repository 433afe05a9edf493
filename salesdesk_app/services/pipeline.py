"""The pipeline as a board and as a table, and what the deals in sight come to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.domain.signals import Rules
from salesdesk_app.services import settings, stages
from salesdesk_app.services.deal_filter import DealFilter, Outcome, conditions
from salesdesk_app.services.deal_rows import DealRow, Remembered, deal_rows
from salesdesk_app.services.stages import StageRow
from salesdesk_app.store.models import Deal

__all__ = [
    "Board",
    "BoardColumn",
    "DealFilter",
    "DealRow",
    "Figures",
    "Outcome",
    "Remembered",
    "any_deals",
    "board",
    "figures_of",
    "table",
]


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A stage with its deals and what they come to; a closed stage holds only a period's."""

    stage: StageRow
    rows: tuple[DealRow, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Board:
    """The stages in their order; ``closed`` is the period of the won and lost deals shown."""

    columns: tuple[BoardColumn, ...]
    closed: Period
    currency: str


def figures_of(rows: Iterable[DealRow]) -> Figures:
    """What deals come to, by the same rules as everywhere."""
    return metrics.figures(row.fact for row in rows)


def any_deals(session: Session) -> bool:
    """Whether the workspace holds a deal at all."""
    return session.scalar(select(Deal.id).limit(1)) is not None


def table(
    session: Session,
    wanted: DealFilter,
    today: date,
    rules: Rules | None = None,
    *,
    remembered: Remembered | None = None,
) -> list[DealRow]:
    """The deals that pass a filter: what closes first at the top, what closed last after that."""
    return list(deal_rows(session, wanted, today, rules, remembered=remembered))


def board(
    session: Session,
    wanted: DealFilter,
    today: date,
    rules: Rules | None = None,
    *,
    remembered: Remembered | None = None,
) -> Board:
    """The deals by stage: the open ones that pass the filter, and this quarter's closed ones.

    The filter's outcome and stages are left aside, since a board shows them all; its close period
    takes the place of the quarter. What closes first stands at the top, of the closed deals those
    closed last.
    """
    now = settings.read(session)
    closed = wanted.closed or quarter_of(today, now.fiscal_start_month)
    shown = stages.rows(session)
    by_stage: dict[int, list[DealRow]] = {stage.id: [] for stage in shown}
    everywhere = replace(wanted, stage_ids=frozenset(), closed=None)
    parts = [replace(everywhere, outcome="open")]
    if not wanted.at_risk:
        # What was closed has no expected close any more, and no risk is left in it.
        past = replace(everywhere, closed=closed, expected=None)
        parts += [replace(past, outcome="won"), replace(past, outcome="lost")]
    where = or_(*(and_(*conditions(part)) for part in parts))
    for row in deal_rows(session, wanted, today, rules, where=where, remembered=remembered):
        by_stage[row.fact.stage_id].append(row)
    columns = (
        BoardColumn(stage, tuple(by_stage[stage.id]), figures_of(by_stage[stage.id]))
        for stage in shown
    )
    return Board(tuple(columns), closed, now.currency)
