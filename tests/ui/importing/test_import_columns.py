"""The columns of an import: what they become, how they are read, and what the user says of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from salesdesk_app.services.importing import Choices, Evidence
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.importing import readings
from salesdesk_app.ui.shell.importing.columns_card import HOW
from salesdesk_app.ui.shell.importing.currency_dialog import CurrencyDialog
from salesdesk_app.ui.shell.importing.heading_dialog import HeadingDialog
from salesdesk_app.ui.shell.window import Window
from tests.ui.importing.looks import agree, lines, page, pills, preview, table

UNCLEAR = (
    "Deal,Owner,Stage,Value,Expected close,Created",
    "Fleet,Priya Nair,Proposal,1.054,03/04/2026,05/06/2026",
    "Pilot,Priya Nair,Proposal,2.500,04/05/2026,06/07/2026",
)

MONEY = ("Deal,Stage,Value", "Fleet,Proposal,84", "Pilot,Proposal,5")


def entries(window: Window, heading: str) -> dict[str, object]:
    menu_for = page(window).columns.menu_for
    assert menu_for is not None
    return dict(menu_for(lines(window)[heading]))


def choose(window: Window, heading: str, entry: str) -> None:
    run = entries(window, heading)[entry]
    assert callable(run)
    run()


def test_what_nothing_tells_is_asked_and_answered(window: Window, tmp_path: Path) -> None:
    window.import_files([table(tmp_path / "unclear.csv", *UNCLEAR)])
    card = page(window).match
    assert [row.kind for row in preview(window)] == ["error", "error"]
    asked = {heading: line for heading, line in lines(window).items() if line.asks}
    assert set(asked) == {"Value", "Expected close", "Created"}
    assert "Day or month first? ▾" in pills(asked["Created"])
    assert asked["Created"].pills[1][1] == "warn"
    assert card.ask.text() == "3 questions to answer"
    choose(window, "Created", "Day first in every column of dates")
    choose(window, "Value", "Comma is the decimal mark")
    assert not card.ask.isVisible()
    assert [row.kind for row in preview(window)] == ["new", "new"]
    plan = page(window).plan
    assert plan is not None
    assert plan.shown(plan.rows[0], "expected_close_on") == "3 Apr 2026"
    assert plan.shown(plan.rows[0], "value_minor") == "$1,054"


def test_one_column_is_read_otherwise_than_the_others(window: Window, tmp_path: Path) -> None:
    window.import_files([table(tmp_path / "unclear.csv", *UNCLEAR)])
    choose(window, "Expected close", "Month first")
    choose(window, "Created", "Day first")
    plan = page(window).plan
    assert plan is not None
    assert plan.choices.columns[4].date_order == "mdy"
    assert plan.choices.columns[5].date_order == "dmy"
    assert any("Month first" in text for text in pills(lines(window)["Expected close"]))
    choose(window, "Created", "As the column tells")
    assert lines(window)["Created"].asks


def test_the_readings_are_offered_by_a_click_and_by_enter(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.import_files([table(tmp_path / "unclear.csv", *UNCLEAR)])
    shown = page(window).columns
    index = shown.rows_model.index(4, HOW)
    at = shown.visualRect(index).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][:2] == ["Day first", "Month first"]
    menu.close()
    shown.setCurrentIndex(index)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    again = QApplication.activePopupWidget()
    assert isinstance(again, QMenu)
    again.close()


def test_all_amounts_are_in_one_currency(window: Window, tmp_path: Path) -> None:
    path = table(
        tmp_path / "money.csv", "Deal,Stage,Value", "Fleet,Proposal,84", "Pilot,Proposal,5"
    )
    window.import_files([path])
    card = page(window).match
    place = card.currency.findText("CHF", Qt.MatchFlag.MatchStartsWith)
    card.currency.setCurrentIndex(place)
    card.currency.activated.emit(place)
    plan = page(window).plan
    assert plan is not None
    assert plan.choices.currency == "CHF"
    assert plan.shown(plan.rows[0], "value_minor") == "CHF 84"
    assert card.currency.count() > 100


def test_a_currency_is_said_of_one_column(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = table(
        tmp_path / "money.csv", "Deal,Stage,Value", "Fleet,Proposal,84", "Pilot,Proposal,5"
    )
    window.import_files([path])
    choose(window, "Value", "Currency of this column…")
    dialog = window.findChild(CurrencyDialog)
    assert dialog is not None
    dialog.currency.set_value("SEK")
    dialog.take()
    plan = page(window).plan
    assert plan is not None
    assert plan.choices.columns[2].currency == "SEK"
    assert "In SEK" in pills(lines(window)["Value"])[1]


def test_what_was_said_of_columns_is_remembered(window: Window, desk: Desk, tmp_path: Path) -> None:
    path = table(tmp_path / "unclear.csv", *UNCLEAR)
    window.import_files([path])
    choose(window, "Created", "Day first in every column of dates")
    choose(window, "Value", "Point is the decimal mark")
    agree(window)
    window.import_files([path])
    assert [row.kind for row in preview(window)] == ["same", "same"]
    assert page(window).match.own[5].date_order == "dmy"


def test_the_row_of_headings_is_chosen_among_the_first_rows(window: Window, tmp_path: Path) -> None:
    path = table(
        tmp_path / "titled.csv", "Deals of the north,,,", "Deal,Owner,Stage,Value",
        "Name of it,Who,Where,How much", "Fleet,Priya Nair,Proposal,84",
    )  # fmt: skip
    window.import_files([path])
    card = page(window).match
    assert card.heading.text() == "Headings: row 2…"
    assert "1 title row" in card.note.text()
    card.heading.click()
    dialog = window.findChild(HeadingDialog)
    assert dialog is not None
    rows = dialog.rows.rows_model.rows()
    assert [row.id for row in rows] == [1, 2, 3, 4]
    assert "Deals of the north" in rows[0].text
    assert dialog.rows.current_id() == 2
    dialog.rows.choose(3)
    dialog.take()
    assert page(window).step.table.heading_row == 3


def test_other_kinds_of_rows_bring_other_fields(window: Window, files: list[Path]) -> None:
    window.import_files(files[1:])
    card = page(window).match
    place = card.kind.findText("Rows are accounts")
    card.kind.setCurrentIndex(place)
    card.kind.activated.emit(place)
    assert window.header.title.text() == "Import accounts"
    assert lines(window)["Name"].becomes == "Account"
    assert page(window).agree_button.text() == "Import 2 accounts"


def test_a_column_without_a_field_is_kept_as_one_of_my_own(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    path = table(tmp_path / "own.csv", "Deal,Stage,Region code", "Fleet,Proposal,N-1")
    window.import_files([path])
    line = lines(window)["Region code"]
    page(window).columns.edited.emit(line, "becomes", "custom:")
    assert lines(window)["Region code"].field == "custom:Region code"
    assert lines(window)["Region code"].becomes == "Custom: Region code"
    assert "custom field" in page(window).preview.notes.text()


def test_without_a_column_that_names_the_record_the_first_step_stays(
    window: Window, tmp_path: Path
) -> None:
    path = table(tmp_path / "odd.csv", "Alpha,Beta,Gamma", "Fleet,Proposal,84", "Pilot,Won,5")
    window.import_files([path])
    assert window.header.context.text() == "step 1 of 2"
    assert not page(window).agree_button.isEnabled()
    assert page(window).preview.again.isVisible()
    # What is wrong is said where the rows would stand, and nothing floats over them.
    assert page(window).preview.notes.text().startswith("No column was matched to Deal")
    assert not window.toasts.toasts
    page(window).columns.edited.emit(lines(window)["Alpha"], "becomes", "name")
    assert page(window).agree_button.isEnabled()
    assert window.header.context.text() == "step 2 of 2"


def test_all_columns_of_a_very_wide_sheet_are_taken_in(window: Window, tmp_path: Path) -> None:
    more = ",".join(f"Extra {number}" for number in range(600))
    wide = table(
        tmp_path / "wide.csv", f"Deal,Stage,Value,{more}", "Fleet,Proposal,84" + ",x" * 600
    )
    window.import_files([wide])
    card = page(window).match
    assert len(lines(window)) == 512
    assert card.every.text() == "Take in 91 more columns"
    card.every.click()
    assert len(lines(window)) == 603
    assert not page(window).match.every.isVisible()


@pytest.mark.parametrize(
    ("evidence", "text", "tone", "asks"),
    [
        (Evidence("day", "dmy", 180, 232), "Day first, 412 of 412", "good", False),
        (Evidence("day", "mdy", 400, 10, 2), "Month first, 410 of 412", "warn", False),
        (Evidence("day", None, 0, 5, 0, ("03/04/2017",), 5), "Day or month first?", "warn", True),
        (Evidence("money", ",", 3, 1), "Comma is the decimal mark", "good", False),
        (Evidence("money", None, 3, 1, 2), "Both point and comma: choose", "warn", True),
    ],
)
def test_what_is_said_of_evidence(evidence: Evidence, text: str, tone: str, asks: bool) -> None:
    found = readings.said(evidence, None)
    assert [(one.text, one.tone, one.asks) for one in found] == [(text, tone, asks)]


def test_nothing_is_said_where_nothing_had_to_be_decided() -> None:
    assert readings.said(Evidence("day"), None) == []
    said = readings.said(Evidence("day", "dmy", 0, 3), Choices(date_order="dmy"))
    assert said[0].tone == "accent"
    assert "You chose this." in said[0].explain
