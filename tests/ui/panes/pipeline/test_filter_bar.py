"""The filter line above the deals: typed, completed, marked, changed by chips, kept as a view."""

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from salesdesk_app.domain.filters.fields import FIELDS, Field
from salesdesk_app.domain.filters.line import parse
from salesdesk_app.domain.filters.names import Names, entries
from salesdesk_app.domain.money import Rates
from salesdesk_app.services import saved_views
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.filters.words import chip_text
from salesdesk_app.ui.panes.pipeline import commands
from salesdesk_app.ui.panes.pipeline.filter_bar import FilterBar
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from tests.ui.panes.pipeline.acting import in_table, on_board, settle
from tests.world import NOON, TODAY


@pytest.fixture
def bar(table: PipelinePane) -> FilterBar:
    table.bar.search.setFocus()
    return table.bar


def line(pane: PipelinePane, text: str, qtbot: QtBot) -> None:
    pane.bar.search.setText(text)
    qtbot.waitUntil(lambda: pane.settled)


def pick(menu: QMenu, name: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()


def names_of(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_a_typed_line_is_the_filter_of_table_and_board(table: PipelinePane, qtbot: QtBot) -> None:
    line(table, "is:open owner:priya value>20k closes:this-quarter ", qtbot)
    assert in_table(table) == [7, 9]
    assert [chip.button.text() for chip in table.bar.chips.terms] == ["Over $20 k"]
    assert table.bar.chips.owner.text() == "Priya Nair ▾"
    assert table.bar.chips.quarter.isChecked()
    table.show_view("board")
    assert sorted(i for ids in on_board(table) for i in ids) == [5, 7, 9]


def test_what_is_not_understood_is_marked_and_said(table: PipelinePane, qtbot: QtBot) -> None:
    line(table, "is:open owner:prija halden ", qtbot)
    assert sorted(in_table(table)) == [1, 4, 7]
    assert "There is no owner “prija”. The nearest: “Priya Nair”." in table.bar.fault.text()
    assert not table.bar.fault.isHidden()
    (wrong,) = table.bar.search.wrong
    assert table.bar.search.text()[wrong.first : wrong.last] == "owner:prija"
    table.bar.search.repaint()
    (chip,) = table.bar.chips.terms
    assert chip.button.text() == "owner:prija ?"
    assert "Not understood" in chip.button.accessibleName()
    pick(chip.button.menu(), "Priya Nair")
    assert table.bar.search.text() == 'is:open owner:"Priya Nair" halden '
    assert in_table(table) == [1, 7]
    assert table.bar.fault.isHidden()


def test_a_wrong_term_is_said_once_typing_is_over(
    table: PipelinePane, bar: FilterBar, qtbot: QtBot
) -> None:
    qtbot.keyClicks(bar.search, " quiet>zz")
    assert bar.fault.isHidden()
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert "zz" in bar.fault.text()
    qtbot.keyClick(bar.search, Qt.Key.Key_Z)
    assert bar.fault.isHidden()
    table.table.setFocus()
    assert "zzz" in bar.fault.text()
    assert [term.token.said for term in bar.search.wrong] == ["zzz"]


def test_the_line_is_as_wide_whatever_the_totals_say(bar: FilterBar) -> None:
    before = bar.search.width()
    bar.say_totals("12,345 deals · $123.45 M open · $67.89 M weighted · 12 with no value")
    settle()
    assert bar.search.width() == before


def test_a_term_is_not_called_wrong_while_it_is_typed(bar: FilterBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.search, "owner:pri")
    assert not bar.search.wrong
    qtbot.keyClicks(bar.search, "x ")
    qtbot.keyClicks(bar.search, "halden")
    assert len(bar.search.wrong) == 1


def test_fields_and_values_are_completed_by_keyboard(
    table: PipelinePane, bar: FilterBar, qtbot: QtBot
) -> None:
    qtbot.keyClicks(bar.search, "own")
    assert bar.search.popup.isVisible()
    qtbot.keyClick(bar.search, Qt.Key.Key_Tab)
    assert bar.search.text() == "is:open owner:"
    assert bar.search.popup.isVisible()  # the values follow at once
    qtbot.keyClick(bar.search, Qt.Key.Key_Down)
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert bar.search.text() == 'is:open owner:"Jonas Lind" '
    assert bar.search.hasFocus()
    qtbot.waitUntil(lambda: table.settled)
    assert sorted(in_table(table)) == [2, 4, 8]
    qtbot.keyClicks(bar.search, "stage:p")
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert not bar.search.popup.isVisible()
    assert bar.search.text().endswith("stage:p")


def test_enter_on_a_word_takes_no_field(bar: FilterBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.search, "pr")
    assert bar.search.popup.isVisible()
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert bar.search.text() == "is:open pr"
    assert not bar.search.popup.isVisible()


def test_every_chip_changes_and_removes_its_condition(table: PipelinePane, qtbot: QtBot) -> None:
    line(table, "is:open stage:proposal quiet>1000", qtbot)
    assert in_table(table) == []
    stage, quiet = table.bar.chips.terms
    assert (stage.button.text(), quiet.button.text()) == ("Stage: Proposal", "Quiet over 1000 d")
    quiet.button.setFocus()
    qtbot.keyClick(quiet.button, Qt.Key.Key_Delete)
    assert in_table(table) == [3, 9]
    (stage,) = table.bar.chips.terms
    pick(stage.button.menu(), "Negotiation")
    assert in_table(table) == [3, 4, 9]
    pick(stage.button.menu(), "All but these")
    assert stage.button.text() == "Not: Stage: Proposal, Negotiation"
    assert sorted(in_table(table)) == [1, 2, 7, 8]
    stage.off.click()
    assert len(in_table(table)) == 7


@pytest.mark.parametrize("field", [field for field in FIELDS if field.empty])
def test_a_chip_says_of_every_field_that_there_is_none(field: Field) -> None:
    typed = f"{field.name}:none"
    (term,) = parse(typed, Names(Rates("USD")), TODAY).terms
    told = chip_text(term, typed, Names(Rates("USD")))
    assert told.endswith(("none", "Nobody")), told


def test_more_conditions_are_offered_field_by_field(table: PipelinePane, qtbot: QtBot) -> None:
    menu = table.bar.chips.more.menu()
    assert {"Account", "Stage", "Value", "Competitor"} <= set(names_of(menu))

    def below(name: str) -> QMenu:
        menu.aboutToShow.emit()
        found = next(action for action in menu.actions() if action.text() == name).menu()
        assert isinstance(found, QMenu)
        return found

    pick(below("Competitor"), "Kestrel")
    assert in_table(table) == [1]
    table.bar.reset()
    pick(below("Value"), "Over $50 k")
    assert sorted(in_table(table)) == [7, 8, 9]
    pick(below("Closes"), "Type it …")
    assert table.bar.search.text() == "is:open value>50k closes:"
    assert table.bar.search.hasFocus()


def test_find_goes_to_the_words_and_esc_takes_them_off(table: PipelinePane, qtbot: QtBot) -> None:
    line(table, "is:open owner:priya halden freight", qtbot)
    commands.find(table)
    assert table.bar.search.selectedText() == "halden freight"
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Escape)
    assert table.bar.search.text() == "is:open owner:priya "
    table.table.setFocus()
    qtbot.keyClicks(table.table, "x")
    assert table.bar.search.text() == "is:open owner:priya x"


def test_a_view_keeps_the_line_and_the_layout(
    table: PipelinePane, store: Store, desk: Desk, qtbot: QtBot, told: list[Notice]
) -> None:
    views = table.bar.views
    line(table, "is:open owner:priya", qtbot)
    table.table.sort_by("value", descending=True)
    views.save_as()
    assert views.dialog is not None
    views.dialog.name.setText("Priya’s")
    views.dialog.submit()
    (kept,) = ask(store, saved_views.rows)
    assert (kept.name, kept.query) == ("Priya’s", "is:open owner:priya")
    assert kept.layout["sort"] == [["value", True]]
    assert views.button.text() == "Priya’s ▾"
    line(table, "is:open owner:priya value>20k", qtbot)
    assert views.button.text() == "Priya’s • ▾"
    pick(views.menu, "Back to “Priya’s”")
    assert table.bar.search.text() == "is:open owner:priya "
    line(table, "is:open owner:jonas", qtbot)
    pick(views.menu, "Save changes to “Priya’s”")
    assert ask(store, saved_views.rows)[0].query == "is:open owner:jonas"
    assert not views.differs
    desk.undo()
    assert views.differs
    pick(views.menu, "Delete")
    assert ask(store, saved_views.rows) == []
    assert views.button.text() == "Views ▾"
    desk.undo()
    pick(views.menu, "Priya’s")
    assert in_table(table) == [9, 7, 1, 3]


def test_a_dialog_that_was_left_is_closed_no_more(table: PipelinePane, store: Store) -> None:
    views = table.bar.views
    views.save_as()
    dialog = views.dialog
    assert dialog is not None
    dialog.reject()
    delete(dialog)  # as the event loop does soon after
    perform(store, Stamp(NOON), saved_views.add, "Mine", "is:open", {})
    views._added(1)  # what the dialog had asked for before it was left
    assert views.dialog is None


def test_a_name_that_is_taken_leaves_the_dialog_open(
    table: PipelinePane, told: list[Notice]
) -> None:
    views = table.bar.views
    for _ in range(2):
        views.save_as()
        assert views.dialog is not None
        views.dialog.name.setText("Mine")
        views.dialog.submit()
    assert views.dialog is not None
    assert views.dialog.isVisible()
    assert "in use already" in told[-1].text
    views.dialog.name.setText(" ")
    views.dialog.submit()
    assert views.dialog.wrong.text()


def test_suggestions_are_lines_to_begin_with(table: PipelinePane) -> None:
    for name, text in (("Won this quarter", "is:won closed:this-quarter"),):
        table.bar.views.menu.aboutToShow.emit()
        suggested = next(a for a in table.bar.views.menu.actions() if a.text() == "Suggestions")
        below = suggested.menu()
        assert isinstance(below, QMenu)
        next(a for a in below.actions() if a.text() == name).trigger()
        assert table.bar.search.text() == f"{text} "
        assert in_table(table) == [5]


def test_a_filter_from_elsewhere_waits_for_the_names(table: PipelinePane) -> None:
    bar = FilterBar(table.desk, table.desk.view_day, table.deals)
    wanted = DealFilter(owner_ids=frozenset({2}), outcome="open", title="Priya’s open deals")
    bar.set_filter(wanted)
    assert bar.wanted == wanted
    bar.set_names(table.bar.filtering.names)
    assert bar.wanted == wanted
    assert bar.search.text() == 'is:open owner:"Priya Nair" '
    bar.deleteLater()


def test_a_line_is_read_within_a_millisecond() -> None:
    accounts = entries((key, f"Account {key} of Some Company", "") for key in range(20_000))
    names = Names(Rates("USD"), account=accounts, owner=entries([(1, "Priya Nair", "")]))
    text = "owner:priya value>50k closes:this-quarter quiet>14 account:"
    parse(f"{text}77", names, TODAY)  # names are looked up in a directory that is made once
    spent = []
    for end in range(7700, 7760):
        start = time.perf_counter()
        parse(f"{text}{end}", names, TODAY)
        spent.append(time.perf_counter() - start)
    assert sorted(spent)[len(spent) // 2] < 0.002


def test_a_line_from_the_palette_is_looked_through_in_the_table(pane: PipelinePane) -> None:
    pane.apply("owner:jonas is:lost")
    pane.refresh()
    assert pane.view == "table"
    assert in_table(pane) == [6]


def test_sums_of_the_board_are_of_what_the_line_asks_for(pane: PipelinePane, qtbot: QtBot) -> None:
    line(pane, "is:won", qtbot)
    assert pane.bar.totals.text() == "1 won, $50 k"
    line(pane, "-is:open ", qtbot)
    assert pane.bar.totals.text().startswith("2 deals · 1 won")
    line(pane, "is:won corvid", qtbot)
    assert pane.bar.totals.text() == "1 won, $50 k"
    line(pane, "is:open", qtbot)
    assert pane.bar.totals.text().startswith("7 deals")


def test_a_board_that_no_deal_passes_offers_all_of_them(pane: PipelinePane, qtbot: QtBot) -> None:
    line(pane, "is:open value>10m", qtbot)
    assert pane.deals.currentWidget() is pane.deals.nothing
    pane.deals.nothing.findChild(QPushButton).click()
    assert pane.deals.currentWidget() is pane.deals.board_view


def test_filters_and_views_are_commands_as_well(pane: PipelinePane, qtbot: QtBot) -> None:
    commands.save_view(pane)
    assert pane.bar.views.dialog is not None
    pane.bar.views.dialog.reject()
    QTimer.singleShot(0, pane.bar.views.menu.hide)
    commands.saved_views(pane)
    assert names_of(pane.bar.views.menu)[-1] == "No view"
    menu = pane.bar.chips.more.menu()
    QTimer.singleShot(0, menu.hide)
    commands.add_filter(pane)
    assert names_of(menu)[0] == "Owner"
