"""What is planned here as an .ics file: other calendars take it, and let go what was taken back."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.calendars import writing
from salesdesk_app.services import activities, history
from salesdesk_app.services.calendars import planned_file
from salesdesk_app.services.calendars.planned_file import beside, bring_up_to_date, write
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.ics import read as read_ics
from tests.world import NOON, TODAY, fill


def do(store: Store, verb: Any, *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def block(store: Store, subject: str = "Forecast, Q4; draft", **about: Any) -> int:
    stated = {"kind": "meeting", "planned_at": NOON, "subject": subject, "minutes": 90} | about
    return int(do(store, activities.plan, **stated))


def written(store: Store) -> list[Any]:
    """The file's events, as another program reads them."""
    write(store, beside(store.path), today=TODAY)
    found = icalendar.Calendar.from_ical(beside(store.path).read_bytes())
    return list(found.walk("VEVENT"))


def test_own_hours_are_written_as_others_read_them(store: Store) -> None:
    fill(store)  # with a rep's call, which is not the manager's
    block(store)
    block(store, "1:1", kind="one_to_one", person_id=3, minutes=None)
    block(store, "Write to Weiss", kind="task")
    one, talk = written(store)
    assert {str(one["SUMMARY"]), str(talk["SUMMARY"])} == {"Forecast, Q4; draft", "1:1 Jonas Lind"}
    (forecast,) = [event for event in (one, talk) if "Forecast" in event["SUMMARY"]]
    assert forecast["DTSTART"].dt == NOON.replace(microsecond=0)
    assert forecast["DTEND"].dt - forecast["DTSTART"].dt == timedelta(minutes=90)
    assert forecast["STATUS"] == "CONFIRMED"


def test_our_own_reader_reads_it_back(store: Store) -> None:
    long = "Überblick über das Quartal – " * 9
    block(store, long.strip())
    write(store, beside(store.path), today=TODAY)
    content = beside(store.path).read_bytes()
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    found = read_ics(content)
    assert [one["title"] for one in found["events"]] == [long.strip()]
    assert found["name"] == "SalesDesk: sales"
    assert found["left_out"] == []


def test_a_change_keeps_the_name_and_raises_the_sequence(store: Store) -> None:
    key = block(store)
    (first,) = written(store)
    do(store, activities.edit, key, minutes=30)
    (second,) = written(store)
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_what_is_taken_back_is_cancelled_and_comes_back(store: Store) -> None:
    key = block(store)
    (first,) = written(store)
    history.undo(store, NOON)
    (undone,) = written(store)
    assert (undone["UID"], undone["STATUS"]) == (first["UID"], "CANCELLED")
    assert undone["SEQUENCE"] > first["SEQUENCE"]
    assert undone["DTSTART"].dt == first["DTSTART"].dt
    history.redo(store, NOON)
    (back,) = written(store)
    assert (back["STATUS"], back["SEQUENCE"] > undone["SEQUENCE"]) == ("CONFIRMED", True)
    do(store, activities.delete, key)
    assert [one["STATUS"] for one in written(store)] == ["CANCELLED"]


def test_what_a_rep_had_planned_is_not_told_when_it_is_taken_back(store: Store) -> None:
    fill(store)
    key = block(store, kind="call", person_id=2)
    do(store, activities.delete, key)
    assert written(store) == []


def test_what_is_no_hour_any_more_is_cancelled(store: Store) -> None:
    fill(store)
    key = block(store)
    do(store, activities.edit, key, kind="task")
    assert [one["STATUS"] for one in written(store)] == ["CANCELLED"]
    do(store, activities.edit, key, kind="meeting", person_id=2)
    assert [one["STATUS"] for one in written(store)] == ["CANCELLED"]
    do(store, activities.edit, key, person_id=None)
    assert [one["STATUS"] for one in written(store)] == ["CONFIRMED"]


def test_the_file_is_kept_up_to_date_only_where_there_is_one(store: Store) -> None:
    block(store)
    assert not bring_up_to_date(store, today=TODAY)
    assert not beside(store.path).exists()
    assert write(store, beside(store.path), today=TODAY) == 1
    assert not bring_up_to_date(store, today=TODAY)
    block(store, "Another")
    assert bring_up_to_date(store, today=TODAY)
    assert len(read_ics(beside(store.path).read_bytes())["events"]) == 2
    assert bring_up_to_date(store, today=date(2027, 6, 1))  # what is long over is left out
    assert b"VEVENT" not in beside(store.path).read_bytes()


def test_one_alone_and_what_is_gone(store: Store) -> None:
    key = block(store)
    block(store, "Another")
    path = store.path.with_name("one.ics")
    assert write(store, path, today=TODAY, activity_id=key) == 1
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 1
    do(store, activities.delete, key)
    with pytest.raises(Problem) as raised:
        write(store, path, today=TODAY, activity_id=key)
    assert raised.value.code == "record.gone"


def test_texts_cannot_leave_their_line(store: Store) -> None:
    made = writing.Planned("1", 1, NOON, NOON, NOON, "a\r\nATTENDEE:mailto:x@y.z\x00\\n")
    lines = writing.calendar([made], "x\nEND:VCALENDAR").decode().split("\r\n")
    assert "SUMMARY:a\\nATTENDEE:mailto:x@y.z \\\\n" in lines
    assert lines.count("END:VCALENDAR") == 1


def test_the_file_lies_beside_the_workspace(store: Store) -> None:
    assert planned_file.beside(store.path).name == "sales calendar.ics"
