"""The team at a glance: everybody's figures in a period, what each one needs, and one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import Coverage, DealFact, Figures, Ratio
from salesdesk_app.domain.needs import Need, Standing, gravity, needs
from salesdesk_app.domain.periods import Period, of_kind
from salesdesk_app.services import activities, commitments, owners, people, quotas
from salesdesk_app.services import cadence as rhythm
from salesdesk_app.services import figures as readings
from salesdesk_app.services import settings as workspace
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.cadence import Cadence
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.people import Holdings, PersonRow
from salesdesk_app.services.quotas import QuotaRow
from salesdesk_app.store.models import Account, Deal, Stage
from salesdesk_app.store.value_lists import each_of
from salesdesk_app.wording.language import gettext as _

NO_OWNER = 0  # the id of the row for deals that belong to nobody
TEAM = -1  # the id of the row of totals
NEW_FOR = timedelta(days=90)
CLOSED_SHOWN = 100
ACTIVITIES_SHOWN = 60

PeriodKind = Literal["month", "quarter"]


@dataclass(frozen=True)
class RosterRow:
    """A person in a period; money in minor units of the workspace currency.

    ``quota`` is the effective one; ``stated_quota`` and ``ramp_percent`` are what it comes from
    where it was stated for exactly this period, else the quota itself and 100. ``figures`` are
    those of the deals owned that close in the period. ``left`` and ``new`` are as of today.
    """

    person: PersonRow
    left: bool
    new: bool
    quota: int | None
    stated_quota: int | None
    ramp_percent: int
    figures: Figures
    cadence: Cadence
    one_to_one_days: int | None
    needs: tuple[Need, ...] = ()

    @property
    def id(self) -> int:
        """The person's id, ``NO_OWNER`` for the deals of nobody, ``TEAM`` for all together."""
        return self.person.id

    @property
    def attainment(self) -> Ratio:
        """What was won over the quota."""
        return metrics.attainment(self.figures.won_value, self.quota)

    @property
    def coverage(self) -> Coverage:
        """The open pipeline of the period over what is left of the quota."""
        return metrics.coverage_in_flight(
            self.figures.open_value, self.quota, self.figures.won_value
        )

    @property
    def counts(self) -> bool:
        """Whether anything of the period belongs to the person: a deal or a quota."""
        return self.figures.deals > 0 or self.quota is not None

    @property
    def shown(self) -> bool:
        """Whether the person is seen unasked: every rep who is here, others where they count."""
        return self.counts or (self.person.role == "rep" and not self.left)


@dataclass(frozen=True)
class Roster:
    """Everybody in a period, the furthest ahead first.

    ``pace`` is the share of its working days that have begun; ``latest`` the last period of its
    kind in which deals were closed. ``unconverted`` counts the deals, by currency, whose value is
    in no sum because no rate is known. ``managers`` (id, name) are those who manage somebody.
    """

    period: Period
    today: date
    currency: str
    pace: Ratio
    rows: tuple[RosterRow, ...]
    total: RosterRow
    with_quota: int
    latest: Period | None
    fiscal_start_month: int
    unconverted: Mapping[str, int]
    managers: tuple[tuple[int, str], ...]

    @cached_property
    def reps(self) -> int:
        """How many reps are here today."""
        return sum(row.person.role == "rep" and not row.left for row in self.rows)

    @property
    def wanting(self) -> list[RosterRow]:
        """Who needs something this week, the gravest first."""
        found = [row for row in self.rows if row.needs]
        return sorted(found, key=lambda row: -gravity(row.needs))


@dataclass(frozen=True)
class PersonDeal:
    """A deal on a person's page, in its own currency; ``day`` is when it closes or was closed."""

    id: int
    name: str
    account: str | None
    stage: str
    outcome: str
    value_minor: int | None
    currency: str
    day: date | None


