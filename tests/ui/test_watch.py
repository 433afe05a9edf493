"""The window over midnight, sleep, a clock that is put back, and travel into another zone."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import Clock, local_day
from salesdesk_app.services import activities
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.watch import Watch
from tests.world import fill
from tests.zones import APIA, BERLIN, NEW_YORK, kept_in

DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 27)


class Moving(Clock):
    """A clock that a test sets; the machine's steady seconds go on by themselves."""

    moment = datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC)  # a second before midnight in Berlin

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Iterator[Moving]:
    """A clock on a machine that is kept in Berlin."""
    with kept_in(BERLIN):
        yield Moving()


@pytest.fixture
def moving(store: Store, clock: Moving) -> Desk:
    """A desk over the small world that goes by this clock."""
    fill(store)
    return Desk(store, clock, Lanes.inline())


class Watched:
    """What a watch told."""

    def __init__(self, desk: Desk) -> None:
        self.loads = self.days = 0
        desk.changed.connect(self._loaded)
        self.watch = Watch(desk, self._day, desk)

    def _loaded(self, tables: frozenset[str]) -> None:
        self.loads += "*" in tables

    def _day(self) -> None:
        self.days += 1

    def look(self) -> tuple[int, int]:
        """How often all was loaded again and the day said anew by one look."""
        before = self.loads, self.days
        self.watch.look()
        return self.loads - before[0], self.days - before[1]


def test_midnight_is_seen_once(moving: Desk, clock: Moving) -> None:
    watched = Watched(moving)
    assert watched.look() == (0, 0)
    clock.moment += timedelta(seconds=1)
    assert moving.today() == FRIDAY + DAY
    assert watched.look() == (1, 1)
    assert watched.look() == (0, 0)


def test_a_machine_that_slept_for_days_wakes_up_in_its_day(moving: Desk, clock: Moving) -> None:
    watched = Watched(moving)
    clock.moment += timedelta(days=3, hours=8)
    assert watched.look() == (1, 1)
    assert watched.look() == (0, 0)


def test_a_clock_that_is_put_back_is_followed_back(moving: Desk, clock: Moving) -> None:
    watched = Watched(moving)
    clock.moment -= 2 * DAY
    assert watched.look() == (1, 1)
    assert moving.today() == FRIDAY - 2 * DAY


def test_an_hour_that_comes_twice_is_no_new_day(moving: Desk, clock: Moving) -> None:
    clock.moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    watched = Watched(moving)
    for _hour in range(3):
        clock.moment += timedelta(minutes=30)
        assert watched.look() == (0, 0)


def test_another_zone_is_followed_though_the_day_is_the_same(moving: Desk, clock: Moving) -> None:
    clock.moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    watched = Watched(moving)
    moving.looking_at = FRIDAY - DAY
    os.environ["TZ"] = NEW_YORK  # as the system does it: nobody tells Python
    assert watched.look() == (1, 1)
    assert watched.look() == (0, 0)
    assert moving.looking_at == FRIDAY - DAY  # who looks back goes on doing so


def test_travel_over_the_date_line_brings_another_day(moving: Desk, clock: Moving) -> None:
    clock.moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    watched = Watched(moving)
    moving.looking_at = FRIDAY - DAY
    os.environ["TZ"] = APIA
    loads, days = watched.look()
    assert loads and days == 1
    assert moving.today() == FRIDAY + DAY
    assert moving.looking_at is None  # a new day begins in the present


def test_a_tick_just_after_midnight_is_of_the_day_that_is_seen(
    moving: Desk, clock: Moving, preferences: Preferences, shown: Callable[..., QWidget]
) -> None:
    pane = TodayPane(SPEC, moving, preferences)
    shown(pane)
    watched = Watched(moving)
    stated = pane.day
    assert stated is not None and stated.day == FRIDAY
    item = stated.items[0]
    clock.moment += timedelta(minutes=5)  # 00:05, and nothing has looked at the clock yet
    pane.checks.ticked.emit(item.id, True)
    watched.look()
    assert pane.day is not None and pane.day.day == FRIDAY + DAY
    calendar = pane.day.stated.calendar
    seen = ask(moving.store, checklist.day, FRIDAY, calendar)
    assert [one.id for one in seen if one.done_at is not None] == [item.id]
    after = ask(moving.store, checklist.day, FRIDAY + DAY, calendar)
    assert not [one for one in after if one.done_at is not None]


def test_the_agenda_shows_the_hours_of_the_zone_that_one_came_to(
    moving: Desk, clock: Moving, preferences: Preferences, shown: Callable[..., QWidget]
) -> None:
    clock.moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    when = datetime(2026, 11, 27, 15, tzinfo=UTC)
    made = perform(
        moving.store,
        Stamp(clock.moment),
        activities.plan,
        kind="meeting",
        planned_at=when,
        subject="Review",
    ).result
    pane = TodayPane(SPEC, moving, preferences)
    shown(pane)
    watched = Watched(moving)

    def begins() -> list[int]:
        found = pane.agenda.blocks
        return [one.begin for one in found if one.hour.key == f"activity:{made}"]

    assert begins() == [16 * 60]
    os.environ["TZ"] = NEW_YORK
    watched.look()
    assert begins() == [10 * 60]
    assert pane.title == "Good morning"


class Striking(Moving):
    """A clock that strikes midnight between two looks at it."""

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def test_the_day_and_its_moment_are_of_one_look_at_the_clock(
    store: Store, preferences: Preferences, shown: Callable[..., QWidget]
) -> None:
    with kept_in(BERLIN):
        for early in range(4):
            clock = Striking()
            clock.moment -= timedelta(seconds=early)
            pane = TodayPane(SPEC, Desk(store, clock, Lanes.inline()), preferences)
            shown(pane)
            assert pane.day is not None
            assert pane.day.day == local_day(pane.day.now)
