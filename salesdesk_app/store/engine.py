"""Engines over one local file: how SQLite is opened, and what its failures mean to a user."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.util import LRUCache

from salesdesk_app.domain.errors import Problem

APPLICATION_ID = 0x53414C45  # "SALE", so that other programs' databases are told apart
BUSY_MILLIS = 5000
_COMPILED: LRUCache[Any, Any] = LRUCache(2000)


class Dialect(SQLiteDialect_pysqlite):
    """Equal to its like, so that all engines of the process compile a statement once.

    The key under which SQLAlchemy keeps a compiled statement holds the dialect, of which each
    engine has its own: the writer, the readers and each past day would begin anew.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.alike", __name__, "Dialect")


def connect(path: Path, *, must_exist: bool = True) -> Any:
    """A bare driver connection in autocommit mode, without SQLAlchemy."""
    mode = "rw" if must_exist else "rwc"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlcipher3.dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLIS}")
    return connection


def _engine(path: Path, pragmas: tuple[str, ...], begin: str, **pool: Any) -> Engine:
    def creator() -> Any:
        connection = connect(path)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite+alike://",
        module=sqlcipher3.dbapi2,
        creator=creator,
        execution_options={"compiled_cache": _COMPILED},
        hide_parameters=True,
        **pool,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def write_engine(path: Path) -> Engine:
    """The one writer: a pool of one connection; a commit is on disk when it returns."""
    # FULL, not NORMAL: in simulated power cuts NORMAL lost acknowledged commits.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF")
    return _engine(
        path, pragmas, "BEGIN IMMEDIATE", poolclass=QueuePool, pool_size=1, max_overflow=0
    )


def read_engine(path: Path) -> Engine:
    """Readers beside the writer; they see the last committed state and cannot write."""
    pragmas = ("trusted_schema=OFF", "query_only=ON")
    return _engine(path, pragmas, "BEGIN", poolclass=QueuePool, pool_size=2, max_overflow=8)


def migration_engine(path: Path) -> Engine:
    """For migrations: foreign keys off, or re-creating a table would delete its children."""
    pragmas = ("foreign_keys=OFF", "synchronous=FULL")
    return _engine(path, pragmas, "BEGIN IMMEDIATE", poolclass=NullPool)


# What SQLite says, and which problem of the user's it is.
_MEANINGS = (
    ("disk is full", "workspace.full"),
    ("readonly", "workspace.read_only"),
    ("read-only", "workspace.read_only"),
    ("unable to open", "workspace.read_only"),
    ("locked", "workspace.busy"),
    ("not a database", "workspace.not_a_database"),
    ("malformed", "workspace.damaged"),
    ("disk i/o error", "workspace.io"),
)


def problem_of(error: Exception, path: Path) -> Problem | None:
    """The user's problem behind a database error; None where it is a bug of ours."""
    text = str(getattr(error, "orig", error)).lower()
    for mark, code in _MEANINGS:
        if mark in text:
            return Problem(code, name=path.name, path=str(path), detail=text)
    return None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns what the database says into a ``Problem`` where a user can mend it."""
    try:
        yield
    except (DatabaseError, sqlcipher3.dbapi2.DatabaseError) as error:
        problem = problem_of(error, path)
        if problem is None:
            raise
        raise problem from error


@contextmanager
def on_disk(path: Path) -> Iterator[None]:
    """The same for work on files as a whole, where the file system may refuse too."""
    try:
        with translated(path):
            yield
    except OSError as error:
        raise disk_problem(error, path) from error


def disk_problem(error: OSError, path: Path) -> Problem:
    """The user's problem behind an error of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem("workspace.full", name=path.name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem("workspace.read_only", name=path.name)
    return Problem("workspace.io", name=path.name, detail=error.strerror or str(error))
