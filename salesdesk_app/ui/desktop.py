"""The window and its workspace over the life of the program: opening, switching, restoring."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from salesdesk_app.clock import Clock, local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.ui.hold import SHOWN, Hold, key_of
from salesdesk_app.ui.lanes import Job, Lanes
from salesdesk_app.ui.notices import log, report
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.window import Window

if TYPE_CHECKING:  # nothing of a workspace is imported before the window's front is painted
    from salesdesk_app.services.workspace import Store
    from salesdesk_app.ui.desk import Desk

PATIENCE_S = 0.5  # a window that is not seen, such as a minimised one, is never painted
SLICE_MS = 20
_WAIT = QEventLoop.ProcessEventsFlag.AllEvents
CALM_MS = 300  # a pane that is read by now is painted after as long again


class Desktop:
    """Holds the one window; another workspace gets another window in its place."""

    def __init__(self, application: QApplication, preferences: Preferences, clock: Clock) -> None:
        self.application = application
        self.preferences = preferences
        self.clock = clock
        self.window: Window | None = None
        self._hold: Hold | None = None

    def start(self, path: Path) -> bool:
        """Opens the workspace of the start; False where the user would rather leave.

        The window is painted first; what takes long is done while it is seen.

        Problems: workspace.shown, where another window shows it and is in front now; those of
        opening it, where there is no screen to ask on.
        """
        front: Window | None = None
        lanes = Lanes()
        try:
            hold = self._take(path) if path.exists() else None
            front = self.front(path)
            store, hold = self._opened(path, partial(_behind, lanes, self.preferences), hold)
        except Problem as problem:
            lanes.close()
            if front is not None:
                front.hide()
                front.deleteLater()
            if problem.code == SHOWN or self.application.platformName() == "offscreen":
                raise
            from salesdesk_app.ui.shell.rescue import rescue

            return rescue(self, path, problem)
        if not front.isVisible():  # closed while it was opened
            lanes.close()
            store.close()
            self._let_go(hold)
            front.deleteLater()
            return False
        self._show(store, hold, lanes, front)
        return True

    def open(self, path: Path, opening: "Callable[[Path], Store]") -> None:
        """Opens or makes a workspace in a window of its own and closes the one before.

        Problems: workspace.shown and .busy, where another window has it, and those of
        ``opening``; then the present window stays as it is.
        """
        hold = self._take(path) if path.exists() else None
        store, hold = self._opened(path, opening, hold)
        self._show(store, hold, Lanes())

    def front(self, path: Path) -> Window:
        """A window that is painted before anything is known of its workspace."""
        front = Window(self.preferences, PANES)
        front.announce(path.name, local(self.clock.now()))
        front.restore_look()
        front.show()
        patience = self.clock.seconds() + PATIENCE_S
        while not front.painted and self.clock.seconds() < patience:
            self.application.processEvents(_WAIT, SLICE_MS)
        return front

    def _show(self, store: "Store", hold: Hold, lanes: Lanes, front: Window | None = None) -> None:
        """Gives an open workspace its window, in the place of the one before."""
        from salesdesk_app.ui.desk import Desk
        from salesdesk_app.ui.shell.open_window import open_window

        path = store.path
        desk = Desk(store, self.clock, lanes)
        window = open_window(desk, self.preferences, window=front)
        window.desktop = self
        window.on_close = lambda: self._close(desk)
        before, self.window = self.window, window
        held, self._hold = self._hold, hold
        self.preferences.workspace = path
        if front is None:
            window.restore_look()
            window.show()
        QTimer.singleShot(CALM_MS, window, lambda: self._prepare(window, calm=False))
        if before is not None:
            before.close()
            before.deleteLater()
        if held is not hold and held is not None:
            held.release()

    def _prepare(self, window: Window, *, calm: bool) -> None:
        """Imports the other panes when the first is read and painted; sooner would hold it up."""
        from salesdesk_app.ui.shell.open_window import load_panes

        read = window.pane is None or window.pane.settled
        if read and calm:
            window.desk.prepare(load_panes)
        else:
            QTimer.singleShot(CALM_MS, window, lambda: self._prepare(window, calm=read))

    def shows(self, path: Path) -> bool:
        """Whether the window shows this very file, under this or another name."""
        return self._hold is not None and path.exists() and self._hold.key == key_of(path)

    def restore(self, path: Path, backup: Path) -> Path | None:
        """Puts a backup in the workspace's place and opens it; returns where that one is kept.

        Problems: those of the backup; then the workspace as it was is opened again.
        """
        from salesdesk_app.services import workspace

        hold = self._take(path) if path.exists() else None
        if self.window is not None:
            self.window.desk.close()
            self.window.on_close = lambda: None
        try:
            return workspace.restore(path, backup, at=self.clock.now())
        finally:
            # The file that was put aside is nobody's any more; the restored one is another file.
            self._let_go(hold)
            self.open(path, workspace.Store)

    def bug(self, error: BaseException) -> None:
        """Reports a bug on the window, or in the log while there is none."""
        if self.window is None:
            report(error, self.clock.now(), "starting")
        else:
            self.window.desk.bug(error)

    def come_forward(self) -> None:
        """Brings the window in front, as another start on its file asks for."""
        if self.window is not None:
            self.window.come_forward()

    def _opened(
        self, path: Path, opening: "Callable[[Path], Store]", hold: Hold | None
    ) -> "tuple[Store, Hold]":
        """The store and the hold on its file, which was taken before where the file was there."""
        try:
            store = opening(path)
        except BaseException:
            self._let_go(hold)
            raise
        try:
            return store, hold or self._take(path)
        except Problem:
            store.close()
            raise

    def _take(self, path: Path) -> Hold:
        """The hold on a file: the present window's, or a new one."""
        if self._hold is not None and self.shows(path):
            return self._hold
        return Hold(path, self.preferences.folder / "open", self.come_forward)

    def _let_go(self, hold: Hold | None) -> None:
        if hold is not None and hold is not self._hold:
            hold.release()

    def _close(self, desk: "Desk") -> None:
        from salesdesk_app.services import workspace

        desk.close_lanes()
        if desk.wrote:
            try:
                workspace.backup(desk.store, at=self.clock.now(), reason="exit")
            except Problem as problem:
                log.error("no backup at exit: %s", problem.code)
        desk.store.close()
        if self._hold is not None and self.window is not None and self.window.desk is desk:
            self._hold.release()
            self._hold = None


def _behind(lanes: Lanes, preferences: Preferences, path: Path) -> "Store":
    """Opens or makes a workspace on the writer's thread while the window is seen.

    What is raised there is raised here.
    """
    found: list[Store] = []
    failed: list[BaseException] = []
    waits = QEventLoop()

    def finish(store: "Store", error: BaseException | None) -> None:
        if error is None:
            found.append(store)
        else:
            failed.append(error)
        waits.quit()

    lanes.write(Job(partial(_open_or_create, preferences, path), finish))
    waits.exec()
    if not (found or failed):  # the program is to end: what runs is waited for
        lanes.close()
    if failed:
        raise failed[0]
    return found[0]


def _open_or_create(preferences: Preferences, path: Path) -> "Store":
    from salesdesk_app.services import workspace
    from salesdesk_app.ui.shell.open_window import load_first

    store = workspace.open_or_create(path)[0]
    load_first(preferences)
    return store
