"""The rules of the signals: which are on, their limits, and which put a deal at risk."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.day import large_limit
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.domain.signal_rules import CODES, LIMITS, RANGES, Rules
from salesdesk_app.services import settings
from salesdesk_app.services.once import once
from salesdesk_app.services.settings import LIMIT_KEYS
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Deal, Stage
from salesdesk_app.wording import signals

YEAR = timedelta(days=365)


def read(session: Session) -> Rules:
    """The rules as the settings have them."""
    return settings.read(session).rules


@once
def in_force(session: Session, today: date) -> Rules:
    """The rules as they hold on a day: where no value is stated, large is reckoned from wins."""
    rules = read(session)
    if rules.limit("large") is not None or "large" in rules.off:
        return rules
    return replace(rules, limits={**rules.limits, "large": large_limit(None, _won(session, today))})


def _won(session: Session, today: date) -> Ratio:
    """Minor units over the deals won in the year up to a day that have a value."""
    rates = settings.rates(session)
    won = session.execute(
        select(Deal.value_minor, Deal.currency, Deal.closed_on)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(
            Stage.outcome == "won",
            Deal.value_minor.is_not(None),
            Deal.closed_on > today - YEAR,
            Deal.closed_on <= today,
        )
    )
    values = [
        row.value_minor
        if row.currency == rates.base
        else rates.convert(row.value_minor, row.currency, row.closed_on)
        for row in won
    ]
    known = [value for value in values if value is not None]
    return Ratio(sum(known), len(known))


@verb
def set_limit(session: Session, code: str, limit: int | None) -> None:
    """From where on a signal shows, in its own unit; None only for ``large``: nothing is large.

    Problems: field.choice for a signal without a limit, field.empty, field.range.
    """
    name = _named(code, LIMITS)
    if code == "large":
        if limit is not None and not 1 <= limit <= LARGEST:
            raise Problem("field.range", field=name, low=1, high=f"{LARGEST:,}")
    elif limit is None:
        raise Problem("field.empty", field=name)
    else:
        low, high = RANGES[code]
        if not low <= limit <= high:
            scale = 100 if code == "discount" else 1
            raise Problem("field.range", field=name, low=low // scale, high=high // scale)
    settings.put(session, LIMIT_KEYS[code], limit)
    name_edit(session, signal=code)


@verb
def switch(session: Session, code: str, on: bool) -> None:
    """Switches a signal on or off. Problem: field.choice for a code that is none."""
    _named(code, CODES)
    off = read(session).off
    settings.put(session, "signals_off", sorted(off - {code} if on else off | {code}))
    name_edit(session, signal=code, **({} if on else {"choice": "off"}))


@verb
def set_risk(session: Session, code: str, risk: bool) -> None:
    """Says whether a signal puts a deal at risk. Problem: field.choice for a code that is none."""
    _named(code, CODES)
    risks = read(session).risks
    settings.put(session, "risk_signals", sorted(risks | {code} if risk else risks - {code}))
    name_edit(session, signal=code, **({} if risk else {"choice": "off"}))


def _named(code: str, codes: Collection[str]) -> str:
    """What the signal is called. Problem: field.choice where it is not among the codes."""
    known = [one for one in CODES if one in codes]
    if code not in known:
        choices = ", ".join(known)
        raise Problem("field.choice", field="Signal", value=code, choices=choices)
    return signals.name(code)
