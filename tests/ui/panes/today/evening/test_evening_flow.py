"""The evening by keyboard: six steps, what is typed in them, and the day closed at the end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from salesdesk_app.services import activities, commitments
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.evening import closing
from salesdesk_app.services.evening.carry import Open
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today import commands
from salesdesk_app.ui.panes.today.evening.draft import Drafts
from salesdesk_app.ui.panes.today.evening.flow import EveningFlow
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.ui.panes.today.evening.conftest import Wall
from tests.world import TODAY

DAY = timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 120
"""A hand that is not quick presses one a second: with what is read meanwhile, three minutes."""


class Keys:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, qtbot: QtBot, pane: TodayPane) -> None:
        self._qtbot, self._pane = qtbot, pane
        self.pressed = 0

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        here = self._pane.window().focusWidget()
        assert here is not None
        self._qtbot.keyClick(here, key, modifier)
        QApplication.processEvents()
        self.pressed += 1

    def type(self, text: str) -> None:
        here = self._pane.window().focusWidget()
        assert here is not None
        self._qtbot.keyClicks(here, text)
        self.pressed += len(text)


@pytest.fixture
def keys(qtbot: QtBot, flow: EveningFlow, evening: TodayPane) -> Keys:
    evening.activateWindow()
    QApplication.processEvents()
    return Keys(qtbot, evening)


def dialog(pane: TodayPane) -> Any:
    return next(one for one in pane.findChildren(QDialog) if one.isVisible())


def test_a_usual_evening_by_keys_only(
    evening: TodayPane, flow: EveningFlow, keys: Keys, told: list[Notice]
) -> None:
    store = evening.desk.store
    enter = Qt.Key.Key_Return
    assert flow.place == 0 and flow.where.text() == "Step 1 of 6"
    keys.press(enter)
    assert [row.name.text() for row in flow.praise.rows.widgets()] == ["Jonas Lind", "Priya Nair"]
    keys.press(enter)  # in a text of several lines as well
    assert flow.place == 2
    keys.type("Priya: send revised offer by Fri")
    assert flow.motion.owner.currentText() == "Priya Nair"
    assert flow.motion.due.value() == date(2026, 11, 27)
    keys.press(enter)
    assert flow.place == 2
    assert [one.text for one in ask(store, commitments.made_on, TODAY)] == ["send revised offer"]
    keys.press(enter)  # the line is empty: on
    assert flow.place == 3
    assert flow.evening is not None
    before = [one.text for one in flow.evening.carried]
    assert before[:2] == ["Send pricing", "Pricing"]
    said = [line.phrase.text for line in flow.carry.lines.widgets()]
    assert said[0] == "Priya Nair Send pricing due today"
    assert said[1].split(" Pricing")[0] in ("Priya Nair", "Jonas Lind")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_T)  # the call, on the next working day at its hour
    assert [one.text for one in flow.evening.carried] == before[2:]
    assert ask(store, activities.get, 1).planned_at.astimezone().date() == TODAY + DAY  # type: ignore[union-attr]
    keys.press(enter)
    assert flow.tomorrow.words.startswith("First call 12:00 Priya → Halden Freight.")
    keys.type(" Call the board first.")
    keys.press(enter)
    assert flow.place == 5
    assert "send revised offer (Priya Nair, by 27 Nov)" in flow.letter.words
    keys.press(enter, CTRL)

    assert not evening.evening.on
    closed = ask(store, closing.closed, TODAY)
    assert closed is not None and closed.note is not None and closed.tomorrow is not None
    assert closed.note.startswith("Monday 23 November\n\nWon: 1 deal, $40,000.")
    assert closed.tomorrow.endswith("Call the board first.")
    assert told[-1].text == "Close 23 Nov" and told[-1].action is not None
    items = [i for i in ask(store, checklist.day, TODAY, flow_calendar(evening)) if i.part == "end"]
    assert items and all(item.done_at is not None for item in items)
    assert keys.pressed <= MOST_KEYS
    assert evening.evening.button.text() == "Closed 17:00"

    evening.desk.undo()
    assert ask(store, closing.closed, TODAY) is None
    assert evening.evening.button.text() == "Wrap up the day"


def flow_calendar(pane: TodayPane) -> Any:
    assert pane.day is not None
    return pane.day.stated.calendar


def test_esc_leaves_and_keeps_what_was_typed(
    evening: TodayPane, flow: EveningFlow, keys: Keys, told: list[Notice]
) -> None:
    flow.go(1)
    area = flow.praise.rows.widgets()[0].text
    area.setPlainText("Great work, Jonas")
    flow.go(5)
    flow.letter.text.setPlainText("My own note")
    flow.letter.text.setFocus()
    keys.press(Qt.Key.Key_Escape)
    assert not evening.evening.on
    again = Drafts(evening.preferences, evening.desk.store.path.name).of(TODAY)
    assert (again.step, again.note, again.praise) == (5, "My own note", {"3": "Great work, Jonas"})
    commands.wrap_up(evening)
    assert flow.place == 5
    assert flow.letter.words == "My own note"
    assert flow.letter.anew.isVisible()
    flow.letter.anew.click()
    assert flow.letter.words.startswith("Monday 23 November")


def test_what_is_typed_is_kept_within_two_seconds(flow: EveningFlow, evening: TodayPane) -> None:
    flow.go(2)
    flow.motion.line.setText("Jonas: plan")
    flow.motion.line.textEdited.emit("Jonas: plan")
    timer = flow._drafts._timer
    assert timer.isActive() and timer.interval() <= 2000
    timer.timeout.emit()
    assert Drafts(evening.preferences, evening.desk.store.path.name).of(TODAY).line == "Jonas: plan"


def test_a_draft_of_another_program_is_no_harm(evening: TodayPane) -> None:
    name = evening.desk.store.path.name
    drafts = Drafts(evening.preferences, name)
    for kept in ("nonsense", "[]", '{"2026-11-23": {"unknown": 1}}'):
        evening.preferences.set_text(f"evening/{name}", kept)
        assert drafts.of(TODAY).note is None


def test_steps_are_reached_by_mouse_and_back(flow: EveningFlow, qtbot: QtBot) -> None:
    flow.next_button.click()
    assert flow.place == 1
    flow.back_button.click()
    assert flow.place == 0 and not flow.back_button.isEnabled()
    flow.progress.changed.emit("4")
    assert flow.place == 4
    qtbot.keyClick(flow, Qt.Key.Key_PageUp)
    flow.go(5)
    assert not flow.next_button.isEnabled()
    flow.go(9)
    assert flow.place == 5


def test_a_line_that_lacks_something_says_what(flow: EveningFlow) -> None:
    flow.go(2)
    line = flow.motion.line

    def typed(text: str) -> None:
        line.setText(text)
        line.textEdited.emit(text)

    typed("send the offer")
    assert not flow.motion.add()
    assert flow.motion.wrong.text() == "Say who will do it."
    flow.next()
    assert flow.place == 2  # what is half done stays
    typed("Priya:")
    assert not flow.motion.add()
    assert flow.motion.wrong.text() == "Say what will be done."
    typed("Priya: offer")
    flow.motion.due.set_value(None)
    assert not flow.motion.add()
    assert flow.motion.wrong.text() == "Say by when."
    flow.motion.due.set_value(TODAY + DAY)
    flow.next()
    assert flow.place == 3
    assert flow.evening is not None
    assert [(one.text, one.due_on) for one in flow.evening.motion] == [("offer", TODAY + DAY)]
    row = flow.motion.made.widgets()[0]
    dict(row.entries())["Delete"]()
    assert flow.evening.motion == ()


def test_what_is_open_is_put_off_and_dropped_in_dialogs(
    flow: EveningFlow, evening: TodayPane, told: list[Notice]
) -> None:
    flow.go(3)
    row = flow.carry.lines.widgets()[0]
    menu = dict(row.entries())
    menu["Another day… (D)"]()
    shown = dialog(evening)
    shown.day.set_value(TODAY)
    shown.submit()
    assert "later day" in shown.wrong.text()
    shown.day.set_value(TODAY + 4 * DAY)
    shown.submit()
    assert ask(evening.desk.store, commitments.of_person, 2)[0].due_on == TODAY + 4 * DAY
    assert told[-1].text == "Put “Send pricing” off to 27 Nov"
    call = flow.carry.lines.widgets()[0]
    dict(call.entries())["Drop… (X)"]()
    shown = dialog(evening)
    shown.submit()
    assert "Say why" in shown.wrong.text()
    shown.why.setText("They cancelled")
    shown.submit()
    assert ask(evening.desk.store, activities.get, 1).outcome == "cancelled"
    item = flow.carry.lines.widgets()[0]
    dict(item.entries())["Tomorrow (T)"]()
    assert "carries over by itself" in told[-1].text


def test_the_next_key_is_for_the_next_line(flow: EveningFlow, keys: Keys) -> None:
    flow.go(3)
    dealt: list[tuple[str, str]] = []
    overs: list[Callable[[bool], object]] = []

    def slow(what: str, one: Open, over: Callable[[bool], object]) -> None:
        dealt.append((what, one.text))
        overs.append(over)

    flow.carry._deal = slow
    lines = flow.carry.lines.widgets()
    for key in (Qt.Key.Key_T, Qt.Key.Key_Space):  # before either is written
        keys.press(key)
    assert dealt == [("tomorrow", "Send pricing"), ("done", "Pricing")]
    assert [line.isHidden() for line in lines[:3]] == [True, True, False]
    overs[0](False)
    overs[1](True)
    assert [line.isHidden() for line in lines[:3]] == [False, True, False]


def test_the_flow_looks_again_when_something_changes(flow: EveningFlow, evening: TodayPane) -> None:
    flow.go(1)
    flow.praise.rows.widgets()[0].text.setPlainText("My words")
    evening.desk.do(commitments.add, text="Fix prices", owner_id=2, due_on=TODAY)
    assert flow.evening is not None and [one.text for one in flow.evening.motion] == ["Fix prices"]
    assert flow.praise.rows.widgets()[0].text.toPlainText() == "My words"
    assert "Fix prices" in flow.letter.words


def test_after_midnight_the_day_that_was_begun_is_closed(
    flow: EveningFlow, evening: TodayPane, wall: Wall
) -> None:
    flow.go(5)
    flow.letter.text.setPlainText("Late note")
    wall.set(TODAY + DAY, 0, 30)
    evening.heed_clock()
    flow.close_day()
    found = ask(evening.desk.store, closing.closed, TODAY)
    assert found is not None and found.note == "Late note" and not found.late
    assert found.closed_at == wall.moment
    assert ask(evening.desk.store, closing.closed, TODAY + DAY) is None


def test_a_day_left_open_is_offered_and_closed_as_it_stood(
    evening: TodayPane, wall: Wall, told: list[Notice]
) -> None:
    store = evening.desk.store
    friday = TODAY - 3 * DAY
    perform(
        store,
        Stamp(wall.set(friday, 17)),
        closing.close_day,
        friday,
        note="",
        tomorrow="",
        now=wall.moment,
    )
    wall.set(TODAY + DAY, 8)
    evening.refresh()
    lines = evening.checks.sections["start"].live.widgets()
    assert lines[0].phrase.text.startswith("Monday 23 November was not closed")
    assert lines[0].shown is not None and lines[0].shown.open is not None
    lines[0].shown.open()
    flow = evening.evening.flow
    assert flow is not None and flow.late
    assert flow.heading.text() == "Close Monday 23 November"
    assert not flow.motion.fields.isVisibleTo(flow.motion)
    flow.go(3)
    flow.carry._done("done", flow.evening.carried[0])  # type: ignore[union-attr]
    assert ask(store, commitments.of_person, 2)[0].outcome is None
    flow.close_day()
    found = ask(store, closing.closed, TODAY)
    assert found is not None and found.late and found.note is not None
    assert "Won: 1 deal, $40,000" in found.note
    assert evening.day is not None and evening.day.left_open is None


def test_the_next_morning_begins_from_the_closing(
    flow: EveningFlow, evening: TodayPane, wall: Wall
) -> None:
    flow.tomorrow.text.setPlainText("First call 09:15 Priya, carried 2")
    flow.close_day()
    end = evening.checks.sections["end"]
    assert end.live.widgets()[0].phrase.text.startswith("The day is closed")
    wall.set(TODAY + DAY, 8)
    evening.refresh()
    line = evening.checks.sections["start"].live.widgets()[0]
    assert line.phrase.text == "From yesterday’s close First call 09:15 Priya, carried 2"
    assert evening.needs.note.text() == "since Monday 17:00"


def test_a_closed_day_is_reopened_from_its_line(flow: EveningFlow, evening: TodayPane) -> None:
    flow.close_day()
    line = evening.checks.sections["end"].live.widgets()[0]
    dict(line.entries())["Reopen the day"]()
    assert ask(evening.desk.store, closing.closed, TODAY) is None
    evening.evening.wrap_up()
    assert flow.close_button.text() == "Close the day"


def test_a_day_is_closed_anew_with_what_was_typed(
    flow: EveningFlow, evening: TodayPane, wall: Wall
) -> None:
    flow.go(5)
    flow.letter.text.setPlainText("By hand")
    flow.close_day()
    name = evening.desk.store.path.name
    evening.preferences.set_text(f"evening/{name}", "")  # on another machine
    evening.desk.do(commitments.add, text="Fix prices", owner_id=2, due_on=TODAY)
    wall.set(TODAY, 18)
    commands.wrap_up(evening)
    assert flow.place == 0 and flow.close_button.text() == "Close the day anew"
    assert flow.letter.words == "By hand"
    assert not flow.tomorrow.words.endswith("By hand")
    flow.close_day()
    found = ask(evening.desk.store, closing.closed, TODAY)
    assert found is not None and found.note == "By hand" and found.closed_at == wall.moment


def test_the_words_are_there_again_after_undo(flow: EveningFlow, evening: TodayPane) -> None:
    flow.letter.text.setPlainText("By hand")
    flow.close_day()
    evening.desk.undo()
    commands.wrap_up(evening)
    assert flow.letter.words == "By hand"


def test_the_end_of_the_day_opens_at_its_time(evening: TodayPane, wall: Wall) -> None:
    end = evening.checks.sections["end"]
    assert end.note.text() == "0 of 5 done"
    assert end.live.widgets()[0].phrase.text.startswith("Wrap up the day")
    wall.set(TODAY, 12)
    evening.refresh()
    assert end.note.text() == "opens at 16:30"
    assert end.heading.property("tone") == "muted" and not end.live.widgets()
    commands.wrap_up(evening)  # by hand, before
    assert evening.evening.on


def test_words_are_copied(flow: EveningFlow, told: list[Notice]) -> None:
    row = flow.praise.rows.widgets()[0]
    row.copy.click()
    assert QGuiApplication.clipboard().text() == (
        "Well done on Halden Freight, Jonas: $40,000 won."
    )
    assert told[-1].text == "Copied."


def test_the_command_is_there(evening: TodayPane) -> None:
    assert COMMANDS["day.wrap_up"].title == "Wrap up the day…"
    assert COMMANDS["day.wrap_up"].menu == "Day"


def test_what_offers_the_evening_hears_that_it_is_begun(evening: TodayPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(evening.desk.wrapping_up):
        evening.evening.button.click()
