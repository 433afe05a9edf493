"""The forecast on the command line: the numbers of the screen, as a table and as JSON."""

from datetime import date

import pytest

from salesdesk_app.services import workspace
from salesdesk_app.services.forecasting import calls, plain
from salesdesk_app.services.forecasting.gap import with_forecast
from salesdesk_app.services.verbs import ask
from salesdesk_app.services.workspace import Store
from tests.cli.desk import Desk
from tests.services.forecasting.world import Q4, TODAY, Team


@pytest.fixture
def team_desk(desk: Desk) -> Desk:
    """A desk with two reps, of whom one has a quota, deals and calls."""
    store = workspace.create(desk.path)
    team = Team(store)
    team.quota(team.ana, 300)
    team.won(50)
    sure = team.deal(100, "Negotiation")
    team.deal(150, "Proposal")
    team.deal(200, "Qualified")
    team.deal(9, "Qualified", closes=None)
    team.deal(None, "Qualified")
    team.deal(7, "Negotiation", currency="CHF")
    team.do(calls.judge, [sure], "in", today=TODAY)
    team.day = date(2026, 11, 16)
    team.call(team.ana, 280, low=250, note="Halden")
    team.freeze()
    store.close()
    return desk


def test_json_has_plain_numbers_of_the_workspace_currency(team_desk: Desk) -> None:
    said = team_desk.json("forecast", "--period", "2026-Q4")
    ana, ben = said["reps"]
    assert (ana["name"], ana["quota"], ana["closed"], ana["commit"]) == ("Ana Ruiz", 300, 50, 100)
    assert ana["cumulative"] == {
        "closed": 50,
        "commit": 150,
        "best_case": 300,
        "open_pipeline": 450,
    }
    assert (ana["best_case"], ana["pipeline"], ana["in"], ana["gap"]) == (150, 200, 150, 250)
    assert ana["rep_call"] == {
        "amount": 280,
        "low": 250,
        "high": None,
        "note": "Halden",
        "said_on": "2026-11-16",
        "stale": "week",
        "people": 1,
    }
    assert ana["manager_call"] is None
    assert (ana["undated"], ana["unvalued"]) == (1, 2)
    assert ana["calibrated"] == {"amount": None, "ratio": None, "n": 0, "periods": 0}
    assert (ana["accuracy"], ana["bias"]) == (None, None)
    assert (ben["quota"], ben["gap"], ben["closed"]) == (None, None, 0)
    assert [one["name"] for one in said["teams"]] == ["Grace Obi"]
    assert said["team"]["gap"] == said["gap"]["left"] == 250
    assert said["freezes"] == [{"frozen_on": "2026-11-16", "calls": 1}]
    assert said["unconverted"] == {"CHF": 1}
    assert said["gap"]["closing"]["short"] == 0
    assert said["gap"]["more_opportunities"] == 5


def test_it_is_what_the_screen_asks(team_desk: Desk) -> None:
    said = team_desk.json("forecast")
    store = Store(team_desk.path)
    try:
        assert said == plain.as_json(*ask(store, with_forecast, TODAY, Q4))
    finally:
        store.close()


def test_a_table_for_people(team_desk: Desk) -> None:
    status, out, _ = team_desk.run("forecast")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "Forecast of Q4 2026, as of 23 Nov 2026"
    assert lines[2].split()[:6] == ["Ana", "Ruiz", "$300", "$50", "$100", "$150"]
    assert "1 call was said before this week began: Ana Ruiz." in lines
    assert "1 call frozen last on 16 Nov 2026." in lines
    assert "2 deals of the period without a known value." in lines
    assert "1 open deal without an expected close, in no period." in lines
    assert "The value of 1 deal in CHF is in no sum: no rate is known." in lines
    assert lines[-1] == (
        "Gap to quota $250: 2 open deals would close it; or 5 more opportunities, too late since "
        "8 Nov 2026."
    )


@pytest.mark.parametrize(("key", "closed"), [("2026-11", 50), ("2026-12", 0), ("2026", 50)])
def test_other_periods(team_desk: Desk, key: str, closed: int) -> None:
    said = team_desk.json("forecast", "--period", key)
    assert (said["period"], said["team"]["closed"]) == (key, closed)


def test_a_week_has_no_forecast(team_desk: Desk) -> None:
    status, _, err = team_desk.run("forecast", "--period", "2026-W47")
    assert status == 1
    assert "“2026-W47” has no forecast" in err


def test_as_it_was_known_on_a_day(team_desk: Desk) -> None:
    status, _, err = team_desk.run("forecast", "--as-of", "2026-01-01")
    assert status == 1
    assert "Nothing is known before" in err


def test_an_empty_workspace(desk: Desk) -> None:
    workspace.create(desk.path).close()
    said = desk.json("forecast")
    assert (said["reps"], said["teams"], said["team"]["closed"]) == ([], [], 0)
    assert said["gap"]["left"] is None
    status, out, _ = desk.run("forecast")
    assert status == 0
    assert "Nobody has a quota" in out
