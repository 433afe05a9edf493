"""The keyboard in a deal's panel: where Tab goes, and what becomes of what was typed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.panes.pipeline.panel import DealPanel


@pytest.fixture
def panel(pane: PipelinePane) -> DealPanel:
    pane.open_deal(1)
    QApplication.processEvents()
    return pane.panel


def test_tab_goes_as_the_panel_is_read(panel: DealPanel, qtbot: QtBot) -> None:
    names = []
    panel.bar.setFocus()
    while not names or names[-1] != panel.trash.accessibleName():
        here = panel.focusWidget()
        assert here is not None
        names.append(here.accessibleName())
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert names[0].startswith("Stage")
    assert [name.partition(":")[0] for name in names[1:9]] == [
        "Value",
        "Expected close",
        "Forecast",
        "Probability",
        "Next step",
        "Next step on",
        "Owner",
        "Account",
    ]
    inside = [names.index(it) for it in ("Kind of activity", "Coaching note", "Note")]
    assert inside == sorted(inside)
    assert names[-2:] == ["Close (Esc)", "Delete this deal"]


def test_tab_keeps_a_value_and_goes_on_to_the_next_fact(
    panel: DealPanel, desk: Desk, qtbot: QtBot
) -> None:
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    value, close = panel.facts.facts["value"], panel.facts.facts["expected_close_on"]
    value.button.click()
    assert value.editor is not None
    qtbot.keyClicks(value.editor, "21k")
    qtbot.keyClick(value.editor, Qt.Key.Key_Tab)
    assert (value.button.text(), told) == ("$21,000", [])
    assert close.button.hasFocus()
    value.button.click()
    assert value.editor is not None
    qtbot.keyClicks(value.editor, "much")
    qtbot.keyClick(value.editor, Qt.Key.Key_Tab)
    assert value.button.text() == "$21,000"
    assert ["Nothing was changed" in notice.text for notice in told] == [True]


def test_undo_right_after_a_logged_line_takes_the_deed_back(panel: DealPanel, qtbot: QtBot) -> None:
    field = panel.activity.text

    def left_to_the_window() -> bool:
        undo = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        undo.ignore()
        QApplication.sendEvent(field, undo)
        return not undo.isAccepted()

    assert left_to_the_window()
    qtbot.keyClicks(field, "budget moved")
    assert not left_to_the_window()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""
    assert left_to_the_window()
