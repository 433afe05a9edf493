"""A person's page beside the roster, and what leads to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import people, pipeline, quotas
from salesdesk_app.services.deals import deals
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.team import NO_OWNER
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.store.models import Deal
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.team import SPEC
from salesdesk_app.ui.panes.team.pane import TeamPane
from salesdesk_app.ui.panes.team.person_dialog import PersonDialog
from salesdesk_app.ui.panes.team.quota_dialog import QuotaDialog
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.team.acting import (
    BOSS,
    JONAS,
    PRIYA,
    Q4,
    cell,
    dialog,
    names,
    press,
)
from tests.world import NOON, TODAY


def test_deals_open_in_pipeline(pane: TeamPane, qtbot: QtBot) -> None:
    opened: list[tuple[str, object]] = []
    pane.desk.opened.connect(lambda place, chosen: opened.append((place, chosen)))
    pane.choose(PRIYA)
    deals = pane.page.deals
    first = deals.table.rows_model.rows()[0]
    deals.table.choose(first.id)
    press(deals.table, Qt.Key.Key_Return)
    assert opened[-1] == ("pipeline", DealFilter(deal_ids=frozenset({first.id})))
    deals.open_link.click()
    place, chosen = opened[-1]
    assert place == "pipeline"
    assert isinstance(chosen, DealFilter)
    assert (chosen.owner_ids, chosen.outcome) == (frozenset({PRIYA}), "open")
    deals.closed_link.click()
    chosen = opened[-1][1]
    assert isinstance(chosen, DealFilter)
    assert chosen.closed == Q4


def test_figures_lead_to_the_deals_behind_them(pane: TeamPane, qtbot: QtBot) -> None:
    opened: list[Any] = []
    pane.desk.opened.connect(lambda _place, chosen: opened.append(chosen))
    page = pane.page
    qtbot.mouseClick(page.booked, Qt.MouseButton.LeftButton)
    page.coverage.setFocus()
    press(page.coverage, Qt.Key.Key_Return)
    press(page.win_rate, Qt.Key.Key_Space)
    own = frozenset({PRIYA})
    assert [(f.owner_ids, f.outcome, f.closed, f.expected) for f in opened] == [
        (own, "won", Q4, None),
        (own, "open", None, Q4),
        (own, None, Q4, None),
    ]
    assert opened[0].title == "Won in Q4 2026, Priya Nair"
    said = page.win_rate.toolTip()
    assert "Deals won over deals won or lost" in said
    assert "Computed at" in said


def test_a_win_that_was_handed_over_is_found_with_who_won_it(
    pane: TeamPane, store: Store, qtbot: QtBot
) -> None:
    pane.choose(PRIYA)
    came_in = {deal.id for deal in pane.page.deals.table.rows_model.rows() if deal.outcome == "won"}
    pane.desk.do(deals.reopen, list(came_in))
    won = sorted(came_in)
    pane.desk.do(deals.win, won, closed_on=TODAY, today=TODAY)
    pane.desk.do(deals.edit, won, owner_id=JONAS)
    opened: list[Any] = []
    pane.desk.opened.connect(lambda _place, chosen: opened.append(chosen))
    for person, found in ((PRIYA, won), (JONAS, [])):
        pane.choose(person)
        rows = pane.page.deals.table.rows_model.rows()
        assert [deal.id for deal in rows if deal.outcome == "won"] == found
        qtbot.mouseClick(pane.page.booked, Qt.MouseButton.LeftButton)
        behind = [row.id for row in ask(store, pipeline.table, opened[-1], TODAY)]
        assert behind == found


def test_the_deals_of_nobody_have_a_row(pane: TeamPane, store: Store) -> None:
    with store.write("deals.edit", at=NOON) as (session, written):
        session.get_one(Deal, 1).owner_id = None
        written.facts.update(deal="x")
    pane.refresh()
    assert "No owner" in names(pane)
    opened: list[object] = []
    pane.desk.opened.connect(lambda _place, chosen: opened.append(chosen))
    pane.table.opened.emit(NO_OWNER)
    assert isinstance(opened[0], DealFilter)
    assert opened[0].owner_ids == frozenset({None})


def test_quotas_are_typed_on_the_page(pane: TeamPane, store: Store) -> None:
    pane.choose(PRIYA)
    pane.page.show_tab("quotas")
    tab = pane.page.quotas
    assert [line.name for line in tab.table.rows_model.rows()] == ["Q1 2027", "Q4 2026"]
    tab.typed(tab.table.rows_model.rows()[0], "quota", 1000)
    assert ask(store, quotas.by_person, Q4.next()) == {PRIYA: 100_000}
    tab.typed(tab.table.rows_model.rows()[0], "ramp", 50)
    assert ask(store, quotas.by_person, Q4.next()) == {PRIYA: 50_000}
    tab.typed(tab.table.rows_model.rows()[0], "quota", None)
    assert ask(store, quotas.by_person, Q4.next()) == {}


def test_commitments_are_ticked_and_added(pane: TeamPane) -> None:
    pane.choose(PRIYA)
    pane.page.show_tab("activity")
    tab = pane.page.activity
    tab.text.setText("Call ten dormant accounts")
    tab.day.setText("+7")
    tab.add()
    row = pane.row_of(PRIYA)
    assert row is not None
    assert row.cadence.commitments == 2
    tab._tick(1, True)
    row = pane.row_of(PRIYA)
    assert row is not None
    assert row.cadence.commitments == 1
    tab._tick(1, False)
    assert cell(pane, PRIYA, "commitments") == "2"


def test_who_needs_what_leads_to_the_person(pane: TeamPane) -> None:
    needs = pane.card.needs
    texts = [needs._flow.itemAt(i).widget().text() for i in range(needs._flow.count())]
    assert texts == ["Priya: 37 pts behind pace, coverage 0.9×"]
    pane.choose(JONAS)
    needs._flow.itemAt(0).widget().click()
    assert pane.page.name.text() == "Priya Nair"


def test_a_managers_people_alone(pane: TeamPane, store: Store) -> None:
    stamp = Stamp(NOON)
    tom = perform(store, stamp, people.add, PersonForm("Tom Becker", role="manager")).result
    perform(store, stamp, people.add, PersonForm("Ana Ruiz", manager_id=tom))
    pane.refresh()
    assert pane.card.manager.isVisible()
    pane.card.manager.set_value(tom)
    pane.card.manager.chosen.emit(tom)
    assert names(pane) == ["Ana Ruiz"]
    assert pane.roster is not None
    assert pane.roster.total.figures.deals == 0


def test_esc_gives_the_roster_the_room(pane: TeamPane) -> None:
    pane.table.setFocus()
    press(pane.table, Qt.Key.Key_Escape)
    assert not pane.page_shown
    press(pane.table, Qt.Key.Key_Return)
    assert pane.page_shown


def test_columns_give_way_and_totals_follow(pane: TeamPane) -> None:
    pane.resize(900, 640)
    QApplication.processEvents()
    table, totals = pane.table, pane.card.totals
    hidden = [table.isColumnHidden(i) for i in range(len(table.rows_model.columns))]
    assert hidden == [totals.isColumnHidden(i) for i in range(len(hidden))]
    assert not hidden[0]
    width = sum(table.columnWidth(i) for i in range(len(hidden)) if not hidden[i])
    assert width <= table.viewport().width()


def test_nobody_yet(desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]) -> None:
    pane = TeamPane(SPEC, desk, preferences)
    shown(pane)
    assert pane._stack.currentWidget() is pane._empty
    assert pane.context == ""
    pane.add_person()
    adding: PersonDialog = dialog(PersonDialog)
    adding.name.setText("Ana Ruiz")
    adding.save()
    assert names(pane) == ["Ana Ruiz"]
    assert pane.card._said.text() == "No quota yet in Q4 2026."


def test_a_filter_opens_a_page(pane: TeamPane) -> None:
    pane.close_page()
    pane.apply(JONAS)
    pane.refresh()
    assert pane.page_shown
    assert pane.page.name.text() == "Jonas Lind"
    pane.apply(Hit("person", BOSS, "Grace Obi", ""))
    pane.refresh()
    assert pane.page.name.text() == "Grace Obi"
    assert pane.table.current_id() == BOSS


def test_more_closed_deals_than_are_listed_are_still_counted(pane: TeamPane, store: Store) -> None:
    with store.write("importing.apply", at=NOON) as (session, _):
        session.add_all(
            Deal(
                name=f"Old {number}",
                owner_id=JONAS,
                stage_id=6,
                currency="USD",
                closed_on=date(2026, 10, 5),
                lost_reason="Price",
            )
            for number in range(130)
        )
    pane.refresh()
    pane.choose(JONAS)
    row = pane.row_of(JONAS)
    assert row is not None
    closed = row.figures.closed_count
    assert closed > 130
    assert pane.page.deals.closed_link.text() == f"{closed} closed in Q4 2026"


def test_quotas_are_typed_one_below_the_other(pane: TeamPane, store: Store) -> None:
    pane.set_quotas()
    sheet: QuotaDialog = dialog(QuotaDialog)
    sheet.table.setFocus()
    for amount in ("40k", "60000"):
        QTest.keyClick(sheet.table, amount[0])
        editor = sheet.table.viewport().findChild(QLineEdit)
        assert editor is not None
        QTest.keyClicks(editor, amount[1:])
        press(editor, Qt.Key.Key_Return)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sheet.isVisible()
    assert ask(store, quotas.by_person, Q4) == {JONAS: 4_000_000, PRIYA: 6_000_000}
    sheet.close()
