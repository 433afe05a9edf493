"""A window over a workspace file with real threads, and what it told the user."""

from typing import Any

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk_app.store.models import logged_tables
from salesdesk_app.store.session import Store
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.notices import BugReport, Notice
from salesdesk_app.ui.shell.window import Window

PATIENCE_MS = 20_000


class Walk:
    """A window over a workspace file, and what it told the user."""

    def __init__(self, desktop: Desktop, qtbot: QtBot) -> None:
        assert desktop.window is not None
        self.window: Window = desktop.window
        self.desk = self.window.desk
        self.notices: list[Notice] = []
        self.bugs: list[BugReport] = []
        self.desk.noticed.connect(self.notices.append)
        self.desk.failed.connect(self.bugs.append)
        self._qtbot = qtbot

    def settle(self) -> None:
        """Waits until nothing is asked or written and what is shown is the newest answer."""

        def still() -> bool:
            pane = self.window.pane
            return self.desk.idle and (pane is None or not pane.isVisible() or pane.settled)

        self._qtbot.waitUntil(still, timeout=PATIENCE_MS)
        assert self.bugs == []

    def until(self, condition: Any) -> None:
        """Waits until something is so."""
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)
        self.settle()


def dump(store: Store) -> dict[str, list[Any]]:
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
            for table in logged_tables()
        }
