"""Today with 8,800 deals, a year of days and 50 feeds: its first paint, and asked again."""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import TODAY, compare, print_lines, run_quietly

MANY = "8,800 deals, a year of days, 50 feeds"
ASKS = 5


def main(folder: Path) -> None:
    """Compares the program's start with a hello window, and asking again with its selects."""
    from benchmarks.a_year import lived  # only here: the measured processes must not pay

    workspace = str(lived(folder))
    preferences = str(Path(tempfile.mkdtemp()) / "preferences.ini")
    run_quietly("benchmarks.today", workspace, preferences, "filled")  # as it was seen last
    start = partial(run_quietly, "benchmarks.today", workspace, preferences)
    hello = "hello window plus importing SQLAlchemy"
    bare = partial(run_quietly, "benchmarks.start", workspace, "bare")
    lines = [
        compare(f"Today to its first paint, {MANY}", hello, partial(start, "first"), bare, runs=9),
        compare(f"Today until it is filled, {MANY}", hello, partial(start, "filled"), bare, runs=5),
    ]
    print_lines([*lines, *asked_again(Path(workspace))])


def run_program(workspace: str, preferences: str, until: str) -> None:
    """The program as it is started by ``main.py``; the process ends at a point of its start."""
    import salesdesk_app.app
    from salesdesk_app.ui import app, desktop
    from salesdesk_app.ui.preferences import Preferences
    from salesdesk_app.ui.shell.window import Window

    kept = Preferences(Path(preferences))
    the_app: Any = app
    the_app.Preferences = lambda: kept  # not the user's own
    program: Any = desktop.Desktop
    paint = program.front

    def front(started: desktop.Desktop, path: Path) -> Window:
        window: Window = paint(started, path)
        if until == "first":
            if window.outline is None or not window.painted:
                raise RuntimeError("nothing of the day was painted")
            os._exit(0)
        from PySide6.QtCore import QTimer

        timer = QTimer(window)
        timer.timeout.connect(lambda: _end_when_filled(window, kept))
        timer.start(5)
        return window

    program.front = front  # to end at this point
    day = TODAY.isoformat()
    sys.exit(salesdesk_app.app.main(["--workspace", workspace, "--today", day]))


def _end_when_filled(window: Any, preferences: Any) -> None:
    pane = window.pane
    if pane is not None and pane.settled and window.outline is None:
        pane.repaint()
        preferences.flush()
        os._exit(0)


def asked_again(path: Path) -> list[Any]:
    """The pane's question, filling and paint, beside its selects and as many plain labels."""
    from PySide6.QtWidgets import QApplication
    from sqlalchemy import event

    from benchmarks import window
    from benchmarks.bare import connect, copied
    from benchmarks.events import at_the_95th, timed_application
    from salesdesk_app.services.workspace import Store
    from salesdesk_app.ui.lanes import Lanes

    timed_application()
    application = window.application()
    store = Store(path)
    pane = _shown(store, Lanes.inline())
    application.processEvents()
    selects: list[tuple[str, Any]] = []
    event.listen(store._reader, "before_cursor_execute", lambda *a: selects.append((a[2], a[3])))
    pane.refresh()
    asked = [one for one in selects if not one[0].startswith("BEGIN")]
    connection = connect(copied(path, "bare-today.db"))
    plain, texts, labels = _as_labels(pane)

    def ours() -> None:
        for _ in range(ASKS):
            pane.refresh()
            application.processEvents()

    def bare() -> None:
        for turn in range(ASKS):
            for statement, values in asked:
                connection.execute(statement, values).fetchall()
            for label, text in zip(labels, texts, strict=True):
                label.setText(f"{text} {turn}")
            application.processEvents()

    doing = f"Today asked again and painted, {MANY}"
    beside = f"the same {len(asked)} selects, {len(texts)} plain labels"
    again = compare(doing, beside, ours, bare, per=ASKS)
    plain.close()
    threaded = _shown(store, Lanes())
    wait(threaded)
    step: Callable[[], None] = partial(_reload, threaded)
    line = at_the_95th(f"An event while Today is filled, {MANY}", [step] * 20)
    QApplication.processEvents()
    threaded.desk.close_lanes()
    return [again, line]


def _shown(store: Any, lanes: Any) -> Any:
    """The pane over a workspace, on a fixed day."""
    from benchmarks import window
    from salesdesk_app.clock import Clock
    from salesdesk_app.ui.desk import Desk
    from salesdesk_app.ui.panes.today import SPEC
    from salesdesk_app.ui.panes.today.pane import TodayPane
    from salesdesk_app.ui.preferences import Preferences

    kept = Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    pane = TodayPane(SPEC, Desk(store, Clock(TODAY), lanes), kept)
    pane.resize(*window.SIZE)
    pane.show()
    return pane


def _as_labels(pane: Any) -> tuple[Any, list[str], list[Any]]:
    """A widget with as many plain labels as the pane shows, their texts and themselves."""
    from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

    from benchmarks import window

    texts = [one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    plain = QWidget()
    labels = [QLabel() for _text in texts]
    box = QVBoxLayout(plain)
    for label in labels:
        box.addWidget(label)
    plain.resize(*window.SIZE)
    plain.show()
    return plain, texts, labels


def _reload(pane: Any) -> None:
    pane.refresh()
    wait(pane)


def wait(pane: Any) -> None:
    """Waits until the pane shows what it asked for, and is painted."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    while not (pane.desk.idle and pane.settled):
        QTest.qWait(2)
    QApplication.processEvents()


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        run_program(*sys.argv[1:4])
