"""The team pane over the small world."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.team import SPEC
from salesdesk_app.ui.panes.team.pane import TeamPane
from salesdesk_app.ui.preferences import Preferences
from tests.world import fill


@pytest.fixture
def pane(
    store: Store, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> TeamPane:
    """The pane over the small world, on a wide screen."""
    fill(store)
    made = TeamPane(SPEC, desk, preferences)
    shown(made, 1200, 760)
    return made
