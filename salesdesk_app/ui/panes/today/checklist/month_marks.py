"""The marks of the month at a glance, each with a shape of its own: ticks, crosses, dashes."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from salesdesk_app.domain.carrying import State
from salesdesk_app.ui import theme

MARK = 14.0
LEGEND: tuple[State, ...] = ("done", "late", "skipped", "missed", "open", "carried", "planned")


def paint_mark(painter: QPainter, middle: QPointF, state: State) -> None:
    """Paints what became of an item around a point."""
    tokens = theme.tokens()
    box = QRectF(middle.x() - MARK / 2, middle.y() - MARK / 2, MARK, MARK)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "done":
        _filled(painter, box, tokens.good)
        _tick(painter, box, theme.ink_on(tokens.good))
    elif state == "late":
        _ring(painter, box, tokens.good)
        _tick(painter, box, tokens.good)
    elif state == "missed":
        _cross(painter, box.adjusted(4.5, 4.5, -4.5, -4.5), tokens.bad)
    elif state == "skipped":
        _stroke(painter, tokens.muted)
        painter.drawLine(
            QPointF(box.left() + 3.5, middle.y()), QPointF(box.right() - 3.5, middle.y())
        )
    elif state == "open":
        _ring(painter, box, tokens.warn)
    elif state == "carried":
        _arrow(painter, middle, tokens.warn)
    elif state == "planned":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.control))
        painter.drawEllipse(middle, 2.0, 2.0)
    painter.restore()


def _stroke(painter: QPainter, colour: str, width: float = 1.7) -> None:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _filled(painter: QPainter, box: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, 4, 4)


def _ring(painter: QPainter, box: QRectF, colour: str) -> None:
    _stroke(painter, colour, 1.3)
    painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4)


def _tick(painter: QPainter, box: QRectF, colour: str) -> None:
    _stroke(painter, colour)
    x, y = box.left(), box.top()
    painter.drawPolyline(
        [QPointF(x + 3.6, y + 7.4), QPointF(x + 6, y + 9.8), QPointF(x + 10.4, y + 4.6)]
    )


def _cross(painter: QPainter, box: QRectF, colour: str) -> None:
    _stroke(painter, colour, 1.3)
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def _arrow(painter: QPainter, middle: QPointF, colour: str) -> None:
    _stroke(painter, colour, 1.4)
    tip = middle + QPointF(4, 0)
    painter.drawLine(middle - QPointF(4, 0), tip)
    painter.drawPolyline([tip + QPointF(-3, -3), tip, tip + QPointF(-3, 3)])
