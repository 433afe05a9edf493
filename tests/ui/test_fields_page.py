"""The settings' page of custom fields: adding, renaming and removing them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import custom_fields
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.shell.fields_page import FieldsPage
from salesdesk_app.ui.shell.settings_dialog import SettingsDialog
from salesdesk_app.ui.shell.window import Window
from tests.world import fill


def names(desk: Desk) -> list[tuple[str, str, int]]:
    rows = ask(desk.store, custom_fields.rows)
    return [(row.name, row.kind, row.deals) for row in rows]


def test_a_field_is_added_renamed_and_removed(
    desk: Desk, shown: Callable[..., QWidget], told: list[Notice], qtbot: QtBot
) -> None:
    fill(desk.store)
    page = FieldsPage(desk)
    shown(page, 680, 400)
    page.remove()
    assert "Choose the field" in told[-1].text
    page.name.setText("Segment")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    page.name.setText("segment")
    page.add()
    assert "in use already" in told[-1].text
    assert page.name.text() == "segment"  # to be mended
    page.name.setText("Seats")
    page.kind.set_value("number")
    page.add()
    desk.do(custom_fields.set_value, 1, 1, "Retail")
    assert names(desk) == [("Segment", "text", 1), ("Seats", "number", 0)]
    model = page.table.rows_model
    assert [[model.data(model.index(r, c)) for c in range(3)] for r in range(2)] == [
        ["Segment", "Text", "1"],
        ["Seats", "Number", "0"],
    ]
    out = page.table.sheet()
    assert out.title == "Custom fields"
    assert list(out.rows) == [("Segment", "Text", 1), ("Seats", "Number", 0)]

    model.setData(model.index(0, 0), "Market")
    assert names(desk)[0] == ("Market", "text", 1)
    page.table.choose(1)
    page.remove()
    assert names(desk) == [("Seats", "number", 0)]
    assert told[-1].text == "Remove the field “Market”"
    desk.undo()
    assert names(desk) == [("Market", "text", 1), ("Seats", "number", 0)]


def test_the_command_opens_the_page(window: Window) -> None:
    window.run(COMMANDS["file.fields"])
    dialog = next(d for d in window.findChildren(SettingsDialog) if d.isVisible())
    assert dialog.pages.currentWidget() is dialog.fields
    dialog.close()
