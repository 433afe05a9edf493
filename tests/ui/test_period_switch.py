"""The switch of periods, and the layout that fills lines."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.periods import Period, month_of, quarter_of
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.period_switch import PeriodSwitch

TODAY = date(2026, 11, 23)


def test_it_tells_where_one_goes(shown: Callable[..., QWidget]) -> None:
    switch = PeriodSwitch()
    told: list[Period] = []
    switch.changed.connect(told.append)
    shown(switch)
    switch.step(1)
    switch.go_to_now()
    switch.choose_kind("month")
    assert told == []  # nothing is known yet
    switch.show_period(quarter_of(TODAY), TODAY)
    switch.step(-1)
    switch.choose_kind("month")
    switch.go_to_now()
    switch.choose_kind("month")
    assert told == [
        quarter_of(date(2026, 9, 1)),
        month_of(date(2026, 9, 30)),
        month_of(TODAY),
    ]


def test_a_fiscal_year_is_kept(shown: Callable[..., QWidget]) -> None:
    switch = PeriodSwitch()
    shown(switch)
    told: list[Period] = []
    switch.changed.connect(told.append)
    switch.show_period(month_of(TODAY), TODAY, 4)
    switch.choose_kind("quarter")
    assert told == [quarter_of(TODAY, 4)]
    assert switch.name.text() == "Q3 FY 2027"
    assert switch.name.width() >= switch.name.fontMetrics().horizontalAdvance("Q3 FY 2027")


def test_lines_are_filled_and_wrapped(shown: Callable[..., QWidget]) -> None:
    box = QWidget()
    flow = Flow(box, spacing=4)
    buttons = [QWidget() for _ in range(6)]
    for made in buttons:
        made.setFixedSize(100, 20)
        flow.addWidget(made)
    shown(box, 320, 200)
    assert [made.y() for made in buttons] == [0, 0, 0, 24, 24, 24]
    assert flow.heightForWidth(320) == 44
    assert flow.heightForWidth(100) == 6 * 24 - 4
    assert flow.takeAt(9) is None
    assert flow.count() == 6
