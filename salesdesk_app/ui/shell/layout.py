"""How the window is laid out: the rail, the title row above what is shown, the status line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget


class Layout(QWidget):
    """Holds the parts of the window in their places."""

    def __init__(self, rail: QWidget, header: QWidget, stack: QWidget, status: QWidget) -> None:
        super().__init__()
        content = QWidget()
        content.setObjectName("content")
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(20, 14, 20, 0)
        self._inner.setSpacing(14)
        self._room = QGridLayout()
        self._room.addWidget(stack, 0, 0)
        self._inner.addWidget(header)
        self._inner.addLayout(self._room, 1)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(rail)
        upper.addWidget(content, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(upper, 1)
        outer.addWidget(status)

    def put_below_header(self, strip: QWidget) -> None:
        """Put a strip between the title row and what is shown."""
        self._inner.insertWidget(1, strip)

    def cover(self, outline: QWidget) -> None:
        """Put something before what is shown; the mouse goes through it."""
        outline.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._room.addWidget(outline, 0, 0)
        outline.raise_()
