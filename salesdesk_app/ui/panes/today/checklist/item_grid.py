"""Items by days of a month: which one was done when, so that a habit that slips can be seen."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.checklist.checklist_month import ItemDay, ItemMonth, Month
from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.checklist.month_grid import other_month
from salesdesk_app.ui.panes.today.checklist.month_marks import paint_mark
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.drawn_text import broken, draw_text, text_width
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import one_line

HEAD, HIGH, LINE = 20, 22, 14
TITLE, TOTAL, LEAST = 160, 40, 15


class ItemGrid(QWidget):
    """Arrows walk items and days, Enter opens the day, F2 edits the item and Del removes it.

    ``told(text)`` says what stands there.
    """

    chosen = Signal(object)  # a day; one of another month asks for that
    opened = Signal(object)  # a day
    told = Signal(str)
    acted = Signal(str, int)  # "edit" or "remove", item id

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("What became of each item"))
        self.setMinimumWidth(TITLE + 31 * LEAST + TOTAL)
        self.month: Month | None = None
        self.day = date.min
        self.row = 0
        self._titles: list[list[str]] = []  # in their lines
        self._tops = [HEAD]  # of each row, and where the last one ends

    def show_month(self, month: Month, day: date) -> None:
        """Show a month, with the focus on one of its days."""
        self.month = month
        self.row = max(0, min(self.row, len(month.items) - 1))
        room = TITLE - 8
        self._titles = [broken(one_line(item.title), "label", room) for item in month.items]
        highs = (HIGH + LINE * (len(lines) - 1) for lines in self._titles)
        self._tops = list(accumulate(highs, initial=HEAD))
        self.setMinimumHeight(max(self._tops[-1] + 2, self.height_of(1)))
        self.choose(day)

    @staticmethod
    def height_of(items: int) -> int:
        """How high so many items with titles of one line are."""
        return HEAD + HIGH * items + 2

    def choose(self, day: date) -> None:
        """Mark a day, without telling ``chosen``."""
        self.day = day
        self.setAccessibleDescription(self.words(self.row, day))
        self.update()

    def words(self, row: int, day: date | None) -> str:
        """What became of an item on a day; empty where there is none."""
        one = self._one(row, day)
        return (
            ""
            if one is None or self.month is None
            else words.item_told(one_line(self.month.items[row].title), one)
        )

    def cell(self, row: int, day: date) -> QRectF:
        """Where an item's day is painted."""
        wide = self._wide()
        place = (day - self.month.first).days if self.month is not None else 0
        top, below = self._tops[row], self._tops[row + 1]
        return QRectF(TITLE + place * wide, top, wide, below - top)

    def at(self, point: QPointF) -> tuple[int, date | None]:
        """The row and the day at a point."""
        row = bisect_right(self._tops, point.y()) - 1
        place = int((point.x() - TITLE) // self._wide())
        count = len(self.month.days) if self.month is not None else 0
        day = self.month.days[place].day if self.month is not None and 0 <= place < count else None
        return row, day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks by items, days and months."""
        key, last = Qt.Key(event.key()), len(self.month.items) - 1 if self.month else 0
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.row = max(0, min(last, self.row + (1 if key == Qt.Key.Key_Down else -1)))
            self._go(self.day)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(self.day + timedelta(days=1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(other_month(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.day)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self._act("edit" if key == Qt.Key.Key_F2 else "remove")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses an item's day."""
        row, day = self.at(event.position())
        if self.month is not None and 0 <= row < len(self.month.items):
            self.row = row
            self._go(day or self.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edits the item whose title was meant."""
        row, day = self.at(event.position())
        if day is None and row == self.row:
            self._act("edit")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers what can be done with an item, whether it is due today or not."""
        if self.month is None or not self.month.items:
            return
        row, where = self.at(QPointF(event.pos()))[0], event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:  # which says where the middle is
            row, where = self.row, self.mapToGlobal(QPoint(8, self._tops[self.row + 1]))
        if 0 <= row < len(self.month.items):
            self.row = row
            self._go(self.day)
            doings = [(_("Edit…"), partial(self._act, "edit")),
                      (_("Remove"), partial(self._act, "remove"))]  # fmt: skip
            menu = menu_of(doings, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells of what lies under the mouse."""
        row, day = self.at(event.position())
        text = self.words(row, day)
        if not text and self.month is not None and 0 <= row < len(self.month.items):
            text = self.month.items[row].title
        self.setToolTip(tip(text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring, and tells what stands there."""
        super().focusInEvent(event)
        self.told.emit(self.words(self.row, self.day))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the numbers of the days, and a row for each item."""
        if self.month is None:
            return
        painter = QPainter(self)
        tokens = theme.tokens()
        for tally in self.month.days:
            wide, place = self._wide(), (tally.day - self.month.first).days
            whole = QRectF(TITLE + place * wide, 0, wide, self.height())
            if tally.day == self.day:
                painter.fillRect(whole, QColor(tokens.accent_soft))
            elif not tally.working:
                painter.fillRect(whole, QColor(tokens.sunken))
            ink = tokens.accent if tally.day == self.month.today else tokens.muted
            role: fonts.Role = "label-strong" if tally.day == self.month.today else "label"
            number = str(tally.day.day)
            left = whole.left() + max(0.0, (wide - text_width(role, number)) / 2)
            draw_text(painter, QRectF(left, 0, wide, HEAD), number, role, ink)
        for row, item in enumerate(self.month.items):
            self._paint_item(painter, row, item)
        if self.hasFocus() and self.month.items:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            ring = self.cell(self.row, self.day).adjusted(0, 1, 0, -1)
            painter.drawRoundedRect(ring, 4, 4)
        painter.end()

    def _paint_item(self, painter: QPainter, row: int, item: ItemMonth) -> None:
        tokens, today = theme.tokens(), self.month.today if self.month is not None else date.min
        top, below = self._tops[row], self._tops[row + 1]
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, below), QPointF(self.width(), below))
        for place, text in enumerate(self._titles[row]):
            title = QRectF(0, top + place * LINE, TITLE - 8, HIGH)
            draw_text(painter, title, text, "label", tokens.text)
        for one in item.days:
            if one.state:
                paint_mark(painter, self.cell(row, one.day).center(), one.state)
        due = sum(one.due and one.day <= today for one in item.days)
        if due:
            done = sum(one.due and one.state in ("done", "late") for one in item.days)
            total = QRectF(self.width() - TOTAL, top, TOTAL - 6, below - top)
            draw_text(painter, total, f"{done}/{due}", "label", tokens.muted, right=True)

    def _act(self, what: str) -> None:
        if self.month is not None and self.month.items:
            self.acted.emit(what, self.month.items[self.row].item_id)

    def _one(self, row: int, day: date | None) -> ItemDay | None:
        if self.month is None or day is None or not 0 <= row < len(self.month.items):
            return None
        place = (day - self.month.first).days
        days = self.month.items[row].days
        return days[place] if 0 <= place < len(days) else None

    def _wide(self) -> float:
        count = len(self.month.days) if self.month is not None else 31
        return (self.width() - TITLE - TOTAL) / count

    def _go(self, day: date) -> None:
        self.choose(day)
        self.chosen.emit(day)
        self.told.emit(self.words(self.row, day))
