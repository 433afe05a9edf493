"""Stage entry rules: what a stage asks for, who is refused, and what fills it in one edit."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import custom_fields, history, pipelines, stages
from salesdesk_app.services.deals import deals, entry_rules
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.models import Deal
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

QUALIFIED, DISCOVERY, PROPOSAL, NEGOTIATION, WON, LOST = range(1, 7)
FULL, UNDATED, VALUELESS = 1, 2, 3  # deals: one with links, one without a close, one unvalued


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Done[Any]:
    return perform(store, Stamp(NOON), verb, *args, **kwargs)


def require(store: Store, stage_id: int, *codes: str) -> None:
    found = next(s for s in ask(store, stages.rows) if s.id == stage_id)
    do(
        store,
        stages.edit,
        stage_id,
        name=found.name,
        outcome=found.outcome,
        probability=found.probability,
        category=found.category,
        stuck_days=found.stuck_days,
        required=codes,
    )


def stage_of(store: Store, deal_id: int) -> int:
    with store.read() as session:
        return session.scalars(select(Deal.stage_id).where(Deal.id == deal_id)).one()


def refusal(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Problem) as caught:
        do(store, verb, *args, **kwargs)
    assert caught.value.code == "deal.stage_asks"
    return wording.problem(caught.value.code, caught.value.facts)


def test_a_stage_keeps_what_it_asks_for_in_one_order(world: Store) -> None:
    require(world, PROPOSAL, "contact", "value_minor", "contact")
    found = next(s for s in ask(world, stages.rows) if s.id == PROPOSAL)
    assert found.required == ("value_minor", "contact")


def test_a_field_that_nobody_knows_is_refused(world: Store) -> None:
    with pytest.raises(Problem, match=r"field\.choice"):
        require(world, PROPOSAL, "shoe_size")


def test_what_means_nothing_there_is_not_kept(world: Store) -> None:
    require(world, LOST, "lost_reason", "next_step")
    found = next(s for s in ask(world, stages.rows) if s.id == LOST)
    assert found.required == ("lost_reason",)


def test_who_lacks_something_is_refused_by_name_and_stays(world: Store) -> None:
    require(world, NEGOTIATION, "value_minor", "expected_close_on")
    told = refusal(world, deals.move, [FULL, UNDATED, VALUELESS], NEGOTIATION)
    assert told == (
        "“Negotiation” asks for Value, Expected close, which “Corvid Media — Deal 1”, "
        "“Ostara Clinics — Deal 2” lack. Fill that in first. Nothing was changed."
    )
    assert [stage_of(world, n) for n in (1, 2, 3)] == [QUALIFIED, DISCOVERY, PROPOSAL]


def test_who_has_everything_goes_in_without_a_word(world: Store) -> None:
    require(world, NEGOTIATION, "contact", "competitor", "product", "value_minor")
    do(world, deals.move, [FULL], NEGOTIATION)
    assert stage_of(world, FULL) == NEGOTIATION


def test_what_is_missing_is_filled_and_moved_in_one_edit_and_one_undo(world: Store) -> None:
    made = do(world, custom_fields.add, "Segment", "text").result
    own = f"own:{made}"
    asked = ("value_minor", "account_id", "contact", "competitor", "product", "next_step", own)
    require(world, NEGOTIATION, *asked)
    (lack,) = ask(world, entry_rules.lacking, [VALUELESS], NEGOTIATION)
    assert set(lack.fields) == set(asked) - {"account_id"}
    assert lack.deal == "Ostara Clinics — Deal 2"
    answers = {
        "value_minor": 500,
        "contact": "Mira Holt",
        "competitor": "Kestrel",
        "product": "Fleet telematics",
        "next_step": "Send the draft",
        own: "Mid-market",
    }
    do(world, deals.move, [VALUELESS], NEGOTIATION, fill={VALUELESS: answers})
    assert stage_of(world, VALUELESS) == NEGOTIATION
    assert ask(world, entry_rules.lacking, [VALUELESS], PROPOSAL) == ()
    label = ask(world, history.next_undo)
    assert label == "Move “Ostara Clinics — Deal 2” to Negotiation"
    history.undo(world, NOON)
    assert stage_of(world, VALUELESS) == PROPOSAL
    (again,) = ask(world, entry_rules.lacking, [VALUELESS], NEGOTIATION)
    assert again == lack


def test_half_an_answer_is_no_answer(world: Store) -> None:
    require(world, NEGOTIATION, "value_minor", "next_step")
    told = refusal(
        world, deals.move, [VALUELESS], NEGOTIATION, fill={VALUELESS: {"next_step": "x"}}
    )
    assert "asks for Value, which “Ostara Clinics — Deal 2” lacks" in told
    with world.read() as session:
        assert session.get_one(Deal, VALUELESS).next_step is None


def test_winning_and_losing_ask_as_well(world: Store) -> None:
    require(world, WON, "value_minor")
    require(world, LOST, "lost_reason")
    closing = {"closed_on": TODAY, "today": TODAY}
    assert "asks for Value" in refusal(world, deals.win, [VALUELESS], **closing)
    assert "asks for Lost reason" in refusal(world, deals.lose, [FULL], reason=" ", **closing)
    do(world, deals.win, [VALUELESS], values={VALUELESS: 900}, **closing)
    do(world, deals.lose, [FULL], reason="Price", **closing)
    assert (stage_of(world, VALUELESS), stage_of(world, FULL)) == (WON, LOST)


def test_a_new_deal_needs_what_its_stage_asks_for(world: Store) -> None:
    require(world, QUALIFIED, "owner_id", "contact")
    told = refusal(world, deals.create, name="Pilot", owner_id=2)
    assert "asks for Contact" in told
    made = do(world, deals.create, name="Pilot", owner_id=2, also={"contact": "Mira Holt"}).result
    assert stage_of(world, made) == QUALIFIED


def test_a_deal_that_is_in_the_stage_already_is_left_alone(world: Store) -> None:
    require(world, PROPOSAL, "value_minor")
    assert ask(world, entry_rules.lacking, [VALUELESS], PROPOSAL) == ()
    do(world, deals.move, [VALUELESS], PROPOSAL)
    do(world, deals.edit, [VALUELESS], next_step="Call")


def test_a_field_that_is_removed_is_asked_for_no_more(world: Store) -> None:
    made = do(world, custom_fields.add, "Segment", "text").result
    require(world, NEGOTIATION, f"own:{made}", "owner_id")
    do(world, custom_fields.remove, made)
    found = next(s for s in ask(world, stages.rows) if s.id == NEGOTIATION)
    assert found.required == ("owner_id",)


def test_another_pipeline_asks_too(world: Store) -> None:
    other = do(world, pipelines.add, "Renewals").result
    there = stages_in(world, other)
    require(world, there["Proposal"], "value_minor")
    refusal(world, deals.transfer, [FULL, VALUELESS], other)
    do(world, deals.transfer, [FULL, VALUELESS], other, fill={VALUELESS: {"value_minor": 7}})
    assert stage_of(world, FULL) == there["Qualified"]
    assert stage_of(world, VALUELESS) == there["Proposal"]


def test_a_won_deal_stays_won_in_another_pipeline(world: Store) -> None:
    other = do(world, pipelines.add, "Renewals").result
    do(world, deals.transfer, [5], other)
    assert stage_of(world, 5) == stages_in(world, other)["Won"]
    with world.read() as session:
        assert session.get_one(Deal, 5).closed_on == date(2026, 11, 10)


def stages_in(store: Store, pipeline_id: int) -> dict[str, int]:
    return {stage.name: stage.id for stage in ask(store, stages.rows, pipeline_id)}
