"""The two doors: answers, writes, undo, errors, stopping and superseding, on real threads too."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.progress import Tick
from salesdesk_app.services import settings, stages
from salesdesk_app.services.verbs import Session, Stamp, Store, perform
from salesdesk_app.ui.desk import Desk, Work
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.notices import BugReport, Notice


@pytest.fixture
def busy(store: Store, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with its real threads."""
    made = Desk(store, Clock(date(2026, 11, 23)), Lanes())
    yield made
    made.close_lanes()


def fiscal_start(session: Session) -> int:
    return settings.read(session).fiscal_start_month


def fail(session: Session) -> None:
    raise ZeroDivisionError("a bug")


def refuse(session: Session) -> None:
    raise Problem("field.empty", field="Name")


def test_a_question_is_answered(desk: Desk) -> None:
    heard: list[int] = []
    desk.ask(fiscal_start, then=heard.append)
    assert heard == [1]
    assert desk.idle


def test_a_verb_tells_its_result_and_what_it_touched(desk: Desk, told: list[Notice]) -> None:
    touched: list[frozenset[str]] = []
    desk.changed.connect(touched.append)
    made: list[int] = []
    desk.do(stages.add, "Legal", then=made.append, notice=True)
    assert touched == [frozenset({"stage"})]
    assert made
    assert desk.wrote
    assert told[0].text == desk.undo_label
    assert told[0].action is not None and told[0].action[0] == "Undo"


def test_a_verb_that_changes_nothing_tells_nothing(desk: Desk, told: list[Notice]) -> None:
    touched: list[frozenset[str]] = []
    desk.changed.connect(touched.append)
    desk.do(settings.change, fiscal_start_month=1, notice=True)
    assert (touched, told, desk.wrote) == ([], [], False)


def test_undo_and_redo_name_what_they_do(desk: Desk, told: list[Notice]) -> None:
    desk.do(settings.change, fiscal_start_month=4)
    label = desk.undo_label
    assert label is not None
    answers: list[int] = []
    desk.undo()
    desk.ask(fiscal_start, then=answers.append)
    assert (desk.undo_label, desk.redo_label) == (None, label)
    assert told[0].text == f"Undone: {label}"
    assert told[0].action is not None
    told[0].action[1]()
    desk.ask(fiscal_start, then=answers.append)
    assert answers == [1, 4]


def test_nothing_to_undo_is_a_notice_and_no_bug(desk: Desk, told: list[Notice]) -> None:
    desk.undo()
    assert [notice.tone for notice in told] == ["bad"]
    assert "nothing to undo" in told[0].text


def test_a_problem_is_told_and_the_form_stays(desk: Desk, told: list[Notice]) -> None:
    stayed: list[bool] = []
    done: list[object] = []
    desk.do(refuse, then=done.append, failed=lambda: stayed.append(True))
    assert told[0].text == "Name must not be empty."
    assert (stayed, done) == ([True], [])


