"""When a deal is complex, by a stated rule: many take part in it, or it went back and forth."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

Reason = Literal["contacts", "competitors", "products", "steps_back"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
FEWEST: Final = 2
"""So many reasons at the least make a deal complex."""
LIMITS: Final[Mapping[Reason, int]] = MappingProxyType(
    {"contacts": 3, "competitors": 2, "products": 3, "steps_back": 1}
)
"""From how many on each is a reason."""


class Makeup(NamedTuple):
    """Who and what takes part in a deal, and how often it went back to an earlier stage."""

    contacts: int = 0
    competitors: int = 0
    products: int = 0
    steps_back: int = 0


NOTHING: Final = Makeup()


def reasons(makeup: Makeup) -> tuple[Reason, ...]:
    """Why a deal is complex; empty where fewer than two reasons hold."""
    numbers = makeup._asdict()
    found = tuple(reason for reason in REASONS if numbers[reason] >= LIMITS[reason])
    return found if len(found) >= FEWEST else ()
