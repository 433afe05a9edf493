"""What stages took and earned before, by standing edits, however the log was read."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from salesdesk_app.domain.signals import StageWays
from salesdesk_app.services import history, pipeline, stage_ways
from salesdesk_app.services.deals import deals
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.histories import tell
from tests.world import NOON, TODAY, fill

QUALIFIED, DISCOVERY, PROPOSAL, NEGOTIATION = 1, 2, 3, 4


class Story:
    """Deals that are added and moved day by day."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.at = NOON - timedelta(days=200)

    def __call__(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return perform(self.store, Stamp(self.at), verb, *args, **kwargs).result

    def add(self, count: int) -> list[int]:
        return [self(deals.create, name=f"Deal {n}") for n in range(count)]

    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)

    def close(self, verb: Callable[..., Any], ids: list[int], **how: Any) -> None:
        today = self.at.astimezone().date()
        self(verb, ids, closed_on=today, today=today, **how)

    def ways(self) -> dict[str, StageWays]:
        return {way.name: way for way in ask(self.store, stage_ways.ways).stages.values()}


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


def test_the_median_is_of_days_before_deals_left_the_stage(story: Story) -> None:
    ids = story.add(5)
    for days, one in enumerate(ids[:4], 1):
        story.wait(days)  # they leave after 1, 3, 6 and 10 days
        story(deals.move, [one], DISCOVERY)
    assert story.ways()["Qualified"][1:3] == (3, 4)  # half of four had left within 3 days
    history.undo(story.store, story.at)
    assert story.ways()["Qualified"][1:3] == (3, 3)
    history.redo(story.store, story.at)
    story.wait(10)
    story.close(deals.lose, ids[4:], reason=None)
    assert story.ways()["Qualified"][1:3] == (6, 5)


def test_several_stays_of_a_deal_are_one(story: Story) -> None:
    (one,) = story.add(1)
    for stage in (DISCOVERY, QUALIFIED, DISCOVERY):
        story.wait(4)
        story(deals.move, [one], stage)
    assert story.ways()["Qualified"][1:3] == (8, 1)
    assert story.ways()["Discovery"][1:3] == (4, 1)


def test_won_of_those_that_closed_and_passed_the_stage(story: Story) -> None:
    won, lost, skipped, open_ = story.add(4)
    story.wait(1)
    story(deals.move, [won, lost, open_], DISCOVERY)
    story(deals.move, [won, open_, skipped], PROPOSAL)
    story.close(deals.win, [won])
    story.close(deals.lose, [lost, skipped], reason="Price")
    earned = {name: (way.won, way.closed) for name, way in story.ways().items()}
    assert earned["Qualified"] == (1, 3)
    assert earned["Discovery"] == (1, 3)  # a stage that was skipped counts as passed
    assert earned["Proposal"] == (1, 2)
    assert earned["Negotiation"] == (1, 1)  # a won deal has passed all of them
    story(deals.reopen, [won])
    assert story.ways()["Proposal"][3:] == (0, 1)


def test_what_came_in_from_outside_counts_only_from_when_it_is_known(store: Store) -> None:
    fill(store)
    story = Story(store)
    story.at = NOON
    assert {way[1:] for way in story.ways().values()} == {(0, 0, 0, 0)}, "closed ones came in so"
    story.close(deals.win, [1])
    assert story.ways()["Qualified"][1:] == (0, 0, 1, 1), "since when it stood there is unknown"


@pytest.mark.parametrize("seed", [3, 11])
def test_bit_by_bit_it_is_the_same_as_at_once(blank: Path, tmp_path: Path, seed: int) -> None:
    path = Path(copy(blank, tmp_path / "told.db"))
    store = Store(path)
    for number, _told in enumerate(tell(store, seed, deal_count=15, edits=60)):
        known = ask(store, stage_ways.ways)
        if number % 4 == 0:
            fresh = Store(path)
            assert ask(fresh, stage_ways.ways) == known
            fresh.close()
    assert any(way.left for way in known.stages.values())
    store.close()


def test_a_verb_that_is_taken_back_leaves_nothing_behind(story: Story) -> None:
    (one,) = story.add(1)
    story.wait(3)
    with (
        pytest.raises(RuntimeError),
        story.store.write("deals.move", at=story.at) as (session, written),
    ):
        session.info["facts"] = written.facts
        deals.move(session, [one], DISCOVERY)
        session.flush()
        assert stage_ways.ways(session).stages[QUALIFIED].left == 1
        raise RuntimeError
    assert story.ways()["Qualified"].left == 0


def test_both_stage_signals_come_from_the_log(story: Story) -> None:
    ids = story.add(12)
    story.wait(10)
    story(deals.move, ids[:11], PROPOSAL)
    story.close(deals.win, ids[:3])
    story.close(deals.lose, ids[3:10], reason="Price")
    story.wait(int((NOON - story.at).days))
    rows = {row.id: row for row in ask(story.store, pipeline.table, DealFilter(), TODAY)}
    found = {
        deal_id: {signal.code: signal for signal in rows[deal_id].signals} for deal_id in ids[10:]
    }
    slow = found[ids[11]]["stage_slow"]
    assert (slow.days, slow.limit, slow.known, slow.about) == (200, 10, 11, "Qualified")
    high = found[ids[10]]["optimistic"]
    assert (high.number, high.limit, high.known, high.about) == (50, 30, 10, "Proposal")
    assert "stage_slow" in found[ids[10]]  # all ten left it on the day on which they came
    assert rows[ids[10]].days_in_stage == 190
