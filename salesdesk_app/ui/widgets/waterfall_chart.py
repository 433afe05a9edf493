"""Bars that lead from one amount to another, painted: first and last stand, the others float."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.widgets.chart_parts import Chart, Mark
from salesdesk_app.ui.widgets.drawn_text import draw_text

TOP = 22  # room for a text above the highest bar
LINE = 15  # a line of a label
WIDEST = 76
THINNEST = 2.0  # what is something is seen


class WaterfallChart(Chart):
    """Shows marks side by side: the first and the last by their value, the others by the step
    that their value is, up or down from where the one before ended.

    Marks take their colour from ``tone``; the standing ones are plain. Hover, click and keyboard
    are those of every chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bars: list[QRectF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_marks(self, found: Sequence[Mark]) -> None:
        """Show bars; the one pointed at stays where it is among as many."""
        if len(found) != len(self.marks):
            self.current = -1
        self.marks = list(found)
        self.setAccessibleName("; ".join(f"{mark.label} {mark.text}".strip() for mark in found))
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and not high."""
        return QSize(640, 240)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(280, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the bars in."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground, the bars with what joins them, their texts and labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.tokens()
        floor = self._floor
        painter.fillRect(QRectF(0, floor, float(self.width()), 1), QColor(tokens.line))
        self._join(painter)
        for place, mark in enumerate(self.marks):
            self._bar(painter, place, mark)
            self._write(painter, place, mark)
        painter.end()

    @property
    def _floor(self) -> float:
        return float(self.height() - self._lines * LINE - 8)

    @property
    def _lines(self) -> int:
        """How many lines the labels need."""
        slot = self.width() / max(1, len(self.marks))
        return max((len(_broken(mark.label, slot - 4)) for mark in self.marks), default=1)

    def _levels(self) -> list[tuple[float, float]]:
        """From where to where each mark goes."""
        found, level = [], 0.0
        for place, mark in enumerate(self.marks):
            value = mark.value or 0.0
            stands = place in (0, len(self.marks) - 1)
            start = 0.0 if stands else level
            level = value if stands else level + value
            found.append((start, level))
        return found

    def _place(self) -> None:
        """Where each bar is, and the strip in which it can be pointed at."""
        levels = self._levels()
        top = max((max(pair) for pair in levels), default=0.0) or 1.0
        slot = self.width() / max(1, len(self.marks))
        width = max(6.0, min(float(WIDEST), slot * 0.66))
        room = max(1.0, self._floor - TOP)
        self.areas = [
            QRectF(slot * place, 0, slot, float(self.height())) for place in range(len(self.marks))
        ]
        self.bars = []
        for place, (start, end) in enumerate(levels):
            high = self._floor - room * max(start, end) / top
            height = max(THINNEST if start != end else 0.0, room * abs(end - start) / top)
            self.bars.append(QRectF(slot * (place + 0.5) - width / 2, high, width, height))

    def _join(self, painter: QPainter) -> None:
        """Thin lines from where one bar ends to the next."""
        painter.setPen(QPen(QColor(theme.tokens().control), 1, Qt.PenStyle.DotLine))
        for place, (start, end) in enumerate(self._levels()[:-1]):
            bar, after = self.bars[place], self.bars[place + 1]
            level = bar.top() if end >= start else bar.bottom()
            painter.drawLine(QPointF(bar.right() + 1, level), QPointF(after.left() - 1, level))

    def _bar(self, painter: QPainter, place: int, mark: Mark) -> None:
        tokens, bar = theme.tokens(), self.bars[place]
        colour = tokens.series[0] if mark.tone == "plain" else tokens.tone(mark.tone)[0]
        if place == self.current:
            area = self.areas[place].adjusted(2, 0, -2, 0)
            painter.setPen(QPen(QColor(tokens.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sunken))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            colour = theme.mix(colour, tokens.text, 0.15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        round_by = min(3.0, bar.height() / 2)
        painter.drawRoundedRect(bar, round_by, round_by)

    def _write(self, painter: QPainter, place: int, mark: Mark) -> None:
        """The amount above the bar where there is room for it, and the name in up to two lines."""
        tokens, bar, area = theme.tokens(), self.bars[place], self.areas[place]
        metrics = QFontMetricsF(fonts.font("label-strong"))
        if metrics.horizontalAdvance(mark.text) <= area.width():
            text = QRectF(area.left(), bar.top() - LINE - 3, area.width(), LINE)
            _centred(painter, text, mark.text, "label-strong", tokens.text)
        lines = _broken(mark.label, area.width() - 4)
        for number, line in enumerate(lines):
            at = QRectF(area.left() + 2, self._floor + 5 + number * LINE, area.width() - 4, LINE)
            _centred(painter, at, line, "label", tokens.muted)


def _centred(painter: QPainter, area: QRectF, text: str, role: fonts.Role, colour: str) -> None:
    width = min(QFontMetricsF(fonts.font(role)).horizontalAdvance(text) + 0.5, area.width())
    left = area.center().x() - width / 2
    draw_text(painter, QRectF(left, area.top(), width, area.height()), text, role, colour)


def _broken(text: str, width: float) -> list[str]:
    """A label as one line where it fits, else as two, parted at a space near its middle."""
    metrics = QFontMetricsF(fonts.font("label"))
    spaces = [at for at, sign in enumerate(text) if sign == " "]
    if metrics.horizontalAdvance(text) <= width or not spaces:
        return [text]
    middle = min(spaces, key=lambda at: abs(at - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]
