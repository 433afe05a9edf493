"""One window a file: with real second processes, and with one that was killed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk_app.clock import Clock
from salesdesk_app.services import workspace
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.hold import Hold, key_of
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell import files

PATIENCE_MS = 20_000
# Another start of the program on a file; it says how that went and stays until its input ends.
START = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from datetime import date
from pathlib import Path
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.ui.app import make_application
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.preferences import Preferences
preferences = Preferences(Path(sys.argv[2]))
desktop = Desktop(make_application(), preferences, Clock(date(2026, 11, 23)))
try:
    desktop.start(Path(sys.argv[1]))
except Problem as problem:
    print(problem.code, flush=True)
else:
    print("open", flush=True)
    sys.stdin.read()
"""


def start(path: Path, preferences: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", START, str(path), str(preferences)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: "subprocess.Popen[str]") -> str:
    """The one line that a start says, read once it has ended or is open."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


@pytest.fixture
def file(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "sales.db"))


@pytest.fixture
def desktop(qapp: QApplication, preferences: Preferences, qtbot: QtBot) -> Iterator[Desktop]:
    made = Desktop(qapp, preferences, Clock(date(2026, 11, 23)))
    yield made
    window = made.window
    if window is not None:
        qtbot.waitUntil(lambda: window.desk.idle, timeout=PATIENCE_MS)
        window.close()


def test_a_second_start_raises_the_first_window(
    desktop: Desktop, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desktop.start(file)
    window = desktop.window
    assert window is not None
    window.showMinimized()
    other_name = tmp_path / "link.db"
    other_name.symlink_to(file)
    second = start(other_name, desktop.preferences.folder / "preferences.ini")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=PATIENCE_MS)
    assert told(second) == "workspace.shown"
    end(second)
    assert not window.isMinimized()


def test_what_a_killed_process_left_is_taken_over(
    desktop: Desktop, file: Path, tmp_path: Path
) -> None:
    first = start(file, desktop.preferences.folder / "preferences.ini")
    assert told(first) == "open"
    end(first)
    lock = desktop.preferences.folder / "open" / f"{key_of(file)}.lock"
    assert lock.exists()
    assert desktop.start(file)
    assert desktop.shows(file)


def test_a_file_that_another_window_shows_is_not_opened_here(
    desktop: Desktop, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desktop.start(tmp_path / "mine.db")
    mine = desktop.window
    assert mine is not None
    files.open_in(mine, tmp_path / "mine.db", make=False)
    assert "open already" in mine.toasts.toasts[-1].notice.text
    other = start(file, desktop.preferences.folder / "preferences.ini")
    assert told(other) == "open"  # and from then on it hangs, as far as anybody can tell
    files.open_in(mine, file, make=False)
    assert desktop.window is mine
    assert "another SalesDesk window" in mine.toasts.toasts[-1].notice.text
    end(other)
    files.open_in(mine, file, make=False)
    assert desktop.window is not mine
    assert not desktop.shows(tmp_path / "mine.db")
    Hold(tmp_path / "mine.db", desktop.preferences.folder / "open", lambda: None).release()


def test_another_program_writes_beside_the_window(desktop: Desktop, file: Path) -> None:
    desktop.start(file)
    workspace.Store(file).close()


def test_where_no_lock_can_be_kept_the_window_opens(file: Path, tmp_path: Path) -> None:
    (tmp_path / "flat").write_text("")
    Hold(file, tmp_path / "flat" / "open", lambda: None).release()
