"""Where what is planned lies on a day: blocks by their hour, side by side where they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from salesdesk_app.clock import local
from salesdesk_app.services.today.agenda import Agenda, Hour, Span, hour_of_call, worth_showing
from salesdesk_app.services.today.day_lines import hour_below, hour_title
from salesdesk_app.services.today.today import Talk, Today
from salesdesk_app.ui.panes.today.agenda.side_by_side import LOWEST, side_by_side
from salesdesk_app.wording.team import first_name

DAY = 24 * 60
ROOM = 40  # minutes that the words of a free stretch take where hours are lowest
WRAP_UP = 30  # minutes that the end of the day takes on the agenda
SHORTEST = 15  # minutes that a block takes at the least


@dataclass(frozen=True)
class Block:
    """Something planned, from one minute of the local day to another.

    ``left`` and ``right`` say which part of the width it takes, ``called`` whose it is.
    """

    hour: Hour
    begin: int
    end: int
    left: float = 0.0
    right: float = 1.0
    called: str = ""

    @property
    def own(self) -> bool:
        """Whether it is the manager's."""
        return self.hour.own

    @property
    def wide(self) -> bool:
        """Whether it needs more room than others beside it."""
        return self.own

    @property
    def done(self) -> bool:
        """Whether it is something planned that was done."""
        return self.hour.activity is not None and self.hour.activity.done_at is not None

    @property
    def account(self) -> str:
        """With whom a rep's meeting is, where that is known."""
        return (self.hour.call.about.account or "") if self.hour.call is not None else ""

    @property
    def title(self) -> str:
        """``Pipeline review``; a rep's meeting says whose it is and with whom."""
        if self.own:
            return hour_title(self.hour)
        return f"{self.called} × {self.account or self.hour.title}"

    @property
    def below(self) -> str:
        """``45 min · Halden Freight``."""
        return hour_below(self.hour)


def minute_of(moment: datetime) -> int:
    """The minute of the day that the clock on the wall shows."""
    there = local(moment)
    return there.hour * 60 + there.minute


@dataclass(frozen=True)
class Gap:
    """A free stretch of the working hours.

    It takes a part of the width where the team's meetings leave no room for its words.
    """

    begins: datetime
    ends: datetime
    left: float = 0.0
    right: float = 1.0

    @property
    def begin(self) -> int:
        """The minute of the day at which it begins."""
        return minute_of(self.begins)

    @property
    def end(self) -> int:
        """The minute of the day at which it ends."""
        return minute_of(self.ends) or DAY

    @property
    def wide(self) -> bool:
        """What is free needs no more room than a meeting of the team's."""
        return False

    @property
    def beside(self) -> bool:
        """Whether it lies beside the team's meetings."""
        return (self.left, self.right) != (0.0, 1.0)

    @property
    def minutes(self) -> int:
        """How long it is, as time passes."""
        return round((self.ends - self.begins).total_seconds() / 60)


@dataclass(frozen=True)
class WrapUp:
    """The end of the day at its set time; ``closed_at`` is when the day was closed."""

    begin: int
    closed_at: datetime | None
    left: float = 0.0
    right: float = 1.0

    @property
    def wide(self) -> bool:
        """It is the manager's time."""
        return True

    @property
    def end(self) -> int:
        """The minute of the day until which it takes room."""
        return min(self.begin + WRAP_UP, DAY)


Spot = Block | Gap | WrapUp


def spots(
    planned: Agenda,
    day: date,
    now: datetime,
    wrap_up: WrapUp | None = None,
    shared: frozenset[str] = frozenset(),
) -> list[Spot]:
    """What a day's hours hold by its begin: own hours, the team's meetings, free stretches."""
    found: list[Spot] = list(blocks(planned, day, shared))
    if wrap_up is not None:
        found = side_by_side(sorted([*found, wrap_up], key=_order))
    gaps = gaps_shown(planned.gaps, now)
    hidden = [gap for gap in gaps if label_of((gap.begin, gap.end), found, ROOM) is None]
    if hidden:
        crowded: list[Spot] = [*found, *hidden]
        laid = side_by_side(sorted(crowded, key=_order))
        return sorted([*laid, *(gap for gap in gaps if gap not in hidden)], key=_order)
    made: list[Spot] = [*found, *gaps]
    return sorted(made, key=_order)


def blocks(planned: Agenda, day: date, shared: frozenset[str] = frozenset()) -> list[Block]:
    """The manager's own hours and the team's meetings by their begin, without whole days."""
    hours = [hour for hour in planned.hours if not hour.all_day]
    meetings = (call for call in planned.calls if call.kind == "meeting")
    hours += [hour_of_call(call) for call in meetings if call.outcome != "cancelled"]
    return side_by_side(sorted((_block(hour, day, shared) for hour in hours), key=_order))


def _order(spot: Spot) -> tuple[int, bool, bool, int]:
    own = isinstance(spot, Block) and spot.own
    return spot.begin, isinstance(spot, Gap), not own, -spot.end


def talks_to_plan(day: Today) -> list[Talk]:
    """The 1:1s that are due and not planned for today or the next working day."""
    hours = [*day.agenda.hours, *day.tomorrow.hours]
    planned = {
        hour.person_id
        for hour in hours
        if hour.activity is not None and hour.activity.kind == "one_to_one"
    }
    return [talk for talk in day.talks if talk.person_id not in planned]


def gaps_shown(gaps: Iterable[Span], now: datetime) -> list[Gap]:
    """The free stretches that are worth to be shown."""
    return [Gap(begin, end) for begin, end in worth_showing(gaps, now)]


def wrap_up_of(day: Today) -> WrapUp | None:
    """The end of a day on which there is something to wrap up."""
    if not (day.items or day.agenda.calls or day.agenda.hours or day.closed):
        return None
    at = day.stated.wrap_up
    return WrapUp(at.hour * 60 + at.minute, day.closed.closed_at if day.closed else None)


def label_of(gap: tuple[int, int], found: Iterable[Spot], minutes: int) -> int | None:
    """Where in a free stretch its words have room of so many minutes beside no block."""
    at = gap[0]
    for block in sorted(found, key=lambda block: block.begin):
        end = max(block.end, block.begin + LOWEST)
        if end > at and block.begin < at + minutes:
            at = end
    return at if at + minutes <= gap[1] else None


def _block(hour: Hour, day: date, shared: frozenset[str]) -> Block:
    """From where the clock on the wall shows its begin to where it shows its end."""
    begin, end = (local(moment) for moment in (hour.begins, hour.ends))
    first = minute_of(begin) if begin.date() == day else 0
    last = minute_of(end) if end.date() == day else DAY
    called = first_name(hour.person, shared)
    return Block(hour, first, min(max(last, first + SHORTEST), DAY), called=called)
