"""What the baselines share: a plain connection, and a plain Qt table over a list of rows."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


def connect(path: Path, *, logged: bool = False) -> Any:
    """A connection as durable as the program's own; without its change log, if that is not said."""
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (name,) in [] if logged else connection.execute(triggers).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    return connection


def copied(path: Path, name: str) -> Path:
    """A copy of a workspace to do bare things to."""
    target = path.with_name(name)
    for left in path.parent.glob(f"{name}*"):
        left.unlink()
    shutil.copy2(path, target)
    return target


class PlainModel(QAbstractTableModel):
    """Rows of ready strings: the least that a model in Python can be."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return len(self.rows[0]) if self.rows else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == 0 else None

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
