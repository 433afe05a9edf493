"""Why a close date was put off: asked by what an edit returns, forgotten by the next slip."""

from datetime import date
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, pipeline, signal_rules
from salesdesk_app.services.deals import deal_history, deals, slips
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from salesdesk_app.wording.signals import reason
from tests.sheets import bring
from tests.world import NOON, TODAY, fill

JANUARY, FEBRUARY = date(2027, 1, 12), date(2027, 2, 2)


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Any, *args: Any, **more: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **more).result


def row(store: Store, deal_id: int) -> DealRow:
    (found,) = ask(store, pipeline.table, DealFilter(deal_ids=frozenset({deal_id})), TODAY)
    return found


def test_the_last_edit_says_which_deals_it_put_off(world: Store) -> None:
    def asked() -> tuple[int, ...]:
        found = ask(world, slips.just_put_off)
        return () if found is None else found.deal_ids

    assert asked() == (), "nobody is asked about what came in"
    do(world, deals.edit, [1, 2, 3], expected_close_on=JANUARY)
    assert asked() == (1, 3), "2 had no date"
    found = ask(world, slips.just_put_off)
    assert found is not None
    assert (found.deal, found.before, found.after) == (
        "Halden Freight — Deal 0",
        date(2026, 12, 1),
        JANUARY,
    )
    do(world, slips.explain, [1, 3], "obstacle")
    assert asked() == ()
    for fields in ({"expected_close_on": date(2026, 12, 24)}, {"name": "Other"}):
        do(world, deals.edit, [3], **fields)
        assert asked() == ()
    do(world, deals.edit, [3], expected_close_on=None)
    assert asked() == ()
    do(world, deals.edit, [5], expected_close_on=FEBRUARY)
    assert asked() == (), "it is won"
    do(world, deals.edit, [1], expected_close_on=FEBRUARY)
    assert asked() == (1,)
    history.undo(world, NOON)
    assert asked() == ()
    history.redo(world, NOON)
    assert asked() == (), "it was asked then"
    assert (row(world, 1).pushes, row(world, 2).pushes, row(world, 3).pushes) == (2, 0, 1)


def test_the_next_slip_forgets_the_answer_to_the_last(world: Store) -> None:
    do(world, deals.edit, [1], expected_close_on=JANUARY)
    do(world, slips.explain, [1], "obstacle")
    assert row(world, 1).slip_reason == "obstacle"
    do(world, deals.edit, [1], expected_close_on=date(2027, 1, 5), value_minor=1)
    assert row(world, 1).slip_reason == "obstacle", "sooner is no slip"
    do(world, deals.edit, [1], expected_close_on=FEBRUARY)
    assert (row(world, 1).slip_reason, row(world, 1).pushes) == (None, 2)


def test_only_three_answers_are_known(world: Store) -> None:
    with pytest.raises(Problem) as problem:
        do(world, slips.explain, [1], "weather")
    assert problem.value.code == "field.choice"
    do(world, slips.explain, [1], "wrong_date")
    do(world, slips.explain, [1], None)
    assert row(world, 1).slip_reason is None


def test_signal_and_history_say_why(world: Store) -> None:
    do(world, signal_rules.set_limit, "pushed", 2)
    for day in (JANUARY, FEBRUARY):
        do(world, deals.edit, [1], expected_close_on=day)
    do(world, slips.explain, [1], "buyer_delay")
    (signal,) = (s for s in row(world, 1).signals if s.code == "pushed")
    assert reason(signal, "USD") == "The close date was put off twice; buyer’s delay"
    lines = [line.text + line.strong for line in ask(world, deal_history.history, 1)]
    assert lines[:2] == [
        "Expected close 12 Jan 2027 → 2 Feb 2027 · buyer’s delay",
        "Expected close 1 Dec → 12 Jan 2027",
    ]


def test_an_answer_that_came_later_is_told_with_the_slip(world: Store) -> None:
    do(world, deals.edit, [1], expected_close_on=JANUARY)
    do(world, deals.edit, [1], value_minor=5)
    do(world, slips.explain, [1], "wrong_date")
    do(world, slips.explain, [1], "obstacle")
    lines = [line.text + line.strong for line in ask(world, deal_history.history, 1)]
    assert len([line for line in lines if "·" in line]) == 1
    assert lines[1] == "Expected close 1 Dec → 12 Jan 2027 · real obstacle"


@pytest.mark.parametrize(("day", "kept"), [(date(2026, 12, 24), None), (date(2026, 12, 2), "kept")])
def test_an_import_that_puts_a_close_off_forgets_the_answer(
    store: Store, day: date, kept: str | None
) -> None:
    heads = ["Id", "Deal", "Stage", "Expected close"]
    bring(
        store, heads, ["D1", "One", "Proposal", date(2026, 12, 4)], ["D2", "Two", "Proposal", day]
    )
    do(store, slips.explain, [1, 2], "obstacle")
    bring(store, heads, ["D1", "One", "Proposal", day], ["D2", "Two!", "Proposal", day])
    assert row(store, 1).slip_reason == (None if kept is None else "obstacle")
    assert row(store, 2).slip_reason == "obstacle"
