"""How deals pass from stage to stage.

A deal has entered every stage from the earliest to the furthest that it was seen in: a stage that
was skipped counts as passed, and one before the earliest was never entered. A step back takes
nothing back. A won deal has passed all stages from its earliest on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from salesdesk_app.domain.ratio import Ratio


@dataclass(frozen=True, slots=True)
class Journey:
    """The stages that a deal entered, by their order among the open stages (0 is the first)."""

    earliest: int
    furthest: int  # the number of stages where it was won
    outcome: str  # open, won, lost


@dataclass(frozen=True, slots=True)
class Step:
    """What became of the deals that entered one stage."""

    entered: int
    passed: int
    won: int
    closed: int

    @property
    def conversion(self) -> Ratio:
        """Deals that left the stage forward over deals that entered it."""
        return Ratio(self.passed, self.entered)

    @property
    def win_rate(self) -> Ratio:
        """Won deals over closed deals, of those that entered the stage."""
        return Ratio(self.won, self.closed)


def journey(seen: Iterable[int], outcome: str, stages: int) -> Journey | None:
    """A deal's way through the open stages.

    None where it was seen in no open stage (it was imported already closed): its way is unknown.
    """
    places = tuple(seen)
    if not places:
        return None
    return Journey(min(places), stages if outcome == "won" else max(places), outcome)


def funnel(journeys: Iterable[Journey], stages: int) -> tuple[Step, ...]:
    """One step for each of the open stages, in their order."""
    entered, passed, won, closed = ([0] * stages for _ in range(4))
    for way in journeys:
        for place in range(way.earliest, min(way.furthest + 1, stages)):
            entered[place] += 1
            passed[place] += way.furthest > place
            won[place] += way.outcome == "won"
            closed[place] += way.outcome != "open"
    return tuple(map(Step, entered, passed, won, closed))
