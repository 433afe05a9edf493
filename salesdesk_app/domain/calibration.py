"""How past calls compared with what was won: accuracy, bias, and the number that they suggest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from salesdesk_app.domain.money import half_even
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.ratio import Ratio

ENOUGH: Final = 4
"""From so many past calls on, a rep's calls are calibrated by them."""


@dataclass(frozen=True, slots=True)
class PastCall:
    """A frozen call of a period that is over, beside what was won in it; minor units."""

    person_id: int
    period: Period
    frozen_on: date
    called: int
    actual: int

    @property
    def accuracy(self) -> Ratio:
        """One less the error over what was won, never below 0; no value where nothing was won."""
        return _accuracy(abs(self.called - self.actual), self.actual)

    @property
    def bias(self) -> Ratio:
        """Called less won, over won: above 0 too much was promised, below 0 too little."""
        return Ratio(self.called - self.actual, self.actual)


@dataclass(frozen=True, slots=True)
class Track:
    """Past calls of one person, or of several, and what they come to together."""

    calls: tuple[PastCall, ...] = ()

    @property
    def n(self) -> int:
        """How many past calls there are."""
        return len(self.calls)

    @property
    def periods(self) -> int:
        """Of how many periods they are."""
        return len({call.period for call in self.calls})

    @property
    def called(self) -> int:
        """The sum of the calls."""
        return sum(call.called for call in self.calls)

    @property
    def actual(self) -> int:
        """The sum of what was won, once for each call."""
        return sum(call.actual for call in self.calls)

    @property
    def wape(self) -> Ratio:
        """The sum of the errors, each without its sign, over the sum of what was won."""
        return Ratio(sum(abs(call.called - call.actual) for call in self.calls), self.actual)

    @property
    def accuracy(self) -> Ratio:
        """One less ``wape``, never below 0: of one call, what the call's own accuracy is."""
        return _accuracy(self.wape.numerator, self.actual)

    @property
    def bias(self) -> Ratio:
        """The sum of called less won over the sum of won; see ``PastCall.bias``."""
        return Ratio(self.called - self.actual, self.actual)

    @property
    def ratio(self) -> Ratio:
        """What was won of each unit called: the sum of the one over the sum of the other."""
        return Ratio(self.actual, self.called)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a call comes to by past calls, to be shown beside it and never instead of it.

    ``minor`` is None below ``ENOUGH`` past calls, without a call, or where all of them were 0.
    """

    minor: int | None
    ratio: Ratio
    n: int
    periods: int


def calibrated(amount: int | None, track: Track) -> Calibrated:
    """A call times what was won of each unit called before, rounded half-even."""
    ratio, minor = track.ratio, None
    if amount is not None and track.n >= ENOUGH and ratio.denominator:
        minor = half_even(amount * ratio.numerator, ratio.denominator)
    return Calibrated(minor, ratio, track.n, track.periods)


def by_person(calls: Iterable[PastCall]) -> dict[int, Track]:
    """The track of each person who has past calls, the oldest call first."""
    found: dict[int, list[PastCall]] = {}
    for call in sorted(calls, key=lambda call: (call.frozen_on, call.period)):
        found.setdefault(call.person_id, []).append(call)
    return {person_id: Track(tuple(own)) for person_id, own in found.items()}


def _accuracy(error: int, actual: int) -> Ratio:
    return Ratio(max(0, actual - error), actual)
