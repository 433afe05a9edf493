"""The days of a month in weeks from Monday on: how much was done of what was due on each."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.checklist.checklist_month import DayTally, Month
from salesdesk_app.ui import theme
from salesdesk_app.ui.panes.today.checklist.month_marks import MARK, paint_mark
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording.language import gettext as _

HEAD, GAP, BAR, LINE = 20, 4, 5, 14
WEEKS = 6


class MonthGrid(QWidget):
    """Arrows walk, PageUp and PageDown go to another month, Enter and a double click open a day."""

    chosen = Signal(object)  # the day that has the focus; one of another month asks for that
    opened = Signal(object)  # a day

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(7 * 54, HEAD + WEEKS * 56)
        self.setAccessibleName(_("The days of the month"))
        self.month: Month | None = None
        self.day = date.min
        self.hovered: date | None = None

    def show_month(self, month: Month, day: date) -> None:
        """Show a month, with the focus on one of its days."""
        self.month = month
        self.choose(day)

    def choose(self, day: date) -> None:
        """Put the focus on a day, without telling ``chosen``."""
        self.day = day
        self.setAccessibleDescription(self.told(day))
        self.update()

    def told(self, day: date | None) -> str:
        """A day in words; empty for one of another month."""
        tally = self.tally(day)
        if tally is None or self.month is None:
            return ""
        return words.day_told(tally, self.month.today)

    def tally(self, day: date | None) -> DayTally | None:
        """The figures of a day of the month that is shown."""
        if self.month is None or day is None:
            return None
        place = (day - self.month.first).days
        return self.month.days[place] if 0 <= place < len(self.month.days) else None

    def sizeHint(self) -> QSize:
        """Enough for three lines in a cell."""
        return QSize(7 * 58, HEAD + WEEKS * 62)

    def cell(self, day: date) -> QRectF:
        """Where a day is painted."""
        first = self.month.first if self.month is not None else day
        row, column = divmod((day - first).days + first.weekday(), 7)
        wide, high = self.width() / 7, (self.height() - HEAD) / WEEKS
        return QRectF(column * wide, HEAD + row * high, wide - GAP, high - GAP)

    def day_at(self, point: QPointF) -> date | None:
        """The day at a point."""
        days = [] if self.month is None else [tally.day for tally in self.month.days]
        return next((day for day in days if self.cell(day).contains(point)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks by days, weeks and months."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            self._go(self.day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(other_month(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.month is not None:
            self._go(self.month.days[0 if key == Qt.Key.Key_Home else -1].day)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses a day."""
        day = self.day_at(event.position())
        if day is not None:
            self._go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens a day."""
        day = self.day_at(event.position())
        if day is not None:
            self.opened.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells of the day under the mouse."""
        self.hovered = self.day_at(event.position())
        self.setToolTip(self.told(self.hovered))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the names of the weekdays and every day."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / 7
        for place, name in enumerate(words.weekdays()):
            rect = QRectF(place * wide, 0, wide - GAP, HEAD - 4)
            draw_text(painter, rect, name, "label", theme.tokens().muted)
        for tally in self.month.days if self.month is not None else ():
            self._paint_day(painter, tally)
        painter.end()

    def _go(self, day: date) -> None:
        self.choose(day)
        self.chosen.emit(day)

    def _paint_day(self, painter: QPainter, tally: DayTally) -> None:
        tokens, rect = theme.tokens(), self.cell(tally.day)
        today = self.month is not None and tally.day == self.month.today
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface if tally.working else tokens.sunken))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(5, 3, -5, -3)
        ink = tokens.text if tally.working else tokens.muted
        number = QRectF(inner.left(), inner.top(), inner.width(), LINE)
        draw_text(painter, number, str(tally.day.day), "strong" if today else "label", ink)
        if tally.closed:
            paint_mark(painter, QPointF(inner.right() - MARK / 2, number.center().y()), "done")
        self._paint_figures(painter, inner, tally)
        if today or tally.day == self.day:
            focused = tally.day == self.day and self.hasFocus()
            colour = tokens.accent if today or focused else tokens.control
            painter.setPen(QPen(QColor(colour), 2 if focused else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = 1.0 if tally.day == self.day else 2.5
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 5, 5)

    def _paint_figures(self, painter: QPainter, inner: QRectF, tally: DayTally) -> None:
        tokens = theme.tokens()
        ahead = self.month is not None and tally.day > self.month.today
        line = QRectF(inner.left(), inner.top() + LINE, inner.width(), LINE)
        if tally.due and ahead:
            draw_text(painter, line, words.count_due(tally.due), "label", tokens.muted)
        elif tally.due:
            text = f"{tally.done + tally.late}/{tally.due}"
            draw_text(painter, line, text, "label-strong", tokens.text)
        aside = words.aside(tally.skipped, tally.carried)
        draw_text(painter, line.translated(0, LINE - 1), aside, "label", tokens.muted)
        if tally.due and not ahead:
            bar = QRectF(inner.left(), inner.bottom() - BAR + 1, inner.width(), BAR)
            _paint_share(painter, bar, tally)


def other_month(day: date, step: int) -> date:
    """The same day of the month before or after, or its last one where that is shorter."""
    place = day.year * 12 + day.month - 1 + step
    following = date((place + 1) // 12, (place + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(place // 12, place % 12 + 1, min(day.day, last))


def _paint_share(painter: QPainter, bar: QRectF, tally: DayTally) -> None:
    """What was done on the day as a full bar, what was done later as a thin one behind it."""
    tokens = theme.tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.line))
    painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
    done = bar.width() * tally.done / tally.due
    late = bar.width() * tally.late / tally.due
    painter.setBrush(QColor(tokens.good))
    if tally.late:
        painter.drawRect(QRectF(bar.left() + done, bar.center().y() - 1, late, 2))
    if tally.done:
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), done, BAR), BAR / 2, BAR / 2)
