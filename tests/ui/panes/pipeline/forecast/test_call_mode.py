"""Call mode: rep after rep by keyboard, what is typed and judged there, and what comes out."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services import commitments, people
from salesdesk_app.services.deals import deals
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.forecast.calling.mode import CallMode
from salesdesk_app.ui.panes.pipeline.forecast.countdown import Countdown
from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.widgets import handing
from tests.services.forecasting.world import TODAY, Team, noon
from tests.ui.panes.pipeline.acting import Shown, settle


@pytest.fixture
def call(lens: ForecastLens, team: Team) -> CallMode:
    """A call in which Ben's number moved most since the last freeze."""
    team.freeze()
    team.deal(80_000, owner=team.ben, name="New commit", category="commit")
    lens.begin_call()
    assert lens.pages.currentWidget() is lens.calling
    return lens.calling


def who(call: CallMode) -> str:
    return call.name.text()


def test_what_moved_most_comes_first_and_keys_walk_on(
    call: CallMode, pane: PipelinePane, qtbot: QtBot
) -> None:
    assert not pane.bar.isVisible()
    assert who(call) == "Ben Cole"
    assert "1 of 2 · +$80 k in closed and commit since 23 Nov" in call.where.text()
    shown = [row.item.deal for row in call.table.rows_model.rows()]
    assert shown == ["New commit", "Ben’s one"]
    assert call.table.hasFocus()
    qtbot.keyClick(call.table, Qt.Key.Key_PageDown)
    assert who(call) == "Ana Ruiz"
    qtbot.keyClick(call.side.rep.amount, Qt.Key.Key_PageUp)
    assert who(call) == "Ben Cole"
    qtbot.keyClick(call.table, Qt.Key.Key_Escape)
    assert not call.on
    assert pane.bar.isVisible()


def test_the_order_stays_while_the_call_lasts(call: CallMode, team: Team, desk: Desk) -> None:
    ids = list(call.order)
    line = team.line(team.ana)
    desk.do(deals.edit, list(line.parts["commit"].deal_ids), value_minor=99_000_000)
    assert call.order == ids
    assert who(call) == "Ben Cole"


def test_judging_in_the_call_changes_the_total_in(call: CallMode, team: Team, qtbot: QtBot) -> None:
    qtbot.keyClick(call.table, Qt.Key.Key_I)
    assert team.line(team.ben).judged_in.minor == 8_000_000
    assert call.figures.total_in.value.text() == "$80 k"
    assert call.table.rows_model.row_at(0).verdict == "in"


def test_calls_are_typed_at_the_side_and_kept_on_the_way_on(
    call: CallMode, team: Team, qtbot: QtBot, desk: Desk
) -> None:
    mine = call.side.mine
    mine.amount.setFocus()
    qtbot.keyClicks(mine.amount, "110k")
    qtbot.keyClick(mine.amount, Qt.Key.Key_Return)
    said = team.line(team.ben).manager
    assert said is not None
    assert said.amount_minor == 11_000_000
    mine.note.setFocus()
    qtbot.keyClicks(mine.note, "Legal is through")
    qtbot.keyClick(mine.note, Qt.Key.Key_PageDown)
    said = team.line(team.ben).manager
    assert said is not None
    assert said.note == "Legal is through"
    assert who(call) == "Ana Ruiz"
    assert call.side.mine.amount.text() == "150,000"
    desk.undo()
    said = team.line(team.ben).manager
    assert said is not None
    assert said.note is None


def test_esc_takes_back_what_is_typed_before_it_leaves(
    call: CallMode, team: Team, qtbot: QtBot
) -> None:
    qtbot.keyClicks(call.side.rep.amount, "77k")
    qtbot.keyClick(call.side.rep.amount, Qt.Key.Key_Escape)
    assert call.on
    assert call.side.rep.amount.text() == ""
    qtbot.keyClick(call.side.rep.amount, Qt.Key.Key_Escape)
    assert not call.on
    assert team.line(team.ben).rep is None


def test_what_is_agreed_becomes_a_commitment_at_once(
    call: CallMode, team: Team, qtbot: QtBot, desk: Desk
) -> None:
    agreed = call.side.promises
    assert agreed.owner.value() == team.ben
    assert agreed.due.value() == date(2026, 11, 30)
    qtbot.keyClick(agreed.text, Qt.Key.Key_Return)
    assert "what will be done" in agreed.wrong.text()
    qtbot.keyClicks(agreed.text, "Call the buyer")
    qtbot.keyClick(agreed.text, Qt.Key.Key_Return)
    (made,) = ask(team.store, commitments.standing)
    assert (made.text, made.owner, made.due_on) == (
        "Call the buyer",
        "Ben Cole",
        agreed.due.value(),
    )
    assert made.deal_id == call.table.current_id()
    assert agreed.text.text() == ""
    assert [row.text for row in agreed.table.rows_model.rows()] == ["Call the buyer"]
    agreed.deal.set_value(None)
    qtbot.keyClicks(agreed.text, "Clean up the dates")
    agreed.add_button.click()
    assert ask(team.store, commitments.standing)[-1].deal_id is None
    desk.undo()
    assert [row.text for row in agreed.table.rows_model.rows()] == ["Call the buyer"]


def test_what_was_typed_of_an_agreement_is_kept_on_the_way_on(
    call: CallMode, team: Team, qtbot: QtBot
) -> None:
    agreed = call.side.promises
    qtbot.keyClicks(agreed.text, "Call the buyer")
    agreed.due.setText("tomorrow")
    qtbot.keyClick(agreed.due, Qt.Key.Key_Return)
    qtbot.keyClicks(agreed.text, "Send the offer")
    qtbot.keyClick(agreed.text, Qt.Key.Key_PageDown)
    assert who(call) == "Ana Ruiz"
    assert agreed.text.text() == ""
    found = {(made.text, made.owner) for made in ask(team.store, commitments.standing)}
    assert found == {("Call the buyer", "Ben Cole"), ("Send the offer", "Ben Cole")}


