"""Items of the checklist on screen: carried over, skipped, moved by mouse and keyboard, edited."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today.checklist import item_commands
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.checklist.item_dialog import ItemDialog, Stated
from salesdesk_app.ui.panes.today.checklist.outcome_dialogs import SkipDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.widgets.forms import Dialog
from tests.world import NOON, TODAY

Checks = Callable[[TodayPane], dict[str, CheckRow]]
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def dialog(pane: QWidget) -> Dialog:
    return next(found for found in pane.findChildren(Dialog) if found.isVisible())


def part(pane: TodayPane, name: str) -> list[str]:
    rows = pane.checks.sections[name].items.widgets()
    return [row.shown.item.title for row in rows if row.shown]


def drag(row: CheckRow, to: QPoint, qtbot: QtBot, *, drop: bool = True) -> None:
    """Presses on a row, moves in two steps to a point of the screen, and lets go."""
    head = row.head
    begin = QPoint(60, head.height() // 2)
    qtbot.mousePress(head, LEFT, pos=begin)
    qtbot.mouseMove(head, begin + QPoint(0, 12))
    qtbot.mouseMove(head, head.mapFromGlobal(to))
    if drop:
        qtbot.mouseRelease(head, LEFT, pos=head.mapFromGlobal(to))


def top_of(row: CheckRow) -> QPoint:
    return row.mapToGlobal(QPoint(80, 1))


def test_what_was_left_open_says_since_when(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    """The small world began a week ago; Wednesday's and Thursday's items were not ticked."""
    row = checks(pane)["The competitive landscape"]
    assert row.head.phrase.text == "The competitive landscape carried over from Wed"
    assert row.head.pill.text == "5 days"
    assert "carried over from Wed, 5 days" in row.head.accessibleName()
    row.head.setFocus()
    qtbot.keyClick(row.head, Qt.Key.Key_Space)
    assert row.head.pill.text == "12:00"
    assert "carried over from Wed, 5 days" in row.head.phrase.text
    assert "The competitive landscape" in checks(pane)  # done today, seen today


def test_skipped_by_s_with_a_reason_and_taken_back(
    pane: TodayPane, qtbot: QtBot, told: list[Notice], checks: Checks
) -> None:
    row = checks(pane)["Accountability checks"]
    row.head.setFocus()
    qtbot.keyClick(row.head, Qt.Key.Key_S)
    shown = dialog(pane)
    assert isinstance(shown, SkipDialog)
    shown.save()
    assert "Choose a reason" in shown.wrong.text()
    shown.own.setText("On the train <b>home</b>")
    shown.save()
    assert row.note.text == "Skipped: On the train <b>home</b>"
    assert row.head.pill.text == "Skipped"
    assert "skipped" in row.head.accessibleName()
    assert pane.checks.sections["day"].note.text().endswith(", 1 skipped")
    assert told[-1].text == "Skip “Accountability checks”"
    pane.desk.undo()
    assert row.head.pill.text == ""
    pane.desk.redo()
    row.head.setFocus()
    item_commands.skip(pane)  # once more: taken back
    assert not row.note.isVisible()
    item_commands.skip(pane)
    shown = dialog(pane)
    qtbot.keyClick(shown.reasons[0], Qt.Key.Key_Return)
    assert row.note.text == "Skipped: No time today"
    assert not shown.isVisible()
    qtbot.keyClick(row.head, Qt.Key.Key_Space)
    assert row.head.pill.text == "12:00"  # done after all


def test_dragged_within_its_part(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    before = part(pane, "start")
    drag(checks(pane)["News"], top_of(checks(pane)[before[1]]), qtbot, drop=False)
    head = checks(pane)["News"].head
    assert head.lifted
    assert pane.checks.drag.line.isVisible()
    to = head.mapFromGlobal(top_of(checks(pane)[before[1]]))
    qtbot.mouseRelease(head, LEFT, pos=to)
    assert part(pane, "start") == [before[0], "News", *before[1:4]]
    assert not pane.checks.drag.line.isVisible()
    assert not head.lifted
    assert pane.desk.undo_label == "Move “News”"
    pane.desk.undo()
    assert part(pane, "start") == before


def test_dragged_into_another_part(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    drag(checks(pane)["Praise a win"], top_of(checks(pane)["My calendar"]), qtbot)
    assert part(pane, "start")[2:4] == ["Praise a win", "My calendar"]
    assert "Praise a win" not in part(pane, "end")


def test_dropped_where_it_lies_changes_nothing(
    pane: TodayPane, qtbot: QtBot, checks: Checks
) -> None:
    label = pane.desk.undo_label
    row = checks(pane)["My calendar"]
    drag(row, row.mapToGlobal(QPoint(60, row.height() - 2)), qtbot)
    assert pane.desk.undo_label == label


def test_a_drag_given_up_by_esc(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    before = part(pane, "start")
    head = checks(pane)["News"].head
    drag(checks(pane)["News"], top_of(checks(pane)[before[0]]), qtbot, drop=False)
    qtbot.keyClick(head, Qt.Key.Key_Escape)
    assert not head.lifted
    qtbot.mouseRelease(head, LEFT, pos=QPoint(60, 5))
    assert part(pane, "start") == before
    assert not checks(pane)["News"].evidence.isVisible()  # nor was it a click


def test_a_drag_ends_where_its_item_is_gone(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    row = checks(pane)["News"]
    drag(row, top_of(checks(pane)["My calendar"]), qtbot, drop=False)
    assert row.shown
    perform(pane.desk.store, Stamp(NOON), checklist.remove, row.shown.item.id, today=TODAY)
    pane.refresh()
    assert not pane.checks.drag.line.isVisible()
    assert pane.checks.drag.slot is None


def test_a_drag_at_the_edge_scrolls(full: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    full.resize(936, 560)
    QApplication.processEvents()
    drag_ = full.checks.drag
    area = drag_._area()
    assert area is not None
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    bottom = area.viewport().mapToGlobal(QPoint(60, area.viewport().height() - 2))
    drag(checks(full)["Overnight and urgent"], bottom, qtbot, drop=False)
    assert drag_._scrolling.isActive()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=4000)
    head = checks(full)["Overnight and urgent"].head
    qtbot.mouseRelease(head, LEFT, pos=head.mapFromGlobal(bottom))
    assert part(full, "end")[-1] == "Overnight and urgent"


def test_the_keyboard_moves_into_the_next_part(
    pane: TodayPane, qtbot: QtBot, checks: Checks
) -> None:
    head = checks(pane)["News"].head
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Down, CTRL)
    assert part(pane, "day")[0] == "News"
    moved = checks(pane)["News"].head
    assert moved is not head
    assert pane.focusWidget() is moved  # the focus went along
    qtbot.keyClick(moved, Qt.Key.Key_Up, CTRL)
    assert part(pane, "start")[-1] == "News"


def test_an_item_moves_into_a_part_that_shows_none(
    pane: TodayPane, qtbot: QtBot, checks: Checks
) -> None:
    for title in part(pane, "end"):
        row = checks(pane)[title]
        assert row.shown
        perform(pane.desk.store, Stamp(NOON), checklist.remove, row.shown.item.id, today=TODAY)
    pane.refresh()
    assert part(pane, "end") == []
    section = pane.checks.sections["end"]
    foot = section.heading.mapToGlobal(section.heading.rect().bottomLeft() + QPoint(40, 6))
    drag(checks(pane)["News"], foot, qtbot)
    assert part(pane, "end") == ["News"]


@pytest.mark.parametrize(
    "title", ["x" * 1000, "word " * 200, "👩‍💻🎉 Ümläut", "מכירות של היום", "<b>bold</b> & more"]
)
def test_any_title_leaves_the_row_in_its_column(
    pane: TodayPane, title: str, checks: Checks
) -> None:
    width = pane.checks.width()
    perform(pane.desk.store, Stamp(NOON), checklist.add, title=title, part="start", today=TODAY)
    pane.refresh()
    QApplication.processEvents()
    row = checks(pane)[title.strip()]
    assert pane.checks.width() == width
    assert row.head.height() <= 60
    assert row.shown
    pane.items.edit(row.shown.item)
    assert dialog(pane).width() <= 700
    dialog(pane).close()
    pane.items.skip(row.shown.item)
    assert dialog(pane).width() <= 700
    dialog(pane).close()


@pytest.fixture
def parent(shown: Callable[..., QWidget]) -> QWidget:
    """What a dialog opens over."""
    return shown(QWidget(), 600, 600)


def make(parent: QWidget) -> tuple[ItemDialog, list[Stated]]:
    found: list[Stated] = []
    made = ItemDialog(parent, found.append, TODAY, Calendar(country="DE-BY"))
    made.show()
    return made, found


def test_the_dialog_shows_the_next_five_days(parent: QWidget) -> None:
    made, found = make(parent)
    assert made.next.text() == (
        "Next: Mon 23 Nov · Tue 24 Nov · Wed 25 Nov · Thu 26 Nov · Fri 27 Nov"
    )
    made.recurs.kind.set_value("weekly")
    made.recurs._show()
    assert made.next.text() == "Choose at least one weekday."
    made.name.setText("Review")
    made.save()
    assert made.isVisible() and not found
    made.recurs.days[4].click()
    made.recurs.weeks.setText("2")
    made.recurs.weeks.textEdited.emit("2")
    made.first.setText("2026-12-11")
    made.first.textEdited.emit("2026-12-11")
    assert made.next.text() == (
        "Next: Fri 11 Dec · Fri 25 Dec · Fri 8 Jan 2027 · Fri 22 Jan 2027 · Fri 5 Feb 2027"
    )
    made.recurs.rest.set_value("FORWARD")
    made.recurs._show()
    assert "Mon 28 Dec" in made.next.text()  # past Christmas and Boxing Day
    made.last.setText("2026-12-31")
    made.last.textEdited.emit("2026-12-31")
    assert made.next.text() == "Next: Fri 11 Dec · Mon 28 Dec"
    made.save()
    assert found == [
        Stated(
            "Review",
            "day",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;REST=FORWARD",
            date(2026, 12, 11),
            date(2027, 1, 1),
        )
    ]


def test_the_dialog_says_what_is_wrong(parent: QWidget) -> None:
    made, found = make(parent)
    made.name.setText("Review")
    made.last.set_value(TODAY - timedelta(days=1))
    made.save()
    assert made.wrong.text() == "The last day lies before the first."
    made.last.setText("soon")
    made.save()
    assert "not a date" in made.wrong.text()
    made.last.setText("")
    made.recurs.set_value("FREQ=MONTHLY;BYMONTHDAY=15")
    made.recurs.months.setText("40")
    made.save()
    assert "1 to 11" in made.wrong.text()
    assert not found
    made.close()


def test_what_is_added_for_another_day_says_when(pane: TodayPane, told: list[Notice]) -> None:
    for recurrence, last, said in (
        ("workdays", None, "Add “Look in” to the day"),
        ("FREQ=WEEKLY;BYDAY=TU", None, "“Look in” is added; it is due on Tue 24 Nov."),
        ("FREQ=WEEKLY;BYDAY=TU", TODAY, "Add “Look in” to the day"),  # it ends before that
    ):
        pane.items.add()
        made = dialog(pane)
        assert isinstance(made, ItemDialog)
        made.name.setText("Look in")
        made.recurs.set_value(recurrence)
        made.last.set_value(last)
        made.save()
        assert told[-1].text == said
        assert told[-1].action is not None
        told[-1].action[1]()
        standing = ask(pane.desk.store, checklist.standing, TODAY)
        assert "Look in" not in [item.title for item in standing]
