"""A rep of the forecast opened: deals by category, judged by key, each with a note."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.clock import Clock
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
from salesdesk_app.ui.panes.pipeline.forecast.rep_page import RepPage
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from tests.services.forecasting.world import TODAY, Team
from tests.ui.panes.pipeline.acting import Shown


@pytest.fixture
def page(lens: ForecastLens, team: Team, qtbot: QtBot) -> RepPage:
    lens.overview.table.choose(team.ana)
    lens.overview.table.setFocus()
    qtbot.keyClick(lens.overview.table, Qt.Key.Key_Return)
    assert lens.pages.currentWidget() is lens.rep_page
    return lens.rep_page


def names(page: RepPage) -> list[str]:
    return [deal.row.name for deal in page.table.rows_model.rows()]


def verdicts(page: RepPage) -> dict[str, str | None]:
    return {deal.row.name: deal.verdict for deal in page.table.rows_model.rows()}


def test_deals_stand_by_category_the_surest_first(page: RepPage) -> None:
    assert names(page) == ["Won one", "Sure one", "Likely one", "Early one"]
    assert "$140 k to go" in page.figures.quota.note.text()


def test_keys_judge_and_leave_the_value_alone(
    page: RepPage, lens: ForecastLens, team: Team, desk: Desk, qtbot: QtBot
) -> None:
    deal = team.line(team.ana).parts["best_case"].deal_ids[0]
    page.table.choose(deal)
    qtbot.keyClick(page.table, Qt.Key.Key_I)
    assert verdicts(page)["Likely one"] == "in"
    line = team.line(team.ana)
    assert line.total_in == 13_000_000
    assert line.parts["best_case"].minor == 3_000_000
    assert page.figures.total_in.value.text() == "$130 k"
    assert desk.undo_label == "Judge “Likely one” in"
    qtbot.keyClick(page.table, Qt.Key.Key_O)
    assert verdicts(page)["Likely one"] == "out"
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert verdicts(page)["Likely one"] is None
    desk.undo()
    assert verdicts(page)["Likely one"] == "out"


def test_several_are_judged_at_once_and_closed_ones_are_left_out(
    page: RepPage, team: Team, desk: Desk, qtbot: QtBot
) -> None:
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_I)
    assert verdicts(page) == {
        "Won one": None,
        "Sure one": "in",
        "Likely one": "in",
        "Early one": "in",
    }
    assert desk.undo_label == "Judge 3 deals in"


def test_a_note_says_why_and_stays_with_another_verdict(
    page: RepPage, team: Team, qtbot: QtBot
) -> None:
    deal = team.line(team.ana).parts["commit"].deal_ids[0]
    page.table.choose(deal)
    qtbot.keyClick(page.table, Qt.Key.Key_I)
    row = page.table.rows_model.row_at(page.table.rows_model.place_of(deal) or 0)
    page.table.edited.emit(row, "note", "Order is signed")
    qtbot.keyClick(page.table, Qt.Key.Key_O)
    judged = page.table.rows_model.row_at(page.table.rows_model.place_of(deal) or 0).judged
    assert (judged.verdict, judged.note) == ("out", "Order is signed")


def test_a_deal_opens_in_the_panel_and_esc_goes_back(
    page: RepPage, lens: ForecastLens, pane: PipelinePane, team: Team, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert pane.panel.isVisible()
    assert pane.panel.deal_id == page.table.current_id()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert lens.pages.currentWidget() is lens.overview
    assert lens.overview.table.current_id() == team.ana


def test_undated_deals_stand_at_the_end(lens: ForecastLens, page: RepPage, team: Team) -> None:
    team.deal(9_000, name="Some day", closes=None)
    lens.asked.emit()
    assert names(page)[-1] == "Some day"
    assert page.table.rows_model.index(4, 2).data() == "No date"


def test_looking_back_one_only_reads(
    team: Team, preferences: Preferences, shown: Shown, qtbot: QtBot
) -> None:
    team.call(team.ben, 30_000)
    later = Desk(team.store, Clock(date(2026, 12, 1)), Lanes.inline())
    told: list[Notice] = []
    later.noticed.connect(told.append)
    pane = PipelinePane(SPEC, later, preferences)
    pane.show_view("forecast")
    shown(pane)
    team.day = date(2026, 11, 30)
    team.won(70_000, name="Won later")
    lens = pane.lens
    assert isinstance(lens, ForecastLens)
    later.look_at(TODAY)
    assert lens.look.forecast is not None
    line = lens.look.forecast.line(team.ana)
    assert line is not None
    assert (line.closed, lens.look.forecast.today) == (10_000_000, TODAY)
    assert not lens.look.may_call(line)
    lens.open_rep(team.ana)
    assert lens.rep_page.hint.text().startswith("Enter opens the deal")
    lens.close_rep()
    lens.begin_call()
    assert not lens.calling.on
    assert any("23 Nov 2026" in notice.text for notice in told)
    later.look_at(None)
    found = lens.look.forecast.line(team.ana)
    assert found is not None
    assert found.closed == 17_000_000