def test_what_cannot_be_kept_holds_the_call(
    call: CallMode, team: Team, qtbot: QtBot, desk: Desk
) -> None:
    told: list[str] = []
    desk.noticed.connect(lambda notice: told.append(notice.text))
    amount, agreed = call.side.mine.amount, call.side.promises
    qtbot.keyClicks(amount, "a lot")
    qtbot.keyClick(amount, Qt.Key.Key_PageDown)
    assert who(call) == "Ben Cole" and amount.text() == "a lot"
    assert "not an amount" in told[-1]
    qtbot.keyClick(amount, Qt.Key.Key_Escape)
    qtbot.keyClicks(agreed.text, "Call the buyer")
    agreed.due.setText("someday")
    qtbot.keyClick(agreed.text, Qt.Key.Key_PageDown)
    assert who(call) == "Ben Cole" and "not a date" in agreed.wrong.text()
    qtbot.keyClick(agreed.text, Qt.Key.Key_Escape)
    assert call.on and agreed.text.text() == ""
    assert ask(team.store, commitments.standing) == []


def test_the_end_says_what_came_out_and_hands_out_the_minutes(
    call: CallMode, team: Team, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.call(team.ben, 90_000)
    qtbot.keyClick(call.table, Qt.Key.Key_I)
    qtbot.keyClicks(call.side.promises.text, "Send the offer")
    qtbot.keyClick(call.side.promises.text, Qt.Key.Key_Return)
    call.step(1)
    call.step(1)
    assert call.pages.currentIndex() == 1
    assert not call.clock.running
    rows = {row.name: row for row in call.summary.table.rows_model.rows()}
    assert rows["Ben Cole"].moved == 8_000_000
    assert rows["Ben Cole"].judged == (1, 0)
    assert [made.text for made in rows["Ben Cole"].made] == ["Send the offer"]
    shown = {c.id: c.text(rows["Ben Cole"]) for c in call.summary.table.rows_model.columns}
    assert shown["rep_call"] == "$90 k"
    assert shown["total_in"] == "$0 → $80 k"
    assert "1 call changed · 1 commitment today" in call.summary.said.text()
    handed: list[Sheet] = []
    monkeypatch.setattr(handing, "outlet_of", lambda _widget: Outlet(handed))
    call.summary.save.click()
    assert handed[0].title.startswith("Forecast call Q4 2026, 23 Nov 2026")
    assert any("Send the offer" in str(cell) for row in handed[0].rows for cell in row)
    call.summary.copy.click()
    assert len(handed) == 2
    call.back()
    assert call.clock.running


class Outlet:
    """Takes what is handed out."""

    def __init__(self, handed: list[Sheet]) -> None:
        self.handed = handed

    def copy(self, sheet: Sheet, *, headings: bool) -> None:
        assert headings
        self.handed.append(sheet)

    def export(self, sheet: Sheet) -> None:
        self.handed.append(sheet)


def test_the_minutes_are_copied_as_cells(call: CallMode) -> None:
    call.end()
    call.summary.copy.click()
    assert "Ben Cole" in QApplication.clipboard().text()


def test_tab_goes_from_the_deals_to_the_calls_and_what_is_agreed(
    call: CallMode, qtbot: QtBot
) -> None:
    call.table.setFocus()
    passed: list[Any] = []
    for _ in range(14):
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    wanted = [call.table, *call.side.rep.fields(), *call.side.mine.fields()]
    assert passed[: len(wanted)] == wanted
    assert call.side.promises.text in passed


def test_a_call_starts_by_command_from_elsewhere(pane: PipelinePane, team: Team) -> None:
    from salesdesk_app.ui.panes.pipeline.forecast import commands

    pane.show_view("board")
    commands.hold_call(pane)
    assert pane.view == "forecast"
    assert isinstance(pane.lens, ForecastLens)
    assert pane.lens.calling.on
    pane.show_view("table")
    assert pane.bar.isVisible()


@pytest.fixture
def week_ago(store: Store) -> date:
    """A day at whose end somebody was known."""
    day = TODAY - timedelta(days=7)
    perform(store, Stamp(noon(day)), people.add, PersonForm("Dan Fox"))
    return day


def test_a_call_ends_where_one_looks_back(
    week_ago: date, lens: ForecastLens, pane: PipelinePane, desk: Desk
) -> None:
    call = lens.calling
    lens.begin_call()
    assert call.on
    desk.look_at(week_ago)
    settle()
    assert desk.looking_at == week_ago
    assert not call.on
    assert lens.pages.currentWidget() is lens.overview and pane.bar.isVisible()
    desk.look_at(None)
    settle()
    assert lens.pages.currentWidget() is lens.overview
    lens.begin_call()
    assert lens.pages.currentWidget() is call


def test_the_time_counts_down_stands_still_and_runs_over(shown: Shown, tmp_path: Path) -> None:
    now = [1000.0]
    clock = Countdown(lambda: now[0])
    shown(clock)
    clock.begin()
    now[0] += 65
    clock._say()
    assert clock.text.text() == "23:55 left"
    clock.toggle()
    now[0] += 10_000
    assert clock.spent == 65
    clock.toggle()
    now[0] += 25 * 60
    clock._say()
    assert clock.text.text() == "1:05 over"
    clock.begin()
    assert clock.spent == 0
