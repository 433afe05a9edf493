"""The window before it has a workspace: rail, title row, room for a pane, and status line."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from salesdesk_app.ui.pane import Outline, PaneSpec
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.header import Header
from salesdesk_app.ui.shell.layout import Layout
from salesdesk_app.ui.shell.rail import Rail
from salesdesk_app.ui.shell.status import Status

SMALLEST = QSize(960, 600)
USUAL = QSize(1440, 900)
FRAME = QSize(16, 48)  # what the desktop puts around a window, generously


class Front(QMainWindow):
    """What is painted first. It imports little, so that the first picture comes soon.

    What the user asks for meanwhile is kept (``when_open``) and done once a workspace is open.
    """

    def __init__(self, preferences: Preferences, specs: Sequence[PaneSpec]) -> None:
        super().__init__()
        self.preferences = preferences
        self.specs = {spec.id: spec for spec in specs}
        self.outline: Outline | None = None
        self.painted = False
        self._is_open = False
        self._wanted: list[Callable[[], object]] = []
        self.setMinimumSize(SMALLEST)
        self.setWindowTitle("SalesDesk")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.rail = Rail(specs, self.when_open(self.open_menu))
        self.import_button = self.rail.add_foot(
            "download", "Import", "Ctrl+I", self.when_open(self.import_files)
        )
        self.rail.add_foot("settings", "Settings", "Ctrl+,", self.when_open(self.open_settings))
        self.rail.picked.connect(lambda pane: self.when_open(lambda: self.go(pane))())
        self.header = Header(self.when_open(self.open_palette), self.when_open(self.look_back))
        self.stack = QStackedWidget()
        self.status = Status(self.when_open(self.undo))
        self.layout_of_parts = Layout(self.rail, self.header, self.stack, self.status)
        self.setCentralWidget(self.layout_of_parts)

    def go(self, pane: str, filter: object = None) -> None:
        """Show a pane."""
        raise NotImplementedError

    def open_menu(self) -> None:
        """Open the menu under its button."""
        raise NotImplementedError

    def open_palette(self) -> None:
        """Open the box to search and to run commands."""
        raise NotImplementedError

    def open_settings(self) -> None:
        """Open the settings."""
        raise NotImplementedError

    def import_files(self) -> None:
        """Import files that are chosen then."""
        raise NotImplementedError

    def look_back(self) -> None:
        """Ask for a past day to look back at."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take back the last edit."""
        raise NotImplementedError

    def when_open(self, act: Callable[[], object]) -> Callable[[], None]:
        """The same act, which waits until a workspace is open."""

        def run() -> None:
            if self._is_open:
                act()
            else:
                self._wanted.append(act)

        return run

    def announce(self, file: str, now: datetime) -> None:
        """Show what can be known of a workspace while it is being opened.

        ``file`` is its name, ``now`` the local time.
        """
        self.setWindowTitle(f"{file} – SalesDesk")
        self.status.saved.setText(f"Opening {file} …")
        self.header.show_day(now.date(), past=False)
        pane = self.first_pane()
        self.outline = self.specs[pane].make_outline(self.preferences, file, now)
        if self.outline is not None:
            self.layout_of_parts.cover(self.outline)
            self.rail.mark(pane)
            self.header.show_words(self.outline.title, self.outline.context)

    def first_pane(self) -> str:
        """The pane that was shown last, or the first one."""
        wanted = self.preferences.text("pane")
        return wanted if wanted in self.specs else next(iter(self.specs))

    def come_forward(self) -> None:
        """Come in front of all other windows, also from being minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def restore_look(self) -> None:
        """Take the size and place that the window had last."""
        if not self.restoreGeometry(self.preferences.state("geometry")):
            self.resize(USUAL.boundedTo(self.screen().availableSize() - FRAME))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells that there is something to see."""
        super().paintEvent(event)
        self.painted = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window has a narrower rail."""
        self.rail.fit(event.size().width())
        super().resizeEvent(event)

    def _opened(self) -> None:
        """Does what was asked for meanwhile."""
        self._is_open = True
        wanted, self._wanted = self._wanted, []
        for act in wanted:
            act()

    def _uncover(self) -> None:
        """Lets the outline go: what it stood for is shown."""
        outline, self.outline = self.outline, None
        if outline is not None:
            outline.hide()
            outline.deleteLater()
