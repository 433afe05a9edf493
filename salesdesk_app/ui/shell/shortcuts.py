"""The sheet of shortcuts, derived from the declared commands."""

from PySide6.QtWidgets import QGridLayout, QWidget

from salesdesk_app.ui.commands import COMMANDS, MENUS
from salesdesk_app.ui.widgets.card import boxed, scrolled
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import label

LISTS = (
    ("Enter", "Open what is chosen"),
    ("Esc", "Close, or empty the search"),
    ("Letters", "Search a list"),
    ("F2", "Edit a cell"),
    ("Space", "Tick an item of the day"),
    ("S", "Skip an item of the day, with a reason"),
    ("Ctrl+↑ Ctrl+↓", "Move an item of the day"),
    ("Ctrl+← Ctrl+→", "Move a card to the next stage"),
    ("Ctrl+C", "Copy the chosen rows"),
)


class Shortcuts(Dialog):
    """Every command that has a key, by menu, and the keys of lists."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Keyboard shortcuts", parent, width=560)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for menu in MENUS:
            found = [c for c in COMMANDS.values() if c.menu == menu and c.key]
            self._section(grid, menu, [(c.key, c.title) for c in found])
        self._section(grid, "Lists, tables and the board", list(LISTS))
        inner = boxed(grid)
        area = scrolled(inner)
        area.setMinimumHeight(420)
        self.body.addWidget(area)
        self.add_button("Close", self.close, "primary")

    def _section(self, grid: QGridLayout, title: str, lines: list[tuple[str, str]]) -> None:
        if not lines:
            return
        place = grid.rowCount()
        grid.addWidget(label(title, "heading"), place, 0, 1, 2)
        for offset, (key, text) in enumerate(lines, start=1):
            grid.addWidget(label(text), place + offset, 0)
            grid.addWidget(Pill(key), place + offset, 1)
