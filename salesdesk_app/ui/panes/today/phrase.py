"""A text of parts that differ in weight and colour, wrapped together; never HTML."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.wrapped import Run, Wrapped
from salesdesk_app.wording.phrases import Part, Tone, one_line

ROOM = 4  # above and below the lines


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
            count = self._counts[width] = self._wrapped(width).count(self._lines + 1)
        return self._height(min(max(count, 1), self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the lines that fit."""
        painter = QPainter(self)
        layout = self._wrapped(self.width()).fitting(self._lines)
        # One line stands in the middle of whatever height there is.
        top = (self.height() - self._height(min(layout.lineCount(), self._lines))) / 2
        layout.draw(painter, QPointF(0, max(0.0, top) + ROOM / 2))
        painter.end()

    def _height(self, lines: int) -> int:
        return round(lines * self._line_height() + ROOM)

    def _line_height(self) -> float:
        return QFontMetricsF(fonts.font("body")).lineSpacing() + 1

    def _wrapped(self, width: int) -> Wrapped:
        runs = [Run(p.text, fonts.font(p.role), QColor(_colour(p.tone))) for p in self._parts]
        return Wrapped(runs, fonts.font("body"), width, self._line_height())


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
