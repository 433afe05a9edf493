"""Local time: days that are longer or shorter, hours that are skipped or come twice, travel."""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app import clock
from salesdesk_app.clock import Clock
from tests import zones
from tests.zones import APIA, BERLIN, LORD_HOWE, NEW_YORK, kept_in

DAY = timedelta(days=1)
# The days around which the clocks were or will be changed, in one of the zones at least.
TURNS = [date(2011, 12, 29), date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5)]
TURNS += [date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1)]
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # of Berlin


@pytest.mark.parametrize("zone", [*zones.ALL, "America/Havana", "Asia/Beirut", "Africa/Cairo"])
def test_a_day_ends_where_zoneinfo_has_its_end(zone: str) -> None:
    with kept_in(zone):
        for turn in TURNS:
            for day in (turn + n * DAY for n in range(-3, 4)):
                assert clock.end_of_day(day) == zones.end_in(zone, day), (zone, day)


@pytest.mark.parametrize("zone", zones.ALL)
def test_every_moment_of_a_day_lies_between_its_ends(zone: str) -> None:
    with kept_in(zone):
        for turn in TURNS:
            first = datetime.combine(turn - 2 * DAY, time(), UTC)
            for minutes in range(0, 4 * 24 * 60, 17):
                moment = first + timedelta(minutes=minutes)
                day = clock.local_day(moment)
                assert day == zones.day_in(zone, moment)
                assert clock.end_of_day(day - DAY) <= moment < clock.end_of_day(day)


@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))
def test_a_moment_is_told_as_zoneinfo_tells_it(moment: datetime) -> None:
    for zone in (BERLIN, LORD_HOWE, APIA):
        with kept_in(zone):
            there = moment.astimezone(ZoneInfo(zone))
            assert clock.local(moment).replace(tzinfo=None) == there.replace(tzinfo=None)


@pytest.mark.parametrize("zone", zones.ALL)
def test_an_hour_is_where_the_wall_shows_it_or_as_much_later_as_was_skipped(zone: str) -> None:
    with kept_in(zone):
        for turn in TURNS:
            for quarters in range(-96, 2 * 96):
                wall = datetime.combine(turn, time()) + timedelta(minutes=15 * quarters)
                found = clock.at(wall.date(), wall.time())
                shown = clock.local(found).replace(tzinfo=None)
                there = wall.replace(tzinfo=ZoneInfo(zone))
                exists = there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
                if exists == wall:
                    assert shown == wall and found == there.astimezone(UTC)
                else:  # skipped
                    assert shown > wall and found == there.astimezone(UTC)


def test_half_past_two_on_the_night_of_spring_is_half_past_three() -> None:
    with kept_in(BERLIN):
        assert clock.local(clock.at(SPRING, time(2, 30))).time() == time(3, 30)
        assert clock.end_of_day(SPRING) - clock.end_of_day(SPRING - DAY) == timedelta(hours=23)
        assert clock.end_of_day(AUTUMN) - clock.end_of_day(AUTUMN - DAY) == timedelta(hours=25)
    with kept_in(LORD_HOWE):
        turn = date(2026, 4, 5)
        length = clock.end_of_day(turn) - clock.end_of_day(turn - DAY)
        assert length == timedelta(hours=24, minutes=30)


def test_of_an_hour_that_comes_twice_it_is_the_one_still_to_come() -> None:
    with kept_in(BERLIN):
        first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, and again an hour later
        again = first + timedelta(hours=1)
        half_past = time(2, 30)
        assert clock.at(AUTUMN, half_past) == first
        assert clock.at(AUTUMN, half_past, after=first) == first
        assert clock.at(AUTUMN, half_past, after=first + timedelta(minutes=10)) == again
        # What is over either way is what was said first; what comes once comes once.
        assert clock.at(AUTUMN, half_past, after=again + timedelta(minutes=10)) == first
        assert clock.at(AUTUMN, time(9), after=again) == datetime(2026, 10, 25, 8, tzinfo=UTC)
        assert clock.at(AUTUMN, time(1), after=again) == datetime(2026, 10, 24, 23, tzinfo=UTC)


def test_a_day_that_was_left_out_has_no_length() -> None:
    with kept_in(APIA):
        gone = date(2011, 12, 30)
        assert clock.end_of_day(gone) == clock.end_of_day(gone - DAY)
        assert clock.local_day(clock.end_of_day(gone)) == gone + DAY


def test_another_zone_is_told_from_the_same_one() -> None:
    with kept_in(BERLIN):
        here = clock.zone()
        assert clock.zone() == here
        zones.travel("Europe/Vienna")
        assert clock.zone() == here  # whose clocks show the same
        found = set()
        for zone in zones.ALL:
            zones.travel(zone)
            found.add(clock.zone())
        assert len(found) == len(zones.ALL)


def test_the_zone_of_the_system_is_followed_once_it_is_heeded() -> None:
    moment = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    with kept_in(BERLIN):
        assert clock.local_day(moment) == date(2026, 11, 28)
        os.environ["TZ"] = NEW_YORK  # the system has changed, Python has not looked
        assert clock.local_day(moment) == date(2026, 11, 28)
        clock.follow_zone()
        assert clock.local_day(moment) == date(2026, 11, 27)


def test_a_clock_that_stands_shows_noon_wherever_it_is() -> None:
    for zone in zones.ALL:
        with kept_in(zone):
            standing = Clock(SPRING)
            assert standing.today() == SPRING
            assert clock.local(standing.now()).time() == time(12)
