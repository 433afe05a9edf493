"""Saves the rows that an import leaves out, to be mended and imported again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from salesdesk_app import paths
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.ui.shell import files
from salesdesk_app.wording.numbers import number_of

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window


def save_rejects(window: "Window", plan: Plan) -> None:
    """Asks where to, and writes the rejected rows with the reason before each."""
    folder = window.preferences.text("folder") or str(Path.home())
    name = paths.safe_filename(f"{Path(plan.table.file).stem} - to mend", ".xlsx")
    chosen, _kind = QFileDialog.getSaveFileName(
        window, "Save the rejected rows", str(Path(folder) / name), "Excel workbook (*.xlsx)"
    )
    if chosen:
        path = Path(chosen)
        window.preferences.set_text("folder", str(path.parent))
        write_rejects(window, plan, path if path.suffix else path.with_suffix(".xlsx"))


def write_rejects(window: "Window", plan: Plan, path: Path) -> None:
    """Writes the rejected rows into a file."""
    window.desk.work(
        importing.write_rejects,
        [plan],
        path,
        doing=f"Writing {path.name}",
        then=lambda count: files.written(
            window, path, f"{number_of(count, 'row is', 'rows are')} in {path.name}"
        ),
    )
