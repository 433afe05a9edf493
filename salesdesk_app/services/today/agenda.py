"""What is planned for a day: the team's calls, the manager's own hours, and the free stretches."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import clock
from salesdesk_app.clock import end_of_day, local
from salesdesk_app.domain.signals import Rules
from salesdesk_app.services import activities
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.once import once
from salesdesk_app.services.settings import Settings
from salesdesk_app.services.team_calls import team_calls
from salesdesk_app.services.team_calls.call_rows import USUAL_MINUTES, Call
from salesdesk_app.store.models import Person

MET = ("call", "meeting")
Span = tuple[datetime, datetime]
FREE = timedelta(minutes=60)  # from which on a free stretch is worth to be shown
QUARTER = 15  # minutes to which what is begun is rounded up


@dataclass(frozen=True, slots=True)
class Hour:
    """Something that takes its time of a day: an activity of ours or an event of a calendar.

    ``begins`` and ``ends`` are UTC, the end not inside; ``own`` is what is the manager's, else it
    is the person's, and the ``call`` is the rep's of which it is the time. A ``key`` stays the same
    from one answer to the next.
    """

    key: str
    title: str
    begins: datetime
    ends: datetime
    all_day: bool
    own: bool
    person_id: int | None
    person: str | None
    activity: ActivityRow | None = None
    event: EventRow | None = None
    call: Call | None = None

    @property
    def busy(self) -> bool:
        """Whether it leaves no time for anything else."""
        return self.event is None or (self.event.busy and not self.all_day)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a day holds. ``calls`` are the team's; ``hours`` are the manager's own: meetings, calls
    and 1:1s, what belongs to nobody, and the events of the own calendars; ``gaps`` are the
    stretches of the working hours that they leave free, none on a day off.
    """

    calls: tuple[Call, ...]
    hours: tuple[Hour, ...]
    gaps: tuple[Span, ...]

    @property
    def standing(self) -> tuple[Call, ...]:
        """The calls that were not cancelled: those that count."""
        return tuple(call for call in self.calls if call.outcome != "cancelled")

    @property
    def call_filter(self) -> DealFilter:
        """The deals behind the calls."""
        ids = frozenset(deal.id for deal in self._deals)
        return DealFilter(deal_ids=ids, title="Called about today")

    @property
    def value_in_play(self) -> int:
        """The value of the deals behind the calls, each counted once; what is known of it."""
        return sum(deal.fact.value_minor or 0 for deal in self._deals)

    @property
    def _deals(self) -> list[DealRow]:
        """The deals behind the calls that were not cancelled, each once."""
        deals = (call.deal for call in self.standing)
        return list({deal.id: deal for deal in deals if deal is not None}.values())


def agenda(
    session: Session,
    day: date,
    deals: Mapping[int, DealRow],
    *,
    stated: Settings,
    rules: Rules,
    learners: frozenset[int],
) -> Agenda:
    """What is planned for a local day; ``deals`` are the open ones with their signals by ``rules``.

    ``learners`` are the reps to be coached, by their keys.
    """
    begin, end = end_of_day(day - timedelta(days=1)), end_of_day(day)
    planned = activities.between(session, begin, end)
    reps = _reps(session)
    own = [row for row in planned if _is_own_hour(row, reps)]
    events = calendars.events(session, begin, end)
    hours = _hours(own, events)
    opens, closes = (clock.at(day, hour) for hour in stated.hours)
    return Agenda(
        calls=team_calls.of_day(
            session,
            day,
            [row for row in planned if row.kind in MET and row.person_id in reps],
            [event for event in events if event.person_id in reps],
            deals,
            rules=rules,
            learners=learners,
        ),
        hours=hours,
        gaps=tuple(free(hours, opens, closes)) if stated.calendar.is_working(day) else (),
    )


