"""A text of parts that differ in weight and colour, wrapped together; never HTML."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import tip
from salesdesk_app.wording.phrases import Part, Tone, one_line

ROOM = 4  # above and below the lines
ELLIPSIS = "…"


class Phrase(QWidget):
    """Up to ``lines`` lines of parts; what does not fit ends in … and is told on hover."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self._lines = lines
        self._counts: dict[int, int] = {}  # lines by width: a layout asks again and again
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, *parts: Part | str) -> None:
        """Show other parts; a plain text is one of them."""
        made = tuple(Part(part) if isinstance(part, str) else part for part in parts)
        made = tuple(part._replace(text=_kept(part.text)) for part in made if part.text.strip())
        if made != self._parts:
            self._parts = made
            self._counts.clear()
            self.setToolTip(tip(self.text))
            self.setAccessibleName(self.text)
            self.updateGeometry()
            self.update()

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return " ".join(part.text for part in self._parts)

    @property
    def name_width(self) -> int:
        """Pixels that its first part takes on one line."""
        return _width(self._parts[:1])

    def sizeHint(self) -> QSize:
        """As wide as it is on one line."""
        return QSize(_width(self._parts), self._height(1))

    def minimumSizeHint(self) -> QSize:
        """Room for a few words is enough."""
        return QSize(60, self._height(1))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the text takes, up to the limit."""
        count = self._counts.get(width)
        if count is None:
            count = self._counts[width] = self._laid_out(width).lineCount()
        return self._height(min(max(count, 1), self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the lines that fit."""
        painter = QPainter(self)
        text = self._fitting(self.width())
        layout = self._laid_out(self.width(), text)
        # One line stands in the middle of whatever height there is.
        top = (self.height() - self._height(min(layout.lineCount(), self._lines))) / 2
        layout.draw(painter, QPointF(0, max(0.0, top) + ROOM / 2))
        painter.end()

    def _height(self, lines: int) -> int:
        return round(lines * self._line_height() + ROOM)

    def _line_height(self) -> float:
        return QFontMetricsF(fonts.font("body")).lineSpacing() + 1

    def _fitting(self, width: int) -> str:
        """The text, shortened by whole words until it takes no more lines than it may."""
        text = self.text
        layout = self._laid_out(width, text)
        if layout.lineCount() <= self._lines:
            return text
        last = layout.lineAt(self._lines - 1)
        end = last.textStart() + last.textLength()
        while end > 1:
            shorter = text[:end].rstrip(" ·,") + ELLIPSIS
            if self._laid_out(width, shorter).lineCount() <= self._lines:
                return shorter
            end -= 1
        return ELLIPSIS

    def _laid_out(self, width: int, text: str | None = None) -> QTextLayout:
        shown = self.text if text is None else text
        layout = QTextLayout(shown, fonts.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(len(shown)))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y))
            y += self._line_height()
        layout.endLayout()
        return layout

    def _formats(self, length: int) -> list[QTextLayout.FormatRange]:
        found: list[QTextLayout.FormatRange] = []
        start = 0
        for part in self._parts:
            run = QTextLayout.FormatRange()
            run.start = start
            run.length = max(0, min(len(part.text), length - start))
            style = QTextCharFormat()
            style.setFont(QFont(fonts.font(part.role)))
            style.setForeground(QColor(_colour(part.tone)))
            run.format = style
            found.append(run)
            start += len(part.text) + 1
        return found


def _width(parts: Sequence[Part]) -> int:
    """Pixels of parts on one line."""
    return round(
        1
        + sum(
            QFontMetricsF(fonts.font(part.role)).horizontalAdvance(f"{part.text} ")
            for part in parts
        )
    )


def _colour(tone: Tone) -> str:
    tokens = theme.tokens()
    if tone == "plain":
        return tokens.text
    return tokens.muted if tone == "muted" else tokens.tone(tone)[0]


def _kept(text: str) -> str:
    """One line in which a dot stays with the words before it where the line breaks."""
    return one_line(text).replace(" · ", "\u00a0· ")
