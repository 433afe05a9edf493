"""The checked backups of a workspace, and the one to go back to."""

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services import workspace
from salesdesk_app.services.workspace import Backup
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label

REASONS = {
    "exit": "When SalesDesk was closed",
    "import": "Before an import",
    "manual": "Made by hand",
    "restore": "Before a restore",
    "migration": "Before an update of the file",
    "schema": "Before an update of the file",
}


class _Line:
    """A backup as a row of the table."""

    def __init__(self, backup: Backup) -> None:
        self.id = str(backup.path)
        self.backup = backup
        self.when = f"{wording.day(backup.at.date(), year=True)}, {backup.at:%H:%M}"
        self.why = REASONS.get(backup.reason, backup.reason.capitalize())
        self.size = f"{backup.path.stat().st_size / 1_000_000:,.1f} MB"

    def moment(self) -> datetime:
        """When it was made."""
        return self.backup.at


COLUMNS = (
    Column("when", "Made", lambda r: r.when, sort_key=lambda r: r.moment(), width=170, strong=True),
    Column("why", "Why", lambda r: r.why, stretch=True),
    Column("size", "Size", lambda r: r.size, "number", width=90),
)


class RestoreDialog(Dialog):
    """``picked`` tells the backup's file. The present file is kept beside it in any case."""

    picked = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None) -> None:
        super().__init__("Restore a backup", parent, width=600)
        found: list[Any] = [_Line(backup) for backup in workspace.list_backups(path)]
        said = (
            "Each of these was read back and checked when it was made. The workspace as it is now "
            "is kept beside the restored one, so nothing is lost."
        )
        self.body.addWidget(label(said, "muted", wrap=True))
        self.table = Table(COLUMNS)
        self.table.setMinimumHeight(280)
        self.table.set_rows(found)
        self.table.setVisible(bool(found))
        self.body.addWidget(self.table)
        if not found:
            empty = Empty("database", "No backups yet", "One is made each time you close SalesDesk "
                          "after changing something, and before every import.")  # fmt: skip
            self.body.addWidget(empty)
        self.add_button("Cancel", self.reject)
        self._go = self.add_button("Restore this backup", self._pick, "primary")
        self._go.setEnabled(bool(found))
        if found:
            self.table.choose(found[0].id)
        self.table.opened.connect(lambda _id: self._pick())

    def _pick(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.accept()
            self.picked.emit(Path(chosen))
