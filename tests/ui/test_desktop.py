"""Workspaces over the life of the program: opened, switched, backed up, restored, rescued."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk_app import paths
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings, workspace
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell import files
from salesdesk_app.ui.shell.rescue import Rescue
from salesdesk_app.ui.shell.restore_dialog import RestoreDialog
from salesdesk_app.ui.shell.window import Window


@pytest.fixture
def desktop(qapp: QApplication, preferences: Preferences, qtbot: QtBot) -> Iterator[Desktop]:
    made = Desktop(qapp, preferences, Clock(date(2026, 11, 23)))
    yield made
    if made.window is not None:
        settle(made, qtbot)
        made.window.close()


def settle(desktop: Desktop, qtbot: QtBot) -> Window:
    """The window once all its answers have come."""
    window = desktop.window
    assert window is not None
    qtbot.waitUntil(lambda: window.desk.idle, timeout=20_000)
    return window


def fiscal_start(desktop: Desktop, qtbot: QtBot) -> int:
    found: list[int] = []
    settle(desktop, qtbot).desk.ask(
        settings.read, then=lambda answer: found.append(answer.fiscal_start_month)
    )
    settle(desktop, qtbot)
    return found[0]


def test_a_new_workspace_is_made_where_there_is_none(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "new.db"
    assert desktop.start(path)
    window = settle(desktop, qtbot)
    assert path.exists()
    assert window.first_start is not None and window.first_start.isVisible()
    assert desktop.preferences.workspace == path


def test_another_workspace_gets_another_window(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    desktop.start(tmp_path / "one.db")
    first = settle(desktop, qtbot)
    files.open_in(first, tmp_path / "two.db", make=True)
    second = settle(desktop, qtbot)
    assert second is not first
    assert second.desk.store.path.name == "two.db"
    files.open_in(second, tmp_path / "gone.db", make=False)
    assert desktop.window is second
    assert second.toasts.toasts[-1].notice.tone == "bad"
    files.open_in(second, tmp_path / "one.db", make=True)
    assert "already exists" in second.toasts.toasts[-1].notice.text


def test_a_backup_is_made_at_exit_where_something_changed(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sales.db"
    desktop.start(path)
    settle(desktop, qtbot).close()
    desktop.window = None
    assert workspace.list_backups(path) == []
    desktop.start(path)
    settle(desktop, qtbot).desk.do(settings.change, fiscal_start_month=4)
    settle(desktop, qtbot).close()
    desktop.window = None
    assert [backup.reason for backup in workspace.list_backups(path)] == ["exit"]


def test_a_write_that_runs_at_exit_is_finished(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sales.db"
    desktop.start(path)
    window = settle(desktop, qtbot)
    window.desk.do(settings.change, fiscal_start_month=4)
    window.close()
    desktop.window = None
    assert len(workspace.list_backups(path)) == 1
    desktop.start(path)
    assert fiscal_start(desktop, qtbot) == 4


def test_a_backup_is_restored_and_the_present_file_kept(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sales.db"
    desktop.start(path)
    window = settle(desktop, qtbot)
    files.back_up(window)
    settle(desktop, qtbot)
    assert "Backed up" in window.status.backup.text()
    window.desk.do(settings.change, fiscal_start_month=4)
    settle(desktop, qtbot)
    dialog = RestoreDialog(path, window)
    picked: list[Path] = []
    dialog.picked.connect(picked.append)
    assert dialog.table.current_id() is not None
    dialog.table.opened.emit(dialog.table.current_id())
    files.restore_from(window, picked[0])
    assert fiscal_start(desktop, qtbot) == 1
    told = settle(desktop, qtbot).toasts.toasts[-1].notice
    assert "restored" in told.text
    assert "kept as" in told.text


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file that is no workspace."""
    path = tmp_path / "broken.db"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    return path


def test_a_file_that_cannot_be_opened_is_told_and_left(desktop: Desktop, broken: Path) -> None:
    before = broken.read_bytes()
    with pytest.raises(Problem):
        desktop.start(broken)
    assert broken.read_bytes() == before
    assert desktop.window is None


def test_the_rescue_offers_another_file_and_a_backup(
    desktop: Desktop, broken: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    good = tmp_path / "good.db"
    store = workspace.create(good)
    made = workspace.backup(store, at=desktop.clock.now(), reason="exit")
    store.close()
    paths.backups(broken).mkdir()
    made.path.rename(paths.backups(broken) / made.path.name)
    dialog = Rescue(desktop, broken, Problem("workspace.not_a_database", name=broken.name))
    assert "not a SalesDesk workspace" in dialog.body.itemAt(0).widget().text()
    dialog.open_path(tmp_path / "nowhere.db", make=False)
    assert dialog.wrong.text()
    assert desktop.window is None
    dialog.restore_from(workspace.list_backups(broken)[0].path)
    assert dialog.result() == Rescue.DialogCode.Accepted
    assert fiscal_start(desktop, qtbot) == 1


def test_preferences_lie_beside_the_default_workspace_and_not_in_documents() -> None:
    assert "Documents" not in str(paths.workspace())
