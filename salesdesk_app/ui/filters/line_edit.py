"""The field in which a filter line is typed: it marks what is wrong and completes what is begun."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from salesdesk_app.domain.filters.completion import Offer
from salesdesk_app.domain.filters.line import MOST, Term
from salesdesk_app.ui import fonts, icons, theme
from salesdesk_app.wording.phrases import one_line

Offering = Callable[[str, int], Sequence[Offer]]
ROWS_SHOWN = 10
_PLACE = Qt.ItemDataRole.UserRole


class FilterLine(QLineEdit):
    """A line of text. Up and Down walk the offers, Tab and Enter take one, Esc closes them.

    ``escaped`` tells an Esc that closed no offers, ``confirmed`` an Enter that took none, ``left``
    that the keyboard went elsewhere.
    """

    escaped = Signal()
    confirmed = Signal()
    left = Signal()

    def __init__(self, offering: Offering) -> None:
        """``offering`` says what may be taken at a place of a text."""
        super().__init__()
        self.setFont(fonts.font("body"))
        self.setMaxLength(MOST)
        self.setProperty("look", "search")
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setAccessibleName("Find deals")
        self.setPlaceholderText("Find deals, or owner:… value>…")
        self.wrong: Sequence[Term] = ()
        self.popup = Offers(self)
        self.popup.taken.connect(self._take)
        self._offering = offering
        self.textEdited.connect(lambda _text: self.offer())

    def mark(self, wrong: Sequence[Term]) -> None:
        """Underline these terms; what is wrong with them is said elsewhere."""
        self.wrong = wrong
        self.update()

    def offer(self) -> None:
        """Show what may be taken where the cursor is."""
        found = list(self._offering(self.text(), self.cursorPosition()))
        typed = [self.text()[one.first : one.last] for one in found]
        if len(found) == 1 and typed[0] == found[0].text:
            found = []
        self.popup.show_offers(found, self._below_cursor())

    def add_typed(self, text: str) -> None:
        """Take letters that were typed on the deals, as words of their own."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.end(False)
        last = self.text().split(" ")[-1]
        self.insert(text if not any(sign in last for sign in ":<>=") else f" {text}")

    def event(self, event: QEvent) -> bool:
        """Tab takes the first offer, instead of leaving the field."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() == QEvent.Type.KeyPress and self.popup.isVisible():
            self.popup.take(first=True)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the offers while they are shown; the rest is Qt's."""
        key, shown = event.key(), self.popup.isVisible()
        if key == Qt.Key.Key_Escape:
            if shown:
                self.popup.hide()
            else:
                self.escaped.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if shown:
                self.popup.walk(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Down:
                self.offer()
                self.popup.walk(1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not (shown and self.popup.take(first=False)):
                self.popup.hide()
                self.confirmed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The offers go with the focus."""
        super().focusOutEvent(event)
        self.popup.hide()
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Underlines what is not understood, except where it is being typed."""
        super().paintEvent(event)
        if not self.wrong:
            return
        painter = QPainter(self)
        pen = QPen(QColor(theme.tokens().bad), 2, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        metrics, cursor = self.fontMetrics(), self.cursorRect()
        start = cursor.center().x() - metrics.horizontalAdvance(
            self.text()[: self.cursorPosition()]
        )
        left, right = self.textMargins().left() + 30, self.width() - 8
        for term in self.wrong:
            first = start + metrics.horizontalAdvance(self.text()[: term.first])
            last = start + metrics.horizontalAdvance(self.text()[: term.last])
            if last > left and first < right:
                y = cursor.bottom() - 1
                painter.drawLine(max(first, left), y, min(last, right), y)
        painter.end()

    def _below_cursor(self) -> QPoint:
        x = max(0, min(self.cursorRect().left(), self.width() - 60))
        return self.mapToGlobal(QPoint(x, self.height() + 2))

    def _take(self, taken: Offer) -> None:
        if taken.last > len(self.text()):  # another line was set while the offers stood there
            return
        behind = self.text()[taken.last : taken.last + 1]
        text = f"{taken.text} " if taken.whole and behind not in (" ", ",") else taken.text
        self.setSelection(taken.first, taken.last - taken.first)
        self.insert(text)
        if not taken.whole:
            self.offer()


class Offers(QListWidget):
    """What may be taken, below the field; it never has the keyboard itself."""

    taken = Signal(object)  # Offer

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFont(fonts.font("body"))
        self.setProperty("look", "offers")
        self.setAccessibleName("Completions")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offers: Sequence[Offer] = ()
        self.itemClicked.connect(lambda item: self._tell(item.data(_PLACE)))
        self.hide()

    def show_offers(self, offers: Sequence[Offer], at: QPoint) -> None:
        """Show these; values have their first one chosen, for only one of them can follow."""
        self._offers = offers
        self.clear()
        for place, offer in enumerate(offers):
            note = f"   {offer.note}" if offer.note else ""
            item = QListWidgetItem(one_line(f"{offer.label}{note}"))
            item.setData(_PLACE, place)
            self.addItem(item)
        if not offers:
            self.hide()
            return
        self.setCurrentRow(0 if offers[0].whole else -1)
        height = self.sizeHintForRow(0) * min(len(offers), ROWS_SHOWN) + 2 * self.frameWidth() + 8
        self.resize(max(200, self.sizeHintForColumn(0) + 40), height)
        self.move(at)
        self.show()

    def walk(self, step: int) -> None:
        """Choose the next offer or the one before, round and round."""
        if self.count():
            self.setCurrentRow((self.currentRow() + step) % self.count())

    def take(self, *, first: bool) -> bool:
        """Take what is chosen, with ``first`` the first one where nothing is; whether one was."""
        place = self.currentRow()
        if place < 0 and first and self._offers:
            place = 0
        if place < 0:
            return False
        self._tell(place)
        return True

    def _tell(self, place: int) -> None:
        offer = self._offers[place]
        self.hide()
        self.taken.emit(offer)
