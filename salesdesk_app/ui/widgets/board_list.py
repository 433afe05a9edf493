"""The cards of one stage: a list that lays out by known heights, walked and dragged from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from salesdesk_app.ui.widgets.board_model import (
    NO_INDEX,
    CardRow,
    Cards,
    CardsModel,
    Index,
    dragged,
)
from salesdesk_app.ui.widgets.card_paint import paint_card, stack_picture

MARGIN = 10
NARROWEST = 186
STEP = 30  # what the arrows of the scroll bar and a notch of the wheel go by
Cursor = QAbstractItemView.CursorAction


class StageList(QListView):
    """The cards of one stage.

    It is a list view to screen readers and to selection; where a card is, it reckons itself from
    heights that are known, since Qt would ask for each of 100,000 cards one by one.
    """

    stepped = Signal(int, bool)  # direction, whether the cards move along
    opened = Signal(int)
    walked = Signal(int)  # id of the card that the keyboard came to
    dragging = Signal(bool)  # that a drag begins or is over
    escaped = Signal()
    typed = Signal(str)
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards = CardsModel()
        self.carried: Callable[[], Sequence[int]] = self.selected_ids
        self.setProperty("look", "board")
        self.setModel(self.cards)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.activated.connect(lambda index: self.opened.emit(self.card_at(index).id))
        # The scroll bar takes the place of the margin, so that cards are as wide with it.
        self.verticalScrollBar().rangeChanged.connect(self._leave_margin)
        self._leave_margin(0, 0)

    def show_cards(self, cards: Cards) -> None:
        """Show other cards; current one, selection and scroll stay where they are among them."""
        if cards is self.cards.cards:
            return
        current, place = self.current_id(), self.currentIndex().row()
        selected, scroll = set(self.selected_ids()), self.verticalScrollBar().value()
        same = cards.ids == self.cards.cards.ids
        self.cards.set_cards(cards)
        self.updateGeometries()
        if not same and (selected or current is not None):
            self._select(cards, selected, current)
            self._stay(place)
        self.verticalScrollBar().setValue(scroll)
        self.viewport().update()

    def card_at(self, index: Index) -> CardRow:
        """The card at an index."""
        return self.cards.cards[index.row()]

    def current_id(self) -> int | None:
        """The id of the current card, or None."""
        place = self.currentIndex().row()
        return self.cards.cards.ids[place] if place >= 0 else None

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the selected cards, from top to bottom."""
        ids = self.cards.cards.ids
        return tuple(ids[place] for place in sorted(i.row() for i in self.selectedIndexes()))

    def choose(self, card_id: int) -> bool:
        """Make a card the current one and bring it into sight; False where it is not here."""
        try:
            place = self.cards.cards.ids.index(card_id)
        except ValueError:
            return False
        self.setCurrentIndex(self.cards.index(place))
        self.scrollTo(self.cards.index(place))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Ctrl they move the cards; Enter opens, Esc closes, letters search."""
        key, along = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1, along)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.card_at(self.currentIndex()).id)
        elif event.text().strip() and event.text().isprintable() and not along:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drags all selected cards with a picture of the current one in front."""
        ids = list(self.carried())
        current = self.currentIndex()
        if not ids or not current.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(dragged(ids))
        width, ratio = self.viewport().width(), self.devicePixelRatioF()
        drag.setPixmap(stack_picture([self.card_at(current)], width, len(ids), ratio))
        drag.setHotSpot(QPoint(24, 20))
        self.dragging.emit(True)
        drag.exec(Qt.DropAction.MoveAction)
        self.dragging.emit(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells where the keyboard came to."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.walked.emit(self.card_at(current).id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A list that is entered by keyboard shows where one is."""
        super().focusInEvent(event)
        pressed = event.reason() == Qt.FocusReason.MouseFocusReason  # chooses a card by itself
        if not pressed and not self.currentIndex().isValid() and self.cards.cards:
            self.setCurrentIndex(self.cards.index(0))

    # Where cards are, reckoned from their heights.

    def doItemsLayout(self) -> None:
        """Nothing is laid out: heights are known."""
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        """The scroll bar spans all cards."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(STEP)
        bar.setRange(0, max(0, self.cards.cards.height - room))

    def visualRect(self, index: Index) -> QRect:
        """Where a card is in the viewport, its gap included."""
        if not index.isValid():
            return QRect()
        tops, place = self.cards.cards.tops, index.row()
        top = tops[place] - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), tops[place + 1] - tops[place])

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The card at a point of the viewport."""
        place = self.cards.cards.at(point.y() + self.verticalOffset())
        return NO_INDEX if place is None else self.cards.index(place)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Brings a card into sight."""
        if not index.isValid():
            return
        bar, rect = self.verticalScrollBar(), self.visualRect(index)
        if rect.top() < 0 or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() + 1 - self.viewport().height())

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key of the keyboard goes from the current card."""
        cards, here = self.cards.cards, self.currentIndex().row()
        if not cards:
            return NO_INDEX
        last, page = len(cards) - 1, self.viewport().height()
        ahead = (Cursor.MoveDown, Cursor.MoveNext, Cursor.MoveRight)
        if action in (Cursor.MoveHome, Cursor.MoveEnd):
            place = 0 if action == Cursor.MoveHome else last
        elif action in (Cursor.MovePageUp, Cursor.MovePageDown):
            down = page if action == Cursor.MovePageDown else -page
            reached = cards.between(max(0, cards.tops[max(here, 0)] + down), cards.height)
            place = reached.start if reached else last
        else:
            place = here + (1 if action in ahead else -1)
        return self.cards.index(max(0, min(last, place)))

    def horizontalOffset(self) -> int:
        """Cards are as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """No card is."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects the cards that a rectangle of the viewport touches."""
        offset = self.verticalOffset()
        found = self.cards.cards.between(rect.top() + offset, rect.bottom() + offset)
        chosen = QItemSelection()
        if found:
            chosen.select(self.cards.index(found[0]), self.cards.index(found[-1]))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where selected cards are, as far as they are in sight."""
        region, visible = QRegion(), self._in_sight()
        for place in visible:
            if selection.contains(self.cards.index(place)):
                region = region.united(self.visualRect(self.cards.index(place)))
        return region

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What stays in sight is shifted; only what comes into sight is painted."""
        self.viewport().scroll(0, dy)

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """Cards that differ may be as high as they were or not: all in sight are painted."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cards in sight."""
        painter = QPainter(self.viewport())
        model, chosen, focused = self.cards, self.selectionModel(), self.hasFocus()
        current = self.currentIndex().row()
        for place in self._in_sight(event.rect()):
            index = model.index(place)
            paint_card(
                painter,
                QRectF(self.visualRect(index)),
                model.cards[place],
                selected=chosen.isSelected(index),
                focused=focused and place == current,
            )
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Nothing lights up below the mouse, so that moving it paints nothing."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            return True
        return super().viewportEvent(event)

    def _in_sight(self, rect: QRect | None = None) -> range:
        seen, offset = rect or self.viewport().rect(), self.verticalOffset()
        return self.cards.cards.between(seen.top() + offset, seen.bottom() + offset)

    def _select(self, cards: Cards, selected: set[int], current: int | None) -> None:
        chosen, flags = QItemSelection(), QItemSelectionModel.SelectionFlag
        for place, card_id in enumerate(cards.ids):
            if card_id in selected:
                chosen.select(self.cards.index(place), self.cards.index(place))
            if card_id == current:
                self.selectionModel().setCurrentIndex(self.cards.index(place), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.Select)

    def _stay(self, place: int) -> None:
        """Where the current card went away, the keyboard goes on with the one in its place."""
        if self.hasFocus() and not self.currentIndex().isValid() and self.cards.cards:
            there = self.cards.index(min(place, len(self.cards.cards) - 1))
            flags = QItemSelectionModel.SelectionFlag
            # Among others that are chosen it is none of them.
            how = flags.NoUpdate if self.carried() else flags.SelectCurrent
            with QSignalBlocker(self):  # nobody walked there
                self.selectionModel().setCurrentIndex(there, how)

    def _leave_margin(self, _low: int, high: int) -> None:
        self.setViewportMargins(0, 0, 0 if high > 0 else MARGIN, 0)
