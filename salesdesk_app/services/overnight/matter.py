"""A matter of the day: what happened or waits, what it is about, and how urgent it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from salesdesk_app.domain.day import GOOD, DealState, Event, Urgency, urgency
from salesdesk_app.domain.signals import Signal
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.overnight.handled import Seen, key
from salesdesk_app.services.today.agenda import Hour

ONE_BY_ONE = 8  # up to so many of one kind stand one by one
FIRST = 5  # else these, and the others in one line


class By(NamedTuple):
    """Who changed a deal last and when (UTC): ``user``, ``import`` with its file, or ``sample``."""

    origin: str
    at: datetime
    file: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """How a deal stood when the day was last looked at; ``pushes`` and the reason are of now."""

    state: DealState
    stage: str
    pushes: int = 0
    lost_reason: str = ""
    by: By | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an import wrote: of its kind of records how many came in, changed and were closed.

    ``deals`` says whether deals are among what it touched.
    """

    edit_id: int
    file: str
    kind: str
    at: datetime
    new: int
    changed: int
    closed: int
    deals: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to know or to do: what happened, the gravest first, and what it is about.

    Exactly one of ``deal``, ``several`` (matters of one kind in one line), ``task`` (any
    activity), ``promise``, ``arrival`` and ``hours`` (one that begins soon, two that clash, a call
    that only a calendar holds) is set.
    ``signals`` are a deal's risks; ``fresh`` says that it came up since the last look; ``rested``
    tells of what was snoozed and is back.
    """

    events: tuple[Event, ...]
    deal: DealRow | None = None
    past: Past | None = None
    signals: tuple[Signal, ...] = ()
    several: tuple["Matter", ...] = ()
    task: ActivityRow | None = None
    promise: CommitmentRow | None = None
    arrival: Arrival | None = None
    hours: tuple[Hour, ...] = ()
    fresh: bool = True
    rested: Seen | None = None

    @property
    def key(self) -> str:
        """What it is about, as a text that stays the same: ``deal:12``, ``task:9``."""
        if self.deal is not None:
            return key("deal", self.deal.id)
        if self.task is not None:
            return key("call" if self.event == "unlogged" else "task", self.task.id)
        if self.promise is not None:
            return key("promise", self.promise.id)
        if self.arrival is not None:
            return key("import", self.arrival.edit_id)
        if self.hours:
            return key(self.event, *(f"{hour.key}@{hour.begins:%m%d%H%M}" for hour in self.hours))
        return key("several", self.event)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all that is seen to with it: of several those of each."""
        return tuple(one.key for one in self.several) or (self.key,)

    @property
    def deals(self) -> DealFilter:
        """The deals that it is about, where they are several."""
        return DealFilter(deal_ids=frozenset(self.deal_ids))

    @property
    def folds(self) -> bool:
        """Whether it is several in one line that no other place lists: no deals."""
        return bool(self.several) and not self.deal_ids

    @property
    def event(self) -> Event:
        """The gravest of what happened."""
        return self.events[0]

    @property
    def good(self) -> bool:
        """Whether it asks for nothing but perhaps a word of praise."""
        return self.event in GOOD

    @property
    def standing(self) -> bool:
        """Whether it is about signals of open deals, which rest by the pipeline's own snooze."""
        if self.several:
            return all(one.standing for one in self.several)
        return self.deal is not None and self.event in STANDING and bool(self.signals)

    @property
    def deal_ids(self) -> list[int]:
        """The deal or the deals that it is about."""
        if self.several:
            return [one.deal.id for one in self.several if one.deal is not None]
        return [] if self.deal is None else [self.deal.id]

    @property
    def person_id(self) -> int | None:
        """Whose matter it is, where it is one's: the deal's owner, or who promised or planned."""
        if self.deal is not None:
            return self.deal.fact.owner_id
        if self.promise is not None:
            return self.promise.owner_id
        if self.hours:
            return self.hours[0].person_id
        return None if self.task is None else self.task.person_id


STANDING = frozenset({"close_passed", "quiet", "at_risk"})


def order(found: Iterable[Matter]) -> tuple[Matter, ...]:
    """Matters in the stated order, the most urgent first."""
    return tuple(sorted(found, key=_urgency))


def bundled(found: Iterable[Matter]) -> list[Matter]:
    """Matters of one kind in one line where they are many, the most urgent by themselves.

    All deals that are new are one line.
    """
    by_event: dict[Event, list[Matter]] = {}
    for matter in order(found):
        by_event.setdefault(matter.event, []).append(matter)
    made: list[Matter] = []
    for event, alike in by_event.items():
        if len(alike) <= (FIRST if event == "new" else ONE_BY_ONE):
            made += alike
            continue
        first = 0 if event == "new" else FIRST
        rest = tuple(alike[first:])
        fresh = any(matter.fresh for matter in rest)
        made += [*alike[:first], Matter((event,), several=rest, fresh=fresh)]
    return made


def _urgency(matter: Matter) -> Urgency:
    deal, promise, task = matter.deal, matter.promise, matter.task
    value = name = when = None
    if deal is not None:
        value, name = deal.fact.value_minor, deal.name
    elif promise is not None:
        when, name = promise.due_on.isoformat(), promise.text
    elif task is not None and task.planned_at is not None:
        when, name = task.planned_at.isoformat(), task.subject
    elif matter.hours:
        when, name = matter.hours[0].begins.isoformat(), matter.hours[0].title
    elif matter.arrival is not None:
        when = matter.arrival.at.isoformat()
    return urgency(
        matter.event,
        key=matter.key,
        shared=bool(matter.several),
        fresh=matter.fresh,
        value_minor=value or 0,
        when=when or "",
        days=max((signal.days or 0 for signal in matter.signals), default=0),
        name=name or "",
    )
