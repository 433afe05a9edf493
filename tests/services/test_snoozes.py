"""Snoozed deals rest until their day, and come back by themselves."""

from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, pipeline
from salesdesk_app.services.deals import deal_history, snoozes
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from salesdesk_app.wording.signals import snooze_reason
from tests.world import NOON, TODAY, fill

UNTIL = date(2026, 12, 3)


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def snooze(store: Store, ids: list[int], until: date = UNTIL, why: str | None = "") -> Any:
    return perform(store, Stamp(NOON), snoozes.snooze, ids, until=until, why=why, today=TODAY)


def row(store: Store, deal_id: int, day: date = TODAY) -> DealRow:
    (found,) = ask(store, pipeline.table, DealFilter(deal_ids=frozenset({deal_id})), day)
    return found


def test_a_snoozed_deal_shows_nothing_until_its_day(world: Store) -> None:
    before = row(world, 3)
    assert before.at_risk
    snooze(world, [3, 4], why=" waiting for legal ")
    resting = row(world, 3)
    assert (resting.signals, resting.at_risk, resting.snoozed_until) == ((), False, UNTIL)
    told = snooze_reason(resting.snoozed_until, resting.snoozed_why, TODAY)
    assert told == "Snoozed till 3 Dec: waiting for legal"
    assert row(world, 4).signals == ()
    assert not row(world, 3, UNTIL - timedelta(days=1)).at_risk
    assert row(world, 3, UNTIL).at_risk
    assert snooze_reason(row(world, 3, UNTIL).snoozed_until, None, TODAY) == ""
    assert before.signals[0].code == row(world, 3, UNTIL).signals[0].code == "quiet"
    label = ask(world, history.entries)[0].label
    assert label == "Snooze 2 deals till 3 Dec"


def test_waking_shows_them_at_once(world: Store) -> None:
    before = row(world, 3)
    snooze(world, [3])
    perform(world, Stamp(NOON), snoozes.wake, [3])
    assert row(world, 3) == before
    done = perform(world, Stamp(NOON), snoozes.wake, [3])
    assert done.edit_id is None


def test_the_morning_leaves_out_what_rests(world: Store) -> None:
    def risks() -> set[int]:
        found = ask(world, today.day, today=TODAY, now=NOON, since=NOON - timedelta(days=1))
        return {m.deal.id for m in found.matters if m.deal is not None and m.signals}

    assert 3 in risks()
    snooze(world, [3])
    assert 3 not in risks()


@pytest.mark.parametrize(
    ("ids", "until", "code"),
    [
        ([1], TODAY, "snooze.past"),
        ([1, 5], UNTIL, "snooze.closed"),
        ([1, 99], UNTIL, "record.gone"),
    ],
)
def test_what_cannot_rest_is_said(world: Store, ids: list[int], until: date, code: str) -> None:
    with pytest.raises(Problem) as problem:
        snooze(world, ids, until)
    assert problem.value.code == code
    assert row(world, 1).snoozed_until is None


def test_the_history_tells_it(world: Store) -> None:
    snooze(world, [3], why="waiting for legal")
    perform(world, Stamp(NOON), snoozes.wake, [3])
    lines = [line.text + line.strong for line in ask(world, deal_history.history, 3)]
    assert lines[:2] == ["Snooze ended", "Snoozed till 3 Dec: waiting for legal"]
