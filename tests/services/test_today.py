"""The day as one answer: figures, calls, what is due, and the look that starts the next one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from salesdesk_app.services import activities, commitments, people, signal_rules
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    Activity,
    CalendarEvent,
    CalendarSource,
    Commitment,
    Contact,
    Deal,
    Edit,
    Feed,
    NewsItem,
)
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill, written

DAY = timedelta(days=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a local day, as the clock on the wall shows it."""
    return datetime(day.year, day.month, day.day, hour, minute).astimezone()


def seen(store: Store, day: date = TODAY, hour: int = 8) -> Today:
    return ask(store, today.day, today=day, now=at(day, hour))


def do(store: Store, verb: Any, *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def test_an_empty_workspace_has_a_day(store: Store) -> None:
    day = seen(store)
    assert day.empty
    assert day.since is None
    assert day.matters == ()
    assert day.headlines.attainment.value is None
    assert day.headlines.coverage.ratio.value is None
    assert day.headlines.quota is None
    assert day.week == (8, 13)
    assert [item.part for item in day.items].count("start") == 5


def crowd(store: Store, number: int) -> None:
    """One more of each thing that a day is made of."""
    with written(store) as session:
        deal = Deal(name=f"More {number}", currency="USD", stage_id=1, owner_id=2, account_id=1)
        email = f"one{number}@halden.test"
        contact = Contact(name=f"Contact {number}", account_id=1, email=email)
        session.add_all([deal, contact])
        session.flush()
        about = {"deal_id": deal.id, "contact_id": contact.id}
        for kind, person, hour in (("call", 2, 14), ("task", None, 10), ("mail", None, 11)):
            planned = {"subject": f"{kind} {number}", "planned_at": at(TODAY, hour)}
            session.add(Activity(kind=kind, person_id=person, **planned, **about))
        session.add(Commitment(text="Send it", owner_id=2, due_on=TODAY - DAY, deal_id=deal.id))
        source = CalendarSource(
            name=f"C{number}",
            shown=True,
            kind="file",
            place=f"{number}.ics",
            position=number,
            person_id=2,
        )
        topic = ("company", "competitor", "industry")[number % 3]
        where = f"https://news{number}.example/feed"
        feed = Feed(name=f"F{number}", address=where, topic=topic, position=number)
        session.add_all([source, feed])
        session.flush()
        own = (source.id, feed.id)
    with store.scratch() as session:
        moment = at(TODAY, 15)
        session.add(
            CalendarEvent(
                source_id=own[0],
                uid=f"{number}@x",
                title="Demo",
                begins_at=moment,
                ends_at=moment + timedelta(hours=1),
                people=[email],
                busy=True,
            )
        )
        item = {"title": "News", "text": "", "author": "", "seen_at": NOON}
        session.add(NewsItem(feed_id=own[1], key="1", **item))


def test_a_fuller_day_asks_no_more_questions(store: Store) -> None:
    fill(store)
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counts = []
    for number in range(9):
        crowd(store, number)
        if number in (2, 8):  # three of each, then nine
            asked.clear()
            day = seen(store)
            counts.append(len(asked))
    assert len(day.agenda.calls) >= 18 and len(day.news.rows) == 9
    assert counts[0] == counts[1]


def test_key_figures_of_the_small_world(store: Store) -> None:
    fill(store)
    day = seen(store)
    figures = day.headlines
    assert not day.empty
    # One deal won in the quarter, worth 50,000, of a quota of 240,000.
    assert (figures.attainment.numerator, figures.attainment.denominator) == (5_000_000, 24_000_000)
    assert figures.with_quota == 1
    # Open in the quarter: 10, 40, 70, 80 and 90 thousand; one has no date, one no value.
    assert figures.own.open_value == 29_000_000
    assert figures.undated == 1
    assert figures.coverage.ratio.denominator == 19_000_000
    # Closed and commit: what was won, and the deal in negotiation.
    assert figures.rollup.commit == 5_000_000 + 4_000_000
    assert len(figures.commit_deals) == 2
    assert figures.won_filter.outcome == "won"
    assert figures.won_filter.closed == figures.quarter == figures.open_filter.expected
    assert figures.year.closed_count == 2


def test_figures_agree_with_the_deals_behind_them(store: Store) -> None:
    from salesdesk_app.services import pipeline

    fill(store)
    figures = seen(store).headlines
    for wanted, count, value in (
        (figures.won_filter, figures.own.won_count, figures.own.won_sum),
        (figures.open_filter, figures.own.open_count, figures.own.open_sum),
        (figures.commit_filter, len(figures.commit_deals), figures.rollup.commit),
    ):
        rows = ask(store, pipeline.table, wanted, TODAY)
        assert len(rows) == count
        assert sum(row.fact.value_minor or 0 for row in rows) == value


def test_calls_of_the_team_with_their_marks(store: Store) -> None:
    fill(store)
    do(store, signal_rules.set_limit, "large", 1_000_000)
    newcomer = do(store, people.add, PersonForm("Yuki Mori", started_on=TODAY - 30 * DAY))
    do(store, activities.plan, kind="call", planned_at=at(TODAY, 1), person_id=newcomer)
    do(store, activities.plan, kind="mail", planned_at=at(TODAY, 9), person_id=newcomer)
    do(store, activities.plan, kind="call", planned_at=at(TODAY + DAY, 9), person_id=2)
    day = seen(store)
    calls = day.agenda.calls
    assert [call.activity.subject for call in calls] == ["Call", "Pricing"]
    assert calls[0].marks == ("coach",)
    assert calls[1].deal is not None
    assert calls[1].deal.account == "Halden Freight"
    assert calls[1].marks == (
        "large",
        "coach",
        "no_next_step",
    )  # behind pace: a fifth of the quota won
    assert day.agenda.value_in_play == 1_000_000
    do(store, signal_rules.switch, "large", False)
    do(store, signal_rules.switch, "no_next_step", False)
    assert seen(store).agenda.calls[1].marks == ("coach",)
    assert len(day.tomorrow.calls) == 1


def test_own_hours_and_answers_are_not_the_teams(store: Store) -> None:
    fill(store)
    plan = activities.plan
    do(store, plan, kind="meeting", planned_at=at(TODAY, 14), subject="Review", person_id=1)
    do(store, plan, kind="one_to_one", planned_at=at(TODAY, 15), person_id=3)
    do(store, plan, kind="task", planned_at=at(TODAY, 16), subject="Call back Weiss")
    do(store, plan, kind="task", planned_at=at(TODAY - 3 * DAY, 16), subject="Old one")
    do(store, plan, kind="mail", planned_at=at(TODAY - DAY, 16), subject="Theirs", person_id=2)
    answered = do(store, plan, kind="mail", planned_at=at(TODAY, 10), subject="Answered")
    do(store, activities.complete, answered, done_at=at(TODAY, 7))
    day = seen(store)
    assert [hour.title for hour in day.agenda.hours] == ["Review", "1:1"]
    due = [one.row.subject for one in day.follow_ups.to_answer]
    assert due == ["Old one", "Call back Weiss"]
    assert [one.row.subject for one in day.follow_ups.answered] == ["Answered"]
    late = [(m.event, m.task.subject) for m in day.matters if m.task]
    assert late == [("answer", "Old one"), ("overdue", "Theirs")]


def test_promises_and_talks_that_are_due(store: Store) -> None:
    fill(store)
    day = seen(store)
    assert [row.text for row in day.promised] == ["Send pricing"]
    assert [(talk.name, talk.days, talk.late) for talk in day.talks] == []
    day = seen(store, TODAY + 3 * DAY)
    assert [(talk.name, talk.days, talk.late) for talk in day.talks] == [("Jonas Lind", 13, False)]
    assert [m.promise.text for m in day.matters if m.promise] == ["Send pricing"]
    do(store, commitments.close, 1, today=TODAY)
    assert not [m for m in seen(store, TODAY + 3 * DAY).matters if m.promise]
    jonas = PersonForm("Jonas Lind", ended_on=TODAY + 3 * DAY)
    do(store, people.edit, day.talks[0].person_id, jonas)
    assert seen(store, TODAY + 3 * DAY).talks == day.talks  # on the last day too
    assert seen(store, TODAY + 4 * DAY).talks == ()


def test_a_look_is_no_edit_and_reading_writes_nothing(store: Store) -> None:
    fill(store)
    with store.read() as session:
        before = session.scalar(select(func.count()).select_from(Edit))
    seen(store)
    today.look(store, today=TODAY, now=at(TODAY, 8))
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Edit)) == before


