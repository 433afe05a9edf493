"""Paints the cells of a table: text, people, pills, bars, small bars, ticks; and their editors."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from salesdesk_app.ui import fonts, icons, theme
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets import editors
from salesdesk_app.ui.widgets.avatar import avatar_picture
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.groups import Group
from salesdesk_app.ui.widgets.pill import HEIGHT, paint_pill, paint_pills
from salesdesk_app.ui.widgets.rows_model import Column, Index, RowsModel
from salesdesk_app.wording.phrases import one_line

PAD = 8
ROOM_TO_EDIT = {"text": 220, "decimal": 104, "date": 144, "choice": 160, "percent": 104}
AVATAR = 24
# As plain numbers: Python's flags take a microsecond each time, and there are two in each cell.
SELECTED: int = QStyle.StateFlag.State_Selected.value
FOCUSED: int = QStyle.StateFlag.State_HasFocus.value


@dataclass(frozen=True)
class Bar:
    """A bar for a cell: its share of the full width, a mark, and the tone of the text beside it."""

    share: float | None
    tick: float | None = None
    tone: Tone = "plain"


def paint_bar(painter: QPainter, rect: QRectF, bar: Bar, colour: str | None = None) -> None:
    """Paints a thin bar with its mark over the width of a rectangle."""
    tokens = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sunken))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if bar.share:
        full = QRectF(rect)
        full.setWidth(max(rect.height(), rect.width() * min(1.0, max(0.0, bar.share))))
        painter.setBrush(QColor(colour or tokens.series[0]))
        painter.drawRoundedRect(full, rect.height() / 2, rect.height() / 2)
    if bar.tick is not None:
        x = rect.left() + rect.width() * min(1.0, max(0.0, bar.tick))
        painter.fillRect(QRectF(x - 1, rect.top() - 3, 2, rect.height() + 6), QColor(tokens.text))


class Cells(QStyledItemDelegate):
    """The one delegate of a table; what it paints stands in the column.

    It looks into the model itself: a cell that is asked for by roles takes twice as long.
    """

    refused = Signal(str)  # why what was typed is not kept

    def __init__(self, view: QAbstractItemView, model: RowsModel, row_height: int) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._height = row_height
        self._painters = {
            "pills": self._pills,
            "person": self._person,
            "bar": self._bar,
            "spark": self._spark,
            "check": self._check,
            "choice": self._choice,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(self._column(index).width, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints ground, line, focus and what the column holds."""
        painter.save()
        tokens = theme.tokens()
        box: QRect = option.rect
        place, at = index.row(), index.column()
        row, column = self._model.row_at(place), self._model.columns[at]
        state: int = option.state.value
        painter.setClipRect(box)
        if isinstance(row, Group):
            self._group(painter, box, row, current=place == self._view.currentIndex().row())
            painter.restore()
            return
        if state & SELECTED:
            painter.fillRect(box, theme.colour(tokens.accent_soft))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour(tokens.line))
        rect = QRectF(box)
        if state & FOCUSED and index == self._view.currentIndex():
            self._focus(painter, rect, bool(index.flags() & Qt.ItemFlag.ItemIsEditable))
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        special = self._painters.get(column.kind, self._text)
        special(painter, inside, column, row, self._model.text(place, at))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the column's kind."""
        column = self._column(index)
        today = None if column.today is None else column.today()
        return editors.make(column.editor or "text", parent, column.choices, today)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over its cell, and beyond it where the cell is too narrow for what is typed."""
        column = self._column(index)
        rect = QRect(option.rect)
        rect.setWidth(max(rect.width(), ROOM_TO_EDIT.get(column.editor or "text", 0)))
        rect.moveRight(min(rect.right(), self._view.viewport().width() - 1))
        editor.setGeometry(rect)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Starts from the row's plain value."""
        editors.fill(editor, index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hands on what was typed; where it cannot be read it says why, and nothing changes."""
        value = editors.value_of(editor)
        if value is editors.UNREADABLE:
            self.refused.emit(editors.refusal(editor))
        else:
            model.setData(index, value, Qt.ItemDataRole.EditRole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps an editor open on Enter and Tab while its text cannot be read, and says why."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            leaves = event.key() in (
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
                Qt.Key.Key_Tab,
                Qt.Key.Key_Backtab,
            )
            if leaves and isinstance(watched, QWidget):
                refusal = editors.refusal(watched)
                if refusal:
                    at = watched.mapToGlobal(QPoint(0, watched.height()))
                    QToolTip.showText(at, refusal, watched)
                    return True
        return super().eventFilter(watched, event)

    def _column(self, index: Index) -> Column:
        return self._model.columns[index.column()]

    def _group(self, painter: QPainter, box: QRect, group: Group, *, current: bool) -> None:
        """The band of a group, over all columns; each cell paints its share of it."""
        tokens = theme.tokens()
        painter.fillRect(box, theme.colour(tokens.sunken))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour(tokens.line))
        band = QRectF(0, box.top(), self._view.viewport().width(), box.height())
        if current and self._view.hasFocus():
            self._focus(painter, band, editable=True)
        inside = band.adjusted(PAD, 0, -PAD, 0)
        used = draw_text(painter, inside, one_line(group.name), "strong", tokens.text)
        rest = inside.adjusted(used + 10, 0, 0, 0)
        draw_text(painter, rest, group.words, "number", tokens.muted)

    def _focus(self, painter: QPainter, rect: QRectF, editable: bool) -> None:
        accent = QColor(theme.tokens().accent)
        if editable:
            painter.setPen(QPen(accent, 1))
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)
        else:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height() - 1), accent)

    def _text(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        role: fonts.Role = "strong" if column.strong else "number" if column.right else "body"
        tone = column.tone(row) if column.tone else None
        used = draw_text(painter, rect, text, role, _ink(tone), right=column.right)
        if column.second is not None:
            rest = rect.adjusted(used + 5, 0, 0, 0)
            more = one_line(column.second(row))
            draw_text(painter, rest, more, "body", theme.tokens().muted)

    def _person(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        if not text:
            return
        full = str(column.data(row)) if column.data else text
        top = rect.center().y() - AVATAR / 2
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(rect.left(), top), avatar_picture(full, AVATAR, scale))
        rest = rect.adjusted(AVATAR + 7, 0, 0, 0)
        role: fonts.Role = "strong" if column.strong else "body"
        used = draw_text(painter, rest, text, role, theme.tokens().text)
        if column.second is not None:
            more = one_line(column.second(row))
            if more:
                paint_pill(
                    painter,
                    QPointF(rest.left() + used + 6, rect.center().y() - HEIGHT / 2),
                    more,
                    "accent",
                    max(0.0, rest.width() - used - 6),
                )

    def _pills(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        found = column.data(row) if column.data else ()
        top = rect.center().y() - HEIGHT / 2
        paint_pills(painter, QRectF(rect.left(), top, rect.width(), HEIGHT), found)

    def _bar(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        bar = column.data(row) if column.data else None
        if not isinstance(bar, Bar):
            draw_text(painter, rect, text, "number", theme.tokens().muted)
            return
        room = rect.adjusted(0, 0, -54, 0)
        paint_bar(painter, QRectF(room.left(), rect.center().y() - 3, room.width(), 6), bar)
        beside = QRectF(room.right() + 8, rect.top(), 48, rect.height())
        draw_text(painter, beside, text, "number", _ink(bar.tone))

    def _spark(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        values = tuple(column.data(row)) if column.data else ()
        top = max(values, default=0)
        if not top:
            return
        tokens = theme.tokens()
        for place, value in enumerate(values):
            height = max(1.5, 18 * value / top)
            recent = 0.45 * (1 - (place + 1) / len(values))
            colour = theme.mix(tokens.series[0], tokens.surface, recent)
            x = rect.left() + place * 7
            box = QRectF(x, rect.center().y() + 9 - height, 5, height)
            painter.fillRect(box, QColor(colour))

    def _choice(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        tokens = theme.tokens()
        box = QRectF(rect.left() - 4, rect.center().y() - 13, rect.width() + 4, 26)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inside = box.adjusted(9, 0, -24, 0)
        draw_text(painter, inside, text, "body", tokens.text)
        arrow = icons.pixmap("chevron-down", tokens.muted, 14, 2.0)
        painter.drawPixmap(QPointF(box.right() - 20, box.center().y() - 7), arrow)

    def _check(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        if column.data and column.data(row):
            draw_text(painter, rect, "✓", "strong", theme.tokens().good)


def _ink(tone: Tone | None) -> str:
    tokens = theme.tokens()
    return tokens.text if tone is None or tone == "plain" else tokens.tone(tone)[0]
