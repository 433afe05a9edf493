"""Labels: the only way to make one, so that text is always shown as it is and never as HTML."""

from math import ceil
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import tip
from salesdesk_app.wording.phrases import one_line

LabelRole = Literal[
    "body", "muted", "strong", "label", "heading", "brand", "title", "figure", "number"
]
LabelTone = Literal["plain", "muted", "accent", "good", "warn", "bad"]


def label(
    text: str = "",
    role: LabelRole = "body",
    *,
    tone: LabelTone = "plain",
    wrap: bool = False,
    select: bool = False,
    explain: str = "",
) -> QLabel:
    """A plain-text label. ``explain`` is its tooltip; ``select`` lets the user copy the text."""
    made = QLabel()
    _dress(made, role, tone)
    made.setText(text)
    made.setWordWrap(wrap)
    if select:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if explain:
        made.setToolTip(tip(explain))
    return made


def set_tone(widget: QWidget, tone: LabelTone) -> None:
    """Give a label or field another tone; the words have to carry the meaning as well."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Elided(QLabel):
    """A label of one line that ends in … where it does not fit, and tells the rest on hover.

    ``brief`` is what it says instead where that fits better.
    """

    def __init__(self, text: str = "", role: LabelRole = "body", tone: LabelTone = "plain") -> None:
        super().__init__()
        self.brief = ""
        _dress(self, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows a text; line breaks become spaces."""
        super().setText(one_line(text))
        self.setToolTip(tip(text) if text else "")

    def sizeHint(self) -> QSize:
        """As high with words as without, so that nothing moves when they come."""
        hint = super().sizeHint()
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        return QSize(hint.width(), max(hint.height(), line))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters is enough."""
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def seen(self) -> str:
        """What of its text can be seen."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        full = self.text()
        text = self.brief if self.brief and metrics.horizontalAdvance(full) > room else full
        fits = metrics.horizontalAdvance(text) <= room  # to the pixel, where Qt would leave some
        return text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the text that fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        painter.drawText(room, int(self.alignment()), self.seen())
        painter.end()


def _dress(made: QLabel, role: LabelRole, tone: LabelTone) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setFont(fonts.font("body" if role == "muted" else role))
