"""What becomes of a due item of the checklist: done, late, skipped, missed, or carried over.

An item that is not of every day and whose last due day passed without a tick or a reason stays on
the list until it is done, skipped, or due again; after a year it is let go. What is done later is
done on the day on which it is done, and its due day counts it as late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.checklist import due
from salesdesk_app.domain.recurrence import read

LONGEST = timedelta(days=366)
"""How far back one looks for a due day that is still open."""

State = Literal["", "done", "late", "skipped", "missed", "open", "planned", "carried"]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """When an item falls: its recurrence, from its first day on, before the day it ended on."""

    recurrence: str
    starts_on: date | None = None
    ended_on: date | None = None

    @property
    def daily(self) -> bool:
        """Whether it is of every day, so that the next day has one of its own."""
        rule = read(self.recurrence)
        if rule is None or rule.interval > 1:
            return rule is None
        return rule.freq == "DAILY" or (rule.freq == "WEEKLY" and len(rule.weekdays) >= 5)

    def stand(self, day: date) -> bool:
        """Whether the item has begun and not ended on a day."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ended_on is None or day < self.ended_on)

    def fall(self, day: date, calendar: Calendar) -> bool:
        """Whether the item is due on a day."""
        return self.stand(day) and due(self.recurrence, self.starts_on, day, calendar)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item on a day: when it was ticked (UTC), or why it was skipped."""

    done_at: datetime | None = None
    skipped_why: str | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.done_at is not None or self.skipped_why is not None


@dataclass(frozen=True, slots=True)
class Life:
    """An item in time; nothing is expected of it before ``since``.

    ``former`` are terms that no longer hold, each with the first day on which they did not, in
    order; None stands for an item that was not there yet. Of the days that are looked at
    ``outcomes`` are known, and ``settled`` is the last day before them on which it was done or
    skipped.
    """

    now: Terms
    since: date
    former: Sequence[tuple[date, Terms | None]] = ()
    settled: date | None = None
    outcomes: Mapping[date, Outcome] = field(default_factory=dict)

    def terms(self, day: date) -> Terms | None:
        """The terms at the end of a day."""
        return next((terms for until, terms in self.former if day < until), self.now)

    def due(self, day: date, calendar: Calendar) -> bool:
        """Whether it was, or will be, due on a day."""
        terms = self.terms(day)
        return day >= self.since and terms is not None and terms.fall(day, calendar)

    def daily(self, day: date) -> bool:
        """Whether it was of every day then."""
        terms = self.terms(day)
        return terms is not None and terms.daily

    def stands(self, day: date) -> bool:
        """Whether it is on the list at all on a day."""
        terms = self.terms(day)
        return terms is not None and terms.stand(day)


@dataclass(slots=True)
class Mark:
    """An item on a day: whether it was due, from when it was carried, and what became of it.

    ``settled_on`` is the day on which a due one was done or skipped, which may be a later one;
    ``passed`` says that nothing more can become of it.
    """

    day: date
    due: bool = False
    carried_from: date | None = None
    outcome: Outcome = field(default_factory=Outcome)
    settled_on: date | None = None
    settled_by: Outcome = field(default_factory=Outcome)
    passed: bool = False

    def state(self, today: date) -> State:
        """What is shown of it on its day, as known on ``today``."""
        here = self.settled_by if self.due else self.outcome
        if here.skipped_why is not None:
            return "skipped"
        if here.done_at is not None:
            return "late" if self.due and self.settled_on != self.day else "done"
        if not self.due:
            return "carried" if self.carried_from is not None else ""
        if self.day > today:
            return "planned"
        return "missed" if self.passed else "open"


def carried_from(life: Life, day: date, calendar: Calendar) -> date | None:
    """The due day from which an item is carried onto a day; None where it is not."""
    if not life.stands(day) or life.due(day, calendar):
        return None
    first = max(life.since, day - LONGEST, life.settled + ONE_DAY if life.settled else date.min)
    before = day - ONE_DAY
    while before >= first:
        if life.due(before, calendar):
            return None if life.daily(before) else before
        before -= ONE_DAY
    return None


def marks(life: Life, first: date, last: date, calendar: Calendar, today: date) -> list[Mark]:
    """An item on each day from the first to the last; carried no further than today.

    Its outcomes are to be known for as long as one of these days may be settled.
    """
    found = {first + n * ONE_DAY: Mark(first + n * ONE_DAY) for n in range((last - first).days + 1)}
    pending = carried_from(life, first, calendar)
    day = first
    while day <= last or (pending is not None and pending >= first and day <= today):
        mark = found.get(day, Mark(day))
        mark.outcome = life.outcomes.get(day, mark.outcome)
        mark.due = life.due(day, calendar)
        if pending and (mark.due or not life.stands(day) or day - pending > LONGEST):
            found.get(pending, Mark(pending)).passed = day <= today
            pending = None
        if mark.due:
            pending = day
        elif day <= today:
            mark.carried_from = pending
        if pending and mark.outcome.settled:
            open_ = found.get(pending, Mark(pending))
            open_.settled_on, open_.settled_by = day, mark.outcome
            pending = None
        elif pending == day and life.daily(day):
            mark.passed = day < today
            pending = None
        day += ONE_DAY
    return list(found.values())
