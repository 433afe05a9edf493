"""Recurrences as text: “every working day”, “Mondays and Thursdays”, “last day of the month”."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import LOCALE

RESTS = {
    "": "whether it is worked or not",
    "FORWARD": "or the next working day",
    "BACKWARD": "or the working day before",
    "OMIT": "only where it is a working day",
}


class Recurring(Protocol):
    """What the text needs to know of a rule; a weekday is n (0: each) and its day (0: Monday)."""

    @property
    def freq(self) -> str: ...
    @property
    def interval(self) -> int: ...
    @property
    def weekdays(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def month_days(self) -> tuple[int, ...]: ...
    @property
    def months(self) -> tuple[int, ...]: ...
    @property
    def position(self) -> int: ...
    @property
    def rest(self) -> str: ...
    @property
    def counts_workdays(self) -> bool: ...


def recurrence(rule: Recurring | None) -> str:
    """A recurrence in words; None is every working day."""
    if rule is None:
        return _("every working day")
    days = _days(rule)
    return f"{days}, {rest(rule.rest)}" if rule.rest else days


def rest(code: str) -> str:
    """What happens where a rule falls on a day that is not worked."""
    return _(RESTS[code])


def coming(days: Sequence[date], today: date) -> str:
    """``Next: Tue 1 Dec, Thu 3 Dec``, with the year where it is another one."""
    if not days:
        return _("It falls on no day in the next years.")
    told = [
        format_date(day, "EEE d MMM" if day.year == today.year else "EEE d MMM y", locale=LOCALE)
        for day in days
    ]
    return _("Next: {days}").format(days=" · ".join(told))


def _days(rule: Recurring) -> str:
    if rule.freq == "DAILY":
        return _("every day") if rule.interval == 1 else _every(rule.interval, _("days"))
    if rule.freq == "WEEKLY":
        return _weekly(rule)
    if rule.freq == "YEARLY":
        return _yearly(rule)
    return _monthly(rule)


def _weekly(rule: Recurring) -> str:
    weekdays = sorted(day for _n, day in rule.weekdays)
    if rule.interval == 1:
        return (
            _run(weekdays)
            or _joined(_("{day}s").format(day=_name(d)) for d in weekdays)
            or _("every week")
        )
    every = _every(rule.interval, _("weeks"))
    if not weekdays:
        return every
    days = _run(weekdays) or _joined(_name(day) for day in weekdays)
    return _("{every} on {days}").format(every=every, days=days)


def _monthly(rule: Recurring) -> str:
    if rule.counts_workdays:
        what = _nth(rule.position, _("working day"))
    elif rule.position:
        what = _nth(rule.position, _joined((_name(d) for _n, d in rule.weekdays), "or"))
    elif rule.weekdays:
        what = _joined(
            _nth(n, _name(day)) if n else _("each {day}").format(day=_name(day))
            for n, day in rule.weekdays
        )
    else:
        what = _joined(_month_day(day) for day in rule.month_days)
    if not what:
        return _("every month") if rule.interval == 1 else _every(rule.interval, _("months"))
    if rule.months:
        months = _joined(_month(month) for month in rule.months)
        return _("{what} of {months}").format(what=what, months=months)
    if rule.interval == 1:
        return _("{what} of the month").format(what=what)
    every = _every(rule.interval, _("months"))
    return _("{what} of the month, {every}").format(what=what, every=every)


def _yearly(rule: Recurring) -> str:
    every = _("every year") if rule.interval == 1 else _every(rule.interval, _("years"))
    if not rule.months:
        return every
    days = _joined(_month_day(day) for day in rule.month_days)
    months = _joined(_month(month) for month in rule.months)
    return _("{every} on the {days} of {months}").format(every=every, days=days, months=months)


def _every(interval: int, what: str) -> str:
    return _("every {count} {what}").format(count=interval, what=what)


def _run(weekdays: Sequence[int]) -> str:
    """``Monday to Friday`` for three or more days in a row; else empty."""
    if len(weekdays) < 3 or weekdays[-1] - weekdays[0] != len(weekdays) - 1:
        return ""
    return _("{first} to {last}").format(first=_name(weekdays[0]), last=_name(weekdays[-1]))


def _nth(n: int, what: str) -> str:
    if n == -1:
        return _("last {what}").format(what=what)
    if n < 0:
        return _("{nth} to last {what}").format(nth=_ordinal(-n), what=what)
    return f"{_ordinal(n)} {what}"


def _month_day(day: int) -> str:
    return _ordinal(day, words=False) if day > 0 else _nth(day, _("day"))


def _ordinal(n: int, *, words: bool = True) -> str:
    names = (_("first"), _("second"), _("third"), _("fourth"), _("fifth"))
    if words and n <= len(names):
        return names[n - 1]
    if n % 10 == 1 and n != 11:
        return _("{n}st").format(n=n)
    if n % 10 == 2 and n != 12:
        return _("{n}nd").format(n=n)
    return _("{n}rd").format(n=n) if n % 10 == 3 and n != 13 else _("{n}th").format(n=n)


def _name(weekday: int) -> str:
    return str(get_day_names("wide", locale=LOCALE)[weekday])


def _month(month: int) -> str:
    return format_date(date(2001, month, 1), "LLLL", locale=LOCALE)


def _joined(words: Iterable[str], style: str = "standard") -> str:
    return format_list(list(words), style="or" if style == "or" else "standard", locale=LOCALE)
