"""The team pane with a small world: quotas typed and undone, people added, retired, reinstated."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.periods import parse, quarter_of
from salesdesk_app.services import people, quotas
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.team import NO_OWNER
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.store.models import Deal
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.team import SPEC
from salesdesk_app.ui.panes.team.pane import TeamPane
from salesdesk_app.ui.panes.team.person_dialog import PersonDialog, RetireDialog
from salesdesk_app.ui.panes.team.quota_dialog import QuotaDialog
from salesdesk_app.ui.preferences import Preferences
from tests.world import NOON, TODAY, fill

Q4 = quarter_of(TODAY)
BOSS, PRIYA, JONAS = 1, 2, 3


@pytest.fixture
def pane(
    store: Store, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> TeamPane:
    """The pane over the small world, on a wide screen."""
    fill(store)
    made = TeamPane(SPEC, desk, preferences)
    shown(made, 1200, 760)
    return made


def names(pane: TeamPane) -> list[str]:
    return [row.person.name for row in pane.table.rows_model.rows()]


def cell(pane: TeamPane, person_id: int, column: str) -> str:
    model = pane.table.rows_model
    place = next(i for i, c in enumerate(model.columns) if c.id == column)
    row = model.place_of(person_id)
    assert row is not None
    return str(model.index(row, place).data())


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def dialog(kind: type[Any]) -> Any:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def type_into_cell(pane: TeamPane, person_id: int, text: str) -> None:
    """Goes to the quota by keyboard, types and presses Enter."""
    pane.table.choose(person_id)
    model = pane.table.rows_model
    place = next(i for i, c in enumerate(model.columns) if c.id == "quota")
    pane.table.setCurrentIndex(model.index(model.place_of(person_id) or 0, place))
    pane.table.setFocus()
    QTest.keyClick(pane.table, text[0])
    editor = pane.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, text[1:])
    press(editor, Qt.Key.Key_Return)


def test_the_roster_says_who_stands_where(pane: TeamPane) -> None:
    assert names(pane) == ["Priya Nair", "Jonas Lind"]
    assert pane.context == "2 reps · Q4 2026 · pace 58 %"
    assert cell(pane, PRIYA, "quota") == "$240 k"
    assert cell(pane, PRIYA, "attainment") == "21 %"
    assert cell(pane, JONAS, "attainment") == "No quota yet"
    assert cell(pane, JONAS, "quota") == "Set…"
    assert pane.table.current_id() == PRIYA
    assert pane.page.name.text() == "Priya Nair"
    assert pane.page_shown
    assert pane.card.totals.rows_model.index(0, 0).data() == "Team"


def test_a_quota_is_typed_in_the_table_and_undone(pane: TeamPane, store: Store) -> None:
    type_into_cell(pane, JONAS, "84k")
    assert ask(store, quotas.by_person, Q4)[JONAS] == 8_400_000
    assert cell(pane, JONAS, "quota") == "$84 k"
    assert pane.table.current_id() == JONAS
    pane.desk.undo()
    assert JONAS not in ask(store, quotas.by_person, Q4)
    assert cell(pane, JONAS, "quota") == "Set…"


def test_delete_empties_a_quota(pane: TeamPane, store: Store) -> None:
    pane.table.start_quota(PRIYA)
    press(pane.table, Qt.Key.Key_Escape)
    pane.table.setFocus()
    press(pane.table, Qt.Key.Key_Delete)
    assert ask(store, quotas.by_person, Q4) == {}
    assert cell(pane, PRIYA, "attainment") == "No quota yet"
    assert pane.card.banner.isVisible()


def test_too_many_decimals_are_said(pane: TeamPane, store: Store, told: list[Notice]) -> None:
    type_into_cell(pane, JONAS, "10.005")
    assert JONAS not in ask(store, quotas.by_person, Q4)
    assert told[-1].tone == "bad"


def test_letters_search_and_digits_elsewhere_too(pane: TeamPane) -> None:
    pane.table.choose(PRIYA)
    pane.table.setFocus()
    QTest.keyClicks(pane.table, "jo")
    assert pane.card.search.text().startswith("j")
    pane.card.search.setText("jonas")
    assert names(pane) == ["Jonas Lind"]


def test_the_banner_leads_to_quotas_and_to_the_last_period_with_closed_deals(
    pane: TeamPane,
) -> None:
    assert not pane.card.banner.isVisible()
    pane.go_to(parse("2027-Q2"))
    assert pane.card.banner.isVisible()
    said = pane.card._said.text()
    assert said == "No quota yet in Q2 2027. No deal was closed in Q2 2027."
    pane.card._to_latest.click()
    assert pane.roster is not None
    assert pane.roster.period == Q4
    assert not pane.card.banner.isVisible()


def test_periods_by_arrow_kind_and_now(pane: TeamPane) -> None:
    pane.switch.back.click()
    assert pane.switch.name.text() == "Q3 2026"
    assert pane.switch.now.isVisible()
    pane.switch.now.click()
    assert pane.switch.name.text() == "Q4 2026"
    assert not pane.switch.now.isVisible()
    pane.switch.choose_kind("month")
    assert pane.switch.name.text() == "November 2026"
    assert pane.preferences.text("team/kind") == "month"
    assert cell(pane, PRIYA, "quota") == "Set…"
    pane.switch.forward.click()
    assert pane.switch.name.text() == "December 2026"


def test_the_sheet_sets_all_and_copies_on(pane: TeamPane, store: Store) -> None:
    pane.set_quotas()
    sheet: QuotaDialog = dialog(QuotaDialog)
    assert [row.name for row in sheet.table.rows_model.rows()] == ["Jonas Lind", "Priya Nair"]
    sheet.amount.setText("50k")
    sheet.for_all.click()
    assert ask(store, quotas.by_person, Q4) == {PRIYA: 5_000_000, JONAS: 5_000_000}
    assert sheet.total.text() == "$100,000 in all · 2 of 2 have a quota"
    sheet.copy.click()
    assert ask(store, quotas.by_person, Q4.next()) == {PRIYA: 5_000_000, JONAS: 5_000_000}
    assert sheet.switch.name.text() == "Q1 2027"
    sheet.close()
    assert cell(pane, JONAS, "quota") == "$50 k"


def test_ramps_are_typed_in_the_sheet(pane: TeamPane, store: Store) -> None:
    pane.set_quotas()
    sheet: QuotaDialog = dialog(QuotaDialog)
    priya = next(row for row in sheet.table.rows_model.rows() if row.id == PRIYA)
    sheet.typed(priya, "ramp", 75)
    assert ask(store, quotas.by_person, Q4) == {PRIYA: 18_000_000}
    jonas = next(row for row in sheet.table.rows_model.rows() if row.id == JONAS)
    sheet.typed(jonas, "ramp", 50)
    assert sheet.wrong.text() == "Type a quota first, then its ramp."
    sheet.set_for_all()
    assert "amount" in sheet.wrong.text()
    sheet.close()
    assert pane.card.table.rows_model.columns[0].second is not None
    assert pane.card._look.mark(pane.row_of(PRIYA)) == "ramp"  # type: ignore[arg-type]


def test_somebody_is_added_and_a_double_refused(pane: TeamPane, store: Store) -> None:
    pane.add_person()
    adding: PersonDialog = dialog(PersonDialog)
    adding.name.setText("priya nair")
    adding.save()
    assert adding.isVisible()
    assert adding.wrong.text().startswith("There is already somebody named Priya Nair")
    adding.name.setText("Yuki Mori")
    adding.manager.set_value(BOSS)
    adding.started.setText("2026-11-01")
    adding.save()
    assert not adding.isVisible()
    assert "Yuki Mori" in names(pane)
    assert pane.page.name.text() == "Yuki Mori"
    found = next(p for p in ask(store, people.listing) if p.name == "Yuki Mori")
    assert (found.manager, found.started_on) == ("Grace Obi", date(2026, 11, 1))
    pane.desk.undo()
    assert "Yuki Mori" not in names(pane)


def test_an_unreadable_day_keeps_the_dialog_open(pane: TeamPane) -> None:
    pane.add_person()
    adding: PersonDialog = dialog(PersonDialog)
    adding.name.setText("Yuki Mori")
    adding.started.setText("31/02")
    adding.save()
    assert adding.isVisible()
    assert "not a date" in adding.wrong.text()
    adding.close()


def test_somebody_is_edited(pane: TeamPane, store: Store) -> None:
    pane.choose(JONAS)
    pane.edit_person()
    editing: PersonDialog = dialog(PersonDialog)
    assert editing.name.text() == "Jonas Lind"
    editing.region.setText("West")
    editing.save()
    assert next(p for p in ask(store, people.listing) if p.id == JONAS).region == "West"
    assert "West" in pane.page.facts.text()


def test_retiring_hands_over_and_can_be_undone(
    pane: TeamPane, store: Store, told: list[Notice]
) -> None:
    pane.choose(JONAS)
    pane.retire_person()
    leaving: RetireDialog = dialog(RetireDialog)
    leaving.day.set_value(date(2026, 9, 30))
    leaving.taker.set_value(PRIYA)
    leaving.save()
    assert told[-1].text == "Retire Jonas Lind"
    with store.read() as session:
        owners = {deal.owner_id for deal in session.query(Deal).filter(Deal.closed_on.is_(None))}
    assert owners == {PRIYA}
    pane.go_to(parse("2027-Q1"))
    assert names(pane) == ["Priya Nair"]
    assert pane.card.others.text() == "Show 1 former, 1 manager"
    pane.card.others.click()
    assert names(pane) == ["Priya Nair", "Grace Obi", "Jonas Lind"]
    pane.choose(JONAS)
    pane.reinstate_person()
    assert next(p for p in ask(store, people.listing) if p.id == JONAS).ended_on is None
    pane.desk.undo()
    pane.desk.undo()
    assert next(p for p in ask(store, people.listing) if p.id == JONAS).ended_on is None


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
