"""Initials on a colour that stays with a name, as a widget and as paint for delegates."""

from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import initials, tip

COLOURS = (
    "#3454D1",
    "#E08A1E",
    "#12805C",
    "#8E5BC0",
    "#C2417C",
    "#4A9CC9",
    "#7D6A55",
    "#5B7F24",
    "#9A4A3A",
    "#2B7A86",
)


def colour_of(name: str) -> str:
    """The colour of a name, the same on every screen and machine."""
    return COLOURS[crc32(name.strip().casefold().encode()) % len(COLOURS)]


def paint_avatar(painter: QPainter, rect: QRectF, name: str) -> None:
    """Paints a round badge that fills the rectangle."""
    fill = colour_of(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(rect)
    font = fonts.font("label-strong")
    font.setPointSizeF(fonts.points(rect.width() * 0.4))
    font.setWeight(font.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(theme.ink_on(fill)))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


@lru_cache(maxsize=512)
def avatar_picture(name: str, size: int, scale: float) -> QPixmap:
    """A badge as a picture of so many logical pixels, for tables that paint the same ones often."""
    made = QPixmap(QSize(size, size) * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_avatar(painter, QRectF(0, 0, size, size), name)
    painter.end()
    return made


class Avatar(QWidget):
    """A person's badge in a layout."""

    def __init__(self, name: str = "", size: int = 24) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self._name = name
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setToolTip(tip(name))
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the badge."""
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._name)
        painter.end()
