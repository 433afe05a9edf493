"""The checklist: what is due on which day, ticks with their time, notes, order and ends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.checklist.checklist_month import at_a_glance, in_a_row
from salesdesk_app.services.verbs import Stamp, ask, ask_past, perform
from salesdesk_app.store.models import ClosedDay
from salesdesk_app.store.session import Store

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
AT = datetime(2026, 11, 23, 7, 52, tzinfo=UTC)
WEEK = Calendar()


def due(store: Store, day: date, calendar: Calendar = WEEK) -> list[Item]:
    return ask(store, checklist.day, day, calendar)


def titles(store: Store, day: date, part: str) -> list[str]:
    """Those that are due, without what is carried over."""
    return [i.title for i in due(store, day) if i.part == part and i.carried_from is None]


def do(store: Store, verb: object, *args: object, **kwargs: object) -> object:
    return perform(store, Stamp(AT), verb, *args, **kwargs).result


def test_a_new_workspace_begins_the_day_with_the_five_checks(store: Store) -> None:
    checks = [item.check_code for item in due(store, MONDAY) if item.part == "start"]
    assert checks == ["overnight", "calls", "calendar", "inbox", "news"]
    assert [item.part for item in due(store, MONDAY)] == sorted(
        (item.part for item in due(store, MONDAY)), key=["start", "day", "end"].index
    )


def test_working_days_items_rest_on_weekends_and_follow_the_calendar(store: Store) -> None:
    assert due(store, SATURDAY) == []
    assert titles(store, SATURDAY, "start") == []
    sundays = Calendar(frozenset({6}))
    assert len([i for i in due(store, date(2026, 11, 22), sundays) if i.part == "start"]) == 5


def test_recurrences_fall_on_their_days(store: Store) -> None:
    def add(title: str, recurrence: str) -> None:
        do(store, checklist.add, title=title, part="day", today=MONDAY, recurrence=recurrence)

    add("Second Tuesday", "FREQ=MONTHLY;BYDAY=2TU")
    add("Saturday", "FREQ=WEEKLY;BYDAY=SA")
    add("Fortnight", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    assert "Second Tuesday" in titles(store, date(2026, 12, 8), "day")
    assert "Second Tuesday" not in titles(store, date(2026, 12, 1), "day")
    assert titles(store, date(2026, 11, 28), "day") == ["Saturday"]
    assert titles(store, SATURDAY, "day") == []  # not before it was added
    fortnights = [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7)]
    assert ["Fortnight" in titles(store, day, "day") for day in fortnights] == [True, False, True]


def test_a_tick_belongs_to_its_day_and_keeps_its_time(store: Store) -> None:
    first = due(store, MONDAY)[0]
    do(store, checklist.tick, first.id, day=MONDAY, done_at=AT)
    assert due(store, MONDAY)[0].done_at == AT
    assert due(store, TUESDAY)[0].done_at is None
    again = AT + timedelta(hours=1)
    later = perform(store, Stamp(again), checklist.tick, first.id, day=MONDAY, done_at=again)
    assert later.edit_id is None  # ticked already: nothing changed
    do(store, checklist.untick, first.id, day=MONDAY)
    assert due(store, MONDAY)[0].done_at is None


def test_a_note_outlives_the_tick_and_goes_when_it_is_emptied(store: Store) -> None:
    first = due(store, MONDAY)[0].id
    do(store, checklist.tick, first, day=MONDAY, done_at=AT)
    do(store, checklist.note, first, day=MONDAY, text="  Halden slipped\n")
    do(store, checklist.untick, first, day=MONDAY)
    assert due(store, MONDAY)[0].note == "Halden slipped"
    do(store, checklist.note, first, day=MONDAY, text=" ")
    assert due(store, MONDAY)[0].note is None


def test_a_removed_item_ends_today_and_keeps_its_past(store: Store) -> None:
    first = due(store, FRIDAY)[0]
    do(store, checklist.tick, first.id, day=FRIDAY, done_at=AT)
    do(store, checklist.remove, first.id, today=MONDAY)
    assert first.id not in [item.id for item in due(store, MONDAY)]
    assert due(store, FRIDAY)[0].done_at == AT


def test_edit_and_reorder(store: Store) -> None:
    clients = next(item for item in due(store, MONDAY) if item.part == "day")
    do(store, checklist.edit, clients.id, title=" Clients first ", part="end")
    assert titles(store, MONDAY, "end")[-1] == "Clients first"
    ends = [item.id for item in due(store, MONDAY) if item.part == "end"]
    do(store, checklist.reorder, clients.id, ends[0], today=MONDAY)
    assert titles(store, MONDAY, "end")[0] == "Clients first"
    do(store, checklist.reorder, clients.id, ends[1], today=MONDAY, after=True)
    assert titles(store, MONDAY, "end")[2] == "Clients first"
    do(store, checklist.edit, clients.id, recurrence="RRULE:FREQ=WEEKLY;BYDAY=TU")
    assert "Clients first" not in titles(store, MONDAY, "end")
    assert "Clients first" in titles(store, TUESDAY, "end")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "field.empty"),
        ({"part": "night"}, "field.choice"),
        ({"recurrence": "FREQ=SECONDLY"}, "recurrence.unreadable"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, changes: dict[str, str], code: str) -> None:
    first = due(store, MONDAY)[0].id
    with pytest.raises(Problem) as caught:
        do(store, checklist.edit, first, **changes)
    assert caught.value.code == code
    fresh = {"title": "New", "part": "day", "today": MONDAY} | changes
    with pytest.raises(Problem) as caught:
        do(store, checklist.add, **fresh)
    assert caught.value.code == code


def test_an_item_that_is_gone_says_so(store: Store) -> None:
    for verb, facts in (
        (checklist.tick, {"day": MONDAY, "done_at": AT}),
        (checklist.remove, {"today": MONDAY}),
        (checklist.edit, {"title": "x"}),
    ):
        with pytest.raises(Problem, match=r"record\.gone"):
            do(store, verb, 999, **facts)
    with pytest.raises(Problem, match=r"record\.gone"):
        do(store, checklist.reorder, 1, 999, today=MONDAY)


def test_an_item_moves_past_those_that_are_not_due(store: Store) -> None:
    """Tuesday's and Wednesday's items stand between Monday's, and stay where they are."""
    parts = {item.title: item.id for item in due(store, MONDAY) if item.part == "day"}
    do(
        store,
        checklist.reorder,
        parts["Performance metrics and data"],
        min(parts.values()),
        today=MONDAY,
    )
    assert titles(store, MONDAY, "day")[0] == "Performance metrics and data"
    assert "Projects and process fulfilment" in titles(store, TUESDAY, "day")


