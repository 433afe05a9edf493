"""Over the sample team: whatever stands there can be seen to, rests, and comes back by undo."""

from datetime import timedelta
from pathlib import Path

import pytest

from salesdesk_app.services import history
from salesdesk_app.services.overnight import handled, matter_lines, passed_on
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY

DAY = timedelta(days=1)


@pytest.fixture
def told(sampled: Path, store: Store) -> Store:
    return store


def seen(store: Store, days: int = 0) -> Today:
    return ask(store, today.day, today=TODAY + days * DAY, now=NOON + days * DAY)


def keys(day: Today) -> list[str]:
    return [matter.key for matter in day.matters]


def test_the_night_has_something_of_every_step(told: Store) -> None:
    day = seen(told)
    kinds = {matter.event for matter in day.matters}
    assert kinds >= {"soon", "slipped", "close_passed", "lost", "quiet", "at_risk", "discount"}
    assert kinds >= {"shrank", "late", "overdue", "unlogged", "due", "imported", "won", "new"}
    slipped = next(matter for matter in day.matters if matter.event == "slipped")
    explained = matter_lines.matter(slipped, day).explain
    assert explained.startswith("Changed by the import of north.xlsx, Friday 18:20")


def test_yesterdays_close_told_of_as_many_calls_as_there_are(told: Store) -> None:
    day = seen(told)
    assert day.before is not None and day.before.tomorrow is not None
    assert f"{len(day.agenda.calls)} calls in all" in day.before.tomorrow


def test_all_of_it_is_seen_to_and_undone_step_by_step(told: Store) -> None:
    before = seen(told)
    for matter in before.matters:
        what = matter_lines.title(matter)
        perform(told, Stamp(NOON), handled.done, matter.keys, what=what, now=NOON)
    done = seen(told)
    assert done.matters == ()
    assert sum(one.count for one in done.overnight.dealt) == len(before.matters)
    assert done.overnight.new_risks == before.overnight.new_risks
    for _matter in before.matters:
        history.undo(told, NOON)
    assert keys(seen(told)) == keys(before)


def test_all_of_it_rests_until_its_day(told: Store) -> None:
    before = seen(told)
    until = TODAY + 2 * DAY
    for matter in before.matters:
        stated = {"until": until, "what": matter_lines.title(matter), "now": NOON}
        if matter.standing:
            perform(told, Stamp(NOON), handled.rest, matter.deal_ids, **stated)
        else:
            perform(told, Stamp(NOON), handled.snooze, matter.keys, **stated)
    assert seen(told).matters == ()
    for days in (1, 2):
        today.look(told, today=TODAY + (days - 1) * DAY, now=NOON + (days - 1) * DAY)
    back = set(keys(seen(told, 2)))
    gone = {m.key for m in before.matters if m.event in ("soon", "clash", "unlogged")}
    assert {matter.key for matter in before.matters} - gone <= back


def test_all_of_it_becomes_a_task_and_is_gone_for_the_day(told: Store) -> None:
    for matter in seen(told).matters:
        text = matter_lines.wish(matter, seen(told))
        stated = {"what": matter_lines.title(matter), "text": text, "now": NOON}
        perform(told, Stamp(NOON), passed_on.task, matter.keys, **stated)
    assert seen(told).matters == ()
