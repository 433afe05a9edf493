"""Board and table: which deals are in them, in which order, and what they come to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from salesdesk_app.domain import metrics
from salesdesk_app.domain.periods import month_of, quarter_of
from salesdesk_app.domain.signal_rules import LIMITS, Rules
from salesdesk_app.services import (
    accounts,
    activities,
    figures,
    history,
    pipeline,
    settings,
    signal_rules,
)
from salesdesk_app.services.deals import deals
from salesdesk_app.services.pipeline import DealFilter, DealRow, Remembered
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

OPEN_IDS = {1, 2, 3, 4, 7, 8, 9}


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def table(store: Store, wanted: DealFilter | None = None) -> list[DealRow]:
    return ask(store, pipeline.table, wanted or DealFilter(), TODAY)


def ids(store: Store, **conditions: Any) -> set[int]:
    return {row.id for row in table(store, DealFilter(**conditions))}


def test_the_table_holds_every_deal_first_to_close_first(world: Store) -> None:
    rows = table(world, DealFilter(outcome="open"))
    assert {row.id for row in rows} == OPEN_IDS
    assert rows[-1].id == 2  # it has no date
    days = [row.closes_on for row in rows[:-1]]
    assert days == sorted(days, key=lambda day: day or date.max)
    first = rows[0]
    assert (first.name, first.account, first.owner, first.stage) == (
        "Deal 0",
        "Halden Freight",
        "Priya Nair",
        "Qualified",
    )


def test_each_condition_keeps_what_it_says(world: Store) -> None:
    assert ids(world) == set(range(1, 10))
    assert ids(world, outcome="won") == {5}
    assert ids(world, outcome="lost") == {6}
    assert ids(world, stage_ids=frozenset({1, 2})) == {1, 7, 2, 8}
    assert ids(world, owner_ids=frozenset({3})) == {2, 4, 6, 8}
    assert ids(world, closed=month_of(date(2026, 11, 1))) == {5, 6}
    assert ids(world, expected=quarter_of(TODAY), outcome="open") == OPEN_IDS - {2}
    assert ids(world, created=month_of(date(2026, 10, 1))) == set(range(1, 10))
    assert ids(world, deal_ids=frozenset({4, 5, 99})) == {4, 5}
    assert ids(world, deal_ids=frozenset()) == set()


def test_nobody_is_an_owner_to_look_for(world: Store) -> None:
    do(world, deals.edit, [1, 5], owner_id=None)
    assert ids(world, owner_ids=frozenset({None})) == {1, 5}
    assert ids(world, owner_ids=frozenset({None, 3})) == {1, 5, 2, 4, 6, 8}


def test_a_text_is_found_in_any_order_of_its_words(world: Store) -> None:
    do(world, deals.edit, [4], next_step="Send Pricing", source="Fair")
    assert ids(world, text="priya  HALDEN") == {1, 7}
    assert ids(world, text="pric fair") == {4}
    assert ids(world, text="x3") == {4}  # its key in the file that it came from
    assert ids(world, text="nothing like it") == set()


def test_the_board_shows_open_deals_and_the_quarters_closed_ones(world: Store) -> None:
    board = ask(world, pipeline.board, DealFilter(), TODAY)
    assert [column.stage.name for column in board.columns] == [
        "Qualified",
        "Discovery",
        "Proposal",
        "Negotiation",
        "Won",
        "Lost",
    ]
    assert [{row.id for row in column.rows} for column in board.columns] == [
        {1, 7},
        {2, 8},
        {3, 9},
        {4},
        {5},
        {6},
    ]
    assert board.closed == quarter_of(TODAY)
    later = ask(world, pipeline.board, DealFilter(), date(2027, 1, 5))
    assert [len(column.rows) for column in later.columns] == [2, 2, 2, 1, 0, 0]


def test_a_close_period_takes_the_place_of_the_quarter(world: Store) -> None:
    october = DealFilter(closed=month_of(date(2026, 10, 1)))
    board = ask(world, pipeline.board, october, TODAY)
    assert [len(column.rows) for column in board.columns] == [2, 2, 2, 1, 0, 0]


def test_board_table_and_figures_agree(world: Store) -> None:
    wanted = DealFilter(owner_ids=frozenset({2}))
    board = ask(world, pipeline.board, wanted, TODAY)
    rows = table(world, replace(wanted, outcome="open"))
    of_table = pipeline.figures_of(rows)
    open_columns = [column for column in board.columns if column.stage.outcome == "open"]
    assert sum(column.figures.open_sum for column in open_columns) == of_table.open_sum
    assert sum(column.figures.open_count for column in open_columns) == of_table.open_count
    of_all = pipeline.figures_of(table(world))
    assert of_all == ask(world, figures.summary).figures
    reading = ask(world, figures.read)
    mine = [fact for fact in reading.facts if fact.owner_id == 2 and fact.outcome == "open"]
    assert metrics.figures(mine) == of_table
    won = next(column for column in board.columns if column.stage.outcome == "won")
    assert won.figures.won_value == 5_000_000


def test_other_currencies_are_converted_as_the_figures_convert_them(world: Store) -> None:
    do(world, deals.edit, [1], currency="EUR")
    do(world, deals.edit, [3], currency="CHF", value_minor=500)
    do(world, settings.set_rate, "EUR", date(2026, 1, 1), Decimal("1.1"))
    rows = {row.id: row for row in table(world)}
    assert rows[1].fact.value_minor == 1_100_000
    assert (rows[1].own_minor, rows[1].currency) == (1_000_000, "EUR")
    assert rows[3].fact.value_minor is None  # no rate is known
    assert pipeline.figures_of(rows.values()) == ask(world, figures.summary).figures


def test_signals_come_from_activities_plans_and_the_log(world: Store) -> None:
    def codes(deal_id: int) -> list[str]:
        row = next(row for row in table(world) if row.id == deal_id)
        return [signal.code for signal in row.signals]

    assert codes(1) == []  # a call is planned today
    assert codes(2) == ["quiet", "no_next_step"]
    assert codes(5) == []  # it is won
    done_at = NOON - timedelta(days=2)
    do(world, activities.log, kind="call", done_at=done_at, deal_id=2)
    do(world, deals.edit, [2], next_step="Send pricing", expected_close_on=TODAY)
    assert codes(2) == ["closes_this_week"]
    do(world, deals.edit, [2], expected_close_on=TODAY - timedelta(days=1))
    assert codes(2) == ["close_passed"]


def test_thresholds_are_the_settings_unless_given(world: Store) -> None:
    do(world, signal_rules.set_limit, "quiet", 100)
    do(world, signal_rules.set_limit, "large", 7_000_000)
    codes = {row.id: {signal.code for signal in row.signals} for row in table(world)}
    assert "quiet" not in codes[2]
    assert "large" in codes[7]
    rows = ask(
        world,
        pipeline.table,
        DealFilter(),
        TODAY,
        Rules({**LIMITS, "large": None}, frozenset({"quiet"})),
    )
    assert not any(s.code in ("quiet", "large") for row in rows for s in row.signals)


def test_what_is_at_risk_can_be_looked_at_alone(world: Store) -> None:
    at_risk = ids(world, at_risk=True)
    assert at_risk == {row.id for row in table(world) if row.at_risk}
    assert 1 not in at_risk
    board = ask(world, pipeline.board, DealFilter(at_risk=True), TODAY)
    assert {row.id for column in board.columns for row in column.rows} == at_risk


def test_rows_that_are_remembered_are_those_made_anew(world: Store) -> None:
    remembered = Remembered()

    def both(today: date = TODAY) -> list[DealRow]:
        kept = ask(world, pipeline.table, DealFilter(), today, remembered=remembered)
        assert kept == ask(world, pipeline.table, DealFilter(), today)
        return kept

    first = both()
    assert all(a is b for a, b in zip(first, both(), strict=True))
    do(world, deals.edit, [1], value_minor=5)
    changed = {row.id for row, before in zip(both(), first, strict=True) if row is not before}
    assert changed == {1}
    do(world, activities.log, kind="call", done_at=NOON, deal_id=2)
    do(world, deals.move, [3], 4)
    both()
    do(world, accounts.rename, 1, "Halden Logistics")
    assert both()[0].account == "Halden Logistics"
    do(world, signal_rules.set_limit, "quiet", 100)
    both()
    both(TODAY + timedelta(days=40))
    history.undo(world, NOON)
    both()
    do(world, deals.delete, [1, 2])
    assert len(both()) == 7
