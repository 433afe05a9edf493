"""Adding, editing, retiring and reinstating people, and what stands in the way."""

from datetime import date

import pytest
from sqlalchemy import Select, select

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, people
from salesdesk_app.services.people import PersonForm, PersonRow
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Account, Activity, Deal, Person
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

BOSS, PRIYA, JONAS = 1, 2, 3
STAMP = Stamp(NOON)


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def found(store: Store, name: str) -> PersonRow:
    return next(row for row in ask(store, people.listing) if row.name == name)


def refused(store: Store, form: PersonForm, person_id: int | None = None) -> str:
    """The code of the problem that a form meets; the sentence must be complete and plain."""
    with pytest.raises(Problem) as caught:
        if person_id is None:
            perform(store, STAMP, people.add, form)
        else:
            perform(store, STAMP, people.edit, person_id, form)
    sentence = wording.problem(caught.value.code, caught.value.facts)
    assert sentence.endswith(".")
    assert "{" not in sentence
    return caught.value.code


def test_somebody_added_is_listed_with_their_manager(world: Store) -> None:
    form = PersonForm(
        "  Yuki   Mori ", email=" yuki@example.com ", manager_id=BOSS, started_on=TODAY
    )
    done = perform(world, STAMP, people.add, form)
    row = found(world, "Yuki Mori")
    assert row.id == done.result
    assert (row.role, row.email, row.manager, row.region) == (
        "rep",
        "yuki@example.com",
        "Grace Obi",
        None,
    )
    assert found(world, "Grace Obi").manages == 3
    assert ask(world, history.next_undo) == "Add Yuki Mori"


def test_names_are_needed_and_stand_once(world: Store) -> None:
    assert refused(world, PersonForm("   ")) == "field.empty"
    assert refused(world, PersonForm("priya  NAIR")) == "people.duplicate"
    assert refused(world, PersonForm("Priya Nair"), JONAS) == "people.duplicate"
    perform(world, STAMP, people.retire, PRIYA, ended_on=TODAY)
    assert refused(world, PersonForm("Priya Nair")) == "people.duplicate_left"
    # A person may keep the own name, in another writing too.
    perform(world, STAMP, people.edit, JONAS, PersonForm("JONAS LIND"))
    assert found(world, "JONAS LIND").id == JONAS


@pytest.mark.parametrize("email", ["priya", "@example.com", "priya@", "a b@example.com"])
def test_an_address_must_look_like_one(world: Store, email: str) -> None:
    assert refused(world, PersonForm("Yuki Mori", email=email)) == "people.email"


def test_nobody_leaves_before_the_start(world: Store) -> None:
    form = PersonForm("Yuki Mori", started_on=TODAY, ended_on=date(2026, 11, 22))
    assert refused(world, form) == "people.dates"
    yuki = perform(world, STAMP, people.add, PersonForm("Yuki Mori", started_on=TODAY)).result
    with pytest.raises(Problem, match=r"people\.dates"):
        perform(world, STAMP, people.retire, yuki, ended_on=date(2026, 11, 22))


def test_managers_are_managers_and_never_in_a_circle(world: Store) -> None:
    assert refused(world, PersonForm("Yuki Mori", manager_id=PRIYA)) == "people.not_a_manager"
    assert refused(world, PersonForm("Yuki Mori", manager_id=99)) == "record.gone"
    own = PersonForm("Grace Obi", role="manager", manager_id=BOSS)
    assert refused(world, own, BOSS) == "people.own_manager"
    middle = perform(
        world, STAMP, people.add, PersonForm("Tom Becker", role="manager", manager_id=BOSS)
    ).result
    circle = PersonForm("Grace Obi", role="manager", manager_id=middle)
    assert refused(world, circle, BOSS) == "people.circle"
    assert refused(world, PersonForm("Grace Obi", role="rep"), BOSS) == "people.manages"
    assert refused(world, PersonForm("Yuki Mori", role="chief")) == "field.choice"


def test_one_who_leaves_keeps_everything_unless_it_is_handed_over(world: Store) -> None:
    with world.read() as session:
        before = session.scalars(select(Deal.id).where(Deal.owner_id == JONAS)).all()
    done = perform(world, STAMP, people.retire, JONAS, ended_on=date(2026, 11, 20))
    assert done.result.open_deals == 3
    with world.read() as session:
        assert session.scalars(select(Deal.id).where(Deal.owner_id == JONAS)).all() == before
    row = found(world, "Jonas Lind")
    assert row.left(TODAY)
    assert not row.left(date(2026, 11, 20))
    perform(world, STAMP, people.reinstate, JONAS)
    assert found(world, "Jonas Lind").ended_on is None


def test_open_work_is_handed_over_in_the_same_edit(world: Store) -> None:
    with world.write("test.owners", at=NOON) as (session, _):
        session.get_one(Account, 1).owner_id = PRIYA
    with world.read() as session:
        closed = set(session.scalars(_closed_of(PRIYA)))
        everything = set(session.scalars(select(Deal.id).where(Deal.owner_id == PRIYA)))
    held = perform(world, STAMP, people.retire, PRIYA, ended_on=TODAY, hand_over_to=JONAS).result
    assert (held.open_deals, held.accounts, held.planned) == (len(everything - closed), 1, 1)
    with world.read() as session:
        assert set(session.scalars(select(Deal.id).where(Deal.owner_id == PRIYA))) == closed
        assert session.get_one(Account, 1).owner_id == JONAS
        planned = select(Activity.person_id).where(Activity.done_at.is_(None))
        assert session.scalars(planned).all() == [JONAS]
    history.undo(world, NOON)
    with world.read() as session:
        assert set(session.scalars(select(Deal.id).where(Deal.owner_id == PRIYA))) == everything
        assert session.get_one(Person, PRIYA).ended_on is None


def _closed_of(person_id: int) -> Select[tuple[int]]:
    return select(Deal.id).where(Deal.owner_id == person_id, Deal.closed_on.is_not(None))


def test_a_manager_hands_the_people_to_another(world: Store) -> None:
    under = PersonForm("Tom Becker", role="manager", manager_id=BOSS)
    tom = perform(world, STAMP, people.add, under).result
    held = perform(world, STAMP, people.retire, BOSS, ended_on=TODAY, hand_over_to=tom).result
    assert held.manages == 3
    assert found(world, "Priya Nair").manager == "Tom Becker"
    assert found(world, "Tom Becker").manager is None


def test_work_goes_to_somebody_who_is_there(world: Store) -> None:
    with pytest.raises(Problem, match=r"people\.hand_over_self"):
        perform(world, STAMP, people.retire, JONAS, ended_on=TODAY, hand_over_to=JONAS)
    perform(world, STAMP, people.retire, PRIYA, ended_on=date(2026, 11, 20))
    with pytest.raises(Problem, match=r"people\.hand_over_left"):
        perform(world, STAMP, people.retire, JONAS, ended_on=TODAY, hand_over_to=PRIYA)
    assert found(world, "Jonas Lind").ended_on is None


def test_an_edit_that_says_nothing_new_is_none(world: Store) -> None:
    row = found(world, "Priya Nair")
    same = PersonForm(row.name, row.role, row.email, row.manager_id, row.region)
    assert perform(world, STAMP, people.edit, PRIYA, same).edit_id is None
