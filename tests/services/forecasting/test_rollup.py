"""The roll-up of the forecast: by category, person, team and period, against quota."""

from datetime import date
from decimal import Decimal

import pytest

from salesdesk_app.domain.metrics import Rollup
from salesdesk_app.domain.periods import Period, month_of, parse, quarter_of, year_of
from salesdesk_app.services import people, quotas, settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.team import NO_OWNER
from tests.services.forecasting.world import DECEMBER, Q4, Team


def sums(line: object) -> dict[str, int]:
    """The sum of each category in whole units."""
    return {name: part.minor // 100 for name, part in line.parts.items()}  # type: ignore[attr-defined]  # any line


def test_the_arithmetic_of_the_cumulative_forecast(team: Team) -> None:
    team.won(50)
    team.deal(100, "Negotiation")
    team.deal(150, "Proposal")
    team.deal(200, "Qualified")
    team.deal(1_000, "Proposal", category="omitted")
    team.lost(2_000)
    found = team.forecast()
    for line in (team.line(team.ana), found.team, found.teams[0]):
        assert line.rollup == Rollup(
            closed=5_000, commit=15_000, best_case=30_000, open_pipeline=45_000
        )
        assert sums(line) == {
            "closed": 50,
            "commit": 100,
            "best_case": 150,
            "pipeline": 200,
            "omitted": 1_000,
        }
    assert team.line(team.ben).rollup == Rollup(0, 0, 0, 0)


def test_each_sum_knows_its_deals(team: Team) -> None:
    mine, theirs = team.deal(10, "Negotiation"), team.deal(20, "Negotiation", owner=team.ben)
    won = team.won(5)
    found = team.forecast()
    assert found.team.parts["commit"].deal_ids == (mine, theirs)
    assert team.line(team.ana).parts["closed"].deal_ids == (won,)


def test_a_choice_by_hand_sticks_when_the_stage_changes(team: Team) -> None:
    deal = team.deal(100, "Qualified")
    assert sums(team.line(team.ana))["pipeline"] == 100
    team.do(deals.edit, [deal], category="commit")
    team.do(deals.move, [deal], team.stages["Proposal"])
    assert sums(team.line(team.ana))["commit"] == 100
    team.do(deals.win, [deal], closed_on=team.day, today=team.day)
    assert sums(team.line(team.ana)) == dict.fromkeys(sums(team.line(team.ana)), 0) | {
        "closed": 100
    }
    team.do(deals.reopen, [deal])
    assert sums(team.line(team.ana))["commit"] == 100
    team.do(deals.lose, [deal], reason=None, closed_on=team.day, today=team.day)
    assert set(sums(team.line(team.ana)).values()) == {0}
    team.do(deals.move, [deal], team.stages["Qualified"])
    assert sums(team.line(team.ana))["commit"] == 100
    team.do(deals.edit, [deal], category=None)
    assert sums(team.line(team.ana))["pipeline"] == 100


def test_an_open_deal_is_never_closed(team: Team) -> None:
    team.deal(100, "Proposal", category="closed")
    assert sums(team.line(team.ana))["closed"] == 0
    assert sums(team.line(team.ana))["commit"] == 100


def test_quota_gap_and_attainment(team: Team) -> None:
    team.quota(team.ana, 200)
    team.won(50)
    line = team.line(team.ana)
    assert (line.quota, line.gap) == (20_000, 15_000)
    assert line.attainment.value == Decimal("0.25")
    assert team.line(team.ben).gap is None
    team.won(300)
    assert team.line(team.ana).gap == 0
    assert team.forecast().team.quota == 20_000


def test_what_is_won_counts_by_its_close_date_and_what_is_open_by_the_expected_one(
    team: Team,
) -> None:
    team.won(10, date(2026, 10, 5))
    team.won(20, date(2026, 11, 5))
    team.deal(30, "Negotiation", closes=date(2026, 11, 30))
    team.deal(40, "Negotiation", closes=date(2026, 12, 1))
    team.deal(50, "Negotiation", closes=date(2027, 1, 1))
    of_month = {key: team.line(team.ana, parse(key)) for key in ("2026-10", "2026-11", "2026-12")}
    assert [sums(line)["closed"] for line in of_month.values()] == [10, 20, 0]
    assert [sums(line)["commit"] for line in of_month.values()] == [0, 30, 40]
    assert sums(team.line(team.ana))["commit"] == 70
    assert sums(team.line(team.ana, parse("2026")))["closed"] == 30
    assert sums(team.line(team.ana, parse("2027")))["commit"] == 50


@pytest.mark.parametrize("start", range(1, 13))
def test_a_fiscal_year_may_start_in_any_month(team: Team, start: int) -> None:
    team.do(settings.change, fiscal_start_month=start)
    for month in range(1, 13):
        team.deal(1, "Negotiation", closes=date(2026, month, 15))
    assert team.forecast().fiscal_start_month == start

    def held(period: Period) -> int:
        return sums(team.line(team.ana, period))["commit"]

    quarters = {quarter_of(date(2026, month, 15), start) for month in range(1, 13)}
    years = {year_of(date(2026, month, 15), start) for month in range(1, 13)}
    assert sum(map(held, quarters)) == 12 == sum(map(held, years))
    for quarter in quarters:
        inside = sum(date(2026, month, 15) in quarter for month in range(1, 13))
        assert held(quarter) == inside
    assert held(month_of(date(2026, 3, 1))) == 1


def test_a_win_belongs_to_who_owned_the_deal_then(team: Team) -> None:
    deal = team.won(100)
    team.do(deals.edit, [deal], owner_id=team.ben)
    assert sums(team.line(team.ana))["closed"] == 100
    assert sums(team.line(team.ben))["closed"] == 0
    team.do(deals.reopen, [deal])
    assert sums(team.line(team.ben))["commit"] == 100
    team.do(deals.win, [deal], closed_on=team.day, today=team.day)
    assert sums(team.line(team.ben))["closed"] == 100
    assert sums(team.line(team.ana))["closed"] == 0
    nobodys = team.won(7, owner=None)
    team.do(deals.edit, [nobodys], owner_id=team.ana)
    assert sums(team.line(team.ana))["closed"] == 7


def test_deals_of_nobody_without_a_value_or_a_date_are_counted_and_told(team: Team) -> None:
    team.deal(10, "Negotiation", owner=None)
    empty = team.deal(None, "Negotiation")
    undated = team.deal(99, "Negotiation", closes=None)
    team.deal(98, "Negotiation", closes=None, category="omitted")
    found = team.forecast()
    assert found.lines[-1].id == NO_OWNER
    assert sums(found.lines[-1])["commit"] == 10
    line = team.line(team.ana)
    assert line.parts["commit"].value is None
    assert (line.parts["commit"].unvalued, line.parts["commit"].deal_ids) == (1, (empty,))
    assert line.undated == (undated,)
    assert line.weighted is None
    assert found.team.parts["commit"].value == 1_000
    assert found.team.undated == (undated,)


def test_other_currencies_without_a_rate_are_told(team: Team) -> None:
    team.deal(10, "Negotiation", currency="CHF")
    team.deal(20, "Negotiation", currency="EUR")
    team.do(settings.set_rate, "EUR", date(2026, 1, 1), Decimal(2))
    found = team.forecast()
    assert found.unconverted == {"CHF": 1}
    assert sums(found.team)["commit"] == 40
    team.quota(team.ana, 100)
    team.do(settings.change, currency="EUR")
    assert (found := team.forecast()).currency == "EUR"
    assert team.line(team.ana).quota == 5_000
    assert found.quotas_unconverted == {}
    team.do(settings.change, currency="JPY")
    assert (found := team.forecast()).quotas_unconverted == {"USD": 1}
    assert found.team.quota is None


def test_people_who_left_or_have_no_quota(team: Team) -> None:
    cora, drew = team.person("Cora Wu"), team.person("Drew Park")
    team.won(10, date(2026, 10, 5), owner=cora)
    for person in (cora, drew):
        team.do(people.retire, person, ended_on=date(2026, 10, 30))
    found = team.forecast()
    assert [line.name for line in found.lines] == ["Ana Ruiz", "Ben Cole", "Cora Wu"]
    assert [line.left for line in found.lines] == [False, False, True]
    assert found.team.quota is None


def test_a_managers_team_is_the_manager_and_everybody_below(team: Team) -> None:
    head = team.person("Hana Sato", role="manager")
    form = people.PersonForm("Grace Obi", role="manager", manager_id=head)
    team.do(people.edit, team.boss, form)
    team.deal(1, "Negotiation", owner=team.boss)
    team.deal(2, "Negotiation", owner=team.ana)
    team.deal(4, "Negotiation", owner=head)
    team.deal(8, "Negotiation", owner=None)
    team.quota(team.ana, 70)
    found = team.forecast()
    teams = {line.name: line for line in found.teams}
    assert {name: sums(line)["commit"] for name, line in teams.items()} == {
        "Grace Obi": 3,
        "Hana Sato": 7,
    }
    assert teams["Hana Sato"].quota == 7_000
    assert sums(found.team)["commit"] == 15


def test_a_filter_chooses_the_deals(team: Team) -> None:
    team.quota(team.ana, 10)
    team.quota(team.ben, 20)
    team.deal(1, "Negotiation", name="Pilot")
    team.deal(2, "Negotiation", name="Licence", owner=team.ben)
    pilot = team.forecast(wanted=DealFilter(text="pilot"))
    assert pilot.filtered
    assert sums(pilot.team)["commit"] == 1
    assert pilot.team.quota == 3_000
    mine = team.forecast(wanted=DealFilter(owner_ids=frozenset({team.ben})))
    assert [line.name for line in mine.lines] == ["Ben Cole"]
    assert (sums(mine.team)["commit"], mine.team.quota) == (2, 2_000)
    assert not team.forecast(wanted=DealFilter(title="Everything")).filtered


def test_an_empty_workspace(team: Team) -> None:
    found = team.forecast()
    assert found.team.parts["closed"].value == 0
    assert found.team.weighted == 0
    assert found.team.quota is None
    assert found.freezes == ()
    assert DECEMBER in Q4


def test_quotas_of_months_make_the_quarters(team: Team) -> None:
    for key, amount in (("2026-10", 10), ("2026-11", 20)):
        team.do(quotas.set_quota, team.ana, parse(key), amount * 100)
    assert team.line(team.ana).quota == 3_000
    assert team.line(team.ana, parse("2026-11")).quota == 2_000
