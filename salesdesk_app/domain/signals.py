"""What is worth a look in an open deal: each signal with its tone and its reason."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from salesdesk_app.domain.signal_rules import CODES, FEWEST, Rules

__all__ = ["CODES", "OpenDeal", "Rules", "Signal", "StageWays", "at_risk", "signals"]

NOTICES: Final = frozenset({"closes_this_week", "large"})
"""What is good to know and no worry, unless the user says that it means a risk."""


class StageWays(NamedTuple):
    """How deals have passed a stage before: what it took, and what was won of those closed.

    ``median_days`` is over ``left`` deals that left it; ``won`` of ``closed`` that passed it.
    """

    name: str = ""
    median_days: int = 0
    left: int = 0
    won: int = 0
    closed: int = 0


class OpenDeal(NamedTuple):
    """What the signals need to know of an open deal; days are local, values in base minor units.

    ``last_touch_on`` is the last activity that was done, ``planned_on`` the latest one still
    planned, ``stage_since`` the day it entered its stage, ``stuck_days`` how long that may take.
    ``discount_bp`` is the highest of its products', in basis points; ``slip_reason`` why its close
    was put off last; its signals rest until the day before ``snoozed_until``.
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
    pushes: int = 0
    slip_reason: str | None = None
    contacts: int = 0
    discount_bp: int = 0
    probability: int = 0
    stage: StageWays = StageWays()
    snoozed_until: date | None = None


class Signal(NamedTuple):
    """One signal: its code and what it is about; ``risk`` says that it puts the deal at risk.

    ``days`` is how long it has been so (for ``closes_this_week``, how long it will be), ``limit``
    what the threshold allows, in the signal's own unit; what a stage took (days) or earned (per
    cent) before where the threshold is relative to that. ``number`` is what is held against it:
    pushes, basis points or per cent. ``known`` deals tell it of a stage. ``about`` is that stage,
    or the reason of a push. ``since_created`` says that a quiet deal never had an activity.
    """

    code: str
    days: int | None = None
    limit: int | None = None
    since_created: bool = False
    number: int | None = None
    known: int | None = None
    about: str = ""
    risk: bool = False

    @property
    def tone(self) -> str:
        """bad, warn or accent."""
        if self.risk:
            return "bad"
        return "accent" if self.code in NOTICES else "warn"


def signals(
    deal: OpenDeal, today: date, rules: Rules, codes: Collection[str] | None = None
) -> tuple[Signal, ...]:
    """The signals of an open deal as of a day, the gravest first; none while it is snoozed.

    With ``codes``, only these are looked for.
    """
    if deal.snoozed_until is not None and deal.snoozed_until > today:
        return ()
    found = []
    for code, check in CHECKS.items():
        if code in rules.off or (codes is not None and code not in codes):
            continue
        signal = check(deal, today, rules.limits.get(code))
        if signal is not None:
            found.append(signal._replace(risk=True) if code in rules.risks else signal)
    return tuple(found)


def at_risk(found: Iterable[Signal]) -> bool:
    """Whether a deal is at risk: one of its signals is among those that mean a risk."""
    return any(signal.risk for signal in found)


def _close_passed(deal: OpenDeal, today: date, limit: int | None) -> Signal | None:
    if deal.expected_close_on is None or deal.expected_close_on >= today:
        return None
    days = (today - deal.expected_close_on).days
    return Signal("close_passed", days=days, limit=limit) if days > (limit or 0) else None


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


def _pushed(deal: OpenDeal, _today: date, limit: int | None) -> Signal | None:
    if limit is None or deal.pushes < limit:
        return None
    return Signal("pushed", limit=limit, number=deal.pushes, about=deal.slip_reason or "")


def _stuck(deal: OpenDeal, today: date, _limit: int | None) -> Signal | None:
    if deal.stage_since is None or deal.stuck_days is None:
        return None
    days = (today - deal.stage_since).days
    return Signal("stuck", days=days, limit=deal.stuck_days) if days > deal.stuck_days else None


def _stage_slow(deal: OpenDeal, today: date, limit: int | None) -> Signal | None:
    """Longer than so many per cent of what deals took to leave the stage, where enough did."""
    stage = deal.stage
    if limit is None or deal.stage_since is None or stage.left < FEWEST:
        return None
    days = (today - deal.stage_since).days
    if days * 100 <= stage.median_days * limit:
        return None
    return Signal(
        "stage_slow", days=days, limit=stage.median_days, known=stage.left, about=stage.name
    )


def _no_next_step(deal: OpenDeal, today: date, limit: int | None) -> Signal | None:
    """Nothing written and nothing planned, once a deal is older than the limit."""
    if (deal.next_step is not None and deal.next_step.strip()) or _is_planned(deal, today):
        return None
    if limit and deal.created_on is not None and (today - deal.created_on).days <= limit:
        return None
    return Signal("no_next_step")


def _single_contact(deal: OpenDeal, _today: date, limit: int | None) -> Signal | None:
    """Exactly one contact, from a probability on; of a deal without any, nothing is known."""
    if limit is None or deal.contacts != 1 or deal.probability < limit:
        return None
    return Signal("single_contact", limit=limit, number=deal.probability)


def _discount(deal: OpenDeal, _today: date, limit: int | None) -> Signal | None:
    if limit is None or deal.discount_bp <= limit:
        return None
    return Signal("discount", limit=limit, number=deal.discount_bp)


def _optimistic(deal: OpenDeal, _today: date, limit: int | None) -> Signal | None:
    """More points above what was won of the deals that passed the stage, where enough closed."""
    stage = deal.stage
    if limit is None or stage.closed < FEWEST:
        return None
    if (deal.probability - limit) * stage.closed <= stage.won * 100:
        return None
    earned = round(stage.won * 100 / stage.closed)
    return Signal(
        "optimistic", limit=earned, number=deal.probability, known=stage.closed, about=stage.name
    )


def _closes_this_week(deal: OpenDeal, today: date, _limit: int | None) -> Signal | None:
    day = deal.expected_close_on
    if day is None or day < today:
        return None
    days = (day - today).days
    return Signal("closes_this_week", days=days) if days <= 6 - today.weekday() else None


def _large(deal: OpenDeal, _today: date, limit: int | None) -> Signal | None:
    if limit is None or deal.value_minor is None or deal.value_minor < limit:
        return None
    return Signal("large", limit=limit)


def _is_planned(deal: OpenDeal, today: date) -> bool:
    step, planned = deal.next_step_on, deal.planned_on
    return (step is not None and step >= today) or (planned is not None and planned >= today)


BY_STAGE: Final = frozenset({"stage_slow", "optimistic"})
"""What other deals of the stage did before tells these: they may come and go with no edit of the
deal."""

Check = Callable[[OpenDeal, date, int | None], Signal | None]
CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "close_passed": _close_passed,
        "quiet": _quiet,
        "pushed": _pushed,
        "stuck": _stuck,
        "stage_slow": _stage_slow,
        "no_next_step": _no_next_step,
        "single_contact": _single_contact,
        "discount": _discount,
        "optimistic": _optimistic,
        "closes_this_week": _closes_this_week,
        "large": _large,
    }
)