def own_hours(session: Session, since: datetime | None) -> list[ActivityRow]:
    """The manager's own calls, meetings and 1:1s that are planned from a moment (UTC) on."""
    reps = _reps(session)
    first = since or datetime(1970, 1, 1, tzinfo=UTC)
    planned = activities.between(session, first, datetime.max.replace(tzinfo=UTC))
    return [row for row in planned if _is_own_hour(row, reps)]


def unlogged(
    session: Session, begin: datetime, end: datetime, deals: Mapping[int, DealRow]
) -> list[Hour]:
    """The calls that only the reps' calendars hold between two moments (UTC), as hours.

    Nobody has said what came of them. ``deals`` are the open ones.
    """
    reps = _reps(session)
    events = [row for row in calendars.events(session, begin, end) if row.person_id in reps]
    begun = [row for row in events if row.begins >= begin]
    if not begun:
        return []
    planned = activities.between(session, begin, end)
    calls = [row for row in planned if row.kind in MET and row.person_id in reps]
    found = team_calls.only_in_calendars(session, calls, begun, deals)
    return [hour_of_call(call) for call in found]


@once
def _reps(session: Session) -> frozenset[int]:
    return frozenset(session.scalars(select(Person.id).where(Person.role == "rep")))


def _is_own_hour(row: ActivityRow, reps: Collection[int]) -> bool:
    of_rep = row.person_id in reps and row.kind != "one_to_one"
    return row.kind in (*MET, "one_to_one") and not of_rep


def hour_of(row: ActivityRow, *, own: bool) -> Hour:
    """Something planned as an hour; what says no length takes half an hour."""
    if row.planned_at is None:
        raise ValueError("what is not planned takes no time")
    length = timedelta(minutes=row.minutes or USUAL_MINUTES)
    return Hour(
        key=f"activity:{row.id}",
        title=row.subject,
        begins=row.planned_at,
        ends=row.planned_at + length,
        all_day=False,
        own=own,
        person_id=row.person_id,
        person=row.person,
        activity=row,
    )


def hour_of_event(row: EventRow) -> Hour:
    """An event of a calendar as an hour: the manager's own where it is nobody else's."""
    return Hour(
        key=f"event:{row.source_id}:{row.uid}:{row.begins.isoformat()}",
        title=row.title,
        begins=row.begins,
        ends=row.ends,
        all_day=row.all_day,
        own=row.person_id is None,
        person_id=row.person_id,
        person=row.person,
        event=row,
    )


def hour_of_call(call: Call) -> Hour:
    """A call of the team's as an hour of its rep's."""
    if call.activity is not None:
        return replace(hour_of(call.activity, own=False), call=call)
    if call.event is None:
        raise ValueError("a call is planned here or in a calendar")
    return replace(hour_of_event(call.event), call=call)


def _hours(planned: Iterable[ActivityRow], events: Iterable[EventRow]) -> tuple[Hour, ...]:
    """The manager's own hours by their begin, those of whole days first."""
    hours = [hour_of(row, own=True) for row in planned]
    hours += [hour_of_event(row) for row in events if row.person_id is None]
    return tuple(sorted(hours, key=lambda hour: (not hour.all_day, hour.begins, hour.key)))


def free(hours: Iterable[Hour], begin: datetime, end: datetime) -> list[Span]:
    """The stretches between two moments in which nothing is planned, the first one first."""
    found, at = [], begin
    for hour in sorted(hours, key=lambda hour: hour.begins):
        if not hour.busy or hour.begins >= end:
            continue
        if hour.begins > at:
            found.append((at, hour.begins))
        at = max(at, hour.ends)
    if at < end:
        found.append((at, end))
    return found


def worth_showing(gaps: Iterable[Span], now: datetime) -> list[Span]:
    """The free stretches that are long enough, without what of them is over or begun (UTC)."""
    here = local(now)
    over = here.minute % QUARTER * 60 + here.second + here.microsecond / 1e6
    soon = now + timedelta(seconds=-over % (QUARTER * 60))
    left = ((max(begin, soon), end) for begin, end in gaps)
    return [(begin, end) for begin, end in left if end - begin >= FREE]
