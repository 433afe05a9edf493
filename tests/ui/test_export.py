"""What is shown goes out: by menu and key, as it stands, with a notice that opens it."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.charts import SPEC as CHARTS
from salesdesk_app.ui.panes.charts.pane import ChartsPane
from salesdesk_app.ui.panes.pipeline import SPEC as PIPELINE
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.panes.team import SPEC as TEAM
from salesdesk_app.ui.panes.team.pane import TeamPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell import outlet
from salesdesk_app.ui.shell.export_dialog import SAID, ExportDialog
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.window import Window
from salesdesk_app.ui.widgets import handing
from tests.world import fill


@pytest.fixture
def window(
    store: Store, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> Window:
    """A window of pipeline, team and charts over the small world."""
    fill(store)
    declare_commands()
    made = open_window(desk, preferences, (PIPELINE, TEAM, CHARTS))
    made.on_close = lambda: None
    made.go("pipeline")
    shown(made, 1440, 800)
    return made


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Answers the next question for a file by a name and a kind of file."""

    def answer(name: str, kind: str = outlet.WORKBOOK) -> Path:
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, kind))
        return tmp_path / name

    return answer


def pipeline(window: Window) -> PipelinePane:
    pane = window.panes["pipeline"]
    assert isinstance(pane, PipelinePane)
    return pane


def cells(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]


def titles(pane: PipelinePane) -> list[str]:
    return [str(row[0]) for row in pane.table.sheet().rows]


class TestTable:
    def test_columns_order_filter_and_sort_are_those_in_sight(
        self, window: Window, told: list[Notice], saved: Callable[..., Path], qtbot: QtBot
    ) -> None:
        pane, path = pipeline(window), saved("shown")
        pane.show_view("table")
        pane.table.sort_by("value", descending=True)
        pane.table.setColumnHidden(1, True)
        pane.bar.search.setText("priya")
        qtbot.waitUntil(lambda: pane.settled)
        window.run(COMMANDS["file.export_shown"])
        rows = cells(path.with_suffix(".xlsx"))
        assert rows[0] == ["Deal", "Stage", "Value", "Close", "Forecast", "Next step", "Signals"]
        assert [row[0] for row in rows[1:]] == titles(pane)
        values = [row[2] for row in rows[1:] if row[2] is not None]
        assert values == sorted(values, reverse=True)
        assert len(rows) == pane.table.rows_model.rowCount() + 1 < 8
        sheet = load_workbook(path.with_suffix(".xlsx")).active
        assert "[$$]" in sheet["C2"].number_format
        assert sheet["D2"].is_date
        assert told[-1].text == f"{len(rows) - 1} rows in shown.xlsx"
        assert told[-1].action is not None and told[-1].action[0] == "Open"

    def test_a_name_without_an_ending_replaces_nothing(
        self, window: Window, told: list[Notice], saved: Callable[..., Path]
    ) -> None:
        path = saved("shown")
        path.with_suffix(".xlsx").write_text("mine")
        window.run(COMMANDS["file.export_shown"])
        assert path.with_suffix(".xlsx").read_text() == "mine"
        assert told[-1].text.endswith(" rows in shown (2).xlsx")

    def test_ctrl_c_copies_the_chosen_rows(self, window: Window, qtbot: QtBot) -> None:
        pane = pipeline(window)
        pane.show_view("table")
        pane.table.selectAll()
        qtbot.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        mime = QGuiApplication.clipboard().mimeData()
        lines = mime.text().splitlines()
        assert [line.split("\t")[0] for line in lines] == titles(pane)
        assert 'x:num="' in mime.html()

    def test_the_menu_of_a_row_offers_to_copy_and_export(self, window: Window) -> None:
        pane = pipeline(window)
        pane.show_view("table")
        pane.table.choose(1)
        entries = dict(
            handing.entries(
                window.outlet, pane.table.sheet(pane.deals.chosen()), pane.table.sheet()
            )
        )
        assert list(entries) == ["", "Copy", "Copy with headings", "Export these rows…"]
        entries["Copy with headings"]()
        assert QGuiApplication.clipboard().text().startswith("Deal\tOwner\tStage\tValue (USD)\t")

    def test_many_rows_are_copied_off_the_ui_thread(
        self, window: Window, told: list[Notice], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outlet, "AT_ONCE", 2)
        sheet = pipeline(window).deals.sheet("Pipeline")
        window.outlet.copy(sheet, headings=False)
        assert told[-1].text == f"{len(sheet.rows)} rows copied"
        assert len(QGuiApplication.clipboard().text().splitlines()) == len(sheet.rows)


