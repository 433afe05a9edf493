"""The stages that deals pass through: their order, probability, category and outcome."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.deals import CATEGORIES, DEFAULT_STAGES, OUTCOMES
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.deals import entry_rules
from salesdesk_app.services.once import once
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Deal, Pipeline, Stage


@dataclass(frozen=True)
class StageRow:
    """A stage: probability in whole percent; days before a deal in it is called stuck, or None.

    ``required`` holds the codes of the fields that a deal must have before it enters.
    """

    id: int
    pipeline_id: int
    name: str
    position: int
    outcome: str
    probability: int
    category: str
    stuck_days: int | None
    deals: int
    required: tuple[str, ...] = ()


@once
def rows(session: Session, pipeline_id: int | None = None) -> tuple[StageRow, ...]:
    """The stages in their order, of one pipeline or, pipeline after pipeline, of all."""
    query = (
        select(
            Stage.id,
            Stage.pipeline_id,
            Stage.name,
            Stage.position,
            Stage.outcome,
            Stage.probability,
            Stage.category,
            Stage.stuck_days,
            select(func.count()).where(Deal.stage_id == Stage.id).scalar_subquery().label("deals"),
            Stage.required,
        )
        .join(Pipeline, Pipeline.id == Stage.pipeline_id)
        .order_by(Pipeline.position, Stage.position, Stage.id)
    )
    if pipeline_id is not None:
        query = query.where(Stage.pipeline_id == pipeline_id)
    found = (row._asdict() for row in session.execute(query))
    return tuple(StageRow(**row | {"required": tuple(row["required"] or ())}) for row in found)


def default_pipeline(session: Session) -> int:
    """The pipeline that new deals go to."""
    return session.scalars(
        select(Pipeline.id).order_by(Pipeline.position, Pipeline.id).limit(1)
    ).one()


def add_first(session: Session, pipeline_id: int) -> None:
    """Adds the stages that every pipeline starts with."""
    for position, stage in enumerate(DEFAULT_STAGES):
        session.add(Stage(pipeline_id=pipeline_id, position=position, **asdict(stage)))


def counterpart(session: Session, stage_id: int, pipeline_id: int) -> Stage:
    """The stage of a pipeline that a deal of another one goes to: that of the same name and
    outcome, else the first of its outcome. Problem: record.gone."""
    stage = _stage(session, stage_id)
    likely = session.scalars(
        select(Stage)
        .where(Stage.pipeline_id == pipeline_id, Stage.outcome == stage.outcome)
        .order_by(Stage.position, Stage.id)
    ).all()
    if not likely:
        raise Problem("record.gone", kind="pipeline")
    name = stage.name.casefold()
    return next((other for other in likely if other.name.casefold() == name), likely[0])


@verb
def add(
    session: Session,
    name: str,
    *,
    pipeline_id: int | None = None,
    outcome: str = "open",
    probability: int = 10,
    category: str = "pipeline",
    stuck_days: int | None = None,
    required: Sequence[str] = (),
) -> int:
    """Adds a stage behind those of its outcome and returns its id.

    Problems: field.empty, field.taken, field.range, field.choice.
    """
    pipeline = pipeline_id or default_pipeline(session)
    stage = Stage(pipeline_id=pipeline, position=0, name="", probability=0, category="pipeline")
    _fill(
        session,
        stage,
        name,
        outcome=outcome,
        probability=probability,
        category=category,
        stuck_days=stuck_days,
    )
    stage.required = entry_rules.checked(session, outcome, required) or None
    session.add(stage)
    session.flush()
    order = [row.id for row in rows(session, pipeline) if row.id != stage.id]
    rank = {row.id: OUTCOMES.index(row.outcome) for row in rows(session, pipeline)}
    behind = [n for n, stage_id in enumerate(order) if rank[stage_id] <= OUTCOMES.index(outcome)]
    order.insert(behind[-1] + 1 if behind else 0, stage.id)
    _number(session, order)
    name_edit(session, stage=stage.name)
    return stage.id


@verb
def edit(
    session: Session,
    stage_id: int,
    *,
    name: str,
    outcome: str,
    probability: int,
    category: str,
    stuck_days: int | None,
    required: Sequence[str],
) -> None:
    """Changes a stage; ``required`` holds codes of ``entry_rules.offered``.

    Problems: those of ``add``, record.gone, stage.last, stage.outcome.
    """
    stage = _stage(session, stage_id)
    if outcome != stage.outcome:
        _keep_one(session, stage)
        if session.scalar(select(Deal.id).where(Deal.stage_id == stage_id).limit(1)) is not None:
            raise Problem("stage.outcome", stage=stage.name)
    _fill(
        session,
        stage,
        name,
        outcome=outcome,
        probability=probability,
        category=category,
        stuck_days=stuck_days,
    )
    stage.required = entry_rules.checked(session, outcome, required) or None
    name_edit(session, stage=stage.name)


@verb
def move(session: Session, stage_id: int, place: int) -> None:
    """Puts a stage at a place (0 is first) among those of its pipeline. Problem: record.gone."""
    stage = _stage(session, stage_id)
    order = [row.id for row in rows(session, stage.pipeline_id) if row.id != stage_id]
    order.insert(max(0, min(place, len(order))), stage_id)
    _number(session, order)
    name_edit(session, stage=stage.name)


@verb
def remove(session: Session, stage_id: int, *, move_to: int | None = None) -> None:
    """Removes a stage; its deals go to ``move_to``, a stage of the same outcome.

    Problems: record.gone, stage.last, stage.in_use where deals stand in it and no stage is named,
    stage.outcome where the named one has another outcome.
    """
    stage = _stage(session, stage_id)
    _keep_one(session, stage)
    held = session.scalar(select(func.count()).where(Deal.stage_id == stage_id)) or 0
    if held and move_to is None:
        raise Problem("stage.in_use", stage=stage.name, count=wording.count(held))
    if held and move_to is not None:
        if _stage(session, move_to).outcome != stage.outcome:
            raise Problem("stage.outcome", stage=stage.name)
        session.execute(update(Deal).where(Deal.stage_id == stage_id).values(stage_id=move_to))
    name_edit(session, stage=stage.name)
    session.delete(stage)


def _stage(session: Session, stage_id: int) -> Stage:
    stage = session.get(Stage, stage_id)
    if stage is None:
        raise Problem("record.gone", kind="stage")
    return stage


def _keep_one(session: Session, stage: Stage) -> None:
    """A pipeline needs a stage of each outcome, or deals could not be opened, won or lost."""
    others = select(func.count()).where(
        Stage.pipeline_id == stage.pipeline_id,
        Stage.outcome == stage.outcome,
        Stage.id != stage.id,
    )
    if not session.scalar(others):
        raise Problem("stage.last", stage=stage.name, outcome=wording.term(stage.outcome))


def _fill(
    session: Session,
    stage: Stage,
    name: str,
    *,
    outcome: str,
    probability: int,
    category: str,
    stuck_days: int | None,
) -> None:
    name = name.strip()
    if not name:
        raise Problem("field.empty", field="Name")
    twin = select(Stage.id).where(
        Stage.pipeline_id == stage.pipeline_id, func.lower(Stage.name) == name.lower()
    )
    with session.no_autoflush:
        if session.scalar(twin) not in (None, stage.id):
            raise Problem("field.taken", field="Name", value=name)
    if not 0 <= probability <= 100:
        raise Problem("field.range", field="Probability", low=0, high=100)
    if stuck_days is not None and not 1 <= stuck_days <= 3650:
        raise Problem("field.range", field="Stuck after", low=1, high=3650)
    if outcome not in OUTCOMES:
        raise Problem("field.choice", field="Outcome", value=outcome, choices=", ".join(OUTCOMES))
    if category not in CATEGORIES:
        choices = ", ".join(CATEGORIES)
        raise Problem("field.choice", field="Category", value=category, choices=choices)
    stage.name, stage.outcome, stage.probability = name, outcome, probability
    stage.category, stage.stuck_days = category, stuck_days


def _number(session: Session, order: list[int]) -> None:
    for position, stage_id in enumerate(order):
        _stage(session, stage_id).position = position
