"""Bars that lie under each other, painted: the stages of a funnel, the people of a leaderboard."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.widgets.avatar import paint_avatar
from salesdesk_app.ui.widgets.cells import Bar, paint_bar
from salesdesk_app.ui.widgets.chart_parts import Chart, Mark
from salesdesk_app.ui.widgets.drawn_text import draw_text


class Bars(Chart):
    """Bars that lie under each other, with labels before and texts after them."""

    def __init__(self, *, thick: bool = False, label_width: int = 92) -> None:
        """``thick`` fills the row as a funnel does; else a thin bar with a mark for the pace."""
        super().__init__()
        self._thick = thick
        self._label_width = label_width
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_marks(self, found: Sequence[Mark]) -> None:
        """Show bars; the longest value or a full share (1.0) fills the width."""
        self.marks = list(found)
        self.current = -1
        self.setAccessibleName("; ".join(f"{mark.label} {mark.text}".strip() for mark in found))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each mark."""
        return QSize(300, self._row * max(1, len(self.marks)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but all rows."""
        return QSize(180, self._row * max(1, len(self.marks)))

    @property
    def _row(self) -> int:
        return 32

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints label, bar and text of each row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.tokens()
        self.areas = []
        top = max((mark.value or 0.0 for mark in self.marks), default=0.0) or 1.0
        top = top if self._thick else max(1.0, top)
        metrics = QFontMetricsF(fonts.font("number"))
        after = max((metrics.horizontalAdvance(m.text) for m in self.marks), default=0.0) + 10
        for place, mark in enumerate(self.marks):
            area = QRectF(0, place * self._row, float(self.width()), self._row)
            self.areas.append(area)
            if place == self.current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.sunken))
                painter.drawRoundedRect(area, 6, 6)
            start = self._before(painter, area, mark)
            room = QRectF(start, area.top(), max(8.0, area.width() - start - after), area.height())
            self._bar(painter, room, mark, top, place)
            text = QRectF(area.right() - after, area.top(), after - 4, area.height())
            draw_text(painter, text, mark.text, "number", tokens.text, right=True)
        painter.end()

    def _before(self, painter: QPainter, area: QRectF, mark: Mark) -> float:
        left = 4.0
        if mark.person:
            badge = QRectF(left, area.center().y() - 12, 24, 24)
            paint_avatar(painter, badge, mark.person)
            left += 32
        room = QRectF(left, area.top(), self._label_width, area.height())
        draw_text(painter, room, mark.label, "body", theme.tokens().text)
        return left + self._label_width + 8

    def _bar(self, painter: QPainter, room: QRectF, mark: Mark, top: float, place: int) -> None:
        tokens = theme.tokens()
        colour = tokens.series[mark.series % len(tokens.series)]
        if mark.tone != "plain":
            colour = tokens.tone(mark.tone)[0]
        if not self._thick:
            thin = QRectF(room.left(), room.center().y() - 3, room.width(), 6)
            share = None if mark.value is None else mark.value / top
            tick = None if mark.tick is None else mark.tick / top
            paint_bar(painter, thin, Bar(share, tick), colour)
            return
        if not mark.value:
            return
        width = max(3.0, room.width() * mark.value / top)
        fade = min(0.5, 0.13 * place) if mark.tone == "plain" else 0.0
        box = QRectF(room.left(), room.center().y() - 11, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.mix(colour, tokens.surface, fade)))
        painter.drawRoundedRect(box, 3, 3)
