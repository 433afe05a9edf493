"""A day is looked at where somebody is there, and not by loading itself again."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from salesdesk_app.ui.panes.today.pane import TodayPane


def test_only_a_sign_of_somebody_counts(pane: TodayPane) -> None:
    timer = pane.glance.timer
    assert timer.isActive()  # it was just opened
    timer.stop()
    pane.refresh()
    assert not timer.isActive()
    QApplication.sendEvent(pane, QEvent(QEvent.Type.WindowActivate))
    assert timer.isActive()
    timer.stop()
    pane.desk.saving.emit(True)
    assert timer.isActive()
