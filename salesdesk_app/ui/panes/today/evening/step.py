"""What every step of the evening is: a heading, what it shows, and where the keyboard begins."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.widgets.text import label

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Step(QWidget):
    """One step. ``typed`` tells that something was typed that is to be kept, ``went_on`` that
    Enter was pressed where it means the next step."""

    typed = Signal()
    went_on = Signal()

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.name = name
        self.setAccessibleName(name)
        self.setAccessibleDescription(says)
        self.says = label(says, "muted", wrap=True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(10)
        self.box.addWidget(self.says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show what there is; what was typed stays."""
        raise NotImplementedError

    def keep(self, draft: Draft) -> None:
        """Put what was typed into the draft."""

    def begin(self) -> None:
        """Give the keyboard to where one begins."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self) -> bool:
        """Whether one can go on; what is half done is told and stays."""
        return True


class EnterGoesOn(QObject):
    """Lets Enter in a text of several lines go on; Shift+Enter begins a line."""

    def __init__(self, area: QPlainTextEdit, go_on: Callable[[], object]) -> None:
        super().__init__(area)
        self._go_on = go_on
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes a bare Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in ENTERS and bare:
                self._go_on()
                return True
        return super().eventFilter(watched, event)
