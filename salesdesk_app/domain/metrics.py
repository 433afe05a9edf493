"""What every figure means: won, lost, open, win rate, weighted value, cycle, over a set of deals.

The screen, the charts, the command line and the workbook all call these functions. A figure that
lacks what it is made of is None or a ratio without a value, never 0.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple, TypeVar

from salesdesk_app.domain.forecast import Rollup, rollup
from salesdesk_app.domain.funnel import Journey, Step, funnel, journey
from salesdesk_app.domain.money import half_even
from salesdesk_app.domain.periods import Period, of_kind
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.domain.targets import (
    Coverage,
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

__all__ = [
    "Coverage",
    "DealFact",
    "Figures",
    "Journey",
    "Ratio",
    "Rollup",
    "StatedQuota",
    "Step",
    "attainment",
    "by_period",
    "coverage_at_start",
    "coverage_in_flight",
    "created",
    "effective_quota",
    "expected_by_now",
    "figures",
    "funnel",
    "group",
    "group_each",
    "in_period",
    "journey",
    "median_cycle",
    "needed_coverage",
    "projected",
    "quota_days",
    "quota_for",
    "required_per_day",
    "rollup",
    "together",
    "velocity",
]

Key = TypeVar("Key", bound=Hashable)


class DealFact(NamedTuple):
    """What the figures need to know of a deal; a named tuple, made four times as fast as a class.

    ``value_minor`` is in the workspace currency, None where the value or its rate is unknown.
    ``category`` and ``probability`` (a whole percentage) are the deal's own or else its stage's.
    """

    id: int
    owner_id: int | None
    stage_id: int
    outcome: str  # open, won, lost
    category: str
    value_minor: int | None
    probability: int
    created_on: date | None = None
    expected_close_on: date | None = None
    closed_on: date | None = None
    account_id: int | None = None

    @property
    def day(self) -> date | None:
        """The day that puts it into a period: the expected close while open, else the close."""
        return self.expected_close_on if self.outcome == "open" else self.closed_on


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a set of deals; values in minor units, sums of what is known.

    ``deals`` is ``open_count + omitted + won_count + lost_count``. A deal without the day that
    would put it into the period asked for is only counted in ``undated``.
    """

    deals: int = 0
    undated: int = 0
    omitted: int = 0  # open deals that the forecast leaves out: in no open figure
    open_count: int = 0
    unvalued: int = 0  # open deals without a value
    open_sum: int = 0
    weighted_hundredths: int = 0
    won_count: int = 0
    won_unvalued: int = 0
    won_sum: int = 0
    lost_count: int = 0
    lost_unvalued: int = 0
    lost_sum: int = 0
    cycle_days: int = 0
    cycle_count: int = 0  # won deals with both dates

    def counts(self) -> tuple[int, ...]:
        """Every count and sum, in the order of the fields."""
        return tuple(getattr(self, one.name) for one in fields(self))

    @property
    def open_value(self) -> int | None:
        """The open pipeline; None where there are open deals and none has a value."""
        return _known(self.open_sum, self.open_count, self.unvalued)

    @property
    def won_value(self) -> int | None:
        """What was booked; None where deals were won and none has a value."""
        return _known(self.won_sum, self.won_count, self.won_unvalued)

    @property
    def lost_value(self) -> int | None:
        """What was lost; None where deals were lost and none has a value."""
        return _known(self.lost_sum, self.lost_count, self.lost_unvalued)

    @property
    def weighted_minor(self) -> int | None:
        """Open value times probability, summed exactly and rounded half-even once."""
        exact = _known(self.weighted_hundredths, self.open_count, self.unvalued)
        return None if exact is None else half_even(exact, 100)

    @property
    def closed_count(self) -> int:
        """Deals won or lost: the n of the win rate."""
        return self.won_count + self.lost_count

    @property
    def win_rate(self) -> Ratio:
        """Deals won over deals closed."""
        return Ratio(self.won_count, self.closed_count)

    @property
    def loss_rate(self) -> Ratio:
        """Deals lost over deals closed."""
        return Ratio(self.lost_count, self.closed_count)

    @property
    def win_rate_value(self) -> Ratio:
        """Value won over value closed."""
        return Ratio(self.won_sum, self.won_sum + self.lost_sum)

    @property
    def average_won(self) -> Ratio:
        """Minor units over the won deals that have a value."""
        return Ratio(self.won_sum, self.won_count - self.won_unvalued)

    @property
    def cycle_days_won(self) -> Ratio:
        """Days from created to closed over the won deals that have both dates."""
        return Ratio(self.cycle_days, self.cycle_count)


