"""The team's calls of a day: planned here and in calendars, as one, with their marks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain import complexity
from salesdesk_app.domain.complexity import Makeup
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, history
from salesdesk_app.services.addresses import Whose
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.services.deals import deals
from salesdesk_app.services.team_calls import call_outcomes
from salesdesk_app.services.team_calls.call_lines import call as line_of
from salesdesk_app.services.team_calls.call_lines import summary
from salesdesk_app.services.team_calls.call_rows import Call, event_key, merged
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    CalendarEvent,
    CalendarSource,
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
    Person,
)
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill, written

TEN = datetime(2026, 11, 23, 10).astimezone(UTC)
PRIYA, JONAS = 2, 3


@pytest.fixture(autouse=True)
def world(store: Store) -> None:
    fill(store)


def do(store: Store, verb: Any, *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def calls(store: Store, now: datetime = NOON) -> tuple[Call, ...]:
    return day(store, now).agenda.calls


def day(store: Store, now: datetime = NOON) -> Today:
    return ask(store, today.day, today=TODAY, now=now)


def calendar_of(store: Store, person_id: int, *events: tuple[datetime, str, Iterable[str]]) -> None:
    """Lays out events in a calendar of a rep's."""
    with written(store) as session:
        source = CalendarSource(
            name="Team", kind="file", place="x.ics", person_id=person_id, position=0, shown=True
        )
        session.add(source)
        session.flush()
        source_id = source.id
    with store.scratch() as session:
        session.add_all(
            CalendarEvent(
                source_id=source_id,
                uid=f"{title} {place}",
                begins_at=begins,
                ends_at=begins + timedelta(minutes=45),
                title=title,
                people=list(attendees),
                busy=True,
            )
            for place, (begins, title, attendees) in enumerate(events)
        )


def subjects(found: Iterable[Call]) -> list[str]:
    return [f"{call.begins.astimezone():%H:%M} {call.subject}" for call in found]


def test_calls_are_planned_here_or_in_the_calendar_of_a_rep(store: Store) -> None:
    calendar_of(
        store,
        JONAS,
        (TEN, "Corvid Media weekly", ()),
        (TEN + timedelta(hours=1), "Team lunch", ()),
        (TEN + timedelta(hours=2), "Roadmap", ["jonas@example.com", "priya@example.com"]),
        (TEN + timedelta(hours=3), "Hello", ["jonas@example.com", "who@stranger.test"]),
        (TEN + timedelta(hours=4), "A word about corvid-media’s contract", ()),
    )
    found = calls(store)
    assert subjects(found) == [
        "10:00 Corvid Media weekly",
        "12:00 Pricing",
        "13:00 Hello",
        "14:00 A word about corvid-media’s contract",
    ]
    assert {call.about.account for call in found} == {"Corvid Media", "Halden Freight", None}
    assert found[0].deal is not None
    assert found[0].deal.account == "Corvid Media"
    assert [call.kind for call in found] == ["meeting", "call", "meeting", "meeting"]


def test_without_any_address_of_the_team_strangers_tell_nothing(store: Store) -> None:
    with written(store) as session:
        session.get_one(Person, PRIYA).email = None
    calendar_of(store, JONAS, (TEN, "Planning", ["jonas@corp.test", "ada@corp.test"]))
    assert subjects(calls(store)) == ["12:00 Pricing"]


def test_colleagues_below_and_above_the_teams_domain_are_no_customers(store: Store) -> None:
    with written(store) as session:
        session.get_one(Person, PRIYA).email = "priya@sales.firm.test"
        session.add(Contact(name="Ada", account_id=3, email="ada@shop.sales.firm.test"))
    below = ["who@emea.sales.firm.test", "desk@sales.firm.test"]
    calendar_of(
        store,
        PRIYA,
        (TEN, "Stand-up", below),
        (TEN + timedelta(hours=1), "All hands", ["boss@firm.test", "priya@sales.firm.test"]),
        (TEN + timedelta(hours=3), "The group's own shop", ["bob@shop.sales.firm.test"]),
    )
    assert subjects(calls(store)) == ["12:00 Pricing", "13:00 The group's own shop"]


def test_attendees_tell_whom_it_is_with(store: Store) -> None:
    with written(store) as session:
        session.add(Contact(name="Ada", account_id=3, email="ada@ostara.test"))
    calendar_of(
        store,
        PRIYA,
        (TEN, "Halden Freight, then Ostara", ["ada@ostara.test", "priya@example.com"]),
    )
    found = calls(store)[0]
    assert (found.about.contact, found.about.account) == ("Ada", "Ostara Clinics")
    assert found.deal is not None
    assert found.deal.fact.account_id == 3


def test_an_event_and_an_activity_about_the_same_are_one(store: Store) -> None:
    calendar_of(
        store,
        PRIYA,
        (NOON, "Halden Freight", ()),
        (NOON, "Ostara Clinics", ()),
    )
    found = calls(store)
    assert subjects(found) == ["12:00 Pricing", "12:00 Ostara Clinics"]
    assert found[0].event is not None
    assert found[0].activity is not None


