"""A table's rows: columns over frozen rows, sorted by several of them, grouped and searched."""

from collections.abc import Callable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.column import Column, Editor, Kind
from salesdesk_app.ui.widgets.groups import Group, Grouping, headed
from salesdesk_app.ui.widgets.records import Records, Span
from salesdesk_app.ui.widgets.sieve import FILTER, ORDER, ROWS, Passed, Sieve, Sorting
from salesdesk_app.ui.widgets.slices import Slices
from salesdesk_app.wording.phrases import one_line

__all__ = ["COLUMN", "ROW", "Column", "Editor", "Index", "Kind", "RowsModel", "Sorting"]

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1
NO_INDEX = QModelIndex()
PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITABLE = PLAIN | Qt.ItemFlag.ItemIsEditable
AT_ONCE = 3_000  # more rows are sorted and searched in slices, between which the window lives
TEXTS = 50_000  # so many texts of cells are kept ready
MARKS = "¹²³⁴⁵⁶⁷⁸⁹"


class RowsModel(QAbstractTableModel):
    """Rows that carry an ``id``. ``set_rows`` is the only way in; edits go out by ``edited``."""

    edited = Signal(object, str, object)  # row, id of the column, new value
    shown_changed = Signal(int, int)  # rows shown, rows there are
    sorted_anew = Signal()

    def __init__(
        self, columns: Sequence[Column], search: Callable[[Any], str] | None = None
    ) -> None:
        """``search`` gives a row's search line in lower case; made ready by the question where
        rows are many, and out of the texts of all columns where it is not given.
        """
        super().__init__()
        self.columns = tuple(columns)
        self.held: Callable[[], bool] = lambda: False  # whether rows must stay where they stand
        self._sieve = Sieve(lambda: self.columns, search or self._line, ready=search is not None)
        self._passed = Records()
        self._spans: Sequence[Span] = ()
        self._heads: list[int] = []  # the places of the heads of groups
        self._shown: Sequence[Any] = ()
        self._ids: Sequence[Any] = ()
        self._waiting: Passed | None = None
        self._places: dict[Any, int] | None = None
        self._texts: dict[tuple[Any, int], str] = {}
        self._closed: set[Any] = set()
        self._said: dict[Any, str] = {}
        self._work = Slices(self)

    @property
    def sorting(self) -> Sorting:
        """What the rows are sorted by."""
        return self._sieve.sorting

    @property
    def grouping(self) -> Grouping | None:
        """What the rows are grouped by, if anything."""
        return self._sieve.grouping

    @property
    def settled(self) -> bool:
        """Whether what is shown is the newest rows, sorted and narrowed as was asked."""
        return not self._work.busy and self._waiting is None

    @property
    def narrowed(self) -> bool:
        """Whether only some of the rows are asked for."""
        return bool(self._sieve.words) or self._sieve.keep is not None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows. Where the same records stand in the same order only what differs is
        repainted; the view keeps selection and scroll by id either way.
        """
        self._sieve.coming = rows
        self._renew(ROWS)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows; sorted by one that stays, they keep their order."""
        ids = {column.id for column in columns}
        self.beginResetModel()
        self._sieve.sorting = tuple(one for one in self.sorting if one[0] in ids)
        self.columns = tuple(columns)
        self._texts.clear()
        self.endResetModel()

    def set_sorting(self, sorting: Sorting) -> None:
        """Sort by plain values, the first column first; rows without a value come last.

        Equal rows, and all of them where no column is given, stand as they came.
        """
        if sorting != self.sorting:
            self._sieve.sorting = sorting
            self.sorted_anew.emit()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self._renew(ORDER)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column at a place; -1: as they came."""
        descending = order == Qt.SortOrder.DescendingOrder
        self.set_sorting(((self.columns[column].id, descending),) if column >= 0 else ())

    def set_grouping(self, grouping: Grouping | None) -> None:
        """Put rows under heads, the groups in the order of their keys."""
        if grouping is not self.grouping:
            self._sieve.grouping = grouping
            self._closed.clear()
            self._said.clear()
            self._renew(ORDER)

    def set_text(self, text: str) -> None:
        """Show the rows whose search line holds every word."""
        self._sieve.words = text.lower().split()
        self._renew(FILTER)

    def set_keep(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows for which this holds; None for all."""
        self._sieve.keep = keep
        self._renew(FILTER)

    def groups(self) -> list[tuple[Any, Sequence[Any]]]:
        """The keys of the groups and the rows of each, those of closed ones as well."""
        rows = self._passed.rows
        return [(span.key, rows[span.first : span.last]) for span in self._spans]

    def rows_under(self, group: Group) -> Sequence[Any]:
        """The rows of a group."""
        return next((rows for key, rows in self.groups() if key == group.key), ())

    def say_of_groups(self, said: dict[Any, str]) -> None:
        """Say beside the heads what their rows come to."""
        self._said = said
        rows = list(self._shown)
        for place in self._heads:
            rows[place] = rows[place]._replace(said=said.get(rows[place].key, ""))
            self._texts.pop((self._ids[place], 0), None)
        self._shown = rows
        if self._heads:
            last = self.index(self._heads[-1], len(self.columns) - 1)
            self.dataChanged.emit(self.index(self._heads[0], 0), last)

    def close_group(self, key: Any, *, closed: bool) -> None:
        """Hide the rows of a group, or show them again."""
        (self._closed.add if closed else self._closed.discard)(key)
        self._replace((self._passed, self._spans))

    def close_groups(self, *, closed: bool) -> None:
        """Hide the rows of all groups, or show them again."""
        self._closed = {span.key for span in self._spans} if closed else set()
        self._replace((self._passed, self._spans))

    def reveal(self, row_id: Any) -> None:
        """Show the rows of the group that a record is hidden in."""
        passed = self._passed
        if not self._closed or self.place_of(row_id) is not None or row_id not in passed.ids:
            return
        self.close_group(passed.marks[passed.ids.index(row_id)], closed=False)

    def release(self) -> None:
        """Show what had to wait while rows were held."""
        if self._waiting is not None and not self.held():
            self._renewed(self._waiting)

    def row_at(self, index: Index | int) -> Any:
        """The row at a place, or the head of a group."""
        return self._shown[index if isinstance(index, int) else index.row()]

    def ids(self, first: int, last: int) -> Sequence[Any]:
        """The ids of what stands from one place to another, both included."""
        return self._ids[first : last + 1]

    def rows(self) -> Sequence[Any]:
        """The rows that pass, in their order, those of closed groups as well."""
        return self._passed.rows

    def records_of(self, ids: Sequence[Any]) -> list[Any]:
        """Those of these records that pass, in the order of the rows, hidden ones as well."""
        wanted, passed = set(ids), self._passed
        return [row for one, row in zip(passed.ids, passed.rows, strict=True) if one in wanted]

    def place_of(self, row_id: Any) -> int | None:
        """Where a record, or the head of a group, stands now."""
        if self._places is None:
            self._places = dict(zip(self._ids, count()))
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
            return self.text(index.row(), index.column())
        if role in (ROW, COLUMN):
            return row if role == ROW else column
        if isinstance(row, Group):
            return self._said_of(row, role)
        if role == Qt.ItemDataRole.EditRole:
            return None if column.edit is None else column.edit(row)
        return self._explained(index, row, column, role)

    def text(self, place: int, column: int) -> str:
        """The text of a cell, on one line."""
        key = (self._ids[place], column)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > TEXTS:
                self._texts.clear()
            row = self._shown[place]
            said = row.name if isinstance(row, Group) else self.columns[column].text(row)
            found = self._texts[key] = one_line(said)
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Titles of the columns, how they are sorted, and what they mean."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.title}{self._arrow(column.id)}"
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
        column, row = self.columns[index.column()], self._shown[index.row()]
        if isinstance(row, Group):
            return Qt.ItemFlag.ItemIsEnabled
        may = column.editor and (column.may_edit is None or column.may_edit(row))
        return EDITABLE if may else PLAIN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tells ``edited``; the row itself changes when the workspace has it and loads again."""
        column = self.columns[index.column()]
        row = self.row_at(index)
        if role != Qt.ItemDataRole.EditRole or column.edit is None or column.edit(row) == value:
            return False
        self.edited.emit(row, column.id, value)
        return True

    def _arrow(self, column_id: str) -> str:
        for place, (sorted_by_id, descending) in enumerate(self.sorting):
            if sorted_by_id == column_id:
                mark = MARKS[place : place + 1] if len(self.sorting) > 1 else ""
                return f" {'↓' if descending else '↑'}{mark}"
        return ""

    def _explained(self, index: Index, row: Any, column: Column, role: int) -> str | None:
        if role == Qt.ItemDataRole.ToolTipRole:
            explained = column.explain(row) if column.explain else ""
            return tip(explained or self.text(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self.text(index.row(), index.column())}"
        return None

    def _said_of(self, group: Group, role: int) -> str | None:
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{group.name}\n{group.words}")
        return group.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _line(self, row: Any) -> str:
        parts = [c.text(row) for c in self.columns]
        parts += [c.second(row) for c in self.columns if c.second]
        return " ".join(parts).lower()

    def _renew(self, what: int) -> None:
        sieve = self._sieve
        sieve.due = max(sieve.due, what)
        self._work.run(sieve.steps(), self._renewed, at_once=sieve.many <= AT_ONCE)

    def _renewed(self, found: Passed) -> None:
        self._replace(found)
        if self._waiting is None:
            self.shown_changed.emit(len(self._passed.rows), len(self._sieve.all.rows))

    def _replace(self, found: Passed) -> None:
        passed, spans = found
        rows, ids = passed.rows, passed.ids
        heads: list[int] = []
        if self.grouping is not None:
            rows, ids, heads = headed(self.grouping, passed, spans, self._closed, self._said)
        # A row that did not change is often the same object: then nothing has to be compared.
        if len(self._ids) == len(ids) and self._ids == ids:
            (self._passed, self._spans), self._waiting = found, None
            self._heads = heads
            self._repaint(self._shown, rows)
        elif self.held():
            self._waiting = found
        else:
            self.beginResetModel()
            (self._passed, self._spans), self._waiting = found, None
            self._heads = heads
            self._shown, self._ids, self._places = rows, ids, None
            self._texts.clear()
            self.endResetModel()

    def _repaint(self, old: Sequence[Any], rows: Sequence[Any]) -> None:
        others = list(compress(range(len(rows)), map(is_not, old, rows)))
        differ = [place for place in others if old[place] != rows[place]]
        self._shown = rows
        if differ:
            self._texts.clear()
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(differ[0], 0), self.index(differ[-1], last))