def test_the_day_counts_from_the_last_look_before_it(store: Store) -> None:
    friday, saturday = TODAY - 3 * DAY, TODAY - 2 * DAY

    def since(day: date) -> datetime | None:
        return ask(store, today.last_look, day)

    assert since(friday) is None
    today.look(store, today=friday, now=at(friday, 8))
    assert since(friday) is None  # the first day of all
    today.look(store, today=friday, now=at(friday, 17, 10))
    assert since(saturday) == since(TODAY) == at(friday, 17, 10)
    # Today's own looks do not wear the list out.
    for hour in (8, 9, 12):
        today.look(store, today=TODAY, now=at(TODAY, hour))
        assert since(TODAY) == at(friday, 17, 10)
    assert since(TODAY + DAY) == at(TODAY, 12)


def test_a_look_from_a_clock_that_was_ahead_does_not_hide_the_day(store: Store) -> None:
    today.look(store, today=TODAY - DAY, now=at(TODAY - DAY, 17))
    today.look(store, today=TODAY + 30 * DAY, now=at(TODAY + 30 * DAY, 8))
    assert ask(store, today.last_look, TODAY) == at(TODAY - DAY, 17)


@pytest.mark.parametrize("minute", [0, 59])
def test_the_day_follows_the_clock_over_midnight(store: Store, minute: int) -> None:
    fill(store)
    first = next(item.id for item in seen(store).items)
    do(store, checklist.tick, first, day=TODAY, done_at=at(TODAY, 23, minute))
    do(store, activities.plan, kind="call", planned_at=at(TODAY, 23, minute), person_id=2)
    do(store, activities.plan, kind="call", planned_at=at(TODAY + DAY, 0, 0), person_id=2)
    assert len(seen(store).agenda.calls) == 2
    assert seen(store).items[0].done_at is not None
    next_day = seen(store, TODAY + DAY, 0)
    assert len(next_day.agenda.calls) == 1
    assert next_day.items[0].done_at is None


def test_a_weekend_has_no_working_day_items_and_says_so(store: Store) -> None:
    fill(store)
    saturday = seen(store, date(2026, 11, 28))
    assert not saturday.working
    assert all(item.carried_from for item in saturday.items)
    assert [row.activity.subject for row in saturday.tomorrow.calls] == []


def test_moments_are_asked_for_in_local_days(store: Store) -> None:
    """A call planned by UTC lies in the local day that the clock on the wall shows."""
    fill(store)
    moment = at(TODAY, 0, 30).astimezone(UTC)
    do(store, activities.plan, kind="call", planned_at=moment, person_id=2, subject="Early")
    assert "Early" in [call.activity.subject for call in seen(store).agenda.calls]
    earlier = seen(store, TODAY - DAY).agenda.calls
    assert "Early" not in [call.activity.subject for call in earlier]
