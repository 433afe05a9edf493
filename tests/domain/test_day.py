"""What happened to a deal between two moments, and what to know before a call."""

from itertools import pairwise
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.day import (
    GOOD,
    ORDER,
    STEPS,
    DealState,
    Event,
    Urgency,
    call_marks,
    events,
    large_limit,
    rank,
    step_of,
    tone,
    urgency,
)
from salesdesk_app.domain.ratio import Ratio

OPEN = DealState("open", 2, 50_000, "USD", "2026-12-10")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"expected": "2026-12-18"}, ("slipped",)),
        ({"expected": "2026-12-01"}, ("pulled_in",)),
        ({"expected": None}, ()),
        ({"value_minor": 40_000}, ("shrank",)),
        ({"value_minor": 60_000}, ("grew",)),
        ({"value_minor": None}, ()),
        ({"value_minor": 40_000, "currency": "EUR"}, ()),
        ({"place": 3}, ("moved",)),
        ({"place": 1, "expected": "2027-01-04"}, ("slipped", "moved_back")),
        ({"outcome": "won", "place": 4, "expected": "2027-01-04"}, ("won",)),
        ({"outcome": "lost", "place": 5, "value_minor": 1}, ("lost",)),
    ],
)
def test_events(change: dict[str, object], expected: tuple[str, ...]) -> None:
    assert events(OPEN, OPEN._replace(**change)) == expected


def test_reopened_is_told_and_a_changed_mind_too() -> None:
    lost = OPEN._replace(outcome="lost", place=5)
    assert events(lost, OPEN) == ("reopened",)
    assert events(lost, OPEN._replace(outcome="won", place=4)) == ("won",)


states = st.builds(
    DealState,
    st.sampled_from(("open", "won", "lost")),
    st.integers(0, 5),
    st.none() | st.integers(0, 10**9),
    st.sampled_from(("USD", "EUR")),
    st.none() | st.dates().map(str),
)


@given(states, states)
def test_events_are_ordered_and_none_without_a_change(one: DealState, other: DealState) -> None:
    found = events(one, other)
    assert [rank(event) for event in found] == sorted(rank(event) for event in found)
    assert events(one, one) == ()


def test_every_event_has_a_tone_and_good_news_come_last() -> None:
    assert {tone(event) for event in ORDER} <= {"bad", "warn", "good", "accent", "plain"}
    urgent = [rank(event) for event in ORDER if event not in GOOD]
    assert max(urgent) < rank("won")


def test_the_stated_order_names_every_event_once() -> None:
    assert sorted(ORDER) == sorted(get_args(Event))
    assert len(set(ORDER)) == len(ORDER)
    assert [step_of(event) for event in ORDER] == [
        step for step, found in STEPS for _event in found
    ]


urgencies = st.lists(
    st.builds(
        urgency,
        st.sampled_from(ORDER),
        key=st.integers(0, 99).map(lambda number: f"deal:{number}"),
        shared=st.booleans(),
        fresh=st.booleans(),
        value_minor=st.integers(0, 3),
        when=st.sampled_from(("", "2026-11-20", "2026-11-23")),
        days=st.integers(0, 2),
        name=st.sampled_from(("", "Halden", "Corvid")),
    ),
    unique_by=lambda found: found.key,
    max_size=12,
)


@given(urgencies, st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_what_came_first(
    found: list[Urgency], dice: Random
) -> None:
    stated = sorted(found)
    dice.shuffle(found)
    assert sorted(found) == stated
    for one, other in pairwise(stated):
        assert one < other  # no two stand alike
        assert one.place <= other.place
        if one[:2] == other[:2]:
            assert (one.old, one.less) <= (other.old, other.less)


def test_large_is_as_stated_or_one_and_a_half_average_won_deals() -> None:
    assert large_limit(5_000, Ratio(100_000, 4)) == 5_000
    assert large_limit(None, Ratio(100_000, 4)) == 38_000
    assert large_limit(None, Ratio(84_440, 1)) == 130_000
    assert large_limit(None, Ratio(1, 1)) == 2
    assert large_limit(None, Ratio(0, 0)) is None


def test_call_marks() -> None:
    assert call_marks((), risky=False, learning=False) == ()
    told = ("quiet", "no_next_step", "large")
    assert call_marks(told, risky=True, learning=False) == ("large", "coach", "no_next_step")
    assert call_marks(["stuck"], risky=False, learning=True) == ("coach",)