class TestBoard:
    def test_a_card_a_row_in_the_order_shown_with_its_stage_first(
        self, window: Window, saved: Callable[..., Path]
    ) -> None:
        pane, path = pipeline(window), saved("board.xlsx")
        assert pane.view == "board"
        window.run(COMMANDS["file.export_shown"])
        rows = cells(path)
        assert rows[0] == ["Stage", "Deal", "Value", "Close", "Owner", "Signals"]
        wanted = [card.title for column in pane.board.columns for card in column.list.cards.cards]
        assert [str(row[1]).split(" — ")[0] for row in rows[1:]] == wanted
        assert rows[1][0] == "Qualified"
        assert {row[0] for row in rows[1:]} >= {"Qualified", "Won"}

    def test_the_search_narrows_it(self, window: Window, qtbot: QtBot) -> None:
        pane = pipeline(window)
        pane.bar.search.setText("halden")
        qtbot.waitUntil(lambda: pane.settled)
        sheet = pane.shown_sheet()
        assert sheet is not None
        assert {str(row[1]).split(" — ")[0] for row in sheet.rows} == {"Halden Freight"}

    def test_ctrl_c_copies_the_chosen_cards(self, window: Window, qtbot: QtBot) -> None:
        pane = pipeline(window)
        pane.board.choose(1)
        found = pane.board.columns[0].list
        qtbot.keyClick(found, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text().startswith("Qualified\tHalden Freight — Deal 0\t")
        offered = [text for text, _run in pane.board.menu_for(1)] if pane.board.menu_for else []
        assert offered[-3:] == ["Copy", "Copy with headings", "Export these rows…"]


class TestTeam:
    def test_the_roster_goes_out_with_its_totals(
        self, window: Window, saved: Callable[..., Path]
    ) -> None:
        window.go("team")
        QApplication.processEvents()
        pane, path = window.panes["team"], saved("team.xlsx")
        assert isinstance(pane, TeamPane)
        window.run(COMMANDS["file.export_shown"])
        book = load_workbook(path).active
        rows = cells(path)
        at = rows[0].index
        assert len(rows) == pane.table.rows_model.rowCount() + 2
        priya = next(row for row in rows if str(row[0]).startswith("Priya"))
        assert priya[at("Quota")] == 240_000
        assert isinstance(priya[at("Attainment")], int | float)
        assert book.tables["Team_Q4_2026"].ref.endswith(str(len(rows) - 1))
        assert str(rows[-1][0]).startswith("Team")

    def test_lists_beside_a_person_hand_on_plain_values(self, window: Window) -> None:
        window.go("team", 2)
        QApplication.processEvents()
        pane = window.panes["team"]
        assert isinstance(pane, TeamPane)
        deals = pane.page.deals.table.sheet()
        assert deals.title == "Deals of Priya Nair"
        assert [column.heading for column in deals.columns] == ["Deal", "Stage", "Value", "Day"]
        assert pane.page.quotas.table.sheet().title == "Quotas of Priya Nair"
        assert {column.kind for column in pane.page.quotas.table.sheet().columns} >= {
            "money",
            "percent",
        }
        assert handing.outlet_of(pane.page.activity.table) is window.outlet


class TestCharts:
    def test_a_chart_offers_the_numbers_that_it_shows(
        self, window: Window, saved: Callable[..., Path]
    ) -> None:
        window.go("charts")
        QApplication.processEvents()
        pane, path = window.panes["charts"], saved("chart.xlsx")
        assert isinstance(pane, ChartsPane)
        for card in pane.cards:
            assert [text for text, _run in card.entries()][-1:] == ["Export the numbers…"], card
        pane.leaders.entries()[-1][1]()
        rows = cells(path)
        assert rows[0] == ["Rep", "Won", "Deals won", "Quota", "Attainment"]
        priya = next(row for row in rows if row[0] == "Priya Nair")
        assert priya[1:4] == [50_000, 1, 240_000]
        assert priya[4] == pytest.approx(50 / 240)
        pane.rates.entries()[0][1]()
        assert QGuiApplication.clipboard().text().startswith("Rep\tWon\tClosed\tWin rate")

    def test_a_right_click_on_a_chart_opens_the_menu(self, window: Window) -> None:
        window.go("charts")
        QApplication.processEvents()
        pane = window.panes["charts"]
        assert isinstance(pane, ChartsPane)
        for chart in (pane.months.chart, pane.leaders.chart):
            at = chart.rect().center()
            target = chart.childAt(at) or chart
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
            QApplication.sendEvent(target, event)
        for card in (pane.months, pane.leaders):
            assert [menu.actions()[0].text() for menu in card.findChildren(QMenu)] == [
                "Copy the numbers"
            ]


class TestRecords:
    @pytest.mark.parametrize(
        ("way", "name"),
        [
            ("workbook", "a.xlsx"),
            ("editing", "a.xlsx"),
            ("spreadsheets", "a.csv"),
            ("programs", "a.csv"),
        ],
    )
    def test_every_way_writes_its_file(
        self, window: Window, saved: Callable[..., Path], told: list[Notice], way: str, name: str
    ) -> None:
        window.run(COMMANDS["file.export"])
        dialog = next(iter(window.findChildren(ExportDialog)))
        dialog.kind.set_value("accounts")
        dialog.way.choose(way)
        dialog.way.changed.emit(way)
        assert dialog.said.text() == SAID[way]
        path = saved(name, outlet.FOR_PROGRAMS)
        dialog.choose_file()
        assert told[-1].text.startswith(f"3 rows in {name}")
        assert (outlet.AS_IT_IS in told[-1].text) == (way == "programs")
        if name.endswith("xlsx"):
            sheets = load_workbook(path).sheetnames
            assert ("_salesdesk" in sheets) == (way == "editing")
        else:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                assert [row[0] for row in csv.reader(stream)][1:] == [
                    "Halden Freight",
                    "Corvid Media",
                    "Ostara Clinics",
                ]


def test_other_kinds_of_files_are_written_by_what_makes_them(
    window: Window, told: list[Notice], saved: Callable[..., Path]
) -> None:
    def write(text: str) -> Callable[[Path], Path]:
        def run(target: Path) -> Path:
            target.write_text(text)
            return target

        return run

    ways = {"PDF (*.pdf)": write("pdf"), "Excel workbook (*.xlsx)": write("book")}
    assert window.outlet is not None
    path = saved("cards.xlsx")
    window.outlet.save("Save", "Cards.pdf", ways)
    assert path.read_text() == "book"
    assert told[-1].text == "cards.xlsx is written"
    path = saved("cards", "PDF (*.pdf)")
    for _time in range(2):
        window.outlet.save("Save", "Cards.pdf", ways)
    assert path.with_suffix(".pdf").read_text() == "pdf"
    assert path.with_name("cards (2).pdf").exists(), "nobody was asked whether to replace it"


def test_a_pane_without_a_table_offers_no_export(window: Window) -> None:
    pane = pipeline(window)
    command = COMMANDS["file.export_shown"]
    assert window.can_run(command)
    pane.deals.data = None
    assert not window.can_run(command)


def test_a_program_that_copied_ends_well() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from salesdesk_app.ui.widgets.handing import put_on_clipboard\n"
        "application = QApplication([])\n"
        "put_on_clipboard(('a', '<b>a</b>'))\n"
        "print(application.clipboard().mimeData().formats())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "['text/plain', 'text/html']\n"), done.stderr
