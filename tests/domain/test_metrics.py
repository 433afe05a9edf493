"""The figures of a set of deals, against the rule book's vectors and what must always hold."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.metrics import (
    DealFact,
    Figures,
    Ratio,
    by_period,
    created,
    figures,
    group,
    group_each,
    in_period,
    median_cycle,
    rollup,
)
from salesdesk_app.domain.periods import months, parse, quarter_of

QUARTER = parse("2026-Q4")
DAYS = st.none() | st.dates(date(2025, 7, 1), date(2027, 6, 30))
FACTS = st.builds(
    DealFact,
    id=st.integers(1, 10**6),
    owner_id=st.none() | st.integers(1, 4),
    stage_id=st.integers(1, 6),
    outcome=st.sampled_from(["open", "won", "lost"]),
    category=st.sampled_from(["pipeline", "best_case", "commit", "closed", "omitted"]),
    value_minor=st.none() | st.integers(-(10**6), 10**13),
    probability=st.integers(0, 100),
    created_on=DAYS,
    expected_close_on=DAYS,
    closed_on=DAYS,
)
DEALS = st.lists(FACTS, max_size=40)


def deal(outcome: str = "open", value_minor: int | None = 100, **more: object) -> DealFact:
    fact = DealFact(1, 1, 1, outcome, "pipeline", value_minor, 50)
    return fact._replace(**more)  # type: ignore[arg-type]  # keywords of any field


def test_no_deals_have_no_rates() -> None:
    none = figures([])
    assert none == Figures()
    assert (none.open_value, none.won_value, none.weighted_minor) == (0, 0, 0)
    for ratio in (none.win_rate, none.loss_rate, none.win_rate_value, none.average_won):
        assert ratio.value is None
    assert none.cycle_days_won == Ratio(0, 0)


def test_open_deals_do_not_touch_the_win_rate() -> None:
    found = figures([deal("won")] * 3 + [deal("lost")] + [deal("open")] * 9)
    assert found.win_rate == Ratio(3, 4)
    assert found.win_rate.value == Decimal("0.75")
    assert found.loss_rate == Ratio(1, 4)
    assert found.closed_count == 4
    assert found.deals == 13


def test_win_rate_by_value() -> None:
    found = figures([deal("won", 300), deal("lost", 100), deal("lost", None), deal("open", 900)])
    assert found.win_rate_value == Ratio(300, 400)


def test_weighted_pipeline_of_the_rule_book() -> None:
    pipeline = [
        deal(value_minor=380_000, probability=90),
        deal(value_minor=2_250_000, probability=20),
    ]
    assert figures(pipeline).weighted_minor == 792_000


@pytest.mark.parametrize(("minor", "rounded"), [(1, 0), (3, 2), (5, 2), (7, 4), (-1, 0), (-3, -2)])
def test_weighted_value_rounds_half_even(minor: int, rounded: int) -> None:
    assert figures([deal(value_minor=minor, probability=50)]).weighted_minor == rounded


def test_weighted_value_is_rounded_once_for_all_deals() -> None:
    # Each alone would come to 0.
    assert figures([deal(value_minor=1, probability=40)] * 5).weighted_minor == 2


def test_a_missing_value_is_never_nothing() -> None:
    unknown = figures([deal(value_minor=None)] * 3)
    assert (unknown.open_count, unknown.unvalued) == (3, 3)
    assert unknown.open_value is None
    assert unknown.weighted_minor is None
    some = figures([deal(value_minor=None), deal(value_minor=0), deal(value_minor=70)])
    assert (some.open_value, some.weighted_minor, some.unvalued) == (70, 35, 1)
    assert figures([deal("won", None)]).won_value is None
    assert figures([deal("lost", None)]).lost_value is None
    assert figures([deal("lost", 0)]).lost_value == 0


def test_average_is_over_the_won_deals_that_have_a_value() -> None:
    found = figures([deal("won", 100), deal("won", 50), deal("won", None)])
    assert found.average_won == Ratio(150, 2)
    assert found.won_count == 3


def test_cycle_is_over_the_won_deals_that_have_both_dates() -> None:
    opened = date(2026, 10, 1)
    won = [
        deal("won", created_on=opened, closed_on=opened + timedelta(days=days))
        for days in (0, 10, 35)
    ]
    unknown = [
        deal("won", created_on=opened),
        deal("won", closed_on=opened),
        deal("lost", created_on=opened, closed_on=opened + timedelta(days=400)),
    ]
    assert figures(won + unknown).cycle_days_won == Ratio(45, 3)
    assert median_cycle(won + unknown) == Ratio(10, 1)
    assert median_cycle(won[:2]) == Ratio(10, 2)
    assert median_cycle(unknown).value is None


def test_omitted_deals_are_in_no_open_figure() -> None:
    found = figures([deal(), deal(category="omitted"), deal("won", category="omitted")])
    assert (found.open_count, found.open_value, found.omitted, found.won_count) == (1, 100, 1, 1)
    assert found.deals == 3


def test_a_period_takes_closed_deals_by_close_and_open_ones_by_expected_close() -> None:
    inside, outside = date(2026, 11, 23), date(2026, 9, 30)
    facts = [
        deal("won", closed_on=inside, expected_close_on=outside, created_on=outside),
        deal("won", closed_on=outside, expected_close_on=inside),
        deal("lost", closed_on=QUARTER.last),
        deal("open", expected_close_on=QUARTER.first),
        deal("open", expected_close_on=outside, created_on=inside),
        deal("open", created_on=inside),
        deal("won"),
    ]
    found = figures(facts, QUARTER)
    assert (found.deals, found.won_count, found.lost_count, found.open_count) == (3, 1, 1, 1)
    assert found.undated == 2
    assert in_period(facts, QUARTER) == [facts[0], facts[2], facts[3]]


def test_pipeline_created_in_a_period() -> None:
    inside = date(2026, 12, 31)
    facts = [deal(created_on=inside), deal("lost", None, created_on=inside), deal()]
    assert created(facts, QUARTER) == (2, 100)
    assert created(facts[1:2], QUARTER) == (1, None)
    assert created([], QUARTER) == (0, 0)


def test_cumulative_forecast_of_the_rule_book() -> None:
    forecast = rollup(
        {"closed": 50, "commit": 100, "best_case": 150, "pipeline": 200, "omitted": 999}
    )
    assert (forecast.commit, forecast.best_case, forecast.open_pipeline) == (150, 300, 450)
    assert rollup({}).open_pipeline == 0


def total(parts: list[Figures]) -> dict[str, int]:
    names = Figures.__dataclass_fields__
    return {name: sum(getattr(part, name) for part in parts) for name in names}


@given(DEALS, st.sampled_from(["owner_id", "stage_id", "outcome", "category", "day"]))
def test_groups_add_up_to_the_whole(facts: list[DealFact], key: str) -> None:
    groups = group(facts, lambda fact: getattr(fact, key))
    assert total([figures(part) for part in groups.values()]) == total([figures(facts)])
    assert sorted(fact for part in groups.values() for fact in map(repr, part)) == sorted(
        map(repr, facts)
    )


@given(DEALS, st.sampled_from(["week", "month", "quarter", "year"]), st.integers(1, 12))
def test_periods_and_the_undated_add_up_to_the_whole(
    facts: list[DealFact], kind: str, start: int
) -> None:
    periods = by_period(facts, kind, start)
    assert list(periods) == sorted(periods)
    for period, part in periods.items():
        alone, within = figures(part), figures(facts, period)
        assert total([alone]) | {"undated": 0} == total([within]) | {"undated": 0}
    undated = [fact for fact in facts if fact.day is None]
    parts = [figures(part) for part in (*periods.values(), undated)]
    assert total(parts) == total([figures(facts)])


@given(DEALS)
def test_the_months_of_a_quarter_add_up_to_it(facts: list[DealFact]) -> None:
    quarter = quarter_of(date(2026, 11, 1))
    parts = total([figures(facts, month) for month in months(quarter)])
    assert parts | {"undated": 0} == total([figures(facts, quarter)]) | {"undated": 0}


@given(DEALS)
def test_what_is_counted_is_all_there_is(facts: list[DealFact]) -> None:
    found = figures(facts)
    assert found.deals == len(facts)
    assert found.deals == found.open_count + found.omitted + found.won_count + found.lost_count
    assert found.unvalued <= found.open_count
    assert found.cycle_count <= found.won_count
    share = found.win_rate.value
    assert share is None or 0 <= share <= 1
    assert (share is None) == (found.closed_count == 0)
    assert figures(reversed(facts)) == found


@given(DEALS)
def test_a_deal_may_stand_in_several_groups(facts: list[DealFact]) -> None:
    products = {1: ["a", "b"], 2: ["a"], 3: []}
    groups = group_each(facts, lambda fact: products.get(fact.owner_id or 0, ["c"]))
    assert len(groups.get("b", [])) == sum(fact.owner_id == 1 for fact in facts)
    assert len(groups.get("a", [])) == sum(fact.owner_id in (1, 2) for fact in facts)
