"""What stays on this machine: theme, window, last pane and workspace, widths of columns."""

from pathlib import Path
from typing import cast, get_args

from PySide6.QtCore import QByteArray, QSettings

from salesdesk_app import paths
from salesdesk_app.ui.theme import Choice


class Preferences:
    """An INI file beside the workspace; never a setting that belongs to the workspace itself."""

    def __init__(self, file: Path | None = None) -> None:
        """Opens the user's file, or another one for tests."""
        chosen = file or paths.workspace().parent / "preferences.ini"
        self._stored = QSettings(str(chosen), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """The folder that the file lies in, on this machine and never synchronised."""
        return Path(self._stored.fileName()).parent

    @property
    def theme(self) -> Choice:
        """The chosen appearance."""
        found = str(self._stored.value("theme", "system"))
        return cast(Choice, found) if found in get_args(Choice) else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._stored.setValue("theme", choice)

    @property
    def workspace(self) -> Path | None:
        """The workspace that was open last."""
        found = self.text("workspace")
        return Path(found) if found else None

    @workspace.setter
    def workspace(self, path: Path) -> None:
        self._stored.setValue("workspace", str(path))

    def text(self, key: str, default: str = "") -> str:
        """A short text kept under a key such as ``pipeline/view``."""
        return str(self._stored.value(key, default))

    def set_text(self, key: str, value: str) -> None:
        """Keeps a short text."""
        self._stored.setValue(key, value)

    def state(self, key: str) -> QByteArray:
        """What ``saveState`` or ``saveGeometry`` of a Qt widget gave; empty where nothing is."""
        found = self._stored.value(key)
        return found if isinstance(found, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Keeps what ``saveState`` or ``saveGeometry`` gave."""
        self._stored.setValue(key, value)

    def flush(self) -> None:
        """Writes to the file now."""
        self._stored.sync()
