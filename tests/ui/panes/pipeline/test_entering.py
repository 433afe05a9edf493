"""Moving into stages that ask for fields: one dialog, one edit, one undo; Esc changes nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk_app.services import custom_fields, pipelines, stages
from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.panes.pipeline import commands, menus, narrowing
from salesdesk_app.ui.panes.pipeline.dialogs import LostDialog, NewDealDialog, WonDialog
from salesdesk_app.ui.panes.pipeline.entry_form import EntryDialog, EntryFields
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.widgets.fields import AmountEdit, Picker
from tests.ui.panes.pipeline.acting import (
    LOST,
    NEGOTIATION,
    PROPOSAL,
    QUALIFIED,
    WON,
    deal,
    drop,
    on_board,
    settle,
)
from tests.world import NOON, TODAY


def require(pane: PipelinePane, store: Store, stage_id: int, *codes: str) -> None:
    found = next(s for s in ask(store, stages.rows) if s.id == stage_id)
    fields = ("name", "outcome", "probability", "category", "stuck_days")
    facts = {field: getattr(found, field) for field in fields}
    pane.desk.do(stages.edit, stage_id, **facts, required=codes)
    settle()


def entry(pane: PipelinePane) -> EntryDialog:
    dialog = pane.act.dialog
    assert isinstance(dialog, EntryDialog)
    return dialog


def editors(fields: EntryFields) -> dict[str, Any]:
    return {code: editor for code, _lacks, editor in fields.editors}


def test_exactly_what_is_missing_is_asked_and_written_as_one_edit(
    pane: PipelinePane, store: Store, told: list[Notice]
) -> None:
    made = perform(store, Stamp(NOON), custom_fields.add, "Segment", "text").result
    own = f"own:{made}"
    asked = ("value_minor", "owner_id", "next_step", "contact", own)
    require(pane, store, NEGOTIATION, *asked)
    drop(pane, [3], NEGOTIATION)
    dialog = entry(pane)
    found = editors(dialog.fields)
    assert list(found) == ["value_minor", "next_step", "contact", own]  # it has an owner
    assert deal(store, 3)["stage_id"] == PROPOSAL
    dialog.submit()
    assert "Value" in dialog.wrong.text()
    found["value_minor"].setText("12k")
    found["next_step"].setText("Send the draft")
    found["contact"].setText("Mira Holt")
    found[own].setText("Mid-market")
    dialog.submit()
    moved = deal(store, 3)
    assert (moved["stage_id"], moved["value_minor"]) == (NEGOTIATION, 1_200_000)
    assert moved["next_step"] == "Send the draft"
    assert told[-1].text == "Move “Ostara Clinics — Deal 2” to Negotiation"
    assert told[-1].action is not None
    told[-1].action[1]()
    back = deal(store, 3)
    assert (back["stage_id"], back["value_minor"], back["next_step"]) == (PROPOSAL, None, None)


def test_esc_leaves_all_as_it_was(pane: PipelinePane, store: Store, qtbot: QtBot) -> None:
    require(pane, store, NEGOTIATION, "next_step")
    before = on_board(pane)
    drop(pane, [1, 2], NEGOTIATION)
    qtbot.keyClick(entry(pane), Qt.Key.Key_Escape)
    assert on_board(pane) == before


def test_several_deals_are_told_apart_and_filled_alike(pane: PipelinePane, store: Store) -> None:
    require(pane, store, NEGOTIATION, "expected_close_on", "value_minor", "next_step")
    perform(store, Stamp(NOON), deals.edit, [1], next_step="Call")
    drop(pane, [1, 2, 3], NEGOTIATION)
    dialog = entry(pane)
    lacking = {code: [lack.deal_id for lack in lacks] for code, lacks, _ in dialog.fields.editors}
    assert lacking == {"expected_close_on": [2], "value_minor": [3], "next_step": [2, 3]}
    found = editors(dialog.fields)
    found["expected_close_on"].setText("18 Dec 2026")
    found["value_minor"].setText("500")
    found["next_step"].setText("Visit")
    dialog.submit()
    assert [deal(store, n)["next_step"] for n in (1, 2, 3)] == ["Call", "Visit", "Visit"]
    assert deal(store, 2)["expected_close_on"] == date(2026, 12, 18)
    assert {deal(store, n)["stage_id"] for n in (1, 2, 3)} == {NEGOTIATION}


def test_a_stage_that_asks_for_nothing_missing_asks_nothing(
    pane: PipelinePane, store: Store
) -> None:
    require(pane, store, NEGOTIATION, "value_minor", "owner_id")
    drop(pane, [1], NEGOTIATION)
    assert pane.act.dialog is None
    assert deal(store, 1)["stage_id"] == NEGOTIATION


def test_a_win_of_several_takes_a_value_for_each_and_what_the_stage_asks(
    pane: PipelinePane, store: Store
) -> None:
    require(pane, store, WON, "value_minor", "source")
    drop(pane, [1, 3], WON)
    dialog = pane.act.dialog
    assert isinstance(dialog, WonDialog)
    assert [edit.value() for edit in dialog.values.values()] == [Decimal("10000.00"), None]
    assert dialog.asked is not None
    assert list(editors(dialog.asked)) == ["source"]
    dialog.values[1].setText("9k")
    dialog.submit()
    assert "Source" in dialog.wrong.text()
    editors(dialog.asked)["source"].setText("Fair")
    dialog.submit()
    assert dialog.isVisible()  # the third has no value yet, and Won asks for it
    assert deal(store, 1)["stage_id"] == QUALIFIED
    dialog.values[3].setText("7000")
    dialog.submit()
    won = [deal(store, n) for n in (1, 3)]
    assert [one["value_minor"] for one in won] == [900_000, 700_000]
    assert [one["source"] for one in won] == ["Fair", "Fair"]
    assert [one["stage_id"] for one in won] == [WON, WON]


def test_a_loss_goes_to_the_stage_that_was_dropped_on_and_may_insist_on_a_reason(
    pane: PipelinePane, store: Store
) -> None:
    made = perform(store, Stamp(NOON), stages.add, "Disqualified", outcome="lost", probability=0)
    require(pane, store, made.result, "lost_reason")
    pane.refresh()
    drop(pane, [1], made.result)
    dialog = pane.act.dialog
    assert isinstance(dialog, LostDialog)
    dialog.submit()
    assert "asks for it" in dialog.wrong.text()
    dialog.reason.setEditText("No budget")
    dialog.submit()
    lost = deal(store, 1)
    assert (lost["stage_id"], lost["lost_reason"]) == (made.result, "No budget")
    drop(pane, [2], LOST)
    dialog = pane.act.dialog
    assert isinstance(dialog, LostDialog)
    dialog.submit()
    assert deal(store, 2)["stage_id"] == LOST


def test_a_new_deal_is_asked_for_what_its_stage_asks_for(
    pane: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    require(pane, store, QUALIFIED, "value_minor", "contact")
    qtbot.waitUntil(lambda: bool(pane.act.choices and pane.act.choices.stages[0].required))
    commands.new_deal(pane)
    dialog = pane.act.dialog
    assert isinstance(dialog, NewDealDialog)
    dialog.account.setText("Kitewing")
    dialog.value.setText("5k")
    dialog.submit()
    asked = editors(entry(pane).fields)
    assert list(asked) == ["contact"]
    asked["contact"].setText("Mira Holt")
    entry(pane).submit()
    added = deal(store, 10)
    assert (added["name"], added["value_minor"]) == ("Kitewing", 500_000)


def test_what_is_asked_of_many_stands_whole_below_its_words(
    pane: PipelinePane, store: Store
) -> None:
    ids = [perform(store, Stamp(NOON), deals.create, name=f"R & D {n}").result for n in range(4)]
    require(pane, store, NEGOTIATION, "next_step", "owner_id")
    drop(pane, ids, NEGOTIATION)
    dialog = entry(pane)
    settle()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width())
    editor = editors(dialog.fields)["next_step"]
    assert editor.geometry().bottom() < dialog.fields.rect().bottom()
    dialog.reject()
    pane.act.win(pane.deals.rows_of(ids))
    asked = pane.act.dialog
    assert asked is not None
    names = [one.text() for one in asked.findChildren(QLabel)]
    assert "R && D 0" in names  # a single & would be read as a shortcut


@pytest.mark.parametrize("many", [9, 3])
def test_values_of_few_deals_are_asked_one_by_one(
    pane: PipelinePane, store: Store, many: int
) -> None:
    ids = [perform(store, Stamp(NOON), deals.create, name=f"D{n}").result for n in range(many)]
    require(pane, store, NEGOTIATION, "value_minor", "owner_id")
    drop(pane, ids, NEGOTIATION)
    made = [editor for _code, _lacks, editor in entry(pane).fields.editors]
    amounts = [editor for editor in made if isinstance(editor, AmountEdit)]
    assert len(amounts) == (1 if many > 8 else many)
    for place, editor in enumerate(made):
        if isinstance(editor, Picker):
            editor.set_value(2)
        elif isinstance(editor, QLineEdit):
            editor.setText(str(place + 1))
    entry(pane).submit()
    values = [deal(store, one)["value_minor"] for one in ids]
    assert values == ([100] * many if many > 8 else [100, 200, 300])


def test_deals_go_to_another_pipeline_and_the_board_shows_one_at_a_time(
    pane: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    assert not pane.deals.board_view.switch.isVisible()
    made = perform(store, Stamp(NOON), pipelines.add, "Renewals").result
    pane.desk.everything_changed()
    settle()
    switch = pane.deals.board_view.switch
    assert switch.isVisible()
    assert sum(map(len, on_board(pane))) == 9
    qtbot.waitUntil(lambda: pane.act.choices is not None and len(pane.act.choices.pipelines) == 2)
    moves = dict(menus.offered(pane.act, pane.deals.rows_of([1, 2]), print))
    assert "Move to the pipeline Sales" not in moves
    moves["Move to the pipeline Renewals"]()
    assert sum(map(len, on_board(pane))) == 7
    choose = next(c for c in pane.table.rows_model.columns if c.id == "stage").choices
    assert choose is not None
    names = [name for _key, name in choose()]
    assert "Sales: Qualified" in names
    assert "Renewals: Qualified" in names
    switch.picker.set_value(made)
    switch.picker.chosen.emit(made)
    settle()
    assert on_board(pane)[:2] == [[1], [2]]
    pane.new_deal()
    asked = pane.act.dialog
    assert isinstance(asked, NewDealDialog)
    assert asked.stage.currentText() == "Renewals: Qualified"
    asked.reject()
    again = PipelinePane(pane.spec, pane.desk, pane.preferences)
    assert again.deals.board_view.choice.pipeline_id == made
    again.deleteLater()


def test_a_collapsed_stage_takes_drops_and_is_remembered(pane: PipelinePane, store: Store) -> None:
    column = pane.board.columns[2]
    pane.board.fold(column)
    assert column.slim
    assert not column.list.isVisible()
    drop(pane, [1], PROPOSAL)
    assert deal(store, 1)["stage_id"] == PROPOSAL
    again = PipelinePane(pane.spec, pane.desk, pane.preferences)
    assert again.board.collapsed == {PROPOSAL}
    again.deleteLater()


def test_moves_of_the_day_before_are_not_offered_in_the_past(
    pane: PipelinePane, store: Store, told: list[Notice]
) -> None:
    pane.desk.look_at(TODAY.replace(day=20))
    settle()
    assert pane.board.read_only
    before = deal(store, 1)["stage_id"]
    drop(pane, [1], PROPOSAL)
    assert deal(store, 1)["stage_id"] == before
    assert told


def test_many_deals_are_searched_off_the_ui_thread_and_the_newest_wish_wins(
    pane: PipelinePane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "QUICK", 0)
    whole = on_board(pane)
    pane.bar.search.setText("Corvid")
    qtbot.waitUntil(lambda: pane.settled)
    assert on_board(pane) == [[], [8, 2], [], [], [5], []]
    assert pane.bar.totals.text().startswith("2 deals")
    late: list[Any] = []
    asked = narrowing.Narrowing(lambda *_args, then, **_more: late.append(then), late.append)
    data = pane.data
    assert data is not None
    for _ in range(2):
        asked.ask(data, pane.bar.wanted, lambda _row: True)
    assert asked.busy
    older, newer = late
    older("old")
    newer("new")
    assert late[2:] == ["new"]
    assert not asked.busy
    pane.bar.search.clear()
    qtbot.waitUntil(lambda: pane.settled)
    assert on_board(pane) == whole
