"""Where rows go that are handed on: the clipboard, or a file that the user names."""

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from salesdesk_app import paths, wording
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services import exporting
from salesdesk_app.services.exporting import CsvKind
from salesdesk_app.ui.shell import files
from salesdesk_app.ui.widgets import handing
from salesdesk_app.ui.widgets.handing import Ways

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

WORKBOOK = "Excel workbook (*.xlsx)"
FOR_SPREADSHEETS = "CSV for spreadsheets (*.csv)"
FOR_PROGRAMS = "CSV for other programs, texts as they are (*.csv)"
AT_ONCE = 1000  # rows that are made into cells while the user waits for the key to come up
AS_IT_IS = (
    "Its texts are as they are: a spreadsheet program may take one for a formula, "
    "so give it to other programs."
)


class WindowOutlet:
    """The outlet of one window; what takes long is done off the UI thread and can be stopped."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def copy(self, sheet: Sheet, *, headings: bool) -> None:
        """Puts a table on the clipboard as cells; many rows follow a moment later."""
        if len(sheet.rows) <= AT_ONCE:
            handing.copy_now(sheet, headings=headings)
            return

        def done(cells: tuple[str, str]) -> None:
            handing.put_on_clipboard(cells)
            self._window.desk.notice(f"{so_many(len(sheet.rows))} copied", "good")

        self._window.desk.work(
            exporting.clipboard,
            sheet,
            headings=headings,
            doing=f"Copying {so_many(len(sheet.rows))}",
            then=done,
        )

    def export(self, sheet: Sheet) -> None:
        """Lets the user name a file and writes a table into it."""
        name = paths.safe_filename(f"{sheet.title} {self._window.desk.today()}", ".xlsx")
        kinds = (WORKBOOK, FOR_SPREADSHEETS, FOR_PROGRAMS)
        chosen = choose_file(self._window, self._window, "Export what is shown", name, kinds)
        if chosen is not None:
            self.write(sheet, *chosen)

    def save(self, title: str, name: str, ways: Ways) -> None:
        """Lets the user name a file of one of these kinds and writes it off the UI thread.

        A name without an ending that is known gets that of the kind that was chosen.
        """
        kinds = {_ending(kind): kind for kind in ways}
        path, kind = _named(self._window, self._window, title, name, tuple(ways))
        if path is None:
            return
        if path.suffix.lower() not in kinds:
            path = free(path.with_name(path.name + _ending(kind)))
        self._window.desk.work(
            ways[kinds[path.suffix.lower()]],
            path,
            doing=f"Writing {path.name}",
            then=lambda target: files.written(self._window, target, f"{target.name} is written"),
        )

    def write(self, sheet: Sheet, path: Path, csv: CsvKind = "spreadsheets") -> None:
        """Writes a table into a file and says so."""
        self._window.desk.work(
            exporting.write_sheet,
            sheet,
            path,
            csv=csv,
            doing=f"Writing {path.name}",
            then=lambda count: say_written(self._window, path, so_many(count), csv),
        )


def choose_file(
    window: "Window", parent: QWidget, title: str, name: str, kinds: tuple[str, ...]
) -> tuple[Path, CsvKind] | None:
    """The file that the user names, with an ending, and for whom it is if it is a CSV file."""
    path, kind = _named(window, parent, title, name, kinds)
    if path is None:
        return None
    if path.suffix.lower() not in (".xlsx", ".csv"):
        path = free(path.with_name(path.name + (".xlsx" if kind == WORKBOOK else ".csv")))
    return path, "programs" if kind == FOR_PROGRAMS else "spreadsheets"


def _named(
    window: "Window", parent: QWidget, title: str, name: str, kinds: tuple[str, ...]
) -> tuple[Path | None, str]:
    """The file that the user names, and the kind that was chosen; its folder is remembered."""
    start = window.preferences.text("folder") or str(Path.home())
    chosen, kind = QFileDialog.getSaveFileName(
        parent, title, str(Path(start) / name), ";;".join(kinds)
    )
    if not chosen:
        return None, kind
    window.preferences.set_text("folder", str(Path(chosen).parent))
    return Path(chosen), kind


def _ending(kind: str) -> str:
    """``.pdf`` of ``PDF (*.pdf)``."""
    return kind.rpartition("*")[2].strip(") ").lower()


def free(path: Path) -> Path:
    """A path at which nothing stands: nobody was asked whether to replace it."""
    others = (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in count(2))
    return next(one for one in chain([path], others) if not one.exists())


def say_written(window: "Window", path: Path, what: str, csv: CsvKind) -> None:
    """Tells what was written, and offers to open it."""
    said = f"{what} in {path.name}"
    if csv == "programs" and path.suffix.lower() == ".csv":
        said = f"{said}. {AS_IT_IS}"
    files.written(window, path, said)


def so_many(rows: int) -> str:
    """``1 row``, ``1,284 rows``."""
    return "1 row" if rows == 1 else f"{wording.count(rows)} rows"
