"""Creating, telling and migrating workspaces; what is no workspace is left as it is."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, text

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import workspace
from salesdesk_app.store import schema, triggers
from salesdesk_app.store.engine import connect, migration_engine
from salesdesk_app.store.migrations import HEAD, REVISIONS
from salesdesk_app.store.models import Table
from salesdesk_app.store.session import Store

SCRIPTS = str(Path(schema.__file__).parent / "migrations")


def test_the_migrations_make_exactly_the_declared_tables(store: Store) -> None:
    engine = migration_engine(store.path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
        assert triggers.found(connection) == triggers.expected()
    engine.dispose()


def test_the_known_revisions_are_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    scripts = ScriptDirectory.from_config(config)
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_every_table_says_whether_it_is_logged() -> None:
    assert {table.info["kind"] for table in Table.metadata.sorted_tables} == {
        "logged",
        "scratch",
        "log",
    }
    blobs = [c for t in Table.metadata.sorted_tables for c in t.columns if "BLOB" in str(c.type)]
    assert blobs == []  # the log writes rows as JSON, which holds no bytes


def test_every_foreign_key_is_indexed() -> None:
    for table in Table.metadata.sorted_tables:
        firsts = {index.columns.values()[0].name for index in table.indexes}
        firsts |= {
            next(iter(constraint.columns)).name
            for constraint in table.constraints
            if type(constraint).__name__ == "UniqueConstraint" and len(constraint.columns)
        }
        # Stages and people of a deal share an index; its halves lead others.
        for column in table.columns:
            if column.foreign_keys and table.info["kind"] == "logged":
                assert column.name in firsts, f"{table.name}.{column.name}"


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    path.write_text("my notes")
    with pytest.raises(Problem, match=r"workspace\.exists"):
        workspace.create(path)
    assert path.read_text() == "my notes"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workspace.not_a_database"),
        (b"\xff\xd8\xff\xe0 a picture", "workspace.not_a_database"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "workspace"),
    ],
)
def test_what_is_no_workspace_is_left_as_it_is(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "sales.db"
    path.write_bytes(content)
    with pytest.raises(Problem, match=code):
        Store(path)
    assert path.read_bytes() == content


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"workspace\.missing"):
        Store(tmp_path / "sales.db")
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = connect(path, must_exist=False)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Problem, match=r"workspace\.foreign"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused_with_both_versions(store: Store) -> None:
    store.close()
    connection = connect(store.path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(Problem) as caught:
        Store(store.path)
    assert caught.value.code == "workspace.newer"
    assert (caught.value.facts["found"], caught.value.facts["known"]) == ("9999", HEAD)
    assert store.path.read_bytes() == before


def test_a_failed_creation_leaves_nothing(tmp_path: Path) -> None:
    def seed(_session: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        schema.create(tmp_path / "sales.db", seed)
    assert list(tmp_path.iterdir()) == []


def test_what_is_checked_is_declared_and_made(store: Store) -> None:
    declared = {
        (table.name, str(constraint.sqltext))
        for table in Table.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    engine = migration_engine(store.path)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master")).all()
        made = {str(name): str(sql) for name, sql in rows}
    engine.dispose()
    assert {
        (table, rule) for table, rule in declared if f"CHECK ({rule})" not in made[table]
    } == set()
