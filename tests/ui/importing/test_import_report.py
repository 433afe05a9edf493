"""The report of an import: counts and times, rejected rows, undo, and where to go on."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.importing.report import ReportPage
from salesdesk_app.ui.shell.window import Window
from salesdesk_app.ui.widgets.pill import Pill
from tests.ui.importing.looks import agree, held, page, preview


def report(window: Window) -> ReportPage:
    assert window.report is not None
    assert window.stack.currentWidget() is window.report
    return window.report


def test_counts_and_times_are_told(window: Window, files: list[Path]) -> None:
    window.import_files(files[:1])
    agree(window)
    shown = report(window)
    assert window.header.title.text() == "Import finished"
    assert window.header.context.text() == "2 new"
    shown_pills = [pill.text for pill in shown.findChildren(Pill) if not pill.isHidden()]
    assert shown_pills == ["2 new", "1 with errors"]
    said = "\n".join(made.text() for made in shown.findChildren(QLabel))
    assert "Read in " in said and "written in " in said
    assert "Created 2 accounts: Halden Freight, Corvid Media" in said


def test_the_import_is_undone_from_its_report_file_by_file(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files)
    agree(window)
    agree(window)
    shown = report(window)
    assert shown.undo_button.text() == "Undo the last file"
    shown.undo()
    assert (held(desk).deals, held(desk).people) == (0, 3)
    shown_pills = [pill.text for pill in shown.findChildren(Pill) if not pill.isHidden()]
    assert shown_pills == ["2 new", "2 new", "1 with errors", "Undone"]
    shown.undo()
    assert held(desk).people == 0
    assert not shown.undo_button.isEnabled()
    assert report(window) is shown


def test_an_import_that_others_followed_is_not_undone_by_mistake(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files[1:])
    agree(window)
    shown = report(window)
    desk.undo()
    undone = [pill for pill in shown.findChildren(Pill) if pill.text == "Undone"]
    assert not undone[0].isHidden()
    assert not shown.undo_button.isEnabled()
    shown.undo()
    assert held(desk).people == 0
    desk.redo()
    assert undone[0].isHidden()
    assert shown.undo_button.isEnabled()


def test_a_file_that_was_undone_while_the_next_was_looked_at_is_marked(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files)
    agree(window)
    desk.undo()
    agree(window)  # what was looked at is no longer so: it is looked at again
    agree(window)
    shown = report(window)
    marks = [pill.isHidden() for pill in shown.findChildren(Pill) if pill.text == "Undone"]
    assert marks == [False, True]
    assert shown.context == "2 new"


def test_it_goes_on_to_the_pane_of_what_came_in(window: Window, files: list[Path]) -> None:
    window.import_files(files)
    agree(window)
    agree(window)
    shown = report(window)
    assert [made.text() for made in shown.show_buttons] == ["Show in Pipeline", "Show in Team"]
    shown.show_buttons[0].click()
    assert window.shown == "pipeline"
    window.show_report()
    assert report(window) is shown


def test_it_stays_when_the_workspace_is_looked_at_again(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files[1:])
    agree(window)
    desk.everything_changed()
    assert report(window) is window.report


def test_importing_again_writes_nothing_and_says_so(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    for _ in range(2):
        window.import_files(files[1:])
        agree(window)
    said = [made.text() for made in report(window).findChildren(QLabel)]
    assert "Nothing was written: 2 rows say what is here already." in said
    assert not report(window).undo_button.isVisible()
    assert held(desk).edits == 1


def test_rejected_rows_are_saved_mended_and_imported_again(
    window: Window, desk: Desk, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mend.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window.import_files(files[:1])
    assert page(window).rejects_button.text() == "Save the error as a sheet"
    page(window).rejects_button.click()
    assert target.exists()
    target.unlink()
    agree(window)
    buttons = {made.text(): made for made in report(window).findChildren(QPushButton)}
    buttons["Save the rejected rows…"].click()
    assert any("1 row is in mend.xlsx" in t.notice.text for t in window.toasts.toasts)
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "n/a":
                cell.value = 38000
            elif cell.value == "31/02/2027":
                cell.value = "28 Feb 2027"
    book.save(target)
    window.import_files([target])
    assert [row.kind for row in preview(window)] == ["new"]
    agree(window)
    assert held(desk).deals == 3
