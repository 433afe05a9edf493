"""The people who sell and who manage: adding, editing, retiring and reinstating them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session, aliased

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.activities import STILL_OPEN
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Account, Activity, Deal, Person, Stage
from salesdesk_app.wording import team


@dataclass(frozen=True)
class PersonForm:
    """What is stated of a person in one go; texts may have spaces around them, empty is unknown."""

    name: str
    role: str = "rep"
    email: str | None = None
    manager_id: int | None = None
    region: str | None = None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class PersonRow:
    """A person for lists and choices; ``manages`` counts the people who name them as manager."""

    id: int
    name: str
    role: str
    email: str | None
    manager_id: int | None
    manager: str | None
    region: str | None
    started_on: date | None
    ended_on: date | None
    manages: int

    def left(self, today: date) -> bool:
        """Whether the person's last day lies behind."""
        return self.ended_on is not None and self.ended_on < today


@dataclass(frozen=True)
class Holdings:
    """What stays with a person who leaves unless it is handed over."""

    open_deals: int
    accounts: int
    planned: int
    manages: int


def listing(session: Session) -> list[PersonRow]:
    """Everybody by name, those who left among them."""
    manager, report = aliased(Person), aliased(Person)
    manages = (
        select(func.count())
        .where(report.manager_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Person.id,
            Person.name,
            Person.role,
            Person.email,
            Person.manager_id,
            manager.name,
            Person.region,
            Person.started_on,
            Person.ended_on,
            manages,
        )
        .outerjoin(manager, manager.id == Person.manager_id)
        .order_by(func.lower(Person.name), Person.id)
    )
    return [PersonRow(*row) for row in rows]


def shared_first_names(session: Session) -> frozenset[str]:
    """The first names that do not tell who is meant, also for those who left."""
    return team.shared_first_names(session.scalars(select(Person.name)))


def holdings(session: Session, person_id: int) -> Holdings:
    """How many open deals, accounts, planned activities and people hang on a person."""
    open_deals, accounts, planned, managed = _held_by(person_id)
    return Holdings(
        session.scalar(select(func.count()).select_from(Deal).where(open_deals)) or 0,
        session.scalar(select(func.count()).select_from(Account).where(accounts)) or 0,
        session.scalar(select(func.count()).select_from(Activity).where(planned)) or 0,
        session.scalar(select(func.count()).select_from(Person).where(managed)) or 0,
    )


@verb
def add(session: Session, form: PersonForm) -> int:
    """Adds a person and returns the id.

    Problems: field.empty, people.duplicate, .email, .dates, .not_a_manager.
    """
    person = Person()
    _fill(session, person, None, form)
    session.add(person)
    session.flush()
    name_edit(session, person=person.name)
    return person.id


@verb
def edit(session: Session, person_id: int, form: PersonForm) -> None:
    """States a person anew; problems as for ``add``, and people.circle, .manages, record.gone."""
    person = _person(session, person_id)
    _fill(session, person, person_id, form)
    name_edit(session, person=person.name)


@verb
def retire(
    session: Session, person_id: int, *, ended_on: date, hand_over_to: int | None = None
) -> Holdings:
    """Ends a person's time; ``ended_on`` is the last day. Returns what the person held.

    Closed deals, quotas and commitments stay with the person for good. So does the rest, unless it
    is handed over: open deals, accounts, planned activities and, to a manager, the people.
    Problems: people.dates, .hand_over_self, .hand_over_left, record.gone.
    """
    person = _person(session, person_id)
    if person.started_on is not None and ended_on < person.started_on:
        raise Problem("people.dates", name=person.name)
    held = holdings(session, person_id)
    if hand_over_to is not None:
        _hand_over(session, person, _person(session, hand_over_to), ended_on)
    person.ended_on = ended_on
    name_edit(session, person=person.name)
    return held


@verb
def reinstate(session: Session, person_id: int) -> None:
    """Takes a person's last day away. Problem: record.gone."""
    person = _person(session, person_id)
    person.ended_on = None
    name_edit(session, person=person.name)


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise Problem("record.gone", kind="person")
    return person


def _held_by(person_id: int) -> tuple[ColumnElement[bool], ...]:
    """What picks a person's open deals, accounts, planned activities and people."""
    still_open = select(Stage.id).where(Stage.outcome == "open")
    return (
        (Deal.owner_id == person_id) & Deal.stage_id.in_(still_open),
        Account.owner_id == person_id,
        (Activity.person_id == person_id) & Activity.planned_at.is_not(None) & and_(*STILL_OPEN),
        Person.manager_id == person_id,
    )


def _hand_over(session: Session, giver: Person, taker: Person, day: date) -> None:
    if taker.id == giver.id:
        raise Problem("people.hand_over_self", name=giver.name)
    if taker.ended_on is not None and taker.ended_on <= day:
        raise Problem("people.hand_over_left", name=taker.name)
    open_deals, accounts, planned, managed = _held_by(giver.id)
    session.execute(update(Deal).where(open_deals).values(owner_id=taker.id))
    session.execute(update(Account).where(accounts).values(owner_id=taker.id))
    session.execute(update(Activity).where(planned).values(person_id=taker.id))
    if taker.role == "manager":
        if taker.manager_id == giver.id:
            taker.manager_id = giver.manager_id
            session.flush()
        session.execute(update(Person).where(managed).values(manager_id=taker.id))


def _fill(session: Session, person: Person, person_id: int | None, form: PersonForm) -> None:
    name = " ".join(form.name.split())
    email = (form.email or "").strip() or None
    _check_name(session, person_id, name)
    if email is not None and ("@" not in email.strip("@") or " " in email):
        raise Problem("people.email", email=email)
    if form.started_on and form.ended_on and form.ended_on < form.started_on:
        raise Problem("people.dates", name=name)
    if form.role not in ("rep", "manager"):
        raise Problem("field.choice", field="Role", value=form.role, choices="rep, manager")
    if form.manager_id is not None and form.manager_id != person.manager_id:
        _check_manager(session, person_id, name, form.manager_id)
    if person_id is not None and person.role == "manager" and form.role == "rep":
        _check_manages_none(session, person_id, name)
    person.name = name
    person.role = form.role
    person.email = email
    person.manager_id = form.manager_id
    person.region = (form.region or "").strip() or None
    person.started_on = form.started_on
    person.ended_on = form.ended_on


def _check_name(session: Session, person_id: int | None, name: str) -> None:
    if not name:
        raise Problem("field.empty", field="Name")
    for other in session.execute(select(Person.id, Person.name, Person.ended_on)):
        if other.id != person_id and other.name.casefold() == name.casefold():
            code = "people.duplicate" if other.ended_on is None else "people.duplicate_left"
            raise Problem(code, name=other.name)


def _check_manager(session: Session, person_id: int | None, name: str, manager_id: int) -> None:
    manager = _person(session, manager_id)
    if manager.id == person_id:
        raise Problem("people.own_manager", name=name)
    if manager.role != "manager":
        raise Problem("people.not_a_manager", name=manager.name)
    above: Person | None = manager
    seen: set[int] = set()  # a file may have brought in a circle: do not run around in it
    while above is not None and above.id not in seen:
        seen.add(above.id)
        if above.manager_id is not None and above.manager_id == person_id:
            raise Problem("people.circle", name=name, manager=manager.name)
        above = session.get(Person, above.manager_id) if above.manager_id else None


def _check_manages_none(session: Session, person_id: int, name: str) -> None:
    count = session.scalar(
        select(func.count()).select_from(Person).where(Person.manager_id == person_id)
    )
    if count:
        raise Problem("people.manages", name=name, count=count)
