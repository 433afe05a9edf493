"""The workspace's settings: what would move with the file to another machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from babel.numbers import list_currencies
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.calendars import Calendar, checked
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.signal_rules import LIMITS, RISKS, Rules
from salesdesk_app.services.once import once
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Currency, Rate, Setting

LIMIT_KEYS = {
    "close_passed": "close_passed_days",
    "quiet": "quiet_days",
    "pushed": "push_count",
    "stage_slow": "stage_slow_percent",
    "no_next_step": "no_next_step_days",
    "single_contact": "single_contact_percent",
    "discount": "discount_bp",
    "optimistic": "optimistic_points",
    "large": "large_deal_minor",
}
"""Under which key the limit of a signal is kept."""

DEFAULTS: dict[str, Any] = {
    "currency": "USD",
    "fiscal_start_month": 1,
    "workdays": [0, 1, 2, 3, 4],
    "country": None,
    "hours": ["08:00", "18:00"],
    "wrap_up": "16:30",
    **{key: LIMITS[code] for code, key in LIMIT_KEYS.items()},
    "signals_off": [],
    "risk_signals": sorted(RISKS),
}
RATE_PLACES = Decimal("1e-12")


@dataclass(frozen=True)
class Settings:
    """What holds for the whole workspace; weekdays count from Monday as 0, money in minor units.

    ``hours`` are the working hours of a day and ``wrap_up`` when its end begins, by the clock on
    the wall.
    """

    currency: str
    fiscal_start_month: int
    calendar: Calendar
    rules: Rules
    hours: tuple[time, time]
    wrap_up: time


@once
def read(session: Session) -> Settings:
    """The settings, with what holds by itself where nothing was stated."""
    rows = session.execute(select(Setting.key, Setting.value))
    values = DEFAULTS | {row.key: row.value for row in rows}
    return Settings(
        currency=values["currency"],
        fiscal_start_month=values["fiscal_start_month"],
        calendar=Calendar(frozenset(values["workdays"]), values["country"]),
        rules=Rules(
            {code: values[key] for code, key in LIMIT_KEYS.items()},
            off=frozenset(values["signals_off"]),
            risks=frozenset(values["risk_signals"]),
        ),
        hours=(time.fromisoformat(values["hours"][0]), time.fromisoformat(values["hours"][1])),
        wrap_up=time.fromisoformat(values["wrap_up"]),
    )


@once
def rates(session: Session) -> Rates:
    """What other currencies are worth in the workspace's own."""
    rows = session.execute(select(Rate.currency, Rate.day, Rate.rate))
    return Rates(read(session).currency, tuple((r[0], r[1], r[2]) for r in rows))


@dataclass(frozen=True)
class RateRow:
    """From a day on, one unit of a currency is worth ``rate`` units of the workspace's own."""

    id: int
    currency: str
    day: date
    rate: Decimal


def rate_rows(session: Session) -> list[RateRow]:
    """The rates that are known, by currency, the latest first."""
    query = select(Rate.id, Rate.currency, Rate.day, Rate.rate)
    return [
        RateRow(*row) for row in session.execute(query.order_by(Rate.currency, Rate.day.desc()))
    ]


def currencies(session: Session) -> list[str]:
    """The currencies that the workspace uses, its own first."""
    own = read(session).currency
    others = session.scalars(select(Currency.code).order_by(Currency.code))
    return [own, *(code for code in others if code != own)]


def ensure_currency(session: Session, code: str) -> str:
    """Makes a currency known to the workspace; returns its ISO code in capitals.

    Problem: field.currency for a code that is none.
    """
    code = code.strip().upper()
    if session.scalar(select(Currency.id).where(Currency.code == code)) is None:
        if code not in list_currencies():
            raise Problem("field.currency", value=code)
        session.add(Currency(code=code))
        session.flush()
    return code


@verb
def change(
    session: Session,
    *,
    currency: str | None = None,
    fiscal_start_month: int | None = None,
    workdays: Iterable[int] | None = None,
    country: str | None = None,
    hours: tuple[time, time] | None = None,
    wrap_up: time | None = None,
) -> None:
    """Changes the settings that are given; an empty ``country`` means no public holidays.

    A new currency re-expresses the rates in it; rates that cannot be are dropped with it.
    Problems: field.currency, field.range, calendar.workdays, calendar.country, hours.order,
    hours.wrap_up.
    """
    now = read(session)
    values: dict[str, Any] = {}
    if currency is not None and currency != now.currency:
        values["currency"] = ensure_currency(session, currency)
        _rebase(session, now.currency, values["currency"])
    if fiscal_start_month is not None:
        if not 1 <= fiscal_start_month <= 12:
            raise Problem("field.range", field="Fiscal start month", low=1, high=12)
        values["fiscal_start_month"] = fiscal_start_month
    if workdays is not None or country is not None:
        days = now.calendar.workdays if workdays is None else workdays
        wanted = checked(days, now.calendar.country if country is None else country)
        values |= {"workdays": sorted(wanted.workdays), "country": wanted.country}
    if hours is not None or wrap_up is not None:
        values |= _of_day(hours or now.hours, wrap_up or now.wrap_up)
    for key, value in values.items():
        put(session, key, value)
    name_edit(session)


def _of_day(hours: tuple[time, time], wrap_up: time) -> dict[str, Any]:
    """The hours of a day as they are kept. Problems: hours.order, hours.wrap_up."""
    begin, end, at = (f"{hour:%H:%M}" for hour in (*hours, wrap_up))
    if hours[0] >= hours[1]:
        raise Problem("hours.order", begin=begin, end=end)
    if wrap_up <= hours[0]:
        raise Problem("hours.wrap_up", begin=begin, at=at)
    return {"hours": [begin, end], "wrap_up": at}


@verb
def set_rate(session: Session, currency: str, day: date, rate: Decimal | None) -> None:
    """From a day on, one unit of a currency is worth ``rate`` of the workspace's; None removes it.

    Problems: field.currency, field.number for a rate that is not above zero, rate.own for the
    workspace's own currency, which is worth itself.
    """
    code = ensure_currency(session, currency)
    if rate is not None and code == read(session).currency:
        raise Problem("rate.own", currency=code)
    row = session.scalar(select(Rate).where(Rate.currency == code, Rate.day == day))
    if rate is None:
        if row is not None:
            session.delete(row)
    elif not rate.is_finite() or rate <= 0:
        raise Problem("field.number", field="Rate", value=rate)
    elif row is None:
        session.add(Rate(currency=code, day=day, rate=rate))
    else:
        row.rate = rate
    name_edit(session, currency=code)


def put(session: Session, key: str, value: Any) -> None:
    """Keeps a setting, for the verbs that change some of them."""
    row = session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        session.add(Setting(key=key, value=value))
    elif row.value != value:
        row.value = value


def _rebase(session: Session, old: str, new: str) -> None:
    """Turns rates in the old currency into rates in the new one, day by day."""
    stated = select(Rate.currency, Rate.day, Rate.rate)
    # A rate of the old currency itself meant nothing; older files may hold one.
    rows = session.execute(stated.where(Rate.currency != old)).all()
    session.execute(delete(Rate))
    pivots = sorted((row.day, row.rate) for row in rows if row.currency == new)
    for day, rate in pivots:
        session.add(Rate(currency=old, day=day, rate=(1 / rate).quantize(RATE_PLACES)))
    for row in rows:
        known = [rate for day, rate in pivots if day <= row.day]
        if row.currency != new and known:
            quotient = (row.rate / known[-1]).quantize(RATE_PLACES)
            session.add(Rate(currency=row.currency, day=row.day, rate=quotient))
    session.flush()
