"""The signals of an open deal, each with its reason, and what silences them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.signals import (
    CODES,
    TONES,
    OpenDeal,
    Signal,
    Thresholds,
    at_risk,
    signals,
)

TODAY = date(2026, 11, 25)  # a Wednesday
USUAL = Thresholds(quiet_days=14, large_minor=50_000_00)
CALM = OpenDeal(next_step="Send the contract", last_touch_on=TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def codes(deal: OpenDeal, thresholds: Thresholds = USUAL) -> list[str]:
    return [signal.code for signal in signals(deal, TODAY, thresholds)]


def test_a_deal_in_order_has_none() -> None:
    assert codes(CALM) == []
    assert codes(CALM._replace(value_minor=49_999_99, expected_close_on=date(2026, 12, 18))) == []


@pytest.mark.parametrize(
    ("days", "found"),
    [(14, []), (15, [Signal("quiet", days=15, limit=14)])],
)
def test_quiet_after_more_than_the_limit(days: int, found: list[Signal]) -> None:
    assert list(signals(CALM._replace(last_touch_on=ago(days)), TODAY, USUAL)) == found


def test_a_deal_that_was_never_touched_is_quiet_since_it_was_created() -> None:
    deal = CALM._replace(last_touch_on=None, created_on=ago(30))
    assert signals(deal, TODAY, USUAL) == (Signal("quiet", days=30, limit=14, since_created=True),)
    assert codes(deal._replace(created_on=None)) == []


@pytest.mark.parametrize("field", ["next_step_on", "planned_on"])
def test_what_is_planned_silences_quiet_and_no_next_step(field: str) -> None:
    deal = OpenDeal(last_touch_on=ago(60))
    assert codes(deal) == ["quiet", "no_next_step"]
    assert codes(deal._replace(**{field: TODAY})) == []
    assert codes(deal._replace(**{field: ago(1)})) == ["quiet", "no_next_step"]


def test_a_blank_next_step_is_none() -> None:
    assert codes(CALM._replace(next_step="  ")) == ["no_next_step"]
    assert codes(CALM._replace(next_step=None)) == ["no_next_step"]


def test_close_date() -> None:
    assert signals(CALM._replace(expected_close_on=ago(1)), TODAY, USUAL) == (
        Signal("close_passed", days=1),
    )
    assert signals(CALM._replace(expected_close_on=TODAY), TODAY, USUAL) == (
        Signal("closes_this_week", days=0),
    )
    sunday = date(2026, 11, 29)
    assert codes(CALM._replace(expected_close_on=sunday)) == ["closes_this_week"]
    assert codes(CALM._replace(expected_close_on=sunday + timedelta(days=1))) == []


def test_stuck_over_the_limit_of_its_stage() -> None:
    deal = CALM._replace(stage_since=ago(22), stuck_days=21)
    assert signals(deal, TODAY, USUAL) == (Signal("stuck", days=22, limit=21),)
    assert codes(deal._replace(stage_since=ago(21))) == []
    assert codes(deal._replace(stuck_days=None)) == []
    assert codes(deal._replace(stage_since=None)) == []


def test_large() -> None:
    assert codes(CALM._replace(value_minor=50_000_00)) == ["large"]
    assert codes(CALM._replace(value_minor=None)) == []


def test_thresholds_can_be_off() -> None:
    deal = CALM._replace(value_minor=10**12, last_touch_on=ago(400))
    assert codes(deal, Thresholds(quiet_days=None, large_minor=None)) == []


def test_the_gravest_comes_first() -> None:
    deal = OpenDeal(
        value_minor=10**9,
        created_on=ago(99),
        expected_close_on=ago(2),
        stage_since=ago(99),
        stuck_days=14,
    )
    assert codes(deal) == ["close_passed", "quiet", "stuck", "no_next_step", "large"]


def test_at_risk_is_gone_quiet_or_past_its_close_date() -> None:
    assert at_risk([Signal("quiet")])
    assert at_risk([Signal("large"), Signal("close_passed")])
    assert not at_risk([Signal("stuck"), Signal("no_next_step"), Signal("large")])
    assert not at_risk([])


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(
    st.builds(
        OpenDeal,
        value_minor=st.none() | st.integers(0, 10**9),
        created_on=DAYS,
        expected_close_on=DAYS,
        next_step=st.none() | st.text(max_size=3),
        next_step_on=DAYS,
        planned_on=DAYS,
        last_touch_on=DAYS,
        stage_since=DAYS,
        stuck_days=st.none() | st.integers(0, 60),
    )
)
def test_signals_come_once_in_order_and_days_are_never_negative(deal: OpenDeal) -> None:
    found = signals(deal, TODAY, USUAL)
    order = [CODES.index(signal.code) for signal in found]
    assert order == sorted(set(order))
    assert all(signal.days is None or signal.days >= 0 for signal in found)
    assert not {"close_passed", "closes_this_week"} <= {signal.code for signal in found}
    assert all(signal.tone == TONES[signal.code] for signal in found)
