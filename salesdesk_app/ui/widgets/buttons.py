"""Buttons, chips, icon buttons and segments, dressed by the style sheet."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from salesdesk_app.ui import fonts, icons, theme
from salesdesk_app.ui.format import literal, tip

Kind = Literal["plain", "primary", "quiet", "danger", "link", "search", "chip"]


def pressed_by(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Presses a button by Enter, which Qt leaves to the default button of a dialog.

    Ctrl+Enter is left to the dialog, whatever has the focus.
    """
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    enter = enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if enter and not event.isAutoRepeat():
        button.click()
    return enter


class PushButton(QPushButton):
    """A button with a text; Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """A small button; Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    kind: Kind = "plain",
    *,
    explain: str = "",
) -> QPushButton:
    """A button; Enter and Space press it when it has the focus."""
    made = PushButton(literal(text))
    made.setProperty("kind", kind)
    made.setFont(fonts.font("body"))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if kind in ("quiet", "link", "chip"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if explain:
        made.setToolTip(tip(explain))
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def chip(
    text: str, on_toggle: Callable[[bool], object] | None = None, *, checked: bool = False
) -> QPushButton:
    """A filter that is on or off."""
    made = button(text, kind="chip")
    made.setCheckable(True)
    made.setChecked(checked)
    if on_toggle is not None:
        made.toggled.connect(lambda on=False: on_toggle(on))
    return made


def menu_button(text: str, menu: QMenu, kind: Kind = "plain") -> QPushButton:
    """A button that opens a menu; ``▾`` says so."""
    made = button(f"{text} ▾", kind=kind)
    made.setMenu(menu)
    return made


def menu_of(
    entries: Sequence[tuple[str, Callable[[], object]]], parent: QWidget | None = None
) -> QMenu:
    """A menu of texts and what they do; an empty text is a line between them.

    A letter behind a tab is the key that does the same.
    """
    made = QMenu(parent)
    made.setFont(fonts.font("body"))
    for text, run in entries:
        if not text:
            made.addSeparator()
            continue
        name, tab, key = text.rpartition("\t")
        has_key = bool(tab) and len(key) == 1
        action = QAction(f"{literal(name)}\t{key}" if has_key else literal(text), made)
        action.triggered.connect(lambda _=False, run=run: run())
        made.addAction(action)
    return made


class IconButton(ToolButton):
    """A small button with an icon only; its name is told on hover and to screen readers."""

    def __init__(
        self, name: str, says: str, on_click: Callable[[], object] | None = None, size: int = 16
    ) -> None:
        super().__init__()
        self._name = name
        self.setProperty("look", "icon")
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip(says))
        self.setAccessibleName(says)
        self._tint()
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def changeEvent(self, event: QEvent) -> None:
        """Tints anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icons.icon(self._name, theme.tokens().muted, self.iconSize().width()))


class Segmented(QFrame):
    """A switch between a few views; ``changed(key)`` tells the user's choice."""

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], current: str = "") -> None:
        """``options`` are keys and texts; the first is chosen unless ``current`` names one."""
        super().__init__()
        self.setProperty("look", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._keys: dict[Any, str] = {}
        self._buttons: dict[str, QToolButton] = {}
        for key, text in options:
            made = ToolButton()
            made.setText(literal(text))
            made.setFont(fonts.font("body"))
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(made)
            self._keys[made] = key
            self._buttons[key] = made
            row.addWidget(made)
        self.choose(current or options[0][0])
        self._group.buttonClicked.connect(lambda pressed: self.changed.emit(self._keys[pressed]))

    @property
    def current(self) -> str:
        """The key of what is chosen."""
        return self._keys[self._group.checkedButton()]

    def focus_chosen(self) -> None:
        """Give the keyboard to what is chosen."""
        self._buttons[self.current].setFocus()

    def rename(self, key: str, text: str) -> None:
        """Say other words for an option."""
        self._buttons[key].setText(literal(text))

    def reserve(self, key: str, text: str) -> None:
        """Keep room for the longest words that an option will say."""
        made = self._buttons[key]
        said = made.text()
        made.setText(literal(text))
        made.ensurePolished()
        made.setMinimumWidth(made.sizeHint().width())
        made.setText(said)

    def choose(self, key: str) -> None:
        """Choose without telling ``changed``."""
        self._buttons[key].setChecked(True)
