"""The pipeline's pane off screen over a workspace, each answer before the question returns."""

import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.measure import TODAY
from salesdesk_app.clock import Clock
from salesdesk_app.services.workspace import Store
from salesdesk_app.ui import theme
from salesdesk_app.ui.app import make_application
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.rubbish import Rubbish

SIZE = (1184, 780)


def application() -> QApplication:
    """The application in the light theme; garbage is collected as in the program."""
    made = make_application()
    Rubbish(made)
    theme.apply("light", made)
    return made


def pane(workspace: Path, view: str, lanes: Lanes | None = None) -> PipelinePane:
    """Board or table, loaded and painted; on threads of its own where lanes are given."""
    preferences = Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    preferences.set_text("pipeline/view", view)
    desk = Desk(Store(workspace), Clock(TODAY), lanes or Lanes.inline())
    made = PipelinePane(SPEC, desk, preferences)
    made.resize(*SIZE)
    made.show()
    settle(made)
    return made


def settle(shown: PipelinePane) -> None:
    """Waits until the pane shows what it was asked for, and is painted."""
    QApplication.processEvents()
    while not (shown.desk.idle and shown.settled):
        QTest.qWait(5)
    QApplication.processEvents()
