"""The box of Ctrl+K: runs any command, finds any deal, account or person, and takes a filter."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from salesdesk_app.domain.filters import edits
from salesdesk_app.services import search
from salesdesk_app.services.search import Hit
from salesdesk_app.ui import icons, theme
from salesdesk_app.ui.commands import COMMANDS, Command
from salesdesk_app.ui.shell.toasts import floating
from salesdesk_app.ui.widgets.board_model import Index
from salesdesk_app.ui.widgets.card import line
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.fields import text_field
from salesdesk_app.ui.widgets.text import label

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

PLACES = {"deal": "pipeline", "account": "pipeline", "person": "team"}
ICONS = {"deal": "handshake", "account": "building-2", "person": "user"}
ENTRY = Qt.ItemDataRole.UserRole
WIDTH = 560
TOP = 64


@dataclass(frozen=True)
class Entry:
    """One line: an icon, a title, words beside it, a key at the right, and what it leads to."""

    icon: str
    title: str
    note: str
    key: str
    goal: Command | Hit | str  # a text is a filter line


class Lines(QStyledItemDelegate):
    """Paints an entry."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(WIDTH - 60, 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Icon, title, note, key."""
        tokens = theme.tokens()
        entry: Entry = index.data(ENTRY)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 7, 7)
        ink = tokens.accent if chosen else tokens.muted
        top = round(rect.center().y() - 8)
        painter.drawPixmap(round(rect.left()) + 10, top, icons.pixmap(entry.icon, ink, 16, 2.0))
        inner = rect.adjusted(36, 0, -10, 0)
        if entry.key:
            draw_text(painter, inner, entry.key, "label", tokens.muted, right=True)
            inner.adjust(0, 0, -90, 0)
        used = draw_text(painter, inner, entry.title, "body", tokens.text)
        rest = inner.adjusted(used + 8, 0, 0, 0)
        draw_text(painter, rest, entry.note, "label", tokens.muted)
        painter.restore()


class Palette(QWidget):
    """Lies over the window; arrows choose, Enter goes, Esc or a click beside it closes.

    A widget of the window and no window of its own: round corners and a shadow need no compositor.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._before = QApplication.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = text_field(hint="Type a deal, an account, a person or a command")
        self.field.setProperty("look", "bare")
        self.field.setAccessibleName("Search or run a command")
        self.list = QListWidget()
        self.list.setProperty("look", "plain")
        self.list.setItemDelegate(Lines(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._pick)
        self.nothing = label("Nothing found", "muted")
        self.nothing.hide()
        surface = floating(QFrame())
        surface.setFixedWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, TOP, 0, 0)
        outer.addWidget(surface, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(surface)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addWidget(line())
        box.addWidget(self.list)
        box.addWidget(self.nothing)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._commands = [
            c for c in COMMANDS.values() if window.on_offer(c) and c.id != "view.palette"
        ]
        self._show([])

    def open_above(self) -> None:
        """Show it under the window's title row."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; arrows and Enter go to the list, Esc closes."""
        if event.type() == QEvent.Type.FocusOut and watched is self.field:
            self.close()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self.list.count():
                place = self.list.currentRow() + steps[Qt.Key(event.key())]
                self.list.setCurrentRow(place % self.list.count())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                found = self.list.currentItem()
                if found is not None:
                    self._pick(found)
                return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it closes it."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Gives the focus back."""
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        super().closeEvent(event)

    def _typed(self, text: str) -> None:
        self._show([])
        self._pause.start()

    def _search(self) -> None:
        text = self.field.text().strip()
        if text:
            ask = self._window.desk.ask
            ask(search.find, text, then=self._show, topic="palette", travels=True)

    def _show(self, hits: list[Hit]) -> None:
        text = self.field.text()
        matching = [c for c in self._commands if _matches(c, self._window, text)]
        matching.sort(key=lambda c: _rank(c, self._window, text))
        found = [self._entry(command) for command in matching]
        records = [Entry(ICONS[h.kind], h.title, h.note, "", h) for h in hits]
        if edits.says_field(text):
            records.insert(0, Entry("list-filter", text.strip(), "Deals of this filter", "", text))
        self.list.clear()
        for entry in records + found[: 40 if records else 60]:
            item = QListWidgetItem()
            item.setData(ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title} {entry.note}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(36 * max(1, min(10, self.list.count())))
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)

    def _entry(self, command: Command) -> Entry:
        title = self._window.title_of(command)
        return Entry("command", title, command.menu, command.key, command)

    def _pick(self, item: QListWidgetItem) -> None:
        goal = item.data(ENTRY).goal
        self.close()
        if isinstance(goal, Command):
            self._window.run(goal)
        elif isinstance(goal, str):
            self._window.desk.open("pipeline", goal)
        else:
            self._window.desk.open(PLACES[goal.kind], goal)


def _matches(command: Command, window: "Window", text: str) -> bool:
    return window.can_run(command) and _all_in(text, _line(command, window))


def _rank(command: Command, window: "Window", text: str) -> tuple[bool, bool]:
    """The title first, then words that begin as is typed: ``end`` is not meant of calendar."""
    line = f" {_line(command, window).lower()}"
    begins = all(f" {word}" in line for word in text.lower().split())
    return not _all_in(text, window.title_of(command)), not begins


def _line(command: Command, window: "Window") -> str:
    return f"{window.title_of(command)} {command.menu} {command.words}"


def _all_in(text: str, line: str) -> bool:
    lowered = line.lower()
    return all(word in lowered for word in text.lower().split())
