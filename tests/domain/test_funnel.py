"""How deals pass from stage to stage: skipped stages count, steps back take nothing back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.funnel import Journey, Step, funnel, journey
from salesdesk_app.domain.ratio import Ratio

WAYS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 3), min_size=1), st.sampled_from(["open", "won", "lost"])
    ).map(lambda way: journey(way[0], way[1], 4)),
)


def test_a_skipped_stage_counts_as_passed() -> None:
    way = journey([0, 3], "open", 4)
    assert way == Journey(0, 3, "open")
    assert [step.conversion for step in funnel([way], 4)] == [
        Ratio(1, 1),
        Ratio(1, 1),
        Ratio(1, 1),
        Ratio(0, 1),
    ]


def test_a_step_back_takes_nothing_back() -> None:
    assert journey([0, 2, 1], "lost", 4) == Journey(0, 2, "lost")


def test_a_stage_before_the_earliest_was_never_entered() -> None:
    way = journey([2], "won", 4)
    assert way is not None
    assert [step.entered for step in funnel([way], 4)] == [0, 0, 1, 1]
    assert [step.passed for step in funnel([way], 4)] == [0, 0, 1, 1]


def test_the_way_of_a_deal_that_came_in_closed_is_unknown() -> None:
    assert journey([], "won", 4) is None


def test_win_rate_from_a_stage() -> None:
    ways = [
        Journey(0, 2, "won"),
        Journey(0, 0, "lost"),
        Journey(0, 1, "lost"),
        Journey(0, 1, "open"),
    ]
    first, second = funnel(ways, 2)
    assert first == Step(entered=4, passed=3, won=1, closed=3)
    assert first.conversion == Ratio(3, 4)
    assert second.win_rate == Ratio(1, 2)
    assert funnel([], 1)[0].conversion.value is None


@given(WAYS)
def test_no_more_leave_a_stage_than_entered_it(ways: list[Journey]) -> None:
    steps = funnel(ways, 4)
    assert len(steps) == 4
    for step in steps:
        assert 0 <= step.passed <= step.entered <= len(ways)
        assert step.won <= min(step.closed, step.passed)
    for step, after in pairwise(steps):
        assert step.passed <= after.entered
