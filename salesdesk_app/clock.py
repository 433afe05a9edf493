"""The only clock of the program, and the home of local time: which day and hour a moment is here.

*Here* is the zone that the system keeps, also where that changes while the program runs.
"""

import ctypes
import sys
import time as system
from calendar import timegm
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic

PROBES = tuple(
    timegm((year, month, 1, 0, 0, 0)) for year in range(2024, 2033) for month in range(1, 13)
)
"""A moment of each month: zones in which all of them have the same time are one for us."""


class Clock:
    """The machine's clock, or one that stands at local noon of a given day."""

    def __init__(self, fixed: date | None = None) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        if self.fixed is not None:
            return at(self.fixed, time(12)).astimezone(UTC)
        return datetime.now(UTC)

    def today(self) -> date:
        """The local day."""
        return local_day(self.now())

    def seconds(self) -> float:
        """Seconds that pass steadily from some start, whatever is done to the machine's clock."""
        return monotonic()


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it. Reckon in UTC: this one's offset is fixed."""
    return moment.astimezone()


def local_day(moment: datetime) -> date:
    """The day on which a moment lies here."""
    return moment.astimezone().date()


def at(day: date, hour: time, *, after: datetime | None = None) -> datetime:
    """The moment at which the clock on the wall shows an hour of a day, aware.

    An hour that is skipped, as in spring, is as much later; of one that comes twice, as in autumn,
    it is the first that is not before ``after``, where one of them is not.
    """
    first = from_wall(datetime.combine(day, hour))
    if after is None or first >= after:
        return first
    second = from_wall(datetime.combine(day, hour).replace(fold=1))
    return second if second >= after and second.time() == hour else first


def from_wall(wall: datetime) -> datetime:
    """The moment at which the clock on the wall shows a naive time; see ``at``."""
    # Not by astimezone(): that takes the offset of the moment after a skipped hour for the hour,
    # and so leads back before it, into another day where midnight is skipped.
    return local(datetime.fromtimestamp(wall.timestamp(), UTC))


def end_of_day(day: date) -> datetime:
    """The first moment after a local day, aware; a day has 23 to 25 hours, and some had none."""
    return at(day + timedelta(days=1), time.min)


def follow_zone() -> None:
    """Heeds it where the system keeps another zone now: Python and C remember the old one."""
    if sys.platform == "win32":
        ctypes.CDLL("ucrtbase")._tzset()
    else:
        system.tzset()


def zone() -> tuple[int, ...]:
    """What tells one zone from another: its offsets from UTC over some years, in seconds."""
    return tuple(system.localtime(probe).tm_gmtoff for probe in PROBES)