def test_a_meeting_in_two_calendars_is_one_call(store: Store) -> None:
    for person_id in (PRIYA, JONAS):
        calendar_of(store, person_id, (TEN, "Corvid Media weekly", ()))
    found = calls(store)
    assert subjects(found) == ["10:00 Corvid Media weekly", "12:00 Pricing"]
    assert found[0].deal is not None
    assert found[0].person_id == found[0].deal.fact.owner_id == JONAS


def test_a_logged_event_does_not_come_again(store: Store) -> None:
    calendar_of(store, JONAS, (TEN, "Corvid Media weekly", ()))
    first = calls(store)[0]
    noted = {"now": NOON, "said": "Budget agreed", "minutes": 20}
    log = call_outcomes.occasion(first)
    activity_id = do(store, call_outcomes.log, log, "held", **noted)
    found = calls(store)
    assert subjects(found) == ["10:00 Corvid Media weekly", "12:00 Pricing"]
    assert found[0].activity is not None
    assert (found[0].activity.id, found[0].outcome) == (activity_id, "held")
    assert found[0].done_at == TEN + timedelta(minutes=20)
    with store.scratch() as session:  # read again, with other ids, a quarter later
        for event in session.query(CalendarEvent):
            session.delete(event)
        session.flush()
        session.add(
            CalendarEvent(
                id=99,
                source_id=1,
                uid="Corvid Media weekly 0",
                begins_at=TEN + timedelta(minutes=15),
                ends_at=TEN + timedelta(minutes=60),
                title="Corvid Media weekly",
                people=[],
                busy=True,
            )
        )
    assert subjects(calls(store)) == ["10:00 Corvid Media weekly", "12:00 Pricing"]
    # Whoever logs it at the same moment in another window makes no second one.
    assert do(store, call_outcomes.log, log, "no_answer", now=NOON) == activity_id
    history.undo(store, NOON)
    history.undo(store, NOON)
    assert calls(store)[0].is_open


def test_a_call_is_held_unanswered_cancelled_moved_and_reopened(store: Store) -> None:
    planned = call_outcomes.occasion(calls(store)[0])
    late = NOON + timedelta(hours=5)
    assert calls(store, late)[0].passed(late)
    do(store, call_outcomes.log, planned, "held", now=late, said="Wants a pilot", minutes=25)
    found = calls(store, late)[0]
    assert (found.done_at, found.outcome) == (NOON + timedelta(minutes=25), "held")
    assert not found.passed(late)
    assert line_of(found, day(store, late)).pill == "✓ 12:25"
    assert "Wants a pilot" in line_of(found, day(store, late)).text
    do(store, call_outcomes.log, planned, "no_answer", now=late, said="Tried twice")
    found = calls(store, late)[0]
    assert found.activity is not None
    assert (found.activity.note, found.done_at) == ("Tried twice", NOON)
    assert line_of(found, day(store, late)).pill == "No answer 12:00"
    do(store, call_outcomes.log, planned, "cancelled", now=late)
    found = calls(store, late)[0]
    assert (found.outcome, found.done_at, found.is_open) == ("cancelled", None, False)
    assert line_of(found, day(store, late)).pill == "Cancelled"
    assert day(store, late).agenda.value_in_play == 0
    assert (len(day(store, late).agenda.calls), day(store, late).agenda.standing) == (1, ())
    assert summary(day(store, late)) == "none planned for today"
    do(store, activities.reopen, planned.activity_id)
    assert calls(store)[0].is_open
    to = NOON + timedelta(days=2)
    do(store, call_outcomes.log, planned, "moved", now=late, to=to)
    assert calls(store) == ()
    assert ask(store, activities.get, planned.activity_id).planned_at == to
    assert history_label(store) == "Log “Pricing”: moved to 25 Nov 12:00"


def history_label(store: Store) -> str | None:
    with store.read() as session:
        return history.next_undo(session)


def test_a_call_in_both_that_is_moved_leaves_no_event_behind(store: Store) -> None:
    calendar_of(store, PRIYA, (NOON, "Halden Freight", ()))
    planned = call_outcomes.occasion(calls(store)[0])
    do(store, call_outcomes.log, planned, "moved", now=NOON, to=NOON + timedelta(days=1))
    assert calls(store) == ()


def test_the_next_step_is_kept_with_it_and_undone_with_it(store: Store) -> None:
    planned = call_outcomes.occasion(calls(store)[0])
    step = {"next_step": " Send the offer ", "next_step_on": TODAY + timedelta(days=2)}
    do(store, call_outcomes.log, planned, "held", now=NOON, **step)
    with store.read() as session:
        deal = session.get_one(Deal, 1)
        assert (deal.next_step, deal.next_step_on) == ("Send the offer", TODAY + timedelta(days=2))
    history.undo(store, NOON)
    with store.read() as session:
        assert session.get_one(Deal, 1).next_step is None
    assert calls(store)[0].is_open


