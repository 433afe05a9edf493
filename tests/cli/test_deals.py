"""The deals command: the rows of a filter line and the same figures as the screen."""

from typing import Any

import pytest

from salesdesk_app.cli.arguments import SORTS
from salesdesk_app.cli.deals import KEYS
from salesdesk_app.services import pipeline
from salesdesk_app.services.deals import filter_names
from salesdesk_app.services.figures import plain_money
from salesdesk_app.services.verbs import Store, ask
from tests.cli.desk import Desk
from tests.world import TODAY, fill


@pytest.fixture
def world(desk: Desk, store: Store) -> Desk:
    fill(store)
    desk.path = store.path
    return desk


def ids(answer: Any) -> list[int]:
    return [deal["id"] for deal in answer["deals"]]


def test_a_filter_gives_the_rows_and_figures_of_the_screen(world: Desk, store: Store) -> None:
    line = "owner:priya value>20k is:open closes:this-quarter"
    answer = world.json("deals", "--filter", line)
    wanted = ask(store, filter_names.understood, line, TODAY).wanted
    rows = ask(store, pipeline.table, wanted, TODAY)
    assert ids(answer) == [row.id for row in rows] == [7, 9]
    found = pipeline.figures_of(rows)
    assert answer["count"] == answer["figures"]["open"] == 2
    assert answer["figures"]["open_value"] == plain_money(found.open_value, "USD") == 160_000
    assert answer["figures"]["weighted"] == plain_money(found.weighted_minor, "USD")
    assert answer["at_risk"] == sum(row.at_risk for row in rows)
    first = answer["deals"][0]
    assert (first["owner"], first["stage"], first["value"]) == ("Priya Nair", "Qualified", 70_000)
    assert first["signals"] == [signal.code for signal in rows[0].signals]


def test_without_a_filter_all_deals_are_printed(world: Desk) -> None:
    assert len(ids(world.json("deals"))) == 9
    assert ids(world.json("deals", "--filter", "-owner:priya")) == [4, 8, 2, 6]
    assert ids(world.json("deals", "--filter", "")) == ids(world.json("deals"))
    status, out, _err = world.run("deals", "--filter", "is:won")
    assert status == 0
    assert "Deal 4" in out
    assert out.splitlines()[-1] == "1 won, $50 k"


def test_what_has_no_value_is_sorted_last_both_ways(world: Desk) -> None:
    assert set(SORTS) == set(KEYS)
    up = ids(world.json("deals", "--sort", "value"))
    down = ids(world.json("deals", "--sort", "-value,name"))
    assert up[-1] == down[-1] == 3
    assert up[:-1] == down[:-1][::-1]


def test_a_line_that_means_nothing_is_said(world: Desk) -> None:
    status, out, err = world.run("deals", "--filter", "owner:prija", "--json")
    assert (status, out) == (1, "")
    assert err == "salesdesk: There is no owner “prija”. The nearest: “Priya Nair”.\n"
    with pytest.raises(SystemExit) as raised:
        world.run("deals", "--sort", "size")
    assert raised.value.code == 2
