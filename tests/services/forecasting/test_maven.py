"""The forecast of a real seller's year against what its own file says, with quotas."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from salesdesk_app.domain.periods import parse, year_of
from salesdesk_app.services import importing, quotas
from salesdesk_app.services.forecasting import gap, rollup
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY

MAVEN = Path(__file__).resolve().parents[4] / "shared" / "data" / "maven-crm"
DAY = date(2017, 12, 1)

pytestmark = pytest.mark.skipif(not MAVEN.is_dir(), reason="Maven's data is not beside the project")


def test_it_says_what_the_file_says(store: Store) -> None:
    for name in ("sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv"):
        planned = ask(store, importing.plan, ask(store, importing.read, MAVEN / name).table)
        perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    perform(store, Stamp(NOON), quotas.set_for_all, parse("2017-Q4"), 9_000_000)
    rows = _rows("sales_pipeline.csv")
    manager = {row["sales_agent"]: row["manager"] for row in _rows("sales_teams.csv")}
    for key in ("2017-Q2", "2017-Q4", "2017-11", "2017"):
        period = parse(key)
        won: Counter[str] = Counter()
        for row in rows:
            if row["deal_stage"] == "Won" and date.fromisoformat(row["close_date"]) in period:
                won[row["sales_agent"]] += int(row["close_value"]) * 100
        found = ask(store, rollup.forecast, DAY, period)
        assert {line.name: line.closed for line in found.lines if line.closed} == won
        assert found.team.closed == won.total()
        teams: Counter[str] = Counter()
        for agent, minor in won.items():
            teams[manager[agent]] += minor
        assert {line.name: line.closed for line in found.teams} == teams
    found, left = ask(store, gap.with_forecast, DAY, parse("2017-Q4"))
    assert len(found.lines) == 35
    assert found.team.quota == 35 * 9_000_000
    assert left.left == found.team.quota - found.team.closed
    assert len(found.team.undated) == 2089  # no open deal says when it is to close
    assert left.closing.short == left.left
    assert left.more is not None and left.more > 0
    assert left.levers.opportunities == 2089
    assert ask(store, rollup.forecast, DAY, year_of(DAY)).team.quota == found.team.quota


def _rows(name: str) -> list[dict[str, str]]:
    with (MAVEN / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
