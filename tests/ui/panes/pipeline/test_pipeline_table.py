"""The pipeline's table: search, filters, editing in place, and what leads to it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.periods import month_of
from salesdesk_app.services.deals import deals
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline import commands as pipeline_commands
from salesdesk_app.ui.panes.pipeline.dialogs import LostDialog, NewDealDialog
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.pipeline.acting import (
    LOST,
    NEGOTIATION,
    PROPOSAL,
    QUALIFIED,
    Shown,
    deal,
    in_table,
    on_board,
    open_editor,
    set_cell,
    settle,
)
from tests.world import TODAY


def test_typing_in_the_table_searches_every_word(table: PipelinePane, qtbot: QtBot) -> None:
    qtbot.keyClicks(table.bar.search, "priya halden")
    qtbot.waitUntil(lambda: table.settled)
    assert in_table(table) == [1, 7]
    table.bar.search.setText("nobody like this")
    qtbot.waitUntil(lambda: table.settled)
    assert table.deals.currentWidget() is table.deals.nothing
    table.bar.reset()
    assert len(in_table(table)) == 7


def pick(menu: QMenu, name: str) -> None:
    """Chooses an entry of a menu as a click does."""
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()


def test_owners_and_outcomes_narrow_the_question(table: PipelinePane) -> None:
    chips = table.bar.chips
    pick(chips.owner.menu(), "Jonas Lind")
    assert sorted(in_table(table)) == [2, 4, 8]
    assert chips.owner.text() == "Jonas Lind ▾"
    assert table.bar.search.text() == 'is:open owner:"Jonas Lind" '
    pick(chips.outcome.menu(), "All")
    assert sorted(in_table(table)) == [2, 4, 6, 8]
    assert "1 lost" in table.bar.totals.text()
    pick(chips.outcome.menu(), "Won")
    assert in_table(table) == []
    assert table.bar.totals.text() == "No deals"
    pick(chips.owner.menu(), "Everyone")
    assert in_table(table) == [5]


def test_the_chips_narrow_to_the_quarter_and_to_risks(table: PipelinePane, desk: Desk) -> None:
    chips = table.bar.chips
    chips.quarter.click()
    assert sorted(in_table(table)) == [1, 3, 4, 7, 8, 9]
    chips.quarter.click()
    desk.do(deals.edit, [3], expected_close_on=date(2026, 11, 1))
    at_risk = [row.id for row in table.table.rows_model.rows() if row.at_risk]
    assert 3 in at_risk
    assert chips.risk.text() == f"At risk · {len(at_risk)}"
    chips.risk.click()
    settle()
    assert in_table(table) == at_risk
    table.show_view("board")
    shown = [deal_id for ids in on_board(table) for deal_id in ids]
    assert sorted(shown) == sorted(at_risk)


def test_cells_are_edited_where_they_stand(table: PipelinePane, store: Store) -> None:
    set_cell(table, 1, "value", Decimal("22500"))
    set_cell(table, 1, "close", date(2027, 1, 12))
    set_cell(table, 1, "owner", 3)
    set_cell(table, 1, "next_step", "Send pricing")
    set_cell(table, 1, "forecast", "commit")
    set_cell(table, 1, "stage", NEGOTIATION)
    now = deal(store, 1)
    assert now["value_minor"] == 2_250_000
    assert now["expected_close_on"] == date(2027, 1, 12)
    assert (now["owner_id"], now["next_step"]) == (3, "Send pricing")
    assert (now["category"], now["stage_id"]) == ("commit", NEGOTIATION)
    set_cell(table, 1, "value", None)
    set_cell(table, 1, "close", None)
    assert (deal(store, 1)["value_minor"], deal(store, 1)["expected_close_on"]) == (None, None)


def test_a_cell_with_no_value_for_it_says_so(
    table: PipelinePane, store: Store, told: list[Notice]
) -> None:
    set_cell(table, 1, "value", Decimal("10.005"))
    assert "not a number" in told[-1].text
    set_cell(table, 1, "value", Decimal("-5"))
    assert "below zero" in told[-1].text
    assert deal(store, 1)["value_minor"] == 1_000_000


def test_a_stage_that_closes_asks_in_the_table_as_well(table: PipelinePane, store: Store) -> None:
    set_cell(table, 1, "stage", LOST)
    assert isinstance(table.act.dialog, LostDialog)
    assert deal(store, 1)["stage_id"] == QUALIFIED


def test_a_closed_deals_close_date_is_when_it_was_closed(table: PipelinePane, store: Store) -> None:
    table.bar.look_at("won")
    set_cell(table, 5, "close", date(2026, 11, 12))
    assert deal(store, 5)["closed_on"] == date(2026, 11, 12)


def test_heads_sort_by_plain_values(table: PipelinePane) -> None:
    table.table.sort_by("value", descending=True)
    assert in_table(table) == [9, 8, 7, 4, 2, 1, 3]  # what has no value comes last
    table.table.sort_by("stage")
    stages = [row.place for row in table.table.rows_model.rows()]
    assert stages == sorted(stages)
    table.table.sort_by("owner")
    owners = [row.owner for row in table.table.rows_model.rows()]
    assert owners == sorted(owners)
    table.table.sort_by("signals")
    marks = [len(row.signals) for row in table.table.rows_model.rows()]
    assert marks[-1] == 0


def test_deleting_asks_nothing_and_can_be_taken_back(
    pane: PipelinePane, store: Store, told: list[Notice]
) -> None:
    pane.open_deal(1)
    pane.deals.choose(1)
    pipeline_commands.delete(pane)
    assert 1 not in on_board(pane)[0]
    assert not pane.panel.isVisible()  # what it showed is gone
    assert told[-1].text == "Delete “Halden Freight — Deal 0”"
    assert told[-1].action is not None
    told[-1].action[1]()
    assert 1 in on_board(pane)[0]


def test_a_new_deal_needs_no_more_than_a_company(pane: PipelinePane, store: Store) -> None:
    pipeline_commands.new_deal(pane)
    dialog = pane.act.dialog
    assert isinstance(dialog, NewDealDialog)
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.wrong.text()
    dialog.account.setText("Kitewing")
    dialog.value.setText("46k")
    dialog.submit()
    assert not dialog.isVisible()
    new = deal(store, 10)
    assert (new["name"], new["value_minor"], new["stage_id"]) == ("Kitewing", 4_600_000, QUALIFIED)
    assert (new["created_on"], new["expected_close_on"]) == (TODAY, None)
    assert pane.panel.detail is not None
    assert pane.panel.detail.id == 10
    assert 10 in on_board(pane)[0]


def test_a_right_click_offers_what_can_be_done(pane: PipelinePane, store: Store) -> None:
    assert pane.board.menu_for is not None
    entries = dict(pane.board.menu_for(1))
    assert list(entries) == [
        "Open",
        "Won …",
        "Lost …",
        "Move to Discovery",
        "Move to Proposal",
        "Move to Negotiation",
        "Snooze …",
        "Delete 1 deal",
    ]
    entries["Move to Proposal"]()
    assert deal(store, 1)["stage_id"] == PROPOSAL
    assert "Reopen" in dict(pane.board.menu_for(6))
    dict(pane.board.menu_for(6))["Reopen"]()
    assert deal(store, 6)["stage_id"] == NEGOTIATION


def test_a_figures_deals_are_shown_in_the_table(pane: PipelinePane) -> None:
    wanted = DealFilter(
        outcome="won", closed=month_of(date(2026, 11, 1)), title="Won in November 2026"
    )
    pane.apply(wanted)
    pane.refresh()
    assert pane.view == "table"
    assert in_table(pane) == [5]
    assert pane.subject == "Won in November 2026"
    assert pane.bar.search.text() == "is:won closed:2026-11 "
    assert [chip.button.text() for chip in pane.bar.chips.terms] == ["Closed November 2026"]
    pane.bar.chips.terms[0].off.click()
    assert pane.subject == "Pipeline"
    assert pane.bar.search.text() == "is:won "


def test_deals_that_a_figure_named_are_let_go_by_one_click(pane: PipelinePane) -> None:
    pane.apply(DealFilter(deal_ids=frozenset({1, 5}), title="Called today"))
    pane.refresh()
    assert sorted(in_table(pane)) == [1, 5]
    source = pane.bar.chips.source
    assert source.isVisible()
    assert source.button.text() == "Called today"
    source.off.click()
    assert source.isHidden()
    assert len(in_table(pane)) == 9
    pane.bar.reset()
    assert len(in_table(pane)) == 7


def test_a_deal_that_was_searched_for_opens(pane: PipelinePane) -> None:
    pane.apply(Hit("deal", 4, "Halden Freight — Deal 3", ""))
    pane.refresh()
    assert pane.panel.detail is not None
    assert pane.panel.detail.id == 4
    assert [row.id for row in pane.chosen()] == [4]
    pane.apply(Hit("account", 2, "Corvid Media", ""))
    pane.refresh()
    assert sorted(in_table(pane)) == [2, 5, 8]


def test_the_view_is_remembered(
    table: PipelinePane, desk: Desk, preferences: Preferences, shown: Shown
) -> None:
    again = PipelinePane(SPEC, desk, preferences)
    shown(again)
    assert again.view == "table"


def test_an_empty_pipeline_offers_the_first_step(
    desk: Desk, preferences: Preferences, shown: Shown
) -> None:
    made = PipelinePane(SPEC, desk, preferences)
    shown(made)
    assert made.deals.currentWidget() is made.deals.nothing_yet
    assert not made.bar.isVisible()
    desk.do(deals.create, name="Pilot")
    assert made.deals.currentWidget() is made.deals.board_view
    assert made.bar.isVisible()


def test_narrow_windows_leave_columns_out(table: PipelinePane) -> None:
    hidden = table.table.isColumnHidden
    ids = [column.id for column in table.table.rows_model.columns]
    left = [column for place, column in enumerate(ids) if not hidden(place)]
    assert left == ids[:8]  # the others are shown when they are asked for
    table.resize(936, 600)
    table.open_deal(1)
    settle()
    left = [column for place, column in enumerate(ids) if not hidden(place)]
    assert left == ["deal", "stage", "value", "close"]


def test_commands_are_possible_where_there_is_a_deal(pane: PipelinePane) -> None:
    assert not pane.has_choice()
    pane.deals.choose(6)
    assert pane.has_choice()
    pipeline_commands.reopen(pane)
    assert pane.chosen()[0].fact.outcome == "open"
    pipeline_commands.lose(pane)
    assert isinstance(pane.act.dialog, LostDialog)
    pipeline_commands.at_risk(pane)
    assert pane.bar.wanted.at_risk
    pipeline_commands.everything(pane)
    assert pane.bar.wanted == replace(DealFilter(), outcome="open")
    pipeline_commands.table(pane)
    assert pane.view == "table"
    pipeline_commands.find(pane)
    assert pane.bar.search.hasFocus()


def test_enter_in_a_cell_keeps_what_was_typed_and_opens_nothing(
    table: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    view = table.table
    editor = open_editor(table, qtbot, 1, "value")
    assert isinstance(editor, QLineEdit)
    editor.setText("91k")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: deal(store, 1)["value_minor"] == 9_100_000)
    assert not table.panel.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert table.panel.isVisible()
