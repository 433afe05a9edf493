"""Rows that are remembered equal a fresh question after whatever was edited in between."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import (
    accounts,
    activities,
    contacts,
    history,
    pipeline,
    pipelines,
    products,
    stages,
    workspace,
)
from salesdesk_app.services.deals import deals
from salesdesk_app.services.pipeline import DealFilter, Remembered
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

Edit = Callable[[Store], object]
IDS = st.integers(1, 11)


def does(verb: Callable[..., Any], *args: Any, **more: Any) -> Edit:
    return lambda store: perform(store, Stamp(NOON), verb, *args, **more)


CLOSING = {"closed_on": TODAY, "today": TODAY}
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda ids, stage: does(deals.move, ids, stage), st.lists(IDS), st.integers(1, 4)),
    st.builds(lambda one: does(deals.win, [one], **CLOSING), IDS),
    st.builds(lambda one: does(deals.lose, [one], reason="Price", **CLOSING), IDS),
    st.builds(lambda one: does(deals.reopen, [one]), IDS),
    st.builds(lambda one: does(deals.delete, [one]), IDS),
    st.builds(lambda one: does(deals.transfer, [one], 2), IDS),
    st.builds(lambda minor: does(deals.create, name="New", value_minor=minor), st.integers(0, 9)),
    st.builds(
        lambda one, days: does(
            deals.edit, [one], expected_close_on=TODAY + timedelta(days=days), next_step="Call"
        ),
        IDS,
        st.integers(-9, 90),
    ),
    st.builds(lambda one: does(deals.edit, [one], account="Kitewing"), IDS),
    st.builds(lambda one: does(activities.log, kind="call", done_at=NOON, deal_id=one), IDS),
    st.builds(lambda one: does(contacts.add_to_deal, one, "Mira Holt"), IDS),
    st.builds(lambda one: does(products.put_in_deal, one, "Pilot", discount_bp=3000), IDS),
    st.builds(lambda name: does(accounts.rename, 1, name), st.sampled_from(["Halden", "Tide"])),
    st.builds(lambda place: does(stages.move, 2, place), st.integers(0, 3)),
    st.just(lambda store: history.undo(store, NOON)),
    st.just(lambda store: history.redo(store, NOON)),
)
FILTERS = (
    DealFilter(),
    DealFilter(owner_ids=frozenset({2})),
    DealFilter(expected=quarter_of(TODAY)),
    DealFilter(text="deal", at_risk=True),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the small world and a second pipeline, as it lies on the disk."""
    path = tmp_path_factory.mktemp("begun") / "sales.db"
    store = workspace.create(path)
    fill(store)
    perform(store, Stamp(NOON), pipelines.add, "Renewals")
    store.close()
    return path


def equal(store: Store, kept: list[Remembered], today: date = TODAY) -> None:
    for wanted, remembered in zip(FILTERS, kept[::2], strict=True):
        found = ask(store, pipeline.table, wanted, today, remembered=remembered)
        assert found == ask(store, pipeline.table, wanted, today)
    for wanted, remembered in zip(FILTERS, kept[1::2], strict=True):
        found_board = ask(store, pipeline.board, wanted, today, remembered=remembered)
        assert found_board == ask(store, pipeline.board, wanted, today)


def walk(begun: Path, folder: Path, rounds: list[list[Edit]]) -> None:
    """Edits in rounds, every other one by another process, with a comparison after each."""
    path = folder / "sales.db"
    shutil.copy(begun, path)
    kept = [Remembered() for _ in range(2 * len(FILTERS))]
    store, other = Store(path), Store(path)
    equal(store, kept)
    for number, edits in enumerate(rounds):
        for edit in edits:
            with suppress(Problem):  # what is refused changes nothing
                edit(other if number % 2 else store)
        equal(store, kept)
    store.close()
    other.close()


ROUNDS = st.lists(st.lists(EDITS, min_size=1, max_size=4), min_size=2, max_size=4)


@settings(max_examples=5, deadline=None)
@given(rounds=ROUNDS)
def test_after_random_edits_they_equal_a_fresh_question(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Edit]]
) -> None:
    walk(begun, tmp_path_factory.mktemp("edits"), rounds)


@pytest.mark.soak
@settings(max_examples=150, deadline=None)
@given(rounds=ROUNDS)
def test_after_many_random_edits_as_well(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Edit]]
) -> None:
    walk(begun, tmp_path_factory.mktemp("edits"), rounds)


def test_a_move_makes_one_row_and_leaves_the_others(store: Store) -> None:
    fill(store)
    remembered = Remembered()
    before = ask(store, pipeline.board, DealFilter(), TODAY, remembered=remembered)
    perform(store, Stamp(NOON), deals.move, [1], 3)
    after = ask(store, pipeline.board, DealFilter(), TODAY, remembered=remembered)
    known = {id(row) for column in before.columns for row in column.rows}
    made = [row.id for column in after.columns for row in column.rows if id(row) not in known]
    assert made == [1]
    same = [old.rows == new.rows for old, new in zip(before.columns, after.columns, strict=True)]
    assert same == [False, True, False, True, True, True]
    assert after.columns[1].figures is before.columns[1].figures


def test_another_day_asks_everything_anew(store: Store) -> None:
    fill(store)
    kept = [Remembered() for _ in range(2 * len(FILTERS))]
    equal(store, kept)
    equal(store, kept, TODAY + timedelta(days=60))
