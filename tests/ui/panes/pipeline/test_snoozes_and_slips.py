"""Snoozing deals and saying why a close date was put off, by mouse and by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from salesdesk_app.services import signal_rules
from salesdesk_app.services.deals import deals, snoozes
from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline import SPEC, menus, snooze_commands
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.panes.pipeline.slip_strip import SlipStrip
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.snooze_dialog import SnoozeDialog, picks
from tests.ui.panes.pipeline.acting import Shown, deal, set_cell, settle
from tests.world import TODAY, fill

JANUARY = date(2027, 1, 12)


@pytest.fixture
def pane(store: Store, desk: Desk, preferences: Preferences, shown: Shown) -> PipelinePane:
    fill(store)
    made = PipelinePane(SPEC, desk, preferences)
    shown(made)
    made.show_view("table")
    settle()
    return made


def asking(pane: PipelinePane) -> list[SlipStrip]:
    return [strip for strip in (pane.panel.slip, pane.slips.above) if strip.isVisible()]


def key(strip: SlipStrip, pressed: Qt.Key) -> None:
    QTest.keyClick(strip, pressed)
    settle()


def test_the_table_asks_above_it_and_one_key_answers(pane: PipelinePane, store: Store) -> None:
    pane.table.choose(1)
    pane.table.setFocus()
    set_cell(pane, 1, "close", JANUARY)
    (strip,) = asking(pane)
    assert strip is pane.slips.above
    assert strip.text.text() == "Halden Freight — Deal 0: put off from 1 Dec to 12 Jan 2027. Why?"
    assert QApplication.focusWidget() is strip
    key(strip, Qt.Key.Key_2)
    assert deal(store, 1)["slip_reason"] == "obstacle"
    assert asking(pane) == []
    assert QApplication.focusWidget() is pane.table


def test_the_panel_asks_about_its_own_deal(
    pane: PipelinePane, store: Store, told: list[Notice]
) -> None:
    pane.open_deal(1)
    settle()
    pane.act.edit(pane.deals.rows_of([1])[0], expected_close_on=JANUARY)
    (strip,) = asking(pane)
    assert strip is pane.panel.slip
    strip.answers[0].click()
    settle()
    assert deal(store, 1)["slip_reason"] == "wrong_date"
    assert "Say why" in told[-1].text
    assert "· wrong date" in pane.panel.history.lines[0].strong


def test_no_answer_is_an_answer(pane: PipelinePane, store: Store, desk: Desk) -> None:
    set_cell(pane, 1, "close", JANUARY)
    (strip,) = asking(pane)
    key(strip, Qt.Key.Key_Escape)
    assert asking(pane) == []
    desk.everything_changed()
    pane.open_deal(1)
    desk.do(deals.edit, [2], name="Other")
    settle()
    assert asking(pane) == []
    assert deal(store, 1)["slip_reason"] is None


def test_another_key_goes_where_it_was_meant(pane: PipelinePane) -> None:
    pane.table.choose(1)
    pane.table.setFocus()
    set_cell(pane, 1, "close", JANUARY)
    (strip,) = asking(pane)
    before = pane.table.currentIndex().row()
    key(strip, Qt.Key.Key_Up if before else Qt.Key.Key_Down)
    assert asking(pane) == []
    assert abs(pane.table.currentIndex().row() - before) == 1


def test_several_deals_are_asked_about_once(pane: PipelinePane, store: Store, desk: Desk) -> None:
    pane.open_deal(1)
    desk.do(deals.edit, [1, 3, 4], expected_close_on=JANUARY)
    settle()
    (strip,) = asking(pane)
    assert strip is pane.slips.above
    assert strip.text.text() == "3 deals were put off. Why?"
    key(strip, Qt.Key.Key_3)
    assert {deal(store, number)["slip_reason"] for number in (1, 3, 4)} == {"buyer_delay"}


def test_undo_takes_the_question_away(pane: PipelinePane, desk: Desk) -> None:
    set_cell(pane, 1, "close", JANUARY)
    assert asking(pane)
    desk.undo()
    settle()
    assert asking(pane) == []


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (TODAY, [date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 23)]),
        (date(2027, 1, 31), [date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28)]),
        (date(2026, 12, 31), [date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 31)]),
    ],
)
def test_days_to_pick(today: date, days: list[date]) -> None:
    assert list(picks(today).values()) == days


def test_deals_are_snoozed_and_woken(pane: PipelinePane, store: Store) -> None:
    pane.table.choose(3)
    snooze_commands.snooze(pane)
    dialog = pane.act.dialog
    assert isinstance(dialog, SnoozeDialog)
    dialog.picks[2].click()
    dialog.why.setText("waiting for legal")
    dialog.submit()
    settle()
    found = deal(store, 3)
    assert (found["snoozed_until"], found["snoozed_why"]) == (
        date(2026, 12, 23),
        "waiting for legal",
    )
    assert pane.deals.rows_of([3])[0].signals == ()
    entries = dict(menus.offered(pane.act, pane.deals.rows_of([3]), lambda _id: None))
    entries["End the snooze"]()
    settle()
    assert deal(store, 3)["snoozed_until"] is None
    assert pane.deals.rows_of([3])[0].at_risk


def test_what_the_dialog_cannot_take_is_said(pane: PipelinePane, told: list[Notice]) -> None:
    pane.act.snooze(pane.deals.rows_of([1, 3]))
    dialog = pane.act.dialog
    assert isinstance(dialog, SnoozeDialog)
    dialog.day.setText("soon")
    dialog.submit()
    assert "not a date" in dialog.wrong.text()
    dialog.day.clear()
    dialog.submit()
    assert dialog.wrong.text() == "Say until which day."
    dialog.day.set_value(TODAY)
    dialog.submit()
    assert "is not to come" in told[-1].text
    assert dialog.isVisible()
    dialog.reject()


def test_a_resting_deal_says_so_quietly_everywhere(pane: PipelinePane, desk: Desk) -> None:
    until, why = date(2026, 12, 3), "waiting for legal"
    desk.do(snoozes.snooze, [3], until=until, why=why, today=TODAY)
    settle()
    model = pane.table.rows_model
    column = next(c for c in model.columns if c.id == "signals")
    (row,) = pane.deals.rows_of([3])
    assert column.data is not None and column.explain is not None
    assert column.data(row) == (("Snoozed till 3 Dec", "plain"),)
    assert column.explain(row) == "Snoozed till 3 Dec: waiting for legal"
    pane.open_deal(3)
    settle()
    shown = [pill.text for pill in pane.panel.findChildren(Pill) if pill.isVisible()]
    assert shown == ["Snoozed till 3 Dec"]
    pane.show_view("board")
    settle()
    stages = [column.list.cards.cards for column in pane.board.columns]
    card = next(card for cards in stages for card in cards if card.id == 3)
    assert (card.pills, card.explain) == (
        (("Snoozed till 3 Dec", "plain"),),
        "Snoozed till 3 Dec: waiting for legal",
    )


def test_the_chip_says_what_puts_a_deal_at_risk(pane: PipelinePane, desk: Desk) -> None:
    assert "the close was put off 3 times or more" in pane.bar.chips.risk.toolTip().replace(
        "\n", " "
    )
    desk.do(signal_rules.set_limit, "pushed", 4)
    settle()
    assert "the close was put off 4 times or more" in pane.bar.chips.risk.toolTip().replace(
        "\n", " "
    )
