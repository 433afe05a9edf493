"""The rows of an import before it happens: by kind, one in full, and what is decided of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.money import Money
from salesdesk_app.services.importing import Conflict, Decisions, Last, Missing, Twin
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.importing.looking import Look
from salesdesk_app.ui.shell.importing.preview_card import PreviewCard
from salesdesk_app.ui.shell.window import Window
from tests.ui.importing.looks import agree, held, page, preview, table

LONG = "Send the pricing that was promised. " * 12


def look_of(window: Window) -> Look:
    found = page(window).shown
    assert found is not None
    return found


def texts(of: QWidget) -> str:
    return "\n".join(made.text() for made in of.findChildren(QLabel) if not made.isHidden())


def pressed(card: PreviewCard, text: str) -> QPushButton:
    """The button of this text in the detail of the current row."""
    return next(b for b in card.detail.findChildren(QPushButton) if b.text().startswith(text))


@pytest.fixture
def card(window: Window, files: list[Path], shown: Callable[..., QWidget]) -> PreviewCard:
    """A card of its own with three rows, of which the first two are likely twins."""
    window.import_files(files[:1])
    found = look_of(window)
    pairs = (("Deal", "Fleet", "Fleet telematics"), ("Note", LONG, ""))
    twins = {place: Twin(place, place + 2, 7, 94, pairs, None, "Fleet") for place in (0, 1)}
    rows = [row._replace(kind="twin") for row in found.plan.rows[:2]]
    made = PreviewCard()
    shown(made, 1000, 500)
    twin_look = replace(found, twins=twins, rows={**found.rows, "twin": rows, "new": []})
    made.show_look(twin_look, Decisions())
    made.show_kind("twin")
    made.rows.choose(0)
    return made


def test_rows_are_filtered_by_kind(window: Window, files: list[Path], qtbot: QtBot) -> None:
    window.import_files(files[:1])
    chips = page(window).preview.chips
    assert {key: made.text() for key, made in chips.items() if not made.isHidden()} == {
        "": "All 3",
        "new": "New 2",
        "error": "Error 1",
    }
    qtbot.mouseClick(chips["error"], Qt.MouseButton.LeftButton)
    assert [row.number for row in preview(window)] == [4]
    qtbot.mouseClick(chips[""], Qt.MouseButton.LeftButton)
    assert len(preview(window)) == 3


def test_a_row_with_errors_says_its_place_and_all_that_is_wrong(
    window: Window, files: list[Path]
) -> None:
    window.import_files(files[:1])
    card = page(window).preview
    card.rows.choose(2)
    said = texts(card.detail)
    assert "Row 4 is left out." in said
    assert "“n/a” is not a number" in said
    assert "no such day as 31/02/2027" in said


def test_changes_are_shown_field_by_field(window: Window, tmp_path: Path) -> None:
    head = "Deal,Account,Owner,Stage,Value,Expected close,Note"
    for value, close, note in (("44000", "2026-12-04", "x"), ("46000", "2026-12-18", LONG)):
        path = table(
            tmp_path / "deals.csv", head,
            f"Renewal,Corvid Media,Jonas Lind,Proposal,{value},{close},{note}",
        )  # fmt: skip
        window.import_files([path])
        if value == "44000":
            agree(window)
    card = page(window).preview
    row = preview(window)[0]
    columns = {column.id: column for column in card.rows.rows_model.columns}
    assert columns["note"].text(row).startswith("Value $44,000 → $46,000")
    assert "…" in columns["note"].text(row)
    assert columns["note"].explain is not None
    assert LONG.strip() in columns["note"].explain(row)
    card.rows.choose(row.id)
    said = texts(card.detail)
    assert "Expected close" in said and "4 Dec 2026" in said and "18 Dec 2026" in said
    assert LONG.strip() in said


def test_twins_are_shown_side_by_side_and_decided_by_a_click(card: PreviewCard) -> None:
    decided: list[tuple[object, str]] = []
    card.twin_decided.connect(lambda place, choice: decided.append((place, choice)))
    said = texts(card.detail)
    assert "94 % like “Fleet”" in said and "Fleet telematics" in said and LONG.strip() in said
    pressed(card, "Update").click()
    assert decided == [(0, "update")]
    assert card.rows.current_id() == 1  # on to the next that is still open


def test_twins_are_decided_by_keyboard(card: PreviewCard, qtbot: QtBot) -> None:
    decided: list[tuple[object, str]] = []
    card.twin_decided.connect(lambda place, choice: decided.append((place, choice)))
    card.activateWindow()
    card.rows.setFocus()
    qtbot.waitUntil(card.rows.hasFocus)
    qtbot.keyClick(card.rows, Qt.Key.Key_S)
    qtbot.keyClick(card.rows, Qt.Key.Key_N)
    qtbot.keyClick(card.rows, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert decided == [(0, "skip"), (1, "new"), (None, "update")]


def test_what_was_decided_shows_at_once(card: PreviewCard) -> None:
    card.set_decisions(Decisions(twin={0: "skip", 1: "update"}))
    model = card.rows.rows_model
    states = [model.columns[0].data(row) for row in model.rows() if model.columns[0].data]
    assert [state[0][0] for state in states] == ["Skipped", "Update"]


def test_decisions_of_a_page_are_planned(window: Window, files: list[Path]) -> None:
    window.import_files(files[:1])
    shown = page(window)
    shown.preview.twin_decided.emit(1, "new")
    shown.preview.twin_decided.emit(0, "skip")
    assert shown.decisions.twin == {1: "new", 0: "skip"}
    shown.preview.twin_decided.emit(None, "update")
    assert (shown.decisions.twins, shown.decisions.twin) == ("update", {})
    shown.preview.missing_decided.emit("close")
    assert shown.decisions.missing == "close"
    conflict = Conflict(0, 2, "Fleet", "value_minor", "Value", "$1", "$2", "$3")
    shown.preview.conflict_settled.emit([conflict], "file")
    assert shown.decisions.conflicts == {(0, "value_minor"): "file"}
    assert shown.plan is not None
    assert shown.plan.decisions == shown.decisions


def test_what_both_sides_changed_is_settled(
    window: Window, files: list[Path], card: PreviewCard, qtbot: QtBot
) -> None:
    settled: list[tuple[object, str]] = []
    card.conflict_settled.connect(lambda found, side: settled.append((found, side)))
    conflict = Conflict(2, 4, "Pilot", "value_minor", "Value", "$20", "$22", "$24")
    found = look_of(window)
    rows = {**found.rows, "both": [found.plan.rows[2]]}
    card.show_look(replace(found, conflicts={2: [conflict]}, rows=rows), Decisions())
    assert card.chips["both"].text() == "Both changed 1"
    card.show_kind("both")
    card.rows.choose(2)
    assert "Was: $20" in texts(card.detail)
    assert pressed(card, "Keep what is here: $24").isChecked()
    pressed(card, "Take the file’s: $22").click()
    assert settled == [([conflict], "file")]
    card.activateWindow()
    card.rows.setFocus()
    qtbot.waitUntil(card.rows.hasFocus)
    qtbot.keyClick(card.rows, Qt.Key.Key_K)
    qtbot.keyClick(card.rows, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert settled[1:] == [([conflict], "workspace"), (None, "file")]


def test_missing_deals_are_listed_and_left_or_closed(
    window: Window, files: list[Path], card: PreviewCard
) -> None:
    decided: list[str] = []
    card.missing_decided.connect(decided.append)
    found = look_of(window)
    gone = (Missing(3, "Site licence", "Brightline", "Proposal", "$12"),)
    last = Last("last.csv", datetime(2026, 11, 16, 12).astimezone())
    plan = replace(found.plan, missing=gone, last=last)
    card.show_look(replace(found, plan=plan), Decisions())
    card.chips["missing"].click()
    assert card.pages.currentWidget() is card.missing
    assert "1 open deal was in “last.csv” of 16 Nov 2026" in card.missing.said.text()
    assert [row.name for row in card.missing.rows.rows_model.rows()] == ["Site licence"]
    card.missing.choice.changed.emit("close")
    assert decided == ["close"]


def test_the_row_that_is_looked_at_stays_when_it_is_planned_anew(
    window: Window, files: list[Path]
) -> None:
    window.import_files(files[:1])
    shown = page(window)
    shown.rows.choose(1)
    shown.match.changed.emit()
    assert shown.rows.current_id() == 1
    assert shown.preview.detail.isVisible()


def test_without_a_plan_nothing_can_be_agreed_to(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files[:1])
    shown = page(window)
    for code in ("name", "external_id", "account"):
        for line in shown.columns.rows_model.rows():
            if line.field == code:
                shown.columns.edited.emit(line, "becomes", None)
    assert shown.plan is None
    assert not shown.agree_button.isEnabled()
    assert not shown.preview.detail.isVisible()


def test_the_rows_in_sight_go_out_as_plain_values(window: Window, files: list[Path]) -> None:
    window.import_files(files[:1])
    card = page(window).preview
    card.show_kind("new")
    sheet = card.rows.sheet()
    headings = [column.heading for column in sheet.columns]
    assert headings[:3] == ["State", "Row", "Deal"]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.rows]
    assert [row["Deal"] for row in rows] == ["Fleet telematics", "Renewal"]
    assert rows[0]["Row"] == 2
    assert rows[0]["Value"] == Money(8_400_000, "USD")
    assert rows[0]["Expected close"] == date(2026, 12, 18)
    assert rows[0]["Owner"] == "Priya Nair"
    card.show_kind("error")
    (row,) = card.rows.sheet().rows
    assert (
        dict(zip([c.heading for c in card.rows.sheet().columns], row, strict=True))["Value"]
        == "n/a"
    )


def test_a_likely_twin_is_left_out_until_it_is_decided(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    head = "Deal,Account,Owner,Stage,Value,Expected close"
    rest = "Priya Nair,Proposal,38000,2026-12-21"
    window.import_files([table(tmp_path / "a.csv", head, f"Clinic pilot,Alder & Pine,{rest}")])
    agree(window)
    window.import_files([table(tmp_path / "b.csv", head, f"Clinic pilots,Alder and Pine,{rest}")])
    card = page(window).preview
    assert [row.kind for row in preview(window)] == ["twin"]
    assert page(window).agree_button.text() == "Nothing to import: go on"
    card.show_kind("twin")
    assert "% like “Clinic pilot”" in card.rows.rows_model.data(card.rows.rows_model.index(0, 3))
    card.rows.choose(0)
    assert "Alder and Pine" in texts(card.detail)
    pressed(card, "Update").click()
    assert [row.kind for row in preview(window)] == ["changed"]
    agree(window)
    assert held(desk).deals == 1


def test_deals_that_the_next_file_lacks_are_closed_where_that_is_chosen(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    lines = ["Id,Deal,Account,Stage,Value", "1,Fleet,Halden,Proposal,5", "2,Pilot,Alder,Proposal,6"]
    window.import_files([table(tmp_path / "week.csv", *lines)])
    agree(window)
    window.import_files([table(tmp_path / "week.csv", *lines[:2])])
    shown = page(window)
    shown.preview.chips["missing"].click()
    assert [row.name for row in shown.preview.missing.rows.rows_model.rows()] == ["Pilot"]
    shown.preview.missing.choice.changed.emit("close")
    assert shown.agree_button.text() == "Close 1 deal"
    agree(window)
    assert window.report is not None
    result = window.report.outcomes[0].result
    assert result is not None
    assert (result.closed, result.same) == (1, 1)
