"""What the charts show of a period: attainment by week, funnel, won by month, leaders, win rate."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.metrics import DealFact, StatedQuota
from salesdesk_app.domain.periods import Period, month_of, of_kind, week_number
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services import figures, groups, journeys, quotas, settings
from salesdesk_app.services.deals.deal_filter import DealFilter, Key, OneOf, parts, without
from salesdesk_app.services.deals.figure_filter import passing
from salesdesk_app.services.journeys import Funnel
from salesdesk_app.store.models import Person, Quota

PeriodKind = Literal["month", "quarter", "year"]
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the period: what was won in ``so_far``, from the period's first day to its last.

    ``won_minor`` is None for weeks to come; ``pace_minor`` is what the quota asks for by its end.
    """

    number: int
    first: date
    last: date
    so_far: Period
    won_minor: int | None
    won_count: int
    pace_minor: int | None


@dataclass(frozen=True, slots=True)
class Attainment:
    """What was won against the quota, as it added up week by week; values in minor units.

    ``with_quota`` of ``people`` who sell have a quota. Where quotas are ``stated`` for only a part
    of the period's days, they are no measure for all of it: then as without any, ``quota_minor``
    and all that comes of it is None.
    """

    weeks: tuple[Week, ...]
    won_minor: int | None
    quota_minor: int | None
    expected_minor: int | None
    share: Ratio
    pace: Ratio
    people: int
    with_quota: int
    stated: Ratio


@dataclass(frozen=True, slots=True)
class Month:
    """What was won in a month; ``inside`` the period shown."""

    period: Period
    won_count: int
    won_minor: int | None
    inside: bool


@dataclass(frozen=True, slots=True)
class Leader:
    """A person's won value of the period, and its share of their quota where they have one.

    ``deal_ids`` are the deals won, where the person does not own all of them now; else None.
    """

    person_id: int | None
    name: str
    won_count: int
    won_minor: int | None
    quota_minor: int | None
    share: Ratio
    deal_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A win rate of a person or of a month; ``deal_ids`` as a leader's, of the deals closed."""

    key: int | Period | None
    label: str
    rate: Ratio
    deal_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Charts:
    """Everything that the charts show of a period.

    ``latest`` is the last period of this kind in which a deal was closed; ``deals`` counts every
    deal of the workspace. ``wanted`` is the filter that all charts are of, None for none;
    ``measured`` says whether quotas can be a measure of its deals.
    """

    period: Period
    today: date
    fiscal_start_month: int
    currency: str
    attainment: Attainment
    funnel: Funnel
    months: tuple[Month, ...]
    leaders: tuple[Leader, ...]
    rates_by_rep: tuple[Rate, ...]
    rates_by_month: tuple[Rate, ...]
    closed: int
    deals: int
    latest: Period | None
    unconverted: dict[str, int]
    wanted: DealFilter | None = None
    measured: bool = True


def of_period(
    session: Session,
    *,
    today: date,
    period: Period | None = None,
    kind: PeriodKind = "quarter",
    wanted: DealFilter | None = None,
) -> Charts:
    """The charts of a period; without one, of the month, quarter or year that holds today.

    With a filter, of its deals only, whatever became of them: charts tell won from lost themselves.
    Quotas are those of its people; where it asks for more than people, they measure nothing.
    """
    settled = settings.read(session)
    if period is None:
        period = of_kind(kind, today, settled.fiscal_start_month)
    reading = figures.read(session)
    everything = len(reading.facts)
    wanted = None if wanted is None else without(wanted, "outcome")
    ids = None if wanted is None else passing(session, wanted, today)
    if ids is None:
        wanted = None
    else:
        reading = replace(reading, facts=[fact for fact in reading.facts if fact.id in ids])
    people = None if wanted is None else _people(session, wanted)
    inside = reading.of(period)
    won = [fact for fact in inside if fact.outcome == "won"]
    closed = [fact for fact in inside if fact.outcome != "open"]
    created = [f for f in reading.facts if f.created_on is not None and f.created_on in period]
    stated = _stated(session, period)
    whole = stated.numerator == stated.denominator
    measured = wanted is None or people is not None
    goals = quotas.by_person(session, period) if whole and measured else {}
    names = groups.people(session)
    sellers = _sellers(session, period) | goals.keys()
    if wanted is not None:
        goals = {key: goal for key, goal in goals.items() if key in (people or ())}
        sellers = sellers & people if people is not None else set()
    months = _months(reading.facts, period, today)
    return Charts(
        period=period,
        today=today,
        fiscal_start_month=settled.fiscal_start_month,
        currency=reading.currency,
        attainment=_attainment(
            won,
            period,
            today=today,
            calendar=settled.calendar,
            goals=goals,
            stated=stated,
            people=len(sellers),
        ),
        funnel=journeys.funnel(session, created),
        months=tuple(_month(facts, month, period) for month, facts in months.items()),
        leaders=_leaders(won, goals, names, sellers, reading.passed_on),
        rates_by_rep=_rates_by_rep(closed, names, reading.passed_on),
        rates_by_month=tuple(
            Rate(month, month.key, metrics.figures(facts).win_rate)
            for month, facts in months.items()
        ),
        closed=len(closed),
        deals=everything,
        latest=_latest(reading.facts, period.kind, settled.fiscal_start_month),
        unconverted=reading.left_out(inside),
        wanted=wanted,
        measured=measured,
    )


def _people(session: Session, wanted: DealFilter) -> set[int] | None:
    """Whose deals a filter is of, where it asks for nothing but people; else None."""
    asked = list(parts(wanted))
    if wanted.text or wanted.deal_ids is not None:
        return None
    if any(part.field not in ("owner", "team") for part in asked):
        return None
    found: set[int] = set()
    for person_id, manager_id in session.execute(select(Person.id, Person.manager_id)):
        of: dict[str, set[Key]] = {"owner": {person_id}, "team": {person_id, manager_id}}
        if all(
            isinstance(part, OneOf) and bool(of[part.field] & part.keys) != part.negated
            for part in asked
        ):
            found.add(person_id)
    return found


