"""Paints a deal in two lines: account and value, then what it is about, its stage and its day."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from salesdesk_app import wording
from salesdesk_app.services.team import PersonDeal
from salesdesk_app.ui import theme
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.pill import HEIGHT, paint_pill
from salesdesk_app.ui.widgets.rows_model import ROW, Index
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.wording.phrases import one_line
from salesdesk_app.wording.titles import parts

ROW_HEIGHT = 50
PAD = 8
TONES: dict[str, Tone] = {"open": "plain", "won": "good", "lost": "bad"}


class DealLines(QStyledItemDelegate):
    """The delegate of a list of deals beside a person."""

    def __init__(self, view: Table) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints ground, line, focus and the two lines of text."""
        deal: PersonDeal = index.data(ROW)
        tokens = theme.tokens()
        painter.save()
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        bottom = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(bottom, QColor(tokens.line))
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 2, rect.height()), QColor(tokens.accent)
            )
        self._words(painter, rect.adjusted(PAD, 6, -PAD, -6), deal)
        painter.restore()

    def _words(self, painter: QPainter, inside: QRectF, deal: PersonDeal) -> None:
        tokens = theme.tokens()
        above = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)
        below = above.translated(0, above.height())
        heading, about = parts(deal.name, deal.account)
        value = wording.money(deal.value_minor, deal.currency)
        used = draw_text(painter, above, value, "number", tokens.text, right=True)
        room = above.adjusted(0, 0, -used - 8 if used else 0, 0)
        draw_text(painter, room, one_line(heading), "strong", tokens.text)
        used = draw_text(painter, below, wording.day(deal.day), "label", tokens.muted, right=True)
        room = below.adjusted(0, 0, -used - 8 if used else 0, 0)
        at = QPointF(room.left(), room.center().y() - HEIGHT / 2)
        stage = one_line(deal.stage)
        width = paint_pill(painter, at, stage, TONES[deal.outcome], room.width())
        rest = room.adjusted(width + 6, 0, 0, 0)
        draw_text(painter, rest, one_line(about), "label", tokens.muted)
