"""Figures by period, group and day, on worlds small enough to count by hand, and on a real year."""

import csv
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import parse
from salesdesk_app.services import figures
from salesdesk_app.services.figures import as_json, summary
from salesdesk_app.services.history import ask_as_of
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import (
    Account,
    Currency,
    Deal,
    DealProduct,
    Person,
    Product,
    Rate,
    Setting,
    Stage,
)
from salesdesk_app.store.session import Store

MAVEN = Path(__file__).parents[3] / "shared" / "data" / "maven-crm"
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)


class World:
    """A store to put deals into, in few words."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.read() as session:
            rows = session.execute(select(Stage.outcome, Stage.id).order_by(Stage.position))
            self.stages = {row.outcome: row.id for row in reversed(rows.all())}

    def add(self, model: type[Any], at: datetime = MONDAY, **values: Any) -> int:
        with self.store.write("history.undo", at=at) as (session, written):
            written.facts.update(code="people.add", facts={"person": "-"})
            row = model(**values)
            session.add(row)
            session.flush()
            return int(row.id)

    def change(self, model: type[Any], row_id: int, at: datetime = MONDAY, **values: Any) -> None:
        with self.store.write("history.undo", at=at) as (session, written):
            written.facts.update(code="people.add", facts={"person": "-"})
            session.execute(update(model).where(model.id == row_id).values(values))

    def deal(self, outcome: str = "open", value: int | None = None, **values: Any) -> int:
        columns = {"name": "Deal", "currency": "USD", "stage_id": self.stages[outcome]} | values
        return self.add(Deal, value_minor=None if value is None else value * 100, **columns)

    def json(self, as_of: date | None = None, **asked: Any) -> dict[str, Any]:
        return as_json(ask_as_of(self.store, as_of, summary, **asked))


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def test_no_deals_have_no_rates_and_no_averages(world: World) -> None:
    assert world.json() == {
        "deals": 0,
        "open": 0,
        "won": {"count": 0, "value": 0},
        "lost": {"count": 0},
        "win_rate": None,
        "average_won": None,
        "cycle_days_won": None,
        "weighted": 0,
        "by": {},
    }


def test_figures_counted_by_hand(world: World) -> None:
    opened, closed = date(2026, 10, 1), date(2026, 11, 5)
    world.deal("won", 1000, created_on=opened, closed_on=closed)
    world.deal("won", 500, created_on=opened, closed_on=date(2026, 10, 11))
    world.deal("won", closed_on=closed)  # without a value and without a first day
    world.deal("lost", 300, closed_on=closed)
    world.deal("open", 400, probability=25, expected_close_on=date(2026, 12, 1))
    world.deal("open", 100, probability=50)
    world.deal("open")
    assert world.json() == {
        "deals": 7,
        "open": 3,
        "won": {"count": 3, "value": 1500},
        "lost": {"count": 1},
        "win_rate": 0.75,
        "average_won": 750,
        "cycle_days_won": 22.5,
        "weighted": 150,
        "by": {},
    }


def test_a_period_takes_closed_deals_by_close_and_open_ones_by_expected_close(
    world: World,
) -> None:
    world.deal("won", 10, closed_on=date(2026, 9, 30))
    world.deal("won", 20, closed_on=date(2026, 10, 1), expected_close_on=date(2027, 1, 1))
    world.deal("lost", 30, closed_on=date(2026, 12, 31))
    world.deal("open", 40, expected_close_on=date(2026, 11, 11), probability=100)
    world.deal("open", 50, expected_close_on=date(2027, 1, 1))
    world.deal("open", 60)
    found = world.json(period=parse("2026-Q4"))
    assert (found["deals"], found["open"], found["won"], found["lost"]) == (
        3,
        1,
        {"count": 1, "value": 20},
        {"count": 1},
    )
    assert found["weighted"] == 40


def test_values_that_are_not_known_are_never_nought(world: World) -> None:
    world.deal("open")
    world.deal("won", closed_on=date(2026, 11, 5))
    found = world.json()
    assert found["weighted"] is None
    assert found["won"] == {"count": 1, "value": None}
    assert found["average_won"] is None


def test_fractions_and_small_units(world: World) -> None:
    world.deal("won", closed_on=date(2026, 11, 5))
    world.change(Deal, 1, value_minor=100_05)
    assert world.json()["won"]["value"] == 100.05
    world.deal("lost", 1, closed_on=date(2026, 11, 5))
    world.deal("lost", 1, closed_on=date(2026, 11, 5))
    assert world.json()["win_rate"] == 0.333333


class TestCurrencies:
    def test_a_value_is_converted_at_its_close_and_an_open_one_at_the_latest_rate(
        self, world: World
    ) -> None:
        world.add(Currency, code="EUR")
        for day, rate in ((date(2026, 1, 1), "1.10"), (date(2026, 11, 1), "1.20")):
            world.add(Rate, currency="EUR", day=day, rate=Decimal(rate))
        world.deal("won", 100, currency="EUR", closed_on=date(2026, 10, 31))
        world.deal("won", 100, currency="EUR", closed_on=date(2026, 11, 1))
        world.deal("won", 100, currency="USD", closed_on=date(2026, 11, 1))
        world.deal("open", 100, currency="EUR", probability=100)
        found = world.json()
        assert found["won"]["value"] == 110 + 120 + 100
        assert found["weighted"] == 120
        assert "unconverted" not in found

    def test_what_no_rate_converts_is_counted_and_named(self, world: World) -> None:
        world.add(Currency, code="EUR")
        world.add(Rate, currency="EUR", day=date(2026, 11, 1), rate=Decimal(2))
        world.deal("won", 100, currency="EUR", closed_on=date(2026, 10, 31))  # before the rate
        world.deal("won", currency="EUR", closed_on=date(2026, 10, 31))  # has no value at all
        world.deal("won", 7, closed_on=date(2026, 11, 1))
        found = ask(world.store, summary)
        assert found.figures.won_value == 700
        assert (found.figures.won_count, found.figures.won_unvalued) == (3, 2)
        assert found.unconverted == {"EUR": 1}
        assert as_json(found)["unconverted"] == {"EUR": 1}
        assert ask(world.store, summary, period=parse("2026-11")).unconverted == {}

    def test_the_workspace_currency_decides_the_unit(self, world: World) -> None:
        world.add(Currency, code="JPY")
        world.change(Setting, 1, value="JPY")
        with world.store.read() as session:
            key = session.scalar(select(Setting.key).where(Setting.id == 1))
        assert key == "currency"
        world.deal("won", 7, currency="JPY", closed_on=date(2026, 11, 1))
        assert world.json()["won"]["value"] == 700  # a yen has no hundredths


class TestGroups:
    @pytest.fixture
    def team(self, world: World) -> dict[str, int]:
        boss = world.add(Person, name="Grace", role="manager", region="North")
        ana = world.add(Person, name="ana", manager_id=boss, region="South")
        ben = world.add(Person, name="Ben", manager_id=boss)
        free = world.add(Person, name="Free", region="")
        for owner, value in ((boss, 1), (ana, 2), (ben, 4), (free, 8), (None, 16)):
            world.deal("won", value, owner_id=owner, closed_on=date(2026, 11, 2))
        return {"boss": boss, "ana": ana, "ben": ben, "free": free}

    @pytest.mark.parametrize(
        ("by", "values"),
        [
            ("rep", {"ana": 2, "Ben": 4, "Free": 8, "Grace": 1, "No owner": 16}),
            ("manager", {"Grace": 7, "No manager": 24}),
            ("region", {"North": 1, "South": 2, "No region": 28}),
            ("account", {"No account": 31}),
            ("product", {"No product": 31}),
        ],
    )
    def test_people(self, world: World, team: dict[str, int], by: str, values: Any) -> None:
        found = world.json(by=by)["by"]
        assert {label: group["won"]["value"] for label, group in found.items()} == values
        assert list(found) == list(values)

    def test_two_of_one_name_are_two_groups(self, world: World) -> None:
        one, other = (world.add(Account, name="Acme") for _ in range(2))
        world.deal(account_id=one)
        world.deal(account_id=other)
        world.deal(account_id=other)
        found = world.json(by="account")["by"]
        assert {label: group["deals"] for label, group in found.items()} == {
            "Acme": 1,
            "Acme (2)": 2,
        }

    def test_a_deal_is_in_the_group_of_each_of_its_products(self, world: World) -> None:
        pro, basic = world.add(Product, name="Pro"), world.add(Product, name="Basic")
        both, one = world.deal(), world.deal()
        world.deal()
        for deal_id, product_id in ((both, pro), (both, basic), (one, pro)):
            world.add(DealProduct, deal_id=deal_id, product_id=product_id)
        found = world.json(by="product")["by"]
        assert {label: group["deals"] for label, group in found.items()} == {
            "Basic": 1,
            "Pro": 2,
            "No product": 1,
        }

    def test_stages_stand_in_their_order(self, world: World) -> None:
        world.deal("lost")
        world.deal("won")
        world.deal("open")
        with world.store.read() as session:
            order = list(session.scalars(select(Stage.name).order_by(Stage.position)))
        labels = list(world.json(by="stage")["by"])
        assert labels == sorted(labels, key=order.index)
        assert len(labels) == 3

    def test_periods_stand_in_time_and_follow_the_fiscal_year(self, world: World) -> None:
        world.deal("won", 1, closed_on=date(2027, 1, 2))
        world.deal("won", 2, closed_on=date(2026, 11, 2))
        world.deal("open", expected_close_on=date(2026, 12, 2))
        world.deal("open")
        found = world.json(by="quarter")["by"]
        assert {label: group["deals"] for label, group in found.items()} == {
            "2026-Q4": 2,
            "2027-Q1": 1,
            "No date": 1,
        }
        with world.store.read() as session:
            key = session.scalar(select(Setting.id).where(Setting.key == "fiscal_start_month"))
        assert key is not None
        world.change(Setting, key, value=12)
        assert list(world.json(by="quarter")["by"]) == ["2026-Q4", "2027-Q1", "No date"]
        assert list(world.json(by="month")["by"]) == ["2026-11", "2026-12", "2027-01", "No date"]

    def test_only_groups_with_deals_of_the_period(self, world: World, team: dict[str, int]) -> None:
        assert world.json(by="rep", period=parse("2026-Q3"))["by"] == {}


class TestAsOf:
    def test_a_past_day_is_answered_as_it_was_known(self, world: World) -> None:
        rep = world.add(Person, name="Ana")
        deal = world.deal("open", 10, owner_id=rep, probability=100)
        world.change(Deal, deal, TUESDAY, stage_id=world.stages["won"], value_minor=30_00)
        world.change(Person, rep, TUESDAY, name="Anna")
        before = world.json(as_of=date(2026, 11, 16), by="rep")
        assert (before["open"], before["weighted"], before["won"]["count"]) == (1, 10, 0)
        assert list(before["by"]) == ["Ana"]
        after = world.json(as_of=date(2026, 11, 17), by="rep")
        assert (after["open"], after["won"]) == (0, {"count": 1, "value": 30})
        assert list(after["by"]) == ["Anna"]
        assert after == world.json(by="rep")

    def test_before_the_first_edit_nothing_is_known(self, world: World) -> None:
        with pytest.raises(Problem, match=r"asof\.empty"):
            world.json(as_of=date(2026, 11, 16))
        world.deal()
        with pytest.raises(Problem, match=r"asof\.unknown"):
            world.json(as_of=date(2026, 11, 15))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    if not MAVEN.is_dir():
        pytest.skip(f"the real deals are not here: {MAVEN}")
    with (MAVEN / "sales_pipeline.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def managers() -> dict[str, str]:
    with (MAVEN / "sales_teams.csv").open(encoding="utf-8") as file:
        return {row["sales_agent"]: row["manager"] for row in csv.DictReader(file)}


class TestRealYear:
    """8,800 real deals, put in by hand; the truth is computed from the file itself."""

    @pytest.fixture
    def filled(self, world: World, rows: list[dict[str, str]], managers: dict[str, str]) -> World:
        with world.store.write("history.undo", at=MONDAY) as (session, written):
            written.facts.update(code="people.add", facts={"person": "-"})
            names = sorted(set(managers.values()))
            session.execute(insert(Person), [{"name": n, "role": "manager"} for n in names])
            bosses = {row.name: row.id for row in session.execute(select(Person.id, Person.name))}
            reps = [{"name": n, "manager_id": bosses[m]} for n, m in managers.items()]
            session.execute(insert(Person), reps)
            people = {row.name: row.id for row in session.execute(select(Person.id, Person.name))}
            outcome = {"Won": "won", "Lost": "lost"}
            session.execute(
                insert(Deal),
                [
                    {
                        "name": row["opportunity_id"],
                        "owner_id": people[row["sales_agent"]],
                        "stage_id": world.stages[outcome.get(row["deal_stage"], "open")],
                        "currency": "USD",
                        "value_minor": int(row["close_value"]) * 100
                        if row["close_value"]
                        else None,
                        "created_on": date.fromisoformat(row["engage_date"])
                        if row["engage_date"]
                        else None,
                        "closed_on": date.fromisoformat(row["close_date"])
                        if row["close_date"]
                        else None,
                    }
                    for row in rows
                ],
            )
        return world

    def test_the_year(self, filled: World) -> None:
        found = filled.json()
        assert found["deals"] == 8800
        assert found["open"] == 2089
        assert found["won"] == {"count": 4238, "value": 10_005_534}
        assert found["lost"] == {"count": 2473}
        assert found["win_rate"] == pytest.approx(0.631501, abs=5e-7)
        assert found["cycle_days_won"] == pytest.approx(51.782, abs=5e-4)
        assert found["average_won"] == pytest.approx(10_005_534 / 4238, abs=1e-6)
        assert found["weighted"] is None

    def test_managers_and_quarters(
        self, filled: World, rows: list[dict[str, str]], managers: dict[str, str]
    ) -> None:
        value: dict[str, int] = defaultdict(int)
        won: Counter[str] = Counter()
        for row in rows:
            if row["deal_stage"] == "Won":
                month = int(row["close_date"][5:7])
                for key in (managers[row["sales_agent"]], f"2017-Q{(month - 1) // 3 + 1}"):
                    value[key] += int(row["close_value"])
                    won[key] += 1
        by_manager, by_quarter = (filled.json(by=by)["by"] for by in ("manager", "quarter"))
        assert len(by_manager) == 6
        for group, label in [(g, k) for by in (by_manager, by_quarter) for k, g in by.items()]:
            if label != "No date":
                assert group["won"] == {"count": won[label], "value": value[label]}
        assert list(by_quarter) == ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4", "No date"]
        assert filled.json(period=parse("2017-Q4"))["won"]["value"] == value["2017-Q4"]


def test_the_contract_of_facts(world: World) -> None:
    deal = world.deal("won", 3, closed_on=date(2026, 11, 2))
    (fact,) = ask(world.store, figures.facts)
    assert (fact.id, fact.outcome, fact.value_minor) == (deal, "won", 300)
    assert (fact.category, fact.probability) == ("closed", 100)
