"""The 25 minutes of a forecast call, counted quietly from when it began."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.text import label, set_tone
from salesdesk_app.wording.language import gettext as _

MINUTES = 25
LOOK_MS = 500


class Countdown(QWidget):
    """Says how much of the time is left; it tells nobody and stops nothing when it is over.

    ``seconds()`` gives seconds that pass steadily. A pause stands still, also over a night.
    """

    paused = Signal(bool)

    def __init__(self, seconds: Callable[[], float]) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._seconds = seconds
        self._spent = 0.0  # seconds before the last start
        self._since: float | None = None  # when it was last started
        self.text = label("", "strong")
        self.text.setAccessibleName(_("Time left"))
        self.switch = button(_("Pause"), self.toggle, "quiet")
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._say)
        self.setLayout(row(self.text, self.switch, spacing=4))
        self._say()

    @property
    def running(self) -> bool:
        """Whether the time counts."""
        return self._since is not None

    @property
    def spent(self) -> float:
        """Seconds that were counted."""
        now = 0.0 if self._since is None else self._seconds() - self._since
        return self._spent + now

    def begin(self) -> None:
        """Start from the full time."""
        self._spent, self._since = 0.0, self._seconds()
        self._say()

    def toggle(self) -> None:
        """Stand still, or go on."""
        if self._since is None:
            self._since = self._seconds()
        else:
            self._spent, self._since = self.spent, None
        self._say()
        self.paused.emit(not self.running)

    def showEvent(self, event: QShowEvent) -> None:
        """Looks at the clock while it is seen."""
        super().showEvent(event)
        self._say()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Unseen, it counts without looking."""
        super().hideEvent(event)
        self._timer.stop()

    def _say(self) -> None:
        left = MINUTES * 60 - int(self.spent)
        minutes, seconds = divmod(abs(left), 60)
        over = left < 0
        words = _("{minutes}:{seconds:02} over") if over else _("{minutes}:{seconds:02} left")
        self.text.setText(words.format(minutes=minutes, seconds=seconds))
        set_tone(self.text, "warn" if over else "muted")
        self.switch.setText(_("Pause") if self.running else _("Go on"))
