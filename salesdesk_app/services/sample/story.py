"""The stage on which the sample team plays: its days, its dice, and records with their pasts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from salesdesk_app.clock import at
from salesdesk_app.domain.money import to_minor
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.services.settings import Settings

WEEKS = 8  # how far back the change log of the sample reaches
WORK_ENDS = (16, 45)
LOOKED_AT = (17, 10)  # on the last working day: what came later is new today

T = TypeVar("T")


@dataclass(slots=True)
class Record:
    """A row and its past: what was stated at each moment; the first one made it."""

    table: str
    id: int
    states: list[tuple[datetime, dict[str, Any]]]

    def state(self, moment: datetime, **values: Any) -> None:
        """States something more at a later moment."""
        self.states.append((moment, values))


@dataclass(slots=True)
class Scene:
    """What every part of the sample is told by: today, the workspace's ways, and one die."""

    today: date
    settings: Settings
    stages: Sequence[int]  # of the open ones, in order
    won_stage: int
    lost_stage: int
    next_ids: dict[str, int]
    rng: Random = field(default_factory=lambda: Random(1964))  # noqa: S311 - a story, no secret
    records: list[Record] = field(default_factory=list)

    @property
    def quarter(self) -> Period:
        """The fiscal quarter that holds today."""
        return quarter_of(self.today, self.settings.fiscal_start_month)

    @property
    def yesterday(self) -> date:
        """The last working day before today."""
        return self.settings.calendar.previous_working(self.today)

    @property
    def opening(self) -> datetime:
        """When the change log of the sample begins: some Monday morning, weeks ago."""
        monday = self.today - timedelta(days=self.today.weekday() + 7 * WEEKS)
        return local(monday, 7)

    def add(self, table: str, moment: datetime, **values: Any) -> Record:
        """A new record, made at a moment."""
        row_id = self.next_ids[table]
        self.next_ids[table] = row_id + 1
        record = Record(table, row_id, [(moment, values)])
        self.records.append(record)
        return record

    def minor(self, units: int) -> int:
        """An amount in the workspace currency; where that has no cents, a unit is worth 100."""
        currency = self.settings.currency
        exact = to_minor(Decimal(units), currency)
        return exact if exact != units else units * 100

    def workday(self, offset: int) -> date:
        """The working day so many working days from today; 0 is today itself."""
        calendar, day = self.settings.calendar, self.today
        for _ in range(abs(offset)):
            day = calendar.next_working(day) if offset > 0 else calendar.previous_working(day)
        return day

    def worked(self, day: date) -> date:
        """The day itself or else the last working day before it."""
        calendar = self.settings.calendar
        return day if calendar.is_working(day) else calendar.previous_working(day)

    def workdays(self, first: date, last: date) -> list[date]:
        """The working days from the first to the last, both inside."""
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in span if self.settings.calendar.is_working(day)]

    def hours(self, day: date) -> datetime:
        """Some moment in the working hours of a day."""
        return local(day, self.rng.randint(8, 16), 5 * self.rng.randrange(12))

    def chance(self, share: float) -> bool:
        """Whether the die says so, in this share of all cases."""
        return self.rng.random() < share

    def pick(self, things: Sequence[T]) -> T:
        """One of these."""
        return self.rng.choice(things)

    def split(self, total: int, parts: int, step: int) -> list[int]:
        """A total in so many uneven parts, all but the last of them multiples of a step."""
        weights = [self.rng.uniform(0.5, 1.9) for _ in range(parts)]
        sizes = [max(step, round(total * w / sum(weights) / step) * step) for w in weights]
        sizes[-1] = max(step, sizes[-1] + total - sum(sizes))
        return sizes


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in the zone that this machine keeps, aware."""
    return at(day, time(hour, minute))


def evening_of(scene: Scene) -> datetime:
    """The end of work on the last working day, before the manager looks for the last time."""
    return local(scene.yesterday, *WORK_ENDS)


def stops(scene: Scene) -> list[datetime]:
    """When the sample's edits are made: at the opening, then at the end of each working day.

    The last two lie after the manager went home: one in the evening, one in the night.
    """
    days = scene.workdays(scene.opening.date(), scene.yesterday)
    moments = [scene.opening, *(local(day, *WORK_ENDS) for day in days)]
    return [*moments, local(scene.yesterday, 18, 20), local(scene.today, 0, 5)]
