"""Documents are read one by one in the guarded child: what kills it costs one of them only."""

from dataclasses import replace
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import documents
from salesdesk_app.exchange.reading.documents import Document, read_each
from salesdesk_app.exchange.reading.limits import Limits
from tests.ics import calendar, event

DAYS = {"first": "2026-01-01", "last": "2026-12-31"}
GOOD = calendar(event("DTSTART:20260601T090000Z", title="Good"))


def titles(found: Any) -> list[str]:
    return [str(one["title"]) for one in found["events"]]


def outcome(found: list[list[str] | Problem]) -> list[list[str] | str]:
    return [one.code if isinstance(one, Problem) else one for one in found]


def test_each_document_gets_its_own_answer() -> None:
    shelf = [Document("a.ics", GOOD), Document("b.ics", b"no calendar"), Document("c.ics", b" ")]
    steps: list[tuple[int, int]] = []
    found = read_each(
        "calendars", shelf, titles, options=DAYS, tick=lambda n, of: steps.append((n, of or 0))
    )
    assert outcome(found) == [["Good"], "document.other", "document.empty"]
    assert isinstance(found[1], Problem)
    assert found[1].facts["name"] == "b.ics"
    assert steps[-1] == (3, 3)


def test_the_batch_goes_on_after_one_that_takes_too_much_memory() -> None:
    limits = replace(Limits(), memory=120 << 20, seconds=20)
    big = b"BEGIN:VCALENDAR\r\n" + b"X-FILL:" + b"." * (100 << 20)
    shelf = [Document("big.ics", big), Document("good.ics", GOOD)]
    found = read_each("calendars", shelf, titles, options=DAYS, limits=limits)
    assert outcome(found)[0] in ("document.memory", "document.too_big", "document.died")
    assert outcome(found)[1] == ["Good"]


def test_the_batch_goes_on_after_one_that_takes_too_long() -> None:
    never = event("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31")
    limits = replace(Limits(), seconds=0.4)
    shelf = [Document("never.ics", calendar(never)), Document("good.ics", GOOD)]
    found = read_each("calendars", shelf, titles, options=DAYS, limits=limits)
    assert outcome(found)[0] == "document.timeout"


def test_a_new_child_begins_before_what_is_left_in_memory_adds_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []

    class Counted(documents.Child):
        def __init__(self, name: str, limits: Limits) -> None:
            begun.append(name)
            super().__init__(name, limits)

    monkeypatch.setattr(documents, "Child", Counted)
    monkeypatch.setattr(documents, "A_CHILD", 2)
    shelf = [Document(f"{number}.ics", GOOD) for number in range(3)]
    assert outcome(read_each("calendars", shelf, titles, options=DAYS)) == [["Good"]] * 3
    assert begun == ["0.ics", "2.ics"]


def test_an_answer_that_makes_no_sense_is_that_of_a_dead_child() -> None:
    def doubts(_found: Any) -> list[str]:
        raise KeyError("title")

    found = read_each("calendars", [Document("a.ics", GOOD)], doubts, options=DAYS)
    assert outcome(found) == ["document.died"]


def test_more_than_one_child_takes_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "A_CHILD", 1)
    found = read_each("calendars", [Document("a.ics", GOOD)] * 2, titles, options=DAYS)
    assert outcome(found) == [["Good"], ["Good"]]


def test_the_user_may_stop_it() -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _of: int | None) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_each("calendars", [Document("a.ics", GOOD)], titles, options=DAYS, tick=stop)
