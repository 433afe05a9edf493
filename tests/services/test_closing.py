"""Days that are closed, reopened, left open, and read as they were closed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.deals import deals
from salesdesk_app.services.evening import closing
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

DAY = timedelta(days=1)
WORK = Calendar(frozenset(range(5)), None)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a local day, as the clock on the wall shows it."""
    return datetime(day.year, day.month, day.day, hour, minute).astimezone()


def close(store: Store, day: date, now: datetime, **told: Any) -> None:
    stated = {"note": "", "tomorrow": "", **told}
    perform(store, Stamp(now), closing.close_day, day, now=now, **stated)


def renamed(store: Store, name: str, now: datetime) -> None:
    perform(store, Stamp(now), deals.edit, [1], name=name)


def name_then(store: Store, day: date) -> str:
    from salesdesk_app.services import pipeline
    from salesdesk_app.services.deals.deal_filter import DealFilter

    rows = closing.ask_as_closed(
        store, day, pipeline.table, DealFilter(deal_ids=frozenset({1})), day
    )
    return rows[0].name


def test_a_closed_day_is_kept_with_its_note_and_its_ticks(store: Store) -> None:
    fill(store)
    items = [i.id for i in ask(store, checklist.day, TODAY, WORK) if i.part == "end"]
    assert ask(store, closing.closed, TODAY) is None
    told = {"note": " Two won. ", "tomorrow": "First call 09:15", "ticked": items[:2]}
    close(store, TODAY, at(TODAY, 17, 42), since=NOON, kept={"events": [1]}, **told)
    found = ask(store, closing.closed, TODAY)
    assert found is not None
    assert (found.note, found.tomorrow) == ("Two won.", "First call 09:15")
    assert (found.closed_at, found.since, found.late) == (at(TODAY, 17, 42), NOON, False)
    assert found.kept["events"] == [1]
    done = [i for i in ask(store, checklist.day, TODAY, WORK) if i.done_at is not None]
    assert [item.id for item in done] == items[:2]
    assert ask(store, history.next_undo) == "Close 23 Nov"
    history.undo(store, at(TODAY, 17, 43))
    assert ask(store, closing.closed, TODAY) is None
    assert not [i for i in ask(store, checklist.day, TODAY, WORK) if i.done_at is not None]


def test_closing_twice_updates_and_reopening_takes_it_away(store: Store) -> None:
    close(store, TODAY, at(TODAY, 17), note="First")
    close(store, TODAY, at(TODAY, 18), note="Second")
    found = ask(store, closing.closed, TODAY)
    assert found is not None and (found.note, found.closed_at) == ("Second", at(TODAY, 18))
    perform(store, Stamp(at(TODAY, 19)), closing.reopen_day, TODAY)
    assert ask(store, closing.closed, TODAY) is None
    with pytest.raises(Problem) as told:
        perform(store, Stamp(at(TODAY, 19)), closing.reopen_day, TODAY)
    assert told.value.code == "closing.open"


def test_a_day_to_come_is_not_closed(store: Store) -> None:
    with pytest.raises(Problem) as told:
        close(store, TODAY + DAY, at(TODAY, 18))
    assert told.value.code == "closing.future"


def test_a_past_day_is_read_as_it_was_closed(store: Store) -> None:
    fill(store)
    renamed(store, "Before", at(TODAY, 16))
    close(store, TODAY, at(TODAY, 17))
    renamed(store, "In the evening", at(TODAY, 20))
    assert name_then(store, TODAY) == "Before"
    close(store, TODAY, at(TODAY, 21))
    renamed(store, "Next day", at(TODAY + DAY, 9))
    assert name_then(store, TODAY) == "In the evening"
    assert name_then(store, TODAY + DAY) == "Next day"


def test_after_midnight_the_day_that_is_shown_is_closed(store: Store) -> None:
    fill(store)
    renamed(store, "Late", at(TODAY + DAY, 0, 20))
    close(store, TODAY, at(TODAY + DAY, 0, 30))
    # What came before it, and the closing itself, leave the new day with nothing to close.
    assert ask(store, closing.left_open, TODAY + 2 * DAY) is None
    renamed(store, "Morning", at(TODAY + DAY, 9))
    assert name_then(store, TODAY) == "Late"
    assert ask(store, today.last_look, TODAY + DAY) == at(TODAY + DAY, 0, 30)
    assert ask(store, closing.left_open, TODAY + 2 * DAY) == TODAY + DAY  # the morning's rename


