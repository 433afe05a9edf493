"""Many matters of one kind stand in one line, and are dealt with together."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from salesdesk_app.domain.day import ORDER
from salesdesk_app.services import commitments, history
from salesdesk_app.services.overnight import handled, matter_lines, passed_on
from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Activity, Commitment
from salesdesk_app.store.session import Store
from salesdesk_app.wording.overnight import SEVERAL
from tests.nights import DAY, LOOKED, do, nothing_owed
from tests.world import NOON, TODAY


@pytest.fixture
def ready(store: Store) -> Store:
    return nothing_owed(store)


def found(store: Store) -> list[Matter]:
    return list(ask(store, today.day, today=TODAY, now=NOON, since=LOOKED).matters)


def promises(store: Store, number: int) -> list[int]:
    """Commitments of one rep, each a day later than the one before it."""
    first = TODAY - timedelta(days=30)
    return [
        do(store, commitments.add, text=f"Promise {n}", owner_id=2, due_on=first + n * DAY)
        for n in range(number)
    ]


def test_many_late_promises_are_the_oldest_and_one_line(ready: Store) -> None:
    made = promises(ready, 9)
    late = [m for m in found(ready) if m.event == "late"]
    assert [m.promise.id for m in late[:-1] if m.promise] == made[:5]
    last = late[-1]
    assert last.folds
    assert last.keys == tuple(f"promise:{n}" for n in made[5:])
    assert [one.promise.id for one in last.several if one.promise] == made[5:]
    day = ask(ready, today.day, today=TODAY, now=NOON, since=LOOKED)
    said = matter_lines.matter(last, day)
    assert said.parts[0].text == "4 more commitments are late"
    assert said.below == "Promise 5 (Priya Nair), Promise 6 (Priya Nair) and 2 more"
    assert matter_lines.wish(last, day) == "4 more commitments are late"
    do(ready, commitments.close, made[0], today=TODAY)
    assert not any(m.several for m in found(ready))


def test_a_line_of_several_promises_is_handed_on_as_one(ready: Store) -> None:
    made = promises(ready, 9)
    line = next(m for m in found(ready) if m.several)
    new = do(
        ready, passed_on.promise, line.keys, what="4", text="See to them", owner_id=2, due_on=TODAY
    )
    assert new not in made
    with ready.read() as session:
        texts = session.scalars(select(Commitment.text).where(Commitment.id.in_(made)))
        assert sorted(texts) == [f"Promise {n}" for n in range(9)]  # none was agreed anew
    assert not any(m.several for m in found(ready))
    task = do(
        ready, passed_on.hand, line.keys, what="4", person_id=2, text="Look", due_on=TODAY + DAY
    )
    with ready.read() as session:
        assert session.get_one(Activity, task).subject == "Look"


def test_all_of_a_line_are_closed_by_one_edit(ready: Store) -> None:
    made = promises(ready, 9)
    line = next(m for m in found(ready) if m.several)
    do(ready, handled.done, line.keys, what="4", now=NOON)
    with ready.read() as session:
        closed = session.scalars(select(Commitment.id).where(Commitment.outcome == "late"))
        assert set(closed) == set(made[5:])
    history.undo(ready, NOON)
    assert any(m.several for m in found(ready))


def test_every_kind_that_may_be_many_has_its_words() -> None:
    alone = {"soon", "clash"}
    assert set(SEVERAL) == set(ORDER) - alone
