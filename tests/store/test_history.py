"""The change log: undo, redo, what stands in their way, and tables as they stood."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, workspace
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Account, Edit, Stage
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12).astimezone(UTC)  # on that day wherever it is


def add(store: Store, name: str, at: datetime = NOON, origin: str = "user") -> int:
    with store.write("stages.add", at=at, origin=origin) as (session, written):
        account = Account(name=name)
        session.add(account)
        session.flush()
        written.facts["stage"] = name
    return account.id


def rename(store: Store, account_id: int, name: str, at: datetime = NOON) -> int:
    with store.write("stages.edit", at=at) as (session, written):
        account = session.get(Account, account_id)
        assert account is not None
        account.name = name
        written.facts["stage"] = name
    assert written.edit_id is not None
    return written.edit_id


def drop(store: Store, account_id: int) -> None:
    with store.write("stages.remove", at=NOON) as (session, written):
        session.delete(session.get(Account, account_id))
        written.facts["stage"] = str(account_id)


def accounts(store: Store) -> dict[int, str]:
    with store.read() as session:
        return {row.id: row.name for row in session.execute(select(Account.id, Account.name))}


def test_undo_and_redo_walk_the_same_way(store: Store) -> None:
    one = add(store, "Halden")
    rename(store, one, "Halden Freight")
    two = add(store, "Corvid")
    states = [{one: "Halden Freight", two: "Corvid"}, {one: "Halden Freight"}, {one: "Halden"}, {}]
    for state in states[1:]:
        history.undo(store, NOON)
        assert accounts(store) == state
    with pytest.raises(Problem, match=r"undo\.nothing"):
        history.undo(store, NOON)
    for state in reversed(states[:-1]):
        history.redo(store, NOON)
        assert accounts(store) == state
    with pytest.raises(Problem, match=r"redo\.nothing"):
        history.redo(store, NOON)


def test_undo_works_after_a_restart(store: Store) -> None:
    add(store, "Halden")
    store.close()
    again = Store(store.path)
    history.undo(again, NOON)
    assert accounts(again) == {}
    again.close()
    third = Store(store.path)
    history.redo(third, NOON)
    assert list(accounts(third).values()) == ["Halden"]
    third.close()


def test_something_new_ends_redo(store: Store) -> None:
    add(store, "Halden")
    history.undo(store, NOON)
    add(store, "Corvid")
    with pytest.raises(Problem, match=r"redo\.nothing"):
        history.redo(store, NOON)


def test_a_later_edit_of_the_same_rows_stands_in_the_way(store: Store) -> None:
    one = add(store, "Halden")
    first = rename(store, one, "Halden Freight")
    rename(store, one, "Halden Freight AG")
    with pytest.raises(Problem) as caught:
        history.undo(store, NOON, first)
    assert caught.value.code == "undo.later"
    assert caught.value.facts["count"] == 1
    assert "Halden Freight AG" in str(caught.value.facts["names"])
    assert accounts(store) == {one: "Halden Freight AG"}


def test_what_was_removed_since_is_called_as_it_was(store: Store) -> None:
    one, two = add(store, "Halden"), add(store, "Corvid")
    first = rename(store, one, "Halden Freight")
    drop(store, one)
    with pytest.raises(Problem) as caught:
        history.undo(store, NOON, first)
    assert caught.value.code == "undo.later"
    assert caught.value.facts["names"] == "“Halden Freight”"
    assert accounts(store) == {two: "Corvid"}


def test_an_undone_edit_stands_in_nobodys_way(store: Store) -> None:
    one = add(store, "Halden")
    first = rename(store, one, "Halden Freight")
    rename(store, one, "Halden Freight AG")
    history.undo(store, NOON)
    history.undo(store, NOON, first)
    assert accounts(store) == {one: "Halden"}


def test_what_points_at_a_record_stands_in_the_way(store: Store) -> None:
    parent = add(store, "Halden")
    with store.write("stages.add", at=NOON) as (session, written):
        session.add(Account(name="Halden Spain", parent_id=parent))
        written.facts["stage"] = "Halden Spain"
    with store.read() as session:
        first = session.scalars(select(Edit.id).order_by(Edit.id)).first()
    with pytest.raises(Problem) as caught:
        history.undo(store, NOON, first)
    assert caught.value.code == "undo.later"
    assert "Halden Spain" in str(caught.value.facts["names"])
    assert len(accounts(store)) == 2


def test_a_name_taken_since_is_a_plain_message(store: Store) -> None:
    with store.read() as session:
        stage = session.scalars(select(Stage)).first()
    assert stage is not None
    from salesdesk_app.services import stages
    from salesdesk_app.services.verbs import Stamp, perform

    kept = perform(store, Stamp(NOON), stages.add, "Demo").result
    removed = perform(store, Stamp(NOON), stages.remove, kept)
    perform(store, Stamp(NOON), stages.add, "Demo")
    with pytest.raises(Problem, match=r"undo\.(clash|later)"):
        history.undo(store, NOON, removed.edit_id)


def test_ctrl_z_leaves_the_sample_alone(store: Store) -> None:
    add(store, "Halden", origin="sample")
    with store.read() as session:
        assert history.next_undo(session) is None


def test_as_of_is_what_was_known_at_the_end_of_the_day(store: Store) -> None:
    one = add(store, "Halden", NOON - timedelta(days=2))
    rename(store, one, "Halden Freight", NOON - timedelta(days=1))
    drop(store, one)
    with store.read() as session:
        for days, expected in ((2, ["Halden"]), (1, ["Halden Freight"]), (0, [])):
            edit = history.edit_as_of(session, TODAY - timedelta(days=days))
            table = log.as_of(Account.__table__, edit)
            assert session.scalars(select(table.c.name)).all() == expected
        with pytest.raises(Problem) as caught:
            history.edit_as_of(session, TODAY - timedelta(days=3))
    assert caught.value.code == "asof.unknown"
    assert caught.value.facts["first"] == "21 Nov 2026"


def test_nothing_is_known_of_a_workspace_without_edits(store: Store) -> None:
    with store.read() as session, pytest.raises(Problem, match=r"asof\.empty"):
        history.edit_as_of(session, TODAY)


Steps = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "drop", "undo", "redo"]), st.integers(0, 5)),
    max_size=14,
)


@given(Steps)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_history_can_be_read_as_of_every_edit(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    store = Store(Path(shutil.copy(blank, tmp_path_factory.mktemp("log") / "sales.db")))
    seen: dict[int, dict[int, str]] = {}
    for kind, pick in steps:
        _step(store, kind, pick)
        with store.read() as session:
            last = session.scalars(select(Edit.id).order_by(Edit.id.desc())).first()
        if last is not None:
            seen[last] = accounts(store)
    with store.read() as session:
        for edit, state in seen.items():
            table: Any = log.as_of(Account.__table__, edit)
            rows = session.execute(select(table.c.id, table.c.name))
            assert {row.id: row.name for row in rows} == state
    with store.read() as session:
        assert not any(f.faults for f in workspace.check(session))
    store.close()


def _step(store: Store, kind: str, pick: int) -> None:
    ids = sorted(accounts(store))
    if kind == "add" or (kind in ("rename", "drop") and not ids):
        add(store, f"Account {pick}")
    elif kind == "rename":
        with store.write("stages.edit", at=NOON) as (session, written):
            account = session.get(Account, ids[pick % len(ids)])
            assert account is not None
            account.name += "!"
            written.facts["stage"] = "renamed"
    elif kind == "drop":
        drop(store, ids[pick % len(ids)])
    else:
        try:
            (history.undo if kind == "undo" else history.redo)(store, NOON)
        except Problem as problem:
            assert problem.code in ("undo.nothing", "redo.nothing")
