"""Draws single lines of text, measured and laid out once: painters ask for the same ones again."""

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QStaticText, QTransform

from salesdesk_app.ui import fonts, theme

MOST_LINES = 3


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: fonts.Role,
    colour: str,
    *,
    right: bool = False,
) -> float:
    """Draws one line, ending in … where it does not fit; returns the width that it took."""
    if not text or rect.width() <= 0:
        return 0.0
    width = text_width(role, text)
    if width > rect.width():
        text = _metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = rect.width()
    laid, height = _laid(role, text)
    left = rect.right() - width if right else rect.left()
    painter.setFont(_fonts(role))
    painter.setPen(theme.colour(colour))
    painter.drawStaticText(QPointF(left, round(rect.center().y() - height / 2)), laid)
    return width


def broken(text: str, role: fonts.Role, width: float) -> list[str]:
    """A text in lines broken between words, three at most, the last one however wide it is."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == MOST_LINES or text_width(role, longer) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def _laid(role: fonts.Role, text: str) -> tuple[QStaticText, float]:
    """A text laid out once, for that takes longer than drawing it; and its height."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), _fonts(role))
    return made, made.size().height()


_FONTS: dict[str, Any] = {}
_METRICS: dict[str, QFontMetricsF] = {}


def _fonts(role: fonts.Role) -> Any:
    if role not in _FONTS:
        _FONTS[role] = fonts.font(role)
    return _FONTS[role]


def _metrics(role: fonts.Role) -> QFontMetricsF:
    if role not in _METRICS:
        _METRICS[role] = QFontMetricsF(_fonts(role))
    return _METRICS[role]


@lru_cache(maxsize=8192)
def text_width(role: fonts.Role, text: str) -> float:
    """How wide a text is; measured once, for while one scrolls the same ones come again."""
    return float(_metrics(role).horizontalAdvance(text))
