"""What the log tells of a deal: its history in words, its days in a stage, its pushes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import (
    activities,
    competitors,
    contacts,
    custom_fields,
    history,
    products,
)
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_detail import DealDetail, choices, deal
from salesdesk_app.services.deals.deal_history import HistoryLine
from salesdesk_app.services.deals.deal_history import history as history_of
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

PROPOSAL, NEGOTIATION = 3, 4


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(
    store: Store, verb: Callable[..., Any], *args: Any, at: datetime = NOON, **kwargs: Any
) -> Any:
    return perform(store, Stamp(at), verb, *args, **kwargs).result


def lines(store: Store, deal_id: int = 1) -> list[str]:
    return [line.text + line.strong for line in ask(store, history_of, deal_id)]


def detail(store: Store, deal_id: int = 1, today: date = TODAY) -> DealDetail:
    return ask(store, deal, deal_id, today)


def test_changes_are_told_in_plain_words_the_newest_first(world: Store) -> None:
    do(world, deals.edit, [1], value_minor=2_250_000)
    do(world, deals.move, [1], PROPOSAL, at=NOON + timedelta(minutes=1))
    later = NOON + timedelta(minutes=2)
    do(world, deals.edit, [1], expected_close_on=date(2027, 1, 12), at=later)
    assert lines(world)[:3] == [
        "Expected close 1 Dec → 12 Jan 2027",
        "Stage Qualified → Proposal",
        "Value $10,000 → $22,500",
    ]
    assert lines(world)[-1] == ask(world, history.entries)[-1].label  # it was imported


def test_what_was_empty_and_what_becomes_empty(world: Store) -> None:
    do(world, deals.edit, [1], owner_id=None, next_step="Send pricing", category="best_case")
    do(world, deals.edit, [1], probability=60, note="Met at a fair", at=NOON + timedelta(hours=1))
    assert set(lines(world)[:5]) == {
        "Probability: 60 %",
        "Note changed",
        "Owner Priya Nair → none",
        "Forecast: Best case",
        "Next step: Send pricing",
    }


def test_a_deal_added_by_hand_begins_with_it(world: Store) -> None:
    deal_id = do(world, deals.create, name="Pilot")
    do(world, deals.lose, [deal_id], reason="Price", closed_on=TODAY, today=TODAY)
    assert lines(world, deal_id) == ["Stage Qualified → Lost", "Lost reason: Price", "Added"]


def test_what_was_undone_did_not_happen(world: Store) -> None:
    before = lines(world)
    do(world, deals.move, [1], PROPOSAL)
    moved = lines(world)
    history.undo(world, NOON)
    assert lines(world) == before
    history.redo(world, NOON)
    assert lines(world) == moved
    history.undo(world, NOON)
    do(world, deals.move, [1], NEGOTIATION)
    assert lines(world)[0] == "Stage Qualified → Negotiation"


def test_people_and_products_that_were_added_and_removed(world: Store) -> None:
    do(world, contacts.add_to_deal, 1, "Tom Berg")
    do(world, contacts.remove_from_deal, 1, 1, at=NOON + timedelta(minutes=1))
    do(world, competitors.remove_from_deal, 1, 1, at=NOON + timedelta(minutes=2))
    later = NOON + timedelta(minutes=3)
    do(world, products.put_in_deal, 1, "Fleet telematics", discount_bp=1_800, at=later)
    assert lines(world)[:4] == [
        "Quantity or discount changed: Fleet telematics",
        "Competitor out: Kestrel",
        "Contact removed: Dr Anna Weiss",
        "Contact added: Tom Berg",
    ]
    history.undo(world, later)
    history.undo(world, later)
    assert lines(world)[0] == "Contact removed: Dr Anna Weiss"


def test_activities_stand_among_the_changes(world: Store) -> None:
    do(
        world,
        activities.log,
        kind="call",
        subject="budget moved to January",
        done_at=NOON - timedelta(days=1),
        minutes=25,
        deal_id=1,
        person_id=2,
    )
    line = ask(world, history_of, 1)[0]
    assert line.text == "Call, 25 min — Priya: budget moved to January"
    assert line.kind == "call"
    assert [planned.subject for planned in detail(world).planned] == ["Pricing"]


def test_days_in_a_stage_are_only_told_where_they_are_known(world: Store) -> None:
    assert detail(world).days_in_stage is None  # it came in from outside
    assert detail(world).days == 53
    do(world, deals.move, [1], PROPOSAL, at=NOON - timedelta(days=3))
    do(world, deals.edit, [1], value_minor=5)
    assert detail(world, today=TODAY + timedelta(days=9)).days_in_stage == 9 + _days_ago(world)
    history.undo(world, NOON)
    history.undo(world, NOON)
    assert detail(world).days_in_stage is None


def test_fields_of_the_users_own_are_told_by_name_also_when_they_are_gone(world: Store) -> None:
    do(world, custom_fields.add, "Segment", "text")
    do(world, custom_fields.add, "Seats", "number")
    for place, (field_id, value) in enumerate(
        ((1, "B"), (1, "C"), (2, Decimal(12_000)), (2, Decimal("7.5")), (2, None))
    ):
        later = NOON + timedelta(minutes=place)
        do(world, custom_fields.set_value, 1, field_id, value, at=later)
    told = ["Seats: 7.5 → none", "Seats: 12,000 → 7.5", "Seats: 12,000", "Segment: B → C"]
    assert lines(world)[:5] == [*told, "Segment: B"]
    do(world, custom_fields.rename, 1, "Client segment", at=later)
    do(world, custom_fields.remove, 2, at=later)
    assert lines(world)[3] == "Client segment: B → C"
    assert lines(world)[0] == "Seats: 7.5 → none"
    do(world, custom_fields.remove, 1, at=later)
    assert lines(world)[0] == "Client segment: C → none"
    history.undo(world, later)
    assert lines(world)[0] == "Seats: 7.5 → none"


def _days_ago(store: Store) -> int:
    moved = next(line for line in ask(store, history_of, 1) if line.text.startswith("Stage"))
    assert isinstance(moved, HistoryLine)
    return (TODAY - moved.day).days


def test_a_deal_added_by_hand_is_in_its_stage_since_then(world: Store) -> None:
    deal_id = do(world, deals.create, name="Pilot")
    assert detail(world, deal_id).days_in_stage == 0
    assert detail(world, deal_id).days is None  # nobody said when it was created


def test_later_close_dates_are_counted_as_pushes(world: Store) -> None:
    for day in (date(2026, 12, 8), date(2026, 12, 4), date(2026, 12, 18), None, date(2027, 1, 5)):
        do(world, deals.edit, [1], expected_close_on=day)
    assert detail(world).pushes == 2  # an earlier day, an emptied and a new one are none
    history.undo(world, NOON)
    history.undo(world, NOON)
    history.undo(world, NOON)
    assert detail(world).pushes == 1


def test_the_panel_is_told_everything_at_once(world: Store) -> None:
    found = detail(world)
    assert [c.name for c in found.contacts] == ["Dr Anna Weiss"]
    assert [c.name for c in found.competitors] == ["Kestrel"]
    assert [(p.name, p.quantity, p.discount_bp) for p in found.products] == [
        ("Fleet telematics", 2, 500)
    ]
    assert [stage.name for stage in found.stages][:2] == ["Qualified", "Discovery"]
    assert (found.probability, found.category, found.outcome) == (None, None, "open")
    with pytest.raises(Problem):
        detail(world, 99)


def test_what_there_is_to_choose_from(world: Store) -> None:
    do(world, deals.lose, [1], reason="No champion", closed_on=TODAY, today=TODAY)
    do(world, deals.edit, [2, 3], source="Referral")
    offered = ask(world, choices, TODAY)
    assert [owner.name for owner in offered.owners] == ["Grace Obi", "Jonas Lind", "Priya Nair"]
    assert offered.accounts == ("Corvid Media", "Halden Freight", "Ostara Clinics")
    assert offered.sources == ("Referral",)
    assert offered.reasons[0] == "Price"
    assert offered.reasons[-1] == "No champion"
    assert offered.currencies == ("USD",)
