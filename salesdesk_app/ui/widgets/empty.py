"""What an empty place says: what belongs there, and the first step."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from salesdesk_app.ui import icons, theme
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.text import label


class Empty(QWidget):
    """An icon, a heading, a sentence and buttons, in the middle of the room there is."""

    def __init__(
        self, icon: str, title: str, text: str, actions: Sequence[QPushButton] = ()
    ) -> None:
        super().__init__()
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = label(title, "heading")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = label(text, "muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setMaximumWidth(420)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch(2)
        box.addWidget(self._icon)
        box.addWidget(self.heading)
        box.addLayout(row(None, self.text, None))
        box.setStretch(3, 0)
        if actions:
            box.addSpacing(4)
            box.addLayout(row(None, *actions, None))
        box.addStretch(3)
        self._tint()

    def say(self, title: str, text: str) -> None:
        """Say other words."""
        self.heading.setText(title)
        self.text.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Tints anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = theme.tokens().muted
        self._icon.setPixmap(icons.pixmap(self._icon_name, colour, 28, self.devicePixelRatioF()))
