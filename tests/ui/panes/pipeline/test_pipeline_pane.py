"""The pipeline's board: what it shows, moving cards, and what a drop asks."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.services import pipeline
from salesdesk_app.services.deals import deals
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Store, ask
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline import commands as pipeline_commands
from salesdesk_app.ui.panes.pipeline.dialogs import LostDialog, NewDealDialog, WonDialog
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.pipeline.acting import (
    DISCOVERY,
    LOST,
    PROPOSAL,
    QUALIFIED,
    WON,
    Shown,
    deal,
    drop,
    in_table,
    on_board,
)
from tests.world import TODAY, fill


def test_the_board_shows_stages_with_count_value_and_weighted_value(pane: PipelinePane) -> None:
    assert [column.title.text() for column in pane.board.columns] == [
        "Qualified",
        "Discovery",
        "Proposal",
        "Negotiation",
        "Won this quarter",
        "Lost this quarter",
    ]
    assert [sorted(ids) for ids in on_board(pane)] == [[1, 7], [2, 8], [3, 9], [4], [5], [6]]
    first = pane.board.columns[0]
    assert (first.count.text, first.note.text()) == ("2", "$80 k · weighted $16 k")
    for part in (first.title, first.count, first.note):
        assert "Weighted: each open deal" in part.toolTip()
    assert pane.board.columns[4].note.text() == "$50 k"
    assert pane.bar.totals.text() == "7 deals · $310 k open · $121 k weighted"
    assert pane.context == "week 8 of 13 in Q4"


def test_who_comes_to_the_pipeline_walks_its_deals(pane: PipelinePane, qtbot: QtBot) -> None:
    first = pane.board.columns[0].list
    pane.setFocus(Qt.FocusReason.OtherFocusReason)  # as the window does
    assert first.hasFocus()
    pane.show_view("table")
    pane.setFocus(Qt.FocusReason.OtherFocusReason)
    assert pane.table.hasFocus()


def test_a_pipeline_gone_to_before_its_deals_are_known_is_walked_too(
    store: Store, desk: Desk, preferences: Preferences, qtbot: QtBot
) -> None:
    fill(store)
    made = PipelinePane(SPEC, desk, preferences)
    qtbot.addWidget(made)
    made.setFocus(Qt.FocusReason.OtherFocusReason)
    made.show()
    made.activateWindow()
    made.refresh()
    qtbot.waitUntil(lambda: made.settled and made.board.columns[0].list.hasFocus())


def test_heads_table_and_totals_say_the_same(pane: PipelinePane, store: Store) -> None:
    shown = pane.bar.totals.text()
    pane.show_view("table")
    assert pane.bar.totals.text() == shown
    rows = ask(store, pipeline.table, DealFilter(outcome="open"), TODAY)
    assert in_table(pane) == [row.id for row in rows]


def test_what_has_no_value_is_said(pane: PipelinePane, desk: Desk) -> None:
    desk.do(deals.edit, [1, 2, 3, 4, 7, 8, 9], value_minor=None)
    assert pane.bar.totals.text() == "7 open, none with a value in USD"
    assert pane.board.columns[0].note.text() == "No values in USD"


def test_a_dropped_card_moves_and_the_notice_takes_it_back(
    pane: PipelinePane, store: Store, told: list[Notice]
) -> None:
    drop(pane, [1, 7], PROPOSAL)
    assert [sorted(ids) for ids in on_board(pane)][:3] == [[], [2, 8], [1, 3, 7, 9]]
    assert told[-1].text == "Move 2 deals to Proposal"
    assert told[-1].action is not None
    told[-1].action[1]()
    assert [sorted(ids) for ids in on_board(pane)][:3] == [[1, 7], [2, 8], [3, 9]]
    assert deal(store, 1)["stage_id"] == QUALIFIED


def test_a_drop_on_won_asks_for_value_and_day(pane: PipelinePane, store: Store) -> None:
    drop(pane, [1], WON)
    dialog = pane.act.dialog
    assert isinstance(dialog, WonDialog)
    assert (dialog.value.value(), dialog.day.value()) == (Decimal("10000.00"), TODAY)
    assert deal(store, 1)["stage_id"] == QUALIFIED  # nothing happens before the answer
    dialog.value.setText("12.5k")
    dialog.day.setText("20 Nov 2026")
    dialog.submit()
    won = deal(store, 1)
    assert (won["stage_id"], won["value_minor"]) == (WON, 1_250_000)
    assert won["closed_on"] == date(2026, 11, 20)
    assert not dialog.isVisible()


def test_esc_leaves_all_as_it_was(pane: PipelinePane, store: Store, qtbot: QtBot) -> None:
    before = on_board(pane)
    for stage in (WON, LOST):
        drop(pane, [2], stage)
        assert pane.act.dialog is not None
        qtbot.keyClick(pane.act.dialog, Qt.Key.Key_Escape)
        assert on_board(pane) == before
        assert deal(store, 2)["stage_id"] == DISCOVERY


def _reasons(pane: PipelinePane) -> tuple[str, ...]:
    return () if pane.act.choices is None else pane.act.choices.reasons


def test_a_drop_on_lost_asks_why(pane: PipelinePane, store: Store, qtbot: QtBot) -> None:
    drop(pane, [2, 8], LOST)
    dialog = pane.act.dialog
    assert isinstance(dialog, LostDialog)
    offered = [dialog.reason.itemText(i) for i in range(dialog.reason.count())]
    assert "Price" in offered
    dialog.reason.setEditText("Merged with another")
    dialog.submit()
    assert [deal(store, i)["lost_reason"] for i in (2, 8)] == ["Merged with another"] * 2
    qtbot.waitUntil(lambda: "Merged with another" in _reasons(pane))


def test_what_is_refused_stays_in_the_dialog(
    pane: PipelinePane, store: Store, told: list[Notice]
) -> None:
    drop(pane, [1], WON)
    dialog = pane.act.dialog
    assert isinstance(dialog, WonDialog)
    dialog.day.setText("24 Dec 2026")
    dialog.submit()
    assert dialog.isVisible()
    assert "still to come" in told[-1].text
    dialog.day.setText("soon")
    dialog.submit()
    assert dialog.wrong.text()
    dialog.reject()
    assert deal(store, 1)["stage_id"] == QUALIFIED


def test_the_keyboard_moves_cards_and_stays_with_them(
    pane: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    pane.deals.choose(1)
    pipeline_commands.next_stage(pane)
    assert deal(store, 1)["stage_id"] == DISCOVERY
    assert [row.id for row in pane.chosen()] == [1]
    first = pane.board.columns[1].list
    assert first.hasFocus()
    pipeline_commands.previous_stage(pane)
    pipeline_commands.previous_stage(pane)  # there is none before the first
    assert deal(store, 1)["stage_id"] == QUALIFIED
    pane.deals.choose(4)
    pipeline_commands.next_stage(pane)
    assert isinstance(pane.act.dialog, WonDialog)


def test_enter_opens_the_panel_and_esc_closes_it(pane: PipelinePane, qtbot: QtBot) -> None:
    pane.deals.choose(1)
    cards = pane.board.columns[0].list
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert pane.panel.isVisible()
    assert pane.panel.title.text() == "Halden Freight — Deal 0"
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert pane.panel.title.text() == "Halden Freight — Deal 6"  # it goes along
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    assert not pane.panel.isVisible()
    assert cards.hasFocus()


def test_typing_on_the_board_searches(pane: PipelinePane, qtbot: QtBot) -> None:
    pane.deals.choose(1)
    qtbot.keyClick(pane.board.columns[0].list, Qt.Key.Key_C)
    assert pane.bar.search.hasFocus()
    qtbot.keyClicks(pane.bar.search, "orvid")
    qtbot.waitUntil(lambda: pane.settled)
    assert on_board(pane) == [[], [8, 2], [], [], [5], []]
    assert pane.bar.totals.text().startswith("2 deals")
    qtbot.keyClick(pane.bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.settled)
    assert sum(map(len, on_board(pane))) == 9


def test_a_new_deal_is_asked_for_even_before_the_pane_has_loaded(
    desk: Desk, preferences: Preferences, shown: Shown, qtbot: QtBot
) -> None:
    made = PipelinePane(SPEC, desk, preferences)
    pipeline_commands.new_deal(made)
    assert made.act.dialog is None
    shown(made)
    qtbot.waitUntil(lambda: isinstance(made.act.dialog, NewDealDialog))
