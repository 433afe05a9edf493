"""What the week brought so far, against last week up to the same weekday."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.key_figures.figure import (
    Basis,
    Made,
    Raw,
    explained,
    lacking,
    missing,
    undated,
)
from salesdesk_app.store.models import Activity, Person
from salesdesk_app.wording import today as words
from salesdesk_app.wording.numbers import number_of
from salesdesk_app.wording.phrases import Tone

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
Span = tuple[date, date]  # both inside


def won(basis: Basis) -> Made:
    """What was won this week."""
    decided = [f for f in basis.reading.facts if f.outcome == "won"]
    return _compared(basis, decided, "closed_on", ("won",), "Won this week")


def created(basis: Basis) -> Made:
    """Deals that were created this week."""
    return _compared(basis, basis.reading.facts, "created_on", ("created",), "Created this week")


def closing(basis: Basis) -> Made:
    """Open deals that are expected to close by Sunday."""
    day = basis.day
    first, _today = _so_far(day.day)
    last = first + WEEK - DAY
    facts = [
        f
        for f in basis.reading.facts
        if f.outcome == "open"
        and f.category != "omitted"
        and f.expected_close_on is not None
        and first <= f.expected_close_on <= last
    ]
    risky = {row.id for row in day.at_risk}
    at_risk = sum(f.id in risky for f in facts)
    made = [f"Expected by {wording.day(last)}", *lacking(day.headlines, _unvalued(facts))]
    explain = explained(day, ("closing_week",), made)
    if day.headlines.none_dated:
        return undated(day.headlines, explain)
    text = _worth(basis, facts)
    note = number_of(len(facts), "deal")
    if at_risk:
        note = f"{note} · {wording.count(at_risk)} at risk"
    tone: Tone = "warn" if at_risk else "muted"
    raw = Raw("minor", _value(facts))
    return Made(text, note, tone, explain, _deals(facts, "Closing this week"), raw=raw)


def activities(basis: Basis) -> Made:
    """The team's calls, meetings, mails and tasks that were done this week."""
    day = basis.day
    span = _so_far(day.day)
    now, before = _done(basis, span), _done(basis, _earlier(span))
    explain = explained(
        day, ("activities",), [f"Last week by this weekday: {wording.count(before)}"]
    )
    note = f"{wording.count(before)} last week by now"
    brief = f"{wording.count(before)} last week"
    raw = Raw("count", now)
    tone = _tone(now, before)
    return Made(wording.count(now), note, tone, explain, None, "team", brief, raw=raw)


def _compared(
    basis: Basis, facts: Iterable[DealFact], field: str, codes: tuple[str, ...], title: str
) -> Made:
    span = _so_far(basis.day.day)
    now, before = _within(facts, field, span), _within(facts, field, _earlier(span))
    earlier = number_of(len(before), "deal")
    made = [
        f"{number_of(len(now), 'deal')} since {wording.day(span[0])}",
        words.no_value(_unvalued(now)),
        f"{earlier} in the same days of last week",
        *missing(basis.day.headlines),
    ]
    brief = f"{_worth(basis, before)} last week"
    return Made(
        _worth(basis, now),
        f"{brief} by now",
        _tone(_sum(now), _sum(before)),
        explained(basis.day, codes, made),
        _deals(now, title),
        brief=brief,
        raw=Raw("minor", _value(now)),
    )


def _so_far(today: date) -> Span:
    return today - timedelta(days=today.weekday()), today


def _earlier(span: Span) -> Span:
    return span[0] - WEEK, span[1] - WEEK


def _within(facts: Iterable[DealFact], field: str, span: Span) -> list[DealFact]:
    first, last = span
    return [f for f in facts if (on := getattr(f, field)) is not None and first <= on <= last]


def _sum(facts: Iterable[DealFact]) -> int:
    return sum(f.value_minor or 0 for f in facts)


def _worth(basis: Basis, facts: list[DealFact]) -> str:
    value = _value(facts)
    return "n/a" if value is None else wording.money(value, basis.day.currency, short=True)


def _value(facts: list[DealFact]) -> int | None:
    """The value; None where there are deals, and none with a value."""
    return None if facts and all(f.value_minor is None for f in facts) else _sum(facts)


def _unvalued(facts: list[DealFact]) -> int:
    return sum(f.value_minor is None for f in facts)


def _tone(now: int, before: int) -> Tone:
    return "good" if now > before else "warn" if now < before else "muted"


def _deals(facts: list[DealFact], title: str) -> DealFilter | None:
    ids = frozenset(f.id for f in facts)
    return DealFilter(deal_ids=ids, title=title) if ids else None


def _done(basis: Basis, span: Span) -> int:
    """How much the reps did between the ends of two local days."""
    found = basis.session.scalar(
        select(func.count())
        .select_from(Activity)
        .join(Person, Person.id == Activity.person_id)
        .where(
            Person.role == "rep",
            Activity.kind.in_(("call", "meeting", "mail", "task")),
            Activity.done_at >= end_of_day(span[0] - DAY),
            Activity.done_at < end_of_day(span[1]),
        )
    )
    return found or 0
