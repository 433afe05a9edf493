"""The evening as one answer: figures of the day, praise, what is open, tomorrow and the note."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, commitments, settings
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.deals import deals
from salesdesk_app.services.evening import carry, closing, leadership_note, past
from salesdesk_app.services.evening.evening import Evening, evening
from salesdesk_app.services.news import feeds
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.team_calls import call_outcomes
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import CalendarEvent, Deal, NewsItem
from salesdesk_app.store.session import Store
from salesdesk_app.wording import leadership_note as note_words
from salesdesk_app.wording import praise as praise_words
from tests.world import TODAY, fill

DAY = timedelta(days=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a local day, as the clock on the wall shows it."""
    return datetime(day.year, day.month, day.day, hour, minute).astimezone()


def do(store: Store, verb: Any, *args: Any, made: datetime | None = None, **kwargs: Any) -> Any:
    moment = made or kwargs.get("now") or at(TODAY, 15)
    return perform(store, Stamp(moment), verb, *args, **kwargs).result


def seen(store: Store, day: date = TODAY, hour: int = 17) -> Evening:
    return ask(store, evening, day, at(day, hour))


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def test_an_evening_of_nothing_says_so(store: Store) -> None:
    found = seen(store)
    assert found.happened.won.count == 0
    assert found.praises == () and found.motion == ()
    assert found.carried and {one.kind for one in found.carried} == {"item"}
    assert "Won: none. Lost: none." in found.note
    assert "{" not in found.note
    assert found.tomorrow.startswith("No calls are planned yet. ")


def test_what_happened_to_deals_is_counted_with_its_value(world: Store) -> None:
    do(world, deals.edit, [1], expected_close_on=date(2026, 12, 20))
    do(world, deals.win, [4], closed_on=TODAY, today=TODAY)
    do(world, deals.move, [1], 3)
    do(world, deals.move, [8], 1)
    do(world, deals.lose, [7], closed_on=TODAY, today=TODAY, reason="Price")
    do(world, deals.create, name="New", account="Halden Freight", stage_id=1, owner_id=2,
       value_minor=500_00, currency="USD", created_on=TODAY)  # fmt: skip
    found = seen(world).happened
    assert (found.won.count, found.won.minor) == (1, 4_000_000)
    assert (found.lost.count, found.lost.minor) == (1, 7_000_000)
    assert (found.new.count, found.new.minor) == (1, 500_00)
    assert (found.moved_on.count, found.moved_back.count) == (1, 1)
    assert (found.put_off.count, found.put_off.minor) == (1, 1_000_000)
    # The deal in commit is closed now: what is sure of the quarter did not change by that.
    assert found.commit == found.commit_before == 9_000_000


def test_what_was_closed_is_worth_what_it_was_at_its_close_date(world: Store) -> None:
    for day, rate in ((date(2026, 1, 1), "1.1"), (TODAY, "1.5")):
        do(world, settings.set_rate, "EUR", day, Decimal(rate))
    stated = {"account": "Halden Freight", "stage_id": 1, "owner_id": 2, "currency": "EUR"}
    created = {"value_minor": 1_000_00, "created_on": TODAY - 9 * DAY}
    yesterday = do(world, deals.create, name="Yesterday's", **stated, **created)
    do(world, deals.create, name="Open", **stated, **created)
    do(world, deals.win, [yesterday], closed_on=TODAY - DAY, today=TODAY)
    found = seen(world).happened
    assert (found.won.count, found.won.minor) == (1, 1_100_00)
    assert (found.new.count, found.new.minor) == (2, 1_100_00 + 1_500_00)


def test_the_note_tells_what_is_in_no_sum(world: Store) -> None:
    stated = {"account": "Halden Freight", "stage_id": 1, "owner_id": 2, "created_on": TODAY}
    do(world, deals.create, name="New", value_minor=500_00, currency="USD", **stated)
    do(world, deals.create, name="Neu", value_minor=900_00, currency="EUR", **stated)
    do(world, deals.create, name="Unknown", **stated)
    assert seen(world).values["new"] == "3 deals, $500 (2 without a value or rate)"


def test_the_commit_is_compared_with_how_the_day_began(world: Store) -> None:
    do(world, deals.win, [1], closed_on=TODAY, today=TODAY)
    found = seen(world)
    assert found.happened.commit - found.happened.commit_before == 1_000_000
    assert found.values["commit"] == "$100 k, up $10 k today"
    assert seen(world, TODAY + DAY).happened.commit_before == found.happened.commit


