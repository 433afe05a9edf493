"""The gap to quota of a person, a team and everybody, from what is open and what closed lately."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services.forecasting import calls, gap
from salesdesk_app.services.forecasting.gap import Gap
from salesdesk_app.services.verbs import ask
from tests.services.forecasting.world import Q4, TODAY, Team


def of(team: Team, **line: object) -> Gap:
    """The gap in the fourth quarter."""
    found = ask(team.store, gap.of, team.day, Q4, **line)
    assert found is not None
    return found


def test_the_deals_that_close_it(team: Team) -> None:
    team.quota(team.ana, 300)
    team.won(100)
    low, sure = team.deal(150, "Proposal"), team.deal(120, "Negotiation")
    team.deal(90, "Qualified")
    team.deal(999, "Negotiation", category="omitted")
    team.deal(None, "Negotiation")
    team.deal(500, "Negotiation", owner=team.ben)
    found = of(team, kind="person", line_id=team.ana)
    assert (found.left, found.closing.deal_ids) == (20_000, (sure, low))
    assert (found.closing.minor, found.closing.short, found.unvalued) == (27_000, 0, 1)
    team.call(team.ana, 1)
    team.do(calls.judge, [sure], "out", today=TODAY)
    assert of(team, kind="person", line_id=team.ana).closing.deal_ids[0] == low
    everybody = of(team)
    assert everybody.left == 20_000
    assert of(team, kind="team", line_id=team.boss).left == 20_000
    assert ask(team.store, gap.of, team.day, Q4, kind="person", line_id=99) is None


def test_how_many_more_at_the_present_rate_and_by_when(team: Team) -> None:
    team.quota(team.ana, 500)
    for value, days in ((100, 20), (50, 40)):
        team.won(value, created=TODAY - timedelta(days=days))
    for _ in range(2):
        team.lost(70, created=TODAY - timedelta(days=9))
    team.day = date(2026, 8, 1)
    team.won(10_000, created=date(2026, 7, 1))  # longer ago than what counts as the present
    team.day = TODAY
    team.deal(100, "Qualified")
    team.deal(30, "Qualified", closes=date(2027, 3, 1))
    found = of(team, kind="person", line_id=team.ana)
    assert found.lately.closed_count == 4
    assert found.levers.opportunities == 2
    assert found.levers.average == Ratio(15_000, 2)
    assert found.levers.win_rate == Ratio(2, 4)
    assert found.levers.cycle_days.value == 30
    assert found.left == 35_000
    assert found.more == 10  # 350 over 75 at one half is 9.33
    assert found.more_beside == 7  # 250 of it
    assert (found.open_by, found.late) == (date(2026, 12, 1), False)
    assert found.days_left == 38
    assert found.outlook.per_day.value == Decimal(250)
    assert found.outlook.brings == 9_500
    assert found.needed.opportunities == 8
    later = ask(team.store, gap.of, date(2026, 12, 2), Q4, kind="person", line_id=team.ana)
    assert later is not None and later.late


def test_nothing_is_known_where_nothing_closed(team: Team) -> None:
    team.quota(team.ana, 100)
    team.deal(40, "Qualified")
    found = of(team)
    assert (found.more, found.more_beside, found.open_by, found.late) == (None, None, None, False)
    assert found.outlook.brings is None
    assert found.lately.closed_count == 0
    assert found.closing.short == 6_000


@pytest.mark.parametrize("quota", [None, 0, 80])
def test_without_a_quota_or_with_one_that_is_met(team: Team, quota: int | None) -> None:
    team.won(80)
    if quota is not None:
        team.quota(team.ana, quota)
    found = of(team)
    assert found.left == (None if quota is None else 0)
    assert found.more == (None if quota is None else 0)
    assert found.closing.deal_ids == ()


def test_in_an_empty_workspace(team: Team) -> None:
    found = of(team)
    assert found.left is None
    assert found.levers.opportunities == 0
