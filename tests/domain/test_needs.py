"""Who needs what: reasons in the order of their weight, and silence where all is well."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.needs import Standing, ahead_of_pace, freshness, gravity, needs, track
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.domain.targets import Coverage
from salesdesk_app.wording import team as wording

PACE = Ratio(68, 100)
NOTHING = Coverage(Ratio(0, 0))


def said(standing: Standing) -> str:
    return wording.needs("Jonas", [(need.code, need.amount) for need in needs(standing)])


def test_behind_with_thin_coverage_and_no_talk() -> None:
    standing = Standing(Ratio(41, 100), PACE, Coverage(Ratio(16, 10)), 16, 0)
    assert said(standing) == "Jonas: 27 pts behind pace, coverage 1.6×, no 1:1 for 16 days"
    assert gravity(needs(standing)) == 2


def test_late_commitments_alone() -> None:
    standing = Standing(Ratio(60, 100), PACE, Coverage(Ratio(22, 10)), 9, 2)
    assert said(standing) == "Jonas: 2 commitments late"
    assert gravity(needs(standing)) == 1
    assert said(Standing(Ratio(0, 0), PACE, NOTHING, None, 1)) == "Jonas: 1 commitment late"


def test_thanks() -> None:
    assert said(Standing(Ratio(96, 100), PACE, NOTHING, 3, 0)) == "Jonas: 96 %, ahead of pace"
    met = Standing(Ratio(104, 100), PACE, Coverage(Ratio(5, 0), met=True), 3, 0)
    assert said(met) == "Jonas: 104 % of quota, say thanks"
    assert gravity(needs(met)) == 0


def test_without_a_quota_and_talks_there_is_nothing_to_say() -> None:
    assert needs(Standing(Ratio(5, 0), PACE, NOTHING, None, 0)) == ()
    assert ahead_of_pace(Ratio(5, 0), PACE) is None
    assert ahead_of_pace(Ratio(1, 2), Ratio(0, 0)) is None


def test_how_fresh_the_last_talk_is() -> None:
    days = [None, 0, 6, 7, 10, 11, 14, 15, 400]
    assert [freshness(d) for d in days] == [
        "none",
        "fresh",
        "fresh",
        "plain",
        "plain",
        "due",
        "due",
        "late",
        "late",
    ]


@given(won=st.integers(0, 300), elapsed=st.integers(0, 100))
def test_nobody_is_both_behind_and_thanked(won: int, elapsed: int) -> None:
    found = needs(Standing(Ratio(won, 100), Ratio(elapsed, 100), NOTHING, None, 0))
    codes = {need.code for need in found}
    assert not codes >= {"behind", "ahead"}
    ahead = Decimal(won - elapsed)
    assert ("behind" in codes) == (ahead < -10)
    assert (track(Ratio(won, 100), Ratio(elapsed, 100)) == "behind") == (
        elapsed > 0 and ahead < -10
    )
    assert ("met" in codes) == (won >= 100)
