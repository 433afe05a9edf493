"""What was seen to stays away until something new happens about it; with clocks that stand."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from salesdesk_app.services import activities, commitments, history
from salesdesk_app.services.deals import deal_history, snoozes
from salesdesk_app.services.overnight import handled, passed_on
from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Activity, Commitment, Deal
from salesdesk_app.store.session import Store
from tests.nights import DAY, EVENING, LOOKED, LOST, change, do, nothing_owed
from tests.world import NOON, TODAY

FRIDAY = TODAY + 4 * DAY


@pytest.fixture
def ready(store: Store) -> Store:
    return nothing_owed(store)


def found(store: Store, now: datetime = NOON, since: datetime | None = LOOKED) -> list[Matter]:
    day = now.astimezone().date()
    return list(ask(store, today.day, today=day, now=now, since=since).matters)


def keys(store: Store, now: datetime = NOON, since: datetime | None = LOOKED) -> list[str]:
    return [matter.key for matter in found(store, now, since)]


def see_to(store: Store, key: str, at: datetime = NOON) -> None:
    do(store, handled.done, [key], what=key, now=at, at=at)


def test_a_deal_is_back_by_a_later_edit_alone_and_tells_only_that(ready: Store) -> None:
    change(ready, 1, expected_close_on=date(2027, 1, 15))
    see_to(ready, "deal:1")
    assert keys(ready) == []
    change(ready, 1, at=NOON + timedelta(minutes=1), note="Nothing that matters here")
    assert keys(ready) == []
    change(ready, 1, at=NOON + timedelta(minutes=2), value_minor=1)
    later = NOON + timedelta(minutes=3)
    assert [(m.key, m.events) for m in found(ready, later)] == [("deal:1", ("shrank",))]
    see_to(ready, "deal:1", later)
    assert keys(ready, later) == []


def test_what_was_done_and_undone_after_it_was_seen_to_is_nothing_new(ready: Store) -> None:
    change(ready, 1, expected_close_on=date(2027, 1, 15))
    see_to(ready, "deal:1")
    edit = change(ready, 1, at=NOON + timedelta(minutes=1), value_minor=1)
    history.undo(ready, NOON + timedelta(minutes=2), edit)
    assert keys(ready) == []


def test_undo_and_taking_back_bring_it_back(ready: Store) -> None:
    change(ready, 7, stage_id=LOST, closed_on=TODAY - DAY)
    see_to(ready, "deal:7")
    assert history.undo(ready, NOON).result == "See to “deal:7”"
    assert keys(ready) == ["deal:7"]
    see_to(ready, "deal:7")
    dealt = ask(ready, today.day, today=TODAY, now=NOON, since=LOOKED).overnight.dealt
    assert [(one.code, one.count, one.facts["what"]) for one in dealt] == [
        ("handled.done", 1, "deal:7")
    ]
    do(ready, handled.back, dealt[0].edit_id, what="Deal 6")
    assert keys(ready) == ["deal:7"]


def test_a_risk_that_stands_is_back_only_with_a_new_one(ready: Store) -> None:
    change(ready, 1, at=NOON - 7 * DAY, expected_close_on=TODAY - DAY)
    see_to(ready, "deal:1")
    tomorrow = NOON + DAY
    assert keys(ready, tomorrow, since=NOON) == []
    quiet_on = NOON + 8 * DAY  # its last activity was a week before; the limit is 14 days
    back = [m for m in found(ready, quiet_on, since=quiet_on - DAY) if m.key == "deal:1"]
    assert [(m.events, [s.code for s in m.signals]) for m in back] == [(("quiet",), ["quiet"])]


def test_the_same_risk_is_new_where_it_came_up_again_later(ready: Store) -> None:
    change(ready, 1, at=NOON - 7 * DAY, expected_close_on=TODAY - DAY)
    see_to(ready, "deal:1")
    change(ready, 1, at=NOON + timedelta(hours=1), expected_close_on=TODAY + 2 * DAY)
    assert keys(ready, NOON + 2 * DAY, since=NOON + DAY) == []
    later = NOON + 3 * DAY
    assert [m.events for m in found(ready, later, since=NOON + 2 * DAY)] == [("close_passed",)]


def test_a_snoozed_loss_is_told_again_on_its_day_and_not_before(ready: Store) -> None:
    change(ready, 7, stage_id=LOST, closed_on=TODAY - DAY, lost_reason="Price")
    with ready.scratch() as session:  # the look that counts today
        from salesdesk_app.store.models import Mark

        session.add(Mark(key="today.looked", at=LOOKED))
    do(ready, handled.snooze, ["deal:7"], until=FRIDAY, why="Ask in a week", what="x", now=NOON)
    for days in range(4):
        assert keys(ready, NOON + days * DAY, since=NOON + (days - 1) * DAY) == []
    back = found(ready, NOON + 4 * DAY, since=NOON + 3 * DAY)
    assert [(m.key, m.events) for m in back] == [("deal:7", ("lost",))]
    assert back[0].past is not None and back[0].past.lost_reason == "Price"
    assert back[0].rested is not None and back[0].rested.why == "Ask in a week"
    assert keys(ready, NOON + 5 * DAY, since=NOON + 4 * DAY) == []
    # Nobody looked on the day itself, which was a day off.
    late = found(ready, NOON + 7 * DAY, since=NOON + 3 * DAY)
    assert [m.key for m in late] == ["deal:7"]


def test_an_edit_brings_a_resting_deal_back_before_its_day(ready: Store) -> None:
    change(ready, 1, expected_close_on=date(2027, 1, 15))
    do(ready, handled.snooze, ["deal:1"], until=FRIDAY, what="x", now=NOON)
    change(ready, 1, at=NOON + timedelta(hours=1), stage_id=LOST, closed_on=TODAY)
    assert [m.events for m in found(ready, NOON + DAY, since=NOON)] == [("lost",)]


def test_a_resting_deal_stays_away_whatever_comes_up_by_time_alone(ready: Store) -> None:
    change(ready, 1, expected_close_on=TODAY + DAY)
    do(ready, handled.snooze, ["deal:1"], until=TODAY + 10 * DAY, what="x", now=NOON)
    passed = NOON + 3 * DAY
    assert keys(ready, passed, since=passed - DAY) == []
    back = NOON + 10 * DAY
    assert "close_passed" in found(ready, back, since=back - DAY)[0].events


def test_a_risk_rests_by_the_pipelines_own_snooze(ready: Store) -> None:
    change(ready, 1, at=NOON - 7 * DAY, expected_close_on=TODAY - DAY)
    matter = found(ready)[0]
    assert matter.standing
    do(ready, handled.rest, matter.deal_ids, until=FRIDAY, what="x", now=NOON)
    assert keys(ready, NOON + DAY, since=NOON) == []
    assert keys(ready, NOON + 4 * DAY, since=NOON + 3 * DAY) == ["deal:1"]
    do(ready, snoozes.wake, [1])  # in the pipeline
    assert keys(ready, NOON + DAY, since=NOON) == ["deal:1"]


def promised(store: Store, due: date) -> int:
    return int(do(store, commitments.add, text="Call them", owner_id=2, due_on=due))


def test_what_is_late_and_passed_on_is_back_on_the_next_day_it_is_late(ready: Store) -> None:
    late = promised(ready, TODAY - DAY)
    key = f"promise:{late}"
    assert [(m.key, m.event) for m in found(ready)] == [(key, "late")]
    hand = {"text": "See to it", "person_id": 3, "due_on": FRIDAY}
    do(ready, passed_on.hand, [key], what="Call them", **hand)
    assert keys(ready) == []
    assert keys(ready, NOON + DAY, since=NOON) == [key]
    do(ready, handled.snooze, [key], until=FRIDAY, what="x", now=NOON + DAY, at=NOON + DAY)
    assert keys(ready, NOON + 3 * DAY, since=NOON + 2 * DAY) == []
    assert keys(ready, NOON + 4 * DAY, since=NOON + 3 * DAY)[-1] == key
    do(ready, handled.done, [key], what="x", now=NOON + 4 * DAY, at=NOON + 4 * DAY)
    with ready.read() as session:
        assert session.get_one(Commitment, late).outcome == "late"


def test_what_is_promised_for_today_waits_at_the_end(ready: Store) -> None:
    due = promised(ready, TODAY)
    change(ready, 4, at=EVENING, value_minor=9_000_000)
    assert [(m.key, m.event) for m in found(ready)] == [
        (f"promise:{due}", "due"),
        ("deal:4", "grew"),
    ]
    assert found(ready)[0].good is False


def test_a_promise_that_is_late_is_agreed_anew(ready: Store) -> None:
    late = promised(ready, TODAY - DAY)
    stated = {"text": "Call them at last", "owner_id": 3, "due_on": FRIDAY}
    assert do(ready, passed_on.promise, [f"promise:{late}"], what="x", **stated) == late
    row = ask(ready, commitments.of_person, 3)[0]
    assert (row.id, row.text, row.due_on) == (late, "Call them at last", FRIDAY)
    assert keys(ready, NOON + DAY, since=NOON) == []


def test_a_deal_becomes_a_commitment_a_task_and_a_reps_work(ready: Store) -> None:
    for number, (verb, stated) in enumerate(
        (
            (passed_on.promise, {"text": "Ask", "owner_id": 2, "due_on": FRIDAY}),
            (passed_on.task, {"text": "Ask", "now": NOON}),
            (passed_on.hand, {"text": "Ask", "person_id": 3, "due_on": FRIDAY, "note": "Gently"}),
        ),
        start=7,
    ):
        change(ready, number, expected_close_on=date(2027, 2, 15))
        before = keys(ready)
        made = do(ready, verb, [f"deal:{number}"], what=f"Deal {number - 1}", **stated)
        assert f"deal:{number}" in before
        assert f"deal:{number}" not in keys(ready)
        model = Commitment if verb is passed_on.promise else Activity
        with ready.read() as session:
            assert session.get_one(model, made).deal_id == number
        history.undo(ready, NOON)
        assert keys(ready) == before
        with ready.read() as session:
            assert session.get(model, made) is None
        history.redo(ready, NOON)
    handed = ask(ready, activities.of_person, 3)[0]
    assert (handed.subject, handed.note, handed.deal_id) == ("Ask", "Gently", 9)
    assert handed.planned_at is not None
    assert handed.planned_at.astimezone().date() == FRIDAY
    lines = [f"{line.text}{line.strong}" for line in ask(ready, deal_history.history, 9)]
    assert "Handed to Jonas Lind, due 27 Nov: Ask" in lines


def test_a_task_of_mine_that_is_handed_on_goes_over_itself(ready: Store) -> None:
    plan = {"kind": "task", "subject": "Answer Weiss", "note": "Twice"}
    task = do(ready, activities.plan, planned_at=NOON - 4 * DAY, **plan)
    assert [(m.key, m.event) for m in found(ready)] == [(f"task:{task}", "answer")]
    stated = {"text": "Answer Weiss", "person_id": 2, "due_on": FRIDAY, "note": "Please"}
    assert do(ready, passed_on.hand, [f"task:{task}"], what="x", **stated) == task
    row = ask(ready, activities.get, task)
    assert (row.person, row.note) == ("Priya Nair", "Twice\nPlease")
    assert keys(ready, NOON + DAY, since=NOON) == []


def test_many_are_seen_to_in_one_step_and_one_of_them_comes_back(ready: Store) -> None:
    with ready.write("settings.change", at=EVENING) as (session, _):
        for n in range(12):
            session.add(
                Deal(
                    name=f"Row {n}",
                    stage_id=2,
                    currency="USD",
                    value_minor=100 + n,
                    created_on=TODAY,
                )
            )
    matter = next(m for m in found(ready) if m.several)
    assert len(matter.keys) == 12
    do(ready, handled.done, matter.keys, what="12 deals added", now=NOON)
    assert keys(ready) == []
    one = matter.deal_ids[3]
    with ready.write("settings.change", at=NOON + timedelta(minutes=1)) as (session, _):
        session.execute(update(Deal).where(Deal.id == one).values(value_minor=5))
    assert keys(ready) == [f"deal:{one}"]
