"""A filter's conditions: what the database and the rows tell equals what each deal holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import custom_fields, pipeline, settings
from salesdesk_app.services.deals import deals, filter_names
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from salesdesk_app.store.models import Deal, DealCompetitor, DealProduct, Stage
from tests.world import NOON, TODAY, fill


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    do(store, settings.set_rate, "EUR", date(2026, 1, 1), Decimal("1.1"))
    do(store, deals.edit, [1], currency="EUR")
    do(store, deals.edit, [2], source="Web", next_step="Call", next_step_on=TODAY)
    do(store, deals.edit, [3], expected_close_on=date(2026, 11, 1), probability=80)
    do(store, deals.edit, [3], expected_close_on=date(2026, 12, 1))
    do(store, deals.edit, [4], category="commit", owner_id=None, account_id=None)
    do(store, custom_fields.add, "Seats", "number")
    do(store, custom_fields.set_value, 1, 1, Decimal(5))
    with store.write("deals.edit", at=NOON, origin="user") as (session, _written):
        deal = session.get_one(Deal, 7)
        deal.slip_reason, deal.snoozed_until = "obstacle", date(2026, 12, 5)
    return store


def do(store: Store, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def wanted(store: Store, text: str) -> DealFilter:
    return ask(store, filter_names.understood, text, TODAY).wanted


def rows(store: Store, text: str) -> list[DealRow]:
    return ask(store, pipeline.table, wanted(store, text), TODAY)


FACTS: dict[str, Callable[[DealRow, Any], bool]] = {
    "owner:priya": lambda row, _: row.owner == "Priya Nair",
    "-owner:priya": lambda row, _: row.owner != "Priya Nair",
    "owner:none": lambda row, _: row.owner == "",
    "team:grace": lambda row, _: row.owner in ("Priya Nair", "Jonas Lind"),
    "team:none": lambda row, _: row.owner == "",
    "-team:none": lambda row, _: row.owner != "",
    "account:halden,none": lambda row, _: row.account in ("Halden Freight", ""),
    "stage:proposal,won": lambda row, _: row.stage in ("Proposal", "Won"),
    "-stage:proposal": lambda row, _: row.stage != "Proposal",
    "pipeline:sales": lambda _row, _: True,
    "value>20k": lambda row, _: (row.fact.value_minor or 0) > 2_000_000,
    "-value>20k": lambda row, _: (row.fact.value_minor or 0) <= 2_000_000,
    "value:none": lambda row, _: row.fact.value_minor is None,
    "value:10k€": lambda row, _: row.id == 1,
    "closes:this-quarter": lambda _row, deal: _in(deal.expected_close_on, (2026, 10), (2026, 12)),
    "closes:none": lambda _row, deal: deal.expected_close_on is None,
    "-closes:2026-12": lambda _row, deal: not _in(deal.expected_close_on, (2026, 12), (2026, 12)),
    "closes<2026-12-03": lambda _row, deal: (
        (deal.expected_close_on or TODAY.max) < date(2026, 12, 3)
    ),
    "closed:2026-11": lambda _row, deal: deal.closed_on is not None,
    "created>=2026-10-05": lambda _row, deal: deal.created_on >= date(2026, 10, 5),
    "quiet>48": lambda row, _: (row.quiet_days or 0) > 48,
    "pushed>0": lambda row, _: row.pushes > 0,
    "in-stage:none": lambda row, _: row.days_in_stage is None,
    "signal:quiet,no-next-step": lambda row, _: bool(
        {signal.code for signal in row.signals} & {"quiet", "no_next_step"}
    ),
    "signal:none": lambda row, _: not row.signals,
    "risk:yes": lambda row, _: row.at_risk,
    "is:risk": lambda row, _: row.at_risk,
    "-is:risk": lambda row, _: not row.at_risk,
    "is:open": lambda row, _: row.fact.outcome == "open",
    "is:won,lost": lambda row, _: row.fact.outcome != "open",
    "-is:open": lambda row, _: row.fact.outcome != "open",
    "is:all": lambda _row, _: True,
    "is:snoozed": lambda row, _: row.id == 7,
    "-is:snoozed": lambda row, _: row.id != 7,
    "snoozed:none": lambda row, _: row.id != 7,
    "forecast:commit": lambda row, _: row.fact.category == "commit",
    "probability>=80": lambda row, _: row.fact.probability >= 80,
    "source:web": lambda _row, deal: deal.source == "Web",
    "-source:web": lambda _row, deal: deal.source != "Web",
    "next:none": lambda row, _: not row.next_step,
    "next:today": lambda row, _: row.id == 2,
    "reason:price": lambda _row, deal: deal.lost_reason == "Price",
    "slip:obstacle": lambda row, _: row.id == 7,
    "slip:none": lambda row, _: row.id != 7,
    "competitor:kestrel": lambda _row, deal: deal.rivals > 0,
    "competitor:none": lambda _row, deal: deal.rivals == 0,
    "-product:fleet": lambda _row, deal: deal.products == 0,
    "seats:5": lambda row, _: row.id == 1,
    "seats:none": lambda row, _: row.id != 1,
    "halden x0": lambda row, _: row.id == 1,
}


def _in(day: date | None, first: tuple[int, int], last: tuple[int, int]) -> bool:
    return day is not None and first <= (day.year, day.month) <= last


def test_every_condition_finds_just_the_deals_that_hold_it(world: Store) -> None:
    everything = ask(world, pipeline.table, DealFilter(), TODAY)
    with world.read() as session:
        held: dict[int, Any] = {}
        for deal in session.query(Deal):
            deal.rivals = session.query(DealCompetitor).filter_by(deal_id=deal.id).count()
            deal.products = session.query(DealProduct).filter_by(deal_id=deal.id).count()
            held[deal.id] = deal
        for text, holds in FACTS.items():
            expected = [row.id for row in everything if holds(row, held[row.id])]
            assert [row.id for row in rows(world, text)] == expected, text
    told = [text for text in FACTS if 0 < len(rows(world, text)) < len(everything)]
    assert len(told) >= len(FACTS) - 5


def test_conditions_hold_together(world: Store) -> None:
    assert [row.id for row in rows(world, "owner:priya value>20k is:open closes:2026-12")] == [7, 9]
    assert rows(world, "owner:priya is:won") != rows(world, "owner:priya")


def test_what_a_line_cannot_mean_is_a_problem(world: Store) -> None:
    with pytest.raises(Problem) as raised:
        wanted(world, "is:open owner:nobodylikethis")
    assert raised.value.code == "filter.unknown"
    do(world, settings.change, fiscal_start_month=2)
    assert wanted(world, "closes:q4").expected == wanted(world, "closes:2027-q4").expected


def test_the_board_shows_what_the_line_says(world: Store) -> None:
    def shown(text: str) -> set[int]:
        board = ask(world, pipeline.board, wanted(world, text), TODAY)
        return {row.id for column in board.columns for row in column.rows}

    assert shown("is:open") == shown("") == set(range(1, 10))
    assert shown("is:won") == {5}
    assert shown("is:won,lost") == {5, 6}
    assert shown("stage:proposal") == {3, 9}
    assert shown("value>=50k is:open") == {5, 6, 7, 8, 9}
    assert shown("closes:2026-12-08") == {5, 6, 8}  # of closed deals no expected close is asked
    assert shown("quiet>1 is:open") <= {1, 2, 3, 4, 7, 8, 9}


def test_many_ids_and_names_are_one_value_of_the_statement(world: Store) -> None:
    many = DealFilter(deal_ids=frozenset(range(1, 60_000)))
    assert len(ask(world, pipeline.table, many, TODAY)) == 9
    assert ask(world, pipeline.table, replace(many, deal_ids=frozenset()), TODAY) == []


def test_two_stages_of_one_name_are_told_apart(world: Store) -> None:
    with world.write("stages.add", at=NOON, origin="user") as (session, _written):
        session.add(
            Stage(pipeline_id=1, name="proposal", position=9, probability=5, category="pipeline")
        )
    names = ask(world, filter_names.names)
    assert len({entry.label for entry in names.stage}) == len(names.stage)
    assert len(wanted(world, "stage:PROPOSAL").stage_ids) == 2
    assert len(wanted(world, "stage:proposal").stage_ids) == 2
    label = next(entry.label for entry in names.stage if entry.name == "proposal")
    assert len(wanted(world, f'stage:"{label}"').stage_ids) == 1
