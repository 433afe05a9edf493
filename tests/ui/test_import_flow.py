"""An import in the window: match, look, agree; nothing is written before, all can be undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import workspace
from salesdesk_app.services.workspace import Contents
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.pane import PaneSpec
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.import_flow import begin_import
from salesdesk_app.ui.shell.import_page import ImportPage
from salesdesk_app.ui.shell.window import Window

DEALS = """Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date
Fleet telematics,Halden Freight,Priya Nair,Negotiation,84000,18 Dec 2026
Renewal,Corvid Media,Jonas Lind,Proposal,46000,30 Nov 2026
Pilot,Ostara Clinics,Priya Nair,Proposal,n/a,31/02/2027
"""
PEOPLE = "Name,Manager,Region\nPriya Nair,Grace Obi,North\nJonas Lind,Grace Obi,South\n"
SPECS = (PaneSpec("gallery", "Gallery", "users", "tests.ui.gallery:GalleryPane"),)


@pytest.fixture
def window(desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]) -> Window:
    made = Window(desk, preferences, SPECS)
    made.on_close = lambda: None
    shown(made, 1180, 720)
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "deals.csv", tmp_path / "people.csv"]
    for path, text in zip(paths, (DEALS, PEOPLE), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def page(window: Window) -> ImportPage:
    assert window.importing is not None
    assert window.importing.page is not None
    return window.importing.page


def held(desk: Desk) -> Contents:
    found: list[Contents] = []
    desk.ask(workspace.contents, then=found.append)
    return found[0]


def test_what_will_happen_is_shown_and_nothing_is_written(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files[:1])
    shown = page(window)
    assert window.header.title.text() == "Import deals"
    assert shown.agree_button.text() == "Import 2 deals"
    states = [row.row.kind for row in shown.preview.rows_model.rows()]
    assert states == ["new", "new", "error"]
    becomes = {row.heading: row.becomes for row in shown.columns.rows_model.rows()}
    assert becomes["Opportunity Name"] == "Deal"
    assert becomes["Amount"] == "Value"
    model = shown.preview.rows_model
    note = str(model.data(model.index(2, 3)))
    assert "Amount" in note and "Close Date" in note
    assert "Halden Freight" in shown.notes.toolTip()
    assert held(desk) == Contents(0, 0, 0, 0)


def test_errors_are_filtered_and_copied(window: Window, files: list[Path], qtbot: QtBot) -> None:
    window.import_files(files[:1])
    shown = page(window)
    chips = {made.text(): made for made in shown.findChildren(type(shown.agree_button))}
    qtbot.mouseClick(chips["Error 1"], Qt.MouseButton.LeftButton)
    assert [row.row.number for row in shown.preview.rows_model.rows()] == [4]
    shown.copy_errors()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "Row\tColumn\tProblem"
    assert {line.split("\t")[1] for line in lines[1:]} == {"Amount", "Close Date"}


def test_files_come_in_their_order_with_one_undo_each(
    window: Window, desk: Desk, files: list[Path], told: list[Notice]
) -> None:
    window.import_files(files)
    assert window.header.title.text() == "Import people"
    assert window.header.context.text() == "file 1 of 2"
    assert window.importing is not None
    window.importing.agree()
    assert held(desk).people == 3
    assert window.header.title.text() == "Import deals"
    window.importing.agree()
    assert held(desk).deals == 2
    assert window.importing is None
    assert window.shown == "gallery"
    assert [notice.text for notice in told] == [
        "Import 2 people from people.csv",
        "Import 2 deals from deals.csv",
    ]
    desk.undo()
    desk.undo()
    assert held(desk).deals == held(desk).people == 0


def test_a_checked_backup_is_made_before_what_is_there_changes(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    for path in reversed(files):
        window.import_files([path])
        assert window.importing is not None
        window.importing.agree()
    found = workspace.list_backups(desk.store.path)
    assert [backup.reason for backup in found] == ["import"]
    assert "Backed up" in window.status.backup.text()


def test_importing_again_writes_nothing_and_says_so(
    window: Window, desk: Desk, files: list[Path], told: list[Notice]
) -> None:
    for _ in range(2):
        window.import_files(files[1:])
        assert window.importing is not None
        window.importing.agree()
    assert "2 people are the same already" in told[-1].text
    assert held(desk).edits == 1


def test_a_column_is_matched_otherwise_and_that_is_remembered(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    known = tmp_path / "known.csv"
    known.write_text(
        "Name,Email,Started,Wo\nPriya Nair,p@example.com,2025-03-01,North\n", encoding="utf-8"
    )
    for attempt in range(2):
        window.import_files([known])
        shown = page(window)
        lines = {row.heading: row for row in shown.columns.rows_model.rows()}
        if attempt == 0:
            assert lines["Wo"].becomes == "Leave out"
            shown.columns.edited.emit(lines["Wo"], "becomes", "region")
            lines = {row.heading: row for row in shown.columns.rows_model.rows()}
            assert lines["Wo"].pills[0][0] == "Chosen by you"
        else:
            assert lines["Wo"].pills[0][0] == "As last time"
        assert lines["Wo"].becomes == "Region"
        assert window.importing is not None
        window.importing.agree()
    assert held(desk).people == 1


def test_a_file_that_is_none_is_told_and_the_others_go_on(
    window: Window, files: list[Path], tmp_path: Path, told: list[Notice]
) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    window.import_files([picture, tmp_path / "gone.csv", files[1]])
    assert [notice.tone for notice in told] == ["bad", "bad"]
    assert window.header.title.text() == "Import people"
    window.import_files([picture])
    assert window.importing is None


def test_an_import_that_is_left_writes_nothing_and_can_be_come_back_to(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files[1:])
    window.go("gallery")
    begin_import(window)
    assert window.header.title.text() == "Import people"
    assert window.importing is not None
    window.importing.stop()
    assert window.importing is None
    assert window.shown == "gallery"
    assert held(desk).people == 0
