"""The window: panes made when first shown, loading when seen, commands, notices, first start."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import sample, settings, stages, workspace
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui import theme
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk, Work
from salesdesk_app.ui.notices import Notice, report
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.bug_dialog import BugDialog
from salesdesk_app.ui.shell.open_window import open_window
from salesdesk_app.ui.shell.settings_dialog import SettingsDialog
from salesdesk_app.ui.shell.standing import backup_words
from salesdesk_app.ui.shell.window import Window
from tests.ui.gallery import SPECS, GalleryPane

Show = Callable[..., QWidget]


def gallery(window: Window) -> GalleryPane:
    pane = window.panes["gallery"]
    assert isinstance(pane, GalleryPane)
    return pane


def test_a_pane_is_made_when_first_shown_and_loads_when_seen(window: Window) -> None:
    assert list(window.panes) == ["gallery"]
    assert gallery(window).loads == 1
    assert gallery(window).settled
    window.go("other")
    assert list(window.panes) == ["gallery", "other"]
    window.go("gallery")
    assert gallery(window).loads == 1


def test_a_write_reloads_what_reads_it_and_a_hidden_pane_waits(window: Window, desk: Desk) -> None:
    desk.changed.emit(frozenset({"person"}))
    assert gallery(window).loads == 1
    desk.changed.emit(frozenset({"deal"}))
    assert gallery(window).loads == 2
    window.go("other")
    desk.changed.emit(frozenset({"deal"}))
    desk.changed.emit(frozenset({"deal"}))
    assert gallery(window).loads == 2
    window.go("gallery")
    assert gallery(window).loads == 3


def test_a_filter_is_applied_before_the_pane_loads(window: Window, desk: Desk) -> None:
    desk.open("gallery", {"owner": 3})
    assert gallery(window).filter == {"owner": 3}
    assert gallery(window).loads == 2


def test_the_header_says_where_one_is(window: Window) -> None:
    assert window.header.title.text() == "Gallery"
    assert window.header.context.text().startswith("Monday 23 November")
    window.go("other")
    assert window.header.title.text() == "Other"


def test_the_status_line_says_what_undo_would_do(window: Window, desk: Desk) -> None:
    assert not window.status.undo.isVisible()
    desk.do(settings.change, fiscal_start_month=4)
    assert window.status.undo.text() == "Undo: Change the settings (Ctrl Z)"
    assert "0 deals" in window.status.file.text()
    window.status.undo.click()
    assert not window.status.undo.isVisible()
    assert desk.redo_label == "Change the settings"


def test_ctrl_z_and_ctrl_y_undo_and_redo(window: Window, desk: Desk, qtbot: QtBot) -> None:
    desk.do(settings.change, fiscal_start_month=4)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (desk.undo_label, desk.redo_label) == (None, "Change the settings")
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert desk.undo_label == "Change the settings"


def test_a_notice_offers_undo_and_only_the_newest_does(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(settings.change, fiscal_start_month=4, notice=True)
    desk.do(settings.change, fiscal_start_month=5, notice=True)
    assert len(window.toasts.toasts) == 1
    window.toasts.focus_newest()
    toast = window.toasts.toasts[0]
    assert toast.action is not None
    assert QApplication.focusWidget() is toast.action
    qtbot.keyClick(toast.action, Qt.Key.Key_Space)
    answers: list[int] = []
    desk.ask(settings.read, then=lambda found: answers.append(found.fiscal_start_month))
    assert answers == [4]


def test_notices_never_pile_up_and_go_by_themselves(window: Window, qtbot: QtBot) -> None:
    for number in range(9):
        window.toasts.say(Notice(f"Notice {number}"))
    assert [toast.notice.text for toast in window.toasts.toasts] == [
        "Notice 6",
        "Notice 7",
        "Notice 8",
    ]
    assert all(toast.height() >= toast.sizeHint().height() for toast in window.toasts.toasts)
    assert window.rect().contains(window.toasts.geometry())
    first = window.toasts.toasts[0]
    assert first.timer.isActive()
    first.timer.timeout.emit()
    assert first not in window.toasts.toasts
    qtbot.keyClick(window.toasts.toasts[0].close_button, Qt.Key.Key_Escape)
    assert len(window.toasts.toasts) == 1


def test_running_work_is_shown_until_it_is_over(window: Window, qtbot: QtBot) -> None:
    work = Work("Importing deals.xlsx", can_stop=True, done=4200, total=8800)
    window.toasts.show_work(work)
    line = window.toasts.works[0]
    assert line.isVisible() and line.height() >= line.sizeHint().height()
    assert line.text.text() == "Importing deals.xlsx · 4,200 of 8,800…"
    qtbot.mouseClick(line.stop, Qt.MouseButton.LeftButton)
    assert work.stopped.is_set()
    assert line.text.text().startswith("Stopping")
    work.over = True
    qtbot.waitUntil(lambda: not window.toasts.works)
    assert not window.toasts.isVisible()


def test_the_theme_is_chosen_live_and_kept(window: Window, qapp: QApplication) -> None:
    window.run(COMMANDS["view.dark"])
    assert theme.tokens() is theme.DARK
    assert window.preferences.theme == "dark"
    assert window.is_checked(COMMANDS["view.dark"])
    theme.apply("light", qapp)


def test_an_empty_workspace_opens_with_the_first_start(
    desk: Desk, preferences: Preferences, shown: Show, qtbot: QtBot
) -> None:
    made = open_window(desk, preferences, SPECS)
    made.on_close = lambda: None
    shown(made)
    first = made.first_start
    assert first is not None and first.isVisible()
    qtbot.mouseClick(first.empty_button, Qt.MouseButton.LeftButton)
    assert made.shown == "gallery"
    again = open_window(desk, preferences, SPECS)
    again.on_close = lambda: None
    shown(again)
    assert again.first_start is None
    assert again.shown == "gallery"
    desk.changed.disconnect()


def test_the_rail_folds_to_icons_in_a_small_window(
    desk: Desk, preferences: Preferences, shown: Show
) -> None:
    preferences.set_text(f"begun/{desk.store.path.name}", "yes")
    made = open_window(desk, preferences, SPECS)
    made.on_close = lambda: None
    shown(made, 1180, 720)
    assert made.rail.brand.isVisible() and not made.import_button.folded
    wide = made.rail.width()
    made.resize(960, 600)
    QApplication.processEvents()
    assert made.rail.width() < wide / 2
    assert not made.rail.brand.isVisible()
    assert made.rail.menu_button.geometry().right() < made.rail.width()
    assert made.import_button.toolTip() == "Import (Ctrl I)"
    made.resize(1180, 720)
    QApplication.processEvents()
    assert made.rail.width() == wide and made.import_button.toolTip() == "Ctrl I"


def test_the_sample_team_comes_and_goes_in_one_step(
    desk: Desk, preferences: Preferences, shown: Show, qtbot: QtBot
) -> None:
    made = open_window(desk, preferences, SPECS)
    made.on_close = lambda: None
    shown(made)
    assert made.first_start is not None
    qtbot.mouseClick(made.first_start.sample_button, Qt.MouseButton.LeftButton)
    assert made.shown == "gallery"
    assert made.rail.sample.isVisible()
    assert made.standing is not None and made.standing.contents.deals > 100
    qtbot.mouseClick(made.rail.remove_sample, Qt.MouseButton.LeftButton)
    assert not made.rail.sample.isVisible()
    assert made.standing.bare
    assert made.toasts.toasts[-1].notice.action is not None
    held: list[bool] = []
    desk.ask(sample.present, then=held.append)
    assert held == [False]


def test_settings_are_changed_as_one_edit(window: Window, desk: Desk, qtbot: QtBot) -> None:
    dialog = SettingsDialog(window)
    qtbot.addWidget(dialog)
    page = dialog.workspace
    page.country.set_value("DE")
    page.fiscal.set_value(4)
    page.days[4].setChecked(False)
    dialog.save()
    found: list[settings.Settings] = []
    desk.ask(settings.read, then=found.append)
    assert (found[0].calendar.country, found[0].fiscal_start_month) == ("DE", 4)
    assert found[0].calendar.workdays == frozenset(range(4))
    desk.undo()
    desk.ask(settings.read, then=found.append)
    assert (found[1].calendar.country, found[1].fiscal_start_month) == (None, 1)


def test_settings_that_cannot_be_are_told_and_stay_open(window: Window, qtbot: QtBot) -> None:
    dialog = SettingsDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    for day in dialog.workspace.days:
        day.setChecked(False)
    dialog.save()
    assert dialog.wrong.text()
    assert dialog.isVisible()


def test_stages_are_added_renamed_ordered_and_removed(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(window, "stages")
    qtbot.addWidget(dialog)
    dialog.show()
    page = dialog.stages
    before = [row.name for row in page.rows]
    page.add()
    assert "New stage" in [row.name for row in page.rows]
    new = next(row for row in page.rows if row.name == "New stage")
    page.table.edited.emit(new, "name", "Legal check")
    page.table.edited.emit(replace(new, name="Legal check"), "probability", 65)
    page.table.choose(new.id)
    page.step(-1)
    names = [row.name for row in page.rows]
    assert names.index("Legal check") < len(names) - 1
    assert next(row for row in page.rows if row.id == new.id).probability == 65
    page.table.choose(new.id)
    page.remove()
    assert [row.name for row in page.rows] == before
    found: list[list[stages.StageRow]] = []
    desk.ask(stages.rows, then=found.append)
    assert [row.name for row in found[0]] == before


def test_a_bug_is_shown_with_a_report_to_copy(window: Window, desk: Desk) -> None:
    try:
        raise LookupError("odd")
    except LookupError as error:
        made = report(error, desk.now(), "looking")
    window.show_bug(made)
    dialog = window.findChild(BugDialog)
    assert dialog is not None
    dialog.copy()
    text = QApplication.clipboard().text()
    assert "LookupError: odd" in text
    assert "While: looking" in text
    dialog.close()


def test_the_last_backup_is_told(desk: Desk) -> None:
    made = workspace.backup(desk.store, at=desk.now(), reason="manual")
    assert backup_words(made.at, date(2026, 11, 23)) == "Backed up 12:00"
    assert backup_words(made.at, date(2026, 11, 24)) == "Backed up 23 Nov"
    assert backup_words(None, date(2026, 11, 24)) == ""


def test_a_new_day_loads_everything_again(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.watch.look()
    assert gallery(window).loads == 1
    window.toasts.say(Notice("It is 16:30", stays=True, of_the_past=True))
    window.watch.look()
    assert len(window.toasts.toasts) == 1
    desk.wrapping_up.emit()
    assert window.toasts.toasts == []  # nor is it offered what one is about
    window.toasts.say(Notice("It is 16:30", stays=True, of_the_past=True))
    monkeypatch.setattr(desk, "today", lambda: date(2026, 11, 24))
    window.watch.look()
    window.watch.look()
    assert gallery(window).loads == 2
    assert window.toasts.toasts == []  # what was offered for yesterday goes with it


def test_what_another_process_writes_is_loaded(window: Window, desk: Desk) -> None:
    window.watch.look()
    desk.do(settings.change, fiscal_start_month=2)
    desk.do(settings.change, fiscal_start_month=3)
    loads = gallery(window).loads
    window.watch.look()
    assert gallery(window).loads == loads
    other = workspace.Store(desk.store.path)
    perform(other, Stamp(desk.now()), settings.change, fiscal_start_month=4)
    other.close()
    window.watch.look()
    assert gallery(window).loads == loads + 1
    assert window.status.undo.text() == "Undo: Change the settings (Ctrl Z)"
    window.watch.look()
    assert gallery(window).loads == loads + 1


def test_a_look_outside_that_fails_says_nothing(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise Problem("workspace.io", name="sales.db", detail="gone")

    monkeypatch.setattr(desk.store, "outside", refuse)
    window.watch.look()
    assert window.toasts.toasts == []


def test_a_pane_whose_question_has_a_problem_tells_it_and_settles(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_session: object) -> None:
        raise Problem("workspace.busy", name="sales.db")

    monkeypatch.setattr(gallery(window), "question", lambda: refuse)
    gallery(window).refresh()
    assert gallery(window).settled
    assert "another SalesDesk window" in window.toasts.toasts[-1].notice.text
    assert gallery(window).loads == 1


def test_the_search_box_says_as_much_as_stands_beside_its_key(window: Window) -> None:
    box = window.header.search
    assert box.text() == "Search or run a command"
    box.resize(150, box.height())
    assert box.text() == "Search"
    assert box.accessibleName() == "Search or run a command"
