"""The table of the forecast: what it shows, what is typed into it, and where figures lead."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.periods import month_of
from salesdesk_app.services import quotas, settings
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.widgets.rows_model import COLUMN
from tests.services.forecasting.world import Team
from tests.ui.panes.pipeline.acting import settle

SHOWN, HOVER = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole


def cell(lens: ForecastLens, line_id: int, column: str, role: int = SHOWN) -> Any:
    table = lens.overview.table
    place = table.rows_model.place_of(line_id)
    assert place is not None
    return table.rows_model.index(place, table.place(column)).data(role)


def press(qtbot: QtBot, lens: ForecastLens, line_id: int, column: str, keys: str | Qt.Key) -> None:
    table = lens.overview.table
    place = table.rows_model.place_of(line_id)
    assert place is not None
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(place, table.place(column)))
    if isinstance(keys, str):
        qtbot.keyClicks(table, keys)
    else:
        qtbot.keyClick(table, keys)


def test_every_rep_has_a_line_and_the_team_one_below(lens: ForecastLens, team: Team) -> None:
    shown = {name: cell(lens, team.ana, name) for name in ("quota", "closed", "commit")}
    assert shown == {"quota": "$240 k", "closed": "$100 k", "commit": "$50 k"}
    assert cell(lens, team.ana, "best_case") == "$30 k"
    assert cell(lens, team.ana, "pipeline") == "$20 k"
    assert cell(lens, team.ana, "against") == "−$90 k short"
    assert cell(lens, team.ben, "quota") == "–"
    assert cell(lens, team.ben, "against") == ""
    total = lens.overview.team.rows_model
    texts = {c.id: total.index(0, at).data() for at, c in enumerate(total.columns)}
    assert (texts["closed"], texts["commit"], texts["rep"]) == ("$100 k", "$90 k", "Team")


def test_categories_add_up_where_one_asks(lens: ForecastLens, team: Team) -> None:
    lens.overview.sums.changed.emit("added")
    assert cell(lens, team.ana, "commit") == "$150 k"
    assert cell(lens, team.ana, "best_case") == "$180 k"
    assert cell(lens, team.ana, "pipeline") == "$100 k"  # all open, without what is closed
    assert lens.preferences.text("forecast/sums") == "added"
    assert "Closed and commit" in cell(lens, team.ana, "commit", HOVER)


def test_a_number_typed_is_my_call(
    lens: ForecastLens, team: Team, qtbot: QtBot, desk: Desk
) -> None:
    press(qtbot, lens, team.ana, "my_call", "1")
    editor = lens.overview.table.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "75k")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert cell(lens, team.ana, "my_call") == "$175 k"
    assert team.line(team.ana).manager.amount_minor == 17_500_000  # type: ignore[union-attr] # said
    assert desk.undo_label == "Say the manager’s call for Ana Ruiz, Q4 2026"
    desk.undo()
    assert cell(lens, team.ana, "my_call") == "$150 k"


def test_delete_takes_my_call_back_and_leaves_the_reps(
    lens: ForecastLens, team: Team, qtbot: QtBot
) -> None:
    press(qtbot, lens, team.ana, "my_call", Qt.Key.Key_Delete)
    assert cell(lens, team.ana, "my_call") == "Set…"
    assert team.line(team.ana).manager is None
    assert team.line(team.ana).rep is not None


def test_an_amount_without_its_thousands_is_kept_and_told(
    lens: ForecastLens, team: Team, told: list[Notice]
) -> None:
    line = team.line(team.ana)
    lens.overview.table.edited.emit(line, "my_call", Decimal(260))
    assert cell(lens, team.ana, "my_call") == "$260"
    assert any("Type 260k" in notice.text for notice in told)


def test_a_figure_leads_to_its_deals(
    lens: ForecastLens, pane: PipelinePane, team: Team, desk: Desk, qtbot: QtBot
) -> None:
    opened: list[tuple[str, Any]] = []
    desk.opened.connect(lambda place, wanted: opened.append((place, wanted)))
    press(qtbot, lens, team.ana, "commit", Qt.Key.Key_Space)
    place, wanted = opened[-1]
    assert place == "pipeline"
    assert isinstance(wanted, DealFilter)
    line = team.line(team.ana)
    assert wanted.deal_ids == frozenset(line.parts["commit"].deal_ids)
    assert wanted.title == "Commit in Q4 2026, Ana Ruiz"
    pane.apply(wanted)
    pane.refresh()
    assert pane.view == "table"
    assert [row.id for row in pane.table.rows_model.rows()] == list(line.parts["commit"].deal_ids)


def test_the_range_of_a_call_and_its_note_are_seen(
    lens: ForecastLens, team: Team, qtbot: QtBot
) -> None:
    assert cell(lens, team.ana, "rep_call") == "$160 k, $140 k–$180 k"
    assert "Two are signed" in cell(lens, team.ana, "rep_call", HOVER)
    lens.overview.table.choose(team.ana)
    assert "“Two are signed”" in lens.overview.said.text()


def test_a_call_of_last_week_is_marked_and_stands_again(lens: ForecastLens, team: Team) -> None:
    team.day = date(2026, 11, 16)
    team.call(team.ana, 155_000)
    team.day = date(2026, 11, 23)
    lens.asked.emit()
    assert "stale" in cell(lens, team.ana, "rep_call")
    assert "before this week" in cell(lens, team.ana, "rep_call", HOVER)
    offered = dict(lens.overview.table.menu_for(team.line(team.ana)))  # type: ignore[misc] # is set
    offered["The rep’s call still stands"]()
    assert "stale" not in cell(lens, team.ana, "rep_call")


def test_both_calls_are_stated_in_the_dialog(lens: ForecastLens, team: Team) -> None:
    lens.open_calls(team.line(team.ana))
    assert lens.dialog is not None
    lens.dialog.rep.low.setText("150k")
    lens.dialog.mine.note.setText("One is late")
    lens.dialog.submit()
    line = team.line(team.ana)
    assert line.rep is not None
    assert line.manager is not None
    assert (line.rep.low_minor, line.rep.high_minor) == (15_000_000, 18_000_000)
    assert (line.manager.amount_minor, line.manager.note) == (15_000_000, "One is late")


def test_a_range_that_is_no_range_is_refused_and_stays_to_be_mended(
    lens: ForecastLens, team: Team, told: list[Notice]
) -> None:
    lens.open_calls(team.line(team.ana))
    dialog = lens.dialog
    assert dialog is not None
    dialog.mine.low.setText("170k")
    dialog.submit()
    assert "between its low and its high" in told[-1].text
    assert dialog.isVisible()
    dialog.mine.low.setText("not a number")
    dialog.submit()
    assert "not an amount" in dialog.wrong.text()
    dialog.reject()


def test_freezing_keeps_the_calls_to_compare_with(
    lens: ForecastLens, team: Team, desk: Desk, told: list[Notice]
) -> None:
    lens.freeze_button.click()
    assert [notice.action[0] for notice in told if notice.action] == ["Undo"]
    team.deal(5_000, "Negotiation", name="New one", category="commit")
    lens.asked.emit()
    lens.overview.compare.set_value(lens.overview._freezes[0].id)
    lens.overview.compare.chosen.emit(lens.overview._freezes[0].id)
    settle()
    commit = lens.overview.table.rows_model.columns[lens.overview.table.place("commit")]
    line = team.line(team.ana)
    assert commit.data is not None
    assert commit.data(line) == "+$5,000"
    assert "$50 k then" in cell(lens, team.ana, "commit", HOVER)
    lens.overview.compare.chosen.emit(None)
    assert commit.data(line) == ""


def test_periods_are_walked_and_a_past_one_cannot_be_called(lens: ForecastLens, team: Team) -> None:
    lens.overview.switch.choose_kind("year")
    assert cell(lens, team.ana, "quota") == "$240 k"
    lens.go_to(month_of(date(2026, 10, 5)))
    assert cell(lens, team.ana, "my_call") == ""
    lens.begin_call()
    assert not lens.calling.on


def test_without_quotas_a_banner_leads_to_them(lens: ForecastLens, team: Team, desk: Desk) -> None:
    assert not lens.overview.banner.isVisible()
    assert lens.look.forecast is not None
    desk.do(quotas.clear, team.ana, lens.look.forecast.period)
    assert lens.overview.banner.isVisible()


def test_what_is_shown_goes_out(lens: ForecastLens, team: Team) -> None:
    sheet = lens.sheet()
    assert sheet is not None
    assert sheet.title == "Forecast, Q4 2026"
    headings = [column.heading for column in sheet.columns]
    assert headings[:4] == ["Rep", "Quota", "Closed", "Commit"]
    rows = {row[0]: row for row in sheet.rows}
    assert rows["Ana Ruiz"][3].minor == 5_000_000  # type: ignore[union-attr] # money
    assert sheet.totals is not None


def test_only_a_persons_call_can_be_typed(lens: ForecastLens, team: Team) -> None:
    team.deal(10_000, owner=None, name="Nobody’s")
    lens.asked.emit()
    model = lens.overview.table.rows_model
    at = lens.overview.table.place("my_call")
    editable = [
        bool(model.index(place, at).flags() & Qt.ItemFlag.ItemIsEditable)
        for place in range(model.rowCount())
    ]
    assert editable == [True, True, False]
    assert model.index(0, at).data(COLUMN).id == "my_call"


def test_what_is_in_no_figure_is_said_and_leads_on(
    lens: ForecastLens, team: Team, desk: Desk
) -> None:
    assert not lens.overview.undated.isVisible()
    deal = team.deal(7_000, name="Some day", closes=None)
    lens.asked.emit()
    assert lens.overview.undated.text() == "1 deal without a close date"
    opened: list[DealFilter] = []
    desk.opened.connect(lambda _place, wanted: opened.append(wanted))
    lens.overview.undated.click()
    assert opened[0].deal_ids == frozenset({deal})


def test_the_keyboard_goes_along_from_view_to_view(pane: PipelinePane, qtbot: QtBot) -> None:
    pane.show_view("table")
    settle()
    pane.table.setFocus()
    pane.show_view("forecast")
    settle()
    assert isinstance(pane.lens, ForecastLens)
    assert pane.lens.overview.table.hasFocus()
    pane.lens.open_rep(pane.lens.overview.table.rows_model.row_at(0).id)
    settle()
    pane.show_view("board")
    settle()
    pane.show_view("forecast")
    settle()
    pane.setFocus()
    assert pane.lens.rep_page.table.hasFocus()


def test_beside_a_panel_the_columns_to_type_in_stay(pane: PipelinePane, lens: ForecastLens) -> None:
    overview = lens.overview
    assert overview.sums.isVisible()
    overview.resize(600, 700)
    table = overview.table
    shown = {
        column.id
        for place, column in enumerate(table.rows_model.columns)
        if not table.isColumnHidden(place)
    }
    assert {"rep", "quota", "closed", "commit", "best_case", "my_call"} <= shown
    assert not {"against", "rep_call", "bar"} & shown
    assert table.horizontalScrollBar().maximum() == 0
    assert not overview.sums.isVisible() and overview.switch.isVisible()
    overview.resize(1200, 700)
    assert overview.sums.isVisible()
    assert not table.isColumnHidden(table.place("against"))


def test_the_running_period_is_kept_with_the_day_and_the_fiscal_year(
    lens: ForecastLens, desk: Desk
) -> None:
    def shown() -> str:
        settle()
        return lens.overview.switch.name.text()

    assert shown() == "Q4 2026"
    desk.do(settings.change, fiscal_start_month=2)
    assert shown() == "Q4 FY 2027"
    assert lens.look.forecast is not None
    assert lens.look.forecast.period.first == date(2026, 11, 1)
    lens.overview.switch.step(-1)
    assert shown() == "Q3 FY 2027"
    desk.do(settings.change, fiscal_start_month=1)
    assert shown() == "Q3 2026"
    lens.overview.switch.go_to_now()
    assert shown() == "Q4 2026"


def test_who_came_in_meanwhile_can_own_a_commitment(lens: ForecastLens, team: Team) -> None:
    cleo = team.person("Cleo Marsh")
    lens.desk.everything_changed()
    lens.begin_call()
    while lens.calling.name.text() != "Cleo Marsh":
        lens.calling.step(1)
    assert lens.calling.side.promises.owner.value() == cleo
