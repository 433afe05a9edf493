"""Imports what is on the clipboard: cells copied in a spreadsheet, or files copied in a folder."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.shell import drops
from salesdesk_app.ui.shell.importing import steps
from salesdesk_app.ui.shell.importing.flow import begin, begin_import

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

NOTHING = (
    "There are no cells on the clipboard. Copy them in your spreadsheet program, with their "
    "headings, and paste again."
)


def begin_pasted(window: "Window") -> None:
    """Imports what is on the clipboard; says so where there is nothing to import."""
    held = QGuiApplication.clipboard().mimeData()
    if held is not None and held.hasUrls():
        said = drops.refused(held)
        if said:
            window.toasts.say(Notice(said, "warn"))
        paths = drops.importable(held)
        if paths:
            begin_import(window, paths)
        return
    text = held.text() if held is not None else ""
    if not text.strip():
        window.toasts.say(Notice(NOTHING))
        return
    begin(window, [steps.pasted(text)])
