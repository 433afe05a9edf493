"""From nothing to the first painted pane, with 10,000 deals in the workspace."""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import TODAY, compare, print_lines, run_quietly

COUNT = 10_000


def main(folder: Path) -> None:
    """Compares the program with a hello window that also imports SQLAlchemy."""
    from benchmarks.generated import filled  # only here: the measured processes must not pay

    workspace = str(filled(folder, COUNT))
    print_lines(
        [
            compare(
                "Start to the first painted pane",
                "hello window plus importing SQLAlchemy",
                lambda: run_quietly("benchmarks.start", workspace, "ours"),
                lambda: run_quietly("benchmarks.start", workspace, "bare"),
                runs=9,
            )
        ]
    )


def show_ours(workspace: Path) -> None:
    """The program's own start; the process ends when the first pane is painted."""
    from PySide6.QtCore import QTimer

    from salesdesk_app.clock import Clock
    from salesdesk_app.ui import theme
    from salesdesk_app.ui.app import make_application
    from salesdesk_app.ui.desktop import Desktop
    from salesdesk_app.ui.preferences import Preferences
    from salesdesk_app.ui.rubbish import Rubbish

    application = make_application()
    preferences = Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    theme.apply(preferences.theme, application)
    desktop = Desktop(application, preferences, Clock(TODAY))
    Rubbish(application)
    desktop.start(workspace)
    window = desktop.window
    assert window is not None

    def look() -> None:
        if window.pane is not None and window.pane.settled:
            window.pane.repaint()
            sys.stdout.flush()
            os._exit(0)

    timer = QTimer(application)
    timer.timeout.connect(look)
    timer.start(5)
    application.exec()


def show_bare() -> None:
    """A window with a word in it."""
    import sqlalchemy
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    shown = QLabel(sqlalchemy.__version__)
    shown.resize(1184, 780)
    shown.show()
    application.processEvents()
    os._exit(0)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    elif sys.argv[2] == "ours":
        show_ours(Path(sys.argv[1]))
    else:
        show_bare()
