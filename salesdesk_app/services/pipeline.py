"""The pipeline as a board and as a table, and what the deals in sight come to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.domain.signals import Rules
from salesdesk_app.services import pipelines, settings, stages
from salesdesk_app.services.deals.deal_filter import (
    DealFilter,
    OneOf,
    Outcome,
    conditions,
    parts,
    without,
)
from salesdesk_app.services.deals.deal_rows import DealRow, deal_rows
from salesdesk_app.services.deals.remembered_rows import Remembered
from salesdesk_app.services.stages import StageRow
from salesdesk_app.store.models import Deal, Stage

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
    "counts_closed",
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
    """The stages of one pipeline in their order; ``closed`` is the period of the won and lost
    deals shown."""

    columns: tuple[BoardColumn, ...]
    closed: Period
    currency: str
    pipeline_id: int


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
    if remembered is None:
        return list(deal_rows(session, wanted, today, rules))
    return list(remembered.rows(session, wanted, today, rules))


def board(
    session: Session,
    wanted: DealFilter,
    today: date,
    rules: Rules | None = None,
    *,
    pipeline_id: int | None = None,
    remembered: Remembered | None = None,
) -> Board:
    """The deals by stage: the open ones that pass the filter, and this quarter's closed ones.

    The stages are those of a pipeline: of the one that is named, else of the first with deals,
    among those that the filter leaves. A board holds open deals and beside them what was closed in
    this quarter, so a filter for open deals is none; one for won or lost deals leaves just these.
    A period of closing takes the place of the quarter; what is said of expected closes is not
    asked of closed deals. What closes first stands at the top, of the closed deals those closed
    last.
    """
    now = settings.read(session)
    closed = wanted.closed or quarter_of(today, now.fiscal_start_month)
    chosen = _pipeline(session, wanted, pipeline_id)
    shown = stages.rows(session, chosen)
    by_stage: dict[int, list[DealRow]] = {stage.id: [] for stage in shown}
    here = Deal.__table__.c.stage_id.in_(list(by_stage))
    passes = or_(false(), *(and_(*conditions(part)) for part in _board_parts(wanted, closed)))
    if remembered is None:
        remembered = Remembered()
    asked = ("board", wanted, closed, tuple(by_stage))
    where = and_(here, passes)
    for row in remembered.rows(session, wanted, today, rules, where=where, asked=asked):
        by_stage[row.fact.stage_id].append(row)
    columns = []
    for stage in shown:
        rows = tuple(by_stage[stage.id])
        columns.append(BoardColumn(stage, rows, remembered.figures(stage.id, rows)))
    return Board(tuple(columns), closed, now.currency, chosen)


def _pipeline(session: Session, wanted: DealFilter, pipeline_id: int | None) -> int:
    """The pipeline to show, of those that the filter leaves: the one asked for, if there is one,
    else the first that has deals.
    """
    left = list(pipelines.names(session))
    for part in parts(wanted):
        if part.field == "pipeline" and isinstance(part, OneOf):
            fits = [one for one in left if (one in part.keys) != part.negated]
            left = fits or left
    if pipeline_id in left:
        return pipeline_id
    used: set[int] = set()
    if len(left) > 1:
        inside = select(Deal.id).where(Deal.stage_id == Stage.id).exists()
        used = set(session.scalars(select(Stage.pipeline_id).where(inside)))
    return next((one for one in left if one in used), left[0])


def counts_closed(wanted: DealFilter) -> bool:
    """Whether the sums of a board are those of closed deals: where a filter leaves no open ones."""
    asked = [part for part in parts(wanted) if part.field == "outcome" and isinstance(part, OneOf)]
    return any(("open" in part.keys) == part.negated for part in asked)


def _board_parts(wanted: DealFilter, closed: Period) -> list[DealFilter]:
    """The filters of the open deals and of the closed ones that a board shows."""
    asked = (None, "open", "won", "lost") if wanted.outcome in (None, "open") else (wanted.outcome,)
    found = []
    if "open" in asked:
        found.append(replace(without(wanted, "closed"), outcome="open"))
    if not wanted.at_risk:  # no risk is left in what was closed
        past = replace(without(wanted, "closes"), closed=closed)
        ends: tuple[Outcome, ...] = ("won", "lost")
        found += [replace(past, outcome=outcome) for outcome in ends if outcome in asked]
    return found
