"""Matters that are seen to, rest and are taken back: what each verb writes, and what it undoes."""

from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, commitments
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.overnight.handled import Seen
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Activity, Commitment, Deal
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 27)


def do(store: Store, verb: Any, *args: Any, at: Any = NOON, **kwargs: Any) -> Any:
    return perform(store, Stamp(at), verb, *args, **kwargs).result


def row(store: Store, model: Any, row_id: int) -> Any:
    with store.read() as session:
        found = session.get(model, row_id)
        session.expunge_all()
        return found


def seen(store: Store) -> dict[str, Seen]:
    return ask(store, handled.seen)


def take_back(store: Store, key: str) -> None:
    do(store, handled.back, seen(store)[key].edit_id, what=key)


def test_a_task_is_completed_and_a_promise_closed_with_their_matters(store: Store) -> None:
    fill(store)
    do(store, handled.done, ["task:1"], what="Pricing", now=NOON)
    do(store, handled.done, ["promise:1"], what="Send pricing", now=NOON)
    assert row(store, Activity, 1).done_at == NOON
    assert row(store, Commitment, 1).outcome == "kept"
    assert set(seen(store)) == {"task:1", "promise:1"}
    take_back(store, "task:1")
    take_back(store, "promise:1")
    assert row(store, Activity, 1).done_at is None
    assert row(store, Commitment, 1).outcome is None
    assert seen(store) == {}


def test_a_call_of_yesterday_was_held_when_it_was_planned(store: Store) -> None:
    fill(store)
    do(store, handled.done, ["call:1"], what="Pricing", now=NOON + DAY)
    assert row(store, Activity, 1).done_at == NOON


def test_a_matter_rests_until_a_day_that_is_to_come(store: Store) -> None:
    fill(store)
    with pytest.raises(Problem) as caught:
        do(store, handled.snooze, ["deal:1"], until=TODAY, what="Deal 0", now=NOON)
    assert caught.value.code == "snooze.past"
    do(store, handled.snooze, ["deal:1"], until=FRIDAY, why=" Legal ", what="Deal 0", now=NOON)
    found = seen(store)["deal:1"]
    assert (found.until, found.why) == (FRIDAY, "Legal")
    assert found.rests(FRIDAY - DAY)
    assert not found.rests(FRIDAY)
    assert row(store, Deal, 1).snoozed_until is None


def test_a_deal_rests_by_the_pipelines_own_snooze_and_wakes_when_taken_back(store: Store) -> None:
    fill(store)
    do(store, handled.rest, [1], until=FRIDAY, why="Legal", what="Deal 0", now=NOON)
    assert row(store, Deal, 1).snoozed_until == FRIDAY
    assert seen(store)["deal:1"].until is None
    take_back(store, "deal:1")
    assert row(store, Deal, 1).snoozed_until is None


def test_what_was_changed_since_is_not_taken_back(store: Store) -> None:
    fill(store)
    do(store, handled.done, ["promise:1"], what="Send pricing", now=NOON)
    do(store, commitments.edit, 1, text="Send all prices")
    with pytest.raises(Problem) as caught:
        take_back(store, "promise:1")
    assert caught.value.code == "undo.later"
    assert row(store, Commitment, 1).outcome == "kept"
    edit_id = seen(store)["promise:1"].edit_id
    with pytest.raises(Problem) as caught:
        do(store, handled.back, edit_id + 100, what="Nothing")
    assert caught.value.code == "undo.nothing"


def test_seen_to_again_is_taken_back_to_the_time_before(store: Store) -> None:
    fill(store)
    do(store, handled.done, ["deal:1"], what="Deal 0", now=NOON)
    first = seen(store)["deal:1"]
    do(store, handled.snooze, ["deal:1"], until=FRIDAY, what="Deal 0", now=NOON)
    assert seen(store)["deal:1"].until == FRIDAY
    take_back(store, "deal:1")
    assert seen(store)["deal:1"] == first


def test_the_moment_never_lies_before_that_of_an_earlier_edit(store: Store) -> None:
    fill(store)
    do(store, activities.log, kind="note", done_at=NOON, at=NOON)
    earlier = NOON - DAY  # the clock was set back
    do(store, handled.done, ["deal:1"], what="Deal 0", now=earlier, at=earlier)
    assert seen(store)["deal:1"].at == NOON
