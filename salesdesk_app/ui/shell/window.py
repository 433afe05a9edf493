"""The window: rail, title row, the panes, status line, and what floats above them."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.commands import COMMANDS, Command
from salesdesk_app.ui.notices import BugReport, Notice
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.front import Front

if TYPE_CHECKING:  # all of these are imported once the front is painted
    from salesdesk_app.services.inbox.dropped import Dropped
    from salesdesk_app.ui.desk import Desk
    from salesdesk_app.ui.desktop import Desktop
    from salesdesk_app.ui.shell.first_start import FirstStart
    from salesdesk_app.ui.shell.importing.flow import ImportFlow
    from salesdesk_app.ui.shell.importing.report import ReportPage
    from salesdesk_app.ui.shell.standing import Standing

STATUS_HEIGHT = 28


class Window(Front):
    """The window of one workspace. Commands without a pane are run on it.

    It is painted before its workspace is open; ``begin`` gives it its ``desk``.
    """

    desk: "Desk"

    def __init__(self, preferences: Preferences, specs: Sequence[PaneSpec]) -> None:
        super().__init__(preferences, specs)
        self.panes: dict[str, Pane] = {}
        self.shown = ""
        self.on_close: Callable[[], None] = lambda: None
        self.desktop: Desktop | None = None
        self._blank = QWidget()
        self.first_start: FirstStart | None = None
        self.importing: ImportFlow | None = None
        self.report: ReportPage | None = None
        self.standing: Standing | None = None

    def begin(self, desk: "Desk") -> None:
        """Take a workspace, and show it."""
        from salesdesk_app.ui.present_only import present_only
        from salesdesk_app.ui.shell import files
        from salesdesk_app.ui.shell.drops import DropHint
        from salesdesk_app.ui.shell.evening_bell import EveningBell
        from salesdesk_app.ui.shell.menus import Actions
        from salesdesk_app.ui.shell.outlet import WindowOutlet
        from salesdesk_app.ui.shell.past_bar import PastBar
        from salesdesk_app.ui.shell.toasts import Toasts
        from salesdesk_app.ui.shell.watch import Watch

        self.desk = desk
        self.on_close = desk.close
        self.setWindowTitle(f"{desk.store.path.name} – SalesDesk")
        self.past = PastBar(desk)
        self.layout_of_parts.put_below_header(self.past)
        self.toasts = Toasts(self, STATUS_HEIGHT)
        self.outlet = WindowOutlet(self)
        self.actions_of_commands = Actions(self, self)
        if sys.platform == "darwin":
            self.rail.menu_button.hide()
            self.setMenuBar(self.actions_of_commands.bar())
        present_only(desk, self.import_button, self.rail.remove_sample)
        self.drop_hint = DropHint(self, self.take_files, self._refuse)
        self.rail.remove_sample.clicked.connect(lambda _on=False: files.remove_sample(self))
        self.status.follow(desk)
        desk.opened.connect(self.go)
        desk.noticed.connect(self.toasts.say)
        desk.working.connect(self.toasts.show_work)
        desk.failed.connect(self.show_bug)
        desk.looked.connect(self._say_day)
        for elsewhere in (desk.looked, desk.wrapping_up):
            elsewhere.connect(self.toasts.leave_the_past)
        self.past.settled.connect(self._to_pane)
        self.watch = Watch(desk, self._new_day, self)
        self.bell = EveningBell(desk, self.preferences, self.wrap_up, self)
        desk.changed.connect(self._ask_standing)
        desk.refresh_labels()
        self._ask_standing()
        self.refresh_status()
        self._opened()

    @property
    def pane(self) -> Pane | None:
        """The pane that is shown."""
        return self.panes.get(self.shown)

    def go(self, pane: str, filter: object = None) -> None:
        """Show a pane, made when it is first shown, with a filter where one is given."""
        shown = self.panes.get(pane) or self._make(pane)
        if filter is not None:
            shown.apply(filter)
            shown.refresh()
        self.shown = pane
        self.stack.setCurrentWidget(shown)
        if shown.spec.outline and self.outline is not None:
            # Whole at once: its widgets are made and laid out behind the outline.
            shown.behind_outline = True
            shown.loaded.connect(lambda: QTimer.singleShot(0, self, self._uncover))
        else:
            self._uncover()
        self.rail.mark(pane)
        self.header.show_buttons(pane)
        self.past.show_pane(travels=shown.travels, as_closed=shown.as_closed)
        self._say_header(shown)
        self.preferences.set_text("pane", pane)
        self.actions_of_commands.pane_changed()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, key: str, page: QWidget, title: str = "", context: str = "") -> None:
        """Show a page that is no pane, such as an import; any pane of the rail leaves it."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.shown = ""
        self.stack.setCurrentWidget(page)
        self._uncover()
        self.rail.mark("")
        self.header.show_buttons(key)
        self.header.show_words(title, context)
        self.actions_of_commands.pane_changed()

    def close_page(self, key: str, page: QWidget) -> None:
        """Let a page go that is done with; what comes in its place is for the caller to show."""
        if self.stack.currentWidget() is page:
            # Else the stack would show some pane for a moment, and that would load.
            self.stack.setCurrentIndex(self.stack.addWidget(self._blank))
        self.stack.removeWidget(page)
        self.header.disown(key)
        page.deleteLater()

    def run(self, command: Command) -> None:
        """Run a command on its target, going to its pane first where that is another."""
        if command.pane is not None and command.pane != self.shown:
            self.go(command.pane)
        target = self._target(command)
        if target is not None and command.available(target):
            command.run(target)

    def on_offer(self, command: Command) -> bool:
        """Whether a command belongs to what is shown or to all of it."""
        return command.pane in (None, self.shown) or (
            command.anywhere and command.pane in self.specs
        )

    def can_run(self, command: Command) -> bool:
        """Whether a command can be run now; one that goes to another pane first can."""
        target = self._target(command)
        return target is None or command.available(target)

    def title_of(self, command: Command) -> str:
        """What a command is called now."""
        target = self._target(command)
        return command.title if target is None else command.title_for(target)

    def is_checked(self, command: Command) -> bool:
        """Whether a command bears a tick."""
        target = self._target(command)
        return command.checked is not None and target is not None and command.checked(target)

    def open_menu(self) -> None:
        """Open the menu under its button."""
        below = self.rail.menu_button
        self.actions_of_commands.menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def open_palette(self) -> None:
        """Open the box to search and to run commands."""
        from salesdesk_app.ui.shell.palette import Palette

        open_already = self.findChild(Palette)
        if open_already is not None:
            open_already.close()
        else:
            Palette(self).open_above()

    def show_bug(self, report: BugReport) -> None:
        """Say once that something went wrong, with a report that can be copied."""
        from salesdesk_app.ui.shell.bug_dialog import BugDialog

        BugDialog(report, self).show()

    def choose_theme(self, choice: theme.Choice) -> None:
        """Put another theme on everything, and keep it on this machine."""
        self.preferences.theme = choice
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(choice, application)

    def go_first(self) -> None:
        """Show the pane that was shown last, or the first one."""
        self.go(self.first_pane())

    def look_back(self) -> None:
        """Ask for a past day to look back at."""
        self.past.ask()

    def undo(self) -> None:
        """Take back the last edit."""
        self.desk.undo()

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Import files, chosen here unless they are given."""
        from salesdesk_app.ui.shell.importing.ways_in import begin_import

        if self.desk.refuses():
            return
        begin_import(self, paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take in files of any kind: mails and calendars go to Today, all others are imported."""
        if not self.desk.refuses():
            from salesdesk_app.services.inbox import dropped

            self.desk.work(dropped.kinds, list(paths), then=self._take_in, doing="Looking at files")

    def import_pasted(self) -> None:
        """Import the cells, or the files, that are on the clipboard."""
        from salesdesk_app.ui.shell.importing.ways_in import begin_pasted

        if self.desk.refuses():
            return
        begin_pasted(self)

    def show_report(self) -> None:
        """Come back to the report of the last import."""
        if self.report is not None:
            self.report.come_back()

    def export_shown(self) -> None:
        """Write what the pane shows into a file that the user names."""
        sheet = None if self.pane is None else self.pane.shown_sheet()
        if sheet is not None:
            self.outlet.export(sheet)

    def open_export(self) -> None:
        """Open the export of all records."""
        from salesdesk_app.ui.shell.export_dialog import ExportDialog

        ExportDialog(self).open()

    def open_settings(self, page: str = "workspace") -> None:
        """Open the settings at a page."""
        from salesdesk_app.ui.shell.settings_dialog import SettingsDialog

        SettingsDialog(self, page).open()

    def open_weekly_report(self) -> None:
        """Open the weekly report."""
        from salesdesk_app.ui.shell.report_dialog import WeeklyReportDialog

        WeeklyReportDialog(self).open()

    def wrap_up(self) -> None:
        """Begin the evening of the day."""
        command = COMMANDS.get("day.wrap_up")
        if command is not None:
            self.run(command)

    def refresh_status(self) -> None:
        """Say anew when the last checked backup was made, and which day it is."""
        from salesdesk_app.ui.shell import standing

        self._say_day()
        path = self.desk.store.path
        self.desk.work(standing.last_backup, path, then=self._say_backup)

    def begin_empty(self) -> None:
        """Leave the first start without bringing anything in."""
        self.preferences.set_text(f"begun/{self.desk.store.path.name}", "yes")
        self.go_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns from the past, where nothing nearer wants it."""
        if event.key() == Qt.Key.Key_Escape and self._is_open and self.past.isVisible():
            self.past.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps size and place, and lets the running write end."""
        self.preferences.set_state("geometry", self.saveGeometry())
        self.preferences.flush()
        if self._is_open:
            self.watch.stop()
            self.bell.stop()
        self.hide()
        self.on_close()
        super().closeEvent(event)

    def _take_in(self, found: "Dropped") -> None:
        if found.mails or found.calendars:
            self.desk.open("today", found)
        if found.others:
            self.import_files(found.others)

    def _refuse(self, said: str) -> None:
        self.toasts.say(Notice(said, "warn"))

    def _to_pane(self) -> None:
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_day(self) -> None:
        self.toasts.leave_the_past()
        self.refresh_status()

    def _say_day(self) -> None:
        self.header.show_day(self.desk.view_day(), past=self.desk.looking_at is not None)

    def _ask_standing(self) -> None:
        from salesdesk_app.ui.shell import standing

        self.desk.ask(standing.standing, then=self._say_standing, topic="standing")

    def _say_standing(self, found: "Standing") -> None:
        before, self.standing = self.standing, found
        self.status.file.setText(found.words(self.desk.store.path))
        self.rail.sample.setVisible(found.sample)
        begun = self.preferences.text(f"begun/{self.desk.store.path.name}") == "yes"
        shown = self.stack.currentWidget()
        # A page that is no pane, such as an import, is left by the user only.
        if found.bare and not begun:
            if (before is None or not before.bare) and (self.shown or shown is None):
                self._show_first_start()
        elif shown in (None, self.first_start):
            self.go_first()

    def _say_backup(self, at: datetime | None) -> None:
        from salesdesk_app.ui.shell import standing

        self.status.say_backup(standing.backup_words(at, self.desk.today()))

    def _show_first_start(self) -> None:
        from salesdesk_app.ui.shell import files
        from salesdesk_app.ui.shell.first_start import FirstStart

        if self.first_start is None:
            self.first_start = FirstStart(
                self.import_files, lambda: files.bring_sample(self), self.begin_empty
            )
        self.show_page("first start", self.first_start)
        self.first_start.import_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, pane: str) -> Pane:
        spec = self.specs[pane]
        made = spec.load()(spec, self.desk, self.preferences)
        self.panes[pane] = made
        self.stack.addWidget(made)
        self.header.adopt(pane, made.header_widgets())
        made.header_changed.connect(lambda: self._say_header(made))
        return made

    def _say_header(self, pane: Pane) -> None:
        if pane.spec.id == self.shown:
            self.header.show_words(pane.title, pane.context)

    def _target(self, command: Command) -> object:
        return self if command.pane is None else self.panes.get(command.pane)
