"""The day's settings: hours that hold at once, are undone, and are told where they cannot be."""

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings
from salesdesk_app.services.settings import Settings
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.day_page import DayPage


@pytest.fixture
def page(desk: Desk, shown: Callable[..., QWidget]) -> DayPage:
    made = DayPage(desk)
    shown(made, 680, 420)
    return made


def kept(desk: Desk) -> Settings:
    return ask(desk.store, settings.read)


def type_in(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_hours_hold_at_once_and_are_undone(page: DayPage, desk: Desk) -> None:
    assert (page.begin.text(), page.end.text(), page.wrap_up.text()) == ("08:00", "18:00", "16:30")
    type_in(page.begin, "9")
    type_in(page.wrap_up, "5pm")
    assert kept(desk).hours == (time(9), time(18))
    assert kept(desk).wrap_up == time(17)
    assert (page.begin.text(), page.wrap_up.text()) == ("09:00", "17:00")
    desk.undo()
    desk.undo()
    assert (page.begin.text(), page.wrap_up.text()) == ("08:00", "16:30")


@pytest.mark.parametrize(("text", "said"), [("19:00", "before it ends"), ("late", "such as 8:30")])
def test_what_is_no_hour_is_told_and_changes_nothing(
    page: DayPage, desk: Desk, text: str, said: str
) -> None:
    type_in(page.begin, text)
    assert said in page.wrong.text()
    assert kept(desk).hours == (time(8), time(18))
    type_in(page.begin, "8")
    assert page.wrong.text() == ""


def test_what_is_wrong_is_told_until_it_is_put_right(page: DayPage, desk: Desk) -> None:
    type_in(page.begin, "20")
    assert page.begin.property("tone") == "bad"
    type_in(page.wrap_up, "16:45")
    assert "before it ends" in page.wrong.text()
    assert kept(desk).wrap_up == time(16, 30)
    type_in(page.end, "23:30")
    assert "cannot open at 16:45" in page.wrong.text()
    assert page.wrap_up.property("tone") == "bad"
    type_in(page.wrap_up, "23")
    assert page.wrong.text() == ""
    assert page.begin.property("tone") == "plain"
    assert (kept(desk).hours, kept(desk).wrap_up) == ((time(20), time(23, 30)), time(23))


def test_no_hour_before_the_working_day_begins_opens_its_end(desk: Desk) -> None:
    for stated in ({"wrap_up": time(6)}, {"hours": (time(17), time(20))}):
        with pytest.raises(Problem) as told:
            perform(desk.store, Stamp(desk.now()), settings.change, **stated)
        assert told.value.code == "hours.wrap_up"