def test_a_day_closed_afterwards_is_read_as_of_its_end(store: Store) -> None:
    fill(store)
    renamed(store, "That day", at(TODAY, 16))
    renamed(store, "Next morning", at(TODAY + DAY, 8))
    close(store, TODAY, at(TODAY + DAY, 8, 30), late=True, note="As it stood")
    assert name_then(store, TODAY) == "That day"
    found = closing.ask_as_closed(store, TODAY, closing.closed, TODAY)
    assert found is not None and found.late and found.note == "As it stood"
    assert ask(store, today.last_look, TODAY + DAY) == end_of_day(TODAY)


def test_tomorrow_begins_from_the_closing_unless_it_was_looked_at_later(store: Store) -> None:
    today.look(store, today=TODAY, now=at(TODAY, 20))
    close(store, TODAY, at(TODAY, 17, 42))
    assert ask(store, today.last_look, TODAY + DAY) == at(TODAY, 17, 42)
    assert ask(store, today.last_look, TODAY) is None
    today.look(store, today=TODAY + DAY, now=at(TODAY + DAY, 9))
    assert ask(store, today.last_look, TODAY + 2 * DAY) == at(TODAY + DAY, 9)


def test_what_came_in_after_the_last_look_is_news_though_its_day_was_closed_since(
    store: Store,
) -> None:
    friday = TODAY - 3 * DAY
    today.look(store, today=friday, now=at(friday, 9))
    close(store, friday, at(friday, 17))
    close(store, TODAY, at(TODAY + DAY, 8), late=True)
    assert ask(store, today.last_look, TODAY + DAY) == at(friday, 17)  # nobody looked on Monday
    today.look(store, today=TODAY, now=at(TODAY, 16))
    assert ask(store, today.last_look, TODAY + DAY) == at(TODAY, 16)
    close(store, TODAY, at(TODAY + DAY, 8), late=False)
    assert ask(store, today.last_look, TODAY + DAY) == at(TODAY + DAY, 8)


def test_a_day_left_open_is_told_where_days_are_closed(store: Store) -> None:
    fill(store)
    renamed(store, "Friday", at(TODAY - 3 * DAY, 9))
    assert ask(store, closing.left_open, TODAY) is None  # nobody closes days here
    close(store, TODAY - 4 * DAY, at(TODAY - 4 * DAY, 17))
    assert ask(store, closing.left_open, TODAY) == TODAY - 3 * DAY
    close(store, TODAY - 3 * DAY, at(TODAY, 8), late=True)
    assert ask(store, closing.left_open, TODAY) is None
    assert ask(store, closing.left_open, TODAY + 30 * DAY) is None


def test_the_days_beside_pass_over_those_without_work(store: Store) -> None:
    fill(store)
    friday = TODAY - 3 * DAY
    assert ask(store, closing.beside, TODAY, -1, TODAY, WORK) == friday
    assert ask(store, closing.beside, friday, 1, TODAY, WORK) == TODAY
    renamed(store, "Sunday", at(TODAY - DAY, 9))
    assert ask(store, closing.beside, TODAY, -1, TODAY, WORK) == TODAY - DAY
    first = TODAY - 7 * DAY
    assert ask(store, closing.beside, first, -1, TODAY, WORK) is None


@pytest.mark.parametrize("night", [date(2026, 10, 24), date(2026, 10, 25), date(2026, 3, 28)])
def test_the_evening_of_a_changed_clock(store: Store, night: date) -> None:
    """The day ends at its own midnight, whatever the clocks do in that night."""
    fill(store)
    close(store, night, at(night + DAY, 0, 30))
    found = ask(store, closing.closed, night)
    assert found is not None and found.ended == at(night + DAY, 0, 30)
    assert end_of_day(night) == at(night + DAY, 0)
