"""The charts pane: with deals, without, and far from the last ones; hover, click and keys."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import delete, select

from salesdesk_app import wording
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.periods import parse
from salesdesk_app.services import quotas, settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_rows import deal_rows
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Stamp, Store, perform
from salesdesk_app.store.models import Deal, Quota, Stage
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.charts import SPEC
from salesdesk_app.ui.panes.charts.pane import ChartsPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.chart import BarChart, Bars, Mark

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
Show = Callable[..., QWidget]


@pytest.fixture
def opened(desk: Desk) -> list[tuple[str, Any]]:
    """Where the pane led to, with which filter."""
    found: list[tuple[str, Any]] = []
    desk.opened.connect(lambda place, wanted: found.append((place, wanted)))
    return found


@pytest.fixture
def pane(desk: Desk, preferences: Preferences, shown: Show) -> ChartsPane:
    made = ChartsPane(SPEC, desk, preferences)
    made.switch.setParent(made)  # the window would take it in
    shown(made)
    return made


@pytest.fixture
def team(sampled: Path, store: Store) -> Store:
    return store


def came_in(store: Store, closed_on: date) -> None:
    with store.write("importing.apply", at=NOON, origin="import") as (session, written):
        written.facts.update(file="x.csv", kind="deals", count=1)
        won = session.scalar(select(Stage.id).where(Stage.outcome == "won"))
        session.add(
            Deal(name="Old", stage_id=won, currency="USD", value_minor=500, closed_on=closed_on)
        )


def test_an_empty_workspace_says_what_to_do(pane: ChartsPane) -> None:
    assert pane._empty.isVisible()
    assert pane.switch.isHidden()


class TestSample:
    @pytest.fixture(autouse=True)
    def filled(self, team: Store, pane: ChartsPane) -> None:
        pane.desk.everything_changed()

    def test_every_card_shows_its_chart(self, pane: ChartsPane) -> None:
        assert pane._full.isVisible()
        for card in pane.cards:
            assert card._pages.currentWidget() is not card._none, card.title.text()
        assert pane.attainment.share.text().endswith("%")
        assert "pace" in pane.attainment.standing.text()

    def test_every_chart_is_of_the_deals_of_the_filter(
        self, pane: ChartsPane, opened: list[tuple[str, Any]]
    ) -> None:
        whole = sum(mark.value or 0 for mark in pane.months.chart.marks)
        pane.filtering.set_line("owner:priya is:open")
        part = sum(mark.value or 0 for mark in pane.months.chart.marks)
        assert 0 < part < whole
        assert "Only deals of the filter" in pane._note.text()
        assert pane.attainment.share.text().endswith("%")
        pane.months.chosen.emit(DealFilter(outcome="won", title="Won"))
        ((_place, key),) = opened
        assert (len(key.owner_ids), key.outcome, key.title) == (1, "won", "Won")
        pane.filtering.set_line("value>20k")
        assert "Quotas are left out" in pane._note.text()
        pane.filtering.set_line("value>much")
        assert "“much” is no amount" in pane._note.text()
        pane.filtering.set_line("")
        assert pane._note.isHidden()

    def test_figures_on_the_bars_agree(self, pane: ChartsPane) -> None:
        weeks = [mark.value for mark in pane.attainment.chart.marks if mark.value is not None]
        months = [mark.value or 0 for mark in pane.months.chart.marks if mark.series == 0]
        assert weeks[-1] == sum(months)

    @pytest.mark.parametrize("name", ["attainment", "months", "leaders", "funnel"])
    def test_a_click_leads_to_the_deals_behind_a_bar(
        self, pane: ChartsPane, opened: list[tuple[str, Any]], name: str
    ) -> None:
        chart: BarChart | Bars = getattr(pane, name).chart
        chart.repaint()
        middle = chart.areas[0].center()
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(middle).toPoint())
        ((place, wanted),) = opened
        assert place == "pipeline"
        assert isinstance(wanted, DealFilter)
        assert wanted.title
        assert wanted != DealFilter(title=wanted.title)

    @pytest.mark.parametrize("handed_over", [False, True])
    def test_the_deals_behind_a_bar_come_to_its_value(
        self, pane: ChartsPane, team: Store, handed_over: bool
    ) -> None:
        if handed_over:
            with team.read() as session:
                closed = session.scalars(select(Deal.id).where(Deal.closed_on.is_not(None))).all()
            pane.desk.do(deals.edit, closed[::3], owner_id=2)

        def facts(mark: Mark) -> list[DealFact]:
            with team.read() as session:
                return [row.fact for row in deal_rows(session, mark.key, TODAY)]

        for mark in pane.funnel.chart.marks:
            assert len(facts(mark)) == mark.value
        for chart in (pane.attainment.chart, pane.months.chart):
            for mark in chart.marks:
                if mark.value is not None:
                    assert sum(fact.value_minor or 0 for fact in facts(mark)) == mark.value
        for mark in pane.leaders.chart.marks:
            won = sum(fact.value_minor or 0 for fact in facts(mark))
            assert wording.money(won, "USD") in mark.explain
        for mark in (*pane.rates.reps.marks, *pane.rates.months.marks):
            found = facts(mark)
            won = sum(fact.outcome == "won" for fact in found)
            assert f"{won} won of {len(found)} closed" in mark.explain

    def test_under_a_filter_of_people_a_bar_leads_to_what_they_closed(
        self, pane: ChartsPane, team: Store, opened: list[tuple[str, Any]]
    ) -> None:
        mark = pane.leaders.chart.marks[0]
        with team.read() as session:
            won = {row.id for row in deal_rows(session, mark.key, TODAY)}
        (owner,) = mark.key.owner_ids
        pane.desk.do(deals.edit, sorted(won), owner_id=1 if owner != 1 else 2)
        pane.filtering.set_line(f'owner:"{mark.label}"')
        pane.leaders.chosen.emit(pane.leaders.chart.marks[0].key)
        with team.read() as session:
            assert {row.id for row in deal_rows(session, opened[0][1], TODAY)} == won

    def test_keys_lead_there_as_well(self, pane: ChartsPane, opened: list[tuple[str, Any]]) -> None:
        chart = pane.leaders.chart
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_Down)
        QTest.keyClick(chart, Qt.Key.Key_Return)
        ((_place, wanted),) = opened
        assert wanted.outcome == "won"
        assert len(wanted.owner_ids) == 1
        assert wanted.closed == parse("2026-Q4")

    def test_hover_says_value_and_meaning(self, pane: ChartsPane) -> None:
        assert "won so far" in pane.attainment.chart.marks[2].explain
        assert "Attainment: " in pane.attainment.chart.marks[2].explain
        assert "Conversion: " in pane.funnel.chart.marks[0].explain
        assert "Win rate: " in pane.rates.reps.marks[0].explain
        for card in pane.cards:
            assert card.title.toolTip()

    def test_the_period_is_switched_and_remembered(
        self, pane: ChartsPane, preferences: Preferences
    ) -> None:
        pane.switch.step(-1)
        assert pane.switch.period == parse("2026-Q3")
        pane.switch.choose_kind("year")
        assert len(pane.attainment.chart.marks) == 52
        assert preferences.text("charts/kind", "") == "year"
        pane.switch.go_to_now()
        assert "184 of the 365 days" in pane.attainment._unset.text()

    def test_the_win_rate_turns_from_reps_to_months(
        self, pane: ChartsPane, preferences: Preferences
    ) -> None:
        assert pane.rates.reps.isVisible()
        pane.rates.switch.choose("month")
        pane.rates.switch.changed.emit("month")
        assert pane.rates.months.isVisible()
        assert not pane.rates.reps.isVisible()
        assert preferences.text("charts/rates", "") == "month"

    def test_without_quotas_it_shows_what_was_won_and_says_where_to_set_them(
        self, pane: ChartsPane, store: Store
    ) -> None:
        with store.write("quotas.clear", at=NOON) as (session, written):
            written.facts.update(person="all", period="all")
            session.execute(delete(Quota))
        pane.desk.everything_changed()
        assert pane.attainment._ask.isVisible()
        assert "No quota yet" in pane.attainment._unset.text()
        assert pane.attainment.share.text().startswith("$")
        assert [mark.tick for mark in pane.leaders.chart.marks] == [None] * len(
            pane.leaders.chart.marks
        )
        asked: list[bool] = []
        pane.attainment.quotas_wanted.disconnect()
        pane.attainment.quotas_wanted.connect(lambda: asked.append(True))
        link = pane.attainment._ask.findChildren(type(pane._to_latest[0]))[0]
        link.click()
        assert asked == [True]

    def test_a_write_elsewhere_shows_at_once(self, pane: ChartsPane, store: Store) -> None:
        before = pane.attainment.share.text()
        person = pane.leaders.chart.marks[0].key.owner_ids
        (owner,) = person
        pane.desk.do(quotas.set_quota, owner, parse("2026-Q4"), 9_000_000_00)
        assert pane.attainment.share.text() != before


def test_far_from_the_last_deals_it_leads_there(pane: ChartsPane, store: Store) -> None:
    came_in(store, date(2017, 12, 5))
    pane.desk.everything_changed()
    assert pane._elsewhere.isVisible()
    assert "Q4 2026" in pane._elsewhere.heading.text()
    button = pane._to_latest[1]
    assert button.text() == "Latest: Q4 2017"
    button.click()
    assert pane._full.isVisible()
    assert pane.switch.period == parse("2017-Q4")
    assert pane.attainment.chart.marks[-1].value == 500


def test_where_something_is_to_be_seen_the_offer_is_a_line(pane: ChartsPane, store: Store) -> None:
    came_in(store, date(2026, 9, 5))
    pane.desk.everything_changed()
    assert pane._full.isVisible()
    assert pane._banner.isVisible()
    pane.go_to_latest()
    assert not pane._banner.isVisible()


def test_a_period_can_be_asked_for(pane: ChartsPane, team: Store) -> None:
    pane.apply(parse("2026-Q3"))
    pane.refresh()
    assert pane.switch.period == parse("2026-Q3")


def test_values_without_a_rate_are_named(pane: ChartsPane, store: Store) -> None:
    came_in(store, TODAY)
    perform(store, Stamp(NOON), settings.change, currency="EUR")
    pane.desk.everything_changed()
    assert "1 deal in USD without a rate, in no sum" in pane.context
