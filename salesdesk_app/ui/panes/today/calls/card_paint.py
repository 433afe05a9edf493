"""Paints a pre-call card: half a page with its head, two columns, and what to ask."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from salesdesk_app.services.team_calls.card_pages import Block, Page
from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import initials
from salesdesk_app.ui.panes.today.calls.card_text import LINE, Runs, pixels, width_of
from salesdesk_app.ui.panes.today.wrapped import ELLIPSIS
from salesdesk_app.ui.theme import Tokens, ink_on
from salesdesk_app.ui.widgets.avatar import colour_of
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Part, muted, one_line, strong

WIDTH, HEIGHT = 722.0, 480.0  # what a card is made for: half a page without its margins
BADGE = 34.0
HEAD = 52.0
GAP = 26.0  # between the columns
ASKS = 2  # lines a question takes at the most
SPACE = 7.0  # between blocks


def paint_page(painter: QPainter, rect: QRectF, page: Page, tokens: Tokens) -> None:
    """Paints a card into a rectangle, in pixels of which an inch has 96."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    width = rect.width()
    _paint_head(painter, width, page, tokens)
    bottom = rect.height() - _asks_height(page, width, tokens)
    _paint_asks(painter, QRectF(0, bottom, width, rect.height() - bottom), page, tokens)
    column = (width - GAP) / 2
    room = QRectF(0, HEAD + 12, column, bottom - HEAD - 20)
    left, right = columns(page, room, tokens)
    _paint_blocks(painter, room, left, tokens)
    _paint_blocks(painter, room.translated(column + GAP, 0), right, tokens)
    painter.restore()


def _paint_head(painter: QPainter, width: float, page: Page, tokens: Tokens) -> None:
    fill = colour_of(page.person)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QRectF(0, 3, BADGE, BADGE))
    badge = QRectF(0, 3, BADGE, BADGE)
    _line(painter, badge, initials(page.person), ("strong", 13), ink_on(fill), centre=True)
    left = BADGE + 12
    when = width_of(pixels("body", 12), page.when) + 2
    time = QRectF(width - when, 0, when, 22)
    _line(painter, time, page.when, ("body", 12), tokens.muted)
    pills = _paint_pills(painter, width, page, tokens)
    heading = QRectF(left, 0, width - left - when - 16, 22)
    _line(painter, heading, page.heading, ("title", 16), tokens.text)
    below = " · ".join(text for text in (page.person, page.about, page.state) if text)
    under = QRectF(left, 22, width - left - pills - 12, 18)
    _line(painter, under, below, ("body", 12), tokens.muted)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(QPointF(0, HEAD), QPointF(width, HEAD))


def _paint_pills(painter: QPainter, width: float, page: Page, tokens: Tokens) -> float:
    """Paints the marks at the right of the second line; returns the width that they take."""
    x = width
    for text, tone in reversed(page.marks):
        ink, fill = tokens.tone(tone)
        room = width_of(pixels("label-strong", 11), text) + 16
        x -= room
        pill = QRectF(x, 23, room, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(pill, 8.5, 8.5)
        _line(painter, pill, text, ("label-strong", 11), ink, centre=True)
        x -= 5
    return width - x


def columns(page: Page, room: QRectF, tokens: Tokens) -> tuple[list[Block], list[Block]]:
    """The blocks of both columns: one without room in its own stands below the other one."""
    found: tuple[list[Block], list[Block]] = [], []
    used, late = [0.0, 0.0], []
    for side, blocks in enumerate((page.left, page.right)):
        for block in blocks:
            height = _height(block, room.width(), tokens)
            if used[side] + height > room.height():
                late.append((side, block, height))
            else:
                found[side].append(block)
                used[side] += height
    for side, block, height in late:
        to = side if used[1 - side] + height > room.height() else 1 - side
        found[to].append(block)
        used[to] += height
    return found


def _height(block: Block, width: float, tokens: Tokens) -> float:
    lines = (min(Runs(one.parts, width, tokens).lines, one.lines) for one in block.entries)
    return LINE + sum(count * LINE + 1 for count in lines) + SPACE


def _paint_blocks(painter: QPainter, room: QRectF, blocks: Sequence[Block], tokens: Tokens) -> None:
    """Paints as much as has room from top to bottom; what is cut off says so."""
    y, bottom = room.top(), room.bottom()
    for number, block in enumerate(blocks):
        if y + 2 * LINE > bottom:
            _paint_cut(painter, room, y, [one.title for one in blocks[number:]], tokens)
            return
        head = QRectF(room.left(), y, room.width(), LINE)
        _line(painter, head, block.title, ("label-strong", 11), tokens.accent)
        y += LINE
        for place, entry in enumerate(block.entries, 1):
            below = place < len(block.entries)
            left = int((bottom - y) / LINE) - below  # a line is kept to say that there is more
            if left < 1:
                titles = [one.title for one in blocks[number + 1 :]]
                _paint_cut(painter, room, y, titles, tokens)
                return
            runs = Runs(entry.parts, room.width(), tokens)
            y += runs.paint(painter, QPointF(room.left(), y), min(entry.lines, left)) + 1
        y += SPACE


def _paint_cut(
    painter: QPainter, room: QRectF, y: float, titles: Sequence[str], tokens: Tokens
) -> None:
    """Says that there is more, and under which headings."""
    said = f"{ELLIPSIS} {', '.join(titles)}".rstrip()
    _line(painter, QRectF(room.left(), y, room.width(), LINE), said, ("body", 12), tokens.muted)


def _questions(page: Page, width: float, tokens: Tokens) -> list[Runs]:
    return [
        Runs((strong(f"{number}. {question}"), muted(f"({why})")), width - 32, tokens)
        for number, (question, why) in enumerate(page.asks, 1)
    ]


def _asks_height(page: Page, width: float, tokens: Tokens) -> float:
    lines = sum(min(runs.lines, ASKS) for runs in _questions(page, width, tokens))
    return (lines + 1) * LINE + 22


def _paint_asks(painter: QPainter, box: QRectF, page: Page, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sunken))
    painter.drawRoundedRect(box, 8, 8)
    y = box.top() + 9
    name = page.person.split(" ")[0]
    title = _("Ask {name} first").format(name=name) if name else _("Ask first")
    runs = Runs((Part(title, "strong", "accent"),), box.width() - 32, tokens)
    y += runs.paint(painter, QPointF(16, y), 1) + 2
    for one in _questions(page, box.width(), tokens):
        y += one.paint(painter, QPointF(16, y), ASKS)


def _line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    look: tuple[fonts.Role, float],
    colour: str,
    *,
    centre: bool = False,
) -> None:
    """One line of a text, ending in … where it does not fit."""
    font = pixels(*look)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(
        one_line(text), Qt.TextElideMode.ElideRight, round(rect.width())
    )
    sideways = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, sideways | Qt.AlignmentFlag.AlignVCenter, shown)
