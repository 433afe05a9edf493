"""Quotas: what each person is to close in a month, a quarter or a year, and their ramp."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.metrics import StatedQuota, effective_quota, quota_for
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.domain.periods import STATED, Period, months, of_days
from salesdesk_app.services import settings
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Person, Quota
from salesdesk_app.wording.periods import period as worded


@dataclass(frozen=True)
class QuotaRow:
    """A quota as it was stated: both days inside, minor units of its currency, the ramp in %.

    ``period`` is the month, quarter or year that these days are, None where they are none.
    """

    first: date
    last: date
    period: Period | None
    amount_minor: int
    currency: str
    ramp_percent: int
    effective_minor: int

    @property
    def id(self) -> tuple[date, date]:
        """What tells a person's quotas apart."""
        return self.first, self.last


@dataclass(frozen=True)
class SheetRow:
    """A person on the sheet on which quotas are typed; minor units of the workspace currency.

    ``amount_minor`` and ``ramp_percent`` are what was stated for exactly this period;
    ``parts_minor`` is what shorter quotas inside it come to where none was.
    """

    id: int
    name: str
    amount_minor: int | None
    ramp_percent: int
    parts_minor: int | None
    before_minor: int | None

    @property
    def effective_minor(self) -> int | None:
        """What counts: the amount under its ramp, or what the shorter quotas come to."""
        if self.amount_minor is None:
            return self.parts_minor
        return effective_quota(self.amount_minor, self.ramp_percent)


@dataclass(frozen=True)
class Sheet:
    """The quotas of a period for everybody who works in it, with those of the period before."""

    period: Period
    before: Period
    currency: str
    fiscal_start_month: int
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class Copied:
    """How many quotas were copied, and how many were kept because one stood there already."""

    copied: int
    kept: int


def by_person(session: Session, period: Period) -> dict[int, int]:
    """The effective quota of a period in minor units of the workspace currency, ramp applied.

    Only people that have one; ``metrics.quota_for`` is the rule. A quota in a currency that has no
    rate by its first day does not count.
    """
    rates = settings.rates(session)
    facts: dict[int, list[StatedQuota]] = defaultdict(list)
    for row in session.execute(
        select(
            Quota.person_id,
            Quota.first_on,
            Quota.last_on,
            Quota.amount_minor,
            Quota.currency,
            Quota.ramp_percent,
        ).where(Quota.first_on >= period.first, Quota.last_on <= period.last)
    ):
        own = rates.convert(row.amount_minor, row.currency, row.first_on)
        if own is not None:
            minor = effective_quota(own, row.ramp_percent)
            facts[row.person_id].append(StatedQuota(row.first_on, row.last_on, minor))
    found = {person_id: quota_for(own, period) for person_id, own in facts.items()}
    return {person_id: minor for person_id, minor in found.items() if minor is not None}


def unconverted(session: Session, period: Period) -> dict[str, int]:
    """How many quotas inside a period do not count, by currency, as no rate was known by then."""
    rates = settings.rates(session)
    counts: dict[str, int] = {}
    for row in session.execute(
        select(Quota.currency, Quota.first_on).where(
            Quota.first_on >= period.first,
            Quota.last_on <= period.last,
            Quota.currency != rates.base,
        )
    ):
        if rates.convert(0, row.currency, row.first_on) is None:
            counts[row.currency] = counts.get(row.currency, 0) + 1
    return dict(sorted(counts.items()))


def stated(session: Session, period: Period) -> dict[int, tuple[int, int]]:
    """What was stated for exactly this period in the workspace currency: amount and ramp in %."""
    currency = settings.read(session).currency
    rows = session.execute(
        select(Quota.person_id, Quota.amount_minor, Quota.ramp_percent).where(
            _exactly(period), Quota.currency == currency
        )
    )
    return {row.person_id: (row.amount_minor, row.ramp_percent) for row in rows}


def of_person(session: Session, person_id: int) -> list[QuotaRow]:
    """The quotas stated for a person, the latest first."""
    fiscal_start = settings.read(session).fiscal_start_month
    rows = session.execute(
        select(
            Quota.first_on,
            Quota.last_on,
            Quota.amount_minor,
            Quota.currency,
            Quota.ramp_percent,
        )
        .where(Quota.person_id == person_id)
        .order_by(Quota.first_on.desc(), Quota.last_on.desc())
    )
    return [
        QuotaRow(
            row.first_on,
            row.last_on,
            of_days(row.first_on, row.last_on, fiscal_start),
            row.amount_minor,
            row.currency,
            row.ramp_percent,
            effective_quota(row.amount_minor, row.ramp_percent),
        )
        for row in rows
    ]


def sheet(session: Session, period: Period) -> Sheet:
    """What is stated for a period, to be typed over; everybody who works in it by name."""
    before = period.previous()
    exact = stated(session, period)
    sums, earlier = by_person(session, period), by_person(session, before)
    rows = []
    for person in session.execute(
        select(Person.id, Person.name).where(*_working(period)).order_by(Person.name)
    ):
        amount, ramp = exact.get(person.id, (None, 100))
        parts = sums.get(person.id) if amount is None else None
        rows.append(SheetRow(person.id, person.name, amount, ramp, parts, earlier.get(person.id)))
    stated_here = settings.read(session)
    return Sheet(period, before, stated_here.currency, stated_here.fiscal_start_month, tuple(rows))


