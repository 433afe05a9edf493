"""Many deals changed alike: the preview is what happens, one undo takes it back."""

import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import custom_fields, history, settings, stages
from salesdesk_app.services.deals import bulk_edits, deals
from salesdesk_app.services.deals.bulk_edits import Cell, Preview, Wish
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Account, Deal, Person
from salesdesk_app.store.session import Store
from tests.world import NOON, fill

STAMP = Stamp(NOON)
MANY = 1_000


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def look(store: Store, ids: list[int], *wishes: Wish) -> Preview:
    return ask(store, bulk_edits.preview, ids, wishes)


def cells(found: Preview, field: str) -> dict[int, Cell]:
    return {
        line.deal_id: cell for line in found.lines for cell in line.cells if cell.field == field
    }


def all_deals(store: Store) -> list[dict[str, Any]]:
    with store.read() as session:
        query = select(Deal.__table__).order_by(Deal.__table__.c.id)
        return [dict(row) for row in session.execute(query).mappings()]


def test_the_preview_tells_each_deal_before_and_after(world: Store) -> None:
    before = all_deals(world)
    found = look(
        world,
        [1, 2, 3, 5],
        Wish("owner_id", "set", 3),
        Wish("expected_close_on", "shift", 7),
        Wish("value_minor", "percent", Decimal("-12.5")),
        Wish("probability", "set", 35),
    )
    owner = cells(found, "owner_id")
    assert (owner[1].before, owner[1].after, owner[1].changes) == ("Priya Nair", "Jonas Lind", True)
    assert not owner[2].changes  # it is his already
    close = cells(found, "expected_close_on")
    assert (close[1].before, close[1].after) == ("1 Dec 2026", "8 Dec 2026")
    assert (close[2].before, close[2].after, close[2].changes) == ("", "", False)
    assert close[5].refused == "It is closed. Reopen it first."
    value = cells(found, "value_minor")
    assert (value[1].before, value[1].after) == ("$10,000", "$8,750")
    assert not value[3].changes  # it has none
    assert value[5].changes  # what a closed deal was worth may be set right
    probability = cells(found, "probability")
    assert (probability[1].before, probability[1].after) == ("As the stage", "35 %")
    assert found.lines[0].deal == "Halden Freight — Deal 0"
    assert (found.deals, found.refused) == (4, 2)
    assert found.changes + found.same + found.refused == 16
    assert all_deals(world) == before


def test_what_is_agreed_is_what_happens_and_one_undo_takes_it_back(world: Store) -> None:
    before = all_deals(world)
    wishes = [
        Wish("owner_id", "clear"),
        Wish("source", "set", " Referral "),
        Wish("stage_id", "set", 3),
    ]
    found = look(world, [1, 2, 4], *wishes)
    done = perform(world, STAMP, bulk_edits.change, [1, 2, 4], wishes, agreed=found)
    assert done.edit_id is not None
    now = {row["id"]: row for row in all_deals(world)}
    assert [now[at]["owner_id"] for at in (1, 2, 4)] == [None, None, None]
    assert [now[at]["source"] for at in (1, 2, 4)] == ["Referral"] * 3
    assert [now[at]["stage_id"] for at in (1, 2, 4)] == [3, 3, 3]
    assert ask(world, history.next_undo) == "Edit 3 deals"
    again = look(world, [1, 2, 4], *wishes)
    assert (again.changes, again.refused) == (0, 0)
    assert perform(world, STAMP, bulk_edits.change, [1, 2, 4], wishes).edit_id is None
    history.undo(world, NOON)
    assert all_deals(world) == before


def test_deals_that_others_changed_meanwhile_are_looked_at_again(world: Store) -> None:
    wishes = [Wish("next_step", "set", "Call")]
    found = look(world, [1, 2], *wishes)
    perform(world, STAMP, deals.edit, [1], next_step="Call")
    before = all_deals(world)
    with pytest.raises(Problem, match=r"bulk\.other"):
        perform(world, STAMP, bulk_edits.change, [1, 2], wishes, agreed=found)
    assert all_deals(world) == before


