"""Charts: round marks on the axis, hover and click on a bar, and bars of nothing."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.widgets.chart import BarChart, Bars, Mark
from salesdesk_app.ui.widgets.chart_parts import Chart, marks

Show = Callable[..., QWidget]


@given(st.floats(0.001, 1e12))
def test_marks_reach_the_top_with_few_round_steps(top: float) -> None:
    found = marks(top)
    assert found[0] == 0
    assert found[-1] >= top * (1 - 1e-9)
    assert 3 <= len(found) <= 6
    assert found[-1] < top * 1.6


def test_nothing_has_an_axis_too() -> None:
    assert marks(0) == [0.0, 1.0]


@pytest.mark.parametrize("chart", [BarChart, Bars])
def test_a_bar_is_clicked_by_mouse_and_keyboard(
    chart: Callable[[], BarChart | Bars], shown: Show, qtbot: QtBot
) -> None:
    made = chart()
    made.make_live()
    made.set_marks([Mark(f"w{n}", f"W{n}", float(n)) for n in range(1, 6)])
    shown(made, 400, 220)
    told: list[object] = []
    made.clicked.connect(told.append)
    middle = made.areas[2].center().toPoint()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle)
    made.setFocus()
    made.current = 2
    qtbot.keyClick(made, Qt.Key.Key_Right)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert told == ["w3", "w4"]
    assert made.mark_at(QPointF(middle)) == 2


def test_charts_paint_nothing_zero_and_gaps(shown: Show) -> None:
    for chart in (BarChart(), Bars(), Bars(thick=True)):
        assert isinstance(chart, Chart)
        chart.set_marks([])
        shown(chart, 300, 200)
        chart.set_marks([Mark(1, "None", None), Mark(2, "Zero", 0.0, tick=0.0)])
        assert not chart.grab().isNull()
    chart = BarChart()
    chart.set_marks([Mark(n, str(n), 1.0, parts=(0.5, 0.5)) for n in range(40)], [None, 2.0] * 20)
    shown(chart, 240, 160)
    assert not chart.grab().isNull()
