"""How the table of deals is laid out: columns, widths, sorting and groups, kept and handed on."""

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline import SPEC, table_commands
from salesdesk_app.ui.panes.pipeline.columns_dialog import ColumnsDialog
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.drawn_text import text_width
from salesdesk_app.ui.widgets.groups import Group
from salesdesk_app.wording.totals import Total
from tests.ui.panes.pipeline.acting import Shown, deal, in_table, open_editor, set_cell, settle

FIRST = ["deal", "owner", "stage", "value", "close", "forecast", "next_step", "signals"]


def shown_ids(pane: PipelinePane) -> list[str]:
    columns = pane.table.rows_model.columns
    return [columns[place].id for place in pane.table.shown_places()]


def heads(pane: PipelinePane) -> list[Group]:
    model = pane.table.rows_model
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [row for row in rows if isinstance(row, Group)]


def dialog_of(pane: PipelinePane) -> ColumnsDialog:
    table_commands.columns(pane)
    found = pane.findChild(ColumnsDialog)
    assert isinstance(found, ColumnsDialog)
    return found


def test_columns_are_chosen_ordered_and_sized_by_keyboard(
    table: PipelinePane, desk: Desk, preferences: Preferences, shown: Shown, qtbot: QtBot
) -> None:
    table.resize(1900, 700)
    dialog = dialog_of(table)
    texts = [dialog.list.item(i).text().split()[0] for i in range(dialog.list.count())]
    place = texts.index("Account")
    dialog.list.setCurrentRow(place)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    for _ in range(place - 1):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown_ids(table)[:3] == ["deal", "account", "owner"]
    at = [column.id for column in table.table.rows_model.columns].index("account")
    assert table.table.columnWidth(at) == 160
    dialog.accept()
    again = PipelinePane(SPEC, desk, preferences)
    shown(again, 1900, 700)
    assert shown_ids(again) == shown_ids(table)
    assert again.table.columnWidth(at) == 160
    dialog_of(again).forget()
    assert shown_ids(again) == FIRST


def test_heads_are_dragged(table: PipelinePane, qtbot: QtBot) -> None:
    head = table.table.head
    view = head.viewport()
    x = head.sectionViewportPosition(3)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(x - 1, 10))
    qtbot.mouseMove(view, QPoint(x + 29, 10))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(x + 29, 10))
    assert table.deals.layout()["widths"] == {"stage": 134}
    head.moveSection(3, 1)
    head.arranged.emit()
    assert table.deals.layout()["columns"][:3] == ["deal", "value", "owner"]


def test_a_layout_is_plain_values_and_what_it_does_not_know_is_left_aside(
    table: PipelinePane,
) -> None:
    layout: dict[str, Any] = {
        "columns": ["deal", "value", "gone", "probability", "weighted"],
        "widths": {"value": 130, "gone": 5, "stage": "wide"},
        "sort": [["value", True], ["gone", False], "odd"],
        "group": "stage",
    }
    table.deals.set_layout(layout)
    assert shown_ids(table) == ["deal", "value", "probability", "weighted"]
    assert table.table.rows_model.sorting == (("value", True),)
    assert [group.name for group in heads(table)][:2] == ["Qualified", "Discovery"]
    now = table.deals.layout()
    assert now["columns"] == ["deal", "value", "probability", "weighted"]
    assert now["widths"]["value"] == 130
    assert now["group"] == "stage"
    table.deals.set_layout({"columns": "none", "sort": [], "group": "planet"})
    assert shown_ids(table) == ["deal", "value", "probability", "weighted"]
    assert heads(table) == []


