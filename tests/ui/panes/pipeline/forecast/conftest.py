"""The forecast over a team of two, as the pipeline pane shows it."""

import pytest

from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from tests.services.forecasting.world import Team
from tests.ui.panes.pipeline.acting import Shown, settle


@pytest.fixture
def team(store: Store) -> Team:
    """Ana with quota, deals in every category and both calls; Ben with one deal."""
    made = Team(store)
    made.quota(made.ana, 240_000)
    made.won(100_000, name="Won one")
    made.deal(50_000, "Negotiation", name="Sure one", category="commit")
    made.deal(30_000, name="Likely one", category="best_case")
    made.deal(20_000, "Discovery", name="Early one", category="pipeline")
    made.deal(40_000, owner=made.ben, name="Ben’s one", category="commit")
    made.call(made.ana, 160_000, low=140_000, high=180_000, note="Two are signed")
    made.call(made.ana, 150_000, "manager")
    return made


@pytest.fixture
def pane(team: Team, desk: Desk, preferences: Preferences, shown: Shown) -> PipelinePane:
    """The pane with the forecast in sight."""
    made = PipelinePane(SPEC, desk, preferences)
    made.show_view("forecast")
    shown(made)
    settle()
    return made


@pytest.fixture
def lens(pane: PipelinePane) -> ForecastLens:
    found = pane.lens
    assert isinstance(found, ForecastLens)
    return found
