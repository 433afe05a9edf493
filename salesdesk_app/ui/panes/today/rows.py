"""Rows that can be walked by keyboard: painted focus and hover, Enter, and a menu."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.present_only import Entries, offered
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.reading_order import tab_as_read

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
AROUND = 8  # pixels that are seen above and below the row which the keyboard came to


class Row(QFrame):
    """One row; its list tells the arrows where to go. ``entries`` are what its menu offers."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.entries: Callable[[], Entries] = tuple
        self._hovered = False

    def set_read_only(self, on: bool) -> None:
        """Offer nothing that writes; what a row has for that is its own."""

    def open_menu(self, at: QPoint | None = None) -> None:
        """Open the menu at a point of the screen, or below the row."""
        walk = walk_of(self)
        found = offered(self.entries(), walk is not None and walk.read_only)
        if found:
            menu = menu_of(found, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at or self.mapToGlobal(QPoint(24, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows are left to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Menu:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu where the mouse is."""
        self.setFocus()
        self.open_menu(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Marks the row."""
        self._hover(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the mark away."""
        self._hover(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the row with the focus is reached by Tab; where the keyboard came, it is seen."""
        super().focusInEvent(event)
        walk = walk_of(self)
        if walk is not None:
            walk.settle(self)
        if event.reason() in BY_KEYBOARD:
            QTimer.singleShot(0, self, self._come_into_sight)  # once it lies where it will be
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints hover and focus behind the row's widgets."""
        if not (self._hovered or self.hasFocus()):
            return
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.sunken) if self._hovered else Qt.BrushStyle.NoBrush)
        ring = QPen(QColor(tokens.accent), 1.5)
        painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _come_into_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.hasFocus():
            area.ensureWidgetVisible(self, 0, AROUND)

    def _hover(self, on: bool) -> None:
        self._hovered = on
        self.update()


class Walk(QWidget):
    """A container whose rows the arrows walk, however deep they lie; Tab enters it once."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._current: Row | None = None
        self.read_only = False  # as while one looks back
        self._ordered: list[Row] = []

    def rows(self) -> list[Row]:
        """The rows that can be seen, from top to bottom."""
        found = [row for row in self.findChildren(Row) if row.isVisibleTo(self)]
        return sorted(found, key=lambda row: row.mapTo(self, QPoint(0, 0)).y())

    def settle(self, row: Row | None = None) -> None:
        """Let Tab lead to a row, or to the first one where none is chosen."""
        rows = self.rows()
        wanted = row or self._current
        if wanted not in rows:
            wanted = rows[0] if rows else None
        for one in rows:
            policy = Qt.FocusPolicy.StrongFocus if one is wanted else Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(policy)
            one.set_read_only(self.read_only)
        self._current = wanted
        if rows != self._ordered:  # Qt puts what is made later behind the whole window
            self._ordered = rows
            tab_as_read(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End walk."""
        rows = self.rows()
        here = self.focusWidget()
        place = rows.index(here) if isinstance(here, Row) and here in rows else 0
        target = {
            Qt.Key.Key_Up: place - 1,
            Qt.Key.Key_Down: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
        }.get(Qt.Key(event.key()))
        if target is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif 0 <= target < len(rows):
            rows[target].setFocus(Qt.FocusReason.TabFocusReason)


def walk_of(widget: QWidget) -> Walk | None:
    """The walk that a widget lies in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Walk):
        parent = parent.parentWidget()
    return parent


W = TypeVar("W", bound=QWidget)


class Stack(QWidget, Generic[W]):
    """Widgets one below the other, kept by a key so that focus and place survive new data."""

    def __init__(self, make: Callable[[], W], spacing: int = 0) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._make = make
        self._by_key: dict[Hashable, W] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def show_all(
        self, items: Sequence[tuple[Hashable, Any]], fill: Callable[[W, Any], None]
    ) -> None:
        """One widget for each (key, item), in this order."""
        kept = {key for key, _item in items}
        self._pass_focus(kept)
        for key in [key for key in self._by_key if key not in kept]:
            gone = self._by_key.pop(key)
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        new = self.isVisible() and not self._by_key
        if new:  # in sight, each row that is added would lay out the whole pane anew
            self.hide()
        for place, (key, item) in enumerate(items):
            widget = self._by_key.get(key)
            if widget is None:
                widget = self._by_key[key] = self._make()
            fill(widget, item)
            if self._box.indexOf(widget) != place:
                self._box.removeWidget(widget)
                self._box.insertWidget(place, widget)
                widget.show()  # now, and not when the layout comes to it: the walk counts it in
        if new:
            self.show()

    def _pass_focus(self, kept: Collection[Hashable]) -> None:
        """Lets the focus of what goes pass to the next that stays: Qt would look anywhere."""
        rows = self.widgets()
        here = self.window().focusWidget()  # also while another window is in front
        place = next((place for place, one in enumerate(rows) if one is here), None)
        if place is None:
            return
        staying = {self._by_key[key] for key in kept if key in self._by_key}
        heirs = (one for one in [*rows[place:], *reversed(rows[:place])] if one in staying)
        heir = next(heirs, None)
        if heir is not None and heir is not here:
            heir.setFocus(Qt.FocusReason.TabFocusReason)

    def widgets(self) -> list[W]:
        """The widgets in their order."""
        places = {widget: self._box.indexOf(widget) for widget in self._by_key.values()}
        return sorted(self._by_key.values(), key=lambda widget: places[widget])

    def of(self, key: Hashable) -> W | None:
        """The widget of a key."""
        return self._by_key.get(key)
