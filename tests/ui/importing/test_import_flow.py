"""An import in the window: match, look, agree; nothing is written before, all can be undone."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import workspace
from salesdesk_app.services.workspace import Contents
from salesdesk_app.ui.desk import Desk, Work
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.shell.importing.ways_in import begin_import
from salesdesk_app.ui.shell.window import Window
from tests.ui.gallery import GalleryPane
from tests.ui.importing.looks import agree, held, lines, page, preview, table


def test_what_will_happen_is_shown_and_nothing_is_written(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files[:1])
    shown = page(window)
    assert window.header.title.text() == "Import deals"
    assert window.header.context.text() == "step 2 of 2"
    assert shown.agree_button.text() == "Import 2 deals"
    assert [row.kind for row in preview(window)] == ["new", "new", "error"]
    becomes = {heading: line.becomes for heading, line in lines(window).items()}
    assert becomes["Opportunity Name"] == "Deal"
    assert becomes["Amount"] == "Value"
    model = shown.rows.rows_model
    note = str(model.data(model.index(2, len(model.columns) - 1)))
    assert "Amount" in note and "Close Date" in note
    assert "Halden Freight" in shown.preview.notes.toolTip()
    assert held(desk) == Contents(0, 0, 0, 0)


def test_files_come_in_their_order_with_one_undo_each(
    window: Window, desk: Desk, files: list[Path], told: list[Notice]
) -> None:
    window.import_files(files)
    assert window.header.title.text() == "Import people"
    assert window.header.context.text() == "step 2 of 2 · table 1 of 2"
    agree(window)
    assert held(desk).people == 3
    assert window.header.title.text() == "Import deals"
    agree(window)
    assert held(desk).deals == 2
    assert window.importing is None
    assert window.header.title.text() == "Import finished"
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
        agree(window)
    found = workspace.list_backups(desk.store.path)
    assert [backup.reason for backup in found] == ["import"]
    assert "Backed up" in window.status.backup.text()


def test_a_column_is_matched_otherwise_and_that_is_remembered(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    known = table(
        tmp_path / "known.csv", "Name,Email,Started,Wo", "Priya Nair,p@example.com,2025-03-01,North"
    )
    for attempt in range(2):
        window.import_files([known])
        if attempt == 0:
            line = lines(window)["Wo"]
            assert line.becomes == "Leave out"
            page(window).columns.edited.emit(line, "becomes", "region")
            assert lines(window)["Wo"].pills[0][0] == "Chosen by you"
        else:
            assert lines(window)["Wo"].pills[0][0] == "As last time"
        assert lines(window)["Wo"].becomes == "Region"
        agree(window)
    assert held(desk).people == 1


def test_files_that_cannot_be_read_are_told_and_the_others_go_on(
    window: Window, files: list[Path], tmp_path: Path
) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    window.import_files([picture, tmp_path / "gone.csv", files[1]])
    assert [toast.notice.tone for toast in window.toasts.toasts] == ["bad", "bad"]
    assert window.header.title.text() == "Import people"
    agree(window)
    assert window.report is not None
    left = [one for one in window.report.outcomes if one.result is None]
    assert [one.file for one in left] == ["photo.xlsx", "gone.csv"]
    assert all(one.said for one in left)
    window.import_files([picture])
    assert window.importing is None


def test_an_import_that_is_left_writes_nothing_and_can_be_come_back_to(
    window: Window, desk: Desk, files: list[Path], qtbot: QtBot
) -> None:
    window.import_files(files[1:])
    window.go("gallery")
    begin_import(window)
    assert window.header.title.text() == "Import people"
    qtbot.keyClick(page(window).columns, Qt.Key.Key_Escape)
    assert window.importing is None
    assert window.shown == "gallery"
    assert held(desk).people == 0


def test_files_that_come_while_an_import_is_open_are_put_after_it(
    window: Window, files: list[Path]
) -> None:
    window.import_files(files[1:])
    open_page = page(window)
    window.import_files(files[:1])
    assert page(window) is open_page
    assert "table 1 of 2" in window.header.context.text()
    agree(window)
    assert window.header.title.text() == "Import deals"


def test_a_table_that_is_left_out_is_named_in_the_report(
    window: Window, desk: Desk, files: list[Path]
) -> None:
    window.import_files(files)
    buttons = {made.text(): made for made in window.header.findChildren(QPushButton)}
    buttons["Leave this out"].click()
    assert window.header.title.text() == "Import deals"
    agree(window)
    assert window.report is not None
    assert [one.said for one in window.report.outcomes] == ["Left out by you.", ""]
    assert held(desk).deals == 2


def test_all_tables_of_a_workbook_come_in_one_after_the_other(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    deals, people = book.active, book.create_sheet("Team")
    assert deals is not None
    deals.title = "Deals"
    for line in (("Deal", "Owner", "Stage", "Value"), ("Fleet", "Priya Nair", "Proposal", 84000)):
        deals.append(line)
    for line in (("Name", "Region", "Role"), ("Priya Nair", "North", "Rep")):
        people.append(line)
    book.save(tmp_path / "all.xlsx")
    window.import_files([tmp_path / "all.xlsx"])
    card = page(window).match
    assert card.others.text() == "Import all 2 tables"
    assert card.sheet.currentText() == "Deals: 1 deal ✓"
    card.others.click()
    assert window.header.title.text() == "Import people"
    agree(window)
    assert window.header.title.text() == "Import deals"
    agree(window)
    assert (held(desk).people, held(desk).deals) == (1, 1)


def test_no_pane_is_loaded_between_two_pages(window: Window, files: list[Path]) -> None:
    window.go("gallery")
    pane = window.panes["gallery"]
    assert isinstance(pane, GalleryPane)
    loads = pane.loads
    window.import_files(files)
    agree(window)
    agree(window)
    assert window.report is not None
    assert pane.loads == loads
    window.go("gallery")
    assert pane.loads == loads + 1


def test_another_sheet_is_chosen(window: Window, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Older")
    assert first is not None
    for sheet, count in ((first, 3), (second, 1)):
        sheet.append(("Deal", "Owner", "Stage", "Value"))
        for number in range(count):
            sheet.append((f"Deal {number}", "Priya Nair", "Proposal", 100))
    book.save(tmp_path / "two.xlsx")
    window.import_files([tmp_path / "two.xlsx"])
    assert len(preview(window)) == 3
    card = page(window).match
    card.sheet.setCurrentIndex(1)
    card.sheet.activated.emit(1)
    assert len(preview(window)) == 1
    assert page(window).step.table.sheet == "Older"


def test_nothing_opens_a_window_of_its_own_on_the_way(
    window: Window, qapp: QApplication, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("More")):
        sheet.append(["Deal", "Stage"])
        sheet.append([f"Fleet {sheet.title}", "Proposal"])
    book.save(tmp_path / "two.xlsx")
    opened = Opened()
    qapp.installEventFilter(opened)
    window.import_files([tmp_path / "two.xlsx"])
    agree(window)
    window.toasts.show_work(Work("Reading", can_stop=True))
    qapp.removeEventFilter(opened)
    assert window.report is not None
    assert opened.kinds == []


class Opened(QObject):
    """Notes what is shown as a window: on a screen it flashes up and takes the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks on."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


