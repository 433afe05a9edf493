"""Cards: a titled surface to put things on, a card of one key figure, lines, and plain boxes."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.text import Elided, LabelTone, label, set_tone

Look = Literal["card", "sunken", "float", "note", "banner"]


def frame(look: Look = "card") -> QFrame:
    """A bare surface without a layout."""
    made = QFrame()
    made.setProperty("look", look)
    return made


def framed(inner: QWidget) -> QFrame:
    """A table, or what else brings its own space, in the frame of a card."""
    made = frame()
    box = QVBoxLayout(made)
    box.setContentsMargins(8, 4, 8, 8)
    box.addWidget(inner)
    return made


def line(*, vertical: bool = False) -> QFrame:
    """A line of one pixel."""
    made = QFrame()
    made.setProperty("look", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """A row of widgets and layouts; a number is room, None pushes apart."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    _fill(made, items)
    return made


def column(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QVBoxLayout:
    """A column of widgets and layouts; a number is room, None pushes apart."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    _fill(made, items)
    return made


def boxed(layout: QLayout) -> QWidget:
    """A clear widget around a layout, to show, hide or stack it."""
    made = QWidget()
    made.setProperty("look", "clear")
    made.setLayout(layout)
    return made


def scrolled(inner: QWidget) -> QScrollArea:
    """A clear area that scrolls a widget up and down."""
    made = QScrollArea()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setProperty("look", "clear")
    made.setWidget(inner)
    made.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return made


def emptied(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        if isinstance(item, QLayoutItem):
            _let_go(item)


def _let_go(item: QLayoutItem) -> None:
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif inner is not None:
        emptied(inner)


def _fill(
    layout: QHBoxLayout | QVBoxLayout, items: Sequence[QWidget | QLayout | int | None]
) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


class Card(QFrame):
    """A surface with a heading, a note beside it, room for buttons, and ``body`` below."""

    def __init__(self, title: str = "", note: str = "", *, margin: int = 16) -> None:
        super().__init__()
        self.setProperty("look", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin - 2, margin, margin)
        outer.setSpacing(8)
        self.title = label(title, "heading")
        self.note = Elided(note, "label")
        self.head = row(self.title, self.note, spacing=8)
        self.head.setStretch(1, 1)
        self._bar = boxed(self.head)
        outer.addWidget(self._bar)
        # Only now: what is shown without a parent is a window of its own for a moment.
        self._bar.setVisible(bool(title or note))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str, note: str = "") -> None:
        """Say other words in the head."""
        self.title.setText(title)
        self.note.setText(note)
        self._bar.setVisible(bool(title or note))


class KeyFigure(QFrame):
    """One figure with its name and its comparison; hover explains it, a click goes behind it."""

    clicked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(3)
        self.title = Elided(title, "label")
        self.value = Elided("", "figure")
        self.note = Elided("", "label")
        for part in (self.title, self.value, self.note):
            box.addWidget(part)

    def show_figure(
        self,
        value: str,
        note: str = "",
        tone: LabelTone = "muted",
        explain: str = "",
        *,
        brief: str = "",
    ) -> None:
        """``note`` compares, ``brief`` in fewer words; ``explain`` holds definition, n and time."""
        self.value.setText(value)
        self.note.brief = brief
        self.note.setText(note)
        set_tone(self.note, tone)
        self.setToolTip(tip(explain))
        for part in (self.title, self.value, self.note):
            part.setToolTip(tip(explain) if explain else tip(part.text()))
        self.setAccessibleName(f"{self.title.text()}: {value}, {note}")

    def make_live(self) -> None:
        """Let it be clicked and reached by keyboard."""
        self.setProperty("live", "true")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click tells ``clicked``."""
        if event.button() == Qt.MouseButton.LeftButton and self.property("live"):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keeps the tones when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
