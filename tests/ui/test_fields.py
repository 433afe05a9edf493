"""Fields: what is typed is read or refused, and empty is a value of its own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk_app import wording
from salesdesk_app.ui.format import initials, literal, tip
from salesdesk_app.ui.widgets import reading
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, NumberEdit, Picker
from salesdesk_app.wording.phrases import one_line

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("84000", "84000"),
        ("$84,000", "84000"),
        ("84,000.50", "84000.50"),
        ("84k", "84000"),
        ("1.2 M", "1200000"),
        ("-5", "-5"),
        ("1234,50", "1234.50"),
        ("84.000,00", "84000.00"),
        ("1 250", "1250"),
        ("EUR 12", "12"),
    ],
)
def test_amounts_are_read(text: str, value: str) -> None:
    assert reading.amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "many", "12 deals", "1,23,4", "1.2.3", "--5", "k"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        reading.amount(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-18", date(2026, 12, 18)),
        ("18 Dec 2026", date(2026, 12, 18)),
        ("18 december", date(2026, 12, 18)),
        ("Dec 18, 2027", date(2027, 12, 18)),
        ("5 Jan", date(2027, 1, 5)),
        ("18.12.2026", date(2026, 12, 18)),
        ("18/12/2026", date(2026, 12, 18)),
        ("12/18/2026", date(2026, 12, 18)),
        ("today", TODAY),
        ("tomorrow", TODAY + timedelta(days=1)),
        ("+2w", TODAY + timedelta(days=14)),
        ("yesterday", TODAY - timedelta(days=1)),
        ("-14", TODAY - timedelta(days=14)),
    ],
)
def test_days_are_read(text: str, day: date) -> None:
    assert reading.day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "5", "2026", "03/04/2026", "31/02/2026", "18 Foo", "32 Dec 2026"]
)
def test_what_is_no_day_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        reading.day(text, TODAY)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_survives_its_own_words(day: date) -> None:
    assert reading.day(wording.day(day, year=True)) == day


@given(st.decimals(-(10**9), 10**9, places=6) | st.decimals(-100, 10**9, places=2))
def test_an_amount_survives_its_own_words(qapp: object, amount: Decimal) -> None:
    field = AmountEdit()
    field.set_value(amount)
    assert field.value() == amount


def test_empty_is_none_and_never_zero_or_today(qtbot: QtBot) -> None:
    for field in (AmountEdit(), DayEdit(TODAY), NumberEdit()):
        qtbot.addWidget(field)
        assert (field.readable, field.value()) == (True, None)
        field.set_value(None)
        assert field.text() == ""


def test_nonsense_is_marked_and_explained(qtbot: QtBot) -> None:
    field = NumberEdit(0, 100)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "101")
    assert (field.readable, field.property("tone")) == (False, "bad")
    assert "0 to 100" in field.toolTip()
    field.clear()
    qtbot.keyClicks(field, "60 %")
    assert (field.value(), field.property("tone")) == (60, "plain")


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot) -> None:
    field = DayEdit(TODAY)
    qtbot.addWidget(field)
    field.show()
    told: list[bool] = []
    field.editingFinished.connect(lambda: told.append(True))
    field.open_calendar()
    popup = field.calendar
    assert popup is not None
    popup.clicked.emit(popup.selectedDate().addDays(2))
    assert field.value() == TODAY + timedelta(days=2)
    assert told
    popup.activated.emit(QDate())  # as Enter in a year that is half typed
    assert field.value() == TODAY + timedelta(days=2)


def test_a_choice_is_found_by_any_part_of_its_text(qtbot: QtBot) -> None:
    picker = Picker([(1, "Lena Fischer"), (2, "Sam Carter")], none="Nobody")
    qtbot.addWidget(picker)
    picker.show()
    told: list[object] = []
    picker.chosen.connect(told.append)
    assert picker.value() is None
    line = picker.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setText("sam carter")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert picker.value() == 2
    assert told
    line.setText("Somebody else")
    line.editingFinished.emit()
    assert (picker.value(), picker.currentText()) == (2, "Sam Carter")
    picker.set_choices([(2, "Sam Carter"), (3, "Yuki Mori")])
    assert picker.value() == 2
    picker.set_value(99)
    assert picker.value() is None


def test_text_is_made_fit_for_qt() -> None:
    assert one_line("a\nb\t c\x07") == "a b c"
    assert literal("Alder & Pine") == "Alder && Pine"
    assert tip("plain") == "plain"
    assert "<b>" not in tip("<b>x</b>")
    assert [initials(n) for n in ("Priya Nair", "cher", "", "Ana de la Cruz")] == [
        "PN", "C", "?", "AC",
    ]  # fmt: skip