def test_a_table_of_which_no_column_is_known_comes_last(
    window: Window, files: list[Path], tmp_path: Path
) -> None:
    odd = table(tmp_path / "a.csv", "Alpha,Beta,Gamma", "Fleet,Proposal,84", "Pilot,Won,5")
    window.import_files([odd, *files])
    found = [page(window).step.table.file]
    for _more in files:
        agree(window)
        found.append(page(window).step.table.file)
    assert found == ["people.csv", "deals.csv", "a.csv"]


def test_what_the_report_tells_floats_over_it_no_more(
    window: Window, files: list[Path], tmp_path: Path
) -> None:
    empty = table(tmp_path / "empty.csv")
    window.import_files([empty, files[1]])
    assert len(window.toasts.toasts) == 1
    agree(window)
    assert window.report is not None
    assert window.report.outcomes[0].said
    assert [one.notice.text for one in window.toasts.toasts] == ["Import 2 people from people.csv"]


def test_rows_with_errors_alone_are_not_said_to_be_here_already(
    window: Window, tmp_path: Path
) -> None:
    window.import_files([table(tmp_path / "bad.csv", "Deal,Stage,Value", "Fleet,Proposal,n/a")])
    assert page(window).agree_button.text() == "Nothing to import: go on"
    agree(window)
    assert window.report is not None
    assert window.report.outcomes[0].created == ("Nothing was written.",)
