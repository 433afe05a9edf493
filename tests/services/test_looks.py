"""Since when the day counts: weekends, holidays, many looks, midnight, and clocks put back."""

from datetime import date, datetime, time, timedelta

import pytest

from salesdesk_app.clock import at as moment_at
from salesdesk_app.clock import local_day
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store
from salesdesk_app.wording import today as words
from tests.nights import change, quieten
from tests.world import TODAY, fill

DAY = timedelta(days=1)
FRIDAY = TODAY - 3 * DAY


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return moment_at(day, time(hour, minute))


def look(store: Store, *moments: datetime) -> None:
    for moment in moments:
        today.look(store, today=local_day(moment), now=moment)


def since(store: Store, day: date) -> datetime | None:
    return ask(store, today.last_look, day)


def test_nobody_has_looked_yet(store: Store) -> None:
    assert since(store, TODAY) is None
    look(store, at(TODAY, 8))
    assert since(store, TODAY) is None  # the first day has no day before
    assert since(store, TODAY + DAY) == at(TODAY, 8)


def test_across_a_weekend_and_several_looks_of_one_morning(store: Store) -> None:
    look(store, at(FRIDAY, 8), at(FRIDAY, 17, 10))
    assert since(store, TODAY) == at(FRIDAY, 17, 10)
    look(store, at(TODAY, 7), at(TODAY, 7, 5), at(TODAY, 8), at(TODAY, 11))
    assert since(store, TODAY) == at(FRIDAY, 17, 10)
    assert since(store, TODAY + DAY) == at(TODAY, 11)
    assert words.since(at(FRIDAY, 17, 10), TODAY) == "since Friday 17:10"


def test_a_holiday_week_says_its_day(store: Store) -> None:
    look(store, at(FRIDAY, 16))
    back = FRIDAY + 17 * DAY
    assert since(store, back) == at(FRIDAY, 16)
    assert words.since(at(FRIDAY, 16), back) == "since 20 Nov"


def test_a_look_on_sunday_counts_for_monday(store: Store) -> None:
    look(store, at(FRIDAY, 17), at(TODAY - DAY, 21))
    assert since(store, TODAY) == at(TODAY - DAY, 21)


def test_a_look_just_after_midnight_loses_nothing_of_the_evening(store: Store) -> None:
    look(store, at(FRIDAY, 17))
    look(store, at(TODAY, 0, 10))
    assert since(store, TODAY) == at(FRIDAY, 17)  # still, at breakfast
    assert since(store, TODAY + DAY) == at(TODAY, 0, 10)


@pytest.mark.parametrize("ahead", [1, 7, 400])
def test_a_clock_that_was_ahead_and_is_put_back(store: Store, ahead: int) -> None:
    look(store, at(FRIDAY - DAY, 17), at(FRIDAY, 17), at(TODAY, 8))
    look(store, at(TODAY + ahead * DAY, 8))
    assert since(store, TODAY) == at(FRIDAY, 17)
    look(store, at(TODAY, 9))
    assert since(store, TODAY) == at(FRIDAY, 17)
    assert since(store, TODAY + DAY) == at(TODAY, 9)


def test_what_happened_while_nobody_looked_is_told_once(store: Store) -> None:
    fill(store)
    quieten(store)

    def told(day: date) -> list[str]:
        found = ask(store, today.day, today=day, now=at(day, 8)).matters
        return [matter.event for matter in found if matter.deal is not None]

    look(store, at(FRIDAY, 17))
    change(store, 1, at=at(TODAY - DAY, 3), value_minor=1)
    assert told(TODAY) == ["shrank"]
    look(store, at(TODAY, 8))
    assert told(TODAY) == ["shrank"]
    assert told(TODAY + DAY) == []