@dataclass(frozen=True)
class PersonDetail:
    """What a person's page shows beside the roster's figures.

    ``deals`` holds the open ones by expected close, then those that the person closed in the
    period. ``closed`` are all of these where the person does not own each of them now, or owns
    others' too; else None.
    """

    person: PersonRow
    deals: tuple[PersonDeal, ...]
    quotas: tuple[QuotaRow, ...]
    commitments: tuple[CommitmentRow, ...]
    activities: tuple[ActivityRow, ...]
    holdings: Holdings
    closed: frozenset[int] | None = None


def roster(
    session: Session,
    *,
    today: date,
    period: Period | None = None,
    kind: PeriodKind = "quarter",
    manager_id: int | None = None,
) -> Roster:
    """Everybody in a period, or in the running month or quarter where none is given.

    With a manager only that manager and the people who work for them.
    """
    stated = workspace.read(session)
    fiscal_start = stated.fiscal_start_month
    period = period or of_kind(kind, today, fiscal_start)
    everybody = people.listing(session)
    members = [p for p in everybody if manager_id in (None, p.id, p.manager_id)]
    reading = readings.read(session)
    own = reading.of(period)
    if manager_id is not None:
        ids = {person.id for person in members}
        own = [fact for fact in own if fact.owner_id in ids]
    rows = _rows(session, members, own, period, today)
    quoted = [row for row in rows if row.quota is not None]
    return Roster(
        period,
        today,
        stated.currency,
        stated.calendar.pace(period, today),
        tuple(rows),
        _total(rows, metrics.figures(own)),
        len(quoted),
        _latest(reading.facts, period.kind, fiscal_start),
        fiscal_start,
        reading.left_out(own),
        tuple((person.id, person.name) for person in everybody if person.manages),
    )


def person(session: Session, person_id: int, *, period: Period) -> PersonDetail | None:
    """One person's page; None where the person no longer exists."""
    found = next((row for row in people.listing(session) if row.id == person_id), None)
    if found is None:
        return None
    closed = _closed(session, person_id, period)
    return PersonDetail(
        found,
        tuple(_deals(session, person_id, period, closed)),
        tuple(quotas.of_person(session, person_id)),
        tuple(commitments.of_person(session, person_id)),
        tuple(activities.of_person(session, person_id, ACTIVITIES_SHOWN)),
        people.holdings(session, person_id),
        closed,
    )


def _rows(
    session: Session,
    members: Iterable[PersonRow],
    facts: Iterable[DealFact],
    period: Period,
    today: date,
) -> list[RosterRow]:
    """A row for each member and, where deals belong to nobody, one for those."""
    by_owner = {
        owner: metrics.figures(part)
        for owner, part in metrics.group(facts, lambda fact: fact.owner_id).items()
    }
    pace = workspace.read(session).calendar.pace(period, today)
    quota_of, stated_of = quotas.by_person(session, period), quotas.stated(session, period)
    rhythms = rhythm.by_person(session, today)
    rows = [
        _row(
            person,
            today,
            pace=pace if today in period else None,
            quota=quota_of.get(person.id),
            stated=stated_of.get(person.id),
            figures=by_owner.get(person.id, Figures()),
            cadence=rhythms.get(person.id, Cadence()),
        )
        for person in members
    ]
    rows.sort(key=_ahead_first)
    if None in by_owner:
        rows.append(_nobody(by_owner[None]))
    return rows


def _row(
    person: PersonRow,
    today: date,
    *,
    pace: Ratio | None,
    quota: int | None,
    stated: tuple[int, int] | None,
    figures: Figures,
    cadence: Cadence,
) -> RosterRow:
    """A person's row; ``pace`` is given in the running period, the only one with needs."""
    talked = cadence.one_to_one_on
    started, left = person.started_on, person.left(today)
    row = RosterRow(
        person,
        left=left,
        new=started is not None and timedelta() <= today - started < NEW_FOR,
        quota=quota,
        stated_quota=quota if stated is None else stated[0],
        ramp_percent=100 if stated is None else stated[1],
        figures=figures,
        cadence=cadence,
        one_to_one_days=None if talked is None else (today - talked).days,
    )
    if pace is None or left or person.role != "rep":
        return row
    standing = Standing(row.attainment, pace, row.coverage, row.one_to_one_days, cadence.late)
    return replace(row, needs=needs(standing))