def test_calls_are_held_of_those_planned_by_rep(world: Store) -> None:
    do(world, activities.complete, 1, done_at=at(TODAY, 12))
    do(world, activities.plan, kind="meeting", planned_at=at(TODAY, 9), person_id=2)
    do(world, activities.log, kind="call", done_at=at(TODAY, 10), person_id=3)
    do(world, activities.log, kind="call", done_at=at(TODAY - DAY, 10), person_id=3)
    do(world, activities.log, kind="mail", done_at=at(TODAY, 11))
    do(
        world,
        calendars.add,
        kind="file",
        place="x.ics",
        name="Jonas",
        person_id=3,
    )
    facts = {"source_id": 1, "people": [], "busy": True, "title": "Halden Freight price"}
    with world.scratch() as session:
        session.add(CalendarEvent(uid="1", begins_at=at(TODAY, 13), ends_at=at(TODAY, 14), **facts))
    found = seen(world).happened
    assert [(one.name, one.planned, one.of_planned, one.others) for one in found.calls] == [
        ("Jonas Lind", 1, 0, 1),
        ("Priya Nair", 2, 1, 0),
    ]
    assert (found.planned, found.of_planned, found.held, found.answered) == (3, 1, 2, 1)
    assert seen(world).values["calls"] == "1 of 3 planned, 1 others"


def test_wins_are_praised_a_line_for_each_rep(world: Store) -> None:
    do(world, deals.edit, [4], expected_close_on=date(2026, 12, 20))
    do(world, deals.edit, [4], expected_close_on=date(2026, 12, 24))
    do(world, deals.win, [4], closed_on=TODAY, today=TODAY)
    do(world, deals.move, [1], 3)
    promise = do(world, commitments.add, text="Send offer", owner_id=3, due_on=TODAY + 2 * DAY)
    do(world, commitments.close, promise, today=TODAY)
    jonas, priya = seen(world).praises
    assert (priya.person, priya.email) == ("Priya Nair", "priya@example.com")
    assert priya.text == "Good step with Halden Freight, Priya: on to Proposal."
    assert jonas.text == (
        "Well done on Halden Freight, Jonas: $40,000 won after two pushes. "
        "And “Send offer” was done two days early."
    )
    assert jonas.wins[0] == "Won: Halden Freight — Deal 3, $40,000 (Jonas)"
    assert jonas.subject == "Well done: Halden Freight"


def test_a_deal_of_nobody_praises_nobody_and_names_are_text(world: Store) -> None:
    do(world, deals.edit, [4], owner_id=None)
    do(world, deals.edit, [1], name="{rep} <b>")
    do(world, deals.win, [4, 1], closed_on=TODAY, today=TODAY)
    (priya,) = seen(world).praises
    assert priya.wins[0] == "Won: Halden Freight — {rep} <b>, $10,000 (Priya)"
    assert "{rep} <b>" in seen(world).note


def test_much_of_one_rep_is_summed_up() -> None:
    assert praise_words.praise(["A.", "B.", "C.", "D.", "E."]) == "A. B. C. And 2 more."


def test_what_is_open_is_finished_put_off_or_dropped(world: Store) -> None:
    task = do(world, activities.plan, kind="task", planned_at=at(TODAY, 16), subject="Call back")
    other = do(world, activities.plan, kind="mail", planned_at=at(TODAY, 9), subject="Answer")
    do(world, activities.edit, other, note="They asked twice")
    keys = {one.key: one for one in seen(world).carried}
    assert {"promise:1", "call:activity:1", f"task:{task}"} <= set(keys)
    call = keys["call:activity:1"].call
    assert call is not None and keys["call:activity:1"].detail == "12:00 · Halden Freight"
    assert keys["promise:1"].detail == "due today"
    item = next(key for key in keys if key.startswith("item:"))

    do(world, carry.finish, "promise:1", day=TODAY, now=at(TODAY, 17))
    do(world, carry.finish, item, day=TODAY, now=at(TODAY, 17))
    do(world, carry.put_off, f"task:{task}", TODAY + 2 * DAY, day=TODAY)
    do(world, carry.drop, f"task:{other}", "Cancelled by them", day=TODAY)
    left = {one.key for one in seen(world).carried}
    assert not {"promise:1", f"task:{task}", f"task:{other}", item} & left
    do(world, call_outcomes.log, call_outcomes.occasion(call), "held", now=at(TODAY, 17))
    assert "call:activity:1" not in {one.key for one in seen(world).carried}
    row = ask(world, activities.get, task)
    assert row.planned_at == at(TODAY + 2 * DAY, 16)
    dropped = ask(world, activities.get, other)
    assert (dropped.outcome, dropped.note) == (
        "cancelled",
        "They asked twice\nCancelled by them",
    )


