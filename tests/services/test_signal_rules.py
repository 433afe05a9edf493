"""The rules of the signals: kept in the settings, undone by name, and followed everywhere."""

from datetime import timedelta
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.signal_rules import CODES, LIMITS, RISKS
from salesdesk_app.services import (
    contacts,
    figures,
    history,
    pipeline,
    products,
    settings,
    signal_rules,
)
from salesdesk_app.services.deals import deals
from salesdesk_app.services.key_figures import headlines
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Any, *args: Any, **more: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **more).result


def codes(store: Store, deal_id: int) -> list[str]:
    wanted = DealFilter(deal_ids=frozenset({deal_id}))
    (row,) = ask(store, pipeline.table, wanted, TODAY)
    return [signal.code for signal in row.signals]


def test_a_new_workspace_has_the_usual_rules(store: Store) -> None:
    rules = ask(store, signal_rules.read)
    assert (dict(rules.limits), rules.off, rules.risks) == (dict(LIMITS), frozenset(), RISKS)


def test_each_change_is_one_named_edit(store: Store) -> None:
    do(store, signal_rules.set_limit, "discount", 1500)
    do(store, signal_rules.switch, "quiet", False)
    do(store, signal_rules.set_risk, "stuck", True)
    do(store, signal_rules.set_risk, "pushed", False)
    rules = ask(store, signal_rules.read)
    assert (rules.limit("discount"), rules.off) == (1500, {"quiet"})
    assert rules.at_risk_by == ("close_passed", "stuck")
    assert [entry.label for entry in ask(store, history.entries)][:4] == [
        "Let “Put off” put no deal at risk",
        "Let “Stuck in stage” put a deal at risk",
        "Switch off “Gone quiet”",
        "Change when “Discount over policy” shows",
    ]
    for _ in range(4):
        history.undo(store, NOON)
    assert ask(store, signal_rules.read).at_risk_by == ("close_passed", "quiet", "pushed")


@pytest.mark.parametrize(
    ("code", "limit", "problem"),
    [
        ("stuck", 3, "field.choice"),
        ("weather", 3, "field.choice"),
        ("quiet", 0, "field.range"),
        ("discount", 10_001, "field.range"),
        ("large", 0, "field.range"),
        ("quiet", None, "field.empty"),
    ],
)
def test_what_cannot_be_a_limit_is_said(
    store: Store, code: str, limit: int | None, problem: str
) -> None:
    with pytest.raises(Problem) as found:
        do(store, signal_rules.set_limit, code, limit)
    assert found.value.code == problem


@pytest.mark.parametrize("code", CODES)
def test_what_is_off_is_nowhere(world: Store, code: str) -> None:
    do(world, deals.edit, [3, 4], probability=90, expected_close_on=TODAY - timedelta(days=1))
    do(world, signal_rules.switch, code, False)
    rows = ask(world, pipeline.table, DealFilter(), TODAY)
    assert code not in {signal.code for row in rows for signal in row.signals}
    day = ask(world, today.day, today=TODAY, now=NOON, since=NOON - timedelta(days=3))
    assert code not in {s.code for matter in day.matters for s in matter.signals}
    assert {row.id for row in day.at_risk} == {row.id for row in rows if row.at_risk}


def test_contacts_and_discounts_are_seen(world: Store) -> None:
    do(world, deals.edit, [1, 3], probability=60)
    assert "single_contact" in codes(world, 1)
    assert "single_contact" not in codes(world, 3), "nobody is known there"
    do(world, contacts.add_to_deal, 1, "Tom Berg")
    assert "single_contact" not in codes(world, 1)
    assert "discount" not in codes(world, 1)
    do(world, products.put_in_deal, 1, "Fleet telematics", quantity=2, discount_bp=2_001)
    assert "discount" in codes(world, 1)


def test_large_is_reckoned_from_wins_until_it_is_stated(world: Store) -> None:
    stated = ask(world, settings.read)
    year = ask(world, headlines.headlines, TODAY, stated, ask(world, figures.read)).year
    assert year.average_won.value == 5_000_000
    assert ask(world, signal_rules.in_force, TODAY).limit("large") == 7_500_000
    assert ask(world, signal_rules.read).limit("large") is None
    day = ask(world, today.day, today=TODAY, now=NOON)
    assert day.large_minor == 7_500_000
    assert ("large" in codes(world, 8), "large" in codes(world, 7)) == (True, False)
    do(world, signal_rules.set_limit, "large", 7_000_000)
    assert "large" in codes(world, 7)
    do(world, signal_rules.switch, "large", False)
    assert ask(world, today.day, today=TODAY, now=NOON).large_minor is None


def test_the_morning_tells_what_the_user_counts_as_a_risk(world: Store) -> None:
    def told() -> dict[int, tuple[str, ...]]:
        day = ask(world, today.day, today=TODAY, now=NOON, since=NOON)
        return {m.deal.id: m.events for m in day.matters if m.deal is not None}

    do(world, signal_rules.set_risk, "quiet", False)
    do(world, signal_rules.set_risk, "no_next_step", True)
    found = told()
    assert found[3] == ("at_risk",)
    do(world, signal_rules.set_risk, "no_next_step", False)
    assert 3 not in told()
