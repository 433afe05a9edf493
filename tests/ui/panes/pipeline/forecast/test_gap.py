"""The gap to quota: which deals close it, and levers that are tried and taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services.deals import deals
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.forecast.gap_page import GapPage
from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.panes.pipeline.forecast.overview import Overview
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from tests.services.forecasting.world import Team
from tests.ui.panes.pipeline.acting import Shown


def shown(page: GapPage) -> list[str]:
    return [row.name for row in page.table.rows_model.rows()]


def test_it_names_the_deals_that_close_it(lens: ForecastLens, team: Team, desk: Desk) -> None:
    assert lens.gap.head.text().startswith("$140 k to go by 31 Dec.")
    assert "All 4 deals won bring $140 k" not in lens.gap.head.text()
    assert shown(lens.gap) == ["Sure one", "Ben’s one", "Likely one", "Early one"]
    lens.gap.who.set_value(("person", team.ana))
    lens.gap.line_chosen.emit()
    assert "All 3 deals won bring $100 k; $40 k are still missing." in lens.gap.head.text()
    assert lens.gap.more.text().startswith(
        "And 1 more deal at a win rate of 100 % (n 1), $100 k each (n 1)"
    )
    sure = team.line(team.ana).parts["commit"].deal_ids
    desk.do(deals.win, sure, closed_on=team.day, today=team.day)
    assert lens.gap.head.text().startswith("$90 k to go")


def test_a_deal_of_it_opens_in_the_panel(
    lens: ForecastLens, pane: PipelinePane, qtbot: QtBot
) -> None:
    first = lens.gap.table.rows_model.row_at(0)
    lens.gap.table.choose(first.id)
    qtbot.keyClick(lens.gap.table, Qt.Key.Key_Return)
    assert pane.panel.deal_id == first.id


def test_levers_are_tried_beside_the_present_and_taken_back(
    lens: ForecastLens, team: Team, desk: Desk, qtbot: QtBot
) -> None:
    levers, before = lens.gap.levers, desk.undo_label
    rate = levers.fields["win_rate"]
    assert rate.text() == "100"
    assert not levers.trying.isVisible()
    now = levers.now.text()
    rate.selectAll()
    qtbot.keyClicks(rate, "50")
    assert levers.trying.isVisible()
    assert levers.now.text() == now
    assert levers.then.text().startswith("Then: ")
    tried = levers.tried()
    assert tried is not None
    assert lens.gap.gap is not None
    present = lens.gap.gap.levers.velocity.value
    assert present is not None
    assert tried.velocity.value == present / 2
    lens.asked.emit()
    assert rate.text() == "50"
    qtbot.keyClick(rate, Qt.Key.Key_Escape)
    assert rate.text() == "100"
    assert not levers.trying.isVisible()
    assert desk.undo_label == before


def test_arrows_change_a_lever_and_nonsense_is_said(lens: ForecastLens, qtbot: QtBot) -> None:
    levers = lens.gap.levers
    many = levers.fields["opportunities"]
    qtbot.keyClick(many, Qt.Key.Key_Up)
    assert many.text() == "5"
    many.selectAll()
    qtbot.keyClicks(many, "many")
    assert levers.then.text() == "One of the numbers cannot be read."
    levers.undo.click()
    assert many.text() == "4"


def test_a_quota_that_is_made_says_by_how_much(lens: ForecastLens, team: Team) -> None:
    team.won(150_000, name="Big one")
    lens.asked.emit()
    assert lens.gap.head.text() == "Quota is made, $10 k over."
    assert shown(lens.gap) == []


def test_what_changed_since_the_last_freeze_stands_beside(
    lens: ForecastLens, pane: PipelinePane, team: Team, desk: Desk
) -> None:
    assert "Nothing is known before" in lens.below.no_flow.text()
    team.freeze()
    team.deal(60_000, name="New one")
    lens.asked.emit()
    lens.overview.tabs.changed.emit("changes")
    assert lens.below.flow.isVisible()
    assert [mark.key for mark in lens.below.flow.chart.marks] == ["start", "created", "end"]
    opened: list[DealFilter] = []
    desk.opened.connect(lambda _place, wanted: opened.append(wanted))
    lens.below.flow.chosen.emit("created")
    assert len(opened[0].deal_ids or ()) == 1


def test_the_card_folds_and_stays_folded(lens: ForecastLens) -> None:
    lens.overview.fold_button.click()
    assert not lens.gap.isVisible()
    assert lens.preferences.text("forecast/fold") == "yes"
    lens.overview.fold_button.click()
    assert lens.gap.isVisible()
    lens.overview.fold_button.click()
    lens.overview.tabs.changed.emit("accuracy")  # who chooses a tab wants to see its page
    assert lens.accuracy.isVisible()
    assert lens.preferences.text("forecast/tab") == "accuracy"


def test_where_there_is_little_room_the_table_has_it(shown: Shown) -> None:
    page = QWidget()
    overview = Overview(ForecastLook(), [("gap", "Gap", page)])
    shown(overview, 960, 540)
    assert not page.isVisible()
    overview.unfold()
    assert page.isVisible()
    roomy = Overview(ForecastLook(), [("gap", "Gap", QWidget())])
    shown(roomy, 960, 700)
    assert not roomy.is_folded
