"""What changed, in the window: the choice of since and window, the bars, the list, empty states."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import looks, since, waterfall
from salesdesk_app.services.deals import deals, slips
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.verbs import Store, ask
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline.changes.lens import ChangesLens
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.pipeline.acting import Shown, settle
from tests.world import NOON, TODAY

DAY = timedelta(days=1)
INSIDE, LATER = date(2026, 12, 10), date(2027, 1, 20)


@pytest.fixture
def lens(pane: PipelinePane, desk: Desk) -> ChangesLens:
    """The lens since Monday a week ago, when the small world came in; then much was done."""
    pane.preferences.set_text("changes/since", "monday")
    desk.do(deals.edit, [1], value_minor=1_500_000)
    desk.do(deals.edit, [7], expected_close_on=LATER)
    desk.do(deals.win, [4], closed_on=TODAY, today=TODAY)
    desk.do(deals.delete, [8])
    pane.show_view("changes")
    settle()
    found = pane.lens
    assert isinstance(found, ChangesLens)
    return found


def bars(lens: ChangesLens) -> dict[str, float]:
    return {mark.key: mark.value or 0.0 for mark in lens.card.chart.marks}


def lines(lens: ChangesLens) -> list[tuple[str, int]]:
    return [line.id for line in lens.table.rows_model.rows()]


def test_bars_and_list_say_the_same_as_the_question(lens: ChangesLens, desk: Desk) -> None:
    moment = ask(desk.store, since.moment, date(2026, 11, 16), TODAY)
    flow = ask(desk.store, waterfall.of, moment.edit_id, quarter_of(TODAY), today=TODAY)
    found = bars(lens)
    assert found == {
        "start": flow.start.amount,
        "increased": 500_000,
        "won": -4_000_000,
        "pushed_out": -7_000_000,
        "deleted": -8_000_000,
        "end": flow.end.amount,
    }
    assert found["start"] + sum(list(found.values())[1:-1]) == found["end"]
    assert lines(lens) == [line.id for line in flow.lines]
    assert lens.card.title.text() == "What changed since Monday 16 November"
    assert lens.context == "open pipeline −$185 k since Monday 16 November"


def test_sums_of_the_board_do_not_stay_above_it(lens: ChangesLens, pane: PipelinePane) -> None:
    assert pane.bar.totals.text() == ""
    assert pane.bar.totals.isHidden()
    assert not pane.bar.chips.outcome.isEnabled()  # the lens tells them apart by itself
    pane.show_view("board")
    settle()
    assert pane.bar.chips.outcome.isEnabled()
    assert not pane.bar.totals.isHidden()
    assert "open" in pane.bar.totals.text()


def test_a_bar_opens_its_deals_in_the_table(
    lens: ChangesLens, pane: PipelinePane, desk: Desk, qtbot: QtBot
) -> None:
    opened: list[tuple[str, DealFilter]] = []
    desk.opened.connect(lambda place, wanted: opened.append((place, wanted)))
    chart = lens.card.chart
    chart.setFocus()
    chart.point_at(2)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    place, wanted = opened[-1]
    assert (place, wanted.deal_ids) == ("pipeline", {4})
    assert wanted.title == "Won since Monday 16 November"
    pane.apply(wanted)
    pane.refresh()
    settle()
    assert pane.view == "table"
    assert [row.id for row in pane.table.rows_model.rows()] == [4]


def test_what_was_deleted_is_pointed_at_in_the_list(lens: ChangesLens, told: list[Notice]) -> None:
    lens.card.chosen.emit("deleted")
    assert lens.table.current_id() == ("deleted", 8)
    lens.table.opened.emit(("deleted", 8))
    assert "was deleted" in told[-1].text


def test_why_deals_were_put_off_is_said_and_leads_to_them(
    lens: ChangesLens, desk: Desk, qtbot: QtBot
) -> None:
    opened: list[DealFilter] = []
    desk.opened.connect(lambda _place, wanted: opened.append(wanted))
    assert lens.put_off.text() == "Put off 1: 1 no answer"
    desk.do(slips.explain, [7], "obstacle")
    settle()
    assert lens.put_off.text() == "Put off 1: 1 real obstacle"
    qtbot.keyClick(lens.put_off, Qt.Key.Key_Space)
    assert (opened[-1].deal_ids, opened[-1].title) == ({7}, "Put off since Monday 16 November")


def test_a_line_opens_its_deal(lens: ChangesLens, pane: PipelinePane, qtbot: QtBot) -> None:
    lens.table.choose(("increased", 1))
    qtbot.keyClick(lens.table, Qt.Key.Key_Return)
    settle()
    assert pane.panel.isVisible()
    assert pane.panel.detail is not None
    assert pane.panel.detail.row.id == 1


def test_another_window_and_all_dates(lens: ChangesLens) -> None:
    lens.choice.period.step(1)
    settle()
    assert bars(lens)["pushed_in"] == 7_000_000
    lens.choice.all.setChecked(True)
    settle()
    assert "pushed_in" not in bars(lens)
    assert not lens.choice.period.isEnabled()
    assert "whatever its close date" in lens.card.note.text()


def test_the_filter_is_the_team_and_says_which_dates(lens: ChangesLens, pane: PipelinePane) -> None:
    pane.bar.set_filter(DealFilter(outcome="open", owner_ids=frozenset({3})))
    pane.refresh()
    settle()
    assert "increased" not in bars(lens)
    assert bars(lens)["won"] == -4_000_000
    pane.bar.set_filter(DealFilter(outcome="open", expected=quarter_of(LATER)))
    pane.refresh()
    settle()
    assert bars(lens)["pushed_in"] == 7_000_000
    assert not lens.choice.period.isEnabled()


def test_since_a_day_that_is_typed_and_before_anything_was_known(
    lens: ChangesLens, qtbot: QtBot
) -> None:
    lens.choice.since.choose("day")
    lens.choice.since.changed.emit("day")
    assert lens.choice.day.isVisible()
    lens.choice.day.setText("2026-11-01")
    qtbot.keyClick(lens.choice.day, Qt.Key.Key_Return)
    settle()
    assert lens.none_known.isVisible()
    assert lens.none_known.text.text() == "Nothing is known before 16 Nov 2026."
    assert lens.sheet() is None
    lens.choice.day.setText("2026-11-16")
    qtbot.keyClick(lens.choice.day, Qt.Key.Key_Return)
    settle()
    assert "won" in bars(lens)
    assert lens.card.isVisible()


def test_nothing_changed_is_said(lens: ChangesLens, desk: Desk) -> None:
    lens.choice.since.choose("day")
    lens.choice.day.set_value(TODAY)
    lens.choice.day.editingFinished.emit()
    settle()
    assert list(bars(lens)) == ["start", "end"]
    assert lens.nothing.text() == "Nothing changed in it since Monday 23 November."
    assert not lens.table.isVisible()


def test_no_call_yet_is_said(lens: ChangesLens) -> None:
    lens.choice.since.choose("call")
    lens.choice.since.changed.emit("call")
    settle()
    assert "No forecast call was frozen yet" in lens.none_known.text.text()


def test_a_look_of_some_seconds_counts_the_next_day(lens: ChangesLens, desk: Desk) -> None:
    lens.choice.since.choose("looked")
    lens.choice.since.changed.emit("looked")
    settle()
    assert "not looked at before today" in lens.none_known.text.text()
    looks.remember(desk.store, since.LOOKED, today=TODAY - DAY, now=NOON - DAY)
    lens.asked.emit()
    settle()
    assert "won" in bars(lens)
    lens._glance.timeout.emit()
    assert ask(desk.store, looks.last, since.LOOKED, TODAY + DAY) == desk.now()


def test_looking_back_ends_on_that_day(lens: ChangesLens, pane: PipelinePane, desk: Desk) -> None:
    lens.choice.since.choose("day")
    lens.choice.day.set_value(date(2026, 11, 17))
    lens.choice.day.editingFinished.emit()
    desk.look_at(date(2026, 11, 18))
    settle()
    assert list(bars(lens)) == ["start", "end"]
    assert lens.card.chart.marks[-1].label == "Open that day"
    lens._glance.timeout.emit()
    assert ask(desk.store, looks.last, since.LOOKED, TODAY + DAY) is None


def test_the_list_goes_out_as_a_sheet(lens: ChangesLens, pane: PipelinePane) -> None:
    sheet = pane.shown_sheet()
    assert sheet is not None
    assert [column.heading for column in sheet.columns][:2] == ["What", "Deal"]
    rows = list(sheet.rows)
    assert rows[0][0] == "Increased"
    assert len(rows) == 4
    numbers = lens.card.numbers
    assert numbers is not None
    assert len(numbers.rows) == len(waterfall.CODES) + 2


def test_the_picture_goes_to_the_clipboard(lens: ChangesLens) -> None:
    lens.card.copy_picture()
    assert not QApplication.clipboard().pixmap().isNull()


def test_an_empty_workspace_offers_a_first_step(
    store: Store, desk: Desk, preferences: Preferences, shown: Shown
) -> None:
    made = PipelinePane(SPEC, desk, preferences)
    shown(made)
    made.show_view("changes")
    settle()
    assert isinstance(made.lens, ChangesLens)
    assert made.lens.empty.isVisible()
    assert not made.lens.choice.isVisible()
