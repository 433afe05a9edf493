"""Files that are dropped on the window: what can be read of them, and the hint where to let go."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui import fonts, icons, theme

TITLE = "Drop files here"
SAID = "Tables are imported, once you have seen what will happen; mails and calendars go to Today"


def importable(dropped: QMimeData) -> list[Path]:
    """The files among what is dropped, whatever they are called: their content decides."""
    return [path for path in map(_path, dropped.urls()) if path is not None and path.is_file()]


def refused(dropped: QMimeData) -> str:
    """Why some of what is dropped cannot be imported, and what to do; empty for nothing."""
    for url in dropped.urls():
        path = _path(url)
        if path is None:
            return (
                f"{url.toDisplayString()} is an address on the web, and SalesDesk fetches nothing "
                "from there. Save it as a file, and drop that."
            )
        if path.is_dir():
            return f"“{path.name}” is a folder. Open it, and drop the files in it."
        if not path.is_file():
            return f"There is no file at {path}."
    return ""


def _path(url: QUrl) -> Path | None:
    return Path(url.toLocalFile()) if url.isLocalFile() else None


class DropHint(QWidget):
    """Covers the window while files are dragged over it, and takes them.

    It is told of drags by the window's own surface, before any field below the mouse can take a
    file for text.
    """

    def __init__(
        self,
        window: QWidget,
        take: Callable[[Sequence[Path]], object],
        refuse: Callable[[str], object],
    ) -> None:
        """``take`` is given files, ``refuse`` the sentence about what is none."""
        super().__init__(window)
        window.setAcceptDrops(True)
        self._window = window
        self._take, self._refuse = take, refuse
        self.setAcceptDrops(True)
        self.setAccessibleName(TITLE)
        window.installEventFilter(self)
        self.hide()

    def come(self) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Comes when files are dragged into the window, wherever that is."""
        # Events also come while the window is taken down, when nothing may be asked of it.
        kind, here = event.type(), watched is self._window
        if isinstance(event, QDragEnterEvent):
            if event.mimeData().hasUrls():
                self.come()
                event.acceptProposedAction()
            return here
        if here and kind == QEvent.Type.Show:
            surface = self._window.windowHandle()
            if surface is not None:
                surface.installEventFilter(self)
        elif here and kind == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes whatever has an address; what cannot be read is told when it is dropped."""
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Takes it anywhere."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Goes away with what was dragged."""
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hands on the files, and says kindly what is none."""
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.drop(event.mimeData())

    def drop(self, dropped: QMimeData) -> None:
        """Hand on what was dropped."""
        said = refused(dropped)
        if said:
            self._refuse(said)
        paths = importable(dropped)
        if paths:
            self._take(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a veil, a dashed frame and what will happen."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.background)
        veil.setAlpha(232)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 12, 12)
        middle = QRectF(self.rect()).center()
        drawn = icons.pixmap("file-up", tokens.accent, 40, self.devicePixelRatioF())
        painter.drawPixmap(round(middle.x()) - 20, round(middle.y()) - 66, drawn)
        for text, role, colour, top in (
            (TITLE, "title", tokens.text, -16),
            (SAID, "body", tokens.muted, 18),
        ):
            painter.setFont(fonts.font("title" if role == "title" else "body"))
            painter.setPen(QColor(colour))
            line = QRectF(0, middle.y() + top, self.width(), 32)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
