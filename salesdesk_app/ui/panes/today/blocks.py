"""Where what is planned lies on a day: blocks by their hour, side by side where they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from salesdesk_app.clock import local
from salesdesk_app.services.agenda import Agenda, Hour, Span, hour_of_call
from salesdesk_app.services.day_lines import first_name, hour_below, hour_title

DAY = 24 * 60
FREE = timedelta(minutes=60)  # from which on a free stretch is worth to be shown
SHORTEST = 15  # minutes that a block takes at the least


@dataclass(frozen=True)
class Block:
    """Something planned, from one minute of the local day to another; ``lane`` of ``lanes``."""

    hour: Hour
    begin: int
    end: int
    lane: int = 0
    lanes: int = 1

    @property
    def own(self) -> bool:
        """Whether it is the manager's."""
        return self.hour.own

    @property
    def done(self) -> bool:
        """Whether it is something planned that was done."""
        return self.hour.activity is not None and self.hour.activity.done_at is not None

    @property
    def account(self) -> str:
        """What a rep's meeting is about, in a word."""
        return (self.hour.activity.account or "") if self.hour.activity is not None else ""

    @property
    def title(self) -> str:
        """``Pipeline review``; a rep's meeting says whose it is and with whom."""
        if self.own:
            return hour_title(self.hour)
        return f"{first_name(self.hour.person)} × {self.account or self.hour.title}"

    @property
    def below(self) -> str:
        """``45 min · Halden Freight``."""
        return hour_below(self.hour)


def minute_of(moment: datetime) -> int:
    """The minute of the day that the clock on the wall shows."""
    there = local(moment)
    return there.hour * 60 + there.minute


def blocks(planned: Agenda, day: date) -> list[Block]:
    """The manager's own hours and the team's meetings by their begin, without whole days."""
    hours = [hour for hour in planned.hours if not hour.all_day]
    meetings = (call for call in planned.calls if call.kind == "meeting")
    hours += [hour_of_call(call) for call in meetings if call.outcome != "cancelled"]
    made = [_block(hour, day) for hour in hours]
    return _side_by_side(sorted(made, key=lambda block: (block.begin, not block.own, -block.end)))


def worth_showing(gaps: Iterable[Span], now: datetime) -> list[Span]:
    """The free stretches that are long enough, without what of them is over."""
    left = [(max(begin, now), end) for begin, end in gaps]
    return [(begin, end) for begin, end in left if end - begin >= FREE]


def label_of(gap: tuple[int, int], found: Iterable[Block], minutes: int) -> int | None:
    """Where in a free stretch its words have room of so many minutes beside no block."""
    at = gap[0]
    for block in sorted(found, key=lambda block: block.begin):
        if block.end > at and block.begin < at + minutes:
            at = block.end
    return at if at + minutes <= gap[1] else None


def _block(hour: Hour, day: date) -> Block:
    """From where the clock on the wall shows its begin to where it shows its end."""
    begin, end = (local(moment) for moment in (hour.begins, hour.ends))
    first = minute_of(begin) if begin.date() == day else 0
    last = minute_of(end) if end.date() == day else DAY
    return Block(hour, first, min(max(last, first + SHORTEST), DAY))


def _side_by_side(found: Iterable[Block]) -> list[Block]:
    """Gives each block a lane, so that those of one time lie beside each other."""
    made: list[Block] = []
    cluster: list[Block] = []
    ends: list[int] = []

    def close() -> None:
        made.extend(replace(block, lanes=len(ends)) for block in cluster)
        cluster.clear()
        ends.clear()

    for block in found:
        if cluster and block.begin >= max(ends):
            close()
        lane = next((n for n, end in enumerate(ends) if end <= block.begin), len(ends))
        if lane == len(ends):
            ends.append(block.end)
        else:
            ends[lane] = block.end
        cluster.append(replace(block, lane=lane))
    close()
    return made
