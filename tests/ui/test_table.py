"""A table by keyboard and mouse: open, search, edit, copy, and a selection that stays."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.widgets import editors
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, Picker, search_field
from salesdesk_app.ui.widgets.table import Table
from tests.ui.gallery import COLUMNS, Row, rows

Show = Callable[..., QWidget]


@pytest.fixture
def table(shown: Show) -> Table:
    made = Table(COLUMNS)
    made.set_rows(rows(200))
    shown(made)
    return made


def test_enter_opens_and_esc_leaves(table: Table, qtbot: QtBot) -> None:
    opened: list[int] = []
    left: list[bool] = []
    table.opened.connect(opened.append)
    table.escaped.connect(lambda: left.append(True))
    table.choose(7)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert (opened, left) == ([8], [True])


def test_typing_searches_and_esc_empties_the_search(
    table: Table, qtbot: QtBot, shown: Show
) -> None:
    field = search_field()
    shown(field, 200, 40)
    table.search_in(field)
    table.choose(3)
    qtbot.keyClicks(table, "o")
    assert field.text() == "o"
    field.setText("ostara")
    assert {row.account for row in table.rows_model.rows()} == {"Ostara Clinics"}
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert (field.text(), table.rows_model.rowCount()) == ("", 200)


def test_selection_and_scroll_stay_with_the_records(table: Table) -> None:
    chosen: list[object] = []
    table.choose(150)
    table.chosen.connect(chosen.append)
    scroll = table.verticalScrollBar().value()
    assert scroll > 0
    table.set_rows([row for row in rows(200) if row.id != 3])
    assert table.current_id() == 150
    assert table.selected_ids() == [150]
    assert table.verticalScrollBar().value() == scroll
    table.sort_by("value", descending=True)
    assert table.current_id() == 150
    assert chosen == []
    table.set_rows(rows(100))
    assert table.current_id() is None
    assert chosen == [None]


def test_a_click_on_a_head_sorts(table: Table, qtbot: QtBot) -> None:
    head = table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(3) + 20, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    values = [row.value for row in table.rows_model.rows() if row.value is not None]
    assert values == sorted(values)
    assert table.rows_model.row_at(199).value is None


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        (3, "84k", Decimal(84_000)),
        (3, "", None),
        (4, "18 Dec 2026", date(2026, 12, 18)),
        (4, "", None),
        (2, "Proposal", "Proposal"),
    ],
)
def test_editing_in_place_tells_a_plain_value(
    table: Table, qtbot: QtBot, column: int, typed: str, value: object
) -> None:
    told: list[tuple[Row, str, object]] = []
    table.edited.connect(lambda row, name, found: told.append((row, name, found)))
    index = table.rows_model.index(0, column)
    table.setCurrentIndex(index)
    table.edit(index)
    editor = table.indexWidget(index) or table.findChild(QLineEdit)
    field = editor.lineEdit() if isinstance(editor, Picker) else editor
    assert isinstance(field, QLineEdit)
    field.setText(typed)
    field.editingFinished.emit()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert [(name, found) for _row, name, found in told] == [(COLUMNS[column].id, value)]


def test_what_cannot_be_read_is_not_handed_on(qtbot: QtBot) -> None:
    for field, text in ((AmountEdit(), "many"), (DayEdit(), "31/02/2026"), (DayEdit(), "5")):
        qtbot.addWidget(field)
        field.setText(text)
        assert editors.value_of(field) is editors.UNREADABLE


def test_chosen_rows_are_copied_as_cells_without_headings(table: Table, qtbot: QtBot) -> None:
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Ostara Clinics")
    assert len(lines) == 1
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()


def test_a_table_hands_on_what_it_shows(table: Table) -> None:
    head = table.horizontalHeader()
    head.moveSection(3, 0)
    table.setColumnHidden(1, True)
    table.sort_by("value", descending=True)
    table.set_keep(lambda row: row.value is not None and row.value < 20_000)
    sheet = table.sheet()
    titles = [column.title for column in COLUMNS]
    assert [column.heading for column in sheet.columns] == [titles[3], titles[0], *titles[4:]][
        :2
    ] + [title for title in titles[2:] if title != titles[3]]
    shown = [row.deal for row in table.rows_model.rows()]
    assert [str(row[1]).split(" — ")[0] for row in sheet.rows] == shown
    assert len(sheet.rows) == len(shown) < 200


def test_many_rows_are_searched_and_sorted_between_events(qtbot: QtBot, shown: Show) -> None:
    made = Table(COLUMNS)
    shown(made)
    model = made.rows_model
    made.set_rows(rows(4000))
    assert not model.settled
    model.set_text("halden")  # typed before the rows are ready: neither gets lost
    made.sort_by("value", descending=True)
    qtbot.waitUntil(lambda: model.settled)
    values = [row.value for row in model.rows()]
    assert len(values) == 800
    known = [value for value in values if value is not None]
    assert values == sorted(known, reverse=True) + [None] * (len(values) - len(known))
    model.set_text("halden pilot")
    qtbot.waitUntil(lambda: model.settled)
    assert {row.name for row in model.rows()} == {"Pilot"}
    model.set_text("")
    qtbot.waitUntil(lambda: model.settled)
    assert model.rowCount() == 4000


def test_boxes_tick_rows_and_the_corner_all(qtbot: QtBot, shown: Show) -> None:
    made = Table(COLUMNS, ticks=True)
    made.set_rows(rows(20))
    shown(made)
    side = made.verticalHeader()
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier

    def click(place: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = QPoint(10, side.sectionViewportPosition(place) + 10)
        qtbot.mouseClick(side.viewport(), left, modifier, at)

    click(1)
    click(3)
    assert made.selected_ids() == [1, 3]
    click(6, shift)
    assert made.selected_ids() == [1, 3, 4, 5, 6]
    click(1)
    assert made.selected_ids() == [3, 4, 5, 6]
    corner = made.findChild(QAbstractButton)
    assert corner is not None
    corner.click()
    assert len(made.selected_ids()) == 20
    corner.click()
    assert made.selected_ids() == []


def test_rows_that_come_while_a_cell_is_edited_wait_till_it_is_not(
    table: Table, qtbot: QtBot
) -> None:
    index = table.rows_model.index(3, 4)
    table.setFocus()
    table.setCurrentIndex(index)
    table.edit(index)
    table.set_rows(rows(50)[::-1])
    assert table.rows_model.rowCount() == 200
    field = table.viewport().findChild(QLineEdit)
    assert field is not None
    field.setText("2027-01-02")
    told: list[tuple[int, object]] = []
    table.edited.connect(lambda row, _column, value: told.append((row.id, value)))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.rows_model.rowCount() == 50)
    assert told == [(3, date(2027, 1, 2))]


def test_fewer_rows_that_waited_for_a_cell_come_when_one_goes_to_another(
    table: Table, qtbot: QtBot
) -> None:
    index = table.rows_model.index(3, 4)
    table.setFocus()
    table.setCurrentIndex(index)
    table.edit(index)
    table.set_rows(rows(50))
    table.choose(150)  # ends the editing: what waits must not come while Qt goes on there
    assert table.current_id() == 150
    qtbot.waitUntil(lambda: table.rows_model.rowCount() == 50)
    assert table.current_id() is None
    table.choose(20)
    assert table.current_id() == 20
