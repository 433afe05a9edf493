"""What the pane asks for, made ready off the UI thread: rows of the table or cards of the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesdesk_app.domain import metrics
from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.periods import Period, quarter_of, week_number
from salesdesk_app.services import custom_fields, pipeline, pipelines, settings
from salesdesk_app.services import stages as stages_of
from salesdesk_app.services.pipeline import DealFilter, DealRow
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
    first with deals where ``pipeline_id`` names none that there is.
    """
    now = settings.read(session)
    quarter = quarter_of(today, now.fiscal_start_month)
    wanted = replace(wanted, text="", at_risk=False)
    fits = known is not None and (known.currency, known.today) == (now.currency, today)
    said = known if known is not None and fits else Said(now.currency, today)
    since = since_then(session, today)
    said.tell(since)
    rows: Sequence[DealRow] = ()
    stages: tuple[Stage, ...] = ()
    shown: Sequence[DealRow] = ()
    figures = pipeline.Figures()
    if view == "board":
        board = pipeline.board(
            session, wanted, today, pipeline_id=pipeline_id, remembered=said.rows
        )
        pipeline_id = board.pipeline_id
        stages = tuple(stage_of(column, board.closed, quarter, said) for column in board.columns)
        shown = [row for stage in counted(stages, wanted) for row in stage.rows]
        every = pipeline.counts_closed(wanted)
        told = [one.figures for one in board.columns if every or one.stage.outcome == "open"]
        figures = metrics.together(told)
    else:
        shown = rows = pipeline.table(session, wanted, today, remembered=said.rows)
        figures = pipeline.figures_of(rows)
    week, weeks = week_number(quarter, today)
    return Loaded(
        rows=tuple(rows),
        stages=stages,
        figures=figures,
        at_risk=sum(row.at_risk for row in shown),
        risk_rule=signal_rules.at_risk(now.rules.at_risk_by, now.rules.limits, now.currency),
        steps=tuple(stages_of.rows(session)),
        currency=now.currency,
        quarter=quarter,
        context=periods.week_in(week, weeks, quarter),
        any_deals=bool(rows) or any(stage.rows for stage in stages) or pipeline.any_deals(session),
        said=said,
        fields=custom_fields.listing(session),
        pipelines=pipelines.names(session),
        pipeline_id=pipeline_id,
        since=since,
    )
