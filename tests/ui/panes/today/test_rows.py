"""Rows that the keyboard walks stay in sight, also as rows go."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.panes.today.rows import Row, Stack, Walk
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, scrolled


class High(Row):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(40)


def nothing(_row: Row, _item: object) -> None:
    """What fills a row that shows nothing."""


class World:
    """Thirty rows in an area that shows five of them, with a link below."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stack: Stack[High] = Stack(High)
        walk = Walk()
        walk.setLayout(column(self.stack, button("More", int, "link"), spacing=0))
        self.area: QScrollArea = scrolled(walk)
        self.window = boxed(column(self.area))
        self.window.resize(300, 200)
        qtbot.addWidget(self.window)
        self.show(range(30))
        walk.settle()
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)

    def show(self, keys: "range | list[int]") -> None:
        self.stack.show_all([(key, key) for key in keys], nothing)

    @property
    def here(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None
        return found

    def seen(self) -> bool:
        """Whether the row with the focus lies in the area as a whole."""
        top = self.here.mapTo(self.area.viewport(), QPoint(0, 0)).y()
        return 0 <= top <= self.area.viewport().height() - 40


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World(qtbot)


def test_the_arrows_lead_to_rows_that_are_seen(world: World, qtbot: QtBot) -> None:
    world.stack.widgets()[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _n in range(12):
        qtbot.keyClick(world.here, Qt.Key.Key_Down)
    assert world.here is world.stack.widgets()[12]
    qtbot.waitUntil(world.seen)
    qtbot.keyClick(world.here, Qt.Key.Key_End)
    qtbot.waitUntil(world.seen)
    qtbot.keyClick(world.here, Qt.Key.Key_Home)
    qtbot.waitUntil(world.seen)


def test_the_focus_of_a_row_that_goes_passes_to_the_next_and_nothing_jumps(
    world: World, qtbot: QtBot
) -> None:
    rows = world.stack.widgets()
    rows[10].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(world.seen)
    before = world.area.verticalScrollBar().value()
    world.show([key for key in range(30) if key not in (10, 11)])
    assert world.here is rows[12]
    qtbot.waitUntil(world.seen)
    assert abs(world.area.verticalScrollBar().value() - before) <= 80
    world.show(list(range(10)))
    assert world.here is rows[9]
