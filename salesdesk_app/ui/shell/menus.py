"""Menus and shortcuts, derived from the declared commands; nothing is declared here."""

from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from salesdesk_app.ui import fonts
from salesdesk_app.ui.commands import COMMANDS, MENUS, Command
from salesdesk_app.ui.format import literal

# Where macOS wants some commands to stand; without a role Qt guesses by the words of the titles.
ROLES = {
    "help.about": QAction.MenuRole.AboutRole,
    "file.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
}


class Runner(Protocol):
    """What runs commands: the window."""

    def run(self, command: Command) -> None: ...

    def on_offer(self, command: Command) -> bool: ...

    def title_of(self, command: Command) -> str: ...

    def can_run(self, command: Command) -> bool: ...

    def is_checked(self, command: Command) -> bool: ...


class Actions:
    """One Qt action a command; they carry the shortcuts and stand in the menus."""

    def __init__(self, window: QWidget, runner: Runner) -> None:
        self._runner = runner
        self._window = window
        self.actions: dict[str, QAction] = {}
        self.menu = QMenu(window)
        self.menu.setFont(fonts.font("body"))
        self.menu.aboutToShow.connect(self.refresh)
        self.menu.aboutToHide.connect(self.pane_changed)
        self._menus: list[QMenu] = []
        for command in COMMANDS.values():
            self._add(command)
        self._fill(self.menu)

    def bar(self) -> QMenuBar:
        """The same menus as a bar, for systems where every program has one."""
        made = QMenuBar(self._window)
        for menu in self._fill(made):
            menu.aboutToShow.connect(self.refresh)
            menu.aboutToHide.connect(self.pane_changed)
        return made

    def refresh(self) -> None:
        """Bring names, ticks and what is possible up to date."""
        for command_id, action in self.actions.items():
            command = COMMANDS[command_id]
            on_offer = self._runner.on_offer(command)
            action.setEnabled(on_offer and self._runner.can_run(command))
            action.setVisible(on_offer)
            action.setText(literal(self._runner.title_of(command)))
            if command.checked is not None:
                action.setChecked(self._runner.is_checked(command))
        self._hide_empty()

    def pane_changed(self) -> None:
        """Let only the shown pane's shortcuts work; ``when`` is asked as a command is run."""
        for command_id, action in self.actions.items():
            on_offer = self._runner.on_offer(COMMANDS[command_id])
            action.setVisible(on_offer)
            action.setEnabled(on_offer)
        self._hide_empty()

    def _add(self, command: Command) -> None:
        action = QAction(literal(command.title), self._window)
        if command.key:
            action.setShortcut(QKeySequence(command.key))
        action.setCheckable(command.checked is not None)
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.NoRole))
        action.triggered.connect(lambda _on=False: self._runner.run(command))
        self.actions[command.id] = action
        self._window.addAction(action)

    def _hide_empty(self) -> None:
        for menu in self._menus:
            held = (action for action in menu.actions() if not action.isSeparator())
            menu.menuAction().setVisible(any(action.isVisible() for action in held))

    def _fill(self, holder: QMenu | QMenuBar) -> list[QMenu]:
        made: list[QMenu] = []
        for name in MENUS:
            found = [c for c in COMMANDS.values() if c.menu == name]
            if not found:
                continue
            menu = holder.addMenu(name)
            menu.setFont(fonts.font("body"))
            made.append(menu)
            group = None
            for command in sorted(found, key=lambda c: c.group):
                if group is not None and command.group != group:
                    menu.addSeparator()
                group = command.group
                menu.addAction(self.actions[command.id])
        self._menus += made
        return made
