"""The ways into an import: files that are chosen or given, and what is on the clipboard."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.shell import drops
from salesdesk_app.ui.shell.importing import steps
from salesdesk_app.ui.shell.importing.flow import ImportFlow
from salesdesk_app.ui.shell.importing.steps import Way

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

SHEETS = (
    "Workbooks and tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)",
    "All files (*)",
)
NOTHING = (
    "There are no cells on the clipboard. Copy them in your spreadsheet program, with their "
    "headings, and paste again."
)


def begin_import(window: "Window", paths: Sequence[Path] = ()) -> None:
    """Imports files, asking for them where none are given; goes on with an import that is open."""
    if not paths and window.importing is not None:
        window.importing.show()
        return
    chosen = list(paths)
    if not chosen:
        folder = window.preferences.text("import folder") or str(Path.home())
        names, _kind = QFileDialog.getOpenFileNames(
            window, "Import files", folder, ";;".join(SHEETS)
        )
        chosen = [Path(name) for name in names]
    if not chosen:
        return
    window.preferences.set_text("import folder", str(chosen[0].parent))
    begin(window, [steps.file(path) for path in chosen])


def begin(window: "Window", ways: Sequence[Way]) -> None:
    """Imports what is given; what comes while an import is open is put after it."""
    if window.importing is None:
        window.importing = ImportFlow(window)
    window.importing.add(ways)


def begin_pasted(window: "Window") -> None:
    """Imports what is on the clipboard; says so where there is nothing to import."""
    held = QGuiApplication.clipboard().mimeData()
    if held is not None and held.hasUrls():
        said = drops.refused(held)
        if said:
            window.toasts.say(Notice(said, "warn"))
        paths = drops.importable(held)
        if paths:
            window.take_files(paths)
        return
    text = held.text() if held is not None else ""
    if not text.strip():
        window.toasts.say(Notice(NOTHING))
        return
    begin(window, [steps.pasted(text)])
