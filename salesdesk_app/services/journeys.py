"""The ways of deals through the stages, out of the change log, and the funnel that they make."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import DealFact, Journey
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services.deals.deal_trails import standing_edits
from salesdesk_app.store.models import Change, Deal, Pipeline, Stage


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """An open stage: the deals that entered it, and how many of them went on from it."""

    stage_id: int
    name: str
    deal_ids: frozenset[int]
    conversion: Ratio


@dataclass(frozen=True, slots=True)
class Funnel:
    """Deals created in a period by the stages that they entered.

    ``unknown`` of the ``created`` ones were closed when they came in: their way is not known, and
    they are in no step. ``won`` holds every won deal, those among them.
    """

    steps: tuple[FunnelStep, ...] = ()
    created: int = 0
    won: frozenset[int] = frozenset()
    unknown: int = 0


def funnel(session: Session, facts: Sequence[DealFact]) -> Funnel:
    """The funnel of these deals, in the pipeline that most of them are in.

    A step back takes nothing back, and a skipped stage counts as passed; stages that no deal
    entered are left out.
    """
    pipelines = _pipelines(session)
    counts = Counter(pipelines[fact.stage_id] for fact in facts)
    if not counts:
        return Funnel()
    pipeline_id = counts.most_common(1)[0][0]
    inside = [fact for fact in facts if pipelines[fact.stage_id] == pipeline_id]
    stages = _open_stages(session, pipeline_id)
    place = {stage_id: at for at, (stage_id, _name) in enumerate(stages)}
    seen = _seen(session)
    ways: dict[int, Journey] = {}
    for fact in inside:
        entered = {place[s] for s in (*seen.get(fact.id, ()), fact.stage_id) if s in place}
        way = metrics.journey(entered, fact.outcome, len(stages))
        if way is not None:
            ways[fact.id] = way
    found = metrics.funnel(ways.values(), len(stages))
    return Funnel(
        steps=tuple(
            FunnelStep(stage_id, name, _that_entered(ways, at), found[at].conversion)
            for at, (stage_id, name) in enumerate(stages)
            if found[at].entered
        ),
        created=len(inside),
        won=frozenset(fact.id for fact in inside if fact.outcome == "won"),
        unknown=len(inside) - len(ways),
    )


def _that_entered(ways: dict[int, Journey], at: int) -> frozenset[int]:
    return frozenset(deal_id for deal_id, way in ways.items() if way.earliest <= at <= way.furthest)


def _pipelines(session: Session) -> dict[int, int]:
    return {row.id: row.pipeline_id for row in session.execute(select(Stage.id, Stage.pipeline_id))}


def _open_stages(session: Session, pipeline_id: int) -> list[tuple[int, str]]:
    rows = session.execute(
        select(Stage.id, Stage.name)
        .join(Pipeline, Pipeline.id == Stage.pipeline_id)
        .where(Stage.pipeline_id == pipeline_id, Stage.outcome == "open")
        .order_by(Stage.position, Stage.id)
    )
    return [(row.id, row.name) for row in rows]


def _seen(session: Session) -> dict[int, set[int]]:
    """The stages that standing edits found deals in, before they changed them."""
    standing = standing_edits(session)
    before = func.json_extract(Change.before, "$.stage_id")
    rows = session.execute(
        select(Change.row_id, before, Change.edit_id).where(
            Change.table_name == Deal.__tablename__, Change.kind == "u"
        )
    )
    seen: dict[int, set[int]] = defaultdict(set)
    for deal_id, stage_id, edit_id in rows:
        if edit_id in standing:
            seen[deal_id].add(stage_id)
    return seen
