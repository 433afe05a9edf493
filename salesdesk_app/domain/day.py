"""What a day begins with: what happened to deals, in order of urgency, and what calls need."""

from collections.abc import Collection
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

from salesdesk_app.domain.money import half_even
from salesdesk_app.domain.ratio import Ratio

Event = Literal[
    "soon",
    "clash",
    "slipped",
    "close_passed",
    "lost",
    "quiet",
    "at_risk",
    "discount",
    "shrank",
    "moved_back",
    "answer",
    "late",
    "overdue",
    "waiting",
    "unlogged",
    "due",
    "imported",
    "reopened",
    "won",
    "moved",
    "grew",
    "pulled_in",
    "new",
]
STEPS: Final[tuple[tuple[str, tuple[Event, ...]], ...]] = (
    ("now", ("soon", "clash")),
    (
        "saved",
        (
            "slipped",
            "close_passed",
            "lost",
            "quiet",
            "at_risk",
            "discount",
            "shrank",
            "moved_back",
        ),
    ),
    ("owed", ("answer", "late", "overdue", "waiting", "unlogged", "due")),
    ("arrived", ("imported",)),
    ("well", ("reopened", "won", "moved", "grew", "pulled_in", "new")),
)
"""The stated order, most urgent first: what the clock will not wait for, deals that can still be
saved, what was promised or is to be done, what came in, and what went well. Within one kind of
event: see ``Urgency``."""

ORDER: Final[tuple[Event, ...]] = tuple(event for _step, events in STEPS for event in events)
PLACES: Final = MappingProxyType({event: place for place, event in enumerate(ORDER)})

GOOD: Final[frozenset[Event]] = frozenset(STEPS[-1][1] + STEPS[-2][1])
"""What asks for nothing but to be known, or a word of praise."""
TONES: Final = MappingProxyType(
    dict.fromkeys(("slipped", "close_passed", "lost", "quiet", "at_risk"), "bad")
    | dict.fromkeys(("clash", "discount", "shrank", "moved_back"), "warn")
    | dict.fromkeys(("answer", "late", "overdue", "unlogged"), "warn")
    | {"soon": "accent", "won": "good", "moved": "accent", "grew": "good"}
)


class Urgency(NamedTuple):
    """What the matters of a day are sorted by, so that no two of them stand alike.

    First the kind of event by ``ORDER``; of one kind what stands by itself before what many share,
    what is new before what was there already, the larger value, the day or moment that comes
    first (of deals: the shorter time that it has been so), and at last its name and its key.
    """

    place: int
    shared: bool
    old: bool
    less: int
    when: str
    days: int
    name: str
    key: str


def urgency(
    event: Event,
    *,
    key: str,
    shared: bool = False,
    fresh: bool = True,
    value_minor: int = 0,
    when: str = "",
    days: int = 0,
    name: str = "",
) -> Urgency:
    """The urgency of a matter; ``when`` is ISO text, ``key`` what no other matter has."""
    return Urgency(rank(event), shared, not fresh, -value_minor, when, days, name, key)


Mark = Literal["large", "complex", "coach", "no_next_step"]
MARKS: Final[tuple[Mark, ...]] = get_args(Mark)
"""In the order in which they are shown."""
LARGE_FACTOR = Decimal("1.5")


class DealState(NamedTuple):
    """How a deal stood at a moment: its outcome, its stage's place in the order, value and close.

    ``expected`` is the expected close as ISO text, which compares as a date does.
    """

    outcome: str
    place: int
    value_minor: int | None
    currency: str
    expected: str | None


def events(before: DealState, now: DealState) -> tuple[Event, ...]:
    """What happened to a deal between two moments, the most urgent first.

    What was done and undone in between did not happen. A value is only compared with one of the
    same currency; a closed deal's close date and value say nothing more.
    """
    found: set[Event] = set()
    if now.outcome != before.outcome:
        outcomes: dict[str, Event] = {"won": "won", "lost": "lost"}
        found.add(outcomes.get(now.outcome, "reopened"))
    elif now.outcome == "open":
        if now.place != before.place:
            found.add("moved" if now.place > before.place else "moved_back")
        if before.expected and now.expected and now.expected != before.expected:
            found.add("slipped" if now.expected > before.expected else "pulled_in")
        if (
            now.currency == before.currency
            and before.value_minor is not None
            and now.value_minor is not None
            and now.value_minor != before.value_minor
        ):
            found.add("grew" if now.value_minor > before.value_minor else "shrank")
    return urgent_first(found)


def urgent_first(found: set[Event]) -> tuple[Event, ...]:
    """These events in the stated order."""
    return tuple(sorted(found, key=rank))


def rank(event: Event) -> int:
    """The place of an event in the stated order, 0 for the most urgent."""
    return PLACES[event]


def step_of(event: Event) -> str:
    """The step of the stated order that an event belongs to: ``saved``."""
    return next(step for step, events in STEPS if event in events)


def tone(event: Event) -> str:
    """bad, warn, good, accent or plain."""
    return TONES.get(event, "plain")


def large_limit(stated_minor: int | None, average_won: Ratio) -> int | None:
    """From which value on a deal is large: as stated, or else one and a half average won deals.

    The latter is rounded to two figures, so that it does not change with every deal that is won.
    """
    if stated_minor is not None:
        return stated_minor
    if average_won.denominator == 0:
        return None
    numerator, denominator = LARGE_FACTOR.as_integer_ratio()
    exact = half_even(average_won.numerator * numerator, average_won.denominator * denominator)
    step = int(10 ** max(0, len(str(exact)) - 2))
    return half_even(exact, step) * step


def call_marks(
    signals: Collection[str], *, risky: bool, learning: bool, intricate: bool = False
) -> tuple[Mark, ...]:
    """What to know before a call about a deal, from the codes of its signals.

    *Large* and *No next step* as the signals say; *complex* where ``domain.complexity`` says so.
    *Coach first* where the deal is at risk or the rep is still learning: in the first 90 days or
    far behind pace.
    """
    ruled = {"complex": intricate, "coach": risky or learning}
    return tuple(mark for mark in MARKS if ruled.get(mark, mark in signals))
