"""The manager's day as one answer: key figures, the five checks with evidence, what is due."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.needs import freshness
from salesdesk_app.domain.periods import week_number
from salesdesk_app.domain.signal_rules import Rules
from salesdesk_app.services import cadence, commitments, figures, looks, settings, signal_rules
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.deals.remembered_rows import Remembered
from salesdesk_app.services.evening import closing
from salesdesk_app.services.evening.closing import Closed
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.inbox.follow_ups import FollowUps, follow_ups
from salesdesk_app.services.key_figures import figure_choice
from salesdesk_app.services.key_figures.figure import Basis, KeyFigure
from salesdesk_app.services.key_figures.headlines import Headlines, headlines
from salesdesk_app.services.news.news import NO_NEWS, DayNews, day_news
from salesdesk_app.services.overnight.overnight import Matter, Overnight, overnight
from salesdesk_app.services.people import shared_first_names
from salesdesk_app.services.presence import here
from salesdesk_app.services.settings import Settings
from salesdesk_app.services.today.agenda import Agenda, agenda
from salesdesk_app.store.models import Deal, Person
from salesdesk_app.store.session import Store


@dataclass(frozen=True)
class Talk:
    """A rep whose next 1:1 is due: how many days ago the last one was."""

    person_id: int
    name: str
    days: int
    late: bool


@dataclass(frozen=True)
class Today:
    """A day. ``week`` is which week of the quarter it lies in, and of how many.

    ``stated`` are the settings; ``since`` is when the day was last looked at before today (UTC),
    None the first time; ``at_risk`` are the open deals at risk; ``promised`` the commitments due
    today; ``shared`` the first names that several people bear. ``closed`` is how the day was
    closed, ``before`` the closing that it begins from, and
    ``left_open`` an earlier day that was not closed.
    """

    day: date
    now: datetime
    since: datetime | None
    currency: str
    stated: Settings
    working: bool
    week: tuple[int, int]
    headlines: Headlines
    at_risk: tuple[DealRow, ...]
    rules: Rules
    overnight: Overnight
    agenda: Agenda
    tomorrow: Agenda
    follow_ups: FollowUps
    promised: tuple[CommitmentRow, ...]
    talks: tuple[Talk, ...]
    items: tuple[Item, ...]
    has_deals: bool
    has_people: bool
    shared: frozenset[str] = frozenset()
    figures: tuple[KeyFigure, ...] = ()
    closed: Closed | None = None
    before: Closed | None = None
    left_open: date | None = None
    news: DayNews = NO_NEWS

    @property
    def empty(self) -> bool:
        """Whether the workspace holds neither deals nor people."""
        return not (self.has_deals or self.has_people)

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What needs the manager or is to be known, the most urgent first."""
        return self.overnight.matters

    @property
    def large_minor(self) -> int | None:
        """From which value on a deal is large, in minor units; None where nothing is."""
        return None if "large" in self.rules.off else self.rules.limit("large")


class _Ground(NamedTuple):
    """What several parts of a day are made of, read once for all of them."""

    stated: Settings
    rules: Rules
    open_deals: dict[int, DealRow]
    reading: Reading
    headlines: Headlines


def day(
    session: Session,
    *,
    today: date,
    now: datetime,
    since: datetime | None = None,
    remembered: Remembered | None = None,
) -> Today:
    """The day as it stands now (UTC); ``since`` instead of when it was last looked at.

    Who asks again and again of the present gives ``remembered``, the deals of the time before.
    """
    since = last_look(session, today) if since is None else since
    known = Remembered() if remembered is None else remembered
    ground = _ground(session, today, known)
    stated, found, open_deals = ground.stated, ground.headlines, ground.open_deals
    planned = _agenda(session, today, ground)
    standing, waiting = commitments.standing(session), follow_ups(session, today, now)
    made = Today(
        day=today,
        now=now,
        since=since,
        currency=stated.currency,
        stated=stated,
        working=stated.calendar.is_working(today),
        week=week_number(found.quarter, today),
        headlines=found,
        at_risk=tuple(row for row in open_deals.values() if row.at_risk),
        rules=ground.rules,
        overnight=overnight(
            session,
            since,
            today=today,
            now=now,
            open_deals=open_deals,
            hours=planned.hours,
            to_answer=waiting.to_answer,
            standing=standing,
        ),
        agenda=planned,
        tomorrow=_agenda(session, stated.calendar.next_working(today), ground),
        follow_ups=waiting,
        promised=tuple(row for row in standing if row.due_on == today),
        talks=_talks(session, today),
        items=tuple(checklist.day(session, today, stated.calendar)),
        has_deals=bool(session.scalar(select(exists().select_from(Deal)))),
        has_people=bool(session.scalar(select(exists().select_from(Person)))),
        shared=shared_first_names(session),
        closed=closing.closed(session, today),
        before=closing.last(session, today),
        left_open=closing.left_open(session, today),
        news=day_news(session),
    )
    return replace(made, figures=figure_choice.made(Basis(made, ground.reading, session)))


def _ground(session: Session, today: date, known: Remembered) -> _Ground:
    stated, reading = settings.read(session), figures.read(session)
    return _Ground(
        stated=stated,
        rules=signal_rules.in_force(session, today),
        open_deals={row.id: row for row in known.rows(session, DealFilter(outcome="open"), today)},
        reading=reading,
        headlines=headlines(session, today, stated, reading),
    )


def _agenda(session: Session, day: date, ground: _Ground) -> Agenda:
    learners, rules = ground.headlines.learners, ground.rules
    return agenda(
        session, day, ground.open_deals, stated=ground.stated, rules=rules, learners=learners
    )


def last_look(session: Session, today: date) -> datetime | None:
    """What the day counts from (UTC): the closing of the day before, or a later look; or None."""
    return closing.begins(session, today, looks.last(session, "today", today))


def look(store: Store, *, today: date, now: datetime) -> None:
    """Remembers that the day was looked at (UTC); no edit, and nothing to undo."""
    looks.remember(store, "today", today=today, now=now)


def _talks(session: Session, today: date) -> tuple[Talk, ...]:
    """The reps whose next 1:1 is due, the longest ago first."""
    found = []
    rhythms = cadence.by_person(session, today)
    people = session.execute(
        select(Person.id, Person.name).where(Person.role == "rep", here(today))
    )
    for person in people:
        last = rhythms[person.id].one_to_one_on if person.id in rhythms else None
        days = None if last is None else (today - last).days
        if days is not None and freshness(days) in ("due", "late"):
            found.append(Talk(person.id, person.name, days, freshness(days) == "late"))
    return tuple(sorted(found, key=lambda talk: -talk.days))
