"""The three journeys with real threads, a real file and the real child process."""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.services import figures, sample, workspace
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.shell.report_dialog import WeeklyReportDialog
from salesdesk_app.ui.widgets.board_model import dragged
from tests.journeys.walk import Walk, dump

TODAY = date(2026, 11, 23)
ROWS = 300


def workbook(path: Path) -> None:
    """What a CRM exports: a title above the headings, and one date that does not exist."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Opportunity report"])
    sheet.append([])
    sheet.append(["Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner"])
    for column, heading in enumerate(("Stage", "Amount", "Close Date"), 5):
        sheet.cell(3, column, heading)
    for n in range(ROWS):
        stage = ("Proposal", "Closed Won", "Closed Lost")[n % 3]
        day = "31/02/2026" if n == 7 else date(2026, 10, 1 + n % 28)
        owner = ("Priya Nair", "Jonas Lind")[n % 2]
        sheet.append([f"006-{n}", f"Deal {n}", f"Account {n % 40}", owner, stage, 100.5 + n, day])
    book.save(path)


def test_a_workbook_comes_in_and_goes_out_again(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop.open(tmp_path / "sales.db", workspace.create)
    walk = Walk(desktop, qtbot)
    walk.settle()
    before = dump(walk.desk.store)
    file = tmp_path / "opportunities.xlsx"
    workbook(file)

    walk.window.import_files([file])
    walk.until(lambda: walk.window.importing is not None and walk.window.importing.page is not None)
    flow = walk.window.importing
    assert flow is not None
    assert flow.page is not None
    page = flow.page
    walk.until(lambda: page.plan is not None)
    assert page.plan is not None
    assert page.plan.counts()["new"] == ROWS - 1
    assert [error.row for error in page.plan.errors] == [11]
    assert dump(walk.desk.store) == before  # nothing is written yet

    page.agree_button.click()
    walk.until(lambda: walk.window.importing is None)
    known = ask(walk.desk.store, figures.summary).figures
    wanted = [n for n in range(ROWS) if n % 3 == 1 and n != 7]
    assert known.deals == ROWS - 1
    assert known.won_count == len(wanted)
    assert known.won_sum == sum(10_050 + 100 * n for n in wanted)
    assert walk.desk.undo_label == f"Import {ROWS - 1} deals from opportunities.xlsx"
    after = dump(walk.desk.store)

    walk.desk.undo()
    walk.settle()
    assert dump(walk.desk.store) == before
    walk.desk.redo()
    walk.settle()
    assert dump(walk.desk.store) == after

    path = walk.desk.store.path
    walk.window.close()
    assert [backup.reason for backup in workspace.list_backups(path)][:1] == ["exit"]


def test_a_deal_is_moved_and_moved_back(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    store = workspace.create(path)
    sample.fill(store, today=TODAY)
    store.close()
    desktop.open(path, Store)
    walk = Walk(desktop, qtbot)
    walk.window.go("pipeline")
    walk.settle()
    pane: Any = walk.window.pane
    pane.show_view("board")
    walk.settle()
    first, second = pane.board.columns[:2]
    model = first.list.model()
    card = model.index(0, 0).data(Qt.ItemDataRole.UserRole)
    held = second.list.model().rowCount()
    before = dump(walk.desk.store)

    second.take(dragged([card.id]))
    walk.until(lambda: second.list.model().rowCount() == held + 1)
    assert walk.desk.undo_label is not None
    assert walk.desk.undo_label.startswith("Move “")
    assert any(notice.action and notice.action[0] == "Undo" for notice in walk.notices)
    with walk.desk.store.read() as session:
        from salesdesk_app.services.deals import deal_history

        assert card.id
        assert deal_history.history(session, card.id)[0].text.startswith("Stage")

    walk.desk.undo()
    walk.until(lambda: second.list.model().rowCount() == held)
    assert dump(walk.desk.store) == before


def test_the_weekly_report_goes_out(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    store = workspace.create(path)
    sample.fill(store, today=TODAY)
    store.close()
    desktop.open(path, Store)
    walk = Walk(desktop, qtbot)
    walk.settle()
    dialog = WeeklyReportDialog(walk.window)
    dialog.step(-1)
    assert dialog.week.key == "2026-W47"
    target = tmp_path / "week.xlsx"
    dialog.save(target)
    walk.until(target.exists)
    book = load_workbook(target)
    assert book.sheetnames == ["Summary", "Reps", "Pipeline", "Changes", "Deals"]
    assert sum(len(sheet._charts) for sheet in book) >= 2
    assert book["Deals"].max_row == ask(walk.desk.store, workspace.contents).deals + 1
    book.close()