def test_an_item_put_off_becomes_a_task_of_that_day(world: Store) -> None:
    do(world, carry.put_off, "item:6", TODAY + DAY, day=TODAY)
    items = {i.id: i for i in ask(world, checklist.day, TODAY, seen(world).day.stated.calendar)}
    assert items[6].skipped_why == "Put off to 24 Nov"
    tasks = ask(world, activities.between, at(TODAY + DAY, 0), at(TODAY + 2 * DAY, 0))
    assert [row.subject for row in tasks] == [items[6].title]


def test_a_dropped_promise_keeps_its_reason(world: Store) -> None:
    do(world, carry.drop, "promise:1", " They went  elsewhere ", day=TODAY)
    assert ask(world, commitments.of_person, 2)[0].outcome == "dropped"
    assert ask(world, handled.seen)["promise:1"].why == "They went elsewhere"
    for verb, args, code in (
        (carry.drop, ("promise:1", " "), "carry.why"),
        (carry.put_off, ("promise:1", TODAY), "carry.past"),
        (carry.finish, ("promise:99",), "record.gone"),
        (carry.drop, ("deal:1", "No"), "record.gone"),
    ):
        with pytest.raises(Problem) as told:
            now = {"now": at(TODAY, 17)} if verb is carry.finish else {}
            perform(world, Stamp(at(TODAY, 17)), verb, *args, day=TODAY, **now)  # type: ignore[arg-type]
        assert told.value.code == code


def test_tomorrow_begins_with_its_first_call(world: Store) -> None:
    plan = activities.plan
    do(world, plan, kind="call", planned_at=at(TODAY + DAY, 9, 15), person_id=2, deal_id=1)
    do(world, plan, kind="call", planned_at=at(TODAY + DAY, 11), person_id=3)
    do(world, plan, kind="meeting", planned_at=at(TODAY + DAY, 10), person_id=1, subject="Review")
    found = seen(world)
    assert found.ahead.text == (
        "Tuesday 24 November: First call 09:15 Priya → Halden Freight, 2 calls in all. "
        "My first meeting: 10:00 Review."
    )
    friday = TODAY + 4 * DAY
    assert ask(world, evening, friday, at(friday, 17)).ahead.day == TODAY + 7 * DAY


def test_the_note_follows_its_template(world: Store) -> None:
    do(world, commitments.add, text="Send offer", owner_id=2, due_on=TODAY + DAY)
    do(world, leadership_note.change, text="{day}: {motion} {nonsense} {0.__class__}", to="x@y.org")
    found = seen(world)
    assert found.template.to == "x@y.org"
    assert found.note == (
        "Monday 23 November: - Send offer (Priya Nair, by 24 Nov) {nonsense} {0.__class__}"
    )
    do(world, leadership_note.change, text=" ", to="")
    assert seen(world).template.text == note_words.TEMPLATE
    assert set(found.values) == set(note_words.PLACES)
    assert all(value.strip() for value in found.values.values())


def test_what_closing_ticks_is_what_it_ticked_last_time(world: Store) -> None:
    own = do(world, checklist.add, title="Lock the office", part="end", today=TODAY)
    ends = seen(world).ends
    assert [on for item, on in ends if item.id != own] == [True] * 5
    assert not {item.id: on for item, on in ends}[own]
    first = ends[0][0].id
    kept = {"ticked": [own], "left": [first]}
    do(world, closing.close_day, TODAY, note="", tomorrow="", now=at(TODAY, 17), kept=kept)
    again = {item.id: on for item, on in seen(world, TODAY + DAY).ends}
    assert again[own] and not again[first]


