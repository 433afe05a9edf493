"""The stages of a deal as a bar: where it stands, what lies behind, and a click to move it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk_app.services.stages import StageRow
from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import tip
from salesdesk_app.wording.phrases import one_line

HEIGHT = 26
GAP = 3
TIGHT = 2.0
SHORT = 14.0


class StageBar(QWidget):
    """One segment a stage; ``picked`` tells the stage that the user wants. Arrows walk it."""

    picked = Signal(object)  # StageRow

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stages: Sequence[StageRow] = ()
        self._now = 0
        self._aim = 0
        self._over = -1

    def show_stages(self, stages: Sequence[StageRow], stage_id: int) -> None:
        """Show the stages of a pipeline and mark the one that a deal is in."""
        self._stages = stages
        self._now = next((i for i, s in enumerate(stages) if s.id == stage_id), 0)
        self._aim = self._now
        self.setAccessibleName(f"Stage: {stages[self._now].name}" if stages else "Stage")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a control; as wide as there is room."""
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Names end in … where there is no room."""
        return QSize(120, HEIGHT)

    def segments(self) -> list[QRectF]:
        """Where each stage is painted: as wide as its name asks for."""
        metrics = QFontMetricsF(fonts.font("label-strong"))
        names = [metrics.horizontalAdvance(s.name) for s in self._stages]
        room = self.width() - GAP * max(0, len(names) - 1)
        if sum(names) + 2 * TIGHT * len(names) > room:
            # Where not all names fit, those behind and far ahead stand for themselves by colour.
            names = [name if self._matters(i) else SHORT for i, name in enumerate(names)]
        pad = max(TIGHT, (room - sum(names)) / (2 * max(1, len(names))))
        scale = room / max(1.0, sum(names) + 2 * pad * len(names))
        found, left = [], 0.0
        for name in names:
            width = (name + 2 * pad) * scale
            found.append(QRectF(left, 0, width, HEIGHT))
            left += width + GAP
        return found

    def _matters(self, place: int) -> bool:
        """Where the deal is, where it goes next, and where it ends."""
        return place in (self._now, self._now + 1) or self._stages[place].outcome != "open"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = fonts.font("label-strong")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for place, rect in enumerate(self.segments()):
            ink, fill = self._colours(place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(rect, 5, 5)
            if self.hasFocus() and place == self._aim:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.tokens().text), 2))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
            painter.setPen(QColor(ink))
            name = one_line(self._stages[place].name)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - TIGHT)
            if len(text) < 4 and text != name:
                text = str(place + 1)  # a letter and … say nothing; the hover says it all
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the segment under the pointer."""
        self._hover(self._at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the mark away."""
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks the stage."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk, Enter and Space pick."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -1 if key == Qt.Key.Key_Left else 1
            self._aim = min(max(0, self._aim + step), len(self._stages) - 1)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._aim)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Starts from where the deal is."""
        self._aim = self._now
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Says on hover what a click does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos().x())
            if place >= 0:
                stage = self._stages[place]
                says = "It is here" if place == self._now else f"Move to {stage.name}"
                QToolTip.showText(event.globalPos(), tip(f"{says} · {stage.probability} %"), self)
            return True
        return super().event(event)

    def _colours(self, place: int) -> tuple[str, str]:
        tokens, stage = theme.tokens(), self._stages[place]
        if place == self._now:
            fill = {"won": tokens.good, "lost": tokens.bad}.get(stage.outcome, tokens.accent)
            return theme.ink_on(fill), fill
        if place == self._over:
            return tokens.text, theme.mix(tokens.sunken, tokens.text, 0.10)
        behind = place < self._now and self._stages[self._now].outcome != "lost"
        if behind and stage.outcome == "open":
            return tokens.accent, tokens.accent_soft
        return tokens.muted, tokens.sunken

    def _at(self, x: float) -> int:
        for place, rect in enumerate(self.segments()):
            if rect.left() <= x <= rect.right():
                return place
        return -1

    def _hover(self, place: int) -> None:
        if place != self._over:
            self._over = place
            self.update()

    def _pick(self, place: int) -> None:
        if place >= 0 and place != self._now:
            self.picked.emit(self._stages[place])
