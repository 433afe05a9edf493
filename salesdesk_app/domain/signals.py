"""What is worth a look in an open deal: each signal with its tone and its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

CODES: Final = (
    "close_passed",
    "quiet",
    "stuck",
    "no_next_step",
    "closes_this_week",
    "large",
)
"""Every signal, the gravest first: the order in which a deal's signals are shown."""

TONES: Final = MappingProxyType(
    {
        "close_passed": "bad",
        "quiet": "bad",
        "stuck": "warn",
        "no_next_step": "warn",
        "closes_this_week": "accent",
        "large": "accent",
    }
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on something is worth a look; None switches a signal off."""

    quiet_days: int | None = 14
    large_minor: int | None = None


class OpenDeal(NamedTuple):
    """What the signals need to know of an open deal; days are local, values in base minor units.

    ``last_touch_on`` is the last activity that was done, ``planned_on`` the latest one still
    planned, ``stage_since`` the day it entered its stage, ``stuck_days`` how long that may take.
    """

    value_minor: int | None = None
    created_on: date | None = None
    expected_close_on: date | None = None
    next_step: str | None = None
    next_step_on: date | None = None
    planned_on: date | None = None
    last_touch_on: date | None = None
    stage_since: date | None = None
    stuck_days: int | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal: its code, its tone (bad, warn, accent) and what it is about.

    ``days`` is how long it has been so (for ``closes_this_week``, how long it will be), ``limit``
    what the threshold allows, in days or, for ``large``, in minor units. ``since_created`` says
    that a quiet deal never had an activity.
    """

    code: str
    days: int | None = None
    limit: int | None = None
    since_created: bool = False

    @property
    def tone(self) -> str:
        """bad, warn or accent."""
        return TONES[self.code]


def signals(deal: OpenDeal, today: date, thresholds: Thresholds) -> tuple[Signal, ...]:
    """The signals of an open deal as of a day, the gravest first."""
    found = (
        _close_passed(deal, today),
        _quiet(deal, today, thresholds.quiet_days),
        _stuck(deal, today),
        _no_next_step(deal, today),
        _closes_this_week(deal, today),
        _large(deal, thresholds.large_minor),
    )
    return tuple(signal for signal in found if signal is not None)


def at_risk(found: Iterable[Signal]) -> bool:
    """Whether a deal is at risk: its close date has passed or it has gone quiet."""
    return any(signal.tone == "bad" for signal in found)


def _close_passed(deal: OpenDeal, today: date) -> Signal | None:
    if deal.expected_close_on is None or deal.expected_close_on >= today:
        return None
    return Signal("close_passed", days=(today - deal.expected_close_on).days)


def _quiet(deal: OpenDeal, today: date, limit: int | None) -> Signal | None:
    """More than the limit since the last activity, or since it was created if it had none.

    Something planned for today or later silences it; without any of these dates nothing is known.
    """
    last = deal.last_touch_on or deal.created_on
    if limit is None or last is None or _is_planned(deal, today):
        return None
    days = (today - last).days
    if days <= limit:
        return None
    return Signal("quiet", days=days, limit=limit, since_created=deal.last_touch_on is None)


def _stuck(deal: OpenDeal, today: date) -> Signal | None:
    if deal.stage_since is None or deal.stuck_days is None:
        return None
    days = (today - deal.stage_since).days
    return Signal("stuck", days=days, limit=deal.stuck_days) if days > deal.stuck_days else None


def _no_next_step(deal: OpenDeal, today: date) -> Signal | None:
    written = deal.next_step is not None and deal.next_step.strip()
    return None if written or _is_planned(deal, today) else Signal("no_next_step")


def _closes_this_week(deal: OpenDeal, today: date) -> Signal | None:
    day = deal.expected_close_on
    if day is None or day < today:
        return None
    days = (day - today).days
    return Signal("closes_this_week", days=days) if days <= 6 - today.weekday() else None


def _large(deal: OpenDeal, limit: int | None) -> Signal | None:
    if limit is None or deal.value_minor is None or deal.value_minor < limit:
        return None
    return Signal("large", limit=limit)


def _is_planned(deal: OpenDeal, today: date) -> bool:
    step, planned = deal.next_step_on, deal.planned_on
    return (step is not None and step >= today) or (planned is not None and planned >= today)
