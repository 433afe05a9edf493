"""Dragging an item of the checklist: the line where it would come to lie, and scrolling on."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from salesdesk_app.services.checklist.checklist import Part
from salesdesk_app.ui import theme

EDGE, FASTEST, TICK_MS = 40, 14, 16  # pixels from an edge, pixels at a time, and how often
THICK = 3


@dataclass(frozen=True)
class Slot:
    """A place between items: its height in the list, and beside which one; None where none is."""

    y: int
    part: Part
    beside: int | None = None
    after: bool = False


class DropLine(QWidget):
    """A line with a knob at its left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the line in the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().accent))
        high = self.height()
        painter.drawEllipse(QRectF(0, 0, high, high))
        middle = QRectF(high / 2, (high - THICK) / 2, self.width() - high / 2, THICK)
        painter.drawRoundedRect(middle, THICK / 2, THICK / 2)
        painter.end()


class ItemDrag(QObject):
    """Follows the mouse over a list of slots; ``ended`` tells the one where it was let go."""

    ended = Signal(object)  # Slot, None where the drag was given up

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.line = DropLine(over)
        self.slots: list[Slot] = []
        self.slot: Slot | None = None
        self._at = QPoint()
        self._scrolling = QTimer(self, interval=TICK_MS)
        self._scrolling.timeout.connect(self._scroll)

    def move(self, at: QPoint, slots: list[Slot]) -> None:
        """The mouse is at a point of the screen."""
        self._at, self.slots = at, slots
        self._show()
        if self._pull():
            self._scrolling.start()

    def end(self, dropped: bool) -> None:
        """It was let go, or given up."""
        slot = self.slot if dropped else None
        self._scrolling.stop()
        self.slot = None
        self.line.hide()
        self.ended.emit(slot)

    def _show(self) -> None:
        y = self._over.mapFromGlobal(self._at).y()
        self.slot = min(self.slots, key=lambda slot: abs(slot.y - y), default=None)
        if self.slot is not None:
            self.line.setGeometry(0, self.slot.y - 4, self._over.width() - 8, 9)
            self.line.raise_()
        self.line.setVisible(self.slot is not None)

    def _scroll(self) -> None:
        area, pull = self._area(), self._pull()
        if area is None or not pull:
            self._scrolling.stop()
            return
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + pull)
        self._show()

    def _pull(self) -> int:
        """By how much to scroll: the more the nearer to an edge, or beyond it."""
        area = self._area()
        if area is None:
            return 0
        view = area.viewport()
        y = view.mapFromGlobal(self._at).y()
        above, below = EDGE - y, y - (view.height() - EDGE)
        near = above if above > 0 else below
        pull = min(FASTEST, 1 + near * FASTEST // EDGE) if near > 0 else 0
        return -pull if above > 0 else pull

    def _area(self) -> QScrollArea | None:
        parent = self._over.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent
