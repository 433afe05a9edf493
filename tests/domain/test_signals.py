"""The signals of an open deal, each at its threshold, with its reason, and what silences them."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.signal_rules import CODES, FEWEST, LIMITS, RANGES, RISKS, Rules
from salesdesk_app.domain.signals import (
    CHECKS,
    OpenDeal,
    Signal,
    StageWays,
    at_risk,
    signals,
)

TODAY = date(2026, 11, 25)  # a Wednesday
USUAL = Rules({**LIMITS, "large": 50_000_00})
CALM = OpenDeal(next_step="Send the contract", last_touch_on=TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def codes(deal: OpenDeal, rules: Rules = USUAL) -> list[str]:
    return [signal.code for signal in signals(deal, TODAY, rules)]


def test_a_deal_in_order_has_none() -> None:
    assert codes(CALM) == []
    assert codes(CALM._replace(value_minor=49_999_99, expected_close_on=date(2026, 12, 18))) == []


WAYS = StageWays("Proposal", median_days=10, left=FEWEST, won=41, closed=100)
SHOWN: list[tuple[dict[str, Any], dict[str, Any], Signal]] = [
    (
        {"expected_close_on": ago(1)},
        {"expected_close_on": TODAY},
        Signal("close_passed", days=1, limit=0, risk=True),
    ),
    (
        {"last_touch_on": ago(15)},
        {"last_touch_on": ago(14)},
        Signal("quiet", days=15, limit=14, risk=True),
    ),
    (
        {"pushes": 3, "slip_reason": "obstacle"},
        {"pushes": 2},
        Signal("pushed", limit=3, number=3, about="obstacle", risk=True),
    ),
    (
        {"stage_since": ago(22), "stuck_days": 21},
        {"stage_since": ago(21), "stuck_days": 21},
        Signal("stuck", days=22, limit=21),
    ),
    (
        {"stage_since": ago(16), "stage": WAYS},
        {"stage_since": ago(15), "stage": WAYS},
        Signal("stage_slow", days=16, limit=10, known=10, about="Proposal"),
    ),
    ({"next_step": " "}, {"next_step": "Call"}, Signal("no_next_step")),
    (
        {"contacts": 1, "probability": 40},
        {"contacts": 1, "probability": 39},
        Signal("single_contact", limit=40, number=40),
    ),
    (
        {"discount_bp": 2001},
        {"discount_bp": 2000},
        Signal("discount", limit=2000, number=2001),
    ),
    (
        {"probability": 52, "stage": WAYS},
        {"probability": 51, "stage": WAYS},
        Signal("optimistic", limit=41, number=52, known=100, about="Proposal"),
    ),
    (
        {"expected_close_on": date(2026, 11, 29)},  # the Sunday
        {"expected_close_on": date(2026, 11, 30)},
        Signal("closes_this_week", days=4),
    ),
    ({"value_minor": 50_000_00}, {"value_minor": 49_999_99}, Signal("large", limit=50_000_00)),
]
BY_CODE = {signal.code: (over, under, signal) for over, under, signal in SHOWN}


def test_every_signal_is_shown_here() -> None:
    assert list(BY_CODE) == list(CODES) == list(CHECKS)
    assert set(LIMITS) - set(RANGES) == {"large"}


@pytest.mark.parametrize("code", CODES)
def test_a_signal_shows_over_its_threshold_and_not_at_it(code: str) -> None:
    over, under, signal = BY_CODE[code]
    assert signals(CALM._replace(**over), TODAY, USUAL) == (signal,)
    assert code not in codes(CALM._replace(**under))


@pytest.mark.parametrize("code", CODES)
def test_a_signal_that_is_off_is_not_shown(code: str) -> None:
    over, _under, _signal = BY_CODE[code]
    assert codes(CALM._replace(**over), Rules(USUAL.limits, off=frozenset({code}))) == []


@pytest.mark.parametrize("code", CODES)
def test_a_snoozed_deal_has_none_until_its_day(code: str) -> None:
    over, _under, signal = BY_CODE[code]
    deal = CALM._replace(**over)
    assert codes(deal._replace(snoozed_until=TODAY + timedelta(days=1))) == []
    assert signals(deal._replace(snoozed_until=TODAY), TODAY, USUAL) == (signal,)
    assert codes(deal._replace(snoozed_until=ago(1))) == [code]


@pytest.mark.parametrize("code", CODES)
def test_the_user_says_what_puts_a_deal_at_risk(code: str) -> None:
    over, _under, signal = BY_CODE[code]
    deal = CALM._replace(**over)
    assert signal.risk == (code in RISKS)
    for risks in (frozenset[str](), frozenset({code})):
        found = signals(deal, TODAY, Rules(USUAL.limits, risks=risks))
        assert at_risk(found) == bool(risks)
        assert {signal.tone for signal in found} <= ({"bad"} if risks else {"warn", "accent"})


@pytest.mark.parametrize("code", [code for code in LIMITS if code != "no_next_step"])
def test_a_limit_of_ones_own(code: str) -> None:
    over, _under, _signal = BY_CODE[code]
    higher = (LIMITS[code] or 50_000_00) + (50 if code == "stage_slow" else 1)
    rules = Rules({**USUAL.limits, code: higher})
    assert code not in codes(CALM._replace(**over), rules)


def test_a_new_deal_may_be_given_days_to_find_its_next_step() -> None:
    rules = Rules({**USUAL.limits, "no_next_step": 7})
    deal = OpenDeal(created_on=ago(7), last_touch_on=TODAY)
    assert codes(deal, rules) == []
    assert codes(deal._replace(created_on=ago(8)), rules) == ["no_next_step"]
    assert codes(deal._replace(created_on=None), rules) == ["no_next_step"]


def test_a_deal_that_was_never_touched_is_quiet_since_it_was_created() -> None:
    deal = CALM._replace(last_touch_on=None, created_on=ago(30))
    found = Signal("quiet", days=30, limit=14, since_created=True, risk=True)
    assert signals(deal, TODAY, USUAL) == (found,)
    assert codes(deal._replace(created_on=None)) == []


@pytest.mark.parametrize("field", ["next_step_on", "planned_on"])
def test_what_is_planned_silences_quiet_and_no_next_step(field: str) -> None:
    deal = OpenDeal(last_touch_on=ago(60))
    assert codes(deal) == ["quiet", "no_next_step"]
    assert codes(deal._replace(**{field: TODAY})) == []
    assert codes(deal._replace(**{field: ago(1)})) == ["quiet", "no_next_step"]


def test_a_stage_tells_nothing_before_enough_deals_passed_it() -> None:
    deal = CALM._replace(stage_since=ago(99), probability=90)
    few = StageWays("Proposal", median_days=10, left=FEWEST - 1, won=1, closed=FEWEST - 1)
    assert codes(deal._replace(stage=few)) == []
    enough = few._replace(left=FEWEST, closed=FEWEST)
    assert codes(deal._replace(stage=enough)) == ["stage_slow", "optimistic"]
    assert codes(deal._replace(stage=enough, stage_since=None)) == ["optimistic"]


def test_two_contacts_are_enough_and_none_is_not_known() -> None:
    deal = CALM._replace(probability=90)
    assert codes(deal._replace(contacts=0)) == codes(deal._replace(contacts=2)) == []


def test_the_gravest_comes_first() -> None:
    deal = OpenDeal(
        value_minor=10**9,
        created_on=ago(99),
        expected_close_on=ago(2),
        stage_since=ago(99),
        stuck_days=14,
        pushes=4,
    )
    assert codes(deal) == ["close_passed", "quiet", "pushed", "stuck", "no_next_step", "large"]


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
DEALS = st.builds(
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
    pushes=st.integers(0, 6),
    contacts=st.integers(0, 3),
    discount_bp=st.integers(0, 10_000),
    probability=st.integers(0, 100),
    stage=st.builds(
        StageWays,
        median_days=st.integers(0, 90),
        left=st.integers(0, 30),
        won=st.integers(0, 10),
        closed=st.integers(10, 30),
    ),
    snoozed_until=DAYS,
)


@given(DEALS, st.frozensets(st.sampled_from(CODES)), st.frozensets(st.sampled_from(CODES)))
def test_signals_come_once_in_order_and_never_when_off(
    deal: OpenDeal, off: frozenset[str], risks: frozenset[str]
) -> None:
    rules = Rules(USUAL.limits, off, risks)
    found = signals(deal, TODAY, rules)
    order = [CODES.index(signal.code) for signal in found]
    assert order == sorted(set(order))
    assert all(signal.days is None or signal.days >= 0 for signal in found)
    shown = {signal.code for signal in found}
    assert not {"close_passed", "closes_this_week"} <= shown
    assert not shown & off
    assert at_risk(found) == bool(shown & risks) == bool(shown & set(rules.at_risk_by))
    assert not (found and deal.snoozed_until is not None and deal.snoozed_until > TODAY)
