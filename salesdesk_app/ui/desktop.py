"""The window and its workspace over the life of the program: opening, switching, restoring."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import workspace
from salesdesk_app.services.workspace import Store
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.notices import log, report
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import open_window
from salesdesk_app.ui.shell.window import Window


class Desktop:
    """Holds the one window; another workspace gets another window in its place."""

    def __init__(self, application: QApplication, preferences: Preferences, clock: Clock) -> None:
        self.application = application
        self.preferences = preferences
        self.clock = clock
        self.window: Window | None = None

    def start(self, path: Path) -> bool:
        """Opens the workspace of the start; False where the user would rather leave.

        Problems: those of opening it, where there is no screen to ask on.
        """
        try:
            self.open(path, workspace.open_or_create)
        except Problem as problem:
            if self.application.platformName() == "offscreen":
                raise
            from salesdesk_app.ui.shell.rescue import rescue

            return rescue(self, path, problem)
        return True

    def open(self, path: Path, opening: Callable[[Path], Store]) -> None:
        """Opens or makes a workspace in a window of its own and closes the one before.

        Problems: those of ``opening``; then the present window stays as it is.
        """
        store = opening(path)
        desk = Desk(store, self.clock, Lanes())
        window = open_window(desk, self.preferences)
        window.desktop = self
        window.on_close = lambda: self._close(desk)
        window.restore_look()
        before, self.window = self.window, window
        self.preferences.workspace = path
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def restore(self, path: Path, backup: Path) -> Path | None:
        """Puts a backup in the workspace's place and opens it; returns where that one is kept.

        Problems: those of the backup; then the workspace as it was is opened again.
        """
        if self.window is not None:
            self.window.desk.close()
            self.window.on_close = lambda: None
        try:
            return workspace.restore(path, backup, at=self.clock.now())
        finally:
            self.open(path, workspace.Store)

    def bug(self, error: BaseException) -> None:
        """Reports a bug on the window, or in the log while there is none."""
        if self.window is None:
            report(error, self.clock.now(), "starting")
        else:
            self.window.desk.bug(error)

    def _close(self, desk: Desk) -> None:
        desk.close_lanes()
        if desk.wrote:
            try:
                workspace.backup(desk.store, at=self.clock.now(), reason="exit")
            except Problem as problem:
                log.error("no backup at exit: %s %s", problem.code, problem.facts)
        desk.store.close()
