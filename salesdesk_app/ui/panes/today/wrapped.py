"""Runs of text that differ in font and colour, wrapped together into some lines at the most."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

ELLIPSIS = "…"
LETTERS = 240  # more of a text are never looked at for a line of it


class Run(NamedTuple):
    """Some words as they are painted."""

    text: str
    font: QFont
    colour: QColor


class Wrapped:
    """Runs with a blank between them in a width; ``line`` is from one line to the next (pixels)."""

    def __init__(self, runs: Sequence[Run], font: QFont, width: float, line: float) -> None:
        """``font`` is that of what stands between and behind the runs."""
        self._runs, self._font = runs, font
        self._width, self._line = max(width, 1.0), line
        self._text = " ".join(run.text for run in runs)

    def count(self, most: int) -> int:
        """How many lines the text takes, looked at as far as it may fill ``most`` of them."""
        return self._laid_out(self._text[: LETTERS * most]).lineCount() if self._runs else 0

    def fitting(self, lines: int) -> QTextLayout:
        """The text, shortened letter by letter until it takes no more lines than it may."""
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
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(_units(text)))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, y))
            y += self._line
        layout.endLayout()
        return layout

    def _formats(self, length: int) -> list[QTextLayout.FormatRange]:
        found, start = [], 0
        for run in self._runs:
            shown, long = QTextLayout.FormatRange(), _units(run.text)
            shown.start, shown.length = start, max(0, min(long, length - start))
            style = QTextCharFormat()
            style.setFont(run.font)
            style.setForeground(run.colour)
            shown.format = style
            found.append(shown)
            start += long + 1
        return found


def _units(text: str) -> int:
    """How long a text is for Qt, which counts an emoji as two."""
    return len(text) + sum(letter > "\uffff" for letter in text)
