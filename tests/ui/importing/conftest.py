"""What tests of an import in the window are given: a window, files, and the page that is open."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import PaneSpec
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.window import Window

DEALS = """Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date
Fleet telematics,Halden Freight,Priya Nair,Negotiation,84000,18 Dec 2026
Renewal,Corvid Media,Jonas Lind,Proposal,46000,30 Nov 2026
Pilot,Ostara Clinics,Priya Nair,Proposal,n/a,31/02/2027
"""
PEOPLE = "Name,Manager,Region\nPriya Nair,Grace Obi,North\nJonas Lind,Grace Obi,South\n"
SPECS = tuple(
    PaneSpec(name, title, "users", "tests.ui.gallery:GalleryPane")
    for name, title in (("gallery", "Gallery"), ("pipeline", "Pipeline"), ("team", "Team"))
)


@pytest.fixture
def window(desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]) -> Window:
    """A window with three galleries, one of them in the place of the pipeline."""
    declare_commands()
    made = open_window(desk, preferences, SPECS)
    made.on_close = lambda: None
    shown(made, 1180, 720)
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A file of deals, one of them with errors, and a file of people."""
    paths = [tmp_path / "deals.csv", tmp_path / "people.csv"]
    for path, text in zip(paths, (DEALS, PEOPLE), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
