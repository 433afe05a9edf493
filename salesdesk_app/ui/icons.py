"""Lucide icons, tinted with a colour of the theme at the size and scale they are drawn."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from salesdesk_app import paths
from salesdesk_app.ui import theme

SCALES = (1.0, 2.0)


def icon(name: str, colour: str | None = None, size: int = 16) -> QIcon:
    """An icon by its Lucide name; the muted text colour where none is given."""
    return _icon(name, colour or theme.tokens().muted, size)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """An icon as a picture of ``size`` logical pixels for a screen of this scale."""
    made = QPixmap(QSize(size, size) * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(_drawing(name, colour)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


@cache
def _icon(name: str, colour: str, size: int) -> QIcon:
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(pixmap(name, colour, size, scale))
    return made


@cache
def _drawing(name: str, colour: str) -> QByteArray:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QByteArray(text.replace("currentColor", colour).encode())