def _nobody(own: Figures) -> RosterRow:
    """The row of the deals that have no owner, so that the rows add up to the total."""
    return _together(NO_OWNER, _("No owner"), None, own, Cadence())


def _together(
    row_id: int, name: str, quota: int | None, own: Figures, rhythm: Cadence
) -> RosterRow:
    nobody = PersonRow(row_id, name, "", *(None,) * 6, manages=0)
    return RosterRow(nobody, False, False, quota, None, 100, own, rhythm, None)


def _ahead_first(row: RosterRow) -> tuple[bool, bool, bool, int, int, str]:
    """Who is here before who left, reps before managers, then by attainment and what was won."""
    share = row.attainment.value
    won = row.figures.won_sum
    scaled = 0 if share is None else int(share * 10**6)
    name = row.person.name.casefold()
    return (row.left, row.person.role != "rep", share is None, -scaled, -won, name)


def _total(rows: Sequence[RosterRow], whole: Figures) -> RosterRow:
    """The row of the whole team; ``whole`` are the figures of all deals of the period."""
    stated = [row.quota for row in rows if row.quota is not None]
    weeks = [sum(counts) for counts in zip(*(row.cadence.weeks for row in rows), strict=True)]
    rhythm = Cadence(
        tuple(weeks) or Cadence().weeks,
        None,
        sum(row.cadence.commitments for row in rows),
        sum(row.cadence.late for row in rows),
    )
    return _together(TEAM, _("Team"), sum(stated) if stated else None, whole, rhythm)


def _latest(facts: Iterable[DealFact], kind: str, fiscal_start: int) -> Period | None:
    closed = [f.closed_on for f in facts if f.outcome != "open" and f.closed_on is not None]
    return of_kind(kind, max(closed), fiscal_start) if closed else None


def _closed(session: Session, person_id: int, period: Period) -> frozenset[int] | None:
    """What a person closed in a period, where that is not what they own now; else None."""
    closers = owners.at_close(session)
    query = (
        select(Deal.id, Deal.owner_id)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(Stage.outcome != "open", Deal.closed_on.between(period.first, period.last))
    )
    rows = session.execute(query).all() if closers else []
    now = {row.id for row in rows if row.owner_id == person_id}
    then = {row.id for row in rows if closers.get(row.id, row.owner_id) == person_id}
    return None if now == then else frozenset(then)


def _deals(
    session: Session, person_id: int, period: Period, closed_ids: frozenset[int] | None
) -> list[PersonDeal]:
    own, is_open = Deal.owner_id == person_id, Stage.outcome == "open"
    columns = (
        select(
            Deal.id,
            Deal.name,
            Account.name,
            Stage.name,
            Stage.outcome,
            Deal.value_minor,
            Deal.currency,
            case((is_open, Deal.expected_close_on), else_=Deal.closed_on),
        )
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Account, Account.id == Deal.account_id)
    )
    standing = columns.where(own, is_open).order_by(
        Deal.expected_close_on.asc().nulls_last(), Deal.name, Deal.id
    )
    if closed_ids is not None:
        own = Deal.id.in_(each_of(closed_ids))
    closed = (
        columns.where(own, ~is_open, Deal.closed_on.between(period.first, period.last))
        .order_by(Deal.closed_on.desc(), Deal.name, Deal.id)
        .limit(CLOSED_SHOWN)
    )
    return [
        PersonDeal(*row) for query in (standing, closed) for row in session.execute(query).all()
    ]
