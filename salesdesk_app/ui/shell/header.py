"""The title row: page title, its context, the pane's own buttons, and the search box."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk_app import wording
from salesdesk_app.ui import theme
from salesdesk_app.ui.widgets.buttons import PushButton, button
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.reading_order import tab_as_read
from salesdesk_app.ui.widgets.text import Elided, label

SEARCH = "Search or run a command"
BESIDE = 80  # pixels: the margins of the box, and the key


class SearchBox(PushButton):
    """Looks like a field and opens the palette, which is where one types."""

    def __init__(self, open_palette: Callable[[], object]) -> None:
        super().__init__(SEARCH)
        self.setAccessibleName(SEARCH)
        self.setProperty("kind", "search")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip("Ctrl+K")
        self.setFont(button("").font())
        self.clicked.connect(lambda _on=False: open_palette())

    def sizeHint(self) -> QSize:
        """Wide, and less so where the pane has many buttons."""
        return QSize(270, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the first words."""
        return QSize(150, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says as much as stands beside the key."""
        super().resizeEvent(event)
        room = self.width() - BESIDE
        self.setText(SEARCH if self.fontMetrics().horizontalAdvance(SEARCH) <= room else "Search")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the key at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, 0, -14, 0)
        draw_text(painter, rect, "Ctrl K", "label", theme.tokens().muted, right=True)
        painter.end()


class Header(QWidget):
    """The row above each pane."""

    def __init__(self, open_palette: Callable[[], object], look_back: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedHeight(34)
        self.day = button("", look_back, "quiet", explain="Look back at a past day (Ctrl+D)")
        self.title = label("", "title")
        self.context = Elided("", "body", "muted")
        self.context.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.search = SearchBox(open_palette)
        self._owned: dict[str, QWidget] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self.title)
        self._row.addWidget(self.context, 1)
        self._row.addWidget(self.day)
        self._row.addWidget(self.search)

    def show_words(self, title: str, context: str) -> None:
        """Say where one is."""
        self.title.setText(title)
        self.context.setText(context)

    def show_day(self, day: date, *, past: bool) -> None:
        """Say which day is shown, and whether it is a past one."""
        words = wording.day(day, year=past)
        self.day.setText(f"As of {words}" if past else words)
        said = "Shown" if past else "Today"
        self.day.setAccessibleName(f"{said}: {words}. Look back at a past day")

    def adopt(self, pane: str, widgets: Sequence[QWidget]) -> None:
        """Take a pane's buttons in, hidden until it is shown."""
        box = QWidget()
        inner = QHBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        for widget in widgets:
            inner.addWidget(widget)
        box.setVisible(False)
        self._owned[pane] = box
        self._row.insertWidget(self._row.count() - 2, box)
        tab_as_read(self)

    def disown(self, pane: str) -> None:
        """Let the buttons of a page that is gone go."""
        box = self._owned.pop(pane, None)
        if box is not None:
            box.hide()
            box.deleteLater()

    def show_buttons(self, pane: str) -> None:
        """Show the buttons of one pane."""
        for key, box in self._owned.items():
            box.setVisible(key == pane)
