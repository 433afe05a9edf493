"""A deal's card as it is painted on the board, and as it looks while it is dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.widgets.avatar import paint_avatar
from salesdesk_app.ui.widgets.board_model import FIGURES, GAP, CardRow, height_of
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.pill import paint_pills, pill_width
from salesdesk_app.wording.phrases import one_line

BEHIND = 5  # how far the cards of a stack stand out below the first
STACKED = 3  # so many cards of a stack are seen


def paint_card(
    painter: QPainter, rect: QRectF, card: CardRow, *, selected: bool = False, focused: bool = False
) -> None:
    """Paints a card in a rectangle that includes its gap."""
    tokens = theme.tokens()
    box = rect.adjusted(0.5, 0.5, -0.5, -GAP - 0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = tokens.accent if selected or focused else tokens.line
    painter.setPen(QPen(QColor(edge), 2 if focused else 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(box, 9, 9)
    inner = box.adjusted(12, 10, -12, -10)
    _name(painter, inner, card)
    y = inner.top() + 46
    if card.value or card.day:
        figures = QRectF(inner.left(), y, inner.width(), 18)
        used = draw_text(painter, figures, card.value, "strong", tokens.text)
        rest = figures.adjusted(used + 8, 0, 0, 0)
        draw_text(painter, rest, card.day, "body", tokens.muted, right=True)
        y += FIGURES
    paint_pills(painter, inner.adjusted(0, y + 3 - inner.top(), 0, 0), card.pills)
    painter.restore()


def stack_picture(cards: Sequence[CardRow], width: int, count: int, ratio: float) -> QPixmap:
    """The first card with edges of others behind it and, of several, how many they are."""
    seen = min(STACKED, count)
    high = height_of(cards[0])
    size = QSize(width + BEHIND * (seen - 1), high + BEHIND * (seen - 1))
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(0.94)
    tokens = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in range(seen - 1, 0, -1):
        painter.setPen(QPen(QColor(tokens.accent), 1))
        painter.setBrush(QColor(tokens.accent_soft))
        shift = BEHIND * place
        behind = QRectF(shift + 0.5, shift + 0.5, width - 1, high - GAP - 1)
        painter.drawRoundedRect(behind, 9, 9)
    paint_card(painter, QRectF(0, 0, width, high), cards[0], selected=True)
    if count > 1:
        _paint_count(painter, QPointF(width - 10, high - GAP), f"{count:,}")
    painter.end()
    return picture


def _paint_count(painter: QPainter, right: QPointF, text: str) -> None:
    """A number on the accent, its right middle at a point."""
    tokens = theme.tokens()
    width = max(24.0, pill_width(text))
    box = QRectF(right.x() - width, right.y() - 11, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(box, 11, 11)
    painter.setPen(QColor(theme.ink_on(tokens.accent)))
    painter.setFont(fonts.font("label-strong"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _name(painter: QPainter, inner: QRectF, card: CardRow) -> None:
    """The title and what stands below it; a title alone may take both lines."""
    tokens = theme.tokens()
    beside = 30 if card.owner else 0
    if card.owner:
        paint_avatar(painter, QRectF(inner.right() - 24, inner.top(), 24, 24), card.owner)
    title = QRectF(inner.left(), inner.top() + 2, inner.width() - beside, 20)
    if card.subtitle:
        draw_text(painter, title, card.title, "strong", tokens.text)
        below = QRectF(inner.left(), inner.top() + 24, inner.width() - 4, 18)
        draw_text(painter, below, card.subtitle, "body", tokens.muted)
        return
    first, rest = _broken(one_line(card.title), title.width())
    draw_text(painter, title, first, "strong", tokens.text)
    draw_text(painter, title.translated(0, 19), rest, "strong", tokens.text)


def _broken(text: str, width: float) -> tuple[str, str]:
    """A text over two lines, broken between words where the first one is full."""
    metrics = QFontMetricsF(fonts.font("strong"))
    if metrics.horizontalAdvance(text) <= width:
        return text, ""
    words = text.split(" ")
    count = 1
    while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