def test_a_bug_is_raised_on_inline_lanes(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.ask(fail, then=lambda _answer: None)


def test_a_bug_is_shown_once_and_logged_each_time(
    busy: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[BugReport] = []
    busy.failed.connect(shown.append)
    for _ in range(3):
        busy.do(fail)
    qtbot.waitUntil(lambda: busy.idle)
    assert len(shown) == 1
    assert "ZeroDivisionError: a bug" in shown[0].text
    assert len([r for r in caplog.records if r.name == "salesdesk"]) == 3


def test_a_bug_in_a_callback_lets_the_others_go_on(busy: Desk, qtbot: QtBot) -> None:
    shown: list[BugReport] = []
    heard: list[int] = []
    busy.failed.connect(shown.append)
    busy.ask(fiscal_start, then=lambda answer: answer / 0)
    busy.ask(fiscal_start, then=heard.append)
    qtbot.waitUntil(lambda: busy.idle)
    assert heard == [1]
    assert len(shown) == 1


def test_only_the_newest_request_of_a_topic_is_answered(busy: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    heard: list[str] = []

    def slow(session: Session, word: str) -> str:
        gate.wait(10)
        return word

    for word in ("first", "second", "third"):
        busy.ask(slow, word, then=heard.append, topic="pane")
    busy.ask(slow, "other", then=heard.append, topic="panel")
    gate.set()
    qtbot.waitUntil(lambda: busy.idle)
    assert sorted(heard) == ["other", "third"]


def test_callbacks_come_on_the_ui_thread(busy: Desk, qtbot: QtBot) -> None:
    threads: list[str] = []

    def where(session: Session) -> str:
        return threading.current_thread().name

    def back(name: str) -> None:
        threads.extend((name, threading.current_thread().name))

    busy.do(where, then=back)
    qtbot.waitUntil(lambda: busy.idle)
    assert threads == ["writer", threading.main_thread().name]


def test_long_work_shows_itself_and_can_be_stopped(busy: Desk, qtbot: QtBot, store: Store) -> None:
    shown: list[Work] = []
    notices: list[Notice] = []
    busy.working.connect(shown.append)
    busy.noticed.connect(notices.append)

    def long(session: Session, *, tick: Tick) -> None:
        stages.add(session, "Half done")
        for step in range(10_000_000):
            tick(step, 10_000_000)

    ended: list[str] = []
    busy.do(long, doing="Counting", failed=lambda: ended.append("stopped"))
    qtbot.waitUntil(lambda: bool(shown) and shown[0].total == 10_000_000, timeout=10_000)
    shown[0].stopped.set()
    qtbot.waitUntil(lambda: busy.idle, timeout=10_000)
    assert ended == ["stopped"]
    assert notices[0].text == "Counting: stopped. Nothing was changed."
    with store.read() as session:
        assert "Half done" not in [row.name for row in stages.rows(session)]


def test_quick_work_is_never_shown(busy: Desk, qtbot: QtBot) -> None:
    shown: list[Work] = []
    busy.working.connect(shown.append)
    busy.ask(fiscal_start, then=lambda _answer: None)
    qtbot.waitUntil(lambda: busy.idle)
    assert shown == []


class Asker(QObject):
    """Something that may be gone when the answer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def hear(self, answer: int) -> None:
        self.heard.append(answer)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(busy: Desk, qtbot: QtBot) -> None:
    shown: list[BugReport] = []
    busy.failed.connect(shown.append)
    asker = Asker()
    busy.ask(fiscal_start, then=asker.hear)
    delete(asker)
    qtbot.waitUntil(lambda: busy.idle)
    assert (asker.heard, shown) == ([], [])


def test_an_answer_that_holds_on_to_a_widget_that_is_gone_is_dropped(
    busy: Desk, qtbot: QtBot
) -> None:
    shown: list[BugReport] = []
    busy.failed.connect(shown.append)
    asker, done = Asker(), Asker()
    tell = done.hear
    busy.ask(fiscal_start, then=lambda _answer: asker.setObjectName("answered"))
    busy.ask(fiscal_start, then=lambda answer: tell(answer + 1))
    delete(asker)
    delete(done)
    qtbot.waitUntil(lambda: busy.idle)
    assert (done.heard, shown) == ([], [])


def test_a_fixed_clock_stands_at_local_noon() -> None:
    clock = Clock(date(2026, 3, 1))
    assert clock.today() == date(2026, 3, 1)
    assert clock.now().astimezone().hour == 12
    assert clock.now().tzinfo is UTC
    assert Clock().now() <= datetime.now(UTC)


def past_and_present(desk: Desk) -> None:
    """The fiscal year began in January a week ago, and in March now."""
    for days, month in ((7, 1), (1, 3)):
        at = desk.now() - timedelta(days=days)
        perform(desk.store, Stamp(at), stages.add, f"Step {month}")
        perform(desk.store, Stamp(at), settings.change, fiscal_start_month=month)


def test_one_looks_back_and_returns(desk: Desk) -> None:
    past_and_present(desk)
    heard: list[int] = []
    touched: list[frozenset[str]] = []
    desk.changed.connect(touched.append)
    week_ago = desk.today() - timedelta(days=6)
    desk.look_at(week_ago)
    assert (desk.looking_at, desk.view_day(), touched) == (week_ago, week_ago, [frozenset("*")])
    desk.ask(fiscal_start, then=heard.append, travels=True)
    desk.ask(fiscal_start, then=heard.append)
    desk.look_at(desk.today())
    assert (desk.looking_at, desk.view_day()) == (None, desk.today())
    desk.ask(fiscal_start, then=heard.append, travels=True)
    assert heard == [1, 3, 3]
    assert len(touched) == 2


def test_a_day_of_which_nothing_is_known_is_not_gone_to(desk: Desk, told: list[Notice]) -> None:
    past_and_present(desk)
    desk.look_at(desk.today() - timedelta(days=3))
    desk.look_at(desk.today() - timedelta(days=30))
    assert desk.looking_at == desk.today() - timedelta(days=3)
    assert told[-1].text.startswith("Nothing is known before")


def test_the_past_is_not_written(desk: Desk, told: list[Notice]) -> None:
    past_and_present(desk)
    desk.refresh_labels()
    desk.look_at(desk.today() - timedelta(days=3))
    refused: list[bool] = []
    saving: list[bool] = []
    desk.saving.connect(saving.append)
    desk.do(stages.add, "Late", failed=lambda: refused.append(True))
    desk.undo()
    desk.redo()
    assert refused == [True]
    assert saving == []
    assert len(told) == 3
    assert "20 Nov 2026" in told[0].text and told[0].tone == "warn"
    assert told[0].action is not None
    told[0].action[1]()
    assert desk.looking_at is None
    desk.do(stages.add, "Late")
    assert desk.undo_label is not None and "Late" in desk.undo_label


def test_the_last_day_that_was_asked_for_wins(busy: Desk, qtbot: QtBot) -> None:
    past_and_present(busy)
    for days in (3, 4, 5):
        busy.look_at(busy.today() - timedelta(days=days))
    qtbot.waitUntil(lambda: busy.idle)
    assert busy.looking_at == busy.today() - timedelta(days=5)
    busy.look_at(busy.today() - timedelta(days=3))
    busy.look_at(None)
    qtbot.waitUntil(lambda: busy.idle)
    assert busy.looking_at is None
