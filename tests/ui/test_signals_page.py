"""The signals page: each switch, limit and tick holds at once, is undone, and is read back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.signal_rules import CODES, Rules
from salesdesk_app.services import signal_rules
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.shell.signals_page import SignalsPage


@pytest.fixture
def page(desk: Desk, shown: Callable[..., QWidget]) -> SignalsPage:
    made = SignalsPage(desk)
    shown(made, 680, 420)
    return made


def kept(desk: Desk) -> Rules:
    return ask(desk.store, signal_rules.read)


def type_in(page: SignalsPage, code: str, text: str) -> None:
    field = page.lines[code].limit
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_every_signal_has_its_line(page: SignalsPage) -> None:
    assert tuple(page.lines) == CODES
    names = [line.switch.text() for line in page.lines.values()]
    assert len(set(names)) == len(CODES)
    assert all(
        line.risk.accessibleName().startswith(line.switch.text()) for line in page.lines.values()
    )
    without = {code for code, line in page.lines.items() if line.limit is None}
    assert without == {"stuck", "closes_this_week"}


def test_switch_and_tick_by_keyboard(page: SignalsPage, desk: Desk) -> None:
    QTest.keyClick(page.lines["quiet"].switch, Qt.Key.Key_Space)
    assert kept(desk).off == {"quiet"}
    limit = page.lines["quiet"].limit
    assert limit is not None
    assert not (limit.isEnabled() or page.lines["quiet"].risk.isEnabled())
    assert "no activity" not in page.said.text()
    QTest.keyClick(page.lines["stuck"].risk, Qt.Key.Key_Space)
    assert "longer in its stage than the stage allows" in page.said.text()
    desk.undo()
    desk.undo()
    assert (page.lines["quiet"].switch.isChecked(), page.lines["stuck"].risk.isChecked()) == (
        True,
        False,
    )
    assert "no activity for more than 14 days" in page.said.text()


@pytest.mark.parametrize(
    ("code", "typed", "limit"),
    [
        ("quiet", "21", 21),
        ("discount", "12.5", 1250),
        ("large", "50k", 5_000_000),
        ("pushed", "2", 2),
        ("optimistic", "0", 0),
    ],
)
def test_a_limit_is_typed(page: SignalsPage, desk: Desk, code: str, typed: str, limit: int) -> None:
    type_in(page, code, typed)
    assert kept(desk).limit(code) == limit
    fresh = SignalsPage(desk)
    field, first = fresh.lines[code].limit, page.lines[code].limit
    assert field is not None and first is not None
    assert field.text() == first.text()
    fresh.deleteLater()


def test_large_may_be_left_to_the_wins(page: SignalsPage, desk: Desk) -> None:
    type_in(page, "large", "1000")
    field = page.lines["large"].limit
    assert field is not None
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert kept(desk).limit("large") is None


@pytest.mark.parametrize(
    "case",
    [
        ("quiet", "0", "whole number from 1 to 365"),
        ("quiet", "soon", "whole number"),
        ("discount", "101", "must be between 0 and 100"),
        ("discount", "1.234", "not a number"),
        ("large", "1.234", "not a number"),
    ],
)
def test_what_cannot_be_is_said_and_gives_way(
    page: SignalsPage, desk: Desk, told: list[Notice], case: tuple[str, str, str]
) -> None:
    code, typed, says = case
    field = page.lines[code].limit
    assert field is not None
    before = field.text()
    type_in(page, code, typed)
    assert says in told[-1].text
    assert field.text() == before
    assert kept(desk) == Rules()
