"""Charts: round marks on the axis, hover and click on a bar, and bars of nothing."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui import theme
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


def colours(chart: QWidget) -> set[str]:
    """Every colour on a picture of a chart."""
    picture = chart.grab().toImage()
    return {
        QColor(picture.pixel(x, y)).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def filled(shown: Show, count: int = 5) -> BarChart:
    """A live chart of some bars."""
    chart = BarChart()
    chart.make_live()
    chart.set_marks(
        [Mark(n, f"W{n}", float(n)) for n in range(1, count + 1)], [2.0] * count, "pace"
    )
    shown(chart, 400, 220)
    return chart


def test_the_axes_speak_the_words_they_are_given(shown: Show) -> None:
    chart = BarChart(lambda value: f"{value:.0f} pieces")
    chart.set_marks([Mark(n, f"W{n}", float(n)) for n in range(1, 6)])
    shown(chart, 400, 220)
    item = chart.plot.getPlotItem()
    [up], [across] = (item.getAxis(side)._tickLevels for side in ("left", "bottom"))
    assert [text for _, text in up] == [f"{n} pieces" for n in range(6)]
    assert [text for _, text in across] == ["W1", "W2", "W3", "W4", "W5"]


def test_a_chart_follows_the_switch_between_light_and_dark(shown: Show, qapp: QApplication) -> None:
    chart = filled(shown)
    looks: tuple[tuple[theme.Choice, theme.Tokens], ...]
    looks = (("dark", theme.DARK), ("light", theme.LIGHT))
    for look, tokens in looks:
        theme.apply(look, qapp)
        found = colours(chart)
        assert {tokens.series[0], tokens.line} <= found
        other = theme.LIGHT if tokens is theme.DARK else theme.DARK
        assert not {other.series[0], other.line, other.text, other.muted} & found


def test_a_bar_pointed_at_is_coloured(shown: Show, qtbot: QtBot) -> None:
    chart = filled(shown)
    chart.set_marks(chart.marks)  # without the line, whose edges mix colours
    before = colours(chart)
    # From elsewhere: where the mouse was left by another test, it would not move.
    qtbot.mouseMove(chart, chart.areas[0].center().toPoint())
    qtbot.mouseMove(chart, chart.areas[1].center().toPoint())
    assert chart.current == 1
    pointed = theme.mix(theme.LIGHT.series[0], theme.LIGHT.text, 0.2)
    assert pointed not in before
    assert pointed in colours(chart)


def test_the_mouse_moves_nothing_but_the_mark(shown: Show, qtbot: QtBot) -> None:
    chart = filled(shown)
    view = chart.plot.getPlotItem().getViewBox()
    before = view.viewRange()
    middle = chart.areas[2].center().toPoint()
    assert chart.childAt(middle) is None, "the plot would get the mouse"
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(chart, middle + QPoint(60, 30))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseClick(chart, Qt.MouseButton.RightButton, pos=middle)
    none = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    at, turned = (QPointF(middle), QPointF(chart.mapToGlobal(middle))), (QPoint(), QPoint(0, 240))
    turn = QWheelEvent(*at, *turned, *none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(chart, turn)
    assert view.viewRange() == before
    assert QApplication.activePopupWidget() is None


def test_new_marks_make_no_new_plots(shown: Show) -> None:
    chart = filled(shown)

    def turn() -> tuple[int, int]:
        for count in (13, 3, 0, 52, 12):
            found = [Mark(n, f"W{n}", float(n), f"{n}") for n in range(count)]
            chart.set_marks(found, [float(n) for n in range(count)], "pace")
        chart.grab()
        return len(chart.plot.scene().items()), len(QApplication.allWidgets())

    first = turn()
    for _ in range(19):
        last = turn()
    assert last == first
    assert len(chart.plot.getPlotItem().items) < 60


def test_only_a_pane_with_charts_brings_the_plotting_library() -> None:
    code = (
        "import sys, salesdesk_app.ui.app, salesdesk_app.ui.shell.open_window as o;"
        "o.declare_commands();"
        "import salesdesk_app.ui.panes.today.pane, salesdesk_app.ui.panes.team.pane;"
        "import salesdesk_app.ui.panes.pipeline.pane;"
        "print(sorted({'pyqtgraph', 'numpy'} & set(sys.modules)));"
        "import salesdesk_app.ui.panes.charts.pane; print('pyqtgraph' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["[]", "True"]
