"""How the open pipeline of a window came from one moment to another: bars that always balance."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from salesdesk_app.domain.periods import Period

Code = Literal[
    "created",
    "reopened",
    "moved_to_team",
    "pulled_in",
    "pushed_in",
    "increased",
    "decreased",
    "won",
    "lost",
    "pushed_out",
    "pulled_earlier",
    "deleted",
    "moved_off_team",
]
CODES: tuple[Code, ...] = get_args(Code)
"""The bars between Start and End, in their order."""

NOTHING: Mapping[int, int | None] = MappingProxyType({})


class Standing(NamedTuple):
    """A deal at one of the two moments.

    ``day`` is the expected close while it is open, else the day on which it was closed. ``minor``
    is its value in the workspace currency, at the rates of the later moment for both; None where
    the value or its rate is unknown, which adds nothing. ``counted`` says that it belongs to the
    team asked for and, while open, that the forecast does not omit it.
    """

    outcome: str  # open, won, lost
    day: date | None
    minor: int | None
    counted: bool = True


class Pair(NamedTuple):
    """A deal then and now, None where there was none.

    ``again`` says, of one that was closed both times alike, that it was something else in between:
    reopened and closed again.
    """

    deal_id: int
    then: Standing | None
    now: Standing | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """What one kind of change came to, in minor units, and the part of each of its deals.

    The value of those that are ``unvalued`` is not known; they are in it and add nothing.
    """

    amount: int
    parts: dict[int, int]
    unvalued: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        """Whether the amount says something: there are no deals, or one of them has a value."""
        return not self.parts or len(self.unvalued) < len(self.parts)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Start, the bars between in the order of CODES, and End: Start + all bars = End."""

    start: Bar
    bars: dict[Code, Bar]
    end: Bar


def waterfall(
    pairs: Iterable[Pair], window: Period | None, unchanged: Mapping[int, int | None] = NOTHING
) -> Waterfall:
    """Books every deal; without a window, whatever its date, known or not.

    ``unchanged`` are further deals that were in the pipeline of the window all the time, with
    their value: there may be very many of them.
    """
    start, end = _Heap(unchanged), _Heap(unchanged)
    bars: dict[Code, _Heap] = {code: _Heap() for code in CODES}
    for pair in pairs:
        then, now = pair.then, pair.now
        if then is not None and _inside(then, window):
            start.add(pair.deal_id, _amount(then), then)
        if now is not None and _inside(now, window):
            end.add(pair.deal_id, _amount(now), now)
        last = now or then
        if last is None or (then == now and not pair.again):
            continue
        for code, amount in bookings(pair, window):
            bars[code].add(pair.deal_id, amount, last)
    return Waterfall(start.bar(), {code: heap.bar() for code, heap in bars.items()}, end.bar())


class _Heap:
    """The deals of a bar as they come in."""

    __slots__ = ("parts", "unvalued")

    def __init__(self, values: Mapping[int, int | None] = NOTHING) -> None:
        self.parts = {deal_id: minor or 0 for deal_id, minor in values.items()}
        self.unvalued = {deal_id for deal_id, minor in values.items() if minor is None}

    def add(self, deal_id: int, amount: int, by: Standing) -> None:
        """Takes a deal in; without an amount because its value is not known, where that is so."""
        self.parts[deal_id] = amount
        if by.minor is None and not amount:
            self.unvalued.add(deal_id)

    def bar(self) -> Bar:
        """What came of it."""
        return Bar(sum(self.parts.values()), self.parts, frozenset(self.unvalued))


def bookings(pair: Pair, window: Period | None) -> Iterator[tuple[Code, int]]:
    """What one deal does to the bars, each at most once; the amounts take Start to End.

    In the pipeline is what is open, counted, and expected to close in the window.

    - Left it: first the change of its amount, then out with the amount now. Won only where the
      day of the win lies in the window, so that the bar is what was won in it; a win on another
      day is pulled earlier or pushed out like an open deal that moved there. Lost whatever the
      day, for it is gone. Who is not counted any more (another owner, another pipeline, omitted
      by the forecast) went off the team, whatever else became of it.
    - Came into it: created where there was no record, reopened where it was closed, to the team
      where it was not counted, else pulled in (also one that had no date) or pushed in.
    - In neither, but won or lost inside of the window: it comes in and goes out with the amount
      now. It comes in as created, as moved to the team, as pulled in where it was open, and as
      reopened where it was closed and this is another closing. One that stayed closed, with
      another day, value or owner, was not closed in between and does nothing.
    """
    then, now = pair.then, pair.now
    was, is_in = (side is not None and _inside(side, window) for side in (then, now))
    if was and then is not None:
        after = then if now is None else now
        change = _amount(after) - _amount(then)
        if change:
            yield "increased" if change > 0 else "decreased", change
        if not is_in:
            yield _way_out(now, window), -_amount(after)
    elif is_in and now is not None:
        yield _way_in(then, window), _amount(now)
    elif now is not None and now.outcome != "open" and now.counted and _dated(now, window):
        way = _way_to_closing(pair)
        if way is not None:
            yield way, _amount(now)
            yield "won" if now.outcome == "won" else "lost", -_amount(now)


def _way_out(now: Standing | None, window: Period | None) -> Code:
    if now is None:
        return "deleted"
    if not now.counted:
        return "moved_off_team"
    if now.outcome == "lost":
        return "lost"
    if now.outcome == "won" and _dated(now, window):
        return "won"
    return "pulled_earlier" if _before(now, window) else "pushed_out"


def _way_in(then: Standing | None, window: Period | None) -> Code:
    if then is None:
        return "created"
    if then.outcome != "open":
        return "reopened"
    if not then.counted:
        return "moved_to_team"
    return "pushed_in" if _before(then, window) else "pulled_in"


def _way_to_closing(pair: Pair) -> Code | None:
    """How a deal that is closed now, and was not in the pipeline, came to it; None for not at all.

    One that was open with an earlier day is pulled in like one with a later day: it was not
    expected in this window, and closed in it.
    """
    then, now = pair.then, pair.now
    if then is None:
        return "created"
    if then.outcome == "open":
        return "pulled_in" if then.counted else "moved_to_team"
    another = now is not None and now.outcome != then.outcome
    return "reopened" if another or pair.again else None


def _inside(standing: Standing, window: Period | None) -> bool:
    return standing.outcome == "open" and standing.counted and _dated(standing, window)


def _dated(standing: Standing, window: Period | None) -> bool:
    return window is None or (
        standing.day is not None and window.first <= standing.day <= window.last
    )


def _before(standing: Standing, window: Period | None) -> bool:
    return window is not None and standing.day is not None and standing.day < window.first


def _amount(standing: Standing) -> int:
    return standing.minor or 0
