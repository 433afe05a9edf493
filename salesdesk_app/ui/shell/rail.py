"""The rail at the left: the panes there are, and import and settings at its foot."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from salesdesk_app.ui import icons, theme
from salesdesk_app.ui.pane import PaneSpec
from salesdesk_app.ui.widgets.buttons import IconButton, button, pressed_by
from salesdesk_app.ui.widgets.card import boxed, column, frame, row
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.text import label

WIDTH, NARROW, FOLDED = 204, 176, 56
ROOMY, TIGHT = 1280, 1180  # widths of the window: wide from the one on, icons below the other
HEIGHT = 34


class RailButton(QAbstractButton):
    """An entry of the rail: icon, title, and the key that does the same."""

    def __init__(self, icon: str, title: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self._key = key.replace("+", " ")
        self.folded = False  # to its icon
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(key)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(NARROW - 20, HEIGHT)

    def fold(self, on: bool) -> None:
        """Show the icon alone, with the title on hover."""
        self.folded = on
        self.setToolTip(f"{self.text()} ({self._key})" if on else self._key)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the row, marked where it is the pane that is shown."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = (
            tokens.accent_soft
            if self.isChecked()
            else tokens.sunken
            if self.underMouse() and self.isEnabled()
            else tokens.surface
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(rect, 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(rect, 7, 7)
        ink = tokens.accent if self.isChecked() else tokens.muted
        top = round(rect.center().y() - 8)
        scale = self.devicePixelRatioF()
        painter.drawPixmap(10, top, icons.pixmap(self._icon, ink, 16, scale))
        if not self.folded:
            self._paint_words(painter, rect, ink)
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        tokens = theme.tokens()
        inner = rect.adjusted(35, 0, -9, 0)
        title_ink = ink if self.isChecked() or not self.isEnabled() else tokens.text
        used = draw_text(
            painter, inner, self.text(), "strong" if self.isChecked() else "body", title_ink
        )
        key_room = inner.adjusted(used + 6, 0, 0, 0)
        draw_text(painter, key_room, self._key, "label", tokens.muted, right=True)


class Rail(QFrame):
    """Only panes that exist, in their order; ``picked`` tells a pane's id."""

    picked = Signal(str)

    def __init__(self, specs: Sequence[PaneSpec], open_menu: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, RailButton] = {}
        self.menu_button = IconButton("menu", "Menu (F10)", open_menu)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 12, 10, 14)
        box.setSpacing(1)
        self.brand = boxed(row(10, label("SalesDesk", "brand"), None, spacing=0))
        box.addLayout(row(self.brand, self.menu_button, spacing=0))
        box.addSpacing(8)
        for place, spec in enumerate(specs, start=1):
            entry = RailButton(spec.icon, spec.title, f"Ctrl+{place}")
            entry.setCheckable(True)
            entry.clicked.connect(lambda _on=False, found=spec.id: self.picked.emit(found))
            self._buttons[spec.id] = entry
            box.addWidget(entry)
        box.addStretch(1)
        self.remove_sample = button("Remove it", kind="link")
        self.sample = self._sample_note()
        self._room = boxed(column(self.sample, 8, spacing=0))
        box.addWidget(self._room)
        self._foot = box

    def add_foot(self, icon: str, title: str, key: str, run: Callable[[], object]) -> RailButton:
        """Adds an entry at the foot."""
        entry = RailButton(icon, title, key)
        entry.clicked.connect(lambda _on=False: run())
        self._foot.addWidget(entry)
        return entry

    def _sample_note(self) -> QFrame:
        made = frame("banner")
        box = QVBoxLayout(made)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(4)
        box.addWidget(label("The sample team", "strong"))
        box.addWidget(label("Try anything: nothing here is real.", "label", wrap=True))
        box.addWidget(self.remove_sample)
        made.hide()
        return made

    def fit(self, window_width: int) -> None:
        """Leave the panes more room in a small window, in which icons remain."""
        folded = window_width < TIGHT
        whole = WIDTH if window_width >= ROOMY else NARROW
        self.setFixedWidth(FOLDED if folded else whole)
        for part in (self.brand, self._room):
            part.setVisible(not folded)
        for entry in self.findChildren(RailButton):
            entry.fold(folded)

    def mark(self, pane: str) -> None:
        """Mark the pane that is shown."""
        for key, entry in self._buttons.items():
            entry.setChecked(key == pane)