def test_what_cannot_be_logged_is_told(store: Store) -> None:
    planned = call_outcomes.occasion(calls(store)[0])
    with pytest.raises(Problem, match=r"field\.empty"):
        do(store, call_outcomes.log, planned, "moved", now=NOON)
    with pytest.raises(Problem, match=r"field\.range"):
        do(store, call_outcomes.log, planned, "held", now=NOON, minutes=2000)
    do(store, activities.delete, planned.activity_id)
    with pytest.raises(Problem, match=r"record\.gone"):
        do(store, call_outcomes.log, planned, "held", now=NOON)


def test_a_cancelled_call_is_neither_a_touch_nor_a_plan(store: Store) -> None:
    planned = call_outcomes.occasion(calls(store)[0])
    do(store, call_outcomes.log, planned, "cancelled", now=NOON)
    assert ask(store, activities.overdue, NOON + timedelta(days=1)) == []
    late = ask(store, today.day, today=TODAY + timedelta(days=60), now=NOON + timedelta(days=60))
    assert [one for one in late.matters if one.task] == []


def test_complex_needs_two_reasons(store: Store) -> None:
    assert complexity.reasons(Makeup(contacts=9)) == ()
    assert complexity.reasons(Makeup(3, 2, 0, 0)) == ("contacts", "competitors")
    assert complexity.reasons(Makeup(2, 1, 3, 1)) == ("products", "steps_back")
    with written(store) as session:
        people_there = [Contact(name=f"C{n}", account_id=1) for n in range(2)]
        rival = Competitor(name="Orbit")
        session.add_all([*people_there, rival])
        session.flush()
        session.add_all(DealContact(deal_id=1, contact_id=one.id) for one in people_there)
        session.add(DealCompetitor(deal_id=1, competitor_id=rival.id))
    found = calls(store)[0]
    assert "complex" in found.marks
    assert "Complex: 3 contacts and 2 competitors" in line_of(found, day(store)).explain


def test_several_marks_are_told_on_one_pill(store: Store) -> None:
    said = line_of(calls(store)[0], day(store))
    assert said.pill == "Coach first +1"
    assert "the rep is in the first 90 days or far behind pace" in said.explain
    assert "No next step is written down beyond this call" in said.explain
    late = day(store, NOON + timedelta(hours=1))
    said = line_of(late.agenda.calls[0], late)
    assert (said.pill, said.explain.splitlines()[0]) == (
        "Not logged",
        "It was planned for 12:00, and nobody has said what became of it. Press L.",
    )


def test_a_step_back_is_a_reason(store: Store) -> None:
    do(store, deals.move, [1], 2)
    do(store, deals.move, [1], 3)
    do(store, deals.move, [1], 1)
    do(store, deals.win, [1], closed_on=TODAY, today=TODAY)
    do(store, deals.reopen, [1])
    assert calls(store)[0].makeup.steps_back == 2


MOMENTS = st.sampled_from([TEN, TEN + timedelta(minutes=30)])
ABOUT = st.sampled_from([None, 1, 2])


def planned_call(place: int, begins: datetime, account_id: int | None, person_id: int) -> Call:
    row = activities.ActivityRow(place, "call", "x", begins, None, None, *(None,) * 9)
    return Call(
        f"activity:{place}",
        "call",
        "x",
        begins,
        begins + timedelta(minutes=30),
        person_id,
        "P",
        Whose(account_id=account_id),
        activity=row,
    )


def event_call(place: int, begins: datetime, account_id: int | None, person_id: int) -> Call:
    made = planned_call(place, begins, account_id, person_id)
    event = EventRow(
        id=place,
        uid=f"e{place}",
        source_id=1,
        source="Team",
        person_id=person_id,
        person="P",
        title="x",
        begins=begins,
        ends=begins,
        all_day=False,
        place=None,
        link=None,
        note=None,
        people=(),
        busy=True,
    )
    return replace(made, key=event_key(event), activity=None, event=event)


FACTS = st.lists(st.tuples(MOMENTS, ABOUT, st.sampled_from([1, 2])), max_size=5)


@given(FACTS, FACTS)
def test_merging_loses_and_doubles_nothing(
    ours: list[tuple[datetime, int | None, int]], theirs: list[tuple[datetime, int | None, int]]
) -> None:
    planned = [planned_call(n, *facts) for n, facts in enumerate(ours)]
    events = [event_call(n, *facts) for n, facts in enumerate(theirs)]
    found = merged(planned, events, {})
    kept = [call.activity.id for call in found if call.activity is not None]
    met = sorted(call.event.id for call in found if call.event is not None)
    assert kept == list(range(len(ours)))
    assert met == list(range(len(theirs)))
    for call in found:
        if call.activity is not None and call.event is not None:
            event = events[call.event.id]
            assert (event.begins, event.person_id) == (call.begins, call.person_id)
            stated = {planned[call.activity.id].about.account_id, event.about.account_id}
            assert len(stated - {None}) <= 1
    # What was made of an event hides it, wherever it stands now.
    gone = merged(planned, events, {call.key: 77 for call in events})
    assert gone == planned
