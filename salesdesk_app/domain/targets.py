"""Quotas and what stands against them: attainment, pace, coverage, what is needed per day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from salesdesk_app.domain.money import half_even
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.ratio import Ratio

NOTHING = Ratio(0, 0)


class StatedQuota(NamedTuple):
    """A quota from one day to another, both inside; minor units, the ramp already applied."""

    first: date
    last: date
    minor: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Open pipeline over what is still to be won; ``met`` where nothing is left to win."""

    ratio: Ratio
    met: bool = False


def effective_quota(minor: int, ramp_percent: int) -> int:
    """A quota under its ramp: 75 % of 100,000 is 75,000; rounded half-even."""
    return half_even(minor * ramp_percent, 100)


def quota_for(quotas: Iterable[StatedQuota], period: Period) -> int | None:
    """One person's quota of a period in minor units; None where none is stated.

    Those that lie wholly inside add up, the longest first, and one that shares days with a longer
    one is not counted again: a quarter's quota stands for its months. A quota that reaches beyond
    the period is never split, since how it spreads over its days is not known.
    """
    counted = _counted(quotas, period)
    return sum(quota.minor for quota in counted) if counted else None


def quota_days(quotas: Iterable[StatedQuota], period: Period) -> Ratio:
    """For how many days of the period a quota is stated: one month of a quarter is 31 of 92."""
    days = sum((quota.last - quota.first).days + 1 for quota in _counted(quotas, period))
    return Ratio(days, period.days)


def attainment(booked: int | None, quota: int | None) -> Ratio:
    """What was won over the quota; no value without a quota."""
    return NOTHING if booked is None else Ratio(booked, quota or 0)


def coverage_in_flight(open_value: int | None, quota: int | None, won: int | None) -> Coverage:
    """Open pipeline over the quota that is left; met where nothing is left."""
    if quota is None or won is None:
        return Coverage(NOTHING)
    left = quota - won
    if left <= 0:
        return Coverage(Ratio(open_value or 0, 0), met=True)
    return Coverage(NOTHING if open_value is None else Ratio(open_value, left))


def coverage_at_start(open_value: int | None, quota: int | None) -> Ratio:
    """Open pipeline that closes in a period over its quota, as it stood on the first day."""
    return NOTHING if open_value is None else Ratio(open_value, quota or 0)


def needed_coverage(win_rate_value: Ratio) -> Ratio:
    """How often the quota must lie in the pipeline: one over the win rate by value."""
    return Ratio(win_rate_value.denominator, win_rate_value.numerator)


def expected_by_now(quota: int | None, elapsed: Ratio) -> int | None:
    """What should be won by now: quota times elapsed over all days; booked less it is the gap."""
    if quota is None or elapsed.denominator == 0:
        return None
    return half_even(quota * elapsed.numerator, elapsed.denominator)


def projected(booked: int | None, elapsed: Ratio) -> Ratio:
    """Where the period ends at the present rate: booked over elapsed times all days."""
    return NOTHING if booked is None else Ratio(booked * elapsed.denominator, elapsed.numerator)


def required_per_day(booked: int | None, quota: int | None, elapsed: Ratio) -> Ratio:
    """What each working day after today must bring; 0 where the quota is met."""
    if booked is None or quota is None:
        return NOTHING
    return Ratio(max(quota - booked, 0), elapsed.denominator - elapsed.numerator)


def velocity(opportunities: int, average_won: Ratio, win_rate: Ratio, cycle_days: Ratio) -> Ratio:
    """Minor units a day: opportunities times average deal times win rate over the cycle."""
    return Ratio(
        opportunities * average_won.numerator * win_rate.numerator * cycle_days.denominator,
        average_won.denominator * win_rate.denominator * cycle_days.numerator,
    )


def _counted(quotas: Iterable[StatedQuota], period: Period) -> list[StatedQuota]:
    inside = [q for q in quotas if period.first <= q.first and q.last <= period.last]
    counted: list[StatedQuota] = []
    for quota in sorted(inside, key=lambda q: (q.first - q.last, q.first)):
        if all(quota.last < other.first or other.last < quota.first for other in counted):
            counted.append(quota)
    return counted
