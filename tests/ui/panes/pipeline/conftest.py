"""The pipeline pane over the small world."""

import pytest

from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.pipeline.acting import Shown, settle
from tests.world import fill


@pytest.fixture
def pane(store: Store, desk: Desk, preferences: Preferences, shown: Shown) -> PipelinePane:
    fill(store)
    made = PipelinePane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def table(pane: PipelinePane) -> PipelinePane:
    pane.show_view("table")
    settle()
    return pane
