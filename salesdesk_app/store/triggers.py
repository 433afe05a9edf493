"""The change log's triggers, generated from the tables: the only place that writes history."""

from sqlalchemy import Connection, Table, text

from salesdesk_app.store.models import logged_tables

PREFIX = "log_"


def _statements(table: Table) -> dict[str, str]:
    """The three triggers of one table by name. An update that changes nothing is not logged."""
    name = table.name
    columns = [column.name for column in table.columns]
    row = ", ".join(f"'{c}', OLD.{c}" for c in columns)
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    log = "INSERT INTO change (edit_id, table_name, row_id, kind, before) VALUES"
    edit = "(SELECT edit_id FROM open_edit)"
    before = f"json_object({row})"
    return {
        f"{PREFIX}{name}_i": f"AFTER INSERT ON {name} BEGIN "
        f"{log} ({edit}, '{name}', NEW.id, 'i', NULL); END",
        f"{PREFIX}{name}_u": f"AFTER UPDATE ON {name} WHEN {differs} BEGIN "
        f"{log} ({edit}, '{name}', OLD.id, 'u', {before}); END",
        f"{PREFIX}{name}_d": f"AFTER DELETE ON {name} BEGIN "
        f"{log} ({edit}, '{name}', OLD.id, 'd', {before}); END",
    }


def expected() -> dict[str, str]:
    """Every trigger that a workspace of this version must have, as the SQL that creates it."""
    return {
        name: f"CREATE TRIGGER {name} {body}"
        for table in logged_tables()
        for name, body in _statements(table).items()
    }


def found(connection: Connection) -> dict[str, str]:
    """The triggers that a workspace has."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {row.name: row.sql for row in rows}


def install(connection: Connection) -> None:
    """Drops the log's triggers and makes them anew: after creation and after every migration."""
    for name in found(connection):
        if name.startswith(PREFIX):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for sql in expected().values():
        connection.exec_driver_sql(sql)
