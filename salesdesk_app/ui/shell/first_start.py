"""What an empty workspace opens with: import my workbook, look around, or begin empty."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from salesdesk_app.ui import icons, theme
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, frame, row
from salesdesk_app.ui.widgets.text import label

CARD_WIDTH = 268


class FirstStart(QWidget):
    """Three ways to begin, side by side; files can be dropped here as everywhere."""

    def __init__(
        self,
        import_files: Callable[[], object],
        bring_sample: Callable[[], object],
        begin_empty: Callable[[], object],
    ) -> None:
        super().__init__()
        self.import_button = button("Choose files…", import_files, "primary")
        self.sample_button = button("Show the sample team", bring_sample)
        self.empty_button = button("Begin empty", begin_empty)
        title = label("Welcome to SalesDesk", "title")
        said = label("Everything stays in one file on this computer. How do you want to begin?",
                     "muted")  # fmt: skip
        for part in (title, said):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cards = (
            _card("file-spreadsheet", "Import my workbook",
                  "From Excel, OpenDocument or text files: deals, people, accounts and more. You "
                  "see what will happen before it does. Drop files here, or paste cells.",
                  self.import_button),
            _card("users", "Look around",
                  "A sample team with its deals, day and history, to try everything out. "
                  "It goes away again in one step.",
                  self.sample_button),
            _card("sparkles", "Begin empty",
                  "Stages and checklist are there to be changed. Add people and deals by hand, "
                  "and import later.",
                  self.empty_button),
        )  # fmt: skip
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addLayout(column(title, said, spacing=6))
        box.addSpacing(24)
        box.addLayout(row(None, *cards, None, spacing=16))
        box.addStretch(3)


class _Icon(QLabel):
    """An icon in the accent colour of the theme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._name = name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Tints anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = theme.tokens().accent
        self.setPixmap(icons.pixmap(self._name, colour, 24, self.devicePixelRatioF()))


def _card(icon: str, title: str, text: str, action: QWidget) -> QFrame:
    made = frame("card")
    made.setFixedWidth(CARD_WIDTH)
    box = QVBoxLayout(made)
    box.setContentsMargins(20, 20, 20, 20)
    box.setSpacing(10)
    box.addWidget(_Icon(icon))
    box.addWidget(label(title, "heading"))
    words = label(text, "muted", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    words.setMinimumHeight(96)
    box.addWidget(words, 1)
    box.addWidget(action)
    return made
