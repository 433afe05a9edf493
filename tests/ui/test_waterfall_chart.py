"""The waterfall chart: bars stand and float where they should, and are pointed at and clicked."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.widgets.chart_parts import Mark
from salesdesk_app.ui.widgets.waterfall_chart import WaterfallChart

Show = Callable[..., QWidget]

MARKS = [
    Mark("start", "Open Mon 16", 100.0, "$100"),
    Mark("created", "Created", 50.0, "+$50", "Created\n+$50, 1 deal", tone="good"),
    Mark("moved_off_team", "Moved off team", -30.0, "−$30", tone="bad"),
    Mark("end", "Open today", 120.0, "$120"),
]


@pytest.fixture
def chart(shown: Show) -> WaterfallChart:
    made = WaterfallChart()
    made.make_live()
    made.set_marks(MARKS)
    shown(made, 600, 240)
    return made


def test_bars_lead_from_start_to_end(chart: WaterfallChart) -> None:
    start, created, moved, end = chart.bars
    assert start.bottom() == end.bottom()
    assert created.bottom() == pytest.approx(start.top())
    assert moved.top() == pytest.approx(created.top())
    assert moved.bottom() == pytest.approx(end.top())
    assert created.height() == pytest.approx(start.height() / 2)


def test_what_is_tiny_is_seen_and_what_is_nothing_is_not(chart: WaterfallChart) -> None:
    chart.set_marks([MARKS[0], Mark("won", "Won", -0.001), Mark("lost", "Lost", 0.0), MARKS[0]])
    assert [round(bar.height()) for bar in chart.bars[1:3]] == [2, 0]
    assert not chart.grab().isNull()


@pytest.mark.parametrize("size", [(600, 240), (280, 150), (120, 90)])
def test_it_paints_at_any_size_and_with_nothing(
    chart: WaterfallChart, size: tuple[int, int]
) -> None:
    chart.resize(*size)
    assert not chart.grab().isNull()
    for marks in ([], MARKS[:1], [Mark("start", "", None), Mark("end", "", None)]):
        chart.set_marks(marks)
        assert not chart.grab().isNull()


def test_a_bar_is_clicked_by_mouse_and_keyboard(chart: WaterfallChart, qtbot: QtBot) -> None:
    told: list[object] = []
    chart.clicked.connect(told.append)
    at = chart.areas[2].center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(at.x(), 5))
    chart.setFocus()
    chart.point_at(0)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "Created\n+$50, 1 deal"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told == ["moved_off_team", "created"]
    assert chart.accessibleName().startswith("Open Mon 16 $100; Created +$50")


def test_the_bar_pointed_at_stays_when_the_numbers_change(chart: WaterfallChart) -> None:
    chart.point_at(1)
    chart.set_marks([*MARKS])
    assert chart.current == 1
    chart.set_marks(MARKS[:2])
    assert chart.current == -1
