"""When somebody has looked at the day: it was shown for some seconds while somebody was there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

GLANCE_MS = 5_000  # a shorter look is none
SIGNS = frozenset({QEvent.Type.Show, QEvent.Type.Enter, QEvent.Type.WindowActivate})


class Glance(QObject):
    """Calls ``looked()`` some seconds after a sign that somebody is there.

    A day that loads itself again in the night, on a screen that was left on, is not looked at: what
    an import brought then is still news in the morning.
    """

    def __init__(self, pane: QWidget, looked: Callable[[], object]) -> None:
        super().__init__(pane)
        self._shown = False
        self.timer = QTimer(self, singleShot=True, interval=GLANCE_MS)
        self.timer.timeout.connect(looked)
        pane.installEventFilter(self)

    def show_day(self) -> None:
        """There is something to look at."""
        if not self._shown:
            self._shown = True
            self.somebody()

    def somebody(self) -> None:
        """Somebody is there: the mouse came in, the window was chosen, or something was done."""
        if self._shown and not self.timer.isActive():
            self.timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices the signs, and keeps none of them."""
        if event.type() in SIGNS:
            self.somebody()
        return super().eventFilter(watched, event)