@verb
def set_quota(
    session: Session, person_id: int, period: Period, amount_minor: int, ramp_percent: int = 100
) -> None:
    """States a person's quota for a period, in minor units of the workspace currency.

    Problems: quotas.period, field.range, record.gone.
    """
    _check(period, amount_minor, ramp_percent)
    name = _name(session, person_id)
    _put(session, person_id, period, amount_minor, ramp_percent)
    name_edit(session, person=name, period=worded(period))


@verb
def clear(session: Session, person_id: int, period: Period) -> None:
    """Takes a person's quota of a period away, or else the shorter ones that it was made of.

    Problem: record.gone.
    """
    name = _name(session, person_id)
    inside = (Quota.first_on >= period.first) & (Quota.last_on <= period.last)
    own = Quota.person_id == person_id
    rows = session.scalars(select(Quota).where(own, _exactly(period))).all()
    for row in rows or session.scalars(select(Quota).where(own, inside)):
        session.delete(row)
    name_edit(session, person=name, period=worded(period))


@verb
def set_for_all(session: Session, period: Period, amount_minor: int) -> int:
    """States one quota for every rep who works in the period and returns how many there are.

    A ramp that was stated stays. Problems: quotas.period, quotas.nobody, field.range.
    """
    _check(period, amount_minor, 100)
    people = session.scalars(select(Person.id).where(*_working(period))).all()
    if not people:
        raise Problem("quotas.nobody", period=worded(period))
    for person_id in people:
        _put(session, person_id, period, amount_minor, None)
    name_edit(session, count=len(people), period=worded(period))
    return len(people)


@verb
def copy_to_next(session: Session, period: Period) -> Copied:
    """Copies the quotas of a period, and of its months, with their ramps to the next one.

    What stands there already is kept, and who has left by then gets none.
    Problems: quotas.period, quotas.none.
    """
    _check(period, 0, 100)
    target = period.next()
    pairs = {(period.first, period.last): target}
    if period.kind != "month":
        before, after = months(period), months(target)
        pairs |= {(a.first, a.last): b for a, b in zip(before, after, strict=True)}
    staying = set(session.scalars(select(Person.id).where(*_employed(target))))
    keys = select(Quota.person_id, Quota.first_on, Quota.last_on)
    standing = {(row.person_id, row.first_on, row.last_on) for row in session.execute(keys)}
    copied = kept = 0
    for row in session.scalars(select(Quota).order_by(Quota.id)).all():
        to = pairs.get((row.first_on, row.last_on))
        if to is None or row.person_id not in staying:
            continue
        if (row.person_id, to.first, to.last) in standing:
            kept += 1
            continue
        copied += 1
        session.add(
            Quota(
                person_id=row.person_id,
                first_on=to.first,
                last_on=to.last,
                amount_minor=row.amount_minor,
                currency=row.currency,
                ramp_percent=row.ramp_percent,
            )
        )
    if not copied and not kept:
        raise Problem("quotas.none", period=worded(period))
    name_edit(session, count=copied, period=worded(target))
    return Copied(copied, kept)


def _put(
    session: Session, person_id: int, period: Period, amount_minor: int, ramp_percent: int | None
) -> None:
    """States a quota; without a ramp the one that stands is kept, and a new one has none."""
    currency = settings.read(session).currency
    row = session.scalar(select(Quota).where(Quota.person_id == person_id, _exactly(period)))
    if row is None:
        row = Quota(person_id=person_id, first_on=period.first, last_on=period.last)
        row.ramp_percent = 100
        session.add(row)
    row.amount_minor = amount_minor
    row.currency = currency
    if ramp_percent is not None:
        row.ramp_percent = ramp_percent


def _check(period: Period, amount_minor: int, ramp_percent: int) -> None:
    if period.kind not in STATED:
        raise Problem("quotas.period", kind=period.kind)
    if not 0 <= amount_minor <= LARGEST // 100:  # the ramp's percentage is multiplied in
        raise Problem("quotas.amount")
    if not 0 <= ramp_percent <= 100:
        raise Problem("field.range", field="Ramp", low=0, high=100)


def _name(session: Session, person_id: int) -> str:
    name = session.scalar(select(Person.name).where(Person.id == person_id))
    if name is None:
        raise Problem("record.gone", kind="person")
    return name


def _exactly(period: Period) -> ColumnElement[bool]:
    return (Quota.first_on == period.first) & (Quota.last_on == period.last)


def _employed(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        Person.started_on.is_(None) | (Person.started_on <= period.last),
        Person.ended_on.is_(None) | (Person.ended_on >= period.first),
    )


def _working(period: Period) -> tuple[ColumnElement[bool], ...]:
    """The reps who work in a period."""
    return (Person.role == "rep", *_employed(period))
