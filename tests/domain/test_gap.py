"""What closes a gap: the likeliest deals and no more than needed, more of them, other levers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.gap import (
    RANKS,
    Candidate,
    Levers,
    closing,
    more,
    needed,
    open_by,
    tried,
)
from salesdesk_app.domain.ratio import Ratio

candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 10_000),
        st.integers(0, 900),
        st.integers(0, 100),
        st.sampled_from(RANKS),
    ),
    max_size=8,
    unique_by=lambda candidate: candidate.id,
)
positive = st.builds(Ratio, st.integers(1, 10_000), st.integers(1, 100))
levers = st.builds(
    Levers,
    opportunities=st.integers(1, 500),
    average=positive,
    win_rate=st.builds(
        lambda won, lost: Ratio(won, won + lost), st.integers(1, 9), st.integers(0, 9)
    ),
    cycle_days=positive,
)
FIFTY = Levers(50, Ratio(1_000_000, 1), Ratio(1, 5), Ratio(30, 1))  # 10,000.00 on average
UNKNOWN = Ratio(0, 0)


@given(candidates, st.integers(-10, 4_000))
def test_closing_holds_what_is_needed_and_no_deal_more(held: list[Candidate], gap: int) -> None:
    found = closing(held, gap)
    by_id = {candidate.id: candidate.minor for candidate in held}
    assert found.minor == sum(by_id[deal_id] for deal_id in found.deal_ids)
    assert found.short == max(gap - found.minor, 0)
    if gap <= 0:
        assert found.deal_ids == ()
    elif sum(by_id.values()) >= gap:
        assert found.short == 0
        assert all(found.minor - by_id[deal_id] < gap for deal_id in found.deal_ids)
    else:
        assert set(found.deal_ids) == {c.id for c in held if c.minor > 0}


@given(candidates, st.integers(1, 2_000))
def test_it_reaches_no_further_down_than_it_must(held: list[Candidate], gap: int) -> None:
    found = closing(held, gap)
    taken = [candidate for candidate in held if candidate.id in found.deal_ids]
    if found.short or not taken:
        return
    lowest = max(RANKS.index(candidate.rank) for candidate in taken)
    above = sum(c.minor for c in held if RANKS.index(c.rank) < lowest)
    assert above < gap


def test_commit_comes_first_then_probability_then_value() -> None:
    held = [
        Candidate(1, 100, 90, "pipeline"),
        Candidate(2, 40, 50, "commit"),
        Candidate(3, 60, 50, "commit"),
        Candidate(4, 30, 80, "best_case"),
        Candidate(5, 30, 70, "best_case"),
        Candidate(6, 500, 99, "out"),
        Candidate(7, 10, 5, "in"),
    ]
    assert closing(held, 5).deal_ids == (7,)
    assert closing(held, 60).deal_ids == (3,)  # the small one that came first is not needed
    assert closing(held, 110).deal_ids == (7, 3, 2)
    assert closing(held, 140).deal_ids == (7, 3, 2, 4)
    assert closing(held, 900).short == 900 - sum(candidate.minor for candidate in held)


def test_the_formula_of_velocity() -> None:
    assert round(FIFTY.velocity.value or 0, 2) == Decimal("333333.33")  # minor units a day
    assert tried(FIFTY, 30, 20_000_000).brings == 10_000_000
    assert tried(FIFTY, 30, 20_000_000).short == 10_000_000
    assert tried(FIFTY, 90, 20_000_000).short == 0
    assert tried(FIFTY, 30, None).short is None
    half = replace(FIFTY, win_rate=Ratio(4, 10))
    assert tried(half, 30, 20_000_000).short == 0


def test_what_is_unknown_stays_unknown() -> None:
    for name in ("average", "win_rate", "cycle_days"):
        lacking = replace(FIFTY, **{name: UNKNOWN})
        assert tried(lacking, 30, 100).brings is None
        assert needed(lacking, 30, 100).opportunities is None
    assert tried(replace(FIFTY, cycle_days=Ratio(0, 4)), 30, 100).brings is None
    assert needed(replace(FIFTY, cycle_days=Ratio(0, 4)), 30, 100).opportunities is None
    assert more(100, replace(FIFTY, win_rate=UNKNOWN)) is None
    assert more(100, replace(FIFTY, average=UNKNOWN)) is None
    assert more(100, replace(FIFTY, win_rate=Ratio(0, 7))) is None
    assert open_by(date(2026, 12, 31), UNKNOWN) is None


def test_how_many_more_and_by_when() -> None:
    assert more(20_000_000, FIFTY) == 100
    assert more(20_000_001, FIFTY) == 101
    assert more(0, FIFTY) == 0
    assert open_by(date(2026, 12, 31), Ratio(61, 2)) == date(2026, 11, 30)
    assert open_by(date(2026, 12, 31), Ratio(0, 3)) == date(2026, 12, 31)
    assert open_by(date(2026, 12, 31), Ratio(10**9, 1)) is None


@given(levers, st.integers(1, 10**7))
def test_so_many_more_are_enough_and_one_less_is_not(now: Levers, gap: int) -> None:
    count = more(gap, now)
    assert count is not None
    each = (now.average.value or 0) * (now.win_rate.value or 0)
    assert count * each >= gap - Decimal("1e-9")
    assert (count - 1) * each < gap


@given(levers, st.integers(1, 120), st.integers(1, 10**7))
def test_each_lever_alone_closes_the_gap(now: Levers, days: int, gap: int) -> None:
    found = needed(now, days, gap)
    assert found.opportunities is not None
    assert found.average is not None
    assert found.cycle_days is not None
    pulled = [
        replace(now, opportunities=found.opportunities),
        replace(now, average=Ratio(found.average, 1)),
        replace(now, cycle_days=found.cycle_days),
    ]
    if found.win_rate is not None:
        pulled.append(replace(now, win_rate=found.win_rate))
    assert [tried(one, days, gap).short for one in pulled] == [0] * len(pulled)
    fewer = replace(now, opportunities=found.opportunities - 1)
    pace = fewer.velocity.value
    assert pace is not None and pace * days < gap
    if found.win_rate is None:
        assert tried(replace(now, win_rate=Ratio(1, 1)), days, gap).short != 0 or (
            tried(replace(now, win_rate=Ratio(1, 1)), days, gap).brings == gap
        )


@given(candidates, st.integers(1, 2_000))
def test_no_pair_of_those_taken_can_do_without_one(held: list[Candidate], gap: int) -> None:
    found = closing(held, gap)
    by_id = {candidate.id: candidate.minor for candidate in held}
    if found.short == 0:
        for fewer in combinations(found.deal_ids, max(len(found.deal_ids) - 1, 0)):
            assert sum(by_id[deal_id] for deal_id in fewer) < gap
