"""What the forecast says: lines of people, teams and everybody, with parts, quota and calls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from salesdesk_app.domain import metrics
from salesdesk_app.domain.calibration import Calibrated, Track
from salesdesk_app.domain.calls import Said
from salesdesk_app.domain.forecast import CATEGORIES, Rollup, counts_as, rollup
from salesdesk_app.domain.metrics import DealFact, Figures, Ratio
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.forecasting.freezes import FreezeRow

Kind = Literal["person", "nobody", "team", "everybody"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some deals of a line and what they come to, in minor units of the workspace currency.

    ``unvalued`` of them have no value that is known; the sum is that of the others.
    """

    minor: int = 0
    deal_ids: tuple[int, ...] = ()
    unvalued: int = 0

    @property
    def value(self) -> int | None:
        """The sum; None where there are deals and of none the value is known."""
        return None if self.deal_ids and self.unvalued == len(self.deal_ids) else self.minor


@dataclass(frozen=True)
class RepLine:
    """One line of the forecast: a person, the deals of nobody, a manager's team, or everybody.

    ``id`` is the person's, for a team its manager's, ``NO_OWNER`` or ``TEAM``; ``owners`` are
    those whose deals it holds, None standing for nobody. ``parts`` has each category by itself,
    ``rollup`` adds them up. ``judged_in`` and ``judged_out`` are open deals of
    the period; ``undated`` are open ones without an expected close, which are in no period and in
    no figure. ``figures`` are those of the deals of the period. Calls and ``calibrated`` stand
    beside the figures and change none of them.
    """

    id: int
    kind: Kind
    name: str
    owners: tuple[int | None, ...]
    manager_id: int | None
    left: bool
    quota: int | None
    parts: Mapping[str, Part]
    figures: Figures
    judged_in: Part
    judged_out: Part
    undated: tuple[int, ...]
    rep: Said | None
    manager: Said | None
    track: Track
    calibrated: Calibrated

    @property
    def rollup(self) -> Rollup:
        """The cumulative forecast in minor units, sums of what is known."""
        return rollup({category: part.minor for category, part in self.parts.items()})

    @property
    def closed(self) -> int:
        """What was won in the period, in minor units."""
        return self.parts["closed"].minor

    @property
    def weighted(self) -> int | None:
        """Value times probability of the open deals; None where no value is known."""
        return self.figures.weighted_minor

    @property
    def total_in(self) -> int:
        """The manager's total: what is closed and the open deals judged in."""
        return self.closed + self.judged_in.minor

    @property
    def gap(self) -> int | None:
        """What is left to win of the quota, 0 where it is met; None without a quota."""
        return None if self.quota is None else max(self.quota - self.closed, 0)

    @property
    def attainment(self) -> Ratio:
        """What is closed over the quota."""
        return metrics.attainment(self.parts["closed"].value, self.quota)

    def short_of(self, call: Said | None) -> int | None:
        """A call less the quota; None where either is unknown."""
        if call is None or call.amount_minor is None or self.quota is None:
            return None
        return call.amount_minor - self.quota


@dataclass(frozen=True)
class Forecast:
    """The forecast of a period as of a day; money in minor units of ``currency``.

    ``lines`` are people by name, who left behind the others and the deals of nobody last;
    ``teams`` are the managers' teams, each with the manager and everybody below. ``freezes`` are
    those of this period, the latest first. ``unconverted`` counts, by currency, the deals of the
    period whose value is in no sum because no rate is known, ``quotas_unconverted`` the quotas
    that therefore do not count. ``filtered``: a filter chose the deals.
    """

    period: Period
    today: date
    currency: str
    fiscal_start_month: int
    lines: tuple[RepLine, ...]
    teams: tuple[RepLine, ...]
    team: RepLine
    freezes: tuple[FreezeRow, ...]
    unconverted: Mapping[str, int]
    quotas_unconverted: Mapping[str, int]
    filtered: bool

    def line(self, person_id: int) -> RepLine | None:
        """The line of a person, or of the deals of nobody; None where there is none."""
        return next((line for line in self.lines if line.id == person_id), None)

    def every(self) -> tuple[RepLine, ...]:
        """All lines from the first person to everybody together."""
        return (*self.lines, *self.teams, self.team)


def part(facts: Iterable[DealFact]) -> Part:
    """These deals as a part, in the order in which they come."""
    held = list(facts)
    known = [fact.value_minor for fact in held if fact.value_minor is not None]
    return Part(sum(known), tuple(fact.id for fact in held), len(held) - len(known))


def parts(facts: Iterable[DealFact]) -> dict[str, Part]:
    """The deals of a period by the category in which they count; lost ones are in none."""
    groups = metrics.group(facts, lambda fact: counts_as(fact.outcome, fact.category))
    return {category: part(groups.get(category, ())) for category in CATEGORIES}
