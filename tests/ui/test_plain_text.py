"""What users write is shown literally everywhere: no label guesses whether text is HTML."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTextEdit, QWidget

from salesdesk_app.services import people, sample
from salesdesk_app.services.people import PersonForm
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.about import About
from salesdesk_app.ui.shell.open_window import open_window
from salesdesk_app.ui.shell.report_dialog import WeeklyReportDialog
from salesdesk_app.ui.shell.restore_dialog import RestoreDialog
from salesdesk_app.ui.shell.settings_dialog import SettingsDialog
from salesdesk_app.ui.shell.shortcuts import Shortcuts

UI = Path(__file__).resolve().parents[2] / "salesdesk_app" / "ui"
EVIL = "<img src='file:///etc/passwd'><b>Evil</b> & \x00\u202e Co"


def rich(widget: QWidget) -> list[str]:
    """Labels of a widget that would take text for HTML, and text widgets that take any."""
    found = [
        f"{label.text()!r} in {type(label.parent()).__name__}"
        for label in widget.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText
    ]
    found += [type(area).__name__ for area in widget.findChildren(QTextEdit)]
    return found


def test_no_label_of_the_window_takes_html(
    desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> None:
    sample.fill(desk.store, today=desk.today())
    desk.do(people.add, PersonForm(name="<b>Evil</b> & Co", role="rep"))
    window = open_window(desk, preferences)
    window.on_close = lambda: None
    shown(window, 1180, 720)
    for spec in PANES:
        window.go(spec.id)
        for _name, show in window.panes[spec.id].views():
            show()
    window.toasts.say(Notice(EVIL, "bad", ("Undo", desk.undo)))
    assert rich(window) == []


@pytest.mark.parametrize("dialog", [SettingsDialog, WeeklyReportDialog])
def test_no_label_of_a_dialog_takes_html(
    dialog: Callable[..., QWidget],
    desk: Desk,
    preferences: Preferences,
    shown: Callable[..., QWidget],
) -> None:
    window = open_window(desk, preferences)
    window.on_close = lambda: None
    shown(window)
    made = dialog(window)
    assert rich(made) == []
    for other in (
        About(window, Path(EVIL.replace("\x00", ""))),
        Shortcuts(window),
        RestoreDialog(desk.store.path, window),
    ):
        assert rich(other) == []


def test_labels_come_from_the_factory_only() -> None:
    """A label made by hand says its format in the same file."""
    for file in UI.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "QLabel(" in text.replace("class Elided(QLabel)", "").replace("(QLabel):", ""):
            assert "setTextFormat(Qt.TextFormat.PlainText)" in text, file
        assert QMessageBox.__name__ not in text, f"{file}: use a Dialog"
