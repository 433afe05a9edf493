"""Recurrence rules of whole days: the part of RFC 5545 that a checklist can use, read and checked.

Every rule that is accepted falls on a day sooner or later: ``dateutil`` would search to the year
9999 for the days of one that never does. ``REST`` is our own part: what happens where a rule falls
on a day that is not worked. RFC 7529 has the same words for days that a month lacks.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from salesdesk_app.domain.errors import Problem

WORKDAYS = "workdays"
Rest = Literal["", "FORWARD", "BACKWARD", "OMIT"]
RESTS: tuple[Rest, ...] = ("", "FORWARD", "BACKWARD", "OMIT")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_PARTS = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "REST"})
_WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)
# Up to 11 months, so that a rule for the 31st meets a month that has one.
_LONGEST = {"DAILY": 366, "WEEKLY": 52, "MONTHLY": 11, "YEARLY": 10}
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in its parts; what an empty part leaves open is settled by the day it starts on.

    ``weekdays`` pairs n (0 for each one, 2 for the second, -1 for the last of the month) with the
    weekday (0 is Monday). ``rest`` moves a day that is not worked to the next working day or to the
    one before it, or leaves it out.
    """

    freq: str  # DAILY, WEEKLY, MONTHLY, YEARLY
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int = 0  # which of the weekdays of a month: 1 the first, -1 the last, 0 each one
    rest: Rest = ""

    @property
    def counts_workdays(self) -> bool:
        """Whether it means the n-th working day of the month: Monday to Friday with a position."""
        return self.position != 0 and {day for _, day in self.weekdays} == set(range(5))

    @property
    def text(self) -> str:
        """The rule as it is kept, which ``read`` reads."""
        return f"{self.standard};REST={self.rest}" if self.rest else self.standard

    @property
    def standard(self) -> str:
        """The rule as RFC 5545 writes it, days that are not worked among its days."""
        parts = {
            "FREQ": self.freq,
            "INTERVAL": "" if self.interval == 1 else str(self.interval),
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(f"{n or ''}{WEEKDAYS[day]}" for n, day in self.weekdays),
            "BYSETPOS": str(self.position or ""),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


@lru_cache(maxsize=256)
def read(recurrence: str) -> Rule | None:
    """The rule of a recurrence; None for ``workdays``.

    Raises Problem ``recurrence.unreadable`` where it is no rule that a checklist can use, and
    ``recurrence.never`` where it falls on no day at all.
    """
    if recurrence == WORKDAYS:
        return None
    try:
        rule = _rule(_split(recurrence))
    except (KeyError, ValueError) as error:
        raise Problem("recurrence.unreadable", text=recurrence) from error
    if not (_fits(rule) and _alone(rule)):
        raise Problem("recurrence.unreadable", text=recurrence)
    if not _falls(rule):
        raise Problem("recurrence.never", text=recurrence)
    return rule


def _split(recurrence: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in recurrence.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = piece.partition("=")
        if name in parts or name not in _PARTS:
            raise ValueError(piece)
        parts[name] = value
    return parts


def _rule(parts: dict[str, str]) -> Rule:
    def numbers(name: str, default: str = "") -> tuple[int, ...]:
        found = parts.get(name, default).split(",") if parts.get(name, default) else []
        if not all(_NUMBER.fullmatch(number) for number in found):
            raise ValueError(name)
        return tuple(dict.fromkeys(map(int, found)))

    (interval,), (position,) = numbers("INTERVAL", "1"), numbers("BYSETPOS", "0")
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    return Rule(
        freq=parts["FREQ"],
        interval=interval,
        weekdays=tuple(dict.fromkeys(map(_weekday, days))),
        month_days=numbers("BYMONTHDAY"),
        months=tuple(sorted(numbers("BYMONTH"))),
        position=position,
        rest=_rest(parts.get("REST", "")),
    )


def _rest(word: str) -> Rest:
    return RESTS[RESTS.index(cast("Rest", word))]


def _weekday(day: str) -> tuple[int, int]:
    shape = _WEEKDAY.fullmatch(day)
    if shape is None:
        raise ValueError(day)
    return int(shape[1] or 0), WEEKDAYS.index(shape[2])


def _fits(rule: Rule) -> bool:
    """Whether each part lies in its bounds."""
    return (
        1 <= rule.interval <= _LONGEST.get(rule.freq, 0)
        and all(1 <= month <= 12 for month in rule.months)
        and all(1 <= abs(day) <= 31 for day in rule.month_days)
        and abs(rule.position) <= 4 * len(rule.weekdays)  # as many as every month has
    )


def _alone(rule: Rule) -> bool:
    """Whether the parts go together.

    Some that RFC 5545 allows are refused: together they fall on hardly any day, and ``dateutil``
    finds none at all where each weekday (MO) and the n-th (1TU) are mixed.
    """
    if rule.rest and rule.counts_workdays:  # it falls on working days by itself
        return False
    plain = all(n == 0 for n, _ in rule.weekdays)
    if rule.freq == "DAILY":
        return not (rule.weekdays or rule.month_days or rule.months or rule.position)
    if rule.freq == "WEEKLY":
        return plain and not (rule.month_days or rule.months or rule.position)
    if rule.freq == "YEARLY":
        return not rule.weekdays and bool(rule.months) == bool(rule.month_days)
    return (
        not (rule.weekdays and rule.month_days)
        and not (rule.months and rule.interval > 1)
        and not (rule.months and not (rule.weekdays or rule.month_days))  # no 30 February
        and (plain or (not rule.position and all(n for n, _ in rule.weekdays)))
    )


def _falls(rule: Rule) -> bool:
    """Whether a month has the day: none has 31 February, and not every fourth year is a leap year
    when counted from any other.
    """
    if not rule.month_days or not rule.months:
        return True
    longest = max(
        28 if month == 2 and rule.interval > 1 else _MONTH_DAYS[month - 1] for month in rule.months
    )
    return min(map(abs, rule.month_days)) <= longest
