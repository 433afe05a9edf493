"""Texts of a pre-call card laid out in pixels of its own, alike on the screen and on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from salesdesk_app.ui import fonts
from salesdesk_app.ui.panes.today.wrapped import Run, Wrapped
from salesdesk_app.ui.theme import Tokens
from salesdesk_app.wording.phrases import Part, one_line

SIZE = 13.0  # of a letter
LINE = 17.0  # from one line to the next
MOST = 12  # lines that are counted of a text


def pixels(role: fonts.Role, size: float) -> QFont:
    """A font of a role in pixels: what is painted is scaled with the paper, not with the screen."""
    made = fonts.font(role)
    made.setPixelSize(round(size))
    # Letters that stand for others are lost where the text of a PDF is searched or copied.
    made.setFeature(QFont.Tag("calt"), 0)
    return made


def colour(tokens: Tokens, tone: str) -> QColor:
    """The colour of a part's tone in a theme."""
    if tone == "plain":
        return QColor(tokens.text)
    return QColor(tokens.muted if tone == "muted" else getattr(tokens, tone))


class Runs:
    """Parts of different weight and colour, wrapped together into some lines at the most."""

    def __init__(self, parts: Sequence[Part], width: float, tokens: Tokens) -> None:
        runs = [
            Run(text, pixels(part.role, SIZE), colour(tokens, part.tone))
            for part in parts
            if (text := one_line(part.text))
        ]
        self._wrapped = Wrapped(runs, pixels("body", SIZE), width, LINE)
        self.lines = self._wrapped.count(MOST)

    def paint(self, painter: QPainter, at: QPointF, lines: int) -> float:
        """Paints so many lines at the most from a point on; returns the height that they took."""
        layout = self._wrapped.fitting(lines)
        layout.draw(painter, at)
        return layout.lineCount() * LINE


def width_of(font: QFont, text: str) -> float:
    """How wide a text is in one line."""
    return float(QFontMetricsF(font).horizontalAdvance(text))
