"""What tests of the evening are given: Today over the small world at five in the afternoon."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.evening.flow import EveningFlow
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from tests.world import TODAY, fill


class Wall:
    """The clock on the wall, which the test sets."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = datetime(2026, 11, 23, 17).astimezone(UTC)
        monkeypatch.setattr(desk, "now", lambda: self.moment)
        monkeypatch.setattr(desk, "today", lambda: self.moment.astimezone().date())

    def set(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Turn the hands."""
        self.moment = datetime(day.year, day.month, day.day, hour, minute).astimezone(UTC)
        return self.moment


@pytest.fixture
def wall(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Wall:
    return Wall(desk, monkeypatch)


@pytest.fixture
def evening(
    wall: Wall, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> TodayPane:
    """Today over the small world, in which a deal was won and another one moved on."""
    fill(desk.store)
    stamp = Stamp(wall.moment)
    perform(desk.store, stamp, deals.win, [4], closed_on=TODAY, today=TODAY)
    perform(desk.store, stamp, deals.move, [1], 3)
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def flow(evening: TodayPane) -> EveningFlow:
    """Its evening, begun."""
    evening.evening.wrap_up()
    assert evening.evening.flow is not None
    return evening.evening.flow
