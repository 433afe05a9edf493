"""The lines of evidence: a time, a badge, words and a pill, and what each of them does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.phrase import Phrase
from salesdesk_app.ui.panes.today.rows import Row
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.ui.widgets.avatar import Avatar
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.phrases import Said

TIME_WIDTH = 40
BOX = 18


class Button(NamedTuple):
    """A small button of a line: its icon, what it says on hover, and what it does."""

    icon: str
    says: str
    run: Callable[[], object]


@dataclass(frozen=True)
class Shown:
    """A line with what it does: ``open`` on Enter and click, ``entries`` in its menu.

    ``keys`` are letters that do something while it has the focus, ``buttons`` do it by mouse.
    """

    said: Said
    open: Callable[[], object] | None = None
    entries: Callable[[], Entries] = tuple
    time: str = ""
    person: str = ""
    done: bool | None = None  # None: nothing to tick
    tick: Callable[[bool], object] | None = None
    keys: Mapping[Qt.Key, Callable[[], object]] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()


class Line(Row):
    """What both kinds of lines do."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.opened.connect(self._open)

    def show_line(self, shown: Shown) -> None:
        """Show another line."""
        self.shown = shown
        self.entries = shown.entries
        said = shown.said
        words = " ".join(part.text for part in said.parts)
        self.setAccessibleName(
            ", ".join(t for t in (shown.time, words, said.below, said.pill) if t)
        )
        self.setToolTip(tip("\n".join(t for t in (words, said.below, said.explain) if t)))
        if shown.open is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter does what the line has for it."""
        keys = self.shown.keys if self.shown is not None else {}
        run = keys.get(Qt.Key(event.key()))
        if run is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        else:
            run()

    def _open(self) -> None:
        if self.shown is not None and self.shown.open is not None:
            self.shown.open()


class EvidenceLine(Line):
    """One line under a check: ``09:15  (PN) Priya → Halden Freight  $84,000  [Large deal]``."""

    def __init__(self) -> None:
        super().__init__()
        self.time = label("", "number", tone="muted")
        self.time.setFixedWidth(TIME_WIDTH)
        self.avatar = Avatar(size=20)
        self.phrase = Phrase(lines=2)
        self.pill = Pill()
        box = QHBoxLayout(self)
        box.setContentsMargins(4, 2, 4, 2)
        box.setSpacing(8)
        for part in (self.time, self.avatar):
            box.addWidget(part)
        box.addWidget(self.phrase, 1)
        box.addWidget(self.pill)

    def show_line(self, shown: Shown) -> None:
        """Show another line."""
        super().show_line(shown)
        self.time.setText(shown.time)
        self.time.setVisible(bool(shown.time))
        self.avatar.setVisible(bool(shown.person))
        self.avatar.set_name(shown.person)
        self.phrase.say(*shown.said.parts)
        self.pill.setVisible(bool(shown.said.pill))
        self.pill.show_pill(shown.said.pill, shown.said.tone, shown.said.explain)


class Tickable(Line):
    """A follow-up: a box to tick by mouse or Space, its words, and by when."""

    def __init__(self) -> None:
        super().__init__()
        self.box = tick_box()
        self.box.clicked.connect(self.toggle)
        self.phrase = Phrase(lines=2)
        self.pill = Pill()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 3, 4, 3)
        layout.setSpacing(10)
        layout.addWidget(self.box)
        layout.addWidget(self.phrase, 1)
        layout.addWidget(self.pill)

    def show_line(self, shown: Shown) -> None:
        """Show another follow-up."""
        super().show_line(shown)
        self.box.setChecked(bool(shown.done))
        self.phrase.say(*shown.said.parts)
        self.pill.show_pill(shown.said.pill, shown.said.tone, shown.said.explain)
        self.pill.setVisible(bool(shown.said.pill))

    def set_read_only(self, on: bool) -> None:
        """The box stands still."""
        self.box.setEnabled(not on)

    def toggle(self) -> None:
        """Tick it, or take the tick back."""
        if self.shown is not None and self.shown.tick is not None:
            self.shown.tick(not self.shown.done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)


def tick_box() -> QCheckBox:
    """A box that the mouse ticks; by keyboard its row does."""
    made = QCheckBox()
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setFixedWidth(BOX)
    return made
