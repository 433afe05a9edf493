"""The first of many rows, and a button that shows more of them: each row is a widget."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.panes.today.rows import Stack, walk_of
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column
from salesdesk_app.wording import today as words

STEP = 40

W = TypeVar("W", bound=QWidget)


class Growing(QWidget, Generic[W]):
    """A stack of which so many are shown as were asked for; ``what`` the ``12 more`` are."""

    def __init__(self, make: Callable[[], W], what: str = "") -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._what = what
        self._limit = STEP
        self._items: Sequence[tuple[Hashable, Any]] = ()
        self._fill: Callable[[W, Any], None] = lambda _widget, _item: None
        self._stack = Stack(make)
        self.more = button("", self._grow, "link")
        self.more.hide()
        self.setLayout(column(self._stack, self.more, spacing=0))

    def begin(self) -> None:
        """Show no more than at first when it is filled next."""
        self._limit = STEP

    def show_all(
        self, items: Sequence[tuple[Hashable, Any]], fill: Callable[[W, Any], None]
    ) -> None:
        """The first of these (key, item), in this order."""
        self._items, self._fill = items, fill
        self._stack.show_all(items[: self._limit], fill)
        rest = len(items) - self._limit
        self.more.setText(words.more(rest, self._what).rstrip())
        self.more.setVisible(rest > 0)

    def widgets(self) -> list[W]:
        """The widgets that are shown, in their order."""
        return self._stack.widgets()

    def of(self, key: Hashable) -> W | None:
        """The widget of a key, brought forth where it is further down."""
        place = next((at for at, (one, _item) in enumerate(self._items) if one == key), None)
        if place is not None and place >= self._limit:
            self._limit = place + STEP
            self.show_all(self._items, self._fill)
        return self._stack.of(key)

    def _grow(self) -> None:
        shown = self._limit
        self._limit += STEP
        self.show_all(self._items, self._fill)
        walk = walk_of(self)
        if walk is not None:
            walk.settle()
        self.widgets()[shown].setFocus(Qt.FocusReason.TabFocusReason)
