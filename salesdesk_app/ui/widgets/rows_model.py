"""A table's rows: columns over frozen rows, sorted natively, searched by one line each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from salesdesk_app.domain import sheets
from salesdesk_app.ui.format import one_line, tip
from salesdesk_app.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["text", "number", "person", "pills", "bar", "spark", "check", "choice"]
Editor = Literal["text", "money", "decimal", "date", "choice", "number"]

ROW = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1
NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class Column:
    """A column: how a row's text reads and sorts, and how its cell looks.

    ``sort_key`` gives plain values; None sorts last in both directions, and without a key the
    text sorts. ``data`` is what the cell paints beside the text: pills ``((text, tone), ...)``,
    a ``Bar``, small bars ``(1, 5, 3)``, or a bool. ``second`` is muted text after the first.
    ``edit`` gives the value that ``editor`` starts from (a ``Decimal``, a ``date``, a key of
    ``choices``, a text, or None), for rows for which ``may_edit`` holds. ``value`` is what goes
    out to a file or the clipboard, of the ``value_kind``, where that is not the text.
    """

    id: str
    title: str
    text: Callable[[Any], str]
    kind: Kind = "text"
    sort_key: Callable[[Any], Any] | None = None
    width: int = 120
    stretch: bool = False
    strong: bool = False
    second: Callable[[Any], str] | None = None
    data: Callable[[Any], Any] | None = None
    tone: Callable[[Any], Tone] | None = None
    explain: Callable[[Any], str] | None = None
    heading_explain: str = ""
    editor: Editor | None = None
    edit: Callable[[Any], Any] | None = None
    may_edit: Callable[[Any], bool] | None = None
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    value: Callable[[Any], sheets.Cell] | None = None
    value_kind: sheets.Kind = "text"

    @property
    def right(self) -> bool:
        """Whether it stands at the right, as numbers do."""
        return self.kind == "number"

    def cell(self, row: Any) -> sheets.Cell:
        """What goes out for a row: its plain value, or the words that are shown."""
        if self.value is not None:
            return self.value(row)
        words = (self.text(row), self.second(row) if self.second else "")
        return " — ".join(word for word in words if word) or None

    def keys(self, rows: Sequence[Any]) -> list[Any]:
        """What each row is sorted by; None where it has no value and comes last."""
        if self.sort_key is not None:
            return list(map(self.sort_key, rows))
        return [text.casefold() or None for text in map(self.text, rows)]


class RowsModel(QAbstractTableModel):
    """Rows that carry an ``id``. ``set_rows`` is the only way in; edits go out by ``edited``."""

    edited = Signal(object, str, object)  # row, id of the column, new value
    shown_changed = Signal(int, int)  # rows shown, rows there are

    def __init__(
        self, columns: Sequence[Column], search: Callable[[Any], str] | None = None
    ) -> None:
        """``search`` gives a row's search line in lower case; made ready by the question where
        rows are many, and out of the texts of all columns where it is not given.
        """
        super().__init__()
        self.columns = tuple(columns)
        self._search = search or self._line
        self._ready = search is not None
        self._all: list[Any] = []
        self._shown: list[Any] = []
        self._lines: list[str] | None = None
        self._places: dict[Any, int] | None = None
        self._texts: dict[tuple[Any, int], str] = {}
        self._words: list[str] = []
        self._keep: Callable[[Any], bool] | None = None
        self._sort: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows. Where the same records stand in the same order only what differs is
        repainted; the view keeps selection and scroll by id either way.
        """
        self._all = list(rows)
        self._lines = [self._search(row) for row in rows] if self._ready else None
        self._order()
        self._replace(self._filtered())

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows; sorted by one that stays, they keep their order."""
        ids = [column.id for column in columns]
        self.beginResetModel()
        if self._sort is not None:
            sorted_by, descending = self.columns[self._sort[0]].id, self._sort[1]
            self._sort = (ids.index(sorted_by), descending) if sorted_by in ids else None
        self.columns = tuple(columns)
        self._texts.clear()
        self.endResetModel()

    @property
    def sorted_by(self) -> int:
        """The place of the column that the rows are sorted by, or -1."""
        return -1 if self._sort is None else self._sort[0]

    def set_text(self, text: str) -> None:
        """Show the rows whose search line holds every word."""
        self._words = text.lower().split()
        self._replace(self._filtered())

    def set_keep(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows for which this holds; None for all."""
        self._keep = keep
        self._replace(self._filtered())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column's plain values; rows without a value come last. -1: as given."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if wanted == self._sort:
            return  # Qt asks twice; the rows are kept in this order anyway.
        self._sort = wanted
        self._order()
        self._replace(self._filtered())

    def row_at(self, index: Index | int) -> Any:
        """The row at a place."""
        return self._shown[index if isinstance(index, int) else index.row()]

    def rows(self) -> Sequence[Any]:
        """The rows that are shown, in their order."""
        return self._shown

    def place_of(self, row_id: Any) -> int | None:
        """Where a record stands now."""
        if self._places is None:
            self._places = {row.id: place for place, row in enumerate(self._shown)}
        return self._places.get(row_id)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Ready text, the row itself, or what an editor starts from."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role in (ROW, COLUMN):
            return row if role == ROW else column
        if role == Qt.ItemDataRole.EditRole:
            return None if column.edit is None else column.edit(row)
        return self._said(row, column, index.column(), role)

    def _said(self, row: Any, column: Column, place: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.ToolTipRole:
            explained = column.explain(row) if column.explain else ""
            return tip(explained or self._text(row, place))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self._text(row, place)}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Titles of the columns and what they mean."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column.heading_explain:
            return tip(column.heading_explain)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Selectable, and editable where the column and the row allow it."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        if column.editor and (column.may_edit is None or column.may_edit(self.row_at(index))):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tells ``edited``; the row itself changes when the workspace has it and loads again."""
        column = self.columns[index.column()]
        row = self.row_at(index)
        if role != Qt.ItemDataRole.EditRole or column.edit is None or column.edit(row) == value:
            return False
        self.edited.emit(row, column.id, value)
        return True

    def _text(self, row: Any, column: int) -> str:
        key = (row.id, column)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = one_line(self.columns[column].text(row))
        return found

    def _line(self, row: Any) -> str:
        parts = [c.text(row) for c in self.columns]
        parts += [c.second(row) for c in self.columns if c.second]
        return " ".join(parts).lower()

    def _order(self) -> None:
        if self._sort is None:
            return
        column, descending = self.columns[self._sort[0]], self._sort[1]
        keys = column.keys(self._all)
        full = [place for place, key in enumerate(keys) if key is not None]
        full.sort(key=keys.__getitem__, reverse=descending)
        order = full + [place for place, key in enumerate(keys) if key is None]
        self._all = [self._all[place] for place in order]
        if self._lines is not None:
            self._lines = [self._lines[place] for place in order]

    def _filtered(self) -> list[Any]:
        rows = self._all
        if self._words:
            if self._lines is None:
                self._lines = [self._search(row) for row in rows]
            first, *others = self._words
            pairs = [pair for pair in zip(self._lines, rows, strict=True) if first in pair[0]]
            rows = [row for line, row in pairs if all(word in line for word in others)]
        if self._keep is not None:
            rows = [row for row in rows if self._keep(row)]
        return rows

    def _replace(self, rows: list[Any]) -> None:
        old = self._shown
        # A row that did not change is often the same object: then nothing has to be compared.
        same = len(old) == len(rows) and all(
            a is b or a.id == b.id for a, b in zip(old, rows, strict=True)
        )
        if same:
            self._repaint(old, rows)
        else:
            self.beginResetModel()
            self._shown, self._places = rows, None
            self._texts.clear()
            self.endResetModel()
        self.shown_changed.emit(len(self._shown), len(self._all))

    def _repaint(self, old: list[Any], rows: list[Any]) -> None:
        pairs = enumerate(zip(old, rows, strict=True))
        differ = [i for i, (a, b) in pairs if a is not b and a != b]
        self._shown = rows
        if differ:
            self._texts.clear()
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(differ[0], 0), self.index(differ[-1], last))
