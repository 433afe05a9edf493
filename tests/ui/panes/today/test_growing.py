"""Where things are many, the first ones are shown, and the others are at hand."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.services import activities
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today import SPEC, growing
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.today.conftest import Shown
from tests.world import NOON


@pytest.fixture
def many(
    desk: Desk, preferences: Preferences, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> TodayPane:
    """Today with eleven things to answer, of which four at a time are shown."""
    monkeypatch.setattr(growing, "STEP", 4)
    for number in range(11):
        line = f"call number {number} today 15:{number:02}"
        perform(desk.store, Stamp(NOON), activities.follow_up, line, now=NOON)
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


def test_more_are_shown_and_the_keyboard_goes_on_there(many: TodayPane, qtbot: QtBot) -> None:
    lines = many.follow_ups.groups["to_answer"].lines
    assert (len(lines.widgets()), lines.more.text()) == (4, "7 more")
    lines.more.setFocus()
    qtbot.keyClick(lines.more, Qt.Key.Key_Space)
    assert (len(lines.widgets()), lines.more.text()) == (8, "3 more")
    assert many.focusWidget() is lines.widgets()[4]
    qtbot.keyClick(lines.more, Qt.Key.Key_Space)
    assert len(lines.widgets()) == 11
    assert lines.more.isHidden()
    many.refresh()
    assert len(lines.widgets()) == 11


def test_one_further_down_is_gone_to(many: TodayPane) -> None:
    assert many.day is not None
    last = many.day.follow_ups.to_answer[-1]
    many.show_follow_up(last.id)
    lines = many.follow_ups.groups["to_answer"].lines
    assert many.focusWidget() is lines.widgets()[10]


def test_what_carries_over_is_dealt_with_beyond_the_first_ones(
    many: TodayPane, qtbot: QtBot
) -> None:
    many.evening.wrap_up()
    flow = many.evening.flow
    assert flow is not None
    flow.go(3)
    assert flow.evening is not None
    before = [one.key for one in flow.evening.carried]
    assert len(before) > 10
    flow.carry.begin()
    for _line in range(6):  # what is dealt with makes room for the next
        qtbot.keyClick(flow.focusWidget() or flow, Qt.Key.Key_Space)
    assert flow.evening is not None
    assert [one.key for one in flow.evening.carried] == before[6:]
    assert len(flow.carry.lines.widgets()) == 4
