"""What tests of the window are given: a desk whose lanes run inline, and a screen."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.clock import Clock
from salesdesk_app.services.verbs import Store
from salesdesk_app.ui import theme
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.window import Window
from tests.ui.gallery import SPECS

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Every test starts in the light theme, without windows of the one before."""
    if not qapp.styleSheet() or theme.tokens() is not theme.LIGHT:
        theme.apply("light", qapp)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    for one in left:
        one.close()
        one.deleteLater()
    assert left == [], "windows that this test left open"


@pytest.fixture
def desk(store: Store, qapp: QApplication) -> Desk:
    """A desk without threads: answers come before ``ask`` and ``do`` return, bugs are raised."""
    return Desk(store, Clock(TODAY), Lanes.inline())


@pytest.fixture
def told(desk: Desk) -> list[Notice]:
    """Every notice of the desk."""
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of this test only."""
    return Preferences(tmp_path / "preferences.ini")


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Shows a widget off screen at a size, laid out, filled and painted."""

    def show(widget: QWidget, width: int = 1184, height: int = 780) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        for _list in range(4):  # that Today fills one after the other
            QApplication.processEvents()
        return widget

    return show


@pytest.fixture
def window(desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]) -> Window:
    """A window of two galleries, the first of them shown."""
    declare_commands()
    preferences.set_text(f"begun/{desk.store.path.name}", "yes")
    made = open_window(desk, preferences, SPECS)
    made.on_close = lambda: None
    made.go("gallery")
    shown(made, 1180, 720)
    return made
