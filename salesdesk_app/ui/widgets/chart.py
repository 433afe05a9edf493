"""Charts as the design has them, painted: upright bars with a line over them, and bars that lie.

Painted by hand rather than by a plotting library: a repaint takes well under a millisecond, and
the window starts without loading one.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.widgets.avatar import paint_avatar
from salesdesk_app.ui.widgets.cells import Bar, draw_text, paint_bar
from salesdesk_app.ui.widgets.chart_parts import Chart, Mark, Words, marks

__all__ = ["BarChart", "Bars", "Mark"]

LABEL_HEIGHT = 22
TOP = 18


def _upright(rect: QRectF, radius: float) -> QPainterPath:
    """A bar that is round at its top only."""
    path = QPainterPath()
    radius = min(radius, rect.width() / 2, rect.height())
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, radius, radius)
    path.addRect(rect.adjusted(0, radius, 0, 0))
    return path


class BarChart(Chart):
    """Upright bars over labels, with round marks on the axis and a dashed line where wanted."""

    def __init__(self, words: Words | None = None) -> None:
        """``words`` turns a value of the axis into text."""
        super().__init__()
        self._words: Words = words or (lambda value: f"{value:,.0f}")
        self._line: Sequence[float | None] = ()
        self._line_name = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_marks(
        self, found: Sequence[Mark], line: Sequence[float | None] = (), line_name: str = ""
    ) -> None:
        """Show bars; ``line`` has a value for each, None where it has none."""
        self.marks, self._line, self._line_name = list(found), list(line), line_name
        self.current = -1
        said = "; ".join(f"{mark.label} {mark.text}".strip() for mark in found)
        self.setAccessibleName(said)
        self.update()

    def set_words(self, words: Words) -> None:
        """Word the axis otherwise."""
        self._words = words
        self.update()

    def sizeHint(self) -> QSize:
        """A chart of a third of the window."""
        return QSize(320, 220)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(200, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints axis, bars, labels and line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tops = [mark.value or 0.0 for mark in self.marks] + [v for v in self._line if v]
        steps = marks(max(tops, default=0.0))
        plot = self._axis(painter, steps)
        self._bars(painter, plot, steps[-1])
        self._overlay(painter, plot, steps[-1])
        painter.end()

    def _axis(self, painter: QPainter, steps: Sequence[float]) -> QRectF:
        tokens = theme.tokens()
        texts = [self._words(step) for step in steps]
        metrics = QFontMetricsF(fonts.font("label"))
        left = max(metrics.horizontalAdvance(text) for text in texts) + 10
        plot = QRectF(left, TOP, max(1.0, self.width() - left), self.height() - TOP - LABEL_HEIGHT)
        for step, text in zip(steps, texts, strict=True):
            y = round(plot.bottom() - plot.height() * step / steps[-1])
            painter.fillRect(QRectF(left, y, plot.width(), 1), QColor(tokens.line))
            draw_text(
                painter, QRectF(0, y - 8, left - 8, 16), text, "label", tokens.muted, right=True
            )
        return plot

    def _bars(self, painter: QPainter, plot: QRectF, top: float) -> None:
        tokens = theme.tokens()
        self.areas = []
        slot = plot.width() / max(1, len(self.marks))
        width = max(2.0, min(56.0, slot * 0.62))
        every = self._label_step(slot)
        metrics = QFontMetricsF(fonts.font("label"))
        for place, mark in enumerate(self.marks):
            middle = plot.left() + slot * (place + 0.5)
            self.areas.append(QRectF(middle - slot / 2, 0, slot, float(self.height())))
            parts = mark.parts or (mark.value or 0.0,)
            bottom = plot.bottom()
            for number, part in enumerate(parts):
                height = plot.height() * part / top
                box = QRectF(middle - width / 2, bottom - height, width, height)
                colour = tokens.series[(mark.series + number) % len(tokens.series)]
                if place == self.current:
                    colour = theme.mix(colour, tokens.text, 0.2)
                last = number == len(parts) - 1
                if height > 0:
                    painter.fillPath(_upright(box, 3 if last else 0), QColor(colour))
                bottom -= height
            if mark.text and slot >= QFontMetricsF(fonts.font("label")).horizontalAdvance(
                mark.text
            ):
                above = QRectF(middle - slot / 2, bottom - 18, slot, 16)
                self._middle(painter, above, mark.text, tokens.text)
            if place % every == 0:
                room = QRectF(middle - slot * every / 2, plot.bottom() + 4, slot * every, 16)
                half = metrics.horizontalAdvance(mark.label) / 2
                if middle + half <= self.width() + 1:  # the last one may lack room
                    self._middle(painter, room, mark.label, tokens.muted)

    def _label_step(self, slot: float) -> int:
        metrics = QFontMetricsF(fonts.font("label"))
        widest = max((metrics.horizontalAdvance(m.label) for m in self.marks), default=0.0)
        if widest <= slot - 2 or len(self.marks) <= 6:
            return 1
        return int(-(-(widest + 6) // slot)) if slot > 0 else 1

    def _middle(self, painter: QPainter, rect: QRectF, text: str, colour: str) -> None:
        metrics = QFontMetricsF(fonts.font("label"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(fonts.font("label"))
        painter.setPen(QColor(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)

    def _overlay(self, painter: QPainter, plot: QRectF, top: float) -> None:
        if not self._line:
            return
        slot = plot.width() / max(1, len(self._line))
        pen = QPen(QColor(theme.tokens().text), 1.6, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path, drawing = QPainterPath(), False
        for place, value in enumerate(self._line):
            if value is None:
                drawing = False
                continue
            x = plot.left() + slot * (place + 0.5)
            point = QPointF(x, plot.bottom() - plot.height() * value / top)
            if drawing:
                path.lineTo(point)
            else:
                path.moveTo(point)
            drawing = True
        painter.drawPath(path)
        if self._line_name:
            width = QFontMetricsF(fonts.font("label")).horizontalAdvance(self._line_name)
            room = QRectF(plot.right() - width - 4, 0, width + 4, 14)
            draw_text(painter, room, self._line_name, "label", theme.tokens().muted, right=True)
            painter.setPen(pen)
            painter.drawLine(QPointF(room.left() - 26, 7), QPointF(room.left() - 4, 7))


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