def in_period(facts: Iterable[DealFact], period: Period) -> list[DealFact]:
    """The deals of a period: closed ones by their close date, open ones by the expected one."""
    first, last = period.first, period.last
    return [
        fact
        for fact in facts
        if (day := fact.expected_close_on if fact.outcome == "open" else fact.closed_on) is not None
        and first <= day <= last
    ]


def figures(facts: Iterable[DealFact], period: Period | None = None) -> Figures:
    """The figures of these deals, all of them or those of a period; see ``in_period``."""
    undated = 0
    if period is not None:
        facts = list(facts)
        undated = sum(fact.day is None for fact in facts)
        facts = in_period(facts, period)
    open_, won, lost, omitted = _apart(facts)
    values = [(f.value_minor, f.probability) for f in open_ if f.value_minor is not None]
    won_values = [f.value_minor for f in won if f.value_minor is not None]
    lost_values = [f.value_minor for f in lost if f.value_minor is not None]
    cycles = _cycles(won)
    return Figures(
        deals=len(open_) + len(won) + len(lost) + omitted,
        undated=undated,
        omitted=omitted,
        open_count=len(open_),
        unvalued=len(open_) - len(values),
        open_sum=sum(value for value, _ in values),
        weighted_hundredths=sum(value * probability for value, probability in values),
        won_count=len(won),
        won_unvalued=len(won) - len(won_values),
        won_sum=sum(won_values),
        lost_count=len(lost),
        lost_unvalued=len(lost) - len(lost_values),
        lost_sum=sum(lost_values),
        cycle_days=sum(cycles),
        cycle_count=len(cycles),
    )


def together(parts: Iterable[Figures]) -> Figures:
    """The figures of several sets of deals that have none in common."""
    columns = zip(Figures().counts(), *(part.counts() for part in parts), strict=True)
    return Figures(*map(sum, columns))


def group(facts: Iterable[DealFact], key: Callable[[DealFact], Key]) -> dict[Key, list[DealFact]]:
    """The deals by a key, each in one group, so that counts and sums of the groups add up."""
    groups: dict[Key, list[DealFact]] = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append(fact)
    return dict(groups)


def group_each(
    facts: Iterable[DealFact], keys: Callable[[DealFact], Iterable[Key]]
) -> dict[Key, list[DealFact]]:
    """The deals by several keys, such as their products: one may be in several groups or none."""
    groups: dict[Key, list[DealFact]] = defaultdict(list)
    for fact in facts:
        for key in keys(fact):
            groups[key].append(fact)
    return dict(groups)


def by_period(
    facts: Iterable[DealFact], kind: str, fiscal_start_month: int = 1
) -> dict[Period, list[DealFact]]:
    """The deals by the week, month, quarter or year of their day, in order; see ``in_period``.

    Those without that day are in none of them.
    """
    periods: dict[Period, list[DealFact]] = defaultdict(list)
    for day, together in group(facts, lambda fact: fact.day).items():  # a period once for each day
        if day is not None:
            periods[of_kind(kind, day, fiscal_start_month)].extend(together)
    return dict(sorted(periods.items()))


def median_cycle(facts: Iterable[DealFact], period: Period | None = None) -> Ratio:
    """The median days from created to closed of the won deals that have both dates."""
    days = sorted(_cycles(_apart(facts if period is None else in_period(facts, period))[1]))
    middle = len(days) // 2
    if not days:
        return Ratio(0, 0)
    return Ratio(days[middle], 1) if len(days) % 2 else Ratio(days[middle - 1] + days[middle], 2)


def created(facts: Iterable[DealFact], period: Period) -> tuple[int, int | None]:
    """How many deals were created in a period and their value; None where none has one."""
    values = [f.value_minor for f in facts if f.created_on is not None and f.created_on in period]
    known = [value for value in values if value is not None]
    return len(values), _known(sum(known), len(values), len(values) - len(known))


def _apart(
    facts: Iterable[DealFact],
) -> tuple[list[DealFact], list[DealFact], list[DealFact], int]:
    """The open, the won, the lost deals, and how many open ones the forecast omits."""
    sides: dict[str, list[DealFact]] = {"open": [], "won": [], "lost": []}
    omitted = 0
    for fact in facts:
        if fact.outcome == "open" and fact.category == "omitted":
            omitted += 1
        else:
            sides[fact.outcome].append(fact)
    return sides["open"], sides["won"], sides["lost"], omitted


def _cycles(won: Iterable[DealFact]) -> list[int]:
    return [
        (f.closed_on - f.created_on).days
        for f in won
        if f.closed_on is not None and f.created_on is not None
    ]


def _known(total: int, count: int, unvalued: int) -> int | None:
    """A sum; None where there is something to add up and nothing of it is known."""
    return None if count and count == unvalued else total
