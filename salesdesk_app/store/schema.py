"""Creating a workspace, telling its version, and migrating it on a copy that is swapped in."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.store import triggers
from salesdesk_app.store.engine import (
    APPLICATION_ID,
    connect,
    disk_problem,
    migration_engine,
    on_disk,
    translated,
)
from salesdesk_app.store.migrations import HEAD, REVISIONS

HEADER = b"SQLite format 3\x00"
COMPANIONS = ("-wal", "-shm", "-journal")


def create(path: Path, seed: Callable[[Session], None]) -> None:
    """Makes a new workspace; what ``seed`` writes is there from the beginning and no edit.

    The file appears whole or not at all. Problems: workspace.exists, workspace.read_only, …full.
    """
    if path.exists():
        raise Problem("workspace.exists", name=path.name)
    draft = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        with on_disk(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connect(draft, must_exist=False).close()
            _upgrade(draft, seed)
            publish(draft, path)
    finally:
        remove(draft)


def publish(draft: Path, path: Path) -> None:
    """Gives a finished file its name; of two processes that do so at once, the second is told.

    Problem: workspace.exists. Where a disk knows no hard links, a plain rename has to do.
    """
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise Problem("workspace.exists", name=path.name) from error
    except OSError:
        draft.rename(path)


def prepare(path: Path) -> None:
    """Makes sure that a file is a workspace of this version, migrating an older one.

    Problems: workspace.missing, .not_a_database, .foreign, .newer, .damaged; the file is left as
    it is.
    """
    if identify(path) == HEAD:
        return
    draft = path.with_name(f".{path.name}.upgrade-{os.getpid()}")
    try:
        with on_disk(path):
            copy(path, draft)
            _upgrade(draft, None)
            kept = path.with_name(f"{path.stem} before {HEAD}{path.suffix}")
            if not kept.exists():
                shutil.copy2(path, kept)
            draft.replace(path)
    finally:
        remove(draft)


def copy(source: Path, target: Path) -> None:
    """Copies a database, also one that is in use, into a new single file by SQLite's backup."""
    origin = connect(source)
    try:
        destination = connect(target, must_exist=False)
        try:
            origin.backup(destination)
            # A copy is one closed file: no companions that could be left behind.
            destination.execute("PRAGMA journal_mode=DELETE")
        finally:
            destination.close()
    finally:
        origin.close()


def identify(path: Path) -> str:
    """The schema's revision of a workspace, read without changing the file.

    Problems: workspace.missing, .not_a_database, .foreign, .newer.
    """
    if not path.exists():
        raise Problem("workspace.missing", path=str(path))
    if not path.is_file():
        raise Problem("workspace.not_a_database", name=path.name)
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
    except OSError as error:
        raise disk_problem(error, path) from error
    if header != HEADER:
        raise Problem("workspace.not_a_database", name=path.name)
    with translated(path):
        connection = connect(path)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID:
                raise Problem("workspace.foreign", name=path.name)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlcipher3.dbapi2.OperationalError as error:
            if "no such table" in str(error):
                raise Problem("workspace.foreign", name=path.name) from error
            raise
        finally:
            connection.close()
    revision = str(row[0]) if row else ""
    if revision not in REVISIONS:
        raise Problem("workspace.newer", name=path.name, found=revision, known=HEAD)
    return revision


def _upgrade(path: Path, seed: Callable[[Session], None] | None) -> None:
    """Runs the migrations in one transaction, then checks the links and makes the triggers."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    engine = migration_engine(path)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if seed is not None:
                with Session(connection, join_transaction_mode="create_savepoint") as session:
                    seed(session)
                    session.commit()
            _verify_links(connection)
            triggers.install(connection)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={REVISIONS.index(HEAD) + 1}")
            connection.commit()
    finally:
        engine.dispose()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _verify_links(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration left {len(broken)} broken links")


def remove(path: Path) -> None:
    """Removes a database file with its companions, where they exist."""
    for companion in ("", *COMPANIONS):
        found = path.with_name(path.name + companion)
        if found.exists():  # a read-only disk refuses even to remove what is not there
            found.unlink()
