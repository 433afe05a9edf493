"""Documents are read one by one in the guarded child: what kills it costs one of them only."""

import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import child, documents
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


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Limits]]:
    """Fills with the name and the limits that each child begins with."""
    found: list[tuple[str, Limits]] = []

    class Noted(documents.Child):
        def __init__(self, name: str, limits: Limits) -> None:
            found.append((name, limits))
            super().__init__(name, limits)

    monkeypatch.setattr(documents, "Child", Noted)
    return found


def test_a_new_child_begins_before_what_is_left_in_memory_adds_up(
    begun: list[tuple[str, Limits]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "A_CHILD", 2)
    shelf = [Document(f"{number}.ics", GOOD) for number in range(3)]
    assert outcome(read_each("calendars", shelf, titles, options=DAYS)) == [["Good"]] * 3
    assert [name for name, _limits in begun] == ["0.ics", "2.ics"]


@pytest.mark.parametrize("error", [KeyError("title"), OverflowError("a moment beyond all days")])
def test_an_answer_that_makes_no_sense_is_that_of_a_dead_child(error: Exception) -> None:
    def doubts(_found: Any) -> list[str]:
        raise error

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


def test_a_document_is_ended_before_what_is_promised_is_passed(
    begun: list[tuple[str, Limits]],
) -> None:
    read_each("calendars", [Document("a.ics", GOOD)], titles, options=DAYS)
    ((_name, limits),) = begun
    assert limits.seconds <= 9.5
    assert limits.memory <= 448 << 20


def test_the_start_of_the_child_counts_to_the_time_of_its_first_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment = [0.0]
    monkeypatch.setattr(child, "time", SimpleNamespace(monotonic=lambda: moment[0]))
    never = event("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31")
    with documents.Child("a.ics", replace(Limits(), seconds=9)) as made:
        made.ask({"what": "documents", "kind": "calendars", "options": DAYS}, more=True)
        made.hand(calendar(never))
        moment[0] = 9.1
        with pytest.raises(Problem, match=r"file\.timeout"):
            made.answer(lambda: None)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<a>" * 1_600_000, "document.memory"),
        (b"<r><i " + b" ".join(b"a%d='x'" % n for n in range(300_000)) + b"/></r>", "timeout"),
    ],
)
def test_neither_ten_seconds_nor_512_mb_are_passed(
    content: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    most: list[int] = []

    class Measured(documents.Child):
        def __exit__(self, *error: object) -> None:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
            most.append(int(status.partition("VmHWM:")[2].split()[0]))
            super().__exit__(*error)

    monkeypatch.setattr(documents, "Child", Measured)
    begun = time.monotonic()
    (found,) = read_each("feeds", [Document("heavy.xml", content)], titles)
    assert time.monotonic() - begun < 10
    assert isinstance(found, Problem)
    assert found.code.endswith(code)
    assert most[0] < 512 << 10
