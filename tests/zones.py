"""Zones for tests: this machine kept in another zone, and what zoneinfo says of one."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
LORD_HOWE = "Australia/Lord_Howe"  # half an hour of daylight saving
APIA = "Pacific/Apia"  # had no 30 December 2011
KATHMANDU, ST_JOHNS = "Asia/Kathmandu", "America/St_Johns"
ALL = (BERLIN, NEW_YORK, LORD_HOWE, APIA, KATHMANDU, ST_JOHNS)


@contextmanager
def kept_in(zone: str) -> Iterator[None]:
    """Keeps this machine in a zone, and brings it back into its own."""
    before = os.environ.get("TZ")
    travel(zone)
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def travel(zone: str) -> None:
    """Takes this machine into a zone; only within ``kept_in``."""
    os.environ["TZ"] = zone
    time.tzset()


def day_in(zone: str, moment: datetime) -> date:
    """The day of a moment, by zoneinfo."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_in(zone: str, day: date) -> datetime:
    """The first moment after a day, found by halving: no rule of ours."""
    begin = datetime.combine(day, datetime.min.time(), UTC)
    low, high = begin - timedelta(days=1), begin + timedelta(days=4)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if day_in(zone, middle) <= day else (low, middle)
    return high
