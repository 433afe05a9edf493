"""One workspace file: opening it, and the two doors to it, ``read`` and ``write``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.orm import Session, sessionmaker

from salesdesk_app.domain.errors import Problem
from salesdesk_app.store import schema
from salesdesk_app.store.engine import read_engine, translated, write_engine
from salesdesk_app.store.locks import Locks
from salesdesk_app.store.models import Change, Edit, OpenEdit
from salesdesk_app.store.past import past_engine, retire

ANSWERS = "answers"
"""Where a session that reads, and only such a one, keeps what was asked; see ``services/once``."""


@dataclass
class Written:
    """What a write came to: its edit (None where nothing changed) and the tables it touched."""

    edit_id: int | None = None
    tables: frozenset[str] = frozenset()
    facts: dict[str, Any] = field(default_factory=dict)


class Store:
    """An open workspace. One process may write at a time; others wait five seconds for it."""

    def __init__(self, path: Path) -> None:
        """Opens a workspace, migrating an older one; raises what ``schema.prepare`` does."""
        schema.prepare(path)
        self.path = path
        self._writer = write_engine(path)
        self._reader = read_engine(path)
        self._write_sessions = sessionmaker(self._writer, expire_on_commit=False)
        self._read_sessions = sessionmaker(self._reader)
        self._past: tuple[int, Engine] | None = None
        self._past_lock = Lock()
        self._locks: Locks | None = None
        try:
            with translated(path), self._writer.connect():
                self._locks = Locks(path)
        except Problem:
            self.close()
            raise

    @contextmanager
    def read(self, as_of: int | None = None) -> Iterator[Session]:
        """A session over the last committed state or, with an edit, over that right after it.

        Whatever is done with it, nothing is written. Scratch tables have no past.
        """
        sessions = self._read_sessions if as_of is None else self._past_sessions(as_of)
        self._hold()
        with translated(self.path), sessions() as session:
            try:
                session.info[ANSWERS] = {}
                yield session
            finally:
                session.rollback()

    @contextmanager
    def write(
        self,
        code: str,
        *,
        at: datetime,
        origin: str = "user",
        person: str | None = None,
        target_id: int | None = None,
    ) -> Iterator[tuple[Session, Written]]:
        """One transaction and one edit, committed and on disk when the block ends.

        ``at`` (UTC) never goes back behind the last edit's time. Where the block changed nothing,
        no edit is written. An exception rolls all of it back.
        """
        written = Written()
        self._hold(to_write=True)
        with translated(self.path), self._write_sessions() as session:
            last = session.scalar(select(Edit.at).order_by(Edit.id.desc()).limit(1))
            moment = at if last is None else max(at, last)
            row = {"code": code, "facts": {}, "at": moment, "person": person, "origin": origin}
            edit_id = session.scalars(
                insert(Edit).returning(Edit.id), [row | {"target_id": target_id}]
            ).one()
            session.execute(insert(OpenEdit), [{"id": 1, "edit_id": edit_id}])
            yield session, written
            session.flush()
            touched = select(Change.table_name).where(Change.edit_id == edit_id).distinct()
            written.tables = frozenset(session.scalars(touched))
            if not written.tables:
                session.rollback()
                return
            session.execute(delete(OpenEdit))
            session.execute(update(Edit).where(Edit.id == edit_id).values(facts=written.facts))
            session.commit()
            written.edit_id = edit_id

    @contextmanager
    def scratch(self) -> Iterator[Session]:
        """A transaction on scratch tables: no edit and no undo; logged tables refuse it."""
        self._hold(to_write=True)
        with translated(self.path), self._write_sessions() as session:
            yield session
            session.commit()

    def outside(self) -> int:
        """A number that changes when another process has written, and not by our own writes.

        To be asked where no write runs: it is the writer's own connection that knows.
        """
        self._hold()
        with translated(self.path):
            # The bare connection, for a transaction of the writer's would lock the others out.
            connection = self._writer.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("PRAGMA data_version")
                found: tuple[int] = cursor.fetchall()[0]
                return found[0]
            finally:
                connection.close()

    def close(self) -> None:
        """Closes every connection; the write-ahead log is merged into the file."""
        if self._past is not None:
            retire(self._past[1])
        self._reader.dispose()
        self._writer.dispose()
        if self._locks is not None:
            self._locks.close()

    def _hold(self, *, to_write: bool = False) -> None:
        if self._locks is not None:
            self._locks.hold()
            if to_write:
                self._locks.check()

    def _past_sessions(self, edit_id: int) -> sessionmaker[Session]:
        """Sessions as of an edit; what they copied is kept until another edit is asked for."""
        with self._past_lock:
            if self._past is None or self._past[0] != edit_id:
                if self._past is not None:
                    retire(self._past[1])
                self._past = edit_id, past_engine(self.path, edit_id)
            return sessionmaker(self._past[1])
