"""No word of the user's is in the log, in preferences, command lines, or files left over."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, QUrl
from PySide6.QtWidgets import QWidget

from salesdesk_app import bug_log
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail import mails
from salesdesk_app.services.calendars import calendar_copies
from salesdesk_app.services.evening import closing
from salesdesk_app.services.inbox import mail_files
from salesdesk_app.services.news import feed_lists
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui import app
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import report
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from tests.ics import calendar, event
from tests.planted import plant

MARK = "Quokkenzwirn"
MAIL = f"From: {MARK} <{MARK}@x.example>\nSubject: {MARK}\nMessage-ID: <1@x>\n\n{MARK}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of a log that is kept for this test."""
    handlers = list(bug_log.log.handlers)
    assert bug_log.keep(tmp_path / "logs") is not None
    yield tmp_path / "logs"
    for handler in set(bug_log.log.handlers) - set(handlers):
        bug_log.log.removeHandler(handler)
        handler.close()


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command lines and environments of all processes that are started."""
    found: list[str] = []
    start = subprocess.Popen.__init__

    def noted(self: Any, command: Any, *rest: Any, **how: Any) -> None:
        found.append(f"{command} {how.get('env')}")
        start(self, command, *rest, **how)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    return found


def logged(folder: Path) -> str:
    for handler in bug_log.log.handlers:
        handler.flush()
    return "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        f"Unable to detect a web browser to launch 'mailto:a@x.example?subject={MARK} {MARK}'",
        f'QPixmap: cannot load "{MARK} and {MARK}.png"',
        f"Could not open file:///home/{MARK}/a.eml",
        f"C:\\Users\\{MARK}\\x.ini is not readable",
        f"mailto:{MARK}",
    ],
)
def test_a_message_of_qt_is_logged_without_what_it_quotes(folder: Path, text: str) -> None:
    app._on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), text)
    assert "Qt: " in logged(folder)
    assert MARK not in logged(folder)


def test_what_qt_says_of_itself_stays_readable() -> None:
    text = "QObject::startTimer: Timers can only be used with threads started with QThread"
    assert bug_log.wordless(text) == text


@pytest.fixture
def pane(
    sampled: Path, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> TodayPane:
    """Today with the word in all that users, mails, calendars and feeds brought."""
    plant(desk.store, MARK, desk.now())
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


def test_errors_of_the_day_leave_no_word_behind(
    pane: TodayPane,
    folder: Path,
    commands: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    desk = pane.desk

    def bug(session: Session) -> None:
        del session
        raise ValueError(f"{MARK} in {pane.day!r}")

    def twice(session: Session) -> None:
        try:
            bug(session)
        except ValueError as error:
            raise KeyError(MARK) from error

    files = {
        f"{MARK}.ics": calendar(event("DTSTART:20261123T090000", title=MARK)),
        f"{MARK} 2.ics": MARK.encode(),
        f"{MARK}.eml": MAIL.encode(),
        f"{MARK}.opml": f"<opml><body><outline text='{MARK}'".encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    def read(path: Path) -> None:
        try:
            if path.suffix == ".ics":
                calendar_copies.look("file", str(path), today=desk.today(), now=desk.now())
            elif path.suffix == ".eml":
                mail_files.read_files([path])
            else:
                feed_lists.read_file(path)
        except Problem as problem:
            report(problem, desk.now(), f"Reading {path.name}")

    for name in files:
        read(tmp_path / name)

    def senseless(_found: object) -> mails.Mail:
        raise RuntimeError(MARK)

    monkeypatch.setattr(mails, "understood", senseless)
    for cause in (
        lambda: desk.ask(bug, then=print),
        lambda: desk.ask(twice, then=print),
        lambda: desk.do(bug),
        lambda: read(tmp_path / f"{MARK}.eml"),
    ):
        with pytest.raises((ValueError, KeyError, RuntimeError)) as caught:
            cause()
        report(caught.value, desk.now(), f"Reading {MARK}")
    opened: list[QUrl] = []
    pane.evening.wrap_up()
    assert pane.evening.flow is not None
    pane.evening.deeds.mailing.open_url = lambda url: bool(opened.append(url))
    pane.evening.deeds.mailing.draft("", MARK, MARK)
    desk.do(closing.close_day, desk.today(), note=MARK, tomorrow=MARK, now=desk.now())
    stored = tmp_path / "preferences.ini"

    assert logged(folder).count("report") >= 4
    assert MARK not in logged(folder)
    assert commands
    assert MARK not in "".join(commands)
    assert not stored.exists() or MARK not in stored.read_text(encoding="utf-8")
    left = [path for path in temporary.rglob("*") if path.is_file()]
    assert left == [Path(url.toLocalFile()) for url in opened], "but for the draft that was opened"
