"""What charts share: their values, round marks for an axis, and hover and click on a mark."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from salesdesk_app.ui.format import tip
from salesdesk_app.ui.theme import Tone


@dataclass(frozen=True)
class Mark:
    """One bar: its key (told on a click), its label, its value, and the words for the hover.

    ``parts`` stacks a bar out of several values; ``text`` stands on or beside it; ``tick`` is a
    mark on a horizontal bar; ``person`` puts a badge before its label.
    """

    key: Any
    label: str
    value: float | None
    text: str = ""
    explain: str = ""
    parts: tuple[float, ...] = ()
    tick: float | None = None
    tone: Tone = "plain"
    series: int = 0
    person: str = ""


def marks(top: float, count: int = 5) -> list[float]:
    """Round values from 0 up to at least ``top``, in at most ``count`` steps of 1, 2, 2.5 or 5."""
    if top <= 0:
        return [0.0, 1.0]
    raw = top / count
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * f for f in (1, 2, 2.5, 5, 10) if power * f >= raw * (1 - 1e-9))
    return [step * i for i in range(math.ceil(top / step - 1e-9) + 1)]


class Chart(QWidget):
    """A chart whose marks can be hovered, clicked, and walked by keyboard."""

    clicked = Signal(object)  # the key of a mark

    def __init__(self) -> None:
        super().__init__()
        self.marks: Sequence[Mark] = ()
        self.areas: list[QRectF] = []
        self.current = -1
        self.live = False
        self.setMouseTracking(True)

    def make_live(self) -> None:
        """Let marks be clicked and reached by keyboard."""
        self.live = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def point_at(self, place: int) -> None:
        """Make a mark the current one; -1 for none."""
        self.current = place
        self.show_current()

    def show_current(self) -> None:
        """Shows which mark is the current one."""
        self.update()

    def mark_at(self, at: QPointF) -> int:
        """The place of the mark under a point, or -1."""
        return next((i for i, area in enumerate(self.areas) if area.contains(at)), -1)

    def event(self, event: QEvent) -> bool:
        """Explains the mark under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.mark_at(QPointF(event.pos()))
            if place >= 0:
                mark = self.marks[place]
                QToolTip.showText(event.globalPos(), tip(mark.explain or mark.label), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks what is under the mouse."""
        place = self.mark_at(event.position())
        if place != self.current:
            self.point_at(place)
            hand = self.live and place >= 0
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            )

    def leaveEvent(self, event: QEvent) -> None:
        """Marks nothing."""
        self.point_at(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells the mark that was clicked."""
        place = self.mark_at(event.position())
        if self.live and place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self.marks[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the marks, Enter clicks."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self.marks:
            moved = self.current + steps[Qt.Key(event.key())]
            self.point_at(min(len(self.marks) - 1, max(0, moved)))
            self.setAccessibleDescription(
                self.marks[self.current].explain or self.marks[self.current].label
            )
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.clicked.emit(self.marks[self.current].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by keyboard, it starts at the first mark."""
        super().focusInEvent(event)
        self.point_at(0 if self.current < 0 and self.marks else self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Marks nothing."""
        super().focusOutEvent(event)
        self.point_at(-1)


Words = Callable[[float], str]
