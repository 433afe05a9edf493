"""Notices what the window does not do itself: a new day, another zone, and writes of others."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from salesdesk_app import clock
from salesdesk_app.ui.desk import Desk

EVERY_MS = 2000


class Watch(QObject):
    """Looks every two seconds; where something changed, everything is asked anew.

    It counts no time, so that a machine that slept, or whose clock was put back, is no case of
    its own: the first look afterwards sees which day it is.
    """

    def __init__(self, desk: Desk, new_day: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._new_day = new_day
        self._day = desk.today()
        self._zone = clock.zone()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.look_outside()

    def look(self) -> None:
        """Look now."""
        clock.follow_zone()
        day, zone = self._desk.today(), clock.zone()
        new_day, moved = day != self._day, zone != self._zone
        self._day, self._zone = day, zone
        if new_day:
            self._desk.look_at(None)  # a new day begins in the present
        if new_day or moved:
            self._desk.everything_changed()
            self._new_day()
        self._desk.look_outside()

    def stop(self) -> None:
        """Look no more: the workspace is about to be closed."""
        self._timer.stop()
