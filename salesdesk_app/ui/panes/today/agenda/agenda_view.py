"""The hours of a day with what is planned in them, painted; free stretches can be filled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip

from salesdesk_app.clock import at, local
from salesdesk_app.services.today.agenda import QUARTER, Hour
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.agenda.block_paint import paint_block, paint_gap, paint_wrap_up
from salesdesk_app.ui.panes.today.agenda.blocks import (
    Block,
    Gap,
    Spot,
    WrapUp,
    label_of,
    minute_of,
    spots,
    talks_to_plan,
    wrap_up_of,
)
from salesdesk_app.ui.panes.today.agenda.hours import GUTTER, TOP, Hours
from salesdesk_app.ui.present_only import Entries, offered
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording import evening
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.team import first_name

SHORTEST = 22  # pixels; a block is never lower, so that its words can be read
WIDE = 150  # pixels; on a narrower one a free stretch only says how long it is
LABEL = 26  # pixels that the words of a free stretch take
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class AgendaView(Hours):
    """Blocks and free stretches over hours; arrows choose, Enter opens or fills.

    A click opens a block or fills a free stretch; a double click where nothing is plans at that
    time; B fills the free stretch that is chosen, or the first one.
    """

    opened = Signal(object)  # Hour
    reached = Signal(object)  # the QRectF of what the keyboard came to
    planning = Signal(object)  # the local moment of a free stretch
    wrapping_up = Signal()
    filling = Signal(object, object)  # Gap, and the QPoint of the screen below which to ask

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.entries: Callable[[Hour], Entries] = lambda _hour: ()
        self.blocks: list[Block] = []
        self.gaps: list[Gap] = []
        self.spots: list[Spot] = []
        self.chosen: Spot | None = None
        self.read_only = False  # as while one looks back
        self._hovered: Spot | None = None
        self._pressed: Spot | None = None
        self._offer = ""
        self._day: date | None = None
        self._now: int | None = None

    def show_day(self, day: Today) -> None:
        """Show what a day holds."""
        kept = _key(self.chosen)
        self._day, self._now = day.day, minute_of(day.now)
        self.spots = spots(day.agenda, day.day, day.now, wrap_up_of(day), day.shared)
        if self.read_only:  # nothing is offered there any more
            closed = day.closed is not None
            past = Block | WrapUp if closed else Block
            self.spots = [spot for spot in self.spots if isinstance(spot, past)]
        self.blocks = [spot for spot in self.spots if isinstance(spot, Block)]
        self.gaps = [spot for spot in self.spots if isinstance(spot, Gap)]
        self.chosen = next((spot for spot in self.spots if kept and _key(spot) == kept), None)
        self._hovered = self._pressed = None
        self._offer = next((first_name(talk.name, day.shared) for talk in talks_to_plan(day)), "")
        opens, closes = day.stated.hours
        fixed = [spot for spot in self.spots if not isinstance(spot, Gap)]
        first = min([opens.hour, *(spot.begin // 60 for spot in fixed)])
        last = max([closes.hour + bool(closes.minute), *(-(-spot.end // 60) for spot in fixed)])
        told = [f"{words.clock(spot.begin)} {self._said(spot)}" for spot in self.spots]
        self.setAccessibleDescription("; ".join(told) or _("Nothing is planned."))
        self.show_span(first, last)
        self._say_chosen()

    def rect_of(self, spot: Spot) -> QRectF:
        """Where a block lies, or the words of a free stretch; empty where they find no room."""
        if isinstance(spot, Gap) and not spot.beside:
            minutes = round((LABEL + 4) / self._scale())
            fixed = (one for one in self.spots if not isinstance(one, Gap))
            place = label_of((spot.begin, spot.end), fixed, minutes)
            top = self.top_of(place or 0) + 3
            room = self.width() - GUTTER - 3
            return QRectF() if place is None else QRectF(GUTTER + 0.5, top + 0.5, room, LABEL)
        room = self.width() - GUTTER - 2
        top = self.top_of(spot.begin) + 2
        height = max(SHORTEST, self.top_of(spot.end) - top - 1)
        if isinstance(spot, Gap):
            height = min(height, LABEL)
        between = 4 if spot.right < 1 else 0
        left, right = (GUTTER + edge * room for edge in (spot.left, spot.right))
        return QRectF(left, top, right - left - between, height)

    def spot_at(self, point: QPointF) -> Spot | None:
        """What lies at a point: a block before the words of a free stretch."""
        found = [spot for spot in self.spots if self.rect_of(spot).contains(point)]
        return max(found, key=lambda spot: not isinstance(spot, Gap), default=None)

    def fill(self) -> None:
        """Fill the free stretch that is chosen, or the first one."""
        gap = self.chosen if isinstance(self.chosen, Gap) else next(iter(self.gaps), None)
        if gap is not None:
            self._go_to(gap)
            self._open(gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints hours, free stretches, the present minute and blocks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_hours(painter)
        here = self.chosen if self.hasFocus() else None
        for gap in self.gaps:
            rect = self.rect_of(gap)
            if not rect.isEmpty():
                said = self._said(gap) if rect.width() >= WIDE else words.free_shortly(gap.minutes)
                paint_gap(painter, rect, said, marked=gap is self._hovered, chosen=gap is here)
        self._paint_now(painter)
        for block in self.blocks:
            paint_block(painter, self.rect_of(block), block, chosen=block is here)
        for spot in self.spots:
            if isinstance(spot, WrapUp):
                paint_wrap_up(painter, self.rect_of(spot), self._said(spot), chosen=spot is here)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End choose, Enter opens, B fills, the menu key offers what to do."""
        key = Qt.Key(event.key())
        here = self.spots.index(self.chosen) if self.chosen in self.spots else -1
        last = len(self.spots) - 1
        ways = {Qt.Key.Key_Up: here - 1, Qt.Key.Key_Down: here + 1}
        place = (ways | {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}).get(key)
        if place is not None and self.spots and not event.modifiers() & HELD:
            self._go_to(self.spots[max(0, min(place, last))])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self._open(self.chosen)
        elif key == Qt.Key.Key_B and not event.modifiers() and self.gaps:
            self.fill()
        elif key == Qt.Key.Key_Menu and self.chosen is not None:
            self._open_menu(self.chosen, self.rect_of(self.chosen).bottomLeft().toPoint())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        self.chosen = self.spot_at(event.position())
        self._pressed = self.chosen if event.button() == Qt.MouseButton.LeftButton else None
        self._say_chosen()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a block, or fills a free stretch; the second of a double click does not."""
        spot, self._pressed = self._pressed, None
        if spot is not None and spot is self.spot_at(event.position()):
            self._open(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks a free stretch under the mouse."""
        spot = self.spot_at(event.position())
        if spot is not self._hovered:
            self._hovered = spot
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else hand)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the mark away."""
        self._hovered = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click where nothing is plans something at that time."""
        if self.spot_at(event.position()) is None and self._day is not None:
            minute = round((event.position().y() - TOP) / self._scale()) + self._first * 60
            self._plan(minute // QUARTER * QUARTER)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers what can be done."""
        self.chosen = self.spot_at(QPointF(event.pos()))
        self.update()
        if self.chosen is not None:
            self._open_menu(self.chosen, event.pos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first block is chosen when the keyboard comes in."""
        if self.chosen is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.chosen = next(iter(self.blocks or self.spots), None)
        super().focusInEvent(event)
        if event.reason() in BY_KEY and self.chosen is not None:
            self._go_to(self.chosen)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Explains a block on hover."""
        if isinstance(event, QHelpEvent):
            spot = self.spot_at(QPointF(event.pos()))
            if spot is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(self._told(spot)), self)
            return True
        return super().event(event)

    def _go_to(self, spot: Spot) -> None:
        self.chosen = spot
        self._say_chosen()
        self.reached.emit(self.rect_of(spot))
        self.update()

    def _say_chosen(self) -> None:
        spot = self.chosen
        told = "" if spot is None else f": {words.clock(spot.begin)} {self._said(spot)}"
        self.setAccessibleName(_("Agenda") + told)

    def _plan(self, minute: int) -> None:
        if self._day is not None and 0 <= minute < 24 * 60:
            hour, rest = divmod(minute, 60)
            self.planning.emit(at(self._day, time(hour, rest)))

    def _open(self, spot: Spot) -> None:
        if isinstance(spot, Gap):
            below = self.rect_of(spot).bottomLeft().toPoint()
            self.filling.emit(replace(spot), self.mapToGlobal(below))
        elif isinstance(spot, WrapUp):
            self.wrapping_up.emit()
        else:
            self.opened.emit(spot.hour)

    def _open_menu(self, spot: Spot, where: QPoint) -> None:
        if isinstance(spot, Gap):
            self.filling.emit(replace(spot), self.mapToGlobal(where))
            return
        if isinstance(spot, WrapUp):
            return
        entries = offered(self.entries(spot.hour), self.read_only)
        if entries:
            menu = menu_of(entries, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.mapToGlobal(where))

    def _said(self, spot: Spot) -> str:
        if isinstance(spot, Gap):
            return words.free(spot.minutes, self._offer)
        if isinstance(spot, WrapUp):
            return evening.wrap_up(spot.closed_at and local(spot.closed_at))
        return spot.title

    def _told(self, spot: Spot) -> str:
        if isinstance(spot, WrapUp):
            return f"{words.clock(spot.begin)} {self._said(spot)}\n{evening.MINUTES}"
        lines = [self._said(spot), f"{words.clock(spot.begin)}–{words.clock(spot.end)}"]
        if isinstance(spot, Gap):
            return "\n".join([*lines, words.FILL])
        row, event = spot.hour.activity, spot.hour.event
        if row is not None:
            lines += [row.deal or "", row.contact or "", row.note or ""]
        if event is not None:
            lines += [event.place or "", event.source, (event.note or "")[:400]]
        return "\n".join(line for line in lines if line)

    def _paint_now(self, painter: QPainter) -> None:
        if self._now is None or not self._first * 60 <= self._now <= self._last * 60:
            return
        bad = QColor(theme.tokens().bad)
        y = self.top_of(self._now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bad)
        painter.drawEllipse(QPointF(GUTTER, y), 3, 3)
        painter.fillRect(QRectF(GUTTER, y - 0.5, self.width() - GUTTER, 1), bad)


def _key(spot: Spot | None) -> str:
    """What stays the same of a spot from one answer to the next."""
    if isinstance(spot, Block):
        return spot.hour.key
    if isinstance(spot, WrapUp):
        return "wrap up"
    return f"gap:{spot.ends.isoformat()}" if spot is not None else ""
