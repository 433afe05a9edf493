"""The cards of one stage of a board: painted by a delegate, walked and moved by keyboard."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import one_line
from salesdesk_app.ui.widgets.avatar import paint_avatar
from salesdesk_app.ui.widgets.board_model import CARD, CardRow, CardsModel, Index
from salesdesk_app.ui.widgets.cells import draw_text
from salesdesk_app.ui.widgets.pill import paint_pills

NAME, FIGURES, PILLS = 63, 21, 25  # what the parts of a card add to its height
GAP = 8
MARGIN = 10
NARROWEST = 186


class CardPainter(QStyledItemDelegate):
    """Paints a card: title and owner, subtitle, value and day, pills."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines; thousands of cards are laid out in milliseconds."""
        return QSize(NARROWEST - 24, height_of(index.data(CARD)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints the card of an index."""
        view = self.parent()
        state: QStyle.StateFlag = option.state
        focused = isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index
        rect: QRect = option.rect
        selected = bool(state & QStyle.StateFlag.State_Selected)
        paint_card(painter, QRectF(rect), index.data(CARD), selected=selected, focused=focused)


def paint_card(
    painter: QPainter, rect: QRectF, card: CardRow, *, selected: bool = False, focused: bool = False
) -> None:
    """Paints a card in a rectangle that includes its gap."""
    tokens = theme.tokens()
    box = rect.adjusted(0.5, 0.5, -0.5, -GAP - 0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = tokens.accent if selected or focused else tokens.line
    painter.setPen(QPen(QColor(edge), 2 if focused else 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(box, 9, 9)
    inner = box.adjusted(12, 10, -12, -10)
    _name(painter, inner, card)
    y = inner.top() + 46
    if card.value or card.day:
        figures = QRectF(inner.left(), y, inner.width(), 18)
        used = draw_text(painter, figures, card.value, "strong", tokens.text)
        rest = figures.adjusted(used + 8, 0, 0, 0)
        draw_text(painter, rest, card.day, "body", tokens.muted, right=True)
        y += FIGURES
    paint_pills(painter, inner.adjusted(0, y + 3 - inner.top(), 0, 0), card.pills)
    painter.restore()


def height_of(card: CardRow) -> int:
    """How high a card is, its gap included: name and second line, figures, pills."""
    return NAME + (FIGURES if card.value or card.day else 0) + (PILLS if card.pills else 0) + GAP


def _name(painter: QPainter, inner: QRectF, card: CardRow) -> None:
    """The title and what stands below it; a title alone may take both lines."""
    tokens = theme.tokens()
    beside = 30 if card.owner else 0
    if card.owner:
        paint_avatar(painter, QRectF(inner.right() - 24, inner.top(), 24, 24), card.owner)
    title = QRectF(inner.left(), inner.top() + 2, inner.width() - beside, 20)
    if card.subtitle:
        draw_text(painter, title, card.title, "strong", tokens.text)
        below = QRectF(inner.left(), inner.top() + 24, inner.width() - 4, 18)
        draw_text(painter, below, card.subtitle, "body", tokens.muted)
        return
    first, rest = _broken(one_line(card.title), title.width())
    draw_text(painter, title, first, "strong", tokens.text)
    draw_text(painter, title.translated(0, 19), rest, "strong", tokens.text)


def _broken(text: str, width: float) -> tuple[str, str]:
    """A text over two lines, broken between words where the first one is full."""
    metrics = QFontMetricsF(fonts.font("strong"))
    if metrics.horizontalAdvance(text) <= width:
        return text, ""
    words = text.split(" ")
    count = 1
    while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


class StageList(QListView):
    """The cards of one stage."""

    stepped = Signal(int, bool)  # direction, whether the cards move along
    opened = Signal(int)
    walked = Signal(int)  # id of the card that the keyboard came to
    hovered = Signal(bool)  # whether cards are dragged over it
    escaped = Signal()
    typed = Signal(str)
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards = CardsModel()
        self.setProperty("look", "board")
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(False)
        self.activated.connect(lambda index: self.opened.emit(self.card_at(index).id))
        self._kept: tuple[int | None, int] = (None, 0)
        self.cards.modelAboutToBeReset.connect(self._keep)
        self.cards.modelReset.connect(self._restore)
        # The scroll bar takes the place of the margin, so that cards are as wide with it.
        self.verticalScrollBar().rangeChanged.connect(self._leave_margin)
        self._leave_margin(0, 0)

    def card_at(self, index: Index) -> CardRow:
        """The card at an index."""
        return self.cards.cards[index.row()]

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the selected cards, from top to bottom."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self.cards.cards[place].id for place in places)

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
        """Drags with a picture of the first card."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        drag = QDrag(self)
        drag.setMimeData(self.cards.mimeData(chosen))
        size = QSize(self.viewport().width(), self.sizeHintForIndex(chosen[0]).height())
        picture = QPixmap(size * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setOpacity(0.92)
        paint_card(painter, QRectF(QPointF(0, 0), size), self.card_at(chosen[0]), selected=True)
        painter.end()
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(24, 20))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tells that cards may be dropped here."""
        super().dragEnterEvent(event)
        self.hovered.emit(event.isAccepted() and event.source() is not self)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Tells that they went on."""
        super().dragLeaveEvent(event)
        self.hovered.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells that they were dropped."""
        super().dropEvent(event)
        self.hovered.emit(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells where the keyboard came to."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.walked.emit(self.card_at(current).id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A list that is entered by keyboard shows where one is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.cards:
            self.setCurrentIndex(self.cards.index(0))

    def choose(self, card_id: int) -> bool:
        """Make a card the current one and bring it into sight; False where it is not here."""
        for place, card in enumerate(self.cards.cards):
            if card.id == card_id:
                self.setCurrentIndex(self.cards.index(place))
                self.scrollTo(self.cards.index(place))
                return True
        return False

    def _leave_margin(self, _low: int, high: int) -> None:
        self.setViewportMargins(0, 0, 0 if high > 0 else MARGIN, 0)

    def _keep(self) -> None:
        index = self.currentIndex()
        current = self.card_at(index).id if index.isValid() else None
        self._kept = (current, self.verticalScrollBar().value())

    def _restore(self) -> None:
        current, scroll = self._kept
        if current is not None:
            for place, card in enumerate(self.cards.cards):
                if card.id == current:
                    self.setCurrentIndex(self.cards.index(place))
        self.verticalScrollBar().setValue(scroll)