def test_shift_adds_a_column_to_the_sorting(table: PipelinePane, qtbot: QtBot) -> None:
    head, model = table.table.head, table.table.rows_model

    def click(column: int, modifier: Qt.KeyboardModifier) -> None:
        at = QPoint(head.sectionViewportPosition(column) + 20, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    click(1, none)
    click(3, shift)
    click(3, shift)
    assert model.sorting == (("owner", False), ("value", True))
    title = model.headerData(3, Qt.Orientation.Horizontal)
    assert title == "Value ↓²"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Owner ↑¹"
    found = [(row.owner, row.own_minor) for row in model.rows()]
    assert found == sorted(found, key=lambda one: (one[0], one[1] is None, -(one[1] or 0)))
    click(3, shift)
    assert model.sorting == (("owner", False),)
    table.table.setCurrentIndex(model.index(0, 4))
    table_commands.sort(table)
    table_commands.sort_more(table)
    assert model.sorting == (("close", True),)


def test_groups_have_heads_that_open_and_close(
    table: PipelinePane, qtbot: QtBot, store: Store
) -> None:
    view, model = table.table, table.table.rows_model
    view.sort_by("value", descending=True)
    table_commands.group_owner(table)
    jonas, priya = heads(table)
    assert (jonas.name, jonas.rows) == ("Jonas Lind", 3)
    assert jonas.said.startswith("3 deals · $140 k · weighted $")
    assert "1 without a value" in priya.said
    every = in_table(table)
    assert every == [8, 4, 2, 9, 7, 1, 3]
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    assert view.current_id() is None
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert model.rowCount() == 6
    assert in_table(table) == every  # closed, not gone: sums and files hold them
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert model.rowCount() == 9
    table_commands.collapse(table)
    assert model.rowCount() == 2
    view.choose(7)
    assert view.current_id() == 7
    table_commands.expand(table)
    view.selectAll()
    assert sorted(view.selected_ids()) == sorted(every)
    table.bar.search.setText("priya halden")
    qtbot.waitUntil(lambda: table.settled)
    assert [(group.name, group.rows) for group in heads(table)] == [("Priya Nair", 2)]
    assert sorted(view.selected_ids()) == sorted(in_table(table))


def test_a_file_of_groups_keeps_them_in_a_column(table: PipelinePane) -> None:
    table_commands.group_month(table)
    table_commands.collapse(table)
    sheet = table.deals.sheet("Pipeline")
    assert sheet.columns[0].heading == "Month of close"
    months = [row[0] for row in sheet.rows]
    assert months[0] == "December 2026"
    assert months[-1] == "No close date"
    assert len(months) == 7
    table_commands.group_owner(table)
    assert [column.heading for column in table.deals.sheet("Pipeline").columns].count("Owner") == 1


def test_a_close_on_the_last_days_of_the_calendar_is_grouped(
    table: PipelinePane, desk: Desk
) -> None:
    desk.do(deals.edit, [in_table(table)[0]], expected_close_on=date(9999, 12, 1))
    settle()
    table_commands.group_month(table)
    assert "December 9999" in [group.name for group in heads(table)]


def test_totals_are_told_by_currency_and_of_the_selection(table: PipelinePane, desk: Desk) -> None:
    line = table.deals.deal_table.totals
    assert "7 deals, 1 without a value" in line.accessibleName()
    desk.do(deals.edit, [1], currency="EUR")
    settle()
    assert "€10 k" in line.accessibleName()
    assert "1 without a rate" in line.accessibleName()
    table.table.choose(2)
    table.table.selectAll()
    assert "7 of 7 deals selected" in line.accessibleName()
    table.table.clearSelection()
    table.table.choose(1)
    assert "selected" not in line.accessibleName()


def test_words_about_the_rows_give_way_to_the_sums(table: PipelinePane) -> None:
    line = table.deals.deal_table.totals
    sums = Total("$84 k · €46 k", "", "")
    line.show_totals("63 of 63 deals selected, 12 without a value, " * 4, {"value": sums})
    ((_column, area),) = line.shown()
    assert area.width() >= text_width("strong", sums.whole or sums.parts)
    line.show_totals("63 deals", {"value": sums})
    ((_column, wide),) = line.shown()
    assert wide.left() < area.left()  # with room for both, none is cut


def test_further_columns_are_edited_where_they_stand(table: PipelinePane, store: Store) -> None:
    set_cell(table, 1, "probability", 35)
    set_cell(table, 1, "account", "Kitewing")
    set_cell(table, 1, "source", "Trade fair")
    assert (deal(store, 1)["probability"], deal(store, 1)["source"]) == (35, "Trade fair")
    row = next(row for row in table.table.rows_model.rows() if row.id == 1)
    assert (row.account, row.source, row.fact.probability) == ("Kitewing", "Trade fair", 35)
    set_cell(table, 1, "probability", None)
    assert deal(store, 1)["probability"] is None


def test_what_cannot_be_read_keeps_the_editor_open(
    table: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    view = table.table
    editor = open_editor(table, qtbot, 1, "value")
    editor.setProperty("text", "many")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is editor
    refused: list[str] = []
    view.refused.connect(refused.append)
    view.setFocus()  # leaving it says why nothing is kept
    assert refused == ["This is not an amount. Write it like 84,000 or 84k."]
    assert deal(store, 1)["value_minor"] == 1_000_000


def test_tab_goes_on_to_the_next_cell_and_keeps_what_was_typed(
    table: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    view, model = table.table, table.table.rows_model
    view.sort_by("value", descending=True)
    at = model.place_of(1)
    assert at is not None
    view.setFocus()
    view.setCurrentIndex(model.index(at, 3))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    first = QApplication.focusWidget()
    assert first is not None
    first.setProperty("text", "999k")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: deal(store, 1)["value_minor"] == 99_900_000)
    second = QApplication.focusWidget()
    assert second is not None
    assert second is not first
    second.setProperty("text", "2027-02-03")
    qtbot.keyClick(second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(deal(store, 1)["expected_close_on"]) == "2027-02-03")
    qtbot.waitUntil(lambda: model.row_at(0).id == 1)
