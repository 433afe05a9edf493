"""Texts of a pre-call card laid out in pixels of its own, alike on the screen and on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from salesdesk_app.ui import fonts
from salesdesk_app.ui.theme import Tokens
from salesdesk_app.wording.phrases import Part, one_line

SIZE = 13.0  # of a letter
LINE = 17.0  # from one line to the next
ELLIPSIS = "…"
LETTERS = 240  # more of a text are never looked at for a line of it


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
        self._parts = [(part, text) for part in parts if (text := one_line(part.text))]
        self._width, self._tokens = max(width, 1.0), tokens
        self.lines = self._laid_out(self._text[: LETTERS * 12]).lineCount() if self._parts else 0

    @property
    def _text(self) -> str:
        return " ".join(text for _part, text in self._parts)

    def paint(self, painter: QPainter, at: QPointF, lines: int) -> float:
        """Paints so many lines at the most from a point on; returns the height that they took."""
        layout = self._fitting(lines)
        layout.draw(painter, at)
        return layout.lineCount() * LINE

    def _fitting(self, lines: int) -> QTextLayout:
        """The text, shortened by whole words until it takes no more lines than it may."""
        text = self._text[: LETTERS * lines]
        layout = self._laid_out(text)
        if layout.lineCount() <= lines and len(text) == len(self._text):
            return layout
        last = layout.lineAt(min(lines, layout.lineCount()) - 1)
        end = last.textStart() + last.textLength()
        while end > 1:
            layout = self._laid_out(text[:end].rstrip(" ·,;") + ELLIPSIS)
            if layout.lineCount() <= lines:
                return layout
            end -= 1
        return self._laid_out(ELLIPSIS)

    def _laid_out(self, text: str) -> QTextLayout:
        layout = QTextLayout(text, pixels("body", SIZE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(len(text)))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, y))
            y += LINE
        layout.endLayout()
        return layout

    def _formats(self, length: int) -> list[QTextLayout.FormatRange]:
        found, start = [], 0
        for part, text in self._parts:
            run = QTextLayout.FormatRange()
            run.start, run.length = start, max(0, min(len(text), length - start))
            style = QTextCharFormat()
            style.setFont(pixels(part.role, SIZE))
            style.setForeground(colour(self._tokens, part.tone))
            run.format = style
            found.append(run)
            start += len(text) + 1
        return found


def width_of(font: QFont, text: str) -> float:
    """How wide a text is in one line."""
    return float(QFontMetricsF(font).horizontalAdvance(text))