def weeks_of(period: Period) -> Iterator[tuple[int, date, date]]:
    """The weeks of a period, counted in sevens from its first day; the last takes the odd days."""
    total = week_number(period, period.last)[1]
    for number in range(1, total + 1):
        first = period.first + timedelta(days=7 * (number - 1))
        last = period.last if number == total else first + timedelta(days=6)
        yield number, first, last


def _attainment(
    won: list[DealFact],
    period: Period,
    *,
    today: date,
    calendar: Calendar,
    goals: dict[int, int],
    stated: Ratio,
    people: int,
) -> Attainment:
    quota = sum(goals.values()) if goals else None
    booked = metrics.figures(won).won_value
    pace = calendar.pace(period, today)
    closings = sorted((f.closed_on, f.value_minor or 0) for f in won if f.closed_on is not None)
    days = [day for day, _value in closings]
    sums = list(accumulate((value for _day, value in closings), initial=0))
    until = max([today, *days[-1:]])  # a deal may be closed by a day to come
    weeks = []
    for number, first, last in weeks_of(period):
        count = bisect_right(days, last)
        elapsed = Ratio(calendar.working_days(period.first, last), pace.denominator)
        weeks.append(
            Week(
                number=number,
                first=first,
                last=last,
                so_far=Period("days", period.first, last, f"{period.first}/{last}"),
                won_minor=sums[count] if first <= until else None,
                won_count=count,
                pace_minor=metrics.expected_by_now(quota, elapsed),
            )
        )
    return Attainment(
        weeks=tuple(weeks),
        won_minor=booked,
        quota_minor=quota,
        expected_minor=metrics.expected_by_now(quota, pace),
        share=metrics.attainment(booked, quota),
        pace=pace,
        people=people,
        with_quota=len(goals),
        stated=stated,
    )


def _months(facts: Iterable[DealFact], period: Period, today: date) -> dict[Period, list[DealFact]]:
    """The closed deals of the twelve months up to the period's last one, or to today's in it."""
    month = month_of(today if today in period else period.last)
    shown = []
    for _ in range(MONTHS_SHOWN):
        shown.append(month)
        month = month.previous()
    closed = (fact for fact in facts if fact.outcome != "open")
    found = metrics.by_period(closed, "month")
    return {month: found.get(month, []) for month in reversed(shown)}


def _month(facts: list[DealFact], month: Period, period: Period) -> Month:
    counted = metrics.figures(facts)
    return Month(month, counted.won_count, counted.won_value, period.covers(month))


def _leaders(
    won: list[DealFact],
    goals: dict[int, int],
    names: dict[int, str],
    sellers: set[int],
    passed_on: frozenset[int],
) -> tuple[Leader, ...]:
    """Everybody who sells, the best share of quota first, then by what was won."""
    of_person: dict[int | None, list[DealFact]] = {key: [] for key in sellers}
    of_person |= metrics.group(won, lambda fact: fact.owner_id)
    leaders = []
    some_passed_on = any(fact.id in passed_on for fact in won)
    for person_id, facts in of_person.items():
        counted = metrics.figures(facts)
        quota = None if person_id is None else goals.get(person_id)
        leaders.append(
            Leader(
                person_id,
                groups.NONE["rep"] if person_id is None else names[person_id],
                counted.won_count,
                counted.won_value,
                quota,
                metrics.attainment(counted.won_value, quota),
                frozenset(fact.id for fact in facts) if some_passed_on else None,
            )
        )
    return tuple(sorted(leaders, key=_standing))


def _standing(leader: Leader) -> tuple[bool, float, int, str]:
    share = leader.share.value
    return (share is None, -float(share or 0), -(leader.won_minor or 0), leader.name.casefold())


def _rates_by_rep(
    closed: list[DealFact], names: dict[int, str], passed_on: frozenset[int]
) -> tuple[Rate, ...]:
    """The win rate of everybody who closed a deal, the highest first."""
    some_passed_on = any(fact.id in passed_on for fact in closed)
    rates = [
        Rate(
            person_id,
            groups.NONE["rep"] if person_id is None else names[person_id],
            metrics.figures(facts).win_rate,
            frozenset(fact.id for fact in facts) if some_passed_on else None,
        )
        for person_id, facts in metrics.group(closed, lambda fact: fact.owner_id).items()
    ]
    return tuple(sorted(rates, key=lambda r: (-(r.rate.value or 0), r.label.casefold())))


def _sellers(session: Session, period: Period) -> set[int]:
    """The reps who work in the period."""
    return set(
        session.scalars(
            select(Person.id).where(
                Person.role == "rep",
                (Person.started_on.is_(None)) | (Person.started_on <= period.last),
                (Person.ended_on.is_(None)) | (Person.ended_on >= period.first),
            )
        )
    )


def _stated(session: Session, period: Period) -> Ratio:
    """For how many days of the period quotas are stated, whosever they are."""
    rows = session.execute(
        select(Quota.first_on, Quota.last_on)
        .where(Quota.first_on >= period.first, Quota.last_on <= period.last)
        .distinct()
    )
    return metrics.quota_days([StatedQuota(row[0], row[1], 0) for row in rows], period)


def _latest(facts: Iterable[DealFact], kind: str, fiscal_start_month: int) -> Period | None:
    days = [f.closed_on for f in facts if f.outcome != "open" and f.closed_on is not None]
    return of_kind(kind, max(days), fiscal_start_month) if days else None
