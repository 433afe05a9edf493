"""What this program is, its version, and where the user's file lies."""

import platform
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from salesdesk_app import __version__, paths
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label


class About(Dialog):
    """Version, libraries, and the places on this machine."""

    def __init__(self, parent: QWidget | None, workspace: Path) -> None:
        super().__init__(f"SalesDesk {__version__}", parent, width=520)
        self.body.addWidget(label("A desktop workspace for a sales manager's day.", "muted"))
        for name, value in (
            ("Workspace", str(workspace)),
            ("Backups", str(paths.backups(workspace))),
            ("Log files", str(paths.logs())),
            ("Built on", f"Python {platform.python_version()}, Qt {qVersion()}"),
        ):
            self.body.addWidget(label(name, "label"))
            self.body.addWidget(label(value, "body", wrap=True, select=True))
        said = "MIT licence. Inter (OFL) and Lucide icons (ISC) come with it."
        self.body.addWidget(label(said, "label", wrap=True))
        self.add_button("Close", self.close, "primary")
