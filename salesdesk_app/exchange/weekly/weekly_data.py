"""What the weekly sales report says, as plain values: filled by a service, written elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from salesdesk_app.domain.changes import Changes
from salesdesk_app.domain.metrics import Coverage, Figures
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.ratio import Ratio


@dataclass(frozen=True, slots=True)
class Span:
    """The figures of a period, or of all deals where there is none; created: deals and value."""

    period: Period | None
    figures: Figures
    created_count: int
    created_minor: int | None


@dataclass(frozen=True, slots=True)
class RepLine:
    """A person's quarter against the quota, and the calls and 1:1s of the week; minor units.

    ``person_id`` is 0 for the deals of nobody.
    """

    person_id: int
    name: str
    manager: str | None
    region: str | None
    quota: int | None
    figures: Figures
    attainment: Ratio
    coverage: Coverage
    calls: int
    one_to_ones: int


@dataclass(frozen=True, slots=True)
class StageLine:
    """The open deals of a stage."""

    stage_id: int
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """The open deals that are expected to close in a month; without one, those without a day."""

    month: Period | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """What was won from the beginning of the quarter to the end of one of its weeks."""

    number: int
    last: date
    won_minor: int | None
    pace_minor: int | None


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """What was won in a month."""

    month: Period
    won_count: int
    won_minor: int | None


class DealLine(NamedTuple):
    """A deal on the last sheet; ``own_minor`` is in its own currency, ``value_minor`` in ours.

    ``probability`` (percent) and ``category`` are the deal's own or else its stage's; ``owner_id``
    is 0 for nobody. The owner of a closed deal is who owned it when it was closed.
    """

    id: int
    name: str
    account: str | None
    owner: str | None
    stage: str
    outcome: str
    own_minor: int | None
    currency: str
    value_minor: int | None
    probability: int
    category: str
    created_on: date | None
    expected_close_on: date | None
    closed_on: date | None
    product: str | None
    source: str | None
    lost_reason: str | None
    next_step: str | None
    next_step_on: date | None
    owner_id: int
    stage_id: int

    @property
    def days(self) -> int | None:
        """Days from created to closed; None while it is open or where a day is not known."""
        if self.outcome == "open" or self.closed_on is None or self.created_on is None:
            return None
        return (self.closed_on - self.created_on).days


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """A week's report; money in minor units of ``currency``.

    The quarter is the one that most of the week lies in. ``unconverted`` counts the deals, by
    currency, whose value is in no sum because no rate is known.
    """

    week: Period
    quarter: Period
    week_number: tuple[int, int]
    today: date
    currency: str
    this_week: Span
    week_before: Span
    this_quarter: Span
    everything: Span
    quota: int | None
    with_quota: int
    pace: Ratio
    attainment: Ratio
    coverage: Coverage
    reps: tuple[RepLine, ...]
    stages: tuple[StageLine, ...]
    expected: tuple[ExpectedLine, ...]
    weeks: tuple[WeekPoint, ...]
    months: tuple[MonthPoint, ...]
    changes: Changes
    deals: tuple[DealLine, ...]
    unconverted: Mapping[str, int]
