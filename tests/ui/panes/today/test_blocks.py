"""Where blocks lie on the agenda, and where a free stretch has room for its words."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.team_calls.call_rows import of_activity
from salesdesk_app.services.today.agenda import Agenda, free, hour_of
from salesdesk_app.ui.panes.today.agenda.blocks import (
    Block,
    Gap,
    WrapUp,
    blocks,
    gaps_shown,
    label_of,
    spots,
)


def planned(hour: int, minute: int = 0, minutes: int | None = 30, row_id: int = 1) -> ActivityRow:
    begin = datetime(2026, 11, 23, hour, minute).astimezone()
    return ActivityRow(row_id, "meeting", "Review", begin, None, minutes, *(None,) * 9)


DAY = date(2026, 11, 23)


def at(hour: int) -> datetime:
    return datetime(2026, 11, 23, hour).astimezone()


def agenda(own: list[ActivityRow], team: list[ActivityRow] | None = None) -> Agenda:
    calls = tuple(of_activity(row) for row in team or ())
    hours = tuple(hour_of(row, own=True) for row in own)
    return Agenda(calls, hours, tuple(free(hours, at(8), at(18))))


def test_what_overlaps_lies_side_by_side() -> None:
    found = blocks(agenda([planned(9, minutes=60), planned(11)], [planned(9, 30)]), DAY)
    assert [(b.begin, b.left, b.right, b.own) for b in found] == [
        (540, 0, pytest.approx(2 / 3), True),  # one's own twice as wide as the team's
        (570, pytest.approx(2 / 3), 1, False),
        (660, 0, 1, True),
    ]


def test_what_is_short_is_as_high_as_its_words_and_lies_beside_the_next() -> None:
    found = blocks(agenda([planned(9, 0, 10), planned(9, 15, 10), planned(9, 30, 10)]), DAY)
    assert [(b.left, b.right) for b in found] == [(0, 0.5), (0.5, 1), (0, 0.5)]


def test_a_block_takes_the_room_that_the_lanes_beside_it_leave() -> None:
    rows = [(9, 120), (9, 60), (9, 60), (10, 60)]
    found = blocks(agenda([planned(h, 0, length, n) for n, (h, length) in enumerate(rows)]), DAY)
    long, *_two, late = found
    assert (long.left, long.right) == (0, pytest.approx(1 / 3))
    assert (late.left, late.right) == (pytest.approx(1 / 3), 1)


def test_what_runs_over_midnight_ends_with_the_day() -> None:
    (block,) = blocks(agenda([planned(23, 30, 120)]), DAY)
    assert (block.begin, block.end) == (1410, 1440)


def test_the_end_of_the_day_lies_beside_what_is_planned_then() -> None:
    found = spots(agenda([planned(16, 15, 45)]), DAY, at(8), WrapUp(990, None))
    (block,) = (spot for spot in found if isinstance(spot, Block))
    (green,) = (spot for spot in found if isinstance(spot, WrapUp))
    assert (block.left, block.right, green.left, green.right) == (0, 0.5, 0.5, 1)
    assert (green.begin, green.end) == (990, 1020)
    (free_one,) = (spot for spot in found if isinstance(spot, Gap) and spot.begin > 990)
    assert free_one.begin == 1020


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59), st.integers(1, 200)), max_size=12)
)
def test_no_two_blocks_lie_over_each_other(hours: list[tuple[int, int, int]]) -> None:
    rows = [planned(h, m, length, n) for n, (h, m, length) in enumerate(hours)]
    found = blocks(agenda(rows), DAY)
    assert len(found) == len(rows)
    for one in found:
        assert 0 <= one.left < one.right <= 1
        for other in found:
            if one is not other and one.begin < other.end and other.begin < one.end:
                assert one.right <= other.left or other.right <= one.left


def test_only_long_gaps_are_told_and_their_words_find_room() -> None:
    day = agenda([planned(9), planned(10)], [planned(10, 30, 60)])
    assert [(gap.begin, gap.end, gap.minutes) for gap in gaps_shown(day.gaps, at(0))] == [
        (480, 540, 60),
        (630, 1080, 450),
    ]
    assert label_of((630, 1080), blocks(day, DAY), 30) == 690  # below the team's meeting
    assert label_of((600, 620), [], 30) is None
    assert [gap.begins for gap in gaps_shown(day.gaps, at(12))] == [at(12)]
    begun = gaps_shown(day.gaps, at(12) + timedelta(minutes=7, seconds=3))
    assert [gap.begin for gap in begun] == [12 * 60 + 15]
    assert gaps_shown(day.gaps, at(18)) == []


def test_a_block_says_what_it_is() -> None:
    row = planned(9, minutes=45)
    assert Block(hour_of(row, own=True), 540, 585).title == "Review"
    assert Block(hour_of(row, own=True), 540, 585).below == "45 min"
