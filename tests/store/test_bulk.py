"""Very many rows at once: the same rows, log, indexes and triggers as one after the other."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from salesdesk_app.services import history
from salesdesk_app.store import check
from salesdesk_app.store.bulk import MANY, insert_many
from salesdesk_app.store.models import Change, Deal, Product
from salesdesk_app.store.models.table import Table, new_uids
from salesdesk_app.store.session import Store
from tests.world import NOON

DEAL = Table.metadata.tables["deal"]


def columns(count: int) -> dict[str, list[Any]]:
    return {
        "uid": new_uids(count),
        "name": [f"Deal {n}" for n in range(count)],
        "stage_id": [1 + n % 6 for n in range(count)],
        "currency": ["USD"] * count,
        "created_on": [date(2017, 1, 1) if n % 2 else None for n in range(count)],
    }


def schema(session: Session) -> list[tuple[Any, ...]]:
    """Every table, index and trigger by its name and its SQL."""
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return [tuple(row) for row in session.execute(query)]


@pytest.mark.parametrize("count", [3, MANY])
def test_rows_log_and_schema(store: Store, count: int) -> None:
    with store.read() as session:
        before = schema(session)
    heard: list[int] = []
    with store.write("deals.create", at=NOON) as (session, written):
        insert_many(session, DEAL, columns(count), heard.append)
        written.facts["deal"] = "many"
    assert sum(heard) == count
    with store.read() as session:
        assert schema(session) == before
        rows = session.execute(select(Deal.name, Deal.created_on).order_by(Deal.id)).all()
        assert [tuple(row) for row in rows[:2]] == [("Deal 0", None), ("Deal 1", date(2017, 1, 1))]
        assert len(rows) == count
        log = select(Change.edit_id, Change.table_name, Change.kind, Change.before, Change.row_id)
        assert [tuple(row) for row in session.execute(log)] == [
            (written.edit_id, "deal", "i", None, n + 1) for n in range(count)
        ]
        assert not any(found.faults for found in check.run(session))
    history.undo(store, NOON)
    with store.read() as session:
        assert session.scalar(select(Deal.id).limit(1)) is None
        assert not any(found.faults for found in check.run(session))


def test_what_was_there_is_not_logged_again(store: Store) -> None:
    for _ in range(2):
        with store.write("deals.create", at=NOON) as (session, _written):
            insert_many(session, DEAL, columns(MANY), lambda _count: None)
    with store.read() as session:
        rows = session.scalars(select(Change.row_id).where(Change.kind == "i")).all()
    assert sorted(rows) == list(range(1, 2 * MANY + 1))


@pytest.mark.parametrize("count", [3, MANY])
def test_without_an_edit_nothing_is_written(store: Store, count: int) -> None:
    with store.read() as session:
        before = schema(session)
    with pytest.raises(IntegrityError), store.scratch() as session:
        insert_many(session, DEAL, columns(count), lambda _count: None)
    with store.read() as session:
        assert schema(session) == before
        assert session.scalar(select(Deal.id).limit(1)) is None


@pytest.mark.parametrize("fault", [{"stage_id": 99}, {"uid": "twice"}, {"name": None}])
def test_a_bad_row_leaves_everything_as_it_was(store: Store, fault: dict[str, Any]) -> None:
    rows = columns(MANY)
    for name, value in fault.items():
        rows[name][-2:] = [value, value]
    with store.read() as session:
        before = schema(session)
    with pytest.raises(IntegrityError), store.write("deals.create", at=NOON) as (session, _):
        insert_many(session, DEAL, rows, lambda _count: None)
    with store.read() as session:
        assert schema(session) == before
        assert session.scalar(select(Deal.id).limit(1)) is None
    with store.write("products.put_in_deal", at=NOON) as (session, _):
        session.add(Product(name="Still works"))


def test_readers_go_on_meanwhile(store: Store) -> None:
    with store.read() as reader:
        assert reader.scalar(select(Deal.id).limit(1)) is None
        with store.write("deals.create", at=NOON) as (session, _):
            insert_many(session, DEAL, columns(MANY), lambda _count: None)
            assert reader.scalar(select(Deal.id).where(Deal.external_id == "x").limit(1)) is None
        assert reader.scalar(select(Deal.id).limit(1)) is None
    with store.read() as reader:
        assert reader.scalar(select(Deal.id).limit(1)) == 1
