"""The month at a glance: what its days and items tell, and how one walks through them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import settings
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today import SPEC, commands
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.checklist.item_dialog import ItemDialog
from salesdesk_app.ui.panes.today.checklist.month_dialog import MonthDialog
from salesdesk_app.ui.panes.today.checklist.month_grid import other_month
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from tests.world import NOON, TODAY

Checks = Callable[[TodayPane], dict[str, CheckRow]]
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def month(pane: TodayPane) -> MonthDialog:
    """The month over the small world, which began on Monday 16 November."""
    commands.month(pane)
    return next(found for found in pane.findChildren(MonthDialog) if found.isVisible())


def row_of(month: MonthDialog, title: str) -> int:
    assert month.items.month is not None
    return next(place for place, item in enumerate(month.items.month.items) if item.title == title)


def hover(widget: QWidget, at: QPoint) -> None:
    """Moves the mouse over a point of a widget, no button pressed."""
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(at)
    screen = widget.mapToGlobal(where)
    event = QMouseEvent(QEvent.Type.MouseMove, where, screen, none, none, keys)
    QApplication.sendEvent(widget, event)


def test_it_opens_on_today_in_figures(month: MonthDialog) -> None:
    assert month.name.text() == "November 2026"
    assert month.days.day == TODAY
    assert month.told.text() == "Mon 23 Nov: 0 of 14 done · 2 carried over onto it"
    assert month.sums.text() == "1 of 82 done"
    assert month.days.accessibleDescription() == month.told.text()


def test_a_tick_is_seen_at_once(month: MonthDialog, pane: TodayPane, checks: Checks) -> None:
    pane.items.tick(1, True)
    assert month.told.text().startswith("Mon 23 Nov: 1 of 14 done")
    market = checks(pane)["The competitive landscape"].shown
    assert market is not None
    pane.items.tick(market.item.id, True)
    assert month.sums.text() == "3 of 82 done, 1 of them late"
    row = row_of(month, "The competitive landscape")
    told = month.items.words(row, date(2026, 11, 18))
    assert told == "The competitive landscape, Wed 18 Nov: done late, on Mon 23 Nov"
    here = month.items.words(row, TODAY)
    assert here == "The competitive landscape, Mon 23 Nov: done, from Wed 18 Nov"


def test_the_keys_walk_days_weeks_and_months(month: MonthDialog, qtbot: QtBot) -> None:
    grid = month.days
    for key, day in (
        (Qt.Key.Key_Left, date(2026, 11, 22)),
        (Qt.Key.Key_Up, date(2026, 11, 15)),
        (Qt.Key.Key_Right, date(2026, 11, 16)),
        (Qt.Key.Key_Home, date(2026, 11, 1)),
        (Qt.Key.Key_Left, date(2026, 10, 31)),
        (Qt.Key.Key_PageDown, date(2026, 11, 30)),
        (Qt.Key.Key_End, date(2026, 11, 30)),
        (Qt.Key.Key_Down, date(2026, 12, 7)),
        (Qt.Key.Key_PageUp, date(2026, 11, 7)),
    ):
        qtbot.keyClick(grid, key)
        assert grid.day == day
        assert month.items.day == day
        assert grid.month is not None
        assert grid.month.first == day.replace(day=1)
    assert month.told.text() == "Sat 7 Nov: nothing due · not a working day"
    month.step(-1)
    assert month.name.text() == "October 2026"
    assert month.sums.text() == "nothing was due yet"


def test_long_titles_stand_in_several_lines(month: MonthDialog) -> None:
    items = month.items
    short, long = (
        items.cell(row_of(month, title), TODAY)
        for title in (
            "News",
            "Set fixes and projects in motion, each with an owner and a date",
        )
    )
    assert long.height() > 2 * short.height()
    below = items.cell(row_of(month, "Carry over what is open"), TODAY)
    assert below.top() == long.bottom()
    assert items.at(long.center())[0] == items.at(below.center())[0] - 1
    assert items.month is not None
    assert items.minimumHeight() >= items.cell(len(items.month.items) - 1, TODAY).bottom()


def test_days_to_come_say_what_will_be_due(month: MonthDialog) -> None:
    month.go(date(2026, 11, 25))
    assert month.told.text() == "Wed 25 Nov: 14 due"
    row = row_of(month, "The competitive landscape")
    assert month.items.words(row, date(2026, 11, 25)).endswith("Wed 25 Nov: due")
    month.open_past(date(2026, 11, 25))
    assert month.wrong.text() == "That day is still to come."
    assert month.isVisible()


def test_enter_opens_a_past_day(month: MonthDialog, desk: Desk, qtbot: QtBot) -> None:
    month.go(FRIDAY)
    qtbot.keyClick(month.days, Qt.Key.Key_Return)
    assert desk.looking_at == FRIDAY
    desk.look_at(None)


def test_the_mouse_chooses_and_tells(month: MonthDialog, qtbot: QtBot) -> None:
    grid = month.days
    at = grid.cell(FRIDAY).center().toPoint()
    hover(grid, at)
    assert grid.toolTip() == "Fri 20 Nov: 1 of 13 done · 3 carried over onto it"
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=at)
    assert grid.day == FRIDAY
    assert grid.day_at(QPointF(-5, -5)) is None
    items = month.items
    cell = items.cell(0, FRIDAY).center().toPoint()
    hover(items, cell)
    assert items.toolTip() == "Overnight and urgent, Fri 20 Nov: done"
    qtbot.mouseClick(items, Qt.MouseButton.LeftButton, pos=items.cell(1, FRIDAY).center().toPoint())
    assert (items.row, items.day) == (1, FRIDAY)
    assert month.told.text() == "The team’s sales calls today, Fri 20 Nov: missed"
    hover(items, QPoint(4, cell.y()))
    assert items.toolTip() == "Overnight and urgent"


def test_the_items_are_walked_by_keyboard(month: MonthDialog, qtbot: QtBot, desk: Desk) -> None:
    items = month.items
    items.setFocus()
    qtbot.keyClick(items, Qt.Key.Key_Down)
    qtbot.keyClick(items, Qt.Key.Key_Up)
    qtbot.keyClick(items, Qt.Key.Key_Up)  # at the first one already
    for _ in range(3):
        qtbot.keyClick(items, Qt.Key.Key_Left)
    assert (items.row, items.day) == (0, FRIDAY)
    assert month.told.text() == "Overnight and urgent, Fri 20 Nov: done"
    assert items.accessibleDescription() == month.told.text()
    qtbot.keyClick(items, Qt.Key.Key_PageUp)
    assert items.day == date(2026, 10, 20)
    qtbot.keyClick(items, Qt.Key.Key_PageDown)
    qtbot.keyClick(items, Qt.Key.Key_Return)
    assert desk.looking_at == FRIDAY
    desk.look_at(None)


def test_a_skipped_item_tells_why(month: MonthDialog, pane: TodayPane) -> None:
    perform(pane.desk.store, Stamp(NOON), checklist.skip, 2, day=TODAY, why="<b>Fair</b> in Lyon")
    month.refresh()
    assert month.items.words(1, TODAY).endswith("Mon 23 Nov: skipped (<b>Fair</b> in Lyon)")
    assert "1 skipped" in month.days.told(TODAY)


def test_a_month_without_items_is_no_trouble(
    month: MonthDialog, shown: Callable[..., QWidget]
) -> None:
    month.go(date(2020, 2, 29))
    assert month.items.month is not None
    assert month.items.month.items == ()
    month.items.setFocus()
    month.grab()
    assert month.items.words(0, date(2020, 2, 29)) == ""


def test_other_months() -> None:
    assert other_month(date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert other_month(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert other_month(date(2027, 1, 31), -1) == date(2026, 12, 31)
    assert all(
        (other_month(TODAY + timedelta(days=n), 1).month - (TODAY + timedelta(days=n)).month) % 12
        == 1
        for n in range(400)
    )


def test_the_command_is_on_offer_everywhere() -> None:
    assert COMMANDS["day.month"].anywhere
    assert COMMANDS["day.month"].key == "Ctrl+Alt+M"


def test_an_item_that_is_not_due_today_is_edited_and_removed_here(
    month: MonthDialog, pane: TodayPane, qtbot: QtBot
) -> None:
    grid = month.items
    grid.row = row_of(month, "Projects and process fulfilment")  # of Tuesdays and Thursdays
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    dialog = next(found for found in month.findChildren(ItemDialog) if found.isVisible())
    assert dialog.name.text() == "Projects and process fulfilment"
    dialog.name.setText("Projects")
    dialog.save()
    grid.row = row_of(month, "Projects")
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    standing = ask(pane.desk.store, checklist.standing, TODAY)
    assert "Projects" not in [item.title for item in standing]
    pane.desk.undo()
    pane.desk.undo()
    standing = ask(pane.desk.store, checklist.standing, TODAY)
    assert "Projects and process fulfilment" in [item.title for item in standing]


def test_it_knows_the_holidays_before_the_day_is_seen(
    desk: Desk, preferences: Preferences, qtbot: QtBot
) -> None:
    perform(desk.store, Stamp(NOON), settings.change, country="DE")
    pane = TodayPane(SPEC, desk, preferences)
    qtbot.addWidget(pane)
    assert pane.day is None
    commands.month(pane)
    found = next(found for found in pane.findChildren(MonthDialog))
    found.go(date(2026, 12, 25))
    assert found.told.text() == "Fri 25 Dec: nothing due · not a working day"
    desk.do(settings.change, country="JP")
    assert found.told.text() == "Fri 25 Dec: 13 due"
    desk.undo()
    commands.add(pane)
    dialog = next(found for found in pane.findChildren(ItemDialog))
    dialog.first.set_value(date(2026, 12, 25))
    dialog._show_next()
    assert dialog.next.text().startswith("Next: Mon 28 Dec")


def test_the_menu_key_offers_what_can_be_done_with_the_item_that_is_chosen(
    month: MonthDialog, pane: TodayPane
) -> None:
    grid = month.items
    grid.row = row_of(month, "Coaching and engagement")
    middle = grid.rect().center()
    assert grid.at(QPointF(middle))[0] != grid.row
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(grid, QContextMenuEvent(reason, middle, grid.mapToGlobal(middle)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Remove").trigger()
    menu.close()
    standing = ask(pane.desk.store, checklist.standing, TODAY)
    assert "Coaching and engagement" not in [item.title for item in standing]
