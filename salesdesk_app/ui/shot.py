"""Paints every pane off screen into PNG files, with the real data of a workspace fully loaded."""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from salesdesk_app.clock import Clock
from salesdesk_app.services.workspace import Store
from salesdesk_app.ui import theme
from salesdesk_app.ui.app import make_application
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.notices import BugReport
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import open_window
from salesdesk_app.ui.shell.window import Window

PATIENCE_S = 120.0


def shot(
    folder: Path,
    workspace: Path,
    look: Literal["light", "dark"],
    size: tuple[int, int],
    today: date | None,
) -> list[Path]:
    """Writes ``<pane>.png`` and ``<pane>-<view>.png`` into a folder and returns their paths.

    Nothing of the user's preferences is read or kept. Problems: those of opening the workspace.
    """
    application = make_application()
    theme.apply(look, application)
    store = Store(workspace)
    desk = Desk(store, Clock(today), Lanes())
    failed: list[BugReport] = []
    desk.failed.connect(failed.append)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            preferences = Preferences(Path(scratch) / "preferences.ini")
            # Panes of an empty workspace are painted as well, not the first start.
            preferences.set_text(f"begun/{workspace.name}", "yes")
            window = open_window(desk, preferences)
            window.desk.failed.disconnect(window.show_bug)
            window.resize(*size)
            window.show()
            folder.mkdir(parents=True, exist_ok=True)
            files = [
                file for spec in PANES for file in _pane(window, spec.id, folder, size, failed)
            ]
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    finally:
        desk.close()
    return files


def _pane(
    window: Window, pane: str, folder: Path, size: tuple[int, int], failed: list[BugReport]
) -> list[Path]:
    window.go(pane)
    files = [_picture(window, folder / f"{pane}.png", size, failed)]
    shown = window.panes[pane]
    for name, show in shown.views():
        show()
        files.append(_picture(window, folder / f"{pane}-{name}.png", size, failed))
    return files


def _picture(window: Window, file: Path, size: tuple[int, int], failed: list[BugReport]) -> Path:
    pane = window.pane

    def ready() -> bool:
        return bool(failed) or (window.desk.idle and pane is not None and pane.settled)

    wait_until(ready)
    if failed:
        raise RuntimeError(failed[0].text)
    window.resize(*size)
    QApplication.processEvents()
    if not window.grab().save(str(file)):
        raise OSError(f"{file} could not be written")
    return file


def wait_until(ready: Callable[[], bool]) -> None:
    """Lets Qt work until a condition holds. TimeoutError after two minutes."""
    end = time.monotonic() + PATIENCE_S
    # Twice true, with events between: an answer may lead to another question.
    held = 0
    while held < 2:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        held = held + 1 if ready() else 0
        if time.monotonic() > end:
            raise TimeoutError("the pane did not finish loading")
