"""What a free stretch of the day may be blocked for: projects by name, and 1:1s."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.services import cadence, commitments
from salesdesk_app.services.presence import here
from salesdesk_app.store.models import Account, Deal, Person, Stage
from salesdesk_app.wording import titles

MOST_DEALS = 300


@dataclass(frozen=True, slots=True)
class Project:
    """A commitment or an open deal, by its name."""

    title: str
    deal_id: int | None


@dataclass(frozen=True, slots=True)
class Rep:
    """Somebody to talk to; ``days`` since the last 1:1, None where there was none."""

    id: int
    name: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Purposes:
    """Projects, what was promised first; reps, the one whose talk is due longest first."""

    projects: tuple[Project, ...]
    reps: tuple[Rep, ...]


def purposes(session: Session, *, today: date) -> Purposes:
    """What there is to choose from; anything else may be typed."""
    promised = [Project(row.text, row.deal_id) for row in commitments.standing(session)]
    projects = {one.title: one for one in [*_deals(session), *reversed(promised)]}
    firsts = list(dict.fromkeys(one.title for one in [*promised, *projects.values()]))
    return Purposes(tuple(projects[title] for title in firsts), tuple(_reps(session, today)))


def _deals(session: Session) -> list[Project]:
    rows = session.execute(
        select(Deal.id, Deal.name, Account.name.label("account"))
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Account, Account.id == Deal.account_id)
        .where(Stage.outcome == "open")
        .order_by(Deal.expected_close_on.nulls_last(), Deal.id)
        .limit(MOST_DEALS)
    )
    return [Project(titles.title(row.name, row.account), row.id) for row in rows]


def _reps(session: Session, today: date) -> list[Rep]:
    rhythms = cadence.by_person(session, today)
    people = session.execute(
        select(Person.id, Person.name)
        .where(Person.role == "rep", here(today))
        .order_by(Person.name)
    )
    reps = []
    for person in people:
        rhythm = rhythms.get(person.id)
        last = rhythm.one_to_one_on if rhythm is not None else None
        reps.append(Rep(person.id, person.name, None if last is None else (today - last).days))
    return sorted(reps, key=lambda rep: (rep.days is not None, -(rep.days or 0)))
