"""The team pane with a small world: quotas typed and undone, people added and retired."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from salesdesk_app.domain.periods import parse
from salesdesk_app.services import people, quotas
from salesdesk_app.services.verbs import Store, ask
from salesdesk_app.store.models import Deal
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.team.pane import TeamPane
from salesdesk_app.ui.panes.team.person_dialog import PersonDialog, RetireDialog
from salesdesk_app.ui.panes.team.quota_dialog import QuotaDialog
from tests.ui.panes.team.acting import (
    BOSS,
    JONAS,
    PRIYA,
    Q4,
    cell,
    dialog,
    names,
    press,
    type_into_cell,
)


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


def test_a_quota_that_one_types_goes_on_where_it_is_asked_for_again(
    pane: TeamPane, store: Store
) -> None:
    pane.choose(JONAS)
    pane.start_quota()
    field = pane.table.viewport().findChild(QLineEdit)
    assert field is not None
    field.setText("84k")
    pane.start_quota()
    press(field, Qt.Key.Key_Return)
    assert ask(store, quotas.by_person, Q4)[JONAS] == 8_400_000


def test_a_start_on_the_last_days_of_the_calendar_is_shown(pane: TeamPane, store: Store) -> None:
    form = people.PersonForm("Jonas Lind", started_on=date(9999, 12, 1))
    pane.desk.do(people.edit, JONAS, form)
    pane.choose(JONAS)
    assert "since December 9999" in pane.page.facts.text()


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
    priya = pane.row_of(PRIYA)
    assert priya is not None
    assert pane.card._look.mark(priya) == "ramp"


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
