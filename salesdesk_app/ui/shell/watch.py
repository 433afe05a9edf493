"""Notices what the window does not do itself: a new day, and writes of another process."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from salesdesk_app.ui.desk import Desk

EVERY_MS = 2000


class Watch(QObject):
    """Looks every two seconds; where something changed, everything is asked anew."""

    def __init__(self, desk: Desk, new_day: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._new_day = new_day
        self._day = desk.today()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.look_outside()

    def look(self) -> None:
        """Look now."""
        if self._desk.today() != self._day:
            self._day = self._desk.today()
            self._desk.look_at(None)  # a new day begins in the present
            self._desk.everything_changed()
            self._new_day()
        self._desk.look_outside()

    def stop(self) -> None:
        """Look no more: the workspace is about to be closed."""
        self._timer.stop()
