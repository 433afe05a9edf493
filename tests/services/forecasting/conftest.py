"""The team that the forecast is tested with."""

import pytest

from salesdesk_app.store.session import Store
from tests.services.forecasting.world import Team


@pytest.fixture
def team(store: Store) -> Team:
    """A manager, Ana and Ben, without quotas, deals and calls."""
    return Team(store)
