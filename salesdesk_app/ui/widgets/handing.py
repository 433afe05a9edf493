"""What tables and boards hand on: their rows as shown, to the clipboard or into a file."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QMimeData, QPoint, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.sheets import Rows, Sheet, SheetColumn
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.rows_model import Column

LETTER = 7  # pixels of a column for a letter of a sheet's column
_LEAST = defaultdict(lambda: 12.0, {"spark": 32.0, "pills": 18.0})
"""Letters that a column has room for at least: what is painted small is said in words."""

Entry = tuple[str, Callable[[], object]]
Ways = Mapping[str, Callable[..., Path]]
"""By a kind of file (``PDF (*.pdf)``) what writes one to a path; it may take a ``tick``."""


@runtime_checkable
class Outlet(Protocol):
    """Where handed rows go: the window has one."""

    def copy(self, sheet: Sheet, *, headings: bool) -> None: ...

    def export(self, sheet: Sheet) -> None: ...

    def save(self, title: str, name: str, ways: "Ways") -> None: ...


def outlet_of(widget: QWidget) -> Outlet | None:
    """The outlet of the window in which a widget stands, or of the one behind its dialog."""
    holder: QWidget | None = widget
    while holder is not None:
        found = getattr(holder, "outlet", None)
        if isinstance(found, Outlet):
            return found
        holder = holder.parentWidget()
    return None


def copy(widget: QWidget, sheet: Sheet, *, headings: bool = False) -> None:
    """Hands a table of a widget to the clipboard, by its outlet where there is one."""
    outlet = outlet_of(widget)
    (copy_now if outlet is None else outlet.copy)(sheet, headings=headings)


def copy_now(sheet: Sheet, *, headings: bool) -> None:
    """Puts a table on the clipboard as cells, before it returns."""
    from salesdesk_app.services import exporting  # imported late: seldom needed

    put_on_clipboard(exporting.clipboard(sheet, headings=headings))


def put_on_clipboard(cells: tuple[str, str]) -> None:
    """Puts text and HTML on the clipboard, of which a program takes what it knows best."""
    data = _mime_data()
    data.setText(cells[0])
    data.setHtml(cells[1])
    QGuiApplication.clipboard().setMimeData(data)


def _mime_data() -> QMimeData:
    """Empty data that C++ made: some clipboards let go of theirs after Python has ended, and what
    Python made would then end the program by a crash.
    """
    model = QStringListModel([""])
    made = model.mimeData([model.index(0)])
    for kind in made.formats():
        made.removeFormat(kind)
    return made


def sheet_of(
    title: str, columns: Sequence[Column], rows: Sequence[Any], total: Any = None
) -> Sheet:
    """Rows under columns as a table; its cells are made when they are asked for."""

    def cells(row: Any) -> tuple[Any, ...]:
        return tuple(column.cell(row) for column in columns)

    heads = tuple(
        SheetColumn(
            column.title or column.id.capitalize(),
            column.value_kind,
            max(_LEAST[column.kind], column.width / LETTER),
        )
        for column in columns
    )
    totals = None if total is None else cells(total)
    return Sheet(title, heads, Rows(tuple(rows), cells), totals)


def entries(outlet: Outlet, chosen: Sheet, whole: Sheet) -> list[Entry]:
    """What a context menu offers for the rows that are chosen, and for all that are shown.

    It begins with a line, for it comes last.
    """
    many = len(chosen.rows) > 1
    sheet = chosen if many else whole
    export = "Export the chosen rows…" if many else "Export these rows…"
    return [
        ("", _nothing),
        ("Copy", lambda: outlet.copy(chosen, headings=False)),
        ("Copy with headings", lambda: outlet.copy(chosen, headings=True)),
        (export, lambda: outlet.export(sheet)),
    ]


def numbers(widget: QWidget, sheet: Sheet | None) -> list[Entry]:
    """What a chart offers: the numbers behind it; nothing where there are none, or no outlet."""
    outlet = outlet_of(widget)
    if outlet is None or sheet is None or not len(sheet.rows):
        return []
    return [
        ("Copy the numbers", lambda: outlet.copy(sheet, headings=True)),
        ("Export the numbers…", lambda: outlet.export(sheet)),
    ]


def offer(widget: QWidget, entries: Callable[[], Sequence[Entry]]) -> None:
    """Lets a right click on a widget offer these, as long as there are any."""

    def show(at: QPoint) -> None:
        offered = entries()
        if offered:
            menu = menu_of(offered, widget)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(widget.mapToGlobal(at))

    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(show)


def _nothing() -> None:
    """A line of a menu does nothing."""
