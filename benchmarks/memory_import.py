"""How much the window's process grows while a workbook is looked at and imported."""

import json
import resource
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks.measure import TODAY
from salesdesk_app.clock import Clock
from salesdesk_app.services import workspace
from salesdesk_app.ui import theme
from salesdesk_app.ui.app import make_application
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.rubbish import Rubbish

EVERY_S = 0.01
LAST_LOADED = "salesdesk_app.ui.panes.charts.pane"  # some time after the first pane is painted


class Peak:
    """The most memory that this process held while it was watched, in megabytes."""

    def __init__(self) -> None:
        self.before = self.most = _megabytes()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Stops watching; the result is how much the process grew at most."""
        self._ended.set()
        self._thread.join()
        return self.most - self.before

    def _watch(self) -> None:
        while not self._ended.wait(EVERY_S):
            self.most = max(self.most, _megabytes())


def main(file: Path) -> None:
    """Prints the growth of this process, and the most that the reading child held."""
    application = make_application()
    folder = Path(tempfile.mkdtemp())
    theme.apply("light", application)
    desktop = Desktop(application, Preferences(folder / "preferences.ini"), Clock(TODAY))
    Rubbish(application)
    desktop.open(folder / "sales.db", workspace.create)
    window = desktop.window
    assert window is not None
    _until(lambda: LAST_LOADED in sys.modules and window.desk.idle)
    peak = Peak()
    window.import_files([file])

    def looked_at() -> bool:
        page = window.importing.page if window.importing is not None else None
        return page is not None and page.plan is not None and window.desk.idle

    _until(looked_at)
    assert window.importing is not None
    assert window.importing.page is not None
    window.importing.page.agree_button.click()
    _until(lambda: window.desk.undo_label is not None)
    grown = peak.end()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(json.dumps([grown, child]))
    window.close()


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 1_000_000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
