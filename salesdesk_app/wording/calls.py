"""Sentences about the team's sales calls: what to know before one, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.lists import listed
from salesdesk_app.wording.numbers import day
from salesdesk_app.wording.terms import term
from salesdesk_app.wording.today import clock, mark

LEARNING = "the rep is in the first 90 days or far behind pace"
COACH_RULE = f"Coach first: the deal is at risk, or {LEARNING}."
BEYOND = "No next step is written down beyond this call"
UNLOGGED = "Not logged"
_NUMBERS = {
    "contacts": ("{number} contact", "{number} contacts"),
    "competitors": ("{number} competitor", "{number} competitors"),
    "products": ("{number} product", "{number} products"),
    "steps_back": ("a step back", "{number} steps back"),
}
_LIMITS = {
    "contacts": "{number} or more contacts",
    "competitors": "{number} or more competitors",
    "products": "{number} or more products",
    "steps_back": "a step back to an earlier stage",
}


def marks(codes: Sequence[str]) -> str:
    """A call's marks on one pill: ``Large deal +1``; empty without any."""
    if not codes:
        return ""
    more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
    return f"{mark(codes[0])}{more}"


def large(limit: str) -> str:
    """``Large deal: worth $50,000 or more``."""
    return _("Large deal: worth {limit} or more").format(limit=limit)


def complex_because(numbers: Mapping[str, int]) -> str:
    """``Complex: 4 contacts and 2 competitors``, from how many there are of each."""
    told = [_number(reason, number) for reason, number in numbers.items()]
    return _("Complex: {reasons}").format(reasons=listed(told))


def complex_rule(limits: Iterable[tuple[str, int]], fewest: int) -> str:
    """When a deal is complex: so many at the least of what begins at these limits."""
    told = [_LIMITS[reason].format(number=limit) for reason, limit in limits]
    reasons = listed(told, _("or"))
    return _("Complex: at least {fewest} of {reasons}.").format(fewest=fewest, reasons=reasons)


def coach_because(risks: Sequence[str], *, learning: bool) -> str:
    """``Coach first: no activity for 24 days``."""
    why = [*(risk[:1].lower() + risk[1:] for risk in risks), *([_(LEARNING)] if learning else [])]
    return _("Coach first: {reasons}").format(reasons=", ".join(why)) if why else mark("coach")


def outcome(code: str) -> str:
    """What became of a call: ``No answer``."""
    return term(f"outcome.{code}")


def not_logged(begins: datetime) -> str:
    """Why a call is marked that is over; a local moment."""
    return _("It was planned for {time}, and nobody has said what became of it. Press L.").format(
        time=clock(begins)
    )


def moved_to(moment: datetime) -> str:
    """``moved to 26 Nov 10:00``; a local moment."""
    return _("moved to {day} {time}").format(day=day(moment.date()), time=clock(moment))


def planned(number: int, done: int, unlogged: int, value: str) -> str:
    """``11 today, 3 done, 1 not logged, $412 k in play``."""
    if not number:
        return _("none planned for today")
    parts = [
        _("{count} today").format(count=number),
        _("{count} done").format(count=done) if done else "",
        _("{count} not logged").format(count=unlogged) if unlogged else "",
        _("{value} in play").format(value=value) if value else "",
    ]
    return ", ".join(part for part in parts if part)


def ahead(number: int) -> str:
    """``4 calls``: how many are planned for a day to come."""
    if not number:
        return _("no calls planned yet")
    return ngettext("{count} call", "{count} calls", number).format(count=number)


def _number(reason: str, number: int) -> str:
    one, several = _NUMBERS[reason]
    return ngettext(one, several, number).format(number=number)
