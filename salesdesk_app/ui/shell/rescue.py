"""What is offered when the workspace cannot be opened: a backup, another file, a new one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import workspace
from salesdesk_app.ui.shell.restore_dialog import RestoreDialog
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label

if TYPE_CHECKING:
    from salesdesk_app.ui.desktop import Desktop

FILES = "SalesDesk workspaces (*.db);;All files (*)"


class Rescue(Dialog):
    """Says what is wrong and lets the user choose; nothing is touched unasked."""

    def __init__(self, desktop: "Desktop", path: Path, problem: Problem) -> None:
        super().__init__("The workspace could not be opened", width=560)
        self._desktop = desktop
        self._path = path
        self.body.addWidget(label(wording.problem(problem.code, problem.facts), wrap=True))
        self.body.addWidget(label(str(path), "label", wrap=True, select=True))
        self.add_button("Leave", self.reject)
        self.add_button("New workspace…", self.make_new)
        self.add_button("Open another…", self.open_other)
        if workspace.list_backups(path):
            self.add_button("Restore a backup…", self.restore, "primary")

    def open_other(self) -> None:
        """Lets the user choose another file."""
        name, _kind = QFileDialog.getOpenFileName(self, "Open a workspace", "", FILES)
        if name:
            self.open_path(Path(name), make=False)

    def make_new(self) -> None:
        """Lets the user name a new file."""
        name, _kind = QFileDialog.getSaveFileName(self, "New workspace", "", FILES)
        if name:
            self.open_path(Path(name), make=True)

    def restore(self) -> None:
        """Lists the checked backups of the file."""
        dialog = RestoreDialog(self._path, self)
        dialog.picked.connect(self.restore_from)
        dialog.open()

    def restore_from(self, backup: Path) -> None:
        """Puts a backup in the place of the file, which is kept beside it."""
        try:
            self._desktop.restore(self._path, backup)
        except Problem as problem:
            self.tell(wording.problem(problem.code, problem.facts))
        else:
            self.accept()

    def open_path(self, path: Path, *, make: bool) -> None:
        """Opens or makes a workspace; where it cannot be, says why and stays."""
        try:
            self._desktop.open(path, workspace.create if make else workspace.Store)
        except Problem as problem:
            self.tell(wording.problem(problem.code, problem.facts))
        else:
            self.accept()


def rescue(desktop: "Desktop", path: Path, problem: Problem) -> bool:
    """Asks what to do; True where a workspace is open in the end."""
    return Rescue(desktop, path, problem).exec() == QDialog.DialogCode.Accepted
