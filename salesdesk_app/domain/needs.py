"""What a person of the team needs from the manager this week, read from the figures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.domain.targets import Coverage

BEHIND = Decimal("0.10")  # further behind pace somebody needs help, further ahead a thank-you
ONE_TO_ONE_FRESH = 6  # days
ONE_TO_ONE_DUE = 11
ONE_TO_ONE_LATE = 15

Code = Literal["behind", "coverage", "one_to_one", "late_commitments", "ahead", "met"]
Freshness = Literal["none", "fresh", "plain", "due", "late"]
Track = Literal["none", "ahead", "near", "behind"]


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to turn to somebody; ``amount`` is points, a factor, days, a count or a share."""

    code: Code
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands in a period that is running."""

    attainment: Ratio
    pace: Ratio
    coverage: Coverage
    one_to_one_days: int | None
    late_commitments: int


def freshness(days: int | None) -> Freshness:
    """How the days since the last 1:1 are to be seen."""
    if days is None:
        return "none"
    if days >= ONE_TO_ONE_LATE:
        return "late"
    if days >= ONE_TO_ONE_DUE:
        return "due"
    return "fresh" if days <= ONE_TO_ONE_FRESH else "plain"


def ahead_of_pace(attainment: Ratio, pace: Ratio) -> Decimal | None:
    """Attainment less pace as a share (0.03 is 3 points ahead); None where either has no value."""
    if attainment.value is None or pace.value is None:
        return None
    return attainment.value - pace.value


def track(attainment: Ratio, pace: Ratio) -> Track:
    """Whether a period goes well: at or ahead of pace, near it, or too far behind.

    Before a period begins there is nothing to say.
    """
    ahead = ahead_of_pace(attainment, pace)
    if ahead is None or pace.numerator == 0:
        return "none"
    if ahead >= 0:
        return "ahead"
    return "behind" if ahead < -BEHIND else "near"


def needs(standing: Standing) -> tuple[Need, ...]:
    """The reasons, the gravest first; nothing where all is as it should be.

    Coverage is only a reason where somebody is behind, since elsewhere it says little.
    """
    found = []
    ahead = ahead_of_pace(standing.attainment, standing.pace)
    behind = ahead is not None and ahead < -BEHIND
    if ahead is not None and behind:
        found.append(Need("behind", -ahead * 100))
        if standing.coverage.ratio.value is not None:
            found.append(Need("coverage", standing.coverage.ratio.value))
    if standing.late_commitments:
        found.append(Need("late_commitments", Decimal(standing.late_commitments)))
    if standing.one_to_one_days is not None and standing.one_to_one_days >= ONE_TO_ONE_DUE:
        found.append(Need("one_to_one", Decimal(standing.one_to_one_days)))
    share = standing.attainment.value
    if share is not None and share >= 1:
        found.append(Need("met", share))
    elif ahead is not None and ahead > BEHIND and share is not None:
        found.append(Need("ahead", share))
    return tuple(found)


def gravity(found: tuple[Need, ...]) -> int:
    """0 for thanks, 1 for a word, 2 for help: what comes first and how it looks."""
    codes = {need.code for need in found}
    if "behind" in codes:
        return 2
    return 1 if codes & {"late_commitments", "one_to_one"} else 0
