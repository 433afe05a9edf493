"""Saved views: kept with their line and layout, named apart, put into an order."""

from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import saved_views
from salesdesk_app.services.verbs import Stamp, Store, ask, perform
from tests.world import NOON


def do(store: Store, verb: Any, *args: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args)


def test_a_view_keeps_its_line_and_layout(store: Store) -> None:
    layout = {"columns": ["deal"], "sort": [["value", True]], "group": None}
    made = do(store, saved_views.add, "  My  team ", "is:open   owner:priya ", layout).result
    (view,) = ask(store, saved_views.rows)
    assert (view.id, view.name, view.query) == (made, "My team", "is:open owner:priya")
    assert view.layout == layout
    do(store, saved_views.change, made, "is:won", {})
    (view,) = ask(store, saved_views.rows)
    assert (view.name, view.query, view.layout) == ("My team", "is:won", {})
    assert do(store, saved_views.change, made, "is:won", {}).edit_id is None


def test_names_are_told_apart_and_views_moved(store: Store) -> None:
    ids = [do(store, saved_views.add, name, "", {}).result for name in "ABC"]
    do(store, saved_views.move, ids[2], 0)
    do(store, saved_views.move, ids[0], 9)
    assert [view.name for view in ask(store, saved_views.rows)] == ["C", "B", "A"]
    do(store, saved_views.rename, ids[0], "a")
    for name, code in (("b", "field.taken"), (" ", "field.empty"), ("x" * 61, "field.long")):
        with pytest.raises(Problem) as raised:
            do(store, saved_views.rename, ids[0], name)
        assert raised.value.code == code
    do(store, saved_views.remove, ids[1])
    assert [view.name for view in ask(store, saved_views.rows)] == ["C", "a"]
    with pytest.raises(Problem):
        do(store, saved_views.remove, ids[1])
