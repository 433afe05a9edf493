"""What happened on a day in figures: deals, calls, follow-ups, commitments and the forecast."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day, local_day
from salesdesk_app.domain.changes import Changes, DealChange
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.periods import Period, day_of
from salesdesk_app.services import commitments, figures, settings, stages
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.figures import LATEST, Reading
from salesdesk_app.services.forecasting import moves
from salesdesk_app.services.inbox.follow_ups import KINDS
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.today.agenda import MET
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Activity, Change, Commitment, Deal, Edit, Person
from salesdesk_app.store.value_lists import each_of

DAY = timedelta(days=1)
Worth = Callable[[DealChange], int | None]  # in minor units of the workspace currency


@dataclass(frozen=True, slots=True)
class Tally:
    """Deals of one kind: how many, and their value in the workspace currency where it is known."""

    deal_ids: tuple[int, ...] = ()
    minor: int | None = None
    in_no_sum: int = 0  # of them, without a value or without a rate for it

    @property
    def count(self) -> int:
        """How many deals."""
        return len(self.deal_ids)


@dataclass(frozen=True, slots=True)
class RepCalls:
    """The calls and meetings of one person: how many were planned, of those held, and others."""

    name: str
    planned: int
    of_planned: int
    others: int

    @property
    def held(self) -> int:
        """All that were held."""
        return self.of_planned + self.others


@dataclass(frozen=True, slots=True)
class Happened:
    """A day in figures. ``commit`` is closed and commit of the quarter now, ``commit_before`` as
    the day began (by the rates of now); ``came_in`` deals are from before: an import brought
    them.
    """

    won: Tally
    lost: Tally
    new: Tally
    moved_on: Tally
    moved_back: Tally
    put_off: Tally
    calls: tuple[RepCalls, ...]
    answered: int
    kept: int
    late: int
    made: int
    commit: int
    commit_before: int
    came_in: int
    unconverted: int

    @property
    def planned(self) -> int:
        """The calls and meetings that were planned."""
        return sum(one.planned for one in self.calls)

    @property
    def of_planned(self) -> int:
        """Those of the planned ones that were held."""
        return sum(one.of_planned for one in self.calls)

    @property
    def held(self) -> int:
        """All calls and meetings that were held."""
        return sum(one.held for one in self.calls)


def happened(
    session: Session,
    day: date,
    quarter: Period,
    commit: int,
    changes: Changes,
    *,
    calls: Iterable[Call],
) -> Happened:
    """The figures of a local day; ``commit`` is closed and commit of the quarter as it is now.

    ``calls`` are the team's of the day: those that only a calendar holds were planned as well.
    """
    reading = figures.read(session)
    worth = _worth(settings.rates(session), reading)
    by_kind: dict[str, list[DealChange]] = defaultdict(list)
    for line in changes.lines:
        by_kind[line.kind].append(line)
    on, back = _moved(session, by_kind["stage"])

    def tally(lines: Iterable[DealChange]) -> Tally:
        return _tally(lines, worth)

    closed = _closed(session, day)
    return Happened(
        won=tally(by_kind["won"]),
        lost=tally(by_kind["lost"]),
        new=tally(by_kind["created"]),
        moved_on=tally(on),
        moved_back=tally(back),
        put_off=tally(by_kind["put_off"]),
        calls=_calls(session, day, calls),
        answered=_answered(session, day),
        kept=closed.get("kept", 0),
        late=closed.get("late", 0),
        made=len(commitments.made_on(session, day)),
        commit=commit,
        commit_before=commit - _moved_commit(session, day, quarter, reading),
        came_in=changes.came_in,
        unconverted=len({line.deal_id for line in changes.lines if worth(line) is None}),
    )


def changes_of(session: Session, day: date, since: datetime | None) -> Changes:
    """What became of deals on a local day; ``since`` is when it was last looked at before (UTC).

    What an import added that was closed or created before that only came in. A win of the weekend
    that Monday's import brings is one of Monday.
    """
    found = deal_changes.of_period(session, day_of(day))
    first = day if since is None else min(day, local_day(since))
    closed, created = _from_before(session, found.lines, first)
    lines = tuple(
        line
        for line in found.lines
        if line.deal_id not in closed and not (line.kind == "created" and line.deal_id in created)
    )
    told = {line.deal_id for line in lines}
    return replace(found, lines=lines, came_in=found.came_in + len((closed | created) - told))


def _from_before(
    session: Session, lines: Iterable[DealChange], first: date
) -> tuple[frozenset[int], frozenset[int]]:
    """Of the deals that an import added, those closed before a day, and those created before it."""
    added = [line.deal_id for line in lines if line.kind == "created"]
    if not added:
        return frozenset(), frozenset()
    imported = (
        select(Change.row_id)
        .join(Edit, Edit.id == Change.edit_id)
        .where(
            Change.table_name == Deal.__tablename__,
            Change.kind == "i",
            Change.row_id.in_(each_of(added)),
            Edit.origin == "import",
        )
    )
    rows = session.execute(
        select(Deal.id, Deal.closed_on, Deal.created_on).where(Deal.id.in_(imported))
    ).all()
    closed = (row.id for row in rows if row.closed_on is not None and row.closed_on < first)
    created = (row.id for row in rows if row.created_on is not None and row.created_on < first)
    return frozenset(closed), frozenset(created)


def went_on(session: Session, lines: Iterable[DealChange]) -> list[DealChange]:
    """Those of the moves between stages that went on, not back."""
    return _moved(session, list(lines))[0]


def _moved(session: Session, lines: list[DealChange]) -> tuple[list[DealChange], list[DealChange]]:
    """The moves to a later stage and those to an earlier one."""
    if not lines:
        return [], []
    places: dict[int, dict[str, int]] = defaultdict(dict)
    for place, stage in enumerate(stages.rows(session)):
        places[stage.pipeline_id][stage.name] = place
    on: list[DealChange] = []
    back: list[DealChange] = []
    for line in lines:
        ways = [of for of in places.values() if line.before in of and line.after in of]
        forth = not ways or ways[0][str(line.after)] > ways[0][str(line.before)]
        (on if forth else back).append(line)
    return on, back


def _tally(lines: Iterable[DealChange], worth: Worth) -> Tally:
    found = list(lines)
    known = [minor for line in found if (minor := worth(line)) is not None]
    ids = tuple(line.deal_id for line in found)
    return Tally(ids, sum(known) if known else None, len(ids) - len(known))


def _worth(rates: Rates, reading: Reading) -> Worth:
    """Values as the figures convert them: a closed deal's at its close date, others' at the latest
    rate.
    """
    closed = {fact.id: fact.closed_on for fact in reading.facts if fact.outcome != "open"}

    def worth(line: DealChange) -> int | None:
        if line.value_minor is None:
            return None
        day = closed.get(line.deal_id) or LATEST
        return rates.convert(line.value_minor, line.currency, day)

    return worth


def _calls(session: Session, day: date, calls: Iterable[Call]) -> tuple[RepCalls, ...]:
    """The calls and meetings that were planned for a day or held on it, by person."""
    begin, end = end_of_day(day - DAY), end_of_day(day)
    planned = (Activity.planned_at >= begin) & (Activity.planned_at < end)
    outcome = func.coalesce(Activity.outcome, "held")
    held = (Activity.done_at >= begin) & (Activity.done_at < end) & (outcome == "held")
    rows = session.execute(
        select(Person.name, planned.label("planned"), held.label("held"))
        .select_from(Activity)
        .outerjoin(Person, Person.id == Activity.person_id)
        .where(Activity.kind.in_(MET), or_(planned, held), outcome != "cancelled")
    )
    counts: Mapping[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, was_planned, was_held in rows:
        count = counts[name or ""]
        count[0] += bool(was_planned)
        count[1] += bool(was_planned and was_held)
        count[2] += bool(was_held and not was_planned)
    for call in calls:
        if call.activity is None:
            counts[call.person or ""][0] += 1
    return tuple(RepCalls(name, *counts[name]) for name in sorted(counts, key=str.casefold))


def _answered(session: Session, day: date) -> int:
    """The manager's own mails and tasks that were done on a day."""
    reps = select(Person.id).where(Person.role == "rep")
    own = Activity.person_id.is_(None) | Activity.person_id.not_in(reps)
    done = (Activity.done_at >= end_of_day(day - DAY)) & (Activity.done_at < end_of_day(day))
    query = select(func.count()).select_from(Activity)
    return session.scalar(query.where(Activity.kind.in_(KINDS), own, done)) or 0


def _closed(session: Session, day: date) -> dict[str, int]:
    """How many commitments were closed on a day, by what became of them."""
    rows = session.execute(
        select(Commitment.outcome, func.count())
        .where(Commitment.closed_on == day)
        .group_by(Commitment.outcome)
    )
    return {outcome: count for outcome, count in rows if outcome is not None}


def _moved_commit(session: Session, day: date, quarter: Period, reading: Reading) -> int:
    """What the day added to closed and commit of a quarter."""
    before = log.last_edit_before(session, end_of_day(day - DAY))
    if before is None:
        return 0  # nothing is known of how it stood
    facts = {fact.id: fact for fact in reading.facts}
    moved = moves.of(session, before, quarter, facts).values()
    return sum(
        (move.after.sure if move.after else 0) - (move.before.sure if move.before else 0)
        for move in moved
    )
