"""The checklist: what is due on which day, ticks with their time, notes, order and ends."""

from datetime import UTC, date, datetime

import pytest

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import checklist
from salesdesk_app.services.checklist import Item
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
AT = datetime(2026, 11, 23, 7, 52, tzinfo=UTC)
WEEK = Calendar()


def due(store: Store, day: date, calendar: Calendar = WEEK) -> list[Item]:
    return ask(store, checklist.day, day, calendar)


def titles(store: Store, day: date, part: str) -> list[str]:
    return [item.title for item in due(store, day) if item.part == part]


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
    later = perform(store, Stamp(AT), checklist.tick, first.id, day=MONDAY, done_at=AT)
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
    do(store, checklist.reorder, clients.id, ends[0])
    assert titles(store, MONDAY, "end")[0] == "Clients first"
    do(store, checklist.reorder, clients.id, ends[1], after=True)
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
    with pytest.raises(Problem, match=r"record\.gone"):  # of another part
        do(store, checklist.reorder, 1, 7)


def test_an_item_moves_past_those_that_are_not_due(store: Store) -> None:
    """Tuesday's and Wednesday's items stand between Monday's, and stay where they are."""
    parts = {item.title: item.id for item in due(store, MONDAY) if item.part == "day"}
    do(store, checklist.reorder, parts["Performance metrics and data"], min(parts.values()))
    assert titles(store, MONDAY, "day")[0] == "Performance metrics and data"
    assert "Projects and process fulfilment" in titles(store, TUESDAY, "day")
