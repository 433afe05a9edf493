"""What the charts show: weeks against the pace, the funnel, months, leaders, win rates."""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.domain.periods import parse
from salesdesk_app.services import charts, figures, history, people, quotas
from salesdesk_app.services.charts import Charts, weeks_of
from salesdesk_app.services.deals import deals, filter_names
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Deal, Stage
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)  # a Monday
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUARTER = parse("2026-Q4")


class World:
    """A store to put people, quotas and deals into, in few words."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.read() as session:
            rows = session.execute(select(Stage.id, Stage.outcome).order_by(Stage.position)).all()
        self.open = [row.id for row in rows if row.outcome == "open"]
        self.closed = {row.outcome: row.id for row in rows if row.outcome != "open"}

    def do(self, verb: Any, *args: Any, **kwargs: Any) -> Any:
        return perform(self.store, Stamp(NOON), verb, *args, **kwargs).result

    def rep(
        self, name: str, quota: int | None = None, period: str = "2026-Q4", **facts: Any
    ) -> int:
        person: int = self.do(people.add, PersonForm(name, **facts))
        if quota is not None:
            self.do(quotas.set_quota, person, parse(period), quota * 100)
        return person

    def came_in(self, outcome: str, value: int | None = None, **columns: Any) -> int:
        """A deal as an import brings it: where it is now, and nothing of its way."""
        stage = self.closed.get(outcome, self.open[0])
        with self.store.write("importing.apply", at=NOON, origin="import") as (session, written):
            written.facts.update(file="x.csv", kind="deals", count=1)
            deal = Deal(name="Deal", currency="USD", stage_id=columns.pop("stage_id", stage))
            deal.value_minor = None if value is None else value * 100
            for name, what in columns.items():
                setattr(deal, name, what)
            session.add(deal)
            session.flush()
            return deal.id

    def charts(self, period: str | None = "2026-Q4", **asked: Any) -> Charts:
        wanted = None if period is None else parse(period)
        return ask(self.store, charts.of_period, today=TODAY, period=wanted, **asked)


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def test_a_quarter_has_thirteen_weeks_and_the_last_takes_the_odd_days() -> None:
    weeks = list(weeks_of(QUARTER))
    assert len(weeks) == 13
    assert weeks[0] == (1, date(2026, 10, 1), date(2026, 10, 7))
    assert weeks[-1] == (13, date(2026, 12, 24), date(2026, 12, 31))
    for (_, _, last), (_, first, _) in pairwise(weeks):
        assert (first - last).days == 1
    assert len(list(weeks_of(parse("2026-02")))) == 4
    assert len(list(weeks_of(parse("2026")))) == 52


class TestAttainment:
    def test_what_is_won_adds_up_week_by_week_until_today(self, world: World) -> None:
        world.came_in("won", 100, closed_on=date(2026, 10, 7))
        world.came_in("won", 50, closed_on=date(2026, 10, 8))
        world.came_in("won", closed_on=date(2026, 10, 8))
        world.came_in("won", 999, closed_on=date(2026, 9, 30))
        world.came_in("lost", 999, closed_on=date(2026, 10, 8))
        found = world.charts().attainment
        assert [week.won_minor for week in found.weeks[:3]] == [100_00, 150_00, 150_00]
        assert [week.won_count for week in found.weeks[:3]] == [1, 3, 3]
        assert (found.weeks[2].so_far.first, found.weeks[2].so_far.last) == (
            date(2026, 10, 1),
            date(2026, 10, 21),
        )
        # 23 November lies in week 8; the weeks after it are still to come.
        assert [week.won_minor is None for week in found.weeks] == [False] * 8 + [True] * 5
        assert found.won_minor == 150_00
        with world.store.read() as session:
            assert found.won_minor == figures.summary(session, period=QUARTER).figures.won_value

    def test_a_deal_closed_on_a_day_to_come_is_not_left_out(self, world: World) -> None:
        world.came_in("won", 100, closed_on=date(2026, 12, 30))
        assert world.charts().attainment.weeks[-1].won_minor == 100_00

    def test_the_pace_is_the_quota_by_working_days(self, world: World) -> None:
        world.rep("Ana", 6600)
        world.rep("Ben", 6600)
        found = world.charts().attainment
        assert (found.quota_minor, found.with_quota, found.people) == (13_200_00, 2, 2)
        # 66 working days in the quarter: five in its first week, all of them by its end.
        assert found.pace.denominator == 66
        assert found.weeks[0].pace_minor == 13_200_00 * 5 // 66
        assert found.weeks[-1].pace_minor == 13_200_00
        assert found.expected_minor == 13_200_00 * 38 // 66

    def test_without_a_quota_there_is_no_share_and_no_pace_line(self, world: World) -> None:
        world.rep("Ana")
        world.came_in("won", 100, closed_on=TODAY)
        found = world.charts().attainment
        assert found.quota_minor is None
        assert found.share.value is None
        assert all(week.pace_minor is None for week in found.weeks)

    def test_quotas_of_a_part_of_the_period_are_no_measure_of_it(self, world: World) -> None:
        world.rep("Ana", 1000)
        year, quarter = (world.charts(key).attainment for key in ("2026", "2026-Q4"))
        assert (year.quota_minor, year.with_quota) == (None, 0)
        assert (year.stated.numerator, year.stated.denominator) == (92, 365)
        assert quarter.quota_minor == 1000_00

    def test_quotas_by_month_make_a_quarter(self, world: World) -> None:
        ana = world.rep("Ana", 100, "2026-10")
        for month in ("2026-11", "2026-12"):
            world.do(quotas.set_quota, ana, parse(month), 100_00)
        assert world.charts().attainment.quota_minor == 300_00


class TestFunnel:
    def test_a_moved_deal_entered_every_stage_on_its_way(self, world: World) -> None:
        first, second, third = world.open[:3]
        made = [world.do(deals.create, name="Deal", created_on=TODAY) for _ in range(4)]
        world.do(deals.move, [made[1]], second)
        world.do(deals.move, made[2:], third)  # the second stage is skipped, and passed
        world.do(deals.win, [made[3]], closed_on=TODAY, today=TODAY)
        world.do(deals.move, [made[2]], first)  # a step back takes nothing back
        found = world.charts().funnel
        steps = {step.stage_id: step for step in found.steps}
        assert [len(steps[stage].deal_ids) for stage in (first, second, third)] == [4, 3, 2]
        assert steps[first].conversion.value == 0.75
        assert steps[second].deal_ids == set(made[1:])
        assert found.won == {made[3]}
        assert (found.created, found.unknown) == (4, 0)

    def test_what_came_in_closed_has_no_known_way(self, world: World) -> None:
        won = world.came_in("won", created_on=TODAY, closed_on=TODAY)
        world.came_in("lost", created_on=TODAY, closed_on=TODAY)
        opened = world.came_in("open", created_on=TODAY, stage_id=world.open[1])
        found = world.charts().funnel
        assert [(step.stage_id, step.deal_ids) for step in found.steps] == [
            (world.open[1], {opened})
        ]
        assert (found.created, found.unknown, found.won) == (3, 2, {won})

    def test_a_move_that_was_undone_never_happened(self, world: World) -> None:
        deal = world.do(deals.create, name="Deal", created_on=TODAY)
        world.do(deals.move, [deal], world.open[2])
        history.undo(world.store, NOON)
        assert [step.stage_id for step in world.charts().funnel.steps] == [world.open[0]]

    def test_only_deals_created_in_the_period(self, world: World) -> None:
        world.came_in("open", created_on=date(2026, 9, 30))
        world.came_in("open")
        assert world.charts().funnel == charts.Funnel()


class TestMonths:
    def test_twelve_months_up_to_today_or_to_the_period_s_end(self, world: World) -> None:
        running, past = world.charts().months, world.charts("2026-Q2").months
        assert [month.period.key for month in (running[0], running[-1])] == ["2025-12", "2026-11"]
        assert [month.period.key for month in (past[0], past[-1])] == ["2025-07", "2026-06"]
        assert [month.inside for month in past] == [False] * 9 + [True] * 3

    def test_values_and_rates(self, world: World) -> None:
        world.came_in("won", 10, closed_on=date(2026, 10, 31))
        world.came_in("won", 20, closed_on=date(2026, 11, 1))
        world.came_in("lost", 20, closed_on=date(2026, 11, 1))
        found = world.charts()
        assert [month.won_minor for month in found.months[-2:]] == [10_00, 20_00]
        assert [rate.rate.value for rate in found.rates_by_month[-3:]] == [None, 1, 0.5]


class TestLeaders:
    def test_by_share_of_quota_then_by_value(self, world: World) -> None:
        low, high = world.rep("Low", 1000), world.rep("High", 100)
        world.rep("None won", 100)
        free = world.rep("Free")
        for owner, value in ((low, 500), (high, 90), (free, 9000), (None, 1)):
            world.came_in("won", value, owner_id=owner, closed_on=TODAY)
        found = world.charts().leaders
        assert [leader.name for leader in found] == ["High", "Low", "None won", "Free", "No owner"]
        assert [str(leader.share.value) for leader in found[:2]] == ["0.9", "0.5"]

    def test_who_left_before_the_period_is_not_listed_unless_they_won(self, world: World) -> None:
        gone = world.rep("Gone", ended_on=date(2026, 9, 30))
        world.rep("Later", started_on=date(2027, 1, 1))
        world.rep("Here")
        assert [leader.name for leader in world.charts().leaders] == ["Here"]
        world.came_in("won", 1, owner_id=gone, closed_on=TODAY)
        assert {leader.name for leader in world.charts().leaders} == {"Here", "Gone"}

    def test_win_rates_of_those_who_closed(self, world: World) -> None:
        ana, ben = world.rep("Ana"), world.rep("Ben")
        world.rep("Cem")
        for owner, outcome in ((ana, "won"), (ana, "lost"), (ben, "won")):
            world.came_in(outcome, 1, owner_id=owner, closed_on=TODAY)
        found = [(rate.label, rate.rate.value) for rate in world.charts().rates_by_rep]
        assert found == [("Ben", 1), ("Ana", 0.5)]


class TestWhere:
    def test_the_latest_period_with_closed_deals_is_offered(self, world: World) -> None:
        assert world.charts().latest is None
        world.came_in("won", 1, closed_on=date(2017, 12, 31))
        world.came_in("open", 1, expected_close_on=date(2018, 3, 1))
        found = world.charts(None)
        assert found.period.key == "2026-Q4"
        assert found.latest is not None
        assert found.latest.key == "2017-Q4"
        assert (found.closed, found.deals) == (0, 2)

    @pytest.mark.parametrize(
        ("kind", "key"), [("month", "2026-11"), ("quarter", "2026-Q4"), ("year", "2026")]
    )
    def test_without_a_period_the_one_that_holds_today(
        self, world: World, kind: Any, key: str
    ) -> None:
        assert world.charts(None, kind=kind).period.key == key


class TestFiltered:
    @pytest.fixture
    def sold(self, store: Store) -> World:
        world = World(store)
        ada, bo = world.rep("Ada", 1000), world.rep("Bo", 500)
        for owner, value in ((ada, 300), (ada, 200), (bo, 100)):
            world.came_in("won", value, owner_id=owner, closed_on=date(2026, 11, 3))
        world.came_in("open", 50, owner_id=bo, created_on=date(2026, 11, 2))
        return world

    def test_charts_of_people_are_held_against_their_quotas(self, sold: World) -> None:
        mine = sold.charts(wanted=wanted(sold, "owner:ada is:open"))
        assert (mine.attainment.won_minor, mine.attainment.quota_minor) == (50_000, 100_000)
        assert [leader.name for leader in mine.leaders] == ["Ada"]
        assert (mine.closed, mine.deals, mine.measured) == (2, 4, True)
        whole = sold.charts()
        others = sold.charts(wanted=wanted(sold, "-owner:ada"))
        assert whole.attainment.quota_minor == 150_000
        assert others.attainment.quota_minor == 50_000
        assert others.funnel.created == whole.funnel.created == 1

    def test_quotas_measure_no_part_of_a_persons_deals(self, sold: World) -> None:
        large = sold.charts(wanted=wanted(sold, "value>150"))
        assert large.attainment.won_minor == 50_000
        assert (large.attainment.quota_minor, large.measured) == (None, False)
        assert sold.charts(wanted=wanted(sold, "is:won")) == sold.charts()


def wanted(world: World, line: str) -> DealFilter:
    return ask(world.store, filter_names.understood, line, TODAY).wanted
