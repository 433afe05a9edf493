"""What became of deals in a week, out of the change log: net, undone edits left out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from salesdesk_app.domain.changes import Changes
from salesdesk_app.domain.periods import week_of
from salesdesk_app.services import history, stages
from salesdesk_app.services.deals import deal_changes, deals
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Deal, Person, Stage
from salesdesk_app.store.session import Store

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
WEEK = week_of(date(2026, 11, 16))
BEFORE, AFTER = MONDAY - timedelta(days=7), MONDAY + timedelta(days=8)
TODAY = date(2026, 11, 16)


class World:
    def __init__(self, store: Store) -> None:
        self.store = store
        with store.read() as session:
            rows = session.execute(select(Stage.id, Stage.outcome).order_by(Stage.position)).all()
        self.open = [row.id for row in rows if row.outcome == "open"]

    def do(self, verb: Any, *args: Any, at: datetime = MONDAY, **kwargs: Any) -> Any:
        return perform(self.store, Stamp(at), verb, *args, **kwargs).result

    def deal(self, name: str = "Deal", at: datetime = BEFORE, **facts: Any) -> int:
        return int(self.do(deals.create, name=name, at=at, **facts))

    def imports(self, *names: str, at: datetime) -> list[int]:
        with self.store.write("importing.apply", at=at, origin="import") as (session, written):
            written.facts.update(file="crm.csv", kind="deals", count=len(names))
            made = [Deal(name=n, stage_id=self.open[0], currency="USD") for n in names]
            session.add_all(made)
            session.flush()
            return [deal.id for deal in made]

    def changes(self) -> Changes:
        return ask(self.store, deal_changes.of_period, WEEK)

    def told(self) -> list[tuple[Any, ...]]:
        return [(line.kind, line.deal, line.before, line.after) for line in self.changes().lines]


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def names(world: World) -> dict[int, str]:
    return {row.id: row.name for row in ask(world.store, stages.rows)}


def test_each_difference_is_a_line(world: World) -> None:
    called = names(world)
    moved = world.deal("Moved", value_minor=5)
    valued = world.deal("Valued", value_minor=100)
    dated = world.deal("Dated", expected_close_on=date(2026, 12, 1))
    won, lost, reopened = world.deal("Won"), world.deal("Lost"), world.deal("Reopened")
    world.do(
        deals.lose, [reopened], reason=None, closed_on=date(2026, 11, 9), today=TODAY, at=BEFORE
    )
    world.deal("Untouched")
    world.do(deals.move, [moved], world.open[1])
    world.do(deals.edit, [valued], value_minor=250)
    world.do(deals.edit, [dated], expected_close_on=date(2027, 1, 15))
    world.do(deals.win, [won], closed_on=TODAY, today=TODAY)
    world.do(deals.lose, [lost], reason="Price", closed_on=TODAY, today=TODAY)
    world.do(deals.reopen, [reopened])
    world.deal("Created", at=MONDAY)
    first, second = called[world.open[0]], called[world.open[1]]
    outcome = {row.outcome: row.name for row in ask(world.store, stages.rows)}
    assert world.told() == [
        ("won", "Won", first, outcome["won"]),
        ("lost", "Lost", first, outcome["lost"]),
        ("created", "Created", None, first),
        ("reopened", "Reopened", outcome["lost"], first),
        ("stage", "Moved", first, second),
        ("value", "Valued", 100, 250),
        ("put_off", "Dated", date(2026, 12, 1), date(2027, 1, 15)),
    ]


def test_owner_and_forecast_are_told_and_a_reason_with_a_push(world: World) -> None:
    with world.store.write("people.add", at=BEFORE) as (session, written):
        written.facts.update(person="Jonas Lind")
        session.add(Person(name="Jonas Lind"))
    deal, early, set_now = world.deal("D"), world.deal("Early"), world.deal("Set")
    for number, day in ((deal, 1), (early, 20)):
        world.do(deals.edit, [number], expected_close_on=date(2026, 12, day), at=BEFORE)
    with world.store.read() as session:
        person = session.scalars(select(Person.id).where(Person.name == "Jonas Lind")).one()
    world.do(deals.edit, [deal], owner_id=person, category="commit")
    world.do(deals.edit, [deal], expected_close_on=date(2026, 12, 24))
    with world.store.write("deals.edit", at=MONDAY) as (session, written):
        written.facts.update(deal="D")
        session.execute(update(Deal).where(Deal.id == deal).values(slip_reason="obstacle"))
    world.do(deals.edit, [early], expected_close_on=date(2026, 12, 2))
    world.do(deals.edit, [set_now], expected_close_on=date(2026, 12, 3))
    found = world.changes().lines
    assert [(line.kind, line.before, line.after, line.reason) for line in found] == [
        ("put_off", date(2026, 12, 1), date(2026, 12, 24), "obstacle"),
        ("pulled_in", date(2026, 12, 20), date(2026, 12, 2), None),
        ("close", None, date(2026, 12, 3), None),
        ("owner", None, "Jonas Lind", None),
        ("category", "Pipeline", "Commit", None),
    ]


def test_a_choice_that_says_what_the_stage_says_is_no_change(world: World) -> None:
    deal = world.deal()
    world.do(deals.edit, [deal], category="pipeline")
    assert world.told() == []


def test_between_two_edits_and_up_to_now(world: World) -> None:
    deal = world.deal(value_minor=1)
    ends = []
    for value in (2, 3, 4):
        done = perform(world.store, Stamp(MONDAY), deals.edit, [deal], value_minor=value)
        ends.append(done.edit_id)

    def told(*edits: int | None) -> list[tuple[Any, Any]]:
        lines = ask(world.store, deal_changes.between, *edits).lines
        return [(line.before, line.after) for line in lines]

    assert told(ends[0], ends[1]) == [(2, 3)]
    assert told(ends[0]) == [(2, 4)]
    assert told(ends[2]) == []


def test_what_changed_up_to_now_is_found_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal = world.deal()
    first = ask(world.store, history.entries)[0].edit_id
    world.do(deals.move, [deal], world.open[1])
    found = ask(world.store, deal_changes.since, first)
    assert found == ask(world.store, deal_changes.between, first)
    with monkeypatch.context() as patched:
        patched.setattr(deal_changes, "between", None)
        assert ask(world.store, deal_changes.since, first) is found
    world.do(deals.edit, [deal], value_minor=5)
    assert [one.kind for one in ask(world.store, deal_changes.since, first).lines] == [
        "stage",
        "value",
    ]
    assert ask(world.store, deal_changes.since, first + 2).lines == ()


def test_only_what_was_done_in_the_week(world: World) -> None:
    deal = world.deal(value_minor=1)
    world.do(deals.edit, [deal], value_minor=2, at=MONDAY - timedelta(days=1))
    world.do(deals.edit, [deal], value_minor=3)
    world.do(deals.edit, [deal], value_minor=4, at=AFTER)
    assert world.told() == [("value", "Deal", 2, 3)]
    assert world.changes().lines[0].at == MONDAY


def test_there_and_back_is_nothing(world: World) -> None:
    deal = world.deal()
    world.do(deals.move, [deal], world.open[2])
    world.do(deals.move, [deal], world.open[0])
    assert world.told() == []


def test_several_steps_are_one_line(world: World) -> None:
    called, deal = names(world), world.deal()
    world.do(deals.move, [deal], world.open[1])
    world.do(deals.move, [deal], world.open[2])
    assert world.told() == [("stage", "Deal", called[world.open[0]], called[world.open[2]])]


def test_what_was_undone_is_not_told(world: World) -> None:
    deal = world.deal()
    world.do(deals.win, [deal], closed_on=TODAY, today=TODAY)
    history.undo(world.store, MONDAY)
    assert world.told() == []


def test_made_and_won_in_the_week_is_both(world: World) -> None:
    deal = world.deal("Quick", at=MONDAY)
    world.do(deals.win, [deal], closed_on=TODAY, today=TODAY)
    assert [line[0] for line in world.told()] == ["won", "created"]


def test_a_deleted_deal_keeps_its_name(world: World) -> None:
    deal = world.deal("Gone", value_minor=7)
    world.do(deals.delete, [deal])
    (line,) = world.changes().lines
    assert (line.kind, line.deal, line.value_minor, line.after) == ("deleted", "Gone", 7, None)


def test_made_and_deleted_in_the_week_is_nothing(world: World) -> None:
    world.deal("Before")
    deal = world.deal("Short", at=MONDAY)
    world.do(deals.delete, [deal])
    assert world.told() == []


def test_a_stage_that_was_removed_since_keeps_its_name(world: World) -> None:
    deal = world.deal(at=BEFORE)
    extra = world.do(stages.add, "Demo", at=BEFORE)
    world.do(deals.move, [deal], extra)
    world.do(stages.remove, extra, move_to=world.open[0], at=AFTER)
    (line,) = world.told()
    assert line[3] == "Demo"


class TestBeginning:
    def test_what_came_in_first_is_counted_and_not_listed(self, world: World) -> None:
        first, *_ = world.imports("A", "B", at=MONDAY)
        world.do(deals.edit, [first], value_minor=9, at=MONDAY + timedelta(hours=1))
        found = world.changes()
        assert [(line.kind, line.deal) for line in found.lines] == [("value", "A")]
        assert (found.known, found.came_in) == (True, 2)
        assert found.known_since == MONDAY

    def test_a_later_import_is_listed_with_its_file(self, world: World) -> None:
        world.imports("A", at=BEFORE)
        world.imports("B", at=MONDAY)
        found = world.changes()
        (line,) = found.lines
        assert (line.kind, line.deal) == ("created", "B")
        assert line.source is not None
        assert "crm.csv" in line.source
        assert found.known_since is None

    def test_settings_that_were_made_before_do_not_matter(self, world: World) -> None:
        world.do(stages.add, "Demo")
        world.imports("A", "B", at=MONDAY)
        found = world.changes()
        assert (found.lines, found.came_in) == ((), 2)

    def test_a_second_import_in_the_first_week_is_listed(self, world: World) -> None:
        world.imports("A", at=MONDAY)
        world.imports("B", at=MONDAY + timedelta(days=1))
        found = world.changes()
        assert [line.deal for line in found.lines] == ["B"]
        assert found.came_in == 1

    def test_who_types_first_created_it(self, world: World) -> None:
        world.deal("Typed", at=MONDAY)
        found = world.changes()
        assert [line.kind for line in found.lines] == ["created"]
        assert found.came_in == 0

    def test_before_the_first_edit_nothing_is_known(self, world: World) -> None:
        assert world.changes() == Changes(known=False)
        world.deal(at=AFTER)
        found = world.changes()
        assert (found.known, found.known_since, found.lines) == (False, AFTER, ())


def test_another_currency_is_told_in_words(world: World) -> None:
    deal = world.deal(value_minor=100_00)
    world.do(deals.edit, [deal], currency="EUR", value_minor=90_00)
    assert world.told() == [("value", "Deal", "$100", "€90")]


def test_rows_that_vanish_with_their_stage_do_not_break_it(world: World) -> None:
    world.deal()
    with world.store.write("deals.delete", at=MONDAY) as (session, written):
        written.facts.update(deal="-")
        session.execute(delete(Deal))
        session.execute(delete(Stage))
    assert [line.kind for line in world.changes().lines] == ["deleted"]
