"""The two doors: what a write leaves behind, and what it must not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from salesdesk_app.domain.errors import Problem
from salesdesk_app.store.models import Account, Change, Edit, OpenEdit
from salesdesk_app.store.session import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def count(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_write_is_one_edit_with_its_changes(store: Store) -> None:
    with store.write("test.add", at=NOON) as (session, written):
        session.add_all([Account(name="Halden Freight"), Account(name="Corvid Media")])
        written.facts["what"] = "two"
    assert written.edit_id is not None
    assert written.tables == {"account"}
    with store.read() as session:
        edit = session.scalars(select(Edit)).one()
        assert (edit.code, edit.facts, edit.at, edit.origin) == (
            "test.add",
            {"what": "two"},
            NOON,
            "user",
        )
        assert session.scalars(select(Change.kind)).all() == ["i", "i"]
        assert session.scalars(select(OpenEdit)).all() == []


def test_where_nothing_changed_there_is_no_edit(store: Store) -> None:
    with store.write("test.add", at=NOON) as (session, _):
        session.add(Account(name="Halden Freight"))
    with store.write("test.nothing", at=NOON) as (_session, written):
        pass
    assert written.edit_id is None
    with store.write("test.same", at=NOON) as (session, written):
        session.execute(update(Account).values(name="Halden Freight"))
    assert written.edit_id is None
    assert count(store, Edit) == 1


def test_an_exception_rolls_everything_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write("test.add", at=NOON) as (session, _):
        session.add(Account(name="Halden Freight"))
        session.flush()
        raise ZeroDivisionError
    assert count(store, Account) == 0
    assert count(store, Edit) == 0


def test_time_never_goes_back(store: Store) -> None:
    for at in (NOON, NOON - timedelta(days=3)):
        with store.write("test.add", at=at) as (session, _):
            session.add(Account(name="Halden Freight"))
    with store.read() as session:
        assert session.scalars(select(Edit.at)).all() == [NOON, NOON]


def test_logged_tables_refuse_writes_outside_an_edit(store: Store) -> None:
    with pytest.raises(IntegrityError), store.scratch() as session:
        session.execute(insert(Account), [{"name": "Halden Freight", "uid": "a"}])
    assert count(store, Account) == 0


def test_readers_cannot_write(store: Store) -> None:
    with pytest.raises(Problem, match=r"workspace\.read_only"), store.read() as session:
        session.execute(text("DELETE FROM setting"))


def test_a_reader_sees_the_last_committed_state(store: Store) -> None:
    with store.write("test.add", at=NOON) as (session, _):
        session.add(Account(name="Halden Freight"))
        session.flush()
        assert count(store, Account) == 0
    assert count(store, Account) == 1


def test_commits_are_synchronised_to_disk(store: Store) -> None:
    with store.scratch() as session:
        # 2 is FULL: in simulated power cuts anything less lost acknowledged commits.
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA trusted_schema")) == 0


def test_a_bug_in_a_statement_stays_a_bug(store: Store) -> None:
    with pytest.raises(OperationalError), store.read() as session:
        session.execute(text("SELECT nonsense FROM nowhere"))


def test_row_ids_are_never_used_twice(store: Store) -> None:
    ids = []
    for _ in range(2):
        with store.write("test.add", at=NOON) as (session, _written):
            account = Account(name="Halden Freight")
            session.add(account)
            session.flush()
            ids.append(account.id)
        with store.write("test.delete", at=NOON) as (session, _written):
            session.execute(Account.__table__.delete())
    assert ids[0] != ids[1]
