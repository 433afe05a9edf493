"""What must be true to make quota: which open deals, how many more, by when, at which pace."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from salesdesk_app.domain.metrics import Figures
from salesdesk_app.domain.money import half_even
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.domain.targets import velocity

RANKS = ("in", "commit", "best_case", "pipeline", "out")
"""How surely an open deal is counted on: judged in, by its category, judged out."""


class Candidate(NamedTuple):
    """An open deal of the period: its value in minor units, its probability in %, its rank."""

    id: int
    minor: int
    probability: int
    rank: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Open deals that together close a gap; where all of them do not, ``short`` is what is left."""

    deal_ids: tuple[int, ...] = ()
    minor: int = 0
    short: int = 0


def closing(candidates: Iterable[Candidate], gap: int) -> Closing:
    """The likeliest open deals that close a gap, without any that it closes without.

    The surest rank comes first, then the highest probability, then the highest value. Deals are
    taken until the gap is closed; then each that is not needed is put back, the least likely first.
    """
    if gap <= 0:
        return Closing()
    taken: list[Candidate] = []
    total = 0
    for candidate in sorted(candidates, key=_likeliest_first):
        if total >= gap:
            break
        if candidate.minor > 0:
            taken.append(candidate)
            total += candidate.minor
    for candidate in taken[::-1]:
        if total - candidate.minor >= gap:
            taken.remove(candidate)
            total -= candidate.minor
    return Closing(tuple(candidate.id for candidate in taken), total, max(gap - total, 0))


def _likeliest_first(candidate: Candidate) -> tuple[int, int, int, int]:
    rank = RANKS.index(candidate.rank)
    return rank, -candidate.probability, -candidate.minor, candidate.id


@dataclass(frozen=True, slots=True)
class Levers:
    """The four levers of sales velocity; ``average`` in minor units a won deal.

    To try another number put it in by ``dataclasses.replace``: ``average=Ratio(1_000_000, 1)``.
    """

    opportunities: int
    average: Ratio
    win_rate: Ratio
    cycle_days: Ratio

    @property
    def velocity(self) -> Ratio:
        """Minor units a day: opportunities times average times win rate over the cycle."""
        return velocity(self.opportunities, self.average, self.win_rate, self.cycle_days)


def levers(figures: Figures, opportunities: int) -> Levers:
    """The levers as they stand: ``figures`` are those of the deals closed lately."""
    return Levers(opportunities, figures.average_won, figures.win_rate, figures.cycle_days_won)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What levers come to: minor units a day, what they bring in some days, and what then lacks.

    Each is None where a lever is unknown, or there is no quota to lack anything of.
    """

    per_day: Ratio
    brings: int | None
    short: int | None


def tried(levers: Levers, days: int, gap: int | None) -> Outlook:
    """What these four numbers bring in so many days, and how much of a gap they leave open.

    Minor units, rounded half-even; ``short`` is 0 where the gap is closed.
    """
    pace = levers.velocity
    if pace.denominator <= 0:
        return Outlook(pace, None, None)
    brings = half_even(pace.numerator * max(days, 0), pace.denominator)
    return Outlook(pace, brings, None if gap is None else max(gap - brings, 0))


@dataclass(frozen=True, slots=True)
class Needed:
    """What each lever alone would have to be, the three others as they are; None: it cannot do it.

    ``average`` in minor units and ``opportunities`` are rounded up; ``cycle_days`` is exact.
    """

    opportunities: int | None = None
    average: int | None = None
    win_rate: Ratio | None = None
    cycle_days: Ratio | None = None


def needed(levers: Levers, days: int, gap: int) -> Needed:
    """How far each lever alone would have to be pulled to close a gap in so many days."""
    if gap <= 0 or days <= 0:
        return Needed()
    many, average, rate, cycle = (
        levers.opportunities,
        levers.average,
        levers.win_rate,
        levers.cycle_days,
    )
    # gap = many * average * rate / cycle * days, solved for one of them at a time
    each = Ratio(
        gap * cycle.numerator * average.denominator * rate.denominator,
        cycle.denominator * average.numerator * rate.numerator * days,
    )
    of_each = Ratio(
        gap * cycle.numerator * rate.denominator,
        cycle.denominator * rate.numerator * many * days,
    )
    share = Ratio(
        gap * cycle.numerator * average.denominator,
        cycle.denominator * average.numerator * many * days,
    )
    span = Ratio(
        many * average.numerator * rate.numerator * days,
        average.denominator * rate.denominator * gap,
    )
    return Needed(
        _up(each) if _solved(each) else None,
        _up(of_each) if _solved(of_each) else None,
        share if _solved(share) and share.numerator <= share.denominator else None,
        span if _solved(span) else None,
    )


def more(gap: int, levers: Levers) -> int | None:
    """How many opportunities win a gap at this average and win rate; None where one is unknown."""
    if gap <= 0:
        return 0
    average, rate = levers.average, levers.win_rate
    return _up(
        Ratio(gap * average.denominator * rate.denominator, average.numerator * rate.numerator)
    )


def open_by(last: date, cycle_days: Ratio) -> date | None:
    """The last day on which what takes a whole cycle can be opened to close by a day."""
    cycle = _up(cycle_days)
    if cycle is None or cycle > (last - date.min).days:
        return None
    return last - timedelta(days=cycle)


def _solved(ratio: Ratio) -> bool:
    """Whether it is a number above 0: one that is 0 was made of a lever that is not known."""
    return ratio.numerator > 0 and ratio.denominator > 0


def _up(ratio: Ratio) -> int | None:
    """The whole number at or above a ratio; None where there is nothing to divide by."""
    return -(-ratio.numerator // ratio.denominator) if ratio.denominator else None
