"""A workspace of an older schema, with rows and edits: what it held and what the log can do."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, func, select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import custom_fields, history
from salesdesk_app.services.deals.deal_history import history as history_of
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store import schema, triggers
from salesdesk_app.store.engine import APPLICATION_ID, connect, migration_engine
from salesdesk_app.store.history import as_of
from salesdesk_app.store.migrations import REVISIONS
from salesdesk_app.store.models import ColumnChoice, Deal, Edit, Table, logged_tables
from salesdesk_app.store.session import Store

SCRIPTS = str(Path(schema.__file__).parent / "migrations")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EDITS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "importing.apply",
        '{"file": "old.xlsx", "kind": "deals", "count": 3}',
        (
            "INSERT INTO deal (id, name, stage_id, currency, value_minor, uid) SELECT value, "
            "'Deal ' || value, 1, 'USD', 100 * value, 'deal-' || value FROM json_each('[1, 2, 3]')",
        ),
    ),
    (
        "deals.edit",
        '{"deal": "First", "count": 1}',
        ("UPDATE deal SET name = 'First', value_minor = 999 WHERE id = 1",),
    ),
    ("deals.delete", '{"deal": "Deal 3", "count": 1}', ("DELETE FROM deal WHERE id = 3",)),
    (
        "deals.move",
        '{"deal": "Deal 2", "count": 1, "stage": "Proposal"}',
        ("UPDATE deal SET stage_id = 2 WHERE id = 2",),
    ),
)


def build(connection: Connection) -> None:
    """Writes what the program of that schema would have: a pipeline, its log's triggers, edits."""
    run = connection.exec_driver_sql
    run("INSERT INTO pipeline (id, name, position, uid) VALUES (1, 'Sales', 0, 'pipeline')")
    for n, name in enumerate(("Qualified", "Proposal"), 1):
        run(
            "INSERT INTO stage (id, pipeline_id, name, position, outcome, probability, category, "
            "uid) VALUES (?, 1, ?, ?, 'open', 20, 'pipeline', ?)",
            (n, name, n, f"stage-{n}"),
        )
    run("INSERT INTO currency (id, code) VALUES (1, 'USD')")
    run("INSERT INTO column_choice (shape, columns) VALUES ('x', '{\"0\": \"name\"}')")
    then = MetaData()
    then.reflect(connection)
    for table in logged_tables():
        if table.name in then.tables:
            for name, body in triggers._statements(then.tables[table.name]).items():
                run(f"CREATE TRIGGER {name} {body}")
    for edit_id, (code, facts, statements) in enumerate(EDITS, 1):
        at = f"2026-11-2{edit_id}T08:00:00.000000Z"
        run(
            "INSERT INTO edit (id, code, facts, at, origin) VALUES (?, ?, ?, ?, ?)",
            (edit_id, code, facts, at, "import" if edit_id == 1 else "user"),
        )
        run("INSERT INTO open_edit (id, edit_id) VALUES (1, ?)", (edit_id,))
        for statement in statements:
            run(statement)
        run("DELETE FROM open_edit")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A closed workspace of schema 0002."""
    path = tmp_path / "sales.db"
    connect(path, must_exist=False).close()
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    engine = migration_engine(path)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        build(connection)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={REVISIONS.index('0002') + 1}")
        connection.commit()
    engine.dispose()
    return path


@pytest.fixture
def opened(old: Path) -> Iterator[Store]:
    """The same, opened by this program."""
    store = Store(old)
    yield store
    store.close()


def stand(store: Store, edit_id: int | None = None) -> dict[int, tuple[Any, ...]]:
    """Name, value, stage and own fields of the deals as they stood after an edit, or stand."""
    with store.read() as session:
        deal = as_of(Deal.__table__, edit_id)
        rows = session.execute(select(deal).order_by(deal.c.id)).mappings()
        return {
            row["id"]: (row["name"], row["value_minor"], row["stage_id"], row["custom"])
            for row in rows
        }


def test_it_is_migrated_and_the_older_file_is_kept(old: Path, opened: Store) -> None:
    assert schema.identify(old) == REVISIONS[-1]
    kept = old.with_name(f"sales before {REVISIONS[-1]}.db")
    assert schema.identify(kept) == "0002"
    engine = migration_engine(old)
    with engine.connect() as connection:
        assert triggers.found(connection) == triggers.expected()
        found = MetaData()
        found.reflect(connection)
        assert found.tables.keys() - {"alembic_version", "sqlite_sequence"} == set(
            Table.metadata.tables
        )
    engine.dispose()
    with opened.read() as session:
        choice = session.get(ColumnChoice, "x")
        assert choice is not None
        assert (choice.columns, choice.readings) == ({"0": "name"}, None)
        assert session.scalar(select(func.count()).select_from(Edit)) == len(EDITS)


def test_what_was_is_seen_across_the_migration(opened: Store) -> None:
    first = {n: (f"Deal {n}", n * 100, 1, None) for n in (1, 2, 3)}
    assert stand(opened, 1) == first
    assert stand(opened, 2) == first | {1: ("First", 999, 1, None)}
    now = {1: ("First", 999, 1, None), 2: ("Deal 2", 200, 2, None)}
    assert stand(opened) == now
    perform(opened, Stamp(NOON), custom_fields.add, "Segment", "text")
    perform(opened, Stamp(NOON), custom_fields.set_value, 2, 1, "Retail")
    assert stand(opened) == now | {2: ("Deal 2", 200, 2, '{"1":"Retail"}')}
    assert stand(opened, len(EDITS)) == now
    assert stand(opened, 1) == first
    told = [line.text + line.strong for line in ask(opened, history_of, 2)]
    assert told[:2] == ["Segment: Retail", "Stage Qualified → Proposal"]


def test_old_edits_are_undone_and_done_again_across_the_migration(opened: Store) -> None:
    last = stand(opened)
    perform(opened, Stamp(NOON), custom_fields.add, "Segment", "text")
    perform(opened, Stamp(NOON), custom_fields.set_value, 2, 1, "Retail")
    with pytest.raises(Problem, match=r"undo\.later") as caught:
        history.undo(opened, NOON, 4)  # the move: the deal has been edited since
    assert "Deal 2" in str(caught.value.facts["names"])
    for _ in range(5):
        history.undo(opened, NOON)
    assert stand(opened) == stand(opened, 1)
    history.undo(opened, NOON)
    assert stand(opened) == {}
    for _ in range(4):
        history.redo(opened, NOON)
    assert stand(opened) == last
    history.redo(opened, NOON)
    history.redo(opened, NOON)
    assert stand(opened)[2][3] == '{"1":"Retail"}'


def test_a_deal_deleted_before_comes_back_and_can_hold_something(opened: Store) -> None:
    history.undo(opened, NOON, 3)
    assert stand(opened)[3] == ("Deal 3", 300, 1, None)
    perform(opened, Stamp(NOON), custom_fields.add, "Segment", "text")
    perform(opened, Stamp(NOON), custom_fields.set_value, 3, 1, "Retail")
    assert stand(opened)[3] == ("Deal 3", 300, 1, '{"1":"Retail"}')
