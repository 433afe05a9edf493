"""How a block and a free stretch of the agenda look."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from salesdesk_app.ui import theme
from salesdesk_app.ui.format import initials
from salesdesk_app.ui.panes.today.agenda.blocks import Block
from salesdesk_app.ui.widgets.avatar import colour_of
from salesdesk_app.ui.widgets.drawn_text import draw_text

TALL = 38  # pixels; from here on there is room for a second line
NARROW = 130  # pixels; a narrower block of the team's only says with whom
SLIM = 64  # pixels; one that is narrower yet only says whose it is


def paint_block(painter: QPainter, rect: QRectF, block: Block, *, chosen: bool) -> None:
    """A block with its words; the chosen one has a ring."""
    tokens = theme.tokens()
    edge = tokens.accent if block.own else colour_of(block.hour.person or "")
    done, free = block.done, not block.hour.busy
    fill = tokens.good_soft if done else tokens.accent_soft if block.own else tokens.sunken
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.good if done else edge))
    painter.drawRoundedRect(rect, 5, 5)
    painter.setBrush(QColor(tokens.surface if free else fill))
    painter.drawRoundedRect(rect.adjusted(3, 0, 0, 0), 4, 4)
    if free:  # an entry that leaves its time free is an outline only
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRoundedRect(rect.adjusted(3.5, 0.5, -0.5, -0.5), 4, 4)
    _paint_words(painter, rect, block)
    if chosen:
        paint_ring(painter, rect)


def paint_gap(painter: QPainter, rect: QRectF, text: str, *, marked: bool, chosen: bool) -> None:
    """A free stretch with its offer; under the mouse it shows that it can be clicked."""
    tokens = theme.tokens()
    painter.setBrush(QColor(tokens.sunken if marked else tokens.surface))  # over an hour's line
    painter.setPen(QPen(QColor(tokens.muted if marked else tokens.line), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect, 5, 5)
    draw_text(painter, rect.adjusted(9, 0, -6, 0), text, "body", tokens.muted)
    if chosen:
        paint_ring(painter, rect)


def paint_wrap_up(painter: QPainter, rect: QRectF, text: str, *, chosen: bool) -> None:
    """The end of the day, green as what is done."""
    tokens = theme.tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.good))
    painter.drawRoundedRect(rect, 5, 5)
    painter.setBrush(QColor(tokens.good_soft))
    painter.drawRoundedRect(rect.adjusted(3, 0, 0, 0), 4, 4)
    line = QRectF(rect.left() + 11, rect.top(), rect.width() - 17, min(rect.height(), 24))
    draw_text(painter, line, text, "strong", tokens.text)
    if chosen:
        paint_ring(painter, rect)


def paint_ring(painter: QPainter, rect: QRectF) -> None:
    """The ring of what the keyboard stands on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.tokens().accent), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)


def _paint_words(painter: QPainter, rect: QRectF, block: Block) -> None:
    tokens = theme.tokens()
    if not block.own and rect.width() < SLIM:
        mark = QRectF(rect.left() + 7, rect.top(), rect.width() - 7, min(rect.height(), 24))
        draw_text(painter, mark, initials(block.hour.person or ""), "strong", tokens.text)
        return
    inner = rect.adjusted(11, 0, -6, 0)
    narrow = not block.own and rect.width() < NARROW
    title = (block.account or block.title) if narrow else block.title
    title = f"✓ {title}" if block.done else title
    if rect.height() >= TALL and block.below:
        upper = QRectF(inner.left(), rect.top() + 3, inner.width(), 17)
        draw_text(painter, upper, title, "strong", tokens.text)
        draw_text(painter, upper.translated(0, 17), block.below, "body", tokens.muted)
    else:
        line = QRectF(inner.left(), rect.top(), inner.width(), min(rect.height(), 24))
        taken = draw_text(painter, line, title, "strong", tokens.text) + 6
        draw_text(painter, line.adjusted(taken, 0, 0, 0), block.below, "body", tokens.muted)
