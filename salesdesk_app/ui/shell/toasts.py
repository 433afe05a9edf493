"""Notices that float above the status line and go by themselves, and the panel of running work."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from salesdesk_app.ui.desk import Notice, Work
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.text import label, set_tone

SECONDS = 8
MOST = 3
WIDTH = 420


def floating(frame: QFrame) -> QFrame:
    """Gives a surface the look of what floats: the only place for a shadow."""
    frame.setProperty("look", "float")
    shadow = QGraphicsDropShadowEffect(frame)
    shadow.setBlurRadius(24)
    shadow.setOffset(0, 6)
    shadow.setColor(QColor(0, 0, 0, 60))
    frame.setGraphicsEffect(shadow)
    return frame


class Toast(QFrame):
    """One notice. It waits while the mouse or the focus is on it; Esc sends it away."""

    def __init__(self, notice: Notice, gone: "Toasts") -> None:
        super().__init__()
        floating(self)
        self._home = gone
        self.notice = notice
        self.text = label(notice.text, "body", wrap=True)
        if notice.tone in ("bad", "warn"):
            set_tone(self.text, notice.tone)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 10, 8, 10)
        box.setSpacing(8)
        box.addWidget(self.text, 1)
        self.action = None
        if notice.action is not None:
            text, run = notice.action
            self.action = button(text, lambda: self._act(run), "quiet")
            box.addWidget(self.action)
        self.close_button = IconButton("x", "Close this notice", self.leave, 14)
        box.addWidget(self.close_button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.leave)
        if not notice.stays:
            self.timer.start(SECONDS * 1000)

    def leave(self) -> None:
        """Go away."""
        self._home.drop(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Waits while it is read."""
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Starts anew."""
        if not self.notice.stays:
            self.timer.start(SECONDS * 1000)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc sends it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _act(self, run: object) -> None:
        self.leave()
        if callable(run):
            run()


class WorkRow(QFrame):
    """One running job: what it does, how far it is, and *Stop* where it can be stopped."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        floating(self)
        self.work = work
        self.text = label("", "body")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.stop = button("Stop", self._stop, "quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 8, 12)
        box.setSpacing(4)
        box.addLayout(row(self.text, None, self.stop))
        box.addWidget(self.bar)
        self.stop.setVisible(work.can_stop)
        self.poll()

    def poll(self) -> None:
        """Look how far it is."""
        done, total = self.work.done, self.work.total
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        count = f" · {done:,} of {total:,}" if total else ""
        word = "Stopping" if self.work.stopped.is_set() else self.work.doing
        self.text.setText(f"{word}{count}…")

    def _stop(self) -> None:
        self.work.stopped.set()
        self.stop.setEnabled(False)
        self.poll()


class Toasts(QWidget):
    """The stack of what floats at the right foot of the window; as high as what it holds."""

    def __init__(self, window: QWidget, foot: int) -> None:
        super().__init__(window)
        self._window = window
        self._foot = foot
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 16, 16, 16)
        self._box.setSpacing(8)
        self.toasts: list[Toast] = []
        self.works: list[WorkRow] = []
        self._poll = QTimer(self)
        self._poll.setInterval(100)
        self._poll.timeout.connect(self._look)
        window.installEventFilter(self)
        self.hide()

    def leave_the_past(self) -> None:
        """Drop what was said of a day that is no longer shown, or is wrapped up by now."""
        for toast in [toast for toast in self.toasts if toast.notice.of_the_past]:
            self.drop(toast)

    def say(self, notice: Notice) -> None:
        """Show a notice; the oldest gives way where there are too many."""
        for toast in [t for t in self.toasts if t.notice.action is not None]:
            # An older *Undo* would undo the newer edit: only the newest notice offers it.
            self.drop(toast)
        while len(self.toasts) >= MOST:
            self.drop(self.toasts[0])
        toast = Toast(notice, self)
        self.toasts.append(toast)
        self._box.addWidget(toast)
        # A layout counts a new widget only when it is shown, which Qt would do later.
        toast.show()
        self._fit()

    def show_work(self, work: Work) -> None:
        """Show a running job until it is over."""
        line = WorkRow(work)
        self.works.append(line)
        self._box.insertWidget(0, line)
        line.show()
        self._poll.start()
        self._fit()

    def drop(self, toast: Toast) -> None:
        """Take a notice away."""
        if toast in self.toasts:
            self.toasts.remove(toast)
            self._remove(toast)

    def take_back(self, texts: Collection[str]) -> None:
        """Take away what is said in another place now."""
        for toast in [one for one in self.toasts if one.notice.text in texts]:
            self.drop(toast)

    def focus_newest(self) -> None:
        """Let the keyboard reach the newest notice."""
        if self.toasts:
            newest = self.toasts[-1]
            (newest.action or newest.close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the foot of the window when it grows or shrinks."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _look(self) -> None:
        for line in list(self.works):
            if line.work.over:
                self.works.remove(line)
                self._remove(line)
            else:
                line.poll()
        if not self.works:
            self._poll.stop()

    def _remove(self, widget: QWidget) -> None:
        self._box.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self._fit()

    def _fit(self) -> None:
        if not self.toasts and not self.works:
            self.hide()
            return
        window = self._window
        width = min(WIDTH + 32, window.width())
        height = self._box.totalHeightForWidth(width)
        if height < 0:
            height = self._box.totalSizeHint().height()
        self.setGeometry(
            window.width() - width, window.height() - height - self._foot, width, height
        )
        self.show()
        self.raise_()
