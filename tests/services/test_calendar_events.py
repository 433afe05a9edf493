"""The events of calendars that are read along, and how they lie in a day."""

from datetime import datetime, timedelta

import pytest

from salesdesk_app.services.calendars.calendars import EventRow, events
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import CalendarEvent, CalendarSource
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

MORNING = datetime(TODAY.year, TODAY.month, TODAY.day).astimezone()
NIGHT = MORNING + timedelta(days=1)


@pytest.fixture
def calendars(store: Store) -> Store:
    """A calendar of the manager's, one of a rep's, and one that is not shown."""
    fill(store)
    with store.write("calendars.add", at=NOON) as (session, _written):
        for number, (person_id, shown) in enumerate([(None, True), (2, True), (None, False)]):
            session.add(
                CalendarSource(
                    name=f"Calendar {number + 1}",
                    kind="file",
                    place=f"{number}.ics",
                    person_id=person_id,
                    position=number,
                    shown=shown,
                )
            )
    return store


def put(store: Store, title: str, source_id: int = 1, **when: object) -> None:
    facts = {"uid": title, "title": title, "people": [], "busy": True} | when
    with store.scratch() as session:
        session.add(CalendarEvent(source_id=source_id, **facts))


def found(store: Store) -> list[EventRow]:
    return ask(store, events, MORNING, NIGHT)


def test_events_of_a_day_are_those_that_touch_it(calendars: Store) -> None:
    hour = timedelta(hours=1)
    for title, begin, end in [
        ("before", MORNING - 2 * hour, MORNING),
        ("over midnight", MORNING - hour, MORNING + hour),
        ("at midnight, no length", MORNING, MORNING),
        ("late", NIGHT - hour, NIGHT + hour),
        ("after", NIGHT, NIGHT + hour),
    ]:
        put(calendars, title, begins_at=begin, ends_at=end)
    assert [row.title for row in found(calendars)] == [
        "over midnight",
        "at midnight, no length",
        "late",
    ]


def test_the_clock_on_the_wall_is_this_machines(calendars: Store) -> None:
    put(calendars, "yesterday", wall_begins="2026-11-22", wall_ends="2026-11-23")
    put(calendars, "all day", wall_begins="2026-11-23", wall_ends="2026-11-24")
    put(calendars, "tomorrow", wall_begins="2026-11-24", wall_ends="2026-11-25")
    put(calendars, "fair", wall_begins="2026-11-20", wall_ends="2026-11-26")
    put(calendars, "floating", wall_begins="2026-11-23T09:00:00", wall_ends="2026-11-23T09:30:00")
    rows = found(calendars)
    assert [(row.title, row.all_day) for row in rows] == [
        ("fair", True),
        ("all day", True),
        ("floating", False),
    ]
    assert rows[1].begins == MORNING
    assert rows[2].begins == MORNING + timedelta(hours=9)


def test_an_event_knows_whose_calendar_it_is_and_hidden_ones_are_left_out(
    calendars: Store,
) -> None:
    for source_id in (1, 2, 3, 9):
        put(calendars, f"of {source_id}", source_id, begins_at=NOON, ends_at=NOON)
    assert [(row.title, row.person, row.source) for row in found(calendars)] == [
        ("of 1", None, "Calendar 1"),
        ("of 2", "Priya Nair", "Calendar 2"),
    ]
