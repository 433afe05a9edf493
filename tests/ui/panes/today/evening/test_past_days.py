"""Past days on Today: as they were closed, read only, and the way there and back by keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.panes.today.agenda.blocks import WrapUp
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.window import Window
from tests.ui.panes.today.evening.conftest import Wall
from tests.world import TODAY, fill

DAY = timedelta(days=1)


@pytest.fixture
def window(
    wall: Wall, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> Window:
    """A window on Tuesday morning; Monday was closed with a note on a checklist item."""
    fill(desk.store)
    perform(desk.store, Stamp(wall.moment), checklist.note, 6, day=TODAY, text="Three called")
    declare_commands()
    preferences.set_text(f"begun/{desk.store.path.name}", "yes")
    made = open_window(desk, preferences, PANES)
    made.on_close = lambda: None
    made.go("today")
    shown(made, 1180, 720)
    today = pane(made)
    wall.set(TODAY, 17, 42)
    today.evening.wrap_up()
    assert today.evening.flow is not None
    today.evening.flow.letter.text.setPlainText("A quiet day.")
    today.evening.flow.close_day()
    wall.set(TODAY + DAY, 8)
    perform(desk.store, Stamp(wall.moment), deals.edit, [1], name="Renamed since")
    made.watch.look()
    QApplication.processEvents()
    return made


def pane(window: Window) -> TodayPane:
    found = window.panes["today"]
    assert isinstance(found, TodayPane)
    return found


def run(window: Window, command: str) -> None:
    window.run(COMMANDS[command])
    QApplication.processEvents()


def test_a_closed_day_is_read_with_its_note_and_figures(window: Window) -> None:
    today = pane(window)
    assert window.header.title.text() == "Good morning"
    run(window, "day.before")
    assert window.header.title.text() == "Monday 23 November"
    assert window.header.context.text() == "closed 17:42"
    assert today.evening.card.isVisible()
    assert today.evening.card.text.toPlainText() == "A quiet day."
    assert "For the next day: " in today.evening.card.tomorrow.text()
    assert today.day is not None
    assert [call.deal.name for call in today.day.agenda.calls if call.deal] == ["Deal 0"]
    noted = next(row for row in today.checks.checks() if row.shown and row.shown.item.id == 6)
    assert noted.note.text == "Note: Three called"


def test_days_are_walked_by_keys_and_esc_returns(
    window: Window, qtbot: QtBot, told: list[Notice]
) -> None:
    run(window, "day.before")
    run(window, "day.before")
    assert window.header.title.text() == "Friday 20 November"
    assert window.header.context.text() == "not closed · as it stood at its end"
    assert pane(window).evening.card.nothing.text().startswith("This day was not closed")
    run(window, "day.after")
    assert window.header.title.text() == "Monday 23 November"
    qtbot.keyClick(pane(window), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert window.desk.looking_at is None
    assert window.header.title.text() == "Good morning"
    assert not pane(window).evening.card.isVisible()
    window.desk.look_at(TODAY - 7 * DAY)
    run(window, "day.before")
    assert told[-1].text == "Nothing is known of an earlier day."


def test_nothing_is_written_in_the_past(window: Window, told: list[Notice]) -> None:
    run(window, "day.before")
    today = pane(window)
    assert not today.evening.button.isEnabled()
    assert "Esc returns to today" in today.evening.button.toolTip()
    row = today.checks.checks()[0]
    row.head.toggled.emit()
    assert told[-1].text == "Nothing was changed: you are looking at 23 Nov 2026, which is past."
    assert told[-1].action is not None and told[-1].action[0] == "Back to today"
    for command in ("day.add", "day.plan", "day.wrap_up", "day.figures"):
        run(window, command)
        assert not [one for one in window.findChildren(QDialog) if one.isVisible()], command
    assert not today.evening.on
    assert [toast.notice for toast in window.toasts.toasts] == [told[-1]]
    told[-1].action[1]()
    assert window.desk.looking_at is None
    assert not window.toasts.toasts


def test_the_past_offers_nothing_that_writes(window: Window) -> None:
    today = pane(window)
    check = today.checks.checks()[0]
    (green,) = (spot for spot in today.agenda.spots if isinstance(spot, WrapUp))
    assert green.closed_at is None
    assert check.head.box.isEnabled() and check.head.entries()
    run(window, "day.before")
    check = today.checks.checks()[0]
    assert not check.head.box.isEnabled()
    assert not check.head.entries()
    assert not today.follow_ups.add.isEnabled()
    (green,) = (spot for spot in today.agenda.spots if isinstance(spot, WrapUp))
    assert green.closed_at is not None
    assert today.evening.lines("end", today.day)[0].open is None
    for _ in range(3):  # to a day that was not closed, where there is one
        run(window, "day.before")
    run(window, "view.present")
    assert today.checks.checks()[0].head.box.isEnabled()


def test_the_past_does_not_grow_old(window: Window, wall: Wall) -> None:
    run(window, "day.before")
    before = pane(window).day
    wall.set(TODAY + DAY, 12)
    pane(window).heed_clock()
    assert pane(window).day is before


def test_the_offer_of_the_bell_leads_to_the_evening(window: Window) -> None:
    window.go("charts")
    window.wrap_up()
    QApplication.processEvents()
    assert window.shown == "today" and pane(window).evening.on


def test_menus_of_the_past_offer_only_what_reads(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the menus themselves: each entry of every line, chosen, is refused nowhere."""
    today = pane(window)
    present = menus(today, monkeypatch)
    writing = {"Done\tD", "Snooze…\tS", "Edit…", "Delete", "Drop: “Send pricing”", "Tick",
               "Show another figure…"}  # fmt: skip
    assert writing <= {text for text, _choose in present}
    run(window, "day.before")
    past = menus(today, monkeypatch)
    assert {"Open the deal", "Go to Priya Nair"} <= {text for text, _choose in past}
    refused: list[str] = []
    monkeypatch.setattr(window.desk, "refuses", lambda: refused.append("refused") or True)
    for text, choose in past:
        choose()
        QApplication.processEvents()
        assert not refused, text
    for one in window.findChildren(QDialog):
        one.close()


def menus(
    today: TodayPane, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, Callable[[], object]]]:
    """What the menus of all lines and of the agenda's blocks offer, with what choosing does."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_at: opened.append(menu))
    for walk in (today.checks, today.needs.walk, today.follow_ups.walk, today.news.walk):
        for row in walk.rows():
            row.open_menu()
    for card in today.figures.cards:
        card.customContextMenuRequested.emit(card.rect().center())
    for block in today.agenda.blocks:
        today.agenda.chosen = block
        QTest.keyClick(today.agenda, Qt.Key.Key_Menu)
    return [(action.text(), action.trigger) for menu in opened for action in menu.actions()]
