"""A dialog that asks holds the window until it is answered; a list comes to the front again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.panes.today.lines import Tickable
from salesdesk_app.ui.panes.today.pane import TodayPane

K = Qt.Key


def dialogs(pane: TodayPane) -> list[QDialog]:
    return [one for one in pane.window().findChildren(QDialog) if one.isVisible()]


def asked(pane: TodayPane, line: QWidget, key: Qt.Key) -> QDialog:
    """What a key asks, the keys of a hasty hand behind it."""
    window = pane.window().windowHandle()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    for pressed in (key, key, K.Key_S, K.Key_C, K.Key_H, K.Key_W, K.Key_Return):
        QTest.keyClick(window, pressed)
    (found,) = dialogs(pane)
    return found


def test_what_is_asked_of_a_matter_is_asked_once(full: TodayPane, qtbot: QtBot) -> None:
    qtbot.waitExposed(full.window())
    for key, title in (
        (K.Key_S, "Snooze"),
        (K.Key_C, "Turn into a commitment"),
        (K.Key_H, "Hand to a rep"),
    ):
        found = asked(full, full.needs.entries.widgets()[0], key)
        assert found.windowTitle() == title
        assert found.windowModality() == Qt.WindowModality.WindowModal
        found.reject()
        assert dialogs(full) == []


def test_what_is_asked_of_a_follow_up_is_asked_once(pane: TodayPane, qtbot: QtBot) -> None:
    pane.follow_ups.field.noted.emit("Send the offer 16:30", None)

    def line() -> Tickable:
        return pane.follow_ups.groups["to_answer"].lines.widgets()[0]

    assert asked(pane, line(), K.Key_W).windowTitle() == "Wait for an answer"
    dialogs(pane)[0].reject()
    entries = dict(line().entries())
    for name in ("By when…", "Link to another…", "Log as an activity…", "Open"):
        entries[name]()
        (found,) = dialogs(pane)
        assert found.isModal()
        found.reject()


def test_a_feed_is_asked_for_over_the_list_of_feeds(full: TodayPane) -> None:
    full.deeds.news.add_feed()
    (found,) = dialogs(full)
    assert found.isModal()


def test_a_list_beside_the_window_is_there_once(full: TodayPane) -> None:
    deeds = full.deeds
    for show in (
        deeds.calendars.show_list,
        deeds.news.open_feeds,
        deeds.news.open_all,
        full.items.month,
    ):
        show()
        show()
        (found,) = dialogs(full)
        assert not found.isModal()  # what is done in it can be undone in the window
        found.close()
