"""A small key figure: hover explains it, a click goes to the deals behind it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.text import Elided, LabelTone, label, set_tone

TONES: dict[Tone, LabelTone] = {"good": "good", "warn": "warn", "bad": "bad"}


class Figure(QWidget):
    """Its name, its value, and what it compares with."""

    clicked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name = label(name, "label")
        self.value = Elided("", "strong")
        self.note = Elided("", "label")
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 2, 2, 2)
        box.setSpacing(1)
        for part in (self.name, self.value, self.note):
            box.addWidget(part)

    def show_figure(self, value: str, note: str, explain: str, tone: Tone = "plain") -> None:
        """Say it; ``explain`` is what the hover tells."""
        self.value.setText(value)
        self.note.setText(note)
        set_tone(self.note, TONES.get(tone, "muted"))
        for part in (self, self.name, self.value, self.note):
            part.setToolTip(tip(explain))
        self.setAccessibleName(f"{self.name.text()}: {value}, {note}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click tells ``clicked``."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a ring where it has the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
            painter.end()
