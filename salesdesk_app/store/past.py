"""A workspace as it stood after an edit: readers for whom older tables hide those of today."""

from functools import partial
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, Table, event, func, insert, select
from sqlalchemy.schema import CreateIndex, CreateTable

from salesdesk_app.store.engine import read_engine
from salesdesk_app.store.history import as_of
from salesdesk_app.store.models import Change, Edit, logged_tables

# A bare name is that of the temporary table where there is one; with this it is the real one's.
REAL = {"schema_translate_map": {None: "main"}}


def past_engine(path: Path, edit_id: int) -> Engine:
    """Readers of a workspace to whom nothing has happened after an edit.

    A table that changed since is copied as it stood into memory, once a connection, under its own
    name; log and edits end with the edit. So every question about the present can be asked of the
    past as well.
    """
    engine = read_engine(path)
    event.listen(engine, "begin", partial(_begin, edit_id=edit_id))
    return engine


def retire(engine: Engine) -> None:
    """Closes readers of the past; one that still answers is closed as soon as it has.

    Or it would hold the file until garbage is collected, and Windows replaces no file that is held.
    """
    event.listen(engine, "checkin", lambda _connection, record: record.close())
    engine.dispose()


def _begin(connection: Connection, edit_id: int) -> None:
    """Runs in each transaction that has just begun, before anything is asked in it."""
    while True:
        # Other connections go on writing: what they touch since must not shine through.
        newest = connection.scalar(select(func.max(Edit.id)), execution_options=REAL) or 0
        seen: int | None = connection.info.get("seen")
        if seen is not None and newest <= seen:
            return
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        try:
            if seen is None:
                _end_the_log(connection, edit_id)
            _copy_changed(connection, edit_id, edit_id if seen is None else seen)
            # Or the end of the question would take the copies away with it.
            connection.exec_driver_sql("COMMIT")
        finally:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.info["seen"] = newest
        connection.exec_driver_sql("BEGIN")


def _end_the_log(connection: Connection, edit_id: int) -> None:
    connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
    for name, column in (("edit", "id"), ("change", "edit_id")):
        rows = f"SELECT * FROM main.{name} WHERE {column} <= {edit_id:d}"  # noqa: S608 - our own names
        connection.exec_driver_sql(f"CREATE TEMP VIEW {name} AS {rows}")


def _copy_changed(connection: Connection, edit_id: int, seen: int) -> None:
    """Copies every table that changed after ``seen`` and has no copy yet."""
    copies = "SELECT name FROM sqlite_temp_master WHERE type = 'table'"
    there = {row[0] for row in connection.exec_driver_sql(copies)}
    changed = select(Change.table_name).where(Change.edit_id > seen).distinct()
    touched = set(connection.scalars(changed, execution_options=REAL))
    for table in logged_tables():
        if table.name in touched - there:
            _copy(connection, table, edit_id)


def _copy(connection: Connection, table: Table, edit_id: int) -> None:
    """Makes the older table, with an index for every link as the real one has them."""
    columns = [
        Column(c.name, c.type, primary_key=c.primary_key, index=bool(c.foreign_keys))
        for c in table.columns
    ]
    older = Table(table.name, MetaData(), *columns, schema="temp")
    connection.execute(CreateTable(older))
    names = [column.name for column in table.columns]
    then = as_of(table, edit_id)
    rows = select(*(then.c[name] for name in names))
    connection.execute(insert(older).from_select(names, rows), execution_options=REAL)
    for index in older.indexes:
        connection.execute(CreateIndex(index))
