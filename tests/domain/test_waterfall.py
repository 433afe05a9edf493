"""The waterfall's rule, case by case: what one deal does to the bars, and that they balance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.domain.waterfall import CODES, Pair, Standing, bookings, waterfall

W = quarter_of(date(2026, 11, 1))
INSIDE, EARLIER, LATER = date(2026, 11, 20), date(2026, 9, 20), date(2027, 1, 20)


def is_open(
    minor: int | None = 100, day: date | None = INSIDE, *, counted: bool = True
) -> Standing:
    return Standing("open", day, minor, counted)


def closed(
    outcome: str, minor: int | None = 100, day: date | None = INSIDE, *, counted: bool = True
) -> Standing:
    return Standing(outcome, day, minor, counted)


CASES = {
    "stayed": (is_open(), is_open(), []),
    "grew": (is_open(100), is_open(130), [("increased", 30)]),
    "shrank": (is_open(100), is_open(80), [("decreased", -20)]),
    "a value became known": (is_open(None), is_open(5), [("increased", 5)]),
    "won": (is_open(), closed("won"), [("won", -100)]),
    "won for more": (is_open(100), closed("won", 130), [("increased", 30), ("won", -130)]),
    "lost for less": (is_open(100), closed("lost", 80), [("decreased", -20), ("lost", -80)]),
    "pushed out": (is_open(), is_open(day=LATER), [("pushed_out", -100)]),
    "its day was taken away": (is_open(), is_open(day=None), [("pushed_out", -100)]),
    "pulled earlier": (is_open(), is_open(day=EARLIER), [("pulled_earlier", -100)]),
    "won before the window": (is_open(), closed("won", day=EARLIER), [("pulled_earlier", -100)]),
    "won after the window": (is_open(), closed("won", day=LATER), [("pushed_out", -100)]),
    "won on no known day": (is_open(), closed("won", day=None), [("pushed_out", -100)]),
    "lost before the window": (is_open(), closed("lost", day=EARLIER), [("lost", -100)]),
    "deleted": (is_open(), None, [("deleted", -100)]),
    "off the team": (is_open(), is_open(counted=False), [("moved_off_team", -100)]),
    "off the team, then won": (is_open(), closed("won", counted=False), [("moved_off_team", -100)]),
    "off the team and grown": (
        is_open(),
        is_open(120, counted=False),
        [("increased", 20), ("moved_off_team", -120)],
    ),
    "created": (None, is_open(), [("created", 100)]),
    "created without a value": (None, is_open(None), [("created", 0)]),
    "reopened": (closed("lost"), is_open(), [("reopened", 100)]),
    "reopened on another team": (closed("won", counted=False), is_open(), [("reopened", 100)]),
    "to the team": (is_open(counted=False), is_open(), [("moved_to_team", 100)]),
    "to the team from later": (
        is_open(day=LATER, counted=False),
        is_open(),
        [("moved_to_team", 100)],
    ),
    "pulled in": (is_open(50, LATER), is_open(), [("pulled_in", 100)]),
    "given a day": (is_open(day=None), is_open(), [("pulled_in", 100)]),
    "pushed in": (is_open(day=EARLIER), is_open(), [("pushed_in", 100)]),
    "created and won": (None, closed("won"), [("created", 100), ("won", -100)]),
    "created and lost": (None, closed("lost"), [("created", 100), ("lost", -100)]),
    "created and won elsewhere": (None, closed("won", day=EARLIER), []),
    "pulled in and won": (is_open(50, LATER), closed("won"), [("pulled_in", 100), ("won", -100)]),
    "overdue, then won": (is_open(day=EARLIER), closed("won"), [("pulled_in", 100), ("won", -100)]),
    "to the team and won": (
        is_open(counted=False),
        closed("won"),
        [("moved_to_team", 100), ("won", -100)],
    ),
    "won from lost": (closed("lost"), closed("won"), [("reopened", 100), ("won", -100)]),
    "lost from won": (closed("won"), closed("lost"), [("reopened", 100), ("lost", -100)]),
    "stayed won, for more": (closed("won"), closed("won", 130), []),
    "stayed won, on another day": (closed("won", day=EARLIER), closed("won"), []),
    "stayed won, to the team": (closed("won", counted=False), closed("won"), []),
    "a closed one was deleted": (closed("won"), None, []),
    "elsewhere all the time": (is_open(day=LATER), is_open(120, LATER), []),
}


@pytest.mark.parametrize("name", CASES)
def test_one_deal(name: str) -> None:
    then, now, booked = CASES[name]
    assert list(bookings(Pair(1, then, now), W)) == booked


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_closed_alike_and_something_else_in_between(outcome: str) -> None:
    pair = Pair(1, closed(outcome), closed(outcome, 130), again=True)
    assert list(bookings(pair, W)) == [("reopened", 130), (outcome, -130)]
    elsewhere = Pair(1, closed(outcome), closed(outcome, day=LATER), again=True)
    assert list(bookings(elsewhere, W)) == []
    same = closed(outcome)
    assert waterfall([Pair(1, same, same, again=True)], W).bars["reopened"].parts == {1: 100}


def test_all_dates_take_deals_without_a_day() -> None:
    assert list(bookings(Pair(1, is_open(day=None), closed("won", day=None)), None)) == [
        ("won", -100)
    ]
    assert list(bookings(Pair(1, is_open(day=None), is_open(day=LATER)), None)) == []


def test_what_has_no_value_is_in_its_bar_and_said() -> None:
    pairs = [
        Pair(1, is_open(None), is_open(None)),
        Pair(2, None, is_open(None)),
        Pair(3, is_open(None), closed("won", 7)),
        Pair(4, is_open(None), None),
        Pair(5, is_open(0), closed("lost", 0)),
    ]
    flow = waterfall(pairs, W)
    assert (flow.start.parts, flow.start.unvalued) == ({1: 0, 3: 0, 4: 0, 5: 0}, {1, 3, 4})
    assert (flow.end.unvalued, flow.end.known) == ({1, 2}, False)
    assert (flow.bars["created"].unvalued, flow.bars["deleted"].unvalued) == ({2}, {4})
    assert (flow.bars["increased"].parts, flow.bars["increased"].unvalued) == ({3: 7}, frozenset())
    assert (flow.bars["lost"].unvalued, flow.bars["lost"].known) == (frozenset(), True)
    assert flow.bars["pulled_in"].known


standings = st.none() | st.builds(
    Standing,
    st.sampled_from(["open", "open", "won", "lost"]),
    st.sampled_from([None, EARLIER, INSIDE, LATER]),
    st.none() | st.integers(0, 10**6),
    st.booleans(),
)


@given(st.lists(st.tuples(standings, standings, st.booleans()), max_size=8), st.booleans())
def test_start_and_all_bars_are_the_end(
    found: list[tuple[object, object, bool]], all_dates: bool
) -> None:
    pairs = [Pair(at, then, now, again) for at, (then, now, again) in enumerate(found)]  # type: ignore[arg-type]
    flow = waterfall(pairs, None if all_dates else W)
    assert flow.start.amount + sum(bar.amount for bar in flow.bars.values()) == flow.end.amount
    assert tuple(flow.bars) == CODES
    for code, bar in flow.bars.items():
        less = code in ("decreased", "won", "lost", "pushed_out", "pulled_earlier", "deleted")
        less = less or code == "moved_off_team"
        assert bar.amount <= 0 if less else bar.amount >= 0
