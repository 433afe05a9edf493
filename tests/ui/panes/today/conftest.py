"""What tests of Today are given: the pane over the small world, over the sample, and its rows."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from tests.world import fill

Shown = Callable[..., QWidget]


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail drafts stay until a mail program has taken them: here among the test's own files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def pane(desk: Desk, preferences: Preferences, shown: Shown) -> TodayPane:
    """Today over the small world."""
    fill(desk.store)
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def full(sampled: Path, desk: Desk, preferences: Preferences, shown: Shown) -> TodayPane:
    """Today over the sample team."""
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def gone_to(desk: Desk) -> list[tuple[str, object]]:
    """Where the desk was asked to go."""
    found: list[tuple[str, object]] = []
    desk.opened.connect(lambda place, wanted: found.append((place, wanted)))
    return found


@pytest.fixture
def checks() -> Callable[[TodayPane], dict[str, CheckRow]]:
    """The rows of the checklist by their title."""
    return lambda pane: {row.shown.item.title: row for row in pane.checks.checks() if row.shown}
