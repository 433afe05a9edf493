"""What a drag over a board needs: targets that are always in reach, and scrolling at its edges."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollBar, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.board_model import copied, dragged_ids
from salesdesk_app.ui.widgets.drawn_text import draw_text, text_width

EDGE, FASTEST = 56, 22  # pixels from an edge in which it scrolls, and by so many at a time
HIGH = 64
LEAST, NOTICES = 300, 440  # what the bar needs, and what it leaves to notices
TONES: dict[str, Tone] = {"won": "good", "lost": "bad"}


class Target(QWidget):
    """A place to drop cards on that stands for a stage; ``dropped(key, data)`` tells a drop."""

    dropped = Signal(object, object)

    def __init__(self, key: Any, title: str, outcome: str) -> None:
        super().__init__()
        self.key = key
        self.title = title
        self._outcome = outcome
        self._over = False
        self.setAcceptDrops(True)
        self.setMinimumWidth(140)
        self.setAccessibleName(f"Drop here: {title}")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Shows that cards may be dropped."""
        if dragged_ids(event.mimeData()):
            event.acceptProposedAction()
            self._mark(True)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may be dropped anywhere on it."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They are here."""
        self._mark(False)
        event.acceptProposedAction()
        kept = copied(event.mimeData())
        QTimer.singleShot(0, self, lambda: self.dropped.emit(self.key, kept))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed field with the stage's name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, fill = theme.tokens().tone(TONES.get(self._outcome, "plain"))
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        pen = QPen(QColor(ink), 2 if self._over else 1, solid if self._over else dashed)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        wide = min(self.width() - 16.0, text_width("strong", self.title) + 1)
        middle = QRectF((self.width() - wide) / 2, 0, wide, self.height())
        draw_text(painter, middle, self.title, "strong", ink)
        painter.end()

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()


class TargetBar(QFrame):
    """The closing stages side by side at the lower edge of a board, while cards are dragged."""

    dropped = Signal(object, object)  # key, data

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._board = parent
        self.setProperty("look", "float")
        self.targets: list[Target] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 6, 6, 6)
        self._row.setSpacing(8)
        self.hide()

    def offer(self, stages: Sequence[tuple[Any, str, str]]) -> None:
        """Shows a target for each stage (key, title, outcome); none hides the bar."""
        for target in self.targets:
            self._row.removeWidget(target)
            target.hide()
            target.deleteLater()
        self.targets = [Target(*stage) for stage in stages]
        for target in self.targets:
            self._row.addWidget(target, 1)
            target.dropped.connect(self.dropped)
        self.place()
        self.setVisible(bool(stages))
        self.raise_()

    def place(self) -> None:
        """Goes to the left of the lower edge: notices appear at the right of it."""
        room = self._board.rect()
        free = max(LEAST, room.width() - NOTICES)
        wide = min(room.width() - 16, free, max(1, len(self.targets)) * 240 + 16)
        self.setGeometry(8, room.height() - HIGH - 10, wide, HIGH)


def push(bar: QScrollBar, at: int, low: int, high: int) -> None:
    """Scrolls where a point of a stretch is near one of its ends, the faster the nearer."""
    near_low, near_high = at - low, high - at
    if near_low < EDGE:
        bar.setValue(bar.value() - _speed(near_low))
    elif near_high < EDGE:
        bar.setValue(bar.value() + _speed(near_high))


def _speed(distance: int) -> int:
    return max(1, round(FASTEST * (EDGE - max(0, distance)) / EDGE))
