"""Hostile texts through all that Today opens: shown literally, and no window takes HTML."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QTextEdit,
    QWidget,
)

from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.panes.today.lines import Line
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.panes.today.rows import Row
from salesdesk_app.ui.shell.open_window import declare_commands
from salesdesk_app.ui.widgets.forms import Dialog
from tests.planted import plant

EVIL = "<img src='file:///etc/passwd'><b>Evil</b> &Co \u202e =cmd|' /C calc'!A0"
MOVING = ("Next ›", "‹ Back", "Close the day", "Leave")
WALKED = [
    "AllNews",
    "AnotherDay",
    "AnsweredDialog",
    "AttachDialog",
    "CalendarsDialog",
    "CallCard",
    "Consent",
    "EventCard",
    "FeedsDialog",
    "FiguresDialog",
    "FollowUpCard",
    "ItemDialog",
    "LinkDialog",
    "LogDialog",
    "MonthDialog",
    "NoteDialog",
    "OrderDialog",
    "PassDialog",
    "PlanDialog",
    "Reader",
    "SkipDialog",
    "SnoozeDialog",
    "TemplateDialog",
    "WhenDialog",
    "WhyDropped",
]


def shown_wrongly(widget: QWidget) -> set[str]:
    """What would take a user's text for HTML, or one of its letters for a shortcut."""
    found = {
        f"label {label.text()!r} in {type(label.parent()).__name__}"
        for label in widget.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText
    }
    found |= {type(area).__name__ for area in widget.findChildren(QTextEdit)}
    for one in [widget, *widget.findChildren(QWidget)]:
        said = one.toolTip()
        if Qt.mightBeRichText(said) and "<img" in said:
            found.add(f"tip {said!r} of {type(one).__name__}")
    texts = [one.text() for one in widget.findChildren(QAbstractButton)]
    texts += [one.text() for one in widget.findChildren(QAction)]
    found |= {f"button {text!r}" for text in texts if "&Co" in text.replace("&&", "")}
    return found


class Walk:
    """Runs what is offered, looks at every dialog that opens, and closes it again."""

    def __init__(self, pane: TodayPane) -> None:
        self.pane = pane
        self.wrong: set[str] = set()
        self.seen: set[str] = set()

    def run(self, act: Callable[[], object]) -> None:
        act()
        for _depth in range(3):
            QApplication.processEvents()
            opened = self.dialogs()
            self.wrong |= {one for dialog in opened for one in shown_wrongly(dialog)}
            self.seen |= {type(dialog).__name__ for dialog in opened}
        for one in self.dialogs():
            one.close()
        for menu in self.pane.window().findChildren(QMenu):
            menu.close()
        self.pane.desk.look_at(None)

    def dialogs(self) -> list[Dialog]:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog)]
        found += self.pane.window().findChildren(Dialog)
        return [one for one in found if one.isVisible()]

    def entries(self, rows: Sequence[Row]) -> Iterator[tuple[str, Callable[[], object]]]:
        """What the lines and their menus offer, each kind of it once."""
        known: set[str] = set()
        for row in [row for row in rows if row.isVisible()]:
            kind = type(row).__name__
            offered: list[tuple[str, Any]] = [*row.entries()]
            if isinstance(row, Line) and row.shown is not None:
                offered.append((f"open {row.shown.said.pill}", row.shown.open))
                offered += [(f"key {key}", run) for key, run in row.shown.keys.items()]
            for text, run in offered:
                said = f"{kind} {text.split(EVIL[:8])[0]}"
                if run is not None and said not in known:
                    known.add(said)
                    yield said, run


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[QUrl]:
    """No dialog of the system opens, and no other program; drafts lie in the test's own folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened: list[QUrl] = []
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    return opened


def test_all_that_today_opens_shows_hostile_texts_literally(
    shut: list[QUrl], full: TodayPane
) -> None:
    plant(full.desk.store, EVIL, full.desk.now() - timedelta(minutes=1))
    full.refresh()
    walk = Walk(full)
    for check in full.checks.checks():
        if check.shown is not None:
            full.checks.unfold(check.shown.item.id)
    for page in ("follow_ups", "news"):
        full.side.show_page(page)
        QApplication.processEvents()
        walk.wrong |= shown_wrongly(full)
        for _said, run in list(walk.entries(full.findChildren(Row))):
            walk.run(run)
    declare_commands()
    for one in [one for one in COMMANDS.values() if one.pane == "today"]:
        if one.available(full):
            walk.run(partial(one.run, full))
    assert full.day is not None
    for event in [hour.event for hour in full.day.agenda.hours if hour.event is not None]:
        walk.run(partial(full.calendars.open_event, event))
    full.evening.wrap_up()
    flow = full.evening.flow
    assert flow is not None
    for place in range(6):
        flow.go(place)
        walk.wrong |= shown_wrongly(flow)
        for _said, run in list(walk.entries(flow.findChildren(Row))):
            walk.run(run)
        for press in flow.findChildren(QAbstractButton):
            if press.isVisible() and press.isEnabled() and press.text() not in MOVING:
                walk.run(press.click)
    assert walk.wrong == set()
    assert walk.seen >= set(WALKED)