def test_a_stage_that_asks_takes_what_has_it(world: Store) -> None:
    row = next(row for row in ask(world, stages.rows) if row.id == 3)
    perform(
        world, STAMP, stages.edit, 3, name=row.name, outcome=row.outcome,
        probability=row.probability, category=row.category, stuck_days=row.stuck_days,
        required=["source", "value_minor"],
    )  # fmt: skip
    found = look(world, [1, 2, 5, 7], Wish("stage_id", "set", 3))
    moved = cells(found, "stage_id")
    assert "asks for Value, Source" in moved[1].refused or "asks for Source" in moved[1].refused
    assert moved[5].refused == "It is closed. Reopen it first."
    # What it asks for may be among the other wishes.
    both = [Wish("stage_id", "set", 3), Wish("source", "set", "Web")]
    assert cells(look(world, [1, 2], *both), "stage_id")[1].after == row.name
    perform(world, STAMP, bulk_edits.change, [1, 2, 5], both)
    assert {row["id"] for row in all_deals(world) if row["stage_id"] == 3} >= {1, 2}
    closing = cells(look(world, [1], Wish("stage_id", "set", 5)), "stage_id")[1]
    assert "closes a deal" in closing.refused


def test_fields_of_the_users_own_are_set_and_cleared(world: Store) -> None:
    field = perform(world, STAMP, custom_fields.add, "Seats", "number").result
    wish = Wish(f"own:{field}", "set", Decimal("12.50"))
    perform(world, STAMP, bulk_edits.change, [1, 2], [wish])
    found = look(world, [1, 2, 3], wish)
    assert [cell.changes for cell in cells(found, wish.field).values()] == [False, False, True]
    odd = cells(look(world, [1], Wish(wish.field, "set", "many")), wish.field)[1]
    assert "holds numbers" in odd.refused
    perform(world, STAMP, bulk_edits.change, [1], [Wish(wish.field, "clear")])
    assert [row["custom"] is None for row in all_deals(world)[:2]] == [True, False]


def test_amounts_are_in_each_deals_own_currency(world: Store) -> None:
    perform(world, STAMP, deals.edit, [2], currency="JPY")
    found = cells(look(world, [1, 2], Wish("value_minor", "set", Decimal("10.50"))), "value_minor")
    assert found[1].after == "$10.50"
    assert "not a number" in found[2].refused


@pytest.fixture
def thousand(world: Store) -> Store:
    with world.write("importing.apply", at=NOON, origin="import") as (session, written):
        written.facts.update(file="many.xlsx", kind="deals", count=MANY)
        settings.ensure_currency(session, "EUR")
        accounts = list(session.scalars(select(Account.id)))
        people = list(session.scalars(select(Person.id)))
        session.add_all(
            Deal(
                name=f"Many {number}",
                account_id=accounts[number % len(accounts)],
                owner_id=people[number % len(people)],
                stage_id=1 + number % 4,
                value_minor=None if number % 9 == 0 else 1000 * number,
                currency=("USD", "EUR")[number % 2],
                created_on=date(2026, 10, 1),
                expected_close_on=None if number % 7 == 0 else date(2026, 12, 1 + number % 28),
            )
            for number in range(MANY)
        )
    return world


WISHES = (
    Wish("owner_id", "set", 2),
    Wish("expected_close_on", "shift", 14),
    Wish("value_minor", "percent", Decimal(10)),
    Wish("stage_id", "set", 4),
)


@pytest.mark.parametrize("how", ["move", "edit", "bulk"])
def test_a_thousand_deals_are_one_undo_and_equal_afterwards(thousand: Store, how: str) -> None:
    before = all_deals(thousand)
    ids = [row["id"] for row in before if row["name"].startswith("Many")]
    began = time.process_time()
    if how == "move":
        perform(thousand, STAMP, deals.move, ids, 4)
    elif how == "edit":
        perform(thousand, STAMP, deals.edit, ids, owner_id=2, next_step="Call")
    else:
        found = look(thousand, ids, *WISHES)
        perform(thousand, STAMP, bulk_edits.change, ids, WISHES, agreed=found)
    took = time.process_time() - began
    after = all_deals(thousand)
    assert after != before
    history.undo(thousand, NOON)
    assert all_deals(thousand) == before
    history.redo(thousand, NOON)
    assert all_deals(thousand) == after
    assert took < 5  # well under a second where nothing else runs


def test_undo_over_an_edit_since_refuses_with_the_deals_name(thousand: Store) -> None:
    ids = [row["id"] for row in all_deals(thousand) if row["name"].startswith("Many")]
    done = perform(thousand, STAMP, bulk_edits.change, ids, WISHES)
    perform(thousand, STAMP, deals.edit, [ids[3]], next_step="Meet")
    before = all_deals(thousand)
    assert done.edit_id is not None
    with pytest.raises(Problem) as told:
        history.undo(thousand, NOON, done.edit_id)
    assert "Many 3" in str(told.value.facts["names"])
    assert all_deals(thousand) == before
