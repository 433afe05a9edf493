"""Quotas, attainment, pace, coverage and velocity, against the rule book's vectors."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.metrics import (
    Coverage,
    Ratio,
    StatedQuota,
    attainment,
    coverage_at_start,
    coverage_in_flight,
    effective_quota,
    expected_by_now,
    needed_coverage,
    projected,
    quota_days,
    quota_for,
    required_per_day,
    velocity,
)
from salesdesk_app.domain.periods import Period, months, parse, quarter_of, year_of

YEAR = parse("2026")


def stated(key: str, minor: int) -> StatedQuota:
    period = parse(key)
    return StatedQuota(period.first, period.last, minor)


def test_ramped_quota_of_the_rule_book() -> None:
    assert effective_quota(100_000_00, 75) == 75_000_00
    assert effective_quota(100_000_00, 100) == 100_000_00
    assert effective_quota(100_000_00, 0) == 0
    assert effective_quota(5, 50) == 2


MONTHLY = [stated(f"2026-{month}", 100) for month in (10, 11, 12)]


@pytest.mark.parametrize(
    ("quotas", "period", "expected"),
    [
        ([], "2026-Q4", None),
        (MONTHLY, "2026-Q4", 300),
        (MONTHLY, "2026-11", 100),
        (MONTHLY[:1], "2026-Q4", 100),
        (MONTHLY, "2026-09", None),
        (MONTHLY, "2026", 300),
        # A quarter's quota is never split into months or weeks.
        ([stated("2026-Q4", 900)], "2026-11", None),
        ([stated("2026-Q4", 900)], "2026-W47", None),
        ([stated("2026-Q4", 900)], "2026", 900),
        # Where both are stated, the quarter's stands for its months and each month for itself.
        ([*MONTHLY, stated("2026-Q4", 900)], "2026-Q4", 900),
        ([*MONTHLY, stated("2026-Q4", 900)], "2026-12", 100),
        ([*MONTHLY, stated("2026-Q3", 700)], "2026", 1000),
        ([stated("2026", 5000), stated("2026-Q4", 900), *MONTHLY], "2026", 5000),
        ([stated("2026-Q4", 0)], "2026-Q4", 0),
    ],
)
def test_quota_of_a_period(quotas: list[StatedQuota], period: str, expected: int | None) -> None:
    assert quota_for(quotas, parse(period)) == expected
    assert quota_for(reversed(quotas), parse(period)) == expected


def test_how_much_of_a_period_has_a_quota() -> None:
    assert quota_days(MONTHLY[:1], parse("2026-Q4")) == Ratio(31, 92)
    assert quota_days(MONTHLY, parse("2026-Q4")).value == 1
    assert quota_days([], parse("2026-Q4")) == Ratio(0, 92)


PERIODS = st.sampled_from(
    [*months(YEAR), *(parse(f"2026-Q{number}") for number in range(1, 5)), YEAR]
)


@given(st.dictionaries(PERIODS, st.integers(0, 10**12)))
def test_no_day_has_two_quotas(by_period: dict[Period, int]) -> None:
    quotas = [StatedQuota(p.first, p.last, minor) for p, minor in by_period.items()]
    days = quota_days(quotas, YEAR)
    assert 0 <= days.numerator <= days.denominator == YEAR.days
    whole = quota_for(quotas, YEAR)
    assert (
        whole == by_period[YEAR] if YEAR in by_period else (whole or 0) <= sum(by_period.values())
    )
    for period, minor in by_period.items():
        assert quota_for(quotas, period) == minor


@given(st.lists(st.integers(0, 10**12), min_size=12, max_size=12), st.integers(1, 12))
def test_monthly_quotas_add_up_to_quarters_and_years(amounts: list[int], start: int) -> None:
    year = year_of(date(2026, 6, 1), start)
    quotas = [
        StatedQuota(month.first, month.last, minor)
        for month, minor in zip(months(year), amounts, strict=True)
    ]
    quarters = {quarter_of(month.first, start) for month in months(year)}
    assert sum(quota_for(quotas, quarter) or 0 for quarter in quarters) == sum(amounts)
    assert quota_for(quotas, year) == sum(amounts)


def test_attainment() -> None:
    assert attainment(71, 100).value == Decimal("0.71")
    assert attainment(0, 100) == Ratio(0, 100)
    assert attainment(71, None) == Ratio(71, 0)
    assert attainment(71, 0).value is None
    assert attainment(None, 100).value is None


@pytest.mark.parametrize(
    ("open_value", "quota", "won", "ratio", "met"),
    [
        (1_708, 2_100, 1_490, Ratio(1_708, 610), False),
        (0, 100, 40, Ratio(0, 60), False),
        (500, 100, 100, Ratio(500, 0), True),
        (None, 100, 150, Ratio(0, 0), True),
        (None, 100, 40, Ratio(0, 0), False),
        (500, None, 40, Ratio(0, 0), False),
        (500, 100, None, Ratio(0, 0), False),
    ],
)
def test_coverage_in_flight(
    open_value: int | None, quota: int | None, won: int | None, ratio: Ratio, met: bool
) -> None:
    assert coverage_in_flight(open_value, quota, won) == Coverage(ratio, met)


def test_coverage_at_the_start_and_needed() -> None:
    assert coverage_at_start(300, 100).value == 3
    assert coverage_at_start(None, 100).value is None
    assert coverage_at_start(300, None).value is None
    assert needed_coverage(Ratio(1, 4)).value == 4
    assert needed_coverage(Ratio(0, 4)).value is None


def test_pace_gap_and_what_is_needed() -> None:
    elapsed = Ratio(16, 64)
    assert expected_by_now(1_000, elapsed) == 250
    assert projected(300, elapsed).value == 1_200
    assert required_per_day(300, 1_000, elapsed) == Ratio(700, 48)
    assert required_per_day(1_300, 1_000, elapsed).value == 0
    assert required_per_day(300, 1_000, Ratio(64, 64)).value is None
    assert required_per_day(None, 1_000, elapsed).value is None
    assert required_per_day(300, None, elapsed).value is None
    assert projected(300, Ratio(0, 64)).value is None
    assert projected(None, elapsed).value is None
    assert expected_by_now(None, elapsed) is None
    assert expected_by_now(1_000, Ratio(0, 0)) is None


def test_velocity_of_the_rule_book() -> None:
    a_day = velocity(50, Ratio(10_000_00, 1), Ratio(20, 100), Ratio(30, 1)).value
    assert a_day is not None
    assert round(a_day / 100, 2) == Decimal("3333.33")
    assert velocity(50, Ratio(0, 0), Ratio(1, 5), Ratio(30, 1)).value is None
    assert velocity(50, Ratio(1, 1), Ratio(1, 5), Ratio(0, 1)).value is None
