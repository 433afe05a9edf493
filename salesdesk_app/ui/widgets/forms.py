"""Forms: labelled fields in rows, and the dialog that holds them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salesdesk_app.ui.format import literal
from salesdesk_app.ui.widgets.buttons import Kind, button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.text import Elided, label


def field(name: str, editor: QWidget, hint: str = "") -> QVBoxLayout:
    """An editor under its name, with a hint below where there is one, told in full on hover."""
    caption = label(literal(name), "label")  # a label with a buddy reads & as a shortcut
    caption.setBuddy(editor)
    caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    editor.setAccessibleName(name)
    made = column(caption, editor, spacing=4)
    if hint:
        # One line: a dialog reckons its height before it knows where words would wrap.
        made.addWidget(Elided(hint, "label"))
        editor.setAccessibleDescription(hint)
    made.addStretch()
    return made


class Form(QWidget):
    """Fields in one or more columns, each under its name."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._columns = columns
        self._place = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def add(self, name: str, editor: QWidget, *, hint: str = "", wide: bool = False) -> QWidget:
        """Adds a field and returns its editor; ``wide`` spans all columns."""
        if wide and self._place % self._columns:
            self._place += self._columns - self._place % self._columns
        line, place = divmod(self._place, self._columns)
        span = self._columns if wide else 1
        self._grid.addLayout(field(name, editor, hint), line, place, 1, span)
        self._place += span
        return editor


def comes_to_front(over: QWidget, kind: type["Dialog"]) -> bool:
    """Whether a dialog of a kind is open over a window already: then that one is in front.

    For lists that stay open beside the window, so that what is done in them can be undone there;
    what asks holds the window instead, by ``open()``.
    """
    found = next((one for one in over.window().findChildren(kind) if one.isVisible()), None)
    if found is not None:
        found.raise_()
        found.activateWindow()
    return found is not None


class Dialog(QDialog):
    """A dialog with a title, a body, a line for what is wrong, and buttons; Esc closes it."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        self.heading: QLabel = label(title, "brand")
        self.body = column(spacing=12)
        self.wrong = label("", "body", tone="bad", wrap=True)
        self.wrong.hide()
        self.buttons = row(None, spacing=8)
        outer.addWidget(self.heading)
        outer.addLayout(self.body, 1)
        outer.addWidget(self.wrong)
        outer.addLayout(self.buttons)
        self._main: Callable[[], object] | None = None

    def add_button(
        self, text: str, on_click: Callable[[], object], kind: Kind = "plain"
    ) -> QPushButton:
        """Adds a button at the right; the primary one is pressed by Enter as well."""
        made = button(text, on_click, kind)
        if kind == "primary":
            self._main = on_click
        self.buttons.addWidget(made)
        return made

    def tell(self, text: str) -> None:
        """Say what is wrong, or with an empty text that nothing is."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        """It is as wide as its buttons and as high as its words need, which Qt does not see to."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        self.buttons.invalidate()  # what a button says may have changed just now
        margins = layout.contentsMargins()
        row_width = self.buttons.sizeHint().width() + margins.left() + margins.right()
        width = max(self.width(), row_width)
        height = max(self.height(), layout.totalHeightForWidth(width))
        self.resize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the primary thing, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._main is not None:
            self._main()
            return
        super().keyPressEvent(event)
