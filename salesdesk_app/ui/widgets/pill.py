"""Pills: a word or two on a soft fill, as a widget and as paint for delegates."""

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.theme import Tone
from salesdesk_app.wording.phrases import one_line

HEIGHT = 18
SIDE = 8


@cache
def _metrics() -> QFontMetricsF:
    return QFontMetricsF(fonts.font("label-strong"))


@lru_cache(maxsize=2048)
def pill_width(text: str) -> float:
    """How wide a pill is."""
    return float(_metrics().horizontalAdvance(text)) + 2 * SIDE


def paint_pill(
    painter: QPainter, at: QPointF, text: str, tone: Tone, room: float | None = None
) -> float:
    """Paints a pill with its left top corner at a point, and returns its width.

    A text wider than ``room`` ends in ….
    """
    ink, fill = theme.tokens().tone(tone)
    font = fonts.font("label-strong")
    width = pill_width(text)
    if room is not None and width > room:
        text = _metrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room - 2 * SIDE))
        width = pill_width(text)
    rect = QRectF(at.x(), at.y(), width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, HEIGHT / 2, HEIGHT / 2)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


def paint_pills(painter: QPainter, rect: QRectF, pills: Sequence[tuple[str, Tone]]) -> None:
    """Paints from the rectangle's left top as many pills as fit whole, then how many more.

    The first one is always painted, ending in … where it must.
    """
    x = rect.left()
    for place, (text, tone) in enumerate(pills):
        rest, room = len(pills) - place, rect.right() - x
        spare = pill_width(f"+{rest - 1}") + 4 if rest > 1 else 0.0
        if place and pill_width(text) + spare > room:
            paint_pill(painter, QPointF(x, rect.top()), f"+{rest}", "plain", room)
            return
        x += paint_pill(painter, QPointF(x, rect.top()), text, tone, room - spare) + 4


class Pill(QWidget):
    """A pill in a layout."""

    def __init__(self, text: str = "", tone: Tone = "plain", explain: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._text, self._tone = "", tone
        self.show_pill(text, tone, explain)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_pill(self, text: str, tone: Tone = "plain", explain: str = "") -> None:
        """Say another thing in another tone."""
        self._text, self._tone = one_line(text), tone
        self.setToolTip(tip(explain))
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        return QSize(round(pill_width(self._text) + 0.5), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It may shrink; its text then ends in …."""
        return QSize(min(40, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the pill."""
        painter = QPainter(self)
        paint_pill(painter, QPointF(0, 0), self._text, self._tone, self.width())
        painter.end()
