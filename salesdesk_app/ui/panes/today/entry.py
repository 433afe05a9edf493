"""The two-line entry of a matter, with buttons that show while the mouse or the focus is on it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk_app.ui.panes.today.lines import Button, Line, Shown
from salesdesk_app.ui.panes.today.phrase import Phrase
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import boxed, line, row
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import muted

SPACE = 8
HIGH = 20  # pixels, as high as the heading: the entry does not grow with its buttons


class Entry(Line):
    """A matter in two lines with its pill at the right, and a line below."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Phrase(lines=1)
        self.pill = Pill()
        self.below = Phrase(lines=2)
        self._tools = row(spacing=0)
        self.tools = boxed(self._tools)
        self.tools.setProperty("part", "tools")
        self.tools.hide()
        self._buttons: dict[str, IconButton] = {}
        self._runs: dict[str, Button] = {}
        self._read_only = False
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.heading, 1)
        head.addWidget(self.tools)
        head.addWidget(self.pill)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 6, 2, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.below)
        box.addSpacing(4)
        box.addWidget(line())

    def show_line(self, shown: Shown) -> None:
        """Show another matter."""
        super().show_line(shown)
        said = shown.said
        self.heading.say(*said.parts)
        self.pill.show_pill(said.pill, said.tone)
        self.below.say(muted(said.below))
        self.below.setVisible(bool(said.below))
        self._runs = {button.icon: button for button in shown.buttons}
        if len(shown.buttons) > 1:
            self._runs["ellipsis"] = Button("ellipsis", _("More"), self.open_menu)
        self._show_tools()

    def set_read_only(self, on: bool) -> None:
        """No buttons are shown."""
        self._read_only = on
        self._show_tools()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the buttons."""
        super().focusInEvent(event)
        self._show_tools()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides the buttons."""
        super().focusOutEvent(event)
        self._show_tools()

    def button(self, icon: str) -> IconButton | None:
        """A button by its icon, where it is shown or was."""
        return self._buttons.get(icon)

    def _hover(self, on: bool) -> None:
        super()._hover(on)
        self._show_tools()

    def _show_tools(self) -> None:
        here = self._hovered or self.hasFocus()
        shown = bool(self._runs) and here and not self._read_only
        if shown:  # made when they are first wanted: most entries are never pointed at
            for icon, button in self._runs.items():
                if icon not in self._buttons:
                    made = IconButton(icon, button.says, partial(self._run, icon))
                    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has letters
                    made.setCursor(Qt.CursorShape.ArrowCursor)
                    self._buttons[icon] = made
                    made.setFixedSize(HIGH, HIGH)
                    self._tools.addWidget(made)
        self.tools.setVisible(shown)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has room beside the name may have changed."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Lets the pill stand back where the buttons beside it would cut the name."""
        tools = self.tools.isVisibleTo(self)
        needed = self.heading.name_width + self.tools.sizeHint().width() + 2 * SPACE
        cut = tools and needed + self.pill.sizeHint().width() > self.width()
        self.pill.setVisible(bool(self.pill.text) and not cut)

    def _run(self, icon: str) -> None:
        self._runs[icon].run()