def test_what_was_left_open_is_carried_over_with_its_age(store: Store) -> None:
    """Performance metrics, of Mondays and Thursdays, and the market, of Wednesdays."""
    market = next(i.id for i in due(store, date(2026, 11, 25)) if "competitive" in i.title)
    do(store, checklist.tick, 1, day=MONDAY, done_at=AT)  # the first edit: the workspace begins
    assert [item for item in due(store, MONDAY) if item.carried_from] == []
    tuesday = {item.title: item for item in due(store, TUESDAY)}
    assert tuesday["Performance metrics and data"].carried_from == MONDAY
    assert tuesday["Performance metrics and data"].age_days == 1
    assert tuesday["Overnight and urgent"].carried_from is None
    sunday = {item.id: item.age_days for item in due(store, date(2026, 11, 29))}
    assert sunday[market] == 4
    do(store, checklist.tick, market, day=date(2026, 11, 27), done_at=AT)
    ticked = {item.id: item for item in due(store, date(2026, 11, 27))}[market]
    assert (ticked.done_at, ticked.age_days) == (AT, 2)  # seen on the day it was done
    assert market not in [item.id for item in due(store, date(2026, 11, 28))]


def test_skipped_with_a_reason(store: Store) -> None:
    metrics = next(i.id for i in due(store, MONDAY) if "metrics" in i.title)
    do(store, checklist.tick, metrics, day=MONDAY, done_at=AT)
    do(store, checklist.skip, metrics, day=MONDAY, why=" On the train\n")
    item = {i.id: i for i in due(store, MONDAY)}[metrics]
    assert (item.done_at, item.skipped_why) == (None, "On the train")
    assert metrics not in [item.id for item in due(store, TUESDAY)]
    do(store, checklist.unskip, metrics, day=MONDAY)
    assert metrics in [item.id for item in due(store, TUESDAY)]
    do(store, checklist.skip, metrics, day=TUESDAY, why="No time")
    do(store, checklist.tick, metrics, day=TUESDAY, done_at=AT)
    item = {i.id: i for i in due(store, TUESDAY)}[metrics]
    assert (item.done_at, item.skipped_why) == (AT, None)
    with pytest.raises(Problem, match=r"field\.empty"):
        do(store, checklist.skip, metrics, day=MONDAY, why="  ")


def test_the_month_tells_days_to_come_and_days_gone(store: Store) -> None:
    do(store, checklist.tick, 1, day=MONDAY, done_at=AT)
    do(store, checklist.skip, 2, day=MONDAY, why="No calls")
    metrics = next(i.id for i in due(store, MONDAY) if "metrics" in i.title)
    wednesday = date(2026, 11, 25)
    do(store, checklist.tick, metrics, day=wednesday, done_at=AT)
    with store.write("test", at=AT) as (session, _written):
        session.add(ClosedDay(day=MONDAY, closed_at=AT, kept={}))
    days = {one.day: one for one in ask(store, checklist.month, wednesday, WEEK, today=wednesday)}
    assert (min(days), max(days)) == (date(2026, 11, 1), date(2026, 11, 30))
    monday = days[MONDAY]
    counts = (monday.due, monday.done, monday.late, monday.skipped, monday.carried)
    assert counts == (len(due(store, MONDAY)), 1, 1, 1, 0)
    assert monday.closed and monday.working
    assert days[TUESDAY].carried == 2  # metrics and coaching, of Monday
    assert days[FRIDAY].due == 0  # the workspace was not there yet
    assert days[date(2026, 11, 30)].due == len(due(store, MONDAY))
    assert not days[SATURDAY].working


