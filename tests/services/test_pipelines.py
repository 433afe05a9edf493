"""Pipelines: adding, renaming, ordering and removing them, and where their deals go."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, pipeline, pipelines, stages
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.models import Deal
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Done[Any]:
    return perform(store, Stamp(NOON), verb, *args, **kwargs)


def refused(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Problem) as caught:
        do(store, verb, *args, **kwargs)
    return caught.value.code


def by_stage(store: Store) -> dict[str, list[int]]:
    """The ids of the deals by pipeline and stage."""
    found: dict[str, list[int]] = {}
    names = ask(store, pipelines.names)
    with store.read() as session:
        for stage in stages.rows(session):
            ids = session.scalars(select(Deal.id).where(Deal.stage_id == stage.id)).all()
            if ids:
                found[f"{names[stage.pipeline_id]}: {stage.name}"] = list(ids)
    return found


def test_a_new_pipeline_starts_with_stages_of_each_outcome(world: Store) -> None:
    made = do(world, pipelines.add, "  Renewals ").result
    assert [row.name for row in ask(world, pipelines.rows)] == ["Sales", "Renewals"]
    assert {stage.outcome for stage in ask(world, stages.rows, made)} == {"open", "won", "lost"}
    assert [(row.stages, row.deals) for row in ask(world, pipelines.rows)] == [(6, 9), (6, 0)]


def test_names_are_not_empty_and_not_taken(world: Store) -> None:
    assert refused(world, pipelines.add, " ") == "field.empty"
    assert refused(world, pipelines.add, "sales") == "field.taken"
    made = do(world, pipelines.add, "Renewals").result
    assert refused(world, pipelines.rename, made, "SALES") == "field.taken"
    do(world, pipelines.rename, made, "renewals")
    assert ask(world, pipelines.names)[made] == "renewals"


def test_new_deals_go_to_the_first_pipeline(world: Store) -> None:
    made = do(world, pipelines.add, "Renewals").result
    do(world, pipelines.move, made, 0)
    assert list(ask(world, pipelines.names)) == [made, 1]
    do(world, deals.create, name="Pilot")
    assert by_stage(world)["Renewals: Qualified"] == [10]


def test_a_board_begins_with_the_first_pipeline_that_has_deals(world: Store) -> None:
    made = do(world, pipelines.add, "Renewals").result
    do(world, pipelines.move, made, 0)
    assert ask(world, pipeline.board, DealFilter(), TODAY).pipeline_id == 1
    assert ask(world, pipeline.board, DealFilter(), TODAY, pipeline_id=made).pipeline_id == made
    do(world, deals.create, name="Pilot")
    assert ask(world, pipeline.board, DealFilter(), TODAY).pipeline_id == made


def test_deals_of_a_removed_pipeline_go_where_they_belong(world: Store) -> None:
    made = do(world, pipelines.add, "Renewals").result
    kept = next(s for s in ask(world, stages.rows, made) if s.name == "Proposal")
    do(world, stages.remove, kept.id)
    before = by_stage(world)
    assert refused(world, pipelines.remove, 1) == "pipeline.in_use"
    assert refused(world, pipelines.remove, 1, move_to=1) == "pipeline.in_use"
    do(world, pipelines.remove, 1, move_to=made)
    assert by_stage(world) == {
        "Renewals: Qualified": [1, 3, 7, 9],
        "Renewals: Discovery": [2, 8],
        "Renewals: Negotiation": [4],
        "Renewals: Won": [5],
        "Renewals: Lost": [6],
    }
    history.undo(world, NOON)
    assert by_stage(world) == before


def test_the_only_pipeline_stays(world: Store) -> None:
    assert refused(world, pipelines.remove, 1) == "pipeline.last"


def test_a_deal_is_closed_in_the_stage_that_is_named(world: Store) -> None:
    second = do(world, stages.add, "Disqualified", outcome="lost", probability=0).result
    closing = {"closed_on": TODAY, "today": TODAY, "reason": None}
    assert refused(world, deals.lose, [1], stage_id=1, **closing) == "stage.meaning"
    do(world, deals.lose, [1], stage_id=second, **closing)
    do(world, deals.lose, [2], **closing)
    assert by_stage(world)["Sales: Disqualified"] == [1]
    assert 2 in by_stage(world)["Sales: Lost"]
