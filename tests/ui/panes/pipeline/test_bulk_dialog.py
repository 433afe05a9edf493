"""Editing many deals: what is said on the left is previewed on the right, then done at once."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.services import custom_fields
from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline import menus, table_commands
from salesdesk_app.ui.panes.pipeline.bulk_dialog import BulkDialog
from salesdesk_app.ui.panes.pipeline.bulk_fields import BulkField
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.widgets.fields import DayEdit, NumberEdit, Picker
from tests.ui.panes.pipeline.acting import deal, settle


@pytest.fixture
def dialog(table: PipelinePane, desk: Desk) -> BulkDialog:
    desk.do(custom_fields.add, "Seats", "number")
    settle()
    table.table.selectAll()
    table_commands.edit_chosen(table)
    found = table.findChild(BulkDialog)
    assert isinstance(found, BulkDialog)
    return found


def field(dialog: BulkDialog, code: str) -> BulkField:
    return next(one for one in dialog.fields if one.code == code)


def say(dialog: BulkDialog, code: str, how: str) -> BulkField:
    found = field(dialog, code)
    found.how.set_value(how)
    found.how.chosen.emit(how)
    return found


def lines(dialog: BulkDialog) -> list[tuple[str, str, str]]:
    columns = dialog.preview.rows_model.columns
    rows = dialog.preview.rows_model.rows()
    return [(columns[0].text(r), columns[2].text(r), columns[3].text(r)) for r in rows]


def test_many_deals_are_edited_with_a_preview_and_one_undo(
    dialog: BulkDialog, store: Store, desk: Desk, told: list[Notice]
) -> None:
    assert dialog.windowTitle() == "Edit 7 deals"
    assert not dialog.main.isEnabled()
    owner = say(dialog, "owner_id", "set").editor
    assert isinstance(owner, Picker)
    owner.set_value(3)
    owner.chosen.emit(3)
    close = say(dialog, "expected_close_on", "shift")
    close.days.setText("2")
    close.unit.set_value(7)
    close.unit.chosen.emit(7)
    percent = say(dialog, "value_minor", "percent").percent
    percent.setText("-10")
    assert dialog.main.text() == "Change 7 deals"
    assert ("Halden Freight — Deal 0", "1 Dec 2026", "15 Dec 2026") in lines(dialog)
    assert ("Halden Freight — Deal 0", "$10,000", "$9,000") in lines(dialog)
    assert "are so already" in dialog.summary.text()
    before = deal(store, 1)
    dialog.submit()
    now = deal(store, 1)
    assert (now["owner_id"], str(now["expected_close_on"])) == (3, "2026-12-15")
    assert now["value_minor"] == 900_000
    assert told[-1].text == "Edit 7 deals"
    assert not dialog.isVisible()
    desk.undo()
    assert deal(store, 1) == before


def test_what_is_refused_stands_first_and_says_why(
    table: PipelinePane, desk: Desk, dialog: BulkDialog
) -> None:
    desk.do(deals.lose, [1], reason=None, closed_on=desk.today(), today=desk.today())
    chance = say(dialog, "probability", "set").editor
    assert isinstance(chance, NumberEdit)
    chance.setText("140")
    assert "from 0 to 100" in dialog.wrong.text()
    assert not dialog.main.isEnabled()
    chance.setText("40")
    assert dialog.wrong.text() == ""
    first = lines(dialog)[0]
    assert first[2] == "Stays: It is closed. Reopen it first."
    assert dialog.main.text() == "Change 6 deals"
    say(dialog, "probability", "leave")
    assert lines(dialog) == []
    assert not dialog.main.isEnabled()
    seats = say(dialog, "own:1", "set").editor
    seats.setProperty("text", "12")
    assert dialog.main.text() == "Change 7 deals"
    say(dialog, "own:1", "clear")
    assert {after for _deal, _now, after in lines(dialog)} == {"The same"}


def test_deals_that_changed_meanwhile_are_shown_again_before_anything_is_done(
    table: PipelinePane, desk: Desk, dialog: BulkDialog, store: Store, told: list[Notice]
) -> None:
    close = say(dialog, "expected_close_on", "set").editor
    assert isinstance(close, DayEdit)
    close.setText("18 Dec")
    assert ("Halden Freight — Deal 0", "1 Dec 2026", "18 Dec 2026") in lines(dialog)
    desk.do(deals.edit, [1], expected_close_on=None)
    dialog.submit()
    assert "changed meanwhile" in told[-1].text
    assert dialog.isVisible()
    assert ("Halden Freight — Deal 0", "Empty", "18 Dec 2026") in lines(dialog)
    dialog.submit()
    assert str(deal(store, 1)["expected_close_on"]) == "2026-12-18"


def test_it_is_offered_by_menu_and_key_and_walked_by_keyboard(
    table: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    table.table.choose(1)
    assert "Edit 2 deals …" not in dict(menus.of_row(table, 1))
    table.table.selectAll()
    entries = menus.of_row(table, 1)
    assert entries[0][0] == "Edit 7 deals …"
    entries[0][1]()
    made = table.findChild(BulkDialog)
    assert isinstance(made, BulkDialog)
    first = made.fields[0]
    assert made.focusWidget() is first.how
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert deal(store, 1)["value_minor"] == Decimal(1_000_000)