def test_a_past_day_is_seen_as_it_was_closed(world: Store) -> None:
    renamed = deals.edit

    def past_day(day: date) -> Today:
        return closing.ask_as_closed(world, day, past.as_closed, day)

    do(world, checklist.note, 6, day=TODAY, text="Noted", made=at(TODAY, 16))
    found = seen(world)
    do(world, closing.close_day, TODAY, note=found.note, tomorrow=found.tomorrow,
       now=at(TODAY, 17, 42), since=found.day.since, kept=dict(found.kept))  # fmt: skip
    do(world, renamed, [1], name="Another name", made=at(TODAY, 19))
    do(world, checklist.untick, 1, day=TODAY, made=at(TODAY + DAY, 9))
    shown = past_day(TODAY)
    assert shown.closed is not None and shown.closed.note == found.note
    assert shown.now == at(TODAY, 17, 42)
    assert next(item for item in shown.items if item.id == 6).note == "Noted"
    assert shown.agenda.calls[0].deal is not None
    assert shown.agenda.calls[0].deal.name == "Deal 0"
    friday = past_day(TODAY - 3 * DAY)
    assert friday.closed is None and friday.since is not None
    assert friday.now.astimezone().date() == TODAY - 3 * DAY


def test_the_first_day_of_all_is_seen_without_a_last_look(world: Store) -> None:
    found = seen(world)
    assert found.day.since is None
    do(world, closing.close_day, TODAY, note="", tomorrow="", now=at(TODAY, 17),
       since=None, kept=dict(found.kept))  # fmt: skip
    shown = closing.ask_as_closed(world, TODAY, past.as_closed, TODAY)
    assert shown.since is None
    assert [m.key for m in shown.matters] == [m.key for m in found.day.matters]


def test_the_next_day_begins_from_the_closing(world: Store) -> None:
    do(
        world,
        closing.close_day,
        TODAY,
        note="n",
        tomorrow="First call 09:15",
        now=at(TODAY, 17, 42),
    )
    found = seen(world, TODAY + DAY).day
    assert found.before is not None and found.before.tomorrow == "First call 09:15"
    assert found.since == at(TODAY, 17, 42)


def test_a_closed_day_keeps_the_news_that_it_showed(world: Store) -> None:
    feed = do(
        world, feeds.add, address="https://example.com/feed", topic="industry", name="Freight"
    )
    with world.scratch() as scratch:
        told = {"title": "Index up", "text": "For a third month", "link": "https://example.com/1"}
        scratch.add(
            NewsItem(
                feed_id=feed,
                key="1",
                seen_at=at(TODAY, 8),
                published_at=at(TODAY, 7),
                author="",
                **told,
            )
        )
    found = seen(world)
    (row,) = found.day.news.rows
    do(
        world,
        closing.close_day,
        TODAY,
        note="",
        tomorrow="",
        now=at(TODAY, 17),
        kept=dict(found.kept),
    )
    with world.scratch() as scratch:
        scratch.execute(delete(NewsItem))
    shown = closing.ask_as_closed(world, TODAY, past.as_closed, TODAY)
    assert shown.news.new == found.day.news.new == 1
    assert shown.news.rows == (row._replace(piece=Piece()),)
    assert seen(world, TODAY + DAY).day.news.rows == ()


def test_what_an_import_brings_from_before_is_neither_won_nor_new_today(world: Store) -> None:
    today.look(world, today=TODAY - 3 * DAY, now=at(TODAY - 3 * DAY, 12))
    facts = {"stage_id": 5, "owner_id": 2, "currency": "USD", "value_minor": 100}
    old = facts | {"created_on": date(2016, 1, 1)}
    rows = [
        old | {"name": "Long ago", "closed_on": date(2017, 3, 1)},
        old | {"name": "At the weekend", "closed_on": TODAY - DAY},
        old | {"name": "Open since then", "stage_id": 1},
        facts | {"name": "Of today", "stage_id": 1, "created_on": TODAY},
    ]
    before = seen(world)
    with world.write("importing.apply", at=at(TODAY, 8), origin="import") as (session, written):
        session.add_all(Deal(**row) for row in rows)
        written.facts.update(file="old.csv", kind="deals", count=len(rows))
    after = seen(world)
    assert after.happened.won.count == before.happened.won.count + 1
    assert after.happened.new.count == before.happened.new.count + 1
    assert after.happened.came_in == 2
    assert "At the weekend" in after.note and "Long ago" not in after.note


def test_the_note_lists_no_more_than_one_reads(world: Store) -> None:
    for n in range(23):
        do(world, commitments.add, text=f"Promise {n}", owner_id=2, due_on=TODAY + DAY)
    note = seen(world).note
    assert note.count("Promise ") == 20
    assert "\n- and 3 more\n" in note
