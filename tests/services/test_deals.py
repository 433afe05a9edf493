"""Deals: what each verb does, refuses and takes back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import accounts, competitors, contacts, history, products
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_fields import value
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.models import (
    Account,
    Activity,
    Commitment,
    Contact,
    Deal,
    DealContact,
    DealProduct,
    Edit,
    Product,
    Stage,
)
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

QUALIFIED, DISCOVERY, PROPOSAL, NEGOTIATION, WON, LOST = range(1, 7)
OPEN, VALUELESS, WON_DEAL, LOST_DEAL = 1, 3, 5, 6


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Done[Any]:
    return perform(store, Stamp(NOON), verb, *args, **kwargs)


def deal(store: Store, deal_id: int) -> dict[str, Any]:
    with store.read() as session:
        return dict(
            session.execute(select(Deal.__table__).where(Deal.id == deal_id)).mappings().one()
        )


def refused(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """The code of the problem that a verb meets; it writes nothing and says a whole sentence."""
    edits = _edits(store)
    with pytest.raises(Problem) as caught:
        do(store, verb, *args, **kwargs)
    assert _edits(store) == edits
    sentence = wording.problem(caught.value.code, caught.value.facts)
    assert sentence.endswith(".")
    assert "{" not in sentence
    return caught.value.code


def _edits(store: Store) -> int | None:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Edit))


def label(store: Store) -> str | None:
    return ask(store, history.next_undo)


def test_what_is_not_stated_of_a_new_deal_stays_empty(world: Store) -> None:
    deal_id = do(world, deals.create, name="  Fleet\n telematics ").result
    made = deal(world, deal_id)
    assert made["name"] == "Fleet telematics"
    assert made["stage_id"] == QUALIFIED
    assert made["currency"] == "USD"
    empty = ("value_minor", "created_on", "expected_close_on", "closed_on", "account_id")
    assert [made[field] for field in empty] == [None] * 5
    assert label(world) == "Add “Fleet telematics”"


def test_a_new_deal_finds_its_account_or_adds_it(world: Store) -> None:
    known = do(world, deals.create, name="Pilot", account=" halden  FREIGHT ").result
    new = do(world, deals.create, name="Pilot", account="Kitewing").result
    assert deal(world, known)["account_id"] == 1
    assert label(world) == "Add “Kitewing — Pilot”"
    history.undo(world, NOON)
    with world.read() as session:
        assert session.scalar(select(func.count()).where(Account.name == "Kitewing")) == 0
        assert session.get(Deal, new) is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "  "}, "field.empty"),
        ({"value_minor": -1}, "field.negative"),
        ({"value_minor": 2**63}, "field.range"),
        ({"probability": 101}, "field.range"),
        ({"probability": -1}, "field.range"),
        ({"category": "sure"}, "field.choice"),
        ({"currency": "XXQ"}, "field.currency"),
        ({"owner_id": 99}, "record.gone"),
        ({"account_id": 99}, "record.gone"),
        ({"closed_on": TODAY}, "deal.open_closed"),
        ({"lost_reason": "Price"}, "deal.not_lost"),
    ],
)
def test_what_cannot_be_stated_is_refused(world: Store, fields: dict[str, Any], code: str) -> None:
    assert refused(world, deals.edit, [OPEN], **fields) == code


def test_a_new_deal_is_open(world: Store) -> None:
    assert refused(world, deals.create, name="Pilot", stage_id=WON) == "deal.closing"
    assert refused(world, deals.create, name=" ") == "field.empty"


def test_an_edit_leaves_what_it_does_not_name(world: Store) -> None:
    before = deal(world, OPEN)
    do(world, deals.edit, [OPEN], next_step=" Send pricing ", next_step_on=TODAY)
    assert deal(world, OPEN) == before | {"next_step": "Send pricing", "next_step_on": TODAY}
    assert label(world) == "Edit “Halden Freight — Deal 0”"


def test_an_edit_of_one_field_names_it(world: Store) -> None:
    do(world, deals.edit, [OPEN], value_minor=None)
    assert deal(world, OPEN)["value_minor"] is None
    assert label(world) == "Edit “Halden Freight — Deal 0”: Value"
    do(world, deals.edit, [1, 2, 3], owner_id=3)
    assert label(world) == "Edit 3 deals: Owner"
    assert {deal(world, i)["owner_id"] for i in (1, 2, 3)} == {3}


def test_an_edit_that_changes_nothing_is_no_edit(world: Store) -> None:
    now = deal(world, OPEN)
    done = do(world, deals.edit, [OPEN], name=now["name"], value_minor=now["value_minor"])
    assert done.edit_id is None
    assert do(world, deals.move, [OPEN], QUALIFIED).edit_id is None
    assert do(world, deals.reopen, [OPEN]).edit_id is None


def test_the_close_of_a_closed_deal_can_be_mended(world: Store) -> None:
    do(world, deals.edit, [WON_DEAL], closed_on=date(2026, 11, 20))
    do(world, deals.edit, [LOST_DEAL], lost_reason="No budget")
    assert deal(world, WON_DEAL)["closed_on"] == date(2026, 11, 20)
    assert deal(world, LOST_DEAL)["lost_reason"] == "No budget"
    assert refused(world, deals.edit, [WON_DEAL], closed_on=None) == "field.empty"
    early = date(2026, 9, 1)
    assert refused(world, deals.edit, [WON_DEAL], closed_on=early) == "deal.closed_early"
    assert refused(world, deals.edit, [WON_DEAL], created_on=TODAY) == "deal.closed_early"


def test_several_cards_move_as_one_edit(world: Store) -> None:
    done = do(world, deals.move, [1, 2, 4], NEGOTIATION)
    assert label(world) == "Move 2 deals to Negotiation"  # the third was there already
    assert {deal(world, i)["stage_id"] for i in (1, 2, 4)} == {NEGOTIATION}
    assert done.tables == {"deal"}
    history.undo(world, NOON)
    assert [deal(world, i)["stage_id"] for i in (1, 2, 4)] == [QUALIFIED, DISCOVERY, NEGOTIATION]


def test_a_move_keeps_what_was_chosen_by_hand(world: Store) -> None:
    do(world, deals.edit, [OPEN], category="commit", probability=90)
    do(world, deals.move, [OPEN], PROPOSAL)
    moved = deal(world, OPEN)
    assert (moved["category"], moved["probability"]) == ("commit", 90)
    assert label(world) == "Move “Halden Freight — Deal 0” to Proposal"


def test_a_closing_stage_is_entered_by_winning_or_losing(world: Store) -> None:
    assert refused(world, deals.move, [OPEN], WON) == "deal.closing"
    assert refused(world, deals.move, [OPEN], LOST) == "deal.closing"
    assert refused(world, deals.move, [OPEN], 99) == "record.gone"
    assert refused(world, deals.move, [99], PROPOSAL) == "record.gone"


def test_winning_states_the_final_value_and_the_day(world: Store) -> None:
    yesterday = TODAY - timedelta(days=1)
    do(world, deals.win, [OPEN], closed_on=yesterday, today=TODAY, values={OPEN: 900_000})
    won = deal(world, OPEN)
    assert (won["stage_id"], won["closed_on"], won["value_minor"]) == (WON, yesterday, 900_000)
    assert label(world) == "Mark “Halden Freight — Deal 0” as won"


def test_a_win_without_a_value_has_none(world: Store) -> None:
    do(world, deals.win, [VALUELESS, 2], closed_on=TODAY, today=TODAY)
    assert deal(world, VALUELESS)["value_minor"] is None
    assert deal(world, 2)["value_minor"] == 2_000_000
    assert label(world) == "Mark 2 deals as won"


def test_losing_keeps_the_reason_where_there_is_one(world: Store) -> None:
    do(world, deals.lose, [1, 2], reason=" No budget ", closed_on=TODAY, today=TODAY)
    do(world, deals.lose, [3], reason="", closed_on=TODAY, today=TODAY)
    assert [deal(world, i)["lost_reason"] for i in (1, 2, 3)] == ["No budget", "No budget", None]
    assert {deal(world, i)["stage_id"] for i in (1, 2, 3)} == {LOST}
    assert label(world) == "Mark “Ostara Clinics — Deal 2” as lost"


def test_no_deal_closes_in_the_future_or_before_it_was_created(world: Store) -> None:
    tomorrow, early = TODAY + timedelta(days=1), date(2026, 9, 30)
    for verb, more in ((deals.win, {}), (deals.lose, {"reason": "Price"})):
        for day, code in ((tomorrow, "deal.closed_later"), (early, "deal.closed_early")):
            assert refused(world, verb, [OPEN], closed_on=day, today=TODAY, **more) == code
    assert deal(world, OPEN)["closed_on"] is None


def test_a_lost_deal_that_is_won_after_all_has_no_lost_reason(world: Store) -> None:
    do(world, deals.win, [LOST_DEAL], closed_on=TODAY, today=TODAY)
    assert deal(world, LOST_DEAL)["lost_reason"] is None
    assert deal(world, LOST_DEAL)["stage_id"] == WON


def test_a_reopened_deal_goes_back_to_where_it_was_closed(world: Store) -> None:
    do(world, deals.win, [2], closed_on=TODAY, today=TODAY)
    do(world, deals.lose, [2], reason="Price", closed_on=TODAY, today=TODAY)
    do(world, deals.reopen, [2])
    again = deal(world, 2)
    assert (again["stage_id"], again["closed_on"], again["lost_reason"]) == (DISCOVERY, None, None)


def test_a_deal_that_came_in_closed_reopens_in_the_last_open_stage(world: Store) -> None:
    do(world, deals.reopen, [WON_DEAL, OPEN])
    assert deal(world, WON_DEAL)["stage_id"] == NEGOTIATION
    assert deal(world, OPEN)["stage_id"] == QUALIFIED  # it was open already
    assert label(world) == "Reopen “Corvid Media — Deal 4”"


def test_a_move_out_of_a_closing_stage_opens_a_deal(world: Store) -> None:
    do(world, deals.move, [LOST_DEAL], PROPOSAL)
    moved = deal(world, LOST_DEAL)
    assert (moved["closed_on"], moved["lost_reason"]) == (None, None)


def test_deleting_keeps_what_was_done_and_promised(world: Store) -> None:
    do(world, deals.delete, [OPEN])
    with world.read() as session:
        assert session.get(Deal, OPEN) is None
        assert session.scalar(select(func.count()).select_from(DealContact)) == 0
        assert session.scalar(select(Activity.deal_id).where(Activity.subject == "Pricing")) is None
        assert session.scalars(select(Commitment.deal_id)).all() == [None]
        assert session.scalar(select(func.count()).select_from(Contact)) == 1
    assert label(world) == "Delete “Halden Freight — Deal 0”"
    history.undo(world, NOON)
    with world.read() as session:
        assert session.get(Deal, OPEN) is not None
        assert session.scalars(select(Commitment.deal_id)).all() == [OPEN]


def test_deleting_several_names_their_number(world: Store) -> None:
    do(world, deals.delete, [1, 2, 5])
    assert label(world) == "Delete 3 deals"
    assert refused(world, deals.delete, [1]) == "record.gone"


def test_accounts_have_one_name_each(world: Store) -> None:
    assert refused(world, accounts.add, "corvid media") == "field.taken"
    assert refused(world, accounts.add, " ") == "field.empty"
    assert refused(world, accounts.rename, 1, "Corvid Media") == "field.taken"
    do(world, accounts.rename, 1, "HALDEN FREIGHT")  # its own name in other capitals
    assert [row.name for row in ask(world, accounts.choices)][1] == "HALDEN FREIGHT"


def test_a_contact_is_found_at_the_account_or_added_there(world: Store) -> None:
    known = do(world, contacts.add_to_deal, 4, "dr anna weiss").result  # the same account
    assert known == 1
    other = do(world, contacts.add_to_deal, 2, "Dr Anna Weiss", title="CFO").result
    assert other != 1
    with world.read() as session:
        found = session.get(Contact, other)
        assert found is not None
        assert (found.account_id, found.title) == (2, "CFO")
    do(world, contacts.remove_from_deal, 4, known)
    assert refused(world, contacts.remove_from_deal, 4, known) == "record.gone"
    assert refused(world, contacts.add_to_deal, 4, " ") == "field.empty"
    assert do(world, contacts.add_to_deal, 1, "Dr Anna Weiss").edit_id is None


def test_competitors_are_met_once_in_a_deal(world: Store) -> None:
    assert do(world, competitors.add_to_deal, 2, "KESTREL").result == 1
    assert do(world, competitors.add_to_deal, 2, "Kestrel").edit_id is None
    do(world, competitors.remove_from_deal, 2, 1)
    assert refused(world, competitors.remove_from_deal, 2, 1) == "record.gone"
    assert [row.name for row in ask(world, competitors.choices)] == ["Kestrel"]


def test_a_product_is_one_whatever_its_spaces_and_punctuation(world: Store) -> None:
    put = do(world, products.put_in_deal, 2, "FleetTelematics", quantity=5, discount_bp=1_800)
    assert put.result == 1
    with world.read() as session:
        assert session.scalar(select(func.count()).select_from(Product)) == 1
        line = session.scalars(select(DealProduct).where(DealProduct.deal_id == 2)).one()
        assert (line.quantity, line.discount_bp) == (5, 1_800)
    do(world, products.put_in_deal, 2, "Fleet")  # mere likeness makes another product
    assert [row.name for row in ask(world, products.rows)] == ["Fleet", "Fleet telematics"]
    for wrong in ({"quantity": 0}, {"discount_bp": 10_001}):
        assert refused(world, products.put_in_deal, 2, "Fleet", **wrong) == "field.range"
    assert refused(world, products.put_in_deal, 2, " - ") == "field.empty"


@given(st.integers())
def test_a_value_is_kept_as_it_is_or_refused(minor: int) -> None:
    if 0 <= minor < 2**63:
        assert value(minor) == minor
    else:
        with pytest.raises(Problem):
            value(minor)


def test_stages_of_the_world_are_as_named_here(world: Store) -> None:
    with world.read() as session:
        names = session.scalars(select(Stage.name).order_by(Stage.id)).all()
    assert names == ["Qualified", "Discovery", "Proposal", "Negotiation", "Won", "Lost"]
