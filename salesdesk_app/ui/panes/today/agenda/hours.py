"""The hours of a day, painted one below the other as high as there is room."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.widgets.drawn_text import draw_text

HOUR = 46  # pixels, at the least
GUTTER = 46
TOP = 8
USUAL = (8, 18)


class Hours(QWidget):
    """From the first to the last hour that is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._first, self._last = USUAL

    @property
    def span(self) -> tuple[int, int]:
        """The first hour and the last one."""
        return self._first, self._last

    def show_span(self, first: int, last: int) -> None:
        """Show other hours."""
        self._first, self._last = first, last
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the hours need."""
        return QSize(220, (self._last - self._first) * HOUR + 2 * TOP)

    def minimumSizeHint(self) -> QSize:
        """The hours never shrink below what their words need."""
        return QSize(160, self.sizeHint().height())

    def top_of(self, minute: int) -> float:
        """Where a minute of the day lies."""
        return TOP + (minute - self._first * 60) * self._scale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the hours."""
        painter = QPainter(self)
        self.paint_hours(painter)
        painter.end()

    def paint_hours(self, painter: QPainter) -> None:
        """Paint a line and a time for each hour."""
        tokens = theme.tokens()
        for hour in range(self._first, self._last + 1):
            y = self.top_of(hour * 60)
            painter.fillRect(
                QRectF(GUTTER, round(y), self.width() - GUTTER, 1), QColor(tokens.line)
            )
            head = QRectF(0, y - 8, GUTTER - 8, 16)
            draw_text(painter, head, f"{hour % 24:02}:00", "number", tokens.muted)

    def _scale(self) -> float:
        """Pixels a minute: the hours share the height there is."""
        hours = max(1, self._last - self._first)
        return max(HOUR, (self.height() - 2 * TOP) / hours) / 60
