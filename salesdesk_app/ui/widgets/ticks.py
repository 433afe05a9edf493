"""The boxes left of a table's rows: ticked where a row is selected, and a mark at each group."""

from functools import cache

from PySide6.QtCore import QEvent, QItemSelection, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView

from salesdesk_app.ui import icons, theme
from salesdesk_app.ui.widgets.groups import Group
from salesdesk_app.ui.widgets.rows_model import RowsModel

WIDTH = 34
BOX = 16


class Ticks(QHeaderView):
    """A click ticks a row beside those that are ticked; with Shift all from the last one on."""

    def __init__(self, view: QTableView, model: RowsModel, row_height: int) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view, self._rows = view, model
        self._last = 0
        self.setFixedWidth(WIDTH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(row_height)
        self.setDefaultSectionSize(row_height)
        self.setAccessibleName("Selected rows")

    def watch(self) -> None:
        """Follow the selection of the view, and let the corner tick all; once there is a model."""
        self._view.selectionModel().selectionChanged.connect(self._repaint)
        corner = self._view.findChild(QAbstractButton)
        if corner is not None:
            corner.setToolTip("Select all rows (Ctrl+A), or none")
            corner.setAccessibleName("Select all rows")
            corner.disconnect(self._view)
            corner.clicked.connect(self._all_or_none)
            corner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paints the corner's box."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QAbstractButton):
            painter = QPainter(watched)
            tokens = theme.tokens()
            rect = QRectF(watched.rect())
            painter.fillRect(rect, QColor(tokens.surface))
            line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, QColor(tokens.line))
            _paint_box(painter, rect, self._share())
            painter.end()
            return True
        return super().eventFilter(watched, event)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """Paints a row's box, or the mark of a group."""
        tokens = theme.tokens()
        area, row = QRectF(rect), self._rows.row_at(place)
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        if isinstance(row, Group):
            painter.fillRect(area, QColor(tokens.sunken))
            painter.fillRect(line, QColor(tokens.line))
            name = "chevron-right" if row.closed else "chevron-down"
            mark = icons.pixmap(name, tokens.muted, 16, 2.0)
            painter.drawPixmap(QPointF(area.center().x() - 8, area.center().y() - 8), mark)
            return
        index = self._rows.index(place, 0)
        ticked = self._view.selectionModel().isSelected(index)
        painter.fillRect(area, QColor(tokens.accent_soft if ticked else tokens.surface))
        painter.fillRect(line, QColor(tokens.line))
        _paint_box(painter, area, float(ticked))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ticks a row, or opens and closes a group."""
        place = self.logicalIndexAt(event.position().toPoint())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._rows.row_at(place)
        if isinstance(row, Group):
            self._rows.close_group(row.key, closed=not row.closed)
            return
        selection = self._view.selectionModel()
        flags = selection.SelectionFlag
        index = self._rows.index(place, max(0, self._view.currentIndex().column()))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._last < place + 1:
            first = self._rows.index(min(self._last, place), 0)
            selection.select(QItemSelection(first, index), flags.Select | flags.Rows)
        else:
            selection.select(index, flags.Toggle | flags.Rows)
        selection.setCurrentIndex(index, flags.NoUpdate)
        self._last = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag over boxes does nothing more."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it."""

    def _all_or_none(self) -> None:
        if self._share() < 1:
            self._view.selectAll()
        else:
            self._view.clearSelection()

    def _share(self) -> float:
        """How much of the rows is selected: 0 none, 1 all, between them some."""
        parts = self._view.selectionModel().selection()
        chosen = sum(part.bottom() - part.top() + 1 for part in parts.toList())
        everything = self._rows.rowCount()
        return 0.0 if not everything else min(1.0, chosen / everything)

    def _repaint(self) -> None:
        self.viewport().update()
        corner = self._view.findChild(QAbstractButton)
        if corner is not None:
            corner.update()


def _paint_box(painter: QPainter, area: QRectF, share: float) -> None:
    scale = painter.device().devicePixelRatioF()
    mark = "" if not share else "check" if share >= 1 else "minus"
    at = QPointF(area.center().x() - BOX / 2, area.center().y() - BOX / 2)
    painter.drawPixmap(at, _box(mark, theme.tokens().name, scale))


@cache
def _box(mark: str, _theme: str, scale: float) -> QPixmap:
    """A box as a picture, with a mark or empty; one for each theme."""
    tokens = theme.tokens()
    made = QPixmap(QSize(BOX, BOX) * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent if mark else tokens.control), 1))
    painter.setBrush(QColor(tokens.accent if mark else tokens.surface))
    painter.drawRoundedRect(QRectF(0.5, 0.5, BOX - 1, BOX - 1), 4, 4)
    if mark:
        painter.drawPixmap(QPointF(2, 2), icons.pixmap(mark, theme.ink_on(tokens.accent), 12, 3.0))
    painter.end()
    return made
