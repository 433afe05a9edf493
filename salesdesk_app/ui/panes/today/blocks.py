"""Where what is planned lies on a day: blocks by their hour, side by side where they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.agenda import USUAL_MINUTES, Agenda, free
from salesdesk_app.services.day_lines import first_name, hour_title, length, local
from salesdesk_app.wording.phrases import joined

DAY = 24 * 60
FREE = 60  # minutes from which on a free stretch is worth to be shown


@dataclass(frozen=True)
class Block:
    """Something planned, from one minute of the local day to another; ``lane`` of ``lanes``."""

    row: ActivityRow
    begin: int
    end: int
    own: bool
    lane: int = 0
    lanes: int = 1

    @property
    def title(self) -> str:
        """``Pipeline review``; a rep's meeting says whose it is and with whom."""
        if self.own:
            return hour_title(self.row)
        return f"{first_name(self.row.person)} × {self.row.account or self.row.subject}"

    @property
    def below(self) -> str:
        """``45 min · Halden Freight``."""
        about = (self.row.account or "") if self.own else self.row.subject
        return joined([length(self.row), about])


def minute_of(moment: datetime) -> int:
    """The minute of the day that the clock on the wall shows."""
    there = local(moment)
    return there.hour * 60 + there.minute


def blocks(planned: Agenda) -> list[Block]:
    """The manager's own hours and the team's meetings by their begin."""
    rows = [(row, True) for row in planned.hours]
    rows += [(call.activity, False) for call in planned.calls if call.activity.kind == "meeting"]
    made = [
        Block(row, minute_of(row.planned_at), _end(row.planned_at, row.minutes), own)
        for row, own in rows
        if row.planned_at is not None
    ]
    return _side_by_side(sorted(made, key=lambda block: (block.begin, not block.own, -block.end)))


def gaps(planned: Agenda, begin: datetime, end: datetime) -> list[tuple[int, int]]:
    """The free stretches between the manager's own hours that are worth to be shown."""
    found = free(planned.hours, begin, end) if begin < end else []
    long = timedelta(minutes=FREE)
    return [(minute_of(a), minute_of(b) or DAY) for a, b in found if b - a >= long]


def label_of(gap: tuple[int, int], found: Iterable[Block], minutes: int) -> int | None:
    """Where in a free stretch its words have room of so many minutes beside no block."""
    at = gap[0]
    for block in sorted(found, key=lambda block: block.begin):
        if block.end > at and block.begin < at + minutes:
            at = block.end
    return at if at + minutes <= gap[1] else None


def _end(begin: datetime, minutes: int | None) -> int:
    return min(minute_of(begin) + (minutes or USUAL_MINUTES), DAY)


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
