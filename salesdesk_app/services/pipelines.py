"""Pipelines: ways of selling, each with stages of its own."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import stages
from salesdesk_app.services.accounts import tidy
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Deal, Pipeline, Stage

LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline with the number of its stages and of the deals in them."""

    id: int
    name: str
    stages: int
    deals: int


def rows(session: Session) -> list[PipelineRow]:
    """The pipelines in their order."""
    inside = select(func.count()).select_from(Deal).join(Stage, Stage.id == Deal.stage_id)
    query = select(
        Pipeline.id,
        Pipeline.name,
        select(func.count()).where(Stage.pipeline_id == Pipeline.id).scalar_subquery(),
        inside.where(Stage.pipeline_id == Pipeline.id).correlate(Pipeline).scalar_subquery(),
    )
    found = session.execute(query.order_by(Pipeline.position, Pipeline.id))
    return [PipelineRow(*row) for row in found]


def names(session: Session) -> dict[int, str]:
    """The names of the pipelines by id, in their order."""
    query = select(Pipeline.id, Pipeline.name).order_by(Pipeline.position, Pipeline.id)
    return {row.id: row.name for row in session.execute(query)}


@verb
def add(session: Session, name: str) -> int:
    """Adds a pipeline behind the others, with the stages that a workspace starts with.

    The result is its id. Problems: field.empty, field.long, field.taken.
    """
    wanted = _checked(session, name, None)
    last = session.scalar(select(func.max(Pipeline.position)))
    made = Pipeline(name=wanted, position=0 if last is None else last + 1)
    session.add(made)
    session.flush()
    stages.add_first(session, made.id)
    name_edit(session, pipeline=wanted)
    return made.id


@verb
def rename(session: Session, pipeline_id: int, name: str) -> None:
    """Gives a pipeline another name. Problems: record.gone, and those of ``add``."""
    pipeline = existing(session, pipeline_id)
    pipeline.name = _checked(session, name, pipeline_id)
    name_edit(session, pipeline=pipeline.name)


@verb
def move(session: Session, pipeline_id: int, place: int) -> None:
    """Puts a pipeline at a place (0 is first); new deals go to the first. Problem: record.gone."""
    pipeline = existing(session, pipeline_id)
    order = [row for row in names(session) if row != pipeline_id]
    order.insert(max(0, min(place, len(order))), pipeline_id)
    for position, one in enumerate(order):
        existing(session, one).position = position
    name_edit(session, pipeline=pipeline.name)


@verb
def remove(session: Session, pipeline_id: int, *, move_to: int | None = None) -> None:
    """Removes a pipeline with its stages; its deals go to the pipeline ``move_to``.

    There each goes to the stage of the same name and outcome, else to the first of its outcome;
    what those stages ask for is not asked for: nobody moves the deals one by one. Problems:
    record.gone, pipeline.last, and pipeline.in_use where it holds deals and no other is named.
    """
    pipeline = existing(session, pipeline_id)
    if len(names(session)) == 1:
        raise Problem("pipeline.last", pipeline=pipeline.name)
    own = stages.rows(session, pipeline_id)
    held = sum(stage.deals for stage in own)
    if held and (move_to is None or move_to == pipeline_id):
        raise Problem("pipeline.in_use", pipeline=pipeline.name, count=wording.count(held))
    if held and move_to is not None:
        existing(session, move_to)
        for stage in own:
            target = stages.counterpart(session, stage.id, move_to)
            session.execute(
                update(Deal).where(Deal.stage_id == stage.id).values(stage_id=target.id)
            )
    for stage in own:
        session.delete(session.get_one(Stage, stage.id))
    session.flush()
    name_edit(session, pipeline=pipeline.name)
    session.delete(pipeline)


def existing(session: Session, pipeline_id: int) -> Pipeline:
    """A pipeline. Problem: record.gone."""
    pipeline = session.get(Pipeline, pipeline_id)
    if pipeline is None:
        raise Problem("record.gone", kind="pipeline")
    return pipeline


def _checked(session: Session, name: str, own_id: int | None) -> str:
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Name")
    if len(wanted) > LONGEST:
        raise Problem("field.long", field="Name", most=LONGEST)
    for pipeline_id, taken in names(session).items():
        if pipeline_id != own_id and taken.casefold() == wanted.casefold():
            raise Problem("field.taken", field="Name", value=wanted)
    return wanted
