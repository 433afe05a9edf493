"""The checklist's month at a glance: what was done of what was due, day by day, item by item."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.carrying import Mark, State, marks
from salesdesk_app.domain.checklist import PARTS
from salesdesk_app.domain.periods import Period, month_of
from salesdesk_app.services.checklist.checklist_days import lives
from salesdesk_app.store.models import ChecklistItem, ClosedDay


@dataclass(frozen=True, slots=True)
class DayTally:
    """A day in figures: how many items were due and what became of them.

    ``done`` were done on that very day, ``late`` on a later one; ``skipped`` were left out for a
    reason; ``carried`` are those of earlier days that still lay open. ``closed`` says whether the
    day was wrapped up, ``working`` whether it is worked.
    """

    day: date
    due: int
    done: int
    skipped: int
    closed: bool
    late: int = 0
    carried: int = 0
    working: bool = True


@dataclass(frozen=True, slots=True)
class ItemDay:
    """An item on a day; ``settled_on`` is when it was done or skipped, and ``why`` the reason."""

    day: date
    due: bool
    state: State
    carried_from: date | None = None
    settled_on: date | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """An item through a month."""

    item_id: int
    title: str
    days: tuple[ItemDay, ...]

    def count(self, *states: State) -> int:
        """On how many days it is in one of these states."""
        return sum(day.state in states for day in self.days)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the checklist. ``closed_in_a_row`` counts the working days wrapped up lately."""

    first: date
    today: date
    days: tuple[DayTally, ...]
    items: tuple[ItemMonth, ...]
    closed_in_a_row: int


def month(session: Session, first: date, calendar: Calendar, *, today: date) -> list[DayTally]:
    """Each day of the month of a day in figures; days to come tell what will be due."""
    return list(at_a_glance(session, first, calendar, today=today).days)


def at_a_glance(session: Session, day: date, calendar: Calendar, *, today: date) -> Month:
    """The month of a day: every day in figures, and every item of its days."""
    span = month_of(day)
    closed = set(session.scalars(select(ClosedDay.day)))
    items = _items(session, span, calendar, today)
    days = [
        _tally(day, [item.days[place] for item in items], calendar, day in closed)
        for place, day in enumerate(_days(span))
    ]
    seen = tuple(item for item in items if any(day.state for day in item.days))
    return Month(span.first, today, tuple(days), seen, in_a_row(closed, today, calendar))


def in_a_row(closed: set[date], today: date, calendar: Calendar) -> int:
    """How many working days without a gap were wrapped up, up to today or the one before."""
    day = today if today in closed else calendar.previous_working(today)
    count = 0
    while day in closed:
        count += 1
        day = calendar.previous_working(day)
    return count


def _items(session: Session, span: Period, calendar: Calendar, today: date) -> list[ItemMonth]:
    """Every item, its ended ones too, through the days of a span."""
    rows = session.execute(
        select(ChecklistItem.id, ChecklistItem.title, ChecklistItem.part, ChecklistItem.position)
    )
    found = lives(session, span.first, span.last, today)
    made = []
    for row in sorted(rows, key=lambda row: (PARTS.index(row.part), row.position, row.id)):
        days = marks(found[row.id], span.first, span.last, calendar, today)
        made.append(ItemMonth(row.id, row.title, tuple(_shown(mark, today) for mark in days)))
    return made


def _shown(mark: Mark, today: date) -> ItemDay:
    why = mark.settled_by.skipped_why if mark.due else mark.outcome.skipped_why
    state = mark.state(today)
    return ItemDay(mark.day, mark.due, state, mark.carried_from, mark.settled_on, why)


def _tally(day: date, items: list[ItemDay], calendar: Calendar, closed: bool) -> DayTally:
    due = Counter(item.state for item in items if item.due)
    return DayTally(
        day=day,
        due=due.total(),
        done=due["done"],
        skipped=due["skipped"],
        closed=closed,
        late=due["late"],
        carried=sum(item.carried_from is not None for item in items),
        working=calendar.is_working(day),
    )


def _days(span: Period) -> list[date]:
    return [span.first + timedelta(days=step) for step in range(span.days)]
