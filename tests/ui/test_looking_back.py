"""Looking back: the strip of the past, what the panes show of it, and that nothing is changed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import people
from salesdesk_app.services.deals import deals
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, Store, perform
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.window import Window
from tests.ui.panes.pipeline.acting import settle

TODAY = date(2026, 11, 23)
MONDAY = datetime(2026, 11, 16, 9).astimezone()
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def past(store: Store) -> None:
    """On Monday a deal over 100 came in; on Wednesday it moved on and was worth 150."""
    stamp = Stamp(MONDAY)
    ana = perform(store, stamp, people.add, PersonForm(name="Ana Ruiz", role="rep")).result
    made = perform(
        store, stamp, deals.create, name="Fleet", account="Halden", stage_id=1, owner_id=ana,
        value_minor=100_00, currency="USD", created_on=MONDAY.date(),
    ).result  # fmt: skip
    later = Stamp(WEDNESDAY)
    perform(store, later, deals.edit, [made], value_minor=150_00)
    perform(store, later, deals.move, [made], 3)
    perform(store, later, deals.create, name="New one", account="Corvid", stage_id=1,
            currency="USD", created_on=WEDNESDAY.date())  # fmt: skip


@pytest.fixture
def window(
    past: None, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> Window:
    declare_commands()
    preferences.set_text(f"begun/{desk.store.path.name}", "yes")
    made = open_window(desk, preferences, PANES)
    made.on_close = lambda: None
    made.go("pipeline")
    shown(made, 1440, 900)
    settle()
    return made


def pipeline(window: Window) -> PipelinePane:
    pane = window.panes["pipeline"]
    assert isinstance(pane, PipelinePane)
    return pane


def cards(window: Window) -> list[list[str]]:
    """The values on the board, stage by stage."""
    settle()
    return [
        [card.value for card in column.list.cards.cards]
        for column in pipeline(window).board.columns
    ]


def look(window: Window, day: date | None) -> None:
    window.desk.look_at(day)
    settle()


def run(window: Window, command: str) -> None:
    window.run(COMMANDS[command])
    settle()


def test_a_typed_day_turns_the_board(window: Window, qtbot: QtBot) -> None:
    assert window.header.day.text() == "23 Nov"
    assert not window.past.isVisible()
    run(window, "view.look_back")
    assert window.past.isVisible() and window.past.day.hasFocus()
    qtbot.keyClicks(window.past.day, "-7")
    qtbot.keyClick(window.past.day, Qt.Key.Key_Return)
    settle()
    assert window.desk.looking_at == MONDAY.date()
    assert window.header.day.text() == "As of 16 Nov 2026"
    assert (window.past.says.text(), window.past.how.text()) == ("As of the end of", "read only")
    found = cards(window)
    assert [values for values in found if values] == [["$100"]]
    since = "Since then: 1 created, 1 moved on or back, 1 value changed"
    assert window.past.since.text().startswith(since)
    assert window.pane is not None and not window.past.day.hasFocus()


def test_buttons_that_write_say_why_they_wait(window: Window) -> None:
    why = "You are looking at 16 Nov 2026, which is past and read only. Esc returns to today."

    def waiting() -> set[str]:
        shown = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
        return {b.text() for b in shown if not b.isEnabled() and b.toolTip() == why}

    assert waiting() == set()
    look(window, MONDAY.date())
    assert waiting() == {"Import", "New deal"}
    pipeline(window).show_view("forecast")
    settle()
    assert waiting() == {"Import", "Start the call", "Freeze this week’s forecast"}
    look(window, None)
    assert waiting() == set()
    lens = pipeline(window).lens
    assert isinstance(lens, ForecastLens)
    assert lens.call_button.isEnabled() and lens.call_button.toolTip() == "Ctrl+Shift+J"


def test_the_present_is_kept_though_a_day_stands_in_the_field(window: Window) -> None:
    look(window, MONDAY.date())
    said = window.past.since.text()
    run(window, "view.look_back")
    assert said and window.past.since.text() == said
    assert window.past.day.hasFocus()
    look(window, None)
    assert window.desk.looking_at is None and not window.past.isVisible()


def test_what_was_known_of_both_days_is_kept(window: Window) -> None:
    pane = pipeline(window)
    cards(window)
    assert pane.data is not None
    now = pane.data.said
    look(window, MONDAY.date())
    then = pane.data.said
    assert then is not now
    pane.refresh()
    settle()
    assert pane.data.said is then
    look(window, None)
    assert pane.data.said is now
    look(window, WEDNESDAY.date())
    look(window, MONDAY.date())
    assert pane.data.said is not then


def test_esc_and_the_button_return(window: Window, qtbot: QtBot) -> None:
    now = cards(window)
    for leave in (
        lambda: qtbot.keyClick(window.past.day, Qt.Key.Key_Escape),
        lambda: qtbot.mouseClick(window.past.back, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(window, Qt.Key.Key_Escape),
        lambda: run(window, "view.present"),
    ):
        look(window, MONDAY.date())
        assert cards(window) != now and window.past.isVisible()
        leave()
        assert window.desk.looking_at is None
        assert cards(window) == now
        assert not window.past.isVisible()


def test_esc_on_the_board_and_the_table_returns_after_the_rest(
    window: Window, qtbot: QtBot
) -> None:
    pane = pipeline(window)
    look(window, MONDAY.date())
    pane.open_deal(1)
    held = pane.board.columns[0].list
    for _press in range(2):
        assert window.desk.looking_at is not None
        qtbot.keyClick(held, Qt.Key.Key_Escape)
    assert window.desk.looking_at is None
    pane.show_view("table")
    look(window, MONDAY.date())
    qtbot.keyClick(pane.table, Qt.Key.Key_Escape)
    assert window.desk.looking_at is None


def test_days_and_weeks_are_stepped_by_keys(window: Window) -> None:
    run(window, "view.week_back")
    assert window.desk.looking_at == MONDAY.date()
    run(window, "view.day_on")
    run(window, "view.day_on")
    assert window.desk.looking_at == WEDNESDAY.date()
    run(window, "view.day_back")
    assert [v for v in cards(window) if v] == [["$100"]]
    run(window, "view.week_on")
    assert window.desk.looking_at is None
    assert not COMMANDS["view.day_on"].available(window)


def test_a_day_that_cannot_be_shown_is_told(
    window: Window, told: list[Notice], qtbot: QtBot
) -> None:
    for typed, said in (
        ("15 Nov 2026", "Nothing is known before 16 Nov 2026."),
        ("24 Nov 2026", "That day is still to come."),
    ):
        run(window, "view.look_back")
        window.past.day.setText("")
        qtbot.keyClicks(window.past.day, typed)
        qtbot.keyClick(window.past.day, Qt.Key.Key_Return)
        assert (told[-1].text, window.desk.looking_at) == (said, None)
    qtbot.keyClick(window.past.day, Qt.Key.Key_Escape)
    assert not window.past.isVisible()


def test_nothing_is_changed_in_the_past(
    window: Window, store: Store, told: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    pane = pipeline(window)
    look(window, MONDAY.date())
    before = cards(window)
    assert pane.act.choices is not None
    rows = pane.deals.rows_of([1])
    stages = {stage.outcome: stage for stage in pane.act.choices.stages}
    tries: list[Callable[[], object]] = [
        pane.new_deal,
        lambda: pane.act.put(rows, stages["open"]),
        lambda: pane.act.put(rows, stages["won"]),
        lambda: pane.act.put(rows, stages["lost"]),
        lambda: pane.act.edit(rows[0], next_step="Call"),
        lambda: pane.act.delete(rows),
        lambda: pane.deals.dropped.emit(rows, 4),
        lambda: run(window, "edit.undo"),
        lambda: window.import_files([tmp_path / "deals.csv"]),
        window.import_pasted,
    ]
    for number, attempt in enumerate(tries, start=1):
        attempt()
        assert len(told) == number, attempt
        assert "Nothing was changed" in told[-1].text
    assert window.importing is None
    assert pane.act.dialog is None
    assert cards(window) == before


def test_the_panel_shows_the_day_and_says_where_a_deal_was_not_there(
    window: Window, told: list[Notice]
) -> None:
    pane = pipeline(window)
    look(window, MONDAY.date())
    pane.open_deal(1)
    settle()
    assert pane.panel.detail is not None
    assert pane.panel.detail.row.own_minor == 100_00
    assert len(pane.panel.detail.history) == 1
    assert not pane.panel.facts.isEnabled() and not pane.panel.activity.isEnabled()
    pane.open_deal(2)
    settle()
    assert told[-1].text == "This deal was not in SalesDesk on 16 Nov 2026."
    assert pane.panel.detail is None
    look(window, None)
    pane.open_deal(2)
    settle()
    assert pane.panel.detail is not None and pane.panel.facts.isEnabled()


def test_what_moved_since_is_marked_on_cards_and_rows(window: Window, store: Store) -> None:
    pane = pipeline(window)
    look(window, MONDAY.date())
    (card,) = [card for column in pane.board.columns for card in column.list.cards.cards]
    pills = dict(card.pills)
    assert list(pills)[:2] == ["since: → Proposal", "+$50"]
    assert (pills["since: → Proposal"], pills["+$50"]) == ("accent", "good")
    assert "Since 16 Nov: Value changed: $100 → $150" in card.explain
    pane.show_view("table")
    settle()
    columns = pane.table.rows_model.columns
    assert [column.id for column in columns][:2] == ["deal", "since"]
    assert not any(column.edit for column in columns)
    sheet = pane.shown_sheet()
    assert sheet is not None and sheet.title == "Pipeline as of 16 Nov 2026"
    place = pane.table.rows_model.index(0, 1)
    assert place.data() == "since: → Proposal, +$50"
    perform(store, Stamp(WEDNESDAY), deals.win, [1], today=TODAY, closed_on=WEDNESDAY.date())
    window.desk.everything_changed()
    settle()
    assert place.data().startswith("since: won, +$50")
    perform(store, Stamp(WEDNESDAY), deals.delete, [1])
    window.desk.everything_changed()
    settle()
    assert place.data() == "since: deleted"
    look(window, None)
    assert "since" not in [column.id for column in pane.table.rows_model.columns]
    assert any(column.edit for column in pane.table.rows_model.columns)


def test_charts_and_today_go_along_and_team_stays(window: Window, store: Store) -> None:
    window.go("today")
    look(window, MONDAY.date())
    assert (window.past.says.text(), window.past.how.text()) == ("The day of", "read only")
    assert window.header.title.text() == "Monday 16 November"
    assert window.header.context.text() == "not closed · as it stood at its end"
    window.go("team")
    assert "this page: the present" in window.past.how.text()
    assert window.panes["team"].settled
    perform(store, Stamp(WEDNESDAY), deals.win, [1], today=TODAY, closed_on=WEDNESDAY.date())
    window.go("charts")
    charts = window.panes["charts"]
    look(window, None)
    assert charts.context == "1 deal closed"
    look(window, MONDAY.date())
    assert charts.context == "0 deals closed"
    assert window.past.how.text() == "read only"


def test_a_new_day_begins_in_the_present(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    look(window, MONDAY.date())
    monkeypatch.setattr(window.desk, "today", lambda: TODAY + timedelta(days=1))
    window.watch.look()
    QApplication.processEvents()
    assert window.desk.looking_at is None
    assert window.header.day.text() == "24 Nov"
