"""What is done on Today: planned, noted, ticked, edited, removed and kept."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from salesdesk_app.services import activities, commitments
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today.agenda.plan_dialog import PlanDialog
from salesdesk_app.ui.panes.today.calls.call_card import CallCard
from salesdesk_app.ui.panes.today.checklist import item_commands
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.checklist.item_dialog import ItemDialog
from salesdesk_app.ui.panes.today.checklist.outcome_dialogs import NoteDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.world import NOON, TODAY

Checks = Callable[[TodayPane], dict[str, CheckRow]]


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour)).astimezone()


def do(pane: TodayPane, verb: Any, *args: Any, **kwargs: Any) -> Any:
    result = perform(pane.desk.store, Stamp(NOON), verb, *args, **kwargs).result
    pane.refresh()
    return result


def dialog(pane: TodayPane) -> Any:
    return next(one for one in pane.findChildren(QDialog) if one.isVisible())


def test_an_activity_is_done_edited_and_deleted_from_its_menu(
    pane: TodayPane, told: list[Notice]
) -> None:
    do(pane, activities.plan, kind="task", planned_at=at(TODAY, 16), subject="Call back Weiss")
    assert pane.day is not None
    row = pane.day.follow_ups.to_answer[0].row
    menu = dict(pane.deeds.of_activity(row))
    menu["Done"]()
    assert pane.day.follow_ups.to_answer == ()
    assert told[-1].text == "Complete “Call back Weiss”"
    pane.desk.undo()
    menu["Edit…"]()
    shown = dialog(pane)
    assert isinstance(shown, PlanDialog)
    shown.subject.setText("Call Weiss")
    shown.time.setText("17:15")
    shown.save()
    row = pane.day.follow_ups.to_answer[0].row
    assert (row.subject, row.planned_at) == ("Call Weiss", at(TODAY, 17) + timedelta(minutes=15))
    dict(pane.deeds.of_activity(row))["Delete"]()
    assert pane.day.follow_ups.to_answer == ()


def test_a_follow_up_is_noted_in_a_line_and_ticked(pane: TodayPane, qtbot: QtBot) -> None:
    field = pane.follow_ups.field.line
    field.setText("Answer Ostara 16:30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""
    groups = pane.follow_ups.groups
    line = groups["to_answer"].lines.widgets()[0]
    assert (line.phrase.text, line.pill.text) == (
        "Answer Ostara Ostara Clinics\xa0· Deal 8",
        "16:30",
    )
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert groups["to_answer"].lines.widgets() == []
    assert not groups["to_answer"].isVisible()
    assert [line.pill.text for line in groups["answered"].lines.widgets()] == ["✓ 12:00"]


def test_what_cannot_be_noted_stays_in_the_field(pane: TodayPane, told: list[Notice]) -> None:
    pane.follow_ups.field.line.setText("tomorrow 9")
    pane.follow_ups.field.line.returnPressed.emit()
    assert told[-1].tone == "bad"
    assert pane.follow_ups.field.line.text() == "tomorrow 9"


def test_something_is_planned_in_a_free_hour(pane: TodayPane, qtbot: QtBot) -> None:
    agenda = pane.agenda
    where = QPoint(agenda.width() - 20, round(agenda.top_of(14 * 60 + 20)))
    qtbot.mouseDClick(agenda, Qt.MouseButton.LeftButton, pos=where)
    shown = dialog(pane)
    assert shown.time.text() == "14:15"
    shown.subject.setText("Block for the forecast")
    shown.minutes.set_value(90)
    shown.save()
    block = agenda.blocks[0]
    assert (block.title, block.begin, block.end) == ("Block for the forecast", 855, 945)
    shown = None
    agenda.setFocus()
    agenda.chosen = agenda.blocks[0]
    qtbot.keyClick(agenda, Qt.Key.Key_Return)
    assert dialog(pane).subject.text() == "Block for the forecast"
    dialog(pane).close()


def test_a_click_opens_once_and_a_reps_meeting_opens_its_card(
    pane: TodayPane, qtbot: QtBot
) -> None:
    stated = {"minutes": 60, "account_id": 1, "person_id": 3}
    when = at(TODAY, 14)
    do(pane, activities.plan, kind="meeting", subject="Pricing", planned_at=when, **stated)
    (block,) = pane.agenda.blocks
    assert (block.title, block.below) == ("Jonas × Halden Freight", "1 h · Pricing")
    where = pane.agenda.rect_of(block).center().toPoint()
    qtbot.mouseClick(pane.agenda, Qt.MouseButton.LeftButton, pos=where)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        second = QMouseEvent(kind, QPointF(where), QPointF(where), left, left, none)
        QApplication.sendEvent(pane.agenda, second)
    (card,) = pane.findChildren(CallCard)
    assert card.card.call.subject == "Pricing"
    card.close()


def test_the_keyboard_brings_what_it_comes_to_into_sight(pane: TodayPane, qtbot: QtBot) -> None:
    for hour in (6, 9, 12, 15, 22):
        when = at(TODAY, hour)
        do(pane, activities.plan, kind="meeting", subject=f"At {hour}", planned_at=when)
    QApplication.processEvents()  # the hours take their height
    pane.agenda.setFocus(Qt.FocusReason.TabFocusReason)
    area = pane._agenda_area
    assert pane.agenda.height() > area.viewport().height()
    for key, said in ((Qt.Key.Key_Home, "06:00 At 6"), (Qt.Key.Key_End, "22:00 At 22")):
        qtbot.keyClick(pane.agenda, key)
        assert pane.agenda.accessibleName() == f"Agenda: {said}"
        rect = pane.agenda.rect_of(pane.agenda.chosen).toRect()
        rect.moveTopLeft(pane.agenda.mapTo(area.viewport(), rect.topLeft()))
        assert area.viewport().rect().contains(rect)


def test_the_plan_says_what_it_cannot_read(pane: TodayPane) -> None:
    pane.deeds.plan()
    shown = dialog(pane)
    shown.time.setText("soon")
    shown.save()
    assert "Say when" in shown.wrong.text()
    assert shown.isVisible()
    shown.close()


def test_items_are_added_edited_noted_moved_and_removed(
    pane: TodayPane, told: list[Notice], qtbot: QtBot, checks: Checks
) -> None:
    pane.checks.sections["day"].add.click()
    shown = dialog(pane)
    assert isinstance(shown, ItemDialog)
    shown.save()
    assert "Say what" in shown.wrong.text()
    shown.name.setText("Pricing pages")
    shown.recurs.set_value("FREQ=WEEKLY;BYDAY=MO")
    shown.save()
    assert "Pricing pages" in checks(pane)
    row = checks(pane)["Pricing pages"]
    row.head.setFocus()
    assert pane.chosen is not None

    item_commands.edit(pane)
    shown = dialog(pane)
    assert shown.recurs.value() == "FREQ=WEEKLY;BYDAY=MO"
    shown.name.setText("Pricing of Kestrel")
    shown.save()
    assert "Pricing of Kestrel" in checks(pane)

    item_commands.note(pane)
    shown = dialog(pane)
    assert isinstance(shown, NoteDialog)
    shown.text.setPlainText("12 % down <b>now</b>")
    shown.save()
    assert checks(pane)["Pricing of Kestrel"].note.text == "Note: 12 % down <b>now</b>"

    row = checks(pane)["Pricing of Kestrel"]
    row.head.setFocus()
    qtbot.keyClick(row.head, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    titles = [title for title, r in checks(pane).items() if r.shown and r.shown.item.part == "day"]
    assert titles[-2] == "Pricing of Kestrel"

    assert COMMANDS["day.remove"].available(pane)
    item_commands.remove(pane)
    assert "Pricing of Kestrel" not in checks(pane)
    assert told[-1].text == "Remove “Pricing of Kestrel” from the day"
    pane.desk.undo()
    assert "Pricing of Kestrel" in checks(pane)


def test_the_menu_of_an_item(pane: TodayPane, checks: Checks) -> None:
    row = checks(pane)["Accountability checks"]
    menu = dict(row.head.entries())
    assert list(menu) == ["Tick", "Skip…", "Note…", "Edit…", "Move up", "Move down", "Remove"]
    menu["Tick"]()
    assert row.head.box.isChecked()
    assert next(iter(dict(row.head.entries()))) == "Take the tick back"
    dict(row.head.entries())["Remove"]()
    assert "Accountability checks" not in checks(pane)


def test_promises_due_today_are_kept_from_here(pane: TodayPane) -> None:
    live = pane.checks.sections["day"].live.widgets()
    assert [line.phrase.text for line in live] == ["Priya promised for today Send pricing"]
    dict(live[0].entries())["Done: “Send pricing”"]()
    assert pane.checks.sections["day"].live.widgets() == []
    rows = pane.desk.store
    with rows.read() as session:
        assert commitments.of_person(session, 2)[0].outcome == "kept"


def test_user_text_is_never_html(pane: TodayPane) -> None:
    do(pane, activities.plan, kind="task", planned_at=at(TODAY, 16), subject="<b>x</b> & <img>")
    line = pane.follow_ups.groups["to_answer"].lines.widgets()[0]
    assert line.phrase.text == "<b>x</b> & <img>"
    assert "&lt;b&gt;" in line.toolTip()  # Qt would take it for HTML


def test_a_day_of_all_hours_begins_with_those_to_come(pane: TodayPane, qtbot: QtBot) -> None:
    tomorrow = TODAY + timedelta(days=1)
    for hour in (0, 23):
        plan = {"kind": "meeting", "subject": f"At {hour}", "planned_at": at(tomorrow, hour)}
        do(pane, activities.plan, **plan)
    noon = at(tomorrow, 12)
    pane.desk.now = lambda: noon  # type: ignore[method-assign] # the clock of this test
    pane.desk.today = lambda: tomorrow  # type: ignore[method-assign] # the same
    pane.refresh()
    view, area = pane.agenda, pane._agenda_area

    def seen(hour: int) -> int:
        return view.mapTo(area.viewport(), QPoint(0, round(view.top_of(hour * 60)))).y()

    qtbot.waitUntil(lambda: 0 < seen(12) <= area.viewport().height() // 3)
    assert seen(0) < 0
