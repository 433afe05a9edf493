"""What the File menu does: workspaces, backups, export, import, the sample team."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import sample, workspace
from salesdesk_app.ui.notices import Notice

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

WORKSPACES = "SalesDesk workspaces (*.db)"


def new_workspace(window: "Window") -> None:
    """Lets the user name a new file and opens it."""
    path = _save_as(window, "New workspace", "sales.db", WORKSPACES)
    if path is not None:
        open_in(window, path, make=True)


def open_workspace(window: "Window") -> None:
    """Lets the user choose a workspace and opens it."""
    folder = str(window.desk.store.path.parent)
    name, _kind = QFileDialog.getOpenFileName(window, "Open a workspace", folder, WORKSPACES)
    if name:
        open_in(window, Path(name), make=False)


def open_in(window: "Window", path: Path, *, make: bool) -> None:
    """Opens a workspace in the place of this one; where it cannot be, this one stays."""
    if window.desktop is None:
        return
    if not make and window.desktop.shows(path):
        window.toasts.say(Notice(f"{path.name} is open already."))
        return
    try:
        window.desktop.open(path, workspace.create if make else workspace.Store)
    except Problem as problem:
        window.toasts.say(Notice(wording.problem(problem.code, problem.facts), "bad"))


def back_up(window: "Window") -> None:
    """Makes a checked backup now."""
    desk = window.desk
    desk.work(
        workspace.backup,
        desk.store,
        at=desk.now(),
        reason="manual",
        doing="Backing up",
        writes=True,
        then=lambda made: _backed_up(window, made.path),
    )


def _backed_up(window: "Window", path: Path) -> None:
    window.refresh_status()
    show = ("Show", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
    window.toasts.say(Notice("Backed up and checked", "good", show))


def restore(window: "Window") -> None:
    """Lets the user choose a backup, and puts it in the place of the workspace."""
    from salesdesk_app.ui.shell.restore_dialog import RestoreDialog

    dialog = RestoreDialog(window.desk.store.path, window)
    dialog.picked.connect(lambda backup: restore_from(window, backup))
    dialog.open()


def restore_from(window: "Window", backup: Path) -> None:
    """Puts a backup in the place of the workspace; the present one is kept beside it."""
    desktop = window.desktop
    if desktop is None:
        return
    try:
        kept = desktop.restore(window.desk.store.path, backup)
    except Problem as problem:
        said = Notice(wording.problem(problem.code, problem.facts), "bad")
    else:
        beside = f" The workspace as it was is kept as {kept.name}." if kept else ""
        said = Notice(f"The backup is restored.{beside}", "good", stays=True)
    if desktop.window is not None:
        desktop.window.toasts.say(said)


def written(window: "Window", path: Path, said: str) -> None:
    """Tells that a file was written, and offers to open it."""
    show = ("Open", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    window.desk.noticed.emit(Notice(said, "good", show))


def bring_sample(window: "Window") -> None:
    """Fills the empty workspace with the sample team."""
    desk = window.desk
    if desk.refuses():
        return
    desk.work(
        sample.fill,
        desk.store,
        today=desk.today(),
        now=desk.now(),
        doing="Bringing the sample team in",
        writes=True,
        then=lambda _nothing: _brought(window),
    )


def _brought(window: "Window") -> None:
    window.desk.wrote = True
    window.desk.everything_changed()
    window.go_first()


def remove_sample(window: "Window") -> None:
    """Takes the sample team away in one step."""
    window.desk.do(
        sample.remove,
        notice=True,
        doing="Removing the sample team",
        then=lambda removed: _sample_gone(window, removed.kept),
    )


def _sample_gone(window: "Window", kept: Sequence[str]) -> None:
    """Says what stays because records of the user's own need it."""
    if kept:
        names = ", ".join(kept[:5])
        window.desk.notice(f"These stay, because your own records need them: {names}")


def _save_as(window: "Window", title: str, name: str, kinds: str) -> Path | None:
    start = window.preferences.text("folder") or str(Path.home())
    chosen, kind = QFileDialog.getSaveFileName(window, title, str(Path(start) / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    window.preferences.set_text("folder", str(path.parent))
    if not path.suffix:
        path = path.with_suffix(".csv" if "csv" in kind else Path(name).suffix)
    return path
