"""Which signals are on, from where on each is worth a look, and which put a deal at risk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

CODES: Final = (
    "close_passed",
    "quiet",
    "pushed",
    "stuck",
    "stage_slow",
    "no_next_step",
    "single_contact",
    "discount",
    "optimistic",
    "closes_this_week",
    "large",
)
"""Every signal, the gravest first: the order in which a deal's signals are shown."""

LIMITS: Final[Mapping[str, int | None]] = MappingProxyType(
    {
        "close_passed": 0,  # days after the expected close
        "quiet": 14,  # days without an activity
        "pushed": 3,  # times that the close was put off
        "stage_slow": 150,  # per cent of the median
        "no_next_step": 0,  # days since the deal was created
        "single_contact": 40,  # per cent of probability from which on more are needed
        "discount": 2000,  # basis points
        "optimistic": 10,  # points above the share won so far
        "large": None,  # minor units; none: nothing is large
    }
)
"""The limit of each signal that has one, until the user sets another."""

RANGES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "close_passed": (0, 365),
        "quiet": (1, 365),
        "pushed": (1, 99),
        "stage_slow": (100, 1000),
        "no_next_step": (0, 365),
        "single_contact": (0, 100),
        "discount": (0, 10_000),
        "optimistic": (0, 100),
    }
)
"""The lowest and the highest limit of each signal."""

RISKS: Final = frozenset({"close_passed", "quiet", "pushed"})
"""What puts a deal at risk, until the user says otherwise."""

FEWEST: Final = 10
"""From so many deals on, what a stage took or earned before says something."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The signals' limits by code, those that are switched off, and those that mean a risk."""

    limits: Mapping[str, int | None] = field(default_factory=lambda: LIMITS)
    off: frozenset[str] = frozenset()
    risks: frozenset[str] = RISKS

    def limit(self, code: str) -> int | None:
        """From where on a signal shows, in its own unit; None where it has no limit."""
        return self.limits.get(code)

    @property
    def at_risk_by(self) -> tuple[str, ...]:
        """The signals that put a deal at risk and are on, the gravest first."""
        return tuple(code for code in CODES if code in self.risks and code not in self.off)