def test_the_month_item_by_item(store: Store) -> None:
    do(store, checklist.tick, 1, day=MONDAY, done_at=AT)
    do(store, checklist.remove, 2, today=TUESDAY)
    seen = ask(store, at_a_glance, MONDAY, WEEK, today=date(2026, 11, 27))
    first, second = seen.items[:2]
    assert [day.state for day in first.days[22:27]] == [
        "done",
        "missed",
        "missed",
        "missed",
        "open",
    ]
    assert [day.state for day in second.days[22:27]] == ["missed", "", "", "", ""]
    assert seen.closed_in_a_row == 0


def test_days_wrapped_up_in_a_row_pass_over_weekends() -> None:
    closed = {date(2026, 11, day) for day in (18, 19, 20, 23)}
    assert in_a_row(closed, MONDAY, WEEK) == 4
    assert in_a_row(closed, TUESDAY, WEEK) == 4  # today may still be wrapped up
    assert in_a_row(closed, date(2026, 11, 25), WEEK) == 0


def test_a_changed_recurrence_leaves_the_days_before_as_they_were(store: Store) -> None:
    """Moved from Wednesdays to Tuesdays on a Thursday: no Tuesday was missed by that."""
    market = next(i.id for i in due(store, date(2026, 11, 25)) if "competitive" in i.title)
    do(store, checklist.tick, 1, day=MONDAY, done_at=AT)
    thursday = Stamp(datetime(2026, 11, 26, 12, tzinfo=UTC))
    done = perform(store, thursday, checklist.edit, market, recurrence="FREQ=WEEKLY;BYDAY=TU")
    friday = {item.id: item for item in due(store, date(2026, 11, 27))}
    assert friday[market].carried_from == date(2026, 11, 25)
    history.undo(store, thursday.at, done.edit_id)
    friday = {item.id: item for item in due(store, date(2026, 11, 27))}
    assert friday[market].carried_from == date(2026, 11, 25)


def test_an_item_ends_no_sooner_than_it_begins(store: Store) -> None:
    do(store, checklist.edit, 1, starts_on=MONDAY, ended_on=TUESDAY)
    assert 1 in [item.id for item in due(store, MONDAY)]
    assert 1 not in [item.id for item in due(store, TUESDAY)]
    with pytest.raises(Problem, match=r"checklist\.span"):
        do(store, checklist.edit, 1, ended_on=MONDAY)
    do(store, checklist.edit, 1, starts_on=None, ended_on=None)
    assert 1 in [item.id for item in due(store, TUESDAY)]


def test_an_item_moves_into_another_part(store: Store) -> None:
    ends = [item.id for item in due(store, MONDAY) if item.part == "end"]
    do(store, checklist.reorder, 6, ends[1], today=MONDAY)
    assert [item.id for item in due(store, MONDAY) if item.part == "end"][:2] == [ends[0], 6]


def test_a_removed_item_comes_back_to_its_place_after_others_were_moved(store: Store) -> None:
    first = [item.id for item in due(store, MONDAY) if item.part == "start"]
    removed = perform(store, Stamp(AT), checklist.remove, first[0], today=MONDAY)
    do(store, checklist.reorder, first[4], first[1], today=MONDAY)
    history.undo(store, AT, removed.edit_id)
    again = [item.id for item in due(store, MONDAY) if item.part == "start"]
    assert sorted(again) == sorted(first)


def test_a_past_day_is_asked_as_it_stood(store: Store) -> None:
    """Asked as of an edit before a recurrence was changed."""
    market = next(i.id for i in due(store, date(2026, 11, 25)) if "competitive" in i.title)
    before = perform(store, Stamp(AT), checklist.tick, 1, day=MONDAY, done_at=AT)
    later = Stamp(datetime(2026, 11, 27, 12, tzinfo=UTC))
    perform(store, later, checklist.edit, market, recurrence="FREQ=MONTHLY;BYMONTHDAY=1")
    assert before.edit_id is not None
    then = ask_past(store, before.edit_id, checklist.day, date(2026, 11, 25), WEEK)
    assert market in [item.id for item in then if item.carried_from is None]


def test_a_clock_that_was_set_back_hides_nothing(store: Store) -> None:
    """An edit bears a moment of tomorrow: what it added stands today all the same."""
    ahead = Stamp(datetime(2026, 11, 25, 12, tzinfo=UTC))
    added = perform(store, ahead, checklist.add, title="New", part="day", today=MONDAY)
    assert added.result in [item.id for item in due(store, MONDAY)]
    seen = ask(store, at_a_glance, MONDAY, WEEK, today=MONDAY)
    assert seen.days[22].due == len(due(store, MONDAY))
