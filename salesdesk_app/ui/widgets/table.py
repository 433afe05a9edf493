"""A table as the design has it: no grid, calm head, keyboard throughout, selection that stays."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import QMetaMethod, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
)

from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.ui import fonts
from salesdesk_app.ui.widgets import handing
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.cells import Cells
from salesdesk_app.ui.widgets.rows_model import Column, Index, RowsModel

ROW_HEIGHT = 38


class Table(QTableView):
    """Shows rows by columns. Enter or a double click opens, typing searches, Esc closes."""

    chosen = Signal(object)  # id of the current row, or None
    opened = Signal(object)  # id of the row to open
    edited = Signal(object, str, object)  # row, id of the column, new value
    escaped = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        search: Callable[[Any], str] | None = None,
        typing: Literal["search", "edit"] = "search",
        row_height: int = ROW_HEIGHT,
    ) -> None:
        """``typing`` says whether letters go to the search field or start to edit the cell."""
        super().__init__()
        self.rows_model = RowsModel(columns, search)
        self.menu_for: Callable[[Any], Sequence[tuple[str, Callable[[], object]]]] | None = None
        self.subject = ""  # what the rows are, for the name of a file
        self.out_columns: Sequence[Column] | None = None  # where a cell shows more than a value
        self.total: Callable[[], Any] | None = None  # the row that stands below all others
        self._search_field: QLineEdit | None = None
        self._typing = typing
        self._told: Any = None
        self._kept: tuple[Any, list[Any], int] = (None, [], 0)
        self._dress(row_height)
        self.setItemDelegate(Cells(self, row_height))
        self.setModel(self.rows_model)
        self._size_columns(columns)
        self.rows_model.edited.connect(self.edited)
        self.rows_model.modelAboutToBeReset.connect(self._keep)
        self.rows_model.modelReset.connect(self._restore)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; selection and scroll stay with the records."""
        self.rows_model.set_rows(rows)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; which of them are hidden is for the caller to say anew.

        Widths that the user gave stay where the columns are the same.
        """
        head = self.horizontalHeader()
        before = [column.id for column in self.rows_model.columns]
        self.rows_model.set_columns(columns)
        if before != [column.id for column in columns]:
            self._size_columns(columns)
        if head.sortIndicatorSection() != self.rows_model.sorted_by:
            head.setSortIndicator(self.rows_model.sorted_by, head.sortIndicatorOrder())

    def set_keep(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows for which this holds, beside what the search field says."""
        self.rows_model.set_keep(keep)

    def sort_by(self, column_id: str, *, descending: bool = False) -> None:
        """Sort by a column; the head shows it."""
        place = next(i for i, c in enumerate(self.rows_model.columns) if c.id == column_id)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(place, order)

    def search_in(self, field: QLineEdit) -> None:
        """Bind a search field: it filters as one types, and takes what is typed on the table."""
        self._search_field = field
        field.textChanged.connect(self.rows_model.set_text)

    def current_id(self) -> Any:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return self.rows_model.row_at(index).id if index.isValid() else None

    def selected_ids(self) -> list[Any]:
        """The ids of all selected rows, in their order."""
        return [row.id for row in self._chosen_rows()]

    def choose(self, row_id: Any) -> None:
        """Make a record the current row and bring it into sight."""
        place = self.rows_model.place_of(row_id)
        if place is not None:
            column = max(0, self.currentIndex().column())
            index = self.rows_model.index(place, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells ``chosen`` when another record is current."""
        super().currentChanged(current, previous)
        # The painted mark of the row spans its cells.
        self.viewport().update()
        now = self.rows_model.row_at(current).id if current.isValid() else None
        if now != self._told:
            self._told = now
            self.chosen.emit(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc closes, letters search; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if self.state() == QAbstractItemView.State.EditingState:
            # Enter in an editor keeps what was typed; it opens nothing.
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id() is not None:
                self.opened.emit(self.current_id())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._escape())
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        field = self._search_field
        typed = event.text()
        if field and self._typing == "search" and plain and typed.isprintable() and typed.strip():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.setText(field.text() + typed)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edits an editable cell, opens the row otherwise."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.rows_model.row_at(index).id)
            return
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """One click is enough for a cell that looks like a list of choices."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        if self.rows_model.columns[index.column()].kind == "choice":
            self.edit(index)
            editor = self.indexWidget(index)
            if isinstance(editor, QComboBox):
                editor.showPopup()

    def copy(self) -> None:
        """Puts the chosen rows on the clipboard as cells, without headings as spreadsheets do."""
        rows = self._chosen_rows()
        if rows:
            handing.copy(self, self.sheet(rows))

    def sheet(self, rows: Sequence[Any] | None = None) -> Sheet:
        """These rows, or all with their total, in the columns and in the order that are shown."""
        head = self.horizontalHeader()
        shown = [head.logicalIndex(place) for place in range(head.count())]
        columns = [self.rows_model.columns[at] for at in shown if not self.isColumnHidden(at)]
        total = self.total() if rows is None and self.total is not None else None
        return handing.sheet_of(
            self.subject or self.accessibleName() or "Rows",
            self.out_columns or columns,
            self.rows_model.rows() if rows is None else rows,
            total,
        )

    def _chosen_rows(self) -> list[Any]:
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row_at(place) for place in places]

    def _escape(self) -> bool:
        """Ends the search, or tells; False where nobody listens, so that a dialog may close."""
        if self._search_field is not None and self._search_field.text():
            self._search_field.clear()
            return True
        heard = bool(self.isSignalConnected(QMetaMethod.fromSignal(self.escaped)))
        self.escaped.emit()
        return heard

    def _dress(self, row_height: int) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        chosen = triggers.EditKeyPressed | triggers.DoubleClicked
        if self._typing == "edit":
            chosen |= triggers.AnyKeyPressed
        self.setEditTriggers(chosen)
        self.setFont(fonts.font("body"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(row_height)
        side.setDefaultSectionSize(row_height)
        head = self.horizontalHeader()
        head.setFont(fonts.font("label-strong"))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setFixedHeight(32)
        head.setMinimumSectionSize(40)
        # Set before sorting is turned on: the rows start in the order in which they are given.
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _size_columns(self, columns: Sequence[Column]) -> None:
        head = self.horizontalHeader()
        for place, column in enumerate(columns):
            head.resizeSection(place, column.width)
            modes = QHeaderView.ResizeMode
            head.setSectionResizeMode(place, modes.Stretch if column.stretch else modes.Interactive)

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        own = [] if self.menu_for is None else list(self.menu_for(self.rows_model.row_at(index)))
        outlet = handing.outlet_of(self)
        if outlet is not None:
            chosen = self._chosen_rows() or [self.rows_model.row_at(index)]
            own += handing.entries(outlet, self.sheet(chosen), self.sheet())
        if not own:
            return
        menu: QMenu = menu_of(own, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    def _keep(self) -> None:
        self._kept = (self.current_id(), self.selected_ids(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        current, selected, scroll = self._kept
        place = self.rows_model.place_of(current) if current is not None else None
        if place is None:
            if self._told is not None:
                self._told = None
                self.chosen.emit(None)
            return
        flag = self.selectionModel().SelectionFlag
        index = self.rows_model.index(place, 0)
        self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
        for row_id in selected[:1000]:
            found = self.rows_model.place_of(row_id)
            if found is not None:
                here = self.rows_model.index(found, 0)
                self.selectionModel().select(here, flag.Select | flag.Rows)
        self.verticalScrollBar().setValue(scroll)
