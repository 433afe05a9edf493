"""Pictures of every pane, off screen, with everything loaded; and the program around them."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import sample
from salesdesk_app.services.verbs import Store
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.shot import shot

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("look", "filled"), [("light", True), ("dark", False)])
def test_every_pane_is_painted_whole(store: Store, tmp_path: Path, look: str, filled: bool) -> None:
    if filled:
        sample.fill(store, today=TODAY)
    files = shot(tmp_path / "pictures", store.path, look, (1180, 720), TODAY)  # type: ignore[arg-type]  # one of two words
    names = {file.stem for file in files}
    assert {spec.id for spec in PANES} <= names
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1180, 720)
        ground = picture.pixelColor(600, 20).lightness()
        assert ground > 200 if look == "light" else ground < 60
        colours = {picture.pixel(x, y) for x in range(220, 1160, 7) for y in range(60, 680, 7)}
        assert len(colours) > 3


def test_a_file_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    picture = tmp_path / "photo.db"
    picture.write_bytes(b"\x89PNG\r\n" + bytes(200))
    before = picture.read_bytes()
    with pytest.raises(Problem):
        shot(tmp_path / "pictures", picture, "light", (1180, 720), TODAY)
    assert picture.read_bytes() == before


def test_the_window_below_does_not_bring_a_plotting_library() -> None:
    """What the first pane does not need is not imported at the start."""
    code = (
        "import sys, salesdesk_app.ui.shell.open_window as o; o.declare_commands();"
        "heavy = {'pyqtgraph', 'numpy', 'openpyxl', 'holidays', 'python_calamine'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
