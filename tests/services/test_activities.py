"""Activities: logged in a line, planned, completed, edited, and found again."""

from datetime import timedelta

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, fill

STAMP = Stamp(NOON)


def test_a_call_is_logged_in_one_line_and_brings_its_account(store: Store) -> None:
    fill(store)
    made = perform(store, STAMP, activities.log, kind="call", done_at=NOON, deal_id=2).result
    row = ask(store, activities.get, made)
    assert (row.subject, row.kind, row.done_at) == ("Call", "call", NOON)
    assert (row.deal, row.account) == ("Deal 1", "Corvid Media")
    assert row.planned_at is None


def test_a_planned_one_is_completed_with_what_came_of_it(store: Store) -> None:
    fill(store)
    made = perform(
        store,
        STAMP,
        activities.plan,
        kind="meeting",
        planned_at=NOON,
        subject="  Demo ",
        note="Bring prices",
        person_id=2,
    ).result
    late = NOON + timedelta(hours=2)
    perform(store, STAMP, activities.complete, made, done_at=late, note="Agreed")
    row = ask(store, activities.get, made)
    assert (row.subject, row.done_at, row.note) == ("Demo", late, "Bring prices\nAgreed")
    assert row.person == "Priya Nair"


def test_an_edit_changes_what_it_names(store: Store) -> None:
    fill(store)
    perform(store, STAMP, activities.edit, 1, minutes=45, deal_id=3, account_id=None)
    row = ask(store, activities.get, 1)
    assert (row.subject, row.minutes, row.account) == ("Pricing", 45, "Ostara Clinics")
    assert row.person == "Priya Nair"
    perform(store, STAMP, activities.edit, 1, subject=" ")
    assert ask(store, activities.get, 1).subject == "Call"
    nothing = perform(store, STAMP, activities.edit, 1, minutes=45)
    assert nothing.edit_id is None


def test_lists_by_deal_person_and_day(store: Store) -> None:
    fill(store)
    hours = timedelta(hours=1)
    for offset, subject in ((-30, "Yesterday"), (-1, "Morning"), (1, "Afternoon")):
        perform(
            store,
            STAMP,
            activities.plan,
            kind="task",
            planned_at=NOON + offset * hours,
            subject=subject,
            deal_id=1,
            person_id=2,
        )
    midnight = NOON - 12 * hours
    planned = ask(store, activities.between, midnight, midnight + timedelta(days=1))
    assert [row.subject for row in planned] == ["Morning", "Pricing", "Afternoon"]
    assert [row.subject for row in ask(store, activities.overdue, midnight)] == ["Yesterday"]
    of_deal = ask(store, activities.of_deal, 1)
    assert [row.subject for row in of_deal] == ["Afternoon", "Pricing", "Morning", "Yesterday"]
    assert [row.subject for row in ask(store, activities.of_person, 2, 1)] == ["Afternoon"]


def test_what_cannot_be_is_refused(store: Store) -> None:
    fill(store)
    with pytest.raises(Problem, match=r"field\.range"):
        perform(store, STAMP, activities.log, kind="call", done_at=NOON, minutes=-1)
    with pytest.raises(Problem, match=r"record\.gone"):
        perform(store, STAMP, activities.log, kind="call", done_at=NOON, deal_id=99)
    for verb, facts in (
        (activities.complete, {"done_at": NOON}),
        (activities.edit, {"subject": "x"}),
        (activities.delete, {}),
    ):
        with pytest.raises(Problem, match=r"record\.gone"):
            perform(store, STAMP, verb, 99, **facts)
    with pytest.raises(Problem, match=r"record\.gone"):
        ask(store, activities.get, 99)


def test_a_follow_up_is_noted_in_a_line_and_reopened(store: Store) -> None:
    made = perform(store, STAMP, activities.follow_up, "Answer Weiss Friday 9", now=NOON).result
    row = ask(store, activities.get, made)
    assert (row.kind, row.subject) == ("mail", "Answer Weiss")
    assert row.planned_at is not None
    assert row.planned_at.astimezone().strftime("%a %H:%M") == "Fri 09:00"
    perform(store, STAMP, activities.complete, made, done_at=NOON)
    perform(store, STAMP, activities.reopen, made)
    assert ask(store, activities.get, made).done_at is None
    with pytest.raises(Problem, match=r"field\.empty"):
        perform(store, STAMP, activities.follow_up, "tomorrow 9", now=NOON)


def test_what_was_never_planned_stays_done(store: Store) -> None:
    made = perform(store, STAMP, activities.log, kind="call", done_at=NOON).result
    perform(store, STAMP, activities.reopen, made)
    assert ask(store, activities.get, made).done_at == NOON
