"""The program as it runs, off screen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from salesdesk_app.clock import Clock
from salesdesk_app.ui import theme
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.preferences import Preferences

TODAY = date(2026, 11, 23)


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path) -> Iterator[Desktop]:
    theme.apply("light", qapp)
    desktop = Desktop(qapp, Preferences(tmp_path / "preferences.ini"), Clock(TODAY))
    yield desktop
    if desktop.window is not None:
        desktop.window.close()
        desktop.window.deleteLater()
