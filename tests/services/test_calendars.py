"""Calendars that are read along: added, read again, kept for offline, removed and brought back."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web
from salesdesk_app.exchange.calendars import parsing
from salesdesk_app.exchange.calendars.contents import understood
from salesdesk_app.services import activities, history
from salesdesk_app.services.calendars import calendar_copies, calendars
from salesdesk_app.services.calendars.calendar_copies import keep, look, refresh
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Activity, CalendarCopy, CalendarEvent
from salesdesk_app.store.session import Store
from tests.ics import calendar, event
from tests.world import NOON, TODAY, fill

WEEKLY = event("DTSTART:20261102T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", title="Weekly")
ADDRESS = "https://calendar.example/team.ics"
DAY = timedelta(days=1)


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Reads in this process, and notes what is read: the child itself has tests of its own."""
    read: list[str] = []

    def each(_kind: str, documents: Any, _understood: Any, *, options: Any) -> list[Any]:
        found: list[Any] = []
        for document in documents:
            read.append(document.name)
            try:
                found.append(understood(parsing.read(document.content, options)))
            except Problem as problem:
                found.append(Problem(problem.code, name=document.name, **problem.facts))
        return found

    monkeypatch.setattr(calendar_copies, "read_each", each)
    return read


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What stands at an address: an answer or a problem; and what it was asked with last."""
    state: dict[str, Any] = {"answer": web.Fetched(calendar(WEEKLY), "v1", None, ADDRESS)}

    def fetch(address: str, **asked: Any) -> Any:
        state["asked"] = (address, asked["etag"])
        if isinstance(state["answer"], Problem):
            raise state["answer"]
        return state["answer"]

    monkeypatch.setattr(web, "fetch", fetch)
    return state


def do(store: Store, verb: Any, *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def read(store: Store, today: date = TODAY, now: datetime = NOON) -> bool:
    return keep(store, refresh(store, today=today, now=now))


def titles(store: Store, day: date = TODAY) -> list[str]:
    begin = datetime(day.year, day.month, day.day).astimezone()
    return [row.title for row in ask(store, calendars.events, begin, begin + DAY)]


def source(store: Store) -> calendars.SourceRow:
    return ask(store, calendars.sources)[0]


def test_a_file_is_read_along_and_read_again_when_it_changes(
    store: Store, tmp_path: Path, inline: list[str]
) -> None:
    path = tmp_path / "team.ics"
    path.write_bytes(calendar("X-WR-CALNAME:Sales team", WEEKLY))
    seen = look("file", str(path), today=TODAY, now=NOON)
    assert seen.contents is not None
    assert seen.contents.name == "Sales team"
    do(store, calendars.add, kind="file", place=str(path), name="Sales team")
    assert read(store)
    assert titles(store) == ["Weekly"]
    row = source(store)
    assert (row.read_at, row.problem, row.left_out) == (NOON, None, ())
    assert row.events > 50

    inline.clear()
    assert not read(store, now=NOON + DAY / 24)
    assert inline == []
    assert source(store).read_at == NOON + DAY / 24

    other = event("DTSTART:20261123T100000Z", uid="2", title="Other")
    path.write_bytes(calendar(WEEKLY.replace("Weekly", "Renamed"), other))
    assert read(store)
    assert titles(store) == ["Renamed", "Other"]


def test_the_days_move_on_without_the_file(store: Store, tmp_path: Path, inline: list[str]) -> None:
    path = tmp_path / "team.ics"
    path.write_bytes(calendar(WEEKLY))
    do(store, calendars.add, kind="file", place=str(path), name="Team")
    read(store)
    path.unlink()
    later = TODAY + timedelta(weeks=70)
    assert titles(store, later) == []
    assert read(store, today=later, now=NOON + timedelta(weeks=70))
    assert titles(store, later) == ["Weekly"]
    row = source(store)
    assert row.problem is not None
    assert row.problem[0] == "file.missing"
    assert row.read_at == NOON


def test_an_address_is_asked_with_what_it_said_before(
    store: Store, server: dict[str, Any], inline: list[str]
) -> None:
    do(
        store,
        calendars.add,
        kind="address",
        place="webcal://calendar.example/team.ics",
        name="Team",
    )
    assert source(store).place == ADDRESS
    assert read(store)
    assert server["asked"] == (ADDRESS, None)
    server["answer"] = web.NOT_MODIFIED
    assert not read(store)
    assert server["asked"] == (ADDRESS, "v1")
    assert titles(store) == ["Weekly"]


@pytest.mark.parametrize(
    "answer",
    [
        Problem("web.unreachable", host="calendar.example"),
        web.Fetched(b"<html>Please sign in</html>", None, None, ADDRESS),
    ],
)
def test_what_fails_keeps_the_copy_and_tells_when_it_was_read(
    store: Store, server: dict[str, Any], inline: list[str], answer: Any
) -> None:
    do(store, calendars.add, kind="address", place=ADDRESS, name="Team")
    read(store)
    server["answer"] = answer
    read(store, now=NOON + DAY)
    row = source(store)
    assert row.problem is not None
    assert (row.read_at, row.tried_at) == (NOON, NOON + DAY)
    assert titles(store) == ["Weekly"]
    server["answer"] = web.NOT_MODIFIED
    later = TODAY + timedelta(weeks=20)  # laid out anew for other days, from the copy
    read(store, later, NOON + 2 * DAY)
    assert server["asked"] == (ADDRESS, "v1")
    assert source(store).problem is None
    assert titles(store, later) == ["Weekly"]


def test_what_is_left_out_is_told_with_the_source(
    store: Store, server: dict[str, Any], inline: list[str]
) -> None:
    bad = event("DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY", uid="2", title="Tick")
    server["answer"] = web.Fetched(calendar(WEEKLY, bad), None, None, ADDRESS)
    do(store, calendars.add, kind="address", place=ADDRESS, name="Team")
    read(store)
    assert source(store).left_out == (("often", 1, "Tick"),)


def test_removing_and_undoing_brings_the_copy_back_to_sight(
    store: Store, server: dict[str, Any], inline: list[str]
) -> None:
    do(store, calendars.add, kind="address", place=ADDRESS, name="Team")
    read(store)
    do(store, calendars.remove, 1)
    assert titles(store) == []
    read(store)
    history.undo(store, NOON)
    assert titles(store) == ["Weekly"]
    do(store, calendars.remove, 1)
    do(store, calendars.add, kind="address", place=ADDRESS, name="Again")
    read(store, now=NOON + 31 * DAY)
    with store.read() as session:
        assert session.get(CalendarCopy, 1) is None
        assert session.query(CalendarEvent).filter_by(source_id=1).count() == 0


def test_hidden_ones_and_those_of_reps(
    store: Store, server: dict[str, Any], inline: list[str]
) -> None:
    fill(store)
    do(store, calendars.add, kind="address", place=ADDRESS, name="Team")
    read(store)
    do(store, calendars.give, 1, 2)
    begin = datetime(2026, 11, 23).astimezone()
    (row,) = ask(store, calendars.events, begin, begin + DAY)
    assert (row.person_id, row.person) == (2, "Priya Nair")
    do(store, calendars.show, 1, False)
    assert titles(store) == []
    do(store, calendars.rename, 1, " Sales ")
    assert source(store).name == "Sales"


def test_what_was_planned_here_and_comes_back_is_not_shown_twice(
    store: Store, server: dict[str, Any], inline: list[str]
) -> None:
    do(store, activities.plan, kind="meeting", planned_at=NOON, subject="Forecast")
    with store.read() as session:
        uid = session.query(Activity.uid).filter_by(subject="Forecast").scalar()
    ours = event("DTSTART:20261123T100000Z", uid=f"{uid}{calendars.OURS}", title="Forecast")
    server["answer"] = web.Fetched(calendar(WEEKLY, ours), None, None, ADDRESS)
    do(store, calendars.add, kind="address", place=ADDRESS, name="Team")
    read(store)
    assert titles(store) == ["Weekly"]


def test_what_cannot_be_added_says_why(
    store: Store, server: dict[str, Any], tmp_path: Path
) -> None:
    do(store, calendars.add, kind="address", place=ADDRESS, name="Team")
    for facts, code in [
        ({"kind": "address", "place": ADDRESS, "name": "Twice"}, "calendar.twice"),
        ({"kind": "address", "place": "ftp://x.example/a.ics", "name": "x"}, "web.scheme"),
        ({"kind": "file", "place": "a.ics", "name": " "}, "field.empty"),
        ({"kind": "file", "place": "a.ics", "name": "A", "person_id": 99}, "record.gone"),
    ]:
        with pytest.raises(Problem) as raised:
            do(store, calendars.add, **facts)
        assert raised.value.code == code
    for place, code in [(str(tmp_path), "file.folder"), (str(tmp_path / "no.ics"), "file.missing")]:
        with pytest.raises(Problem) as raised:
            look("file", place, today=TODAY, now=NOON)
        assert raised.value.code == code


def test_a_file_that_is_no_calendar_says_so_in_the_real_child(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_text("hello")
    with pytest.raises(Problem) as raised:
        look("file", str(path), today=TODAY, now=NOON)
    assert (raised.value.code, raised.value.facts["name"]) == ("document.other", "a.ics")


@pytest.mark.parametrize(
    "answer",
    [
        {"times": [["2026-11-23T09:00:00Z", "2026-11-23"]]},
        {"times": [["2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z"]]},
        {"link": "javascript:alert(1)"},
        {"title": "x" * 5_000},
        {"people": [1]},
    ],
)
def test_an_answer_of_the_child_is_not_trusted(answer: dict[str, Any]) -> None:
    good: dict[str, Any] = parsing.read(
        calendar(WEEKLY), {"first": "2026-11-01", "last": "2026-11-30"}
    )
    assert understood(good).entries
    good["events"][0] |= answer
    with pytest.raises((ValueError, TypeError)):
        understood(good)
