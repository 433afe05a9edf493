"""The hours of a day with what is planned in them, painted; free stretches can be filled."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip

from salesdesk_app.clock import at
from salesdesk_app.services.agenda import Hour, Span
from salesdesk_app.services.today import Today
from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.blocks import (
    DAY,
    Block,
    blocks,
    label_of,
    minute_of,
    worth_showing,
)
from salesdesk_app.ui.panes.today.hours import GUTTER, TOP, Hours
from salesdesk_app.ui.panes.today.rows import Entries
from salesdesk_app.ui.widgets.avatar import colour_of
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.wording import today as words

SHORTEST = 22  # pixels; a block is never lower, so that its words can be read
LABEL = 26  # pixels that the words of a free stretch take
TALL = 38  # from here on there is room for a second line
NARROW = 130  # pixels; a narrower block of the team's only says with whom
QUARTER = 15  # minutes to which a click is rounded


class AgendaView(Hours):
    """Blocks over hours; arrows choose, Enter opens, a double click plans at that time."""

    opened = Signal(object)  # Hour
    planning = Signal(object)  # the local moment of a free stretch

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.entries: Callable[[Hour], Entries] = lambda _hour: ()
        self.blocks: list[Block] = []
        self.gaps: list[Span] = []
        self.chosen = -1
        self._day: date | None = None
        self._now: int | None = None

    def show_day(self, day: Today) -> None:
        """Show what a day holds."""
        kept = self.blocks[self.chosen].hour.key if 0 <= self.chosen < len(self.blocks) else None
        self._day = day.day
        self.blocks = blocks(day.agenda, day.day)
        opens, closes = day.stated.hours
        self.gaps = worth_showing(day.agenda.gaps, day.now)
        self._now = minute_of(day.now)
        first = min([opens.hour, *(block.begin // 60 for block in self.blocks)])
        last = max(
            [closes.hour + bool(closes.minute), *(-(-block.end // 60) for block in self.blocks)]
        )
        ids = [block.hour.key for block in self.blocks]
        self.chosen = ids.index(kept) if kept in ids else -1
        told = [f"{_clock(block.begin)} {block.title}" for block in self.blocks]
        self.setAccessibleName("Agenda")
        self.setAccessibleDescription("; ".join(told) or "Nothing is planned.")
        self.show_span(first, last)

    def rect_of(self, block: Block) -> QRectF:
        """Where a block lies."""
        room = self.width() - GUTTER - 2
        width = room / block.lanes
        top = self.top_of(block.begin) + 2
        height = max(SHORTEST, self.top_of(block.end) - top - 1)
        gap = 4 if block.lane + 1 < block.lanes else 0
        return QRectF(GUTTER + block.lane * width, top, width - gap, height)

    def block_at(self, point: QPointF) -> int:
        """Which block lies at a point; -1 where none does."""
        found = [n for n, block in enumerate(self.blocks) if self.rect_of(block).contains(point)]
        return found[-1] if found else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints hours, free stretches, blocks and the present minute."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_hours(painter)
        for gap in self.gaps:
            self._paint_gap(painter, *gap)
        self._paint_now(painter)
        for place, block in enumerate(self.blocks):
            self._paint_block(painter, block, chosen=place == self.chosen and self.hasFocus())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose, Enter opens, the menu key offers what can be done."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and self.blocks:
            self.chosen = max(0, min(self.chosen + step, len(self.blocks) - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen >= 0:
            self.opened.emit(self.blocks[self.chosen].hour)
        elif event.key() == Qt.Key.Key_Menu and self.chosen >= 0:
            below = self.rect_of(self.blocks[self.chosen]).bottomLeft().toPoint()
            self._open_menu(self.chosen, below)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses; on a free stretch it plans there."""
        self.chosen = self.block_at(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens a block, or plans something at that time."""
        place = self.block_at(event.position())
        if place >= 0:
            self.opened.emit(self.blocks[place].hour)
        elif self._day is not None:
            minute = round((event.position().y() - TOP) / self._scale()) + self._first * 60
            self._plan(minute // QUARTER * QUARTER)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers what can be done with a block."""
        self.chosen = self.block_at(QPointF(event.pos()))
        self.update()
        if self.chosen >= 0:
            self._open_menu(self.chosen, event.pos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first block is chosen when the keyboard comes in."""
        if self.chosen < 0 and self.blocks and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.chosen = 0
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Explains a block on hover."""
        if isinstance(event, QHelpEvent):
            place = self.block_at(QPointF(event.pos()))
            if place < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(self._told(self.blocks[place])), self)
            return True
        return super().event(event)

    def _plan(self, minute: int) -> None:
        if self._day is not None and 0 <= minute < 24 * 60:
            hour, rest = divmod(minute, 60)
            self.planning.emit(at(self._day, time(hour, rest)))

    def _open_menu(self, place: int, where: object) -> None:
        entries = self.entries(self.blocks[place].hour)
        if entries:
            menu = menu_of(entries, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.mapToGlobal(where))  # type: ignore[call-overload] # a QPoint

    def _told(self, block: Block) -> str:
        row, event = block.hour.activity, block.hour.event
        lines = [block.title, f"{_clock(block.begin)}–{_clock(block.end)}"]
        if row is not None:
            lines += [row.deal or "", row.contact or "", row.note or ""]
        if event is not None:
            lines += [event.place or "", event.source, event.note or ""]
        return "\n".join(line for line in lines if line)

    def _paint_gap(self, painter: QPainter, begin: datetime, end: datetime) -> None:
        tokens = theme.tokens()
        minutes = (minute_of(begin), minute_of(end) or DAY)
        place = label_of(minutes, self.blocks, round((LABEL + 4) / self._scale()))
        if place is None:
            return
        top = self.top_of(place) + 3
        rect = QRectF(GUTTER + 0.5, top + 0.5, self.width() - GUTTER - 3, LABEL)
        painter.setBrush(QColor(tokens.surface))  # over the line of an hour
        painter.setPen(QPen(QColor(tokens.line), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, 5, 5)
        text = f"Free {words.length(round((end - begin).total_seconds() / 60))}"
        draw_text(painter, rect.adjusted(9, 0, -6, 0), text, "body", tokens.muted)

    def _paint_block(self, painter: QPainter, block: Block, *, chosen: bool) -> None:
        tokens = theme.tokens()
        rect = self.rect_of(block)
        edge = tokens.accent if block.own else colour_of(block.hour.person or "")
        done = block.done
        fill = tokens.good_soft if done else tokens.accent_soft if block.own else tokens.sunken
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.good if done else edge))
        painter.drawRoundedRect(rect, 5, 5)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(rect.adjusted(3, 0, 0, 0), 4, 4)
        inner = rect.adjusted(11, 0, -6, 0)
        narrow = not block.own and rect.width() < NARROW
        title = (block.account or block.title) if narrow else block.title
        title = f"✓ {title}" if done else title
        if rect.height() >= TALL and block.below:
            upper = QRectF(inner.left(), rect.top() + 3, inner.width(), 17)
            draw_text(painter, upper, title, "strong", tokens.text)
            lower = upper.translated(0, 17)
            draw_text(painter, lower, block.below, "body", tokens.muted)
        else:
            line = QRectF(inner.left(), rect.top(), inner.width(), min(rect.height(), 24))
            taken = draw_text(painter, line, title, "strong", tokens.text) + 6
            draw_text(painter, line.adjusted(taken, 0, 0, 0), block.below, "body", tokens.muted)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_now(self, painter: QPainter) -> None:
        if self._now is None or not self._first * 60 <= self._now <= self._last * 60:
            return
        bad = QColor(theme.tokens().bad)
        y = self.top_of(self._now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bad)
        painter.drawEllipse(QPointF(GUTTER, y), 3, 3)
        painter.fillRect(QRectF(GUTTER, y - 0.5, self.width() - GUTTER, 1), bad)


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour:02}:{rest:02}"
