"""Forecast calls: what makes sense as one, when it has gone stale, and how several add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.domain.periods import STATED, Period, week_of
from salesdesk_app.wording.periods import period as worded

SPEAKERS = ("rep", "manager")

Speaker = Literal["rep", "manager"]
Stale = Literal["week", "passed"]


@dataclass(frozen=True, slots=True)
class Said:
    """A call as it was said, or those of several people together; minor units of one currency.

    Of several people ``amount_minor`` adds up what is known, ``low_minor`` and ``high_minor`` only
    where each of them gave one, ``said_on`` is the oldest, and ``people`` says how many called.
    ``stale`` says why it should be said again, see ``stale``. ``unconverted`` is the currency of
    a call that no rate converts: its amounts are then unknown here.
    """

    amount_minor: int | None
    low_minor: int | None
    high_minor: int | None
    note: str | None
    said_on: date
    stale: Stale | None = None
    people: int = 1
    unconverted: str | None = None


def check(
    period: Period, today: date, amount: int | None, low: int | None, high: int | None
) -> None:
    """Refuses what makes no sense as a call: for a day or a past, below 0, or in a wrong order.

    Amounts in minor units. Problems: calls.period, calls.over, calls.amount, calls.order.
    """
    check_period(period, today)
    stated = [minor for minor in (low, amount, high) if minor is not None]
    if any(not 0 <= minor <= LARGEST for minor in stated):
        raise Problem("calls.amount")
    if stated != sorted(stated):
        raise Problem("calls.order")


def check_period(period: Period, today: date) -> None:
    """A call is said for a month, a quarter or a year that is not over.

    Problems: calls.period, calls.over.
    """
    if period.kind not in STATED:
        raise Problem("calls.period", kind=period.kind)
    if period.last < today:
        raise Problem("calls.over", period=worded(period))


def stale(
    said_on: date, period: Period, today: date, amount: int | None, closed: int
) -> Stale | None:
    """Why a call of a running period should be said again; None where it stands.

    ``passed``: more is closed already than was called. ``week``: it was said before the Monday of
    this week. A call of a period that is over or has not begun does not go stale.
    """
    if today not in period:
        return None
    if amount is not None and amount < closed:
        return "passed"
    return "week" if said_on < week_of(today).first else None


def together(calls: Iterable[Said]) -> Said | None:
    """The calls of several people as one; None where nobody called."""
    said = list(calls)
    if not said:
        return None
    amounts = [call.amount_minor for call in said if call.amount_minor is not None]
    return Said(
        sum(amounts) if amounts else None,
        _whole([call.low_minor for call in said]),
        _whole([call.high_minor for call in said]),
        None,
        min(call.said_on for call in said),
        next((call.stale for call in said if call.stale is not None), None),
        sum(call.people for call in said),
        next((call.unconverted for call in said if call.unconverted is not None), None),
    )


def _whole(amounts: list[int | None]) -> int | None:
    known = [minor for minor in amounts if minor is not None]
    return sum(known) if len(known) == len(amounts) else None
