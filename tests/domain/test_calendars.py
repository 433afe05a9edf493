"""Working days by weekday and country, and the pace that is counted in them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.calendars import Calendar, checked, countries
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import parse, quarter_of
from salesdesk_app.domain.ratio import Ratio

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
CALENDARS = st.builds(
    Calendar,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([None, "DE", "US", "DE-BY"]),
)


def test_holidays_of_the_country_are_not_worked() -> None:
    german = Calendar(country="DE")
    assert not german.is_working(date(2026, 12, 25))  # Friday
    assert Calendar().is_working(date(2026, 12, 25))
    assert not german.is_working(date(2026, 11, 22))  # Sunday
    assert german.is_working(date(2026, 1, 6))  # Epiphany: kept in Bavaria only
    assert not Calendar(country="DE-BY").is_working(date(2026, 1, 6))
    assert not Calendar(country="de").is_working(date(2026, 12, 25))


def test_a_week_from_sunday_to_thursday() -> None:
    calendar = Calendar(frozenset({6, 0, 1, 2, 3}))
    assert calendar.working_days(date(2026, 11, 16), date(2026, 11, 22)) == 5
    assert not calendar.is_working(date(2026, 11, 20))


@given(CALENDARS, DAYS, st.integers(-3, 400))
def test_working_days_are_the_days_that_are_worked(
    calendar: Calendar, first: date, length: int
) -> None:
    days = [first + timedelta(days=step) for step in range(max(length, 0))]
    last = first + timedelta(days=length - 1)
    assert calendar.working_days(first, last) == sum(map(calendar.is_working, days))


@given(CALENDARS, DAYS, DAYS)
def test_pace_runs_from_nothing_to_all(calendar: Calendar, day: date, today: date) -> None:
    quarter = quarter_of(day)
    pace = calendar.pace(quarter, today)
    assert 0 <= pace.numerator <= pace.denominator
    assert calendar.pace(quarter, quarter.first - timedelta(days=1)).numerator == 0
    assert calendar.pace(quarter, quarter.last).value == 1
    tomorrow = calendar.pace(quarter, today + timedelta(days=1)).numerator
    assert tomorrow - pace.numerator in (0, 1)


def test_pace_counts_today() -> None:
    november = parse("2026-11")
    assert Calendar().pace(november, date(2026, 11, 1)) == Ratio(0, 21)  # a Sunday
    assert Calendar().pace(november, date(2026, 11, 2)) == Ratio(1, 21)
    assert Calendar(country="US").pace(november, date(2026, 11, 30)) == Ratio(19, 19)


def test_the_working_days_beside_a_day() -> None:
    german = Calendar(country="DE")
    assert german.next_working(date(2026, 12, 24)) == date(2026, 12, 28)
    assert german.previous_working(date(2027, 1, 4)) == date(2026, 12, 31)
    with pytest.raises(ValueError, match="no weekday"):
        Calendar(frozenset()).next_working(date(2026, 12, 24))


def test_what_a_user_chose_is_checked() -> None:
    assert checked([0, 1, 2], "DE") == Calendar(frozenset({0, 1, 2}), "DE")
    assert checked([0], "") == Calendar(frozenset({0}))
    for workdays, country, code in (
        ([], None, "calendar.workdays"),
        ([7], None, "calendar.workdays"),
        ([0], "Atlantis", "calendar.country"),
        ([0], "DE-ZZ", "calendar.country"),
    ):
        with pytest.raises(Problem) as caught:
            checked(workdays, country)
        assert caught.value.code == code


def test_the_countries_can_be_listed_and_chosen() -> None:
    codes = countries()
    assert {"DE", "US", "FR"} <= set(codes)
    assert all(len(code) == 2 for code in codes)
    assert all(checked([0], code).country == code for code in codes[:20])
