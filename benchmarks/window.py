"""The pipeline's pane off screen over a workspace, each answer before the question returns."""

import tempfile
from pathlib import Path

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

SIZE = (1184, 780)


def application() -> QApplication:
    """The application in the light theme."""
    made = make_application()
    theme.apply("light", made)
    return made


def pane(workspace: Path, view: str) -> PipelinePane:
    """Board or table, loaded and painted."""
    preferences = Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    preferences.set_text("pipeline/view", view)
    desk = Desk(Store(workspace), Clock(TODAY), Lanes.inline())
    made = PipelinePane(SPEC, desk, preferences)
    made.resize(*SIZE)
    made.show()
    QApplication.processEvents()
    return made
