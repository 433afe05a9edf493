"""Which rules of recurrence are followed, and what is changed in one before it is."""

import re
from datetime import date, datetime, time, tzinfo
from typing import Any

from icalendar.prop import vRecur

MOST_TIMES = 5_000  # that a rule may count
MOST_A_DAY = 96  # one every quarter of an hour
MOST_LISTED = 800  # days, hours and so on in the lists of a rule
OFTEN = {"SECONDLY", "MINUTELY"}
_COUNT = re.compile(rb"(COUNT=)(\d+)", re.IGNORECASE)


def counted(line: bytes) -> tuple[bytes, bool]:
    """A line with a rule that counts no further than it may, and whether it did."""
    found = _COUNT.search(line)
    if found is None or (int(found[2][:9]) <= MOST_TIMES and len(found[2]) < 10):
        return line, False
    return _COUNT.sub(rb"\g<1>%d" % MOST_TIMES, line), True


def refused(rule: Any) -> str | None:
    """Why a rule is not followed, as a code; None where it is."""
    if not isinstance(rule, vRecur):
        return "rule"
    if _one(rule, "FREQ", "") in OFTEN:
        return "often"
    gregorian = _one(rule, "RSCALE", "GREGORIAN") == "GREGORIAN" and "SKIP" not in rule
    if not gregorian or _one(rule, "INTERVAL", 1) < 1 or "FREQ" not in rule:
        return "rule"
    rule.pop("RSCALE", None)
    listed = sum(len(values) for name, values in rule.items() if name.upper().startswith("BY"))
    if listed > MOST_LISTED or a_day(rule) > MOST_A_DAY:
        return "dense"
    return None


def a_day(rule: vRecur) -> float:
    """How many times a day a rule comes round at the most."""
    hours = len(rule.get("BYHOUR", ())) or 1.0
    if _one(rule, "FREQ", "") == "HOURLY" and "BYHOUR" not in rule:
        hours = 24 / min(_one(rule, "INTERVAL", 1), 24)
    return hours * (len(rule.get("BYMINUTE", ())) or 1) * (len(rule.get("BYSECOND", ())) or 1)


def by_clock(rule: vRecur, start: date, zone: tzinfo | None) -> vRecur:
    """A rule whose end is by the same clock as its start, as most programs mean it.

    A bare day as the end of something with a time is that whole day.
    """
    until = _one(rule, "UNTIL", None)
    if until is None:
        return rule
    if not isinstance(start, datetime):
        until = until.date() if isinstance(until, datetime) else until
    elif not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    elif until.tzinfo is not None and zone is not None:
        until = until.astimezone(zone)
    ended = vRecur(rule)
    ended["UNTIL"] = [until.replace(tzinfo=None) if isinstance(until, datetime) else until]
    return ended


def _one(rule: vRecur, name: str, otherwise: Any) -> Any:
    """The value of a part of a rule that has one."""
    values = rule.get(name)
    if isinstance(values, list):
        values = values[0] if values else None
    return otherwise if values is None else values
