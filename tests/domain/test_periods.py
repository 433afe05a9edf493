"""Periods tile the calendar without gaps, and their keys name them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import (
    Period,
    day_of,
    elapsed_days,
    month_of,
    months,
    of_kind,
    parse,
    quarter_of,
    week_number,
    week_of,
    weeks,
    year_of,
)

DAYS = st.dates(date(2, 1, 1), date(9997, 1, 1))
KINDS = st.sampled_from(["day", "week", "month", "quarter", "year"])
STARTS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("key", "start", "first", "last"),
    [
        ("2017", 1, date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-Q4", 1, date(2017, 10, 1), date(2017, 12, 31)),
        ("2017-11", 1, date(2017, 11, 1), date(2017, 11, 30)),
        ("2017-W47", 1, date(2017, 11, 20), date(2017, 11, 26)),
        ("2017-11-16", 1, date(2017, 11, 16), date(2017, 11, 16)),
        ("2020-W53", 1, date(2020, 12, 28), date(2021, 1, 3)),
        ("2024-02", 1, date(2024, 2, 1), date(2024, 2, 29)),
        # A fiscal year is named by the calendar year in which it ends.
        ("2017", 4, date(2016, 4, 1), date(2017, 3, 31)),
        ("2017-Q1", 4, date(2016, 4, 1), date(2016, 6, 30)),
        ("2017-Q4", 4, date(2017, 1, 1), date(2017, 3, 31)),
        ("2018-Q1", 2, date(2017, 2, 1), date(2017, 4, 30)),
        ("2018-Q4", 2, date(2017, 11, 1), date(2018, 1, 31)),
        ("2026-Q1", 10, date(2025, 10, 1), date(2025, 12, 31)),
        ("2017-11", 4, date(2017, 11, 1), date(2017, 11, 30)),
        (" 2017-q4 ", 1, date(2017, 10, 1), date(2017, 12, 31)),
    ],
)
def test_a_key_names_its_days(key: str, start: int, first: date, last: date) -> None:
    period = parse(key, start)
    assert (period.first, period.last) == (first, last)
    assert period.key == key.strip().upper()


@pytest.mark.parametrize(
    "key",
    ["", "17", "2017-Q5", "2017-13", "2017-00", "2017-W53", "2017-W00", "2017-02-29", "2017Q4",
     "2017-1", "Q4 2017", "2017-Q4-1", "٢٠١٧", "2017-Q4\n2018"],
)  # fmt: skip
def test_anything_else_is_a_problem(key: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(key)
    assert caught.value.code == "period.unreadable"
    assert caught.value.facts == {"key": key}


@pytest.mark.parametrize("key", ["0000", "9999", "9999-12", "0000-Q1"])
def test_the_calendar_has_ends(key: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(key)
    assert caught.value.code == "period.range"


@pytest.mark.parametrize("kind", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("day", [date.max, date(9999, 6, 1)])
def test_days_beyond_the_end_are_a_problem(kind: str, day: date) -> None:
    with pytest.raises(Problem) as caught:
        of_kind(kind, day)
    assert caught.value.code == "period.range"


def test_the_first_periods_have_no_previous_one() -> None:
    for kind in ("day", "week", "month", "quarter", "year"):
        with pytest.raises(Problem):
            of_kind(kind, date.min).previous()


@given(KINDS, DAYS, STARTS)
def test_a_period_holds_its_day_and_its_key_reads_back(kind: str, day: date, start: int) -> None:
    period = of_kind(kind, day, start)
    assert period.kind == kind
    assert day in period
    assert period.first - timedelta(days=1) not in period
    assert parse(period.key, start) == period
    assert parse(period.key, start).kind == kind


@given(KINDS, DAYS, STARTS)
def test_periods_follow_each_other(kind: str, day: date, start: int) -> None:
    period = of_kind(kind, day, start)
    after = period.next()
    assert after.first == period.last + timedelta(days=1)
    assert after.kind == kind
    assert after.previous() == period
    assert period < after
    assert of_kind(kind, period.last, start) == period


@given(DAYS, STARTS)
def test_four_quarters_make_a_year(day: date, start: int) -> None:
    year = year_of(day, start)
    quarters = [quarter_of(year.first, start)]
    while len(quarters) < 4:
        quarters.append(quarters[-1].next())
    assert [quarter.key[-2:] for quarter in quarters] == ["Q1", "Q2", "Q3", "Q4"]
    assert quarters[0].first == year.first
    assert quarters[-1].last == year.last
    assert all(year.covers(quarter) for quarter in quarters)
    assert sum(quarter.days for quarter in quarters) == year.days
    assert year.first.month == start
    assert year.last.year == int(year.key)


@given(KINDS, DAYS)
def test_months_and_weeks_of_a_period(kind: str, day: date) -> None:
    period = of_kind(kind, day)
    for parts in (months(period), weeks(period)):
        assert parts[0].first <= period.first <= parts[0].last
        assert parts[-1].first <= period.last <= parts[-1].last
        assert list(parts) == sorted(set(parts))
    assert len(months(period)) == {"quarter": 3, "year": 12}.get(kind, len(months(period)))


@given(KINDS, DAYS, DAYS)
def test_elapsed_days_count_those_that_have_begun(kind: str, day: date, today: date) -> None:
    period = of_kind(kind, day)
    elapsed = elapsed_days(period, today)
    assert 0 <= elapsed <= period.days
    assert elapsed_days(period, period.first) == 1
    assert elapsed_days(period, period.last) == period.days
    assert (elapsed > 0) == (today >= period.first)


def test_week_8_of_13() -> None:
    quarter = quarter_of(date(2026, 11, 23))
    assert week_number(quarter, date(2026, 11, 23)) == (8, 13)
    assert week_number(quarter, date(2026, 10, 1)) == (1, 13)
    assert week_number(quarter, date(2026, 12, 31)) == (13, 13)
    assert week_number(quarter, date(2027, 5, 1)) == (13, 13)
    assert week_number(quarter, date(2026, 5, 1)) == (1, 13)
    assert week_number(quarter_of(date(2027, 1, 1)), date(2027, 3, 31)) == (13, 13)


def test_periods_sort_by_their_days_and_hash_by_what_they_are() -> None:
    days = [month_of(date(2017, 11, 1)), quarter_of(date(2017, 11, 1)), week_of(date(2017, 11, 1))]
    assert [period.key for period in sorted(days)] == ["2017-Q4", "2017-W44", "2017-11"]
    assert len({day_of(date(2017, 1, 1)), day_of(date(2017, 1, 1)), parse("2017")}) == 2
    assert "2017-11" not in parse("2017")


def test_a_fiscal_quarter_is_another_one_than_the_calendars() -> None:
    assert parse("2017-Q4", 4) != parse("2017-Q4", 1)
    assert isinstance(parse("2017-Q4", 4).next(), Period)
    assert parse("2017-Q4", 4).next().key == "2018-Q1"
    assert parse("2017-Q1", 4).previous().key == "2016-Q4"
