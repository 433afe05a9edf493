"""What to ask a rep before a call: two questions, chosen by rules from what is known."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Ask = Literal[
    "no_deal",
    "no_next_step",
    "late_promise",
    "close_passed",
    "pushed",
    "quiet",
    "single_contact",
    "competitor",
    "large",
    "discount",
    "optimistic",
    "slow",
    "complex",
    "learning",
    "first_talk",
    "good_end",
    "objection",
]
NUMBER: Final = 2


class Known(NamedTuple):
    """What a card tells of a call: ``signals`` are the codes of its deal's.

    ``contacts``, ``competitors`` and ``late_promises`` are numbers; ``learning`` says that the rep
    is new or far behind pace, ``touched`` that somebody has spoken with them before.
    """

    has_deal: bool = True
    signals: frozenset[str] = frozenset()
    pushes: int = 0
    contacts: int = 0
    competitors: int = 0
    late_promises: int = 0
    complex: bool = False
    learning: bool = False
    touched: bool = True


RULES: Final[Mapping[Ask, Callable[[Known], bool]]] = MappingProxyType(
    {
        "no_deal": lambda known: not known.has_deal,
        "no_next_step": lambda known: "no_next_step" in known.signals,
        "late_promise": lambda known: known.late_promises > 0,
        "close_passed": lambda known: "close_passed" in known.signals,
        "pushed": lambda known: known.pushes > 0,
        "quiet": lambda known: "quiet" in known.signals,
        "single_contact": lambda known: known.has_deal and known.contacts == 1,
        "competitor": lambda known: known.competitors > 0,
        "large": lambda known: "large" in known.signals,
        "discount": lambda known: "discount" in known.signals,
        "optimistic": lambda known: "optimistic" in known.signals,
        "slow": lambda known: bool(known.signals & {"stuck", "stage_slow"}),
        "complex": lambda known: known.complex,
        "learning": lambda known: known.learning,
        "first_talk": lambda known: not known.touched,
        "good_end": lambda _known: True,
        "objection": lambda _known: True,
    }
)
"""When each is worth asking, the most pressing first; the last two always are."""


def questions(known: Known) -> tuple[Ask, ...]:
    """The two questions whose rules come first among those that hold."""
    return tuple(ask for ask, holds in RULES.items() if holds(known))[:NUMBER]
