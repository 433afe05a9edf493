"""Where blocks lie on the agenda, and where a free stretch has room for its words."""

from datetime import date, datetime, timedelta

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
    label_of,
    spots,
    worth_showing,
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
    return Agenda(calls, hours, tuple(free(hours, at(8), at(18))), (), 0, ())


def test_what_overlaps_lies_side_by_side() -> None:
    found = blocks(agenda([planned(9, minutes=60), planned(11)], [planned(9, 30)]), DAY)
    assert [(b.begin, b.lane, b.lanes, b.own) for b in found] == [
        (540, 0, 2, True),
        (570, 1, 2, False),
        (660, 0, 1, True),
    ]


def test_what_runs_over_midnight_ends_with_the_day() -> None:
    (block,) = blocks(agenda([planned(23, 30, 120)]), DAY)
    assert (block.begin, block.end) == (1410, 1440)


def test_the_end_of_the_day_lies_beside_what_is_planned_then() -> None:
    found = spots(agenda([planned(16, 15, 45)]), DAY, at(8), WrapUp(990, None))
    (block,) = (spot for spot in found if isinstance(spot, Block))
    (green,) = (spot for spot in found if isinstance(spot, WrapUp))
    assert (block.lane, green.lane, block.lanes, green.lanes) == (0, 1, 2, 2)
    assert (green.begin, green.end) == (990, 1020)
    (free_one,) = (spot for spot in found if isinstance(spot, Gap) and spot.begin > 990)
    assert free_one.begin == 1020


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59), st.integers(1, 200)), max_size=12)
)
def test_no_two_blocks_of_one_lane_meet(hours: list[tuple[int, int, int]]) -> None:
    rows = [planned(h, m, length, n) for n, (h, m, length) in enumerate(hours)]
    found = blocks(agenda(rows), DAY)
    assert len(found) == len(rows)
    for one in found:
        assert 0 <= one.lane < one.lanes
        for other in found:
            if one is not other and one.begin < other.end and other.begin < one.end:
                assert one.lane != other.lane
                assert one.lanes == other.lanes


def test_only_long_gaps_are_told_and_their_words_find_room() -> None:
    day = agenda([planned(9), planned(10)], [planned(10, 30, 60)])
    assert [(gap.begin, gap.end, gap.minutes) for gap in worth_showing(day.gaps, at(0))] == [
        (480, 540, 60),
        (630, 1080, 450),
    ]
    assert label_of((630, 1080), blocks(day, DAY), 30) == 690  # below the team's meeting
    assert label_of((600, 620), [], 30) is None
    assert [gap.begins for gap in worth_showing(day.gaps, at(12))] == [at(12)]
    begun = worth_showing(day.gaps, at(12) + timedelta(minutes=7, seconds=3))
    assert [gap.begin for gap in begun] == [12 * 60 + 15]
    assert worth_showing(day.gaps, at(18)) == []


def test_a_block_says_what_it_is() -> None:
    row = planned(9, minutes=45)
    assert Block(hour_of(row, own=True), 540, 585).title == "Review"
    assert Block(hour_of(row, own=True), 540, 585).below == "45 min"
