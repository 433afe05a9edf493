"""Buttons: Enter presses what has the focus, as Space does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.panes.team.needs_bar import PillButton
from salesdesk_app.ui.shell.rail import RailButton
from salesdesk_app.ui.widgets.buttons import IconButton, Segmented, button, menu_button, menu_of


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_every_kind_of_button(
    key: Qt.Key, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    pressed: list[str] = []
    plain = button("Save", lambda: pressed.append("plain"))
    icon = IconButton("menu", "Menu", lambda: pressed.append("icon"))
    rail = RailButton("menu", "Today", "Ctrl+1")
    rail.clicked.connect(lambda _on=False: pressed.append("rail"))
    pill = PillButton("Ana: 2 overdue", "bad")
    pill.clicked.connect(lambda _on=False: pressed.append("pill"))
    switch = Segmented([("a", "A"), ("b", "B")])
    switch.changed.connect(pressed.append)
    page = QWidget()
    box = QVBoxLayout(page)
    for part in (plain, icon, rail, pill, switch):
        box.addWidget(part)
    shown(page)
    for one in (plain, icon, rail, pill, switch._buttons["b"]):
        one.setFocus()
        qtbot.keyClick(one, key)
    assert pressed == ["plain", "icon", "rail", "pill", "b"]


def test_enter_opens_a_menu(shown: Callable[..., QWidget], qtbot: QtBot) -> None:
    opened: list[bool] = []
    menu = menu_of([("One", lambda: None)])
    menu.aboutToShow.connect(lambda: opened.append(True))
    offers = menu_button("More", menu)
    shown(offers)
    qtbot.keyClick(offers, Qt.Key.Key_Return)
    menu.close()
    assert opened == [True]


def test_a_menu_sets_the_letter_of_an_entry_apart(qtbot: QtBot) -> None:
    made = menu_of([("Snooze…\tS", print), ("Drop: “a\tb” & more", print)])
    qtbot.addWidget(made)
    texts = [action.text() for action in made.actions()]
    assert texts == ["Snooze…\tS", "Drop: “a b” && more"]
