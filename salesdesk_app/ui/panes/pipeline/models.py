"""What the pane asks for, made ready off the UI thread: rows of the table or cards of the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from salesdesk_app.domain import metrics
from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.periods import Period, quarter_of, week_number
from salesdesk_app.services import custom_fields, pipeline, pipelines, settings
from salesdesk_app.services import stages as stages_of
from salesdesk_app.services.pipeline import Board, DealFilter, DealRow
from salesdesk_app.services.stages import StageRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.panes.pipeline.cards import Said, Stage, stage_of
from salesdesk_app.ui.panes.pipeline.since import Since, since_then
from salesdesk_app.wording import periods, signal_rules


@dataclass(frozen=True)
class Loaded:
    """The answer to the pane's question; one of ``rows`` and ``stages`` is empty by the view.

    ``figures`` and ``at_risk`` are those of the table's rows or of the board's open deals;
    ``risk_rule`` says what puts a deal at risk; ``steps`` are all stages in their order,
    ``fields`` those of the user's own;
    ``any_deals`` tells an empty workspace from a filter that nothing passes; ``pipelines`` are
    the names of all by id, ``pipeline_id`` is the one whose stages the board shows; ``since`` tells
    of a past day what became of the deals, None of the present.
    """

    rows: tuple[DealRow, ...]
    stages: tuple[Stage, ...]
    figures: pipeline.Figures
    at_risk: int
    risk_rule: str
    steps: tuple[StageRow, ...]
    currency: str
    quarter: Period
    context: str
    any_deals: bool
    said: Said
    fields: tuple[Own, ...]
    pipelines: Mapping[int, str]
    pipeline_id: int | None
    since: Since | None


def counted(stages: Sequence[Stage], wanted: DealFilter) -> list[Stage]:
    """The stages whose deals the board's sums are of: the open ones, or all for closed deals."""
    every = pipeline.counts_closed(wanted)
    return [stage for stage in stages if every or stage.outcome == "open"]


def load(
    session: Session,
    view: str,
    wanted: DealFilter,
    today: date,
    *,
    known: Said | None = None,
    pipeline_id: int | None = None,
) -> Loaded:
    """Asks for the deals of a filter; its text and ``at_risk`` are left to the screen.

    ``known`` holds the words of the load before. A board shows the stages of one pipeline, the
    first that the filter leaves where ``pipeline_id`` names none of these.
    """
    now = settings.read(session)
    quarter = quarter_of(today, now.fiscal_start_month)
    wanted = replace(wanted, text="", at_risk=False)
    fits = known is not None and (known.currency, known.today) == (now.currency, today)
    said = known if known is not None and fits else Said(now.currency, today)
    since = since_then(session, today)
    said.tell(since)
    if view == "board":
        board = pipeline.board(
            session, wanted, today, pipeline_id=pipeline_id, remembered=said.rows
        )
        found = _of_board(board, wanted, quarter, said)
    else:
        rows = tuple(pipeline.table(session, wanted, today, remembered=said.rows))
        found = _Found(rows, (), rows, pipeline.figures_of(rows), pipeline_id)
    week, weeks = week_number(quarter, today)
    return Loaded(
        rows=found.rows,
        stages=found.stages,
        figures=found.figures,
        at_risk=sum(row.at_risk for row in found.counted),
        risk_rule=signal_rules.at_risk(now.rules.at_risk_by, now.rules.limits, now.currency),
        steps=tuple(stages_of.rows(session)),
        currency=now.currency,
        quarter=quarter,
        context=periods.week_in(week, weeks, quarter),
        any_deals=bool(found.counted) or pipeline.any_deals(session),
        said=said,
        fields=custom_fields.listing(session),
        pipelines=pipelines.names(session),
        pipeline_id=found.pipeline_id,
        since=since,
    )


class _Found(NamedTuple):
    """The deals of a view; ``counted`` are those that its figures are of."""

    rows: tuple[DealRow, ...]
    stages: tuple[Stage, ...]
    counted: Sequence[DealRow]
    figures: pipeline.Figures
    pipeline_id: int | None


def _of_board(board: Board, wanted: DealFilter, quarter: Period, said: Said) -> _Found:
    stages = tuple(stage_of(column, board.closed, quarter, said) for column in board.columns)
    shown = counted(stages, wanted)
    keys = {stage.key for stage in shown}
    figures = metrics.together(c.figures for c in board.columns if c.stage.id in keys)
    rows = [row for stage in shown for row in stage.rows]
    return _Found((), stages, rows, figures, board.pipeline_id)
