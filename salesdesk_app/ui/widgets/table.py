"""A table as the design has it: no grid, calm head, keyboard throughout, selection that stays."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import (
    QItemSelectionModel,
    QMetaMethod,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)

from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets import handing, selected
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.cells import Cells
from salesdesk_app.ui.widgets.groups import Group, Grouping
from salesdesk_app.ui.widgets.head import Head
from salesdesk_app.ui.widgets.rows_model import Column, Index, RowsModel
from salesdesk_app.ui.widgets.ticks import Ticks

ROW_HEIGHT = 38


class Table(QTableView):
    """Shows rows by columns. Enter or a double click opens, typing searches, Esc closes."""

    chosen = Signal(object)  # id of the current row, or None
    opened = Signal(object)  # id of the row to open
    edited = Signal(object, str, object)  # row, id of the column, new value
    escaped = Signal()
    picked = Signal()  # other rows are selected
    typed = Signal(str)  # a letter, where no search field is bound
    refused = Signal(str)  # why what was typed is not kept

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        search: Callable[[Any], str] | None = None,
        typing: Literal["search", "edit"] = "search",
        row_height: int = ROW_HEIGHT,
        ticks: bool = False,
    ) -> None:
        """``typing`` says whether letters go to the search field or start to edit the cell.

        ``ticks`` puts a box before each row, ticked where it is selected.
        """
        super().__init__()
        self.rows_model = RowsModel(columns, search)
        self.menu_for: Callable[[Any], Sequence[tuple[str, Callable[[], object]]]] | None = None
        self.subject = ""  # what the rows are, for the name of a file
        self.out_columns: Sequence[Column] | None = None  # where a cell shows more than a value
        self.total: Callable[[], Any] | None = None  # the row that stands below all others
        self._search_field: QLineEdit | None = None
        self._typing = typing
        self._told: Any = None
        self._kept: tuple[selected.Kept, int] = (selected.Kept(), 0)
        self.head = Head(self, self.rows_model)
        self._dress(row_height)
        cells = Cells(self, self.rows_model, row_height)
        cells.refused.connect(self._refuse)
        self.setItemDelegate(cells)
        side = Ticks(self, self.rows_model, row_height) if ticks else None
        if side is not None:
            self.setVerticalHeader(side)
        self.setModel(self.rows_model)
        # To draw a head Qt would look at every row of its column, whether all are selected.
        self.head.setSelectionModel(QItemSelectionModel(self.rows_model, self))
        if side is not None:
            side.watch()
        self._size_columns(columns)
        self.rows_model.held = self._is_editing
        self.rows_model.edited.connect(self.edited)
        self.rows_model.modelAboutToBeReset.connect(self._keep)
        self.rows_model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.picked.emit())

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; selection and scroll stay with the records."""
        self.rows_model.set_rows(rows)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; which of them are hidden is for the caller to say anew.

        Widths that the user gave stay where the columns are the same.
        """
        before = [column.id for column in self.rows_model.columns]
        self.rows_model.set_columns(columns)
        if before != [column.id for column in columns]:
            self._size_columns(columns)
        self.head.show_sorting()

    def set_keep(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows for which this holds, beside what the search field says."""
        self.rows_model.set_keep(keep)

    def sort_by(self, column_id: str, *, descending: bool = False) -> None:
        """Sort by a column; the head shows it."""
        self.rows_model.set_sorting(((column_id, descending),))

    def sort_as_clicked(self, place: int, *, added: bool) -> None:
        """Sort as a click on the head of the column at a place does, with ``added`` with Shift."""
        self.head.click(place, added=added)

    def setSortingEnabled(self, enable: bool) -> None:
        """Whether a click on a head sorts."""
        self.head.sorts = enable

    def group_by(self, grouping: Grouping | None) -> None:
        """Put the rows under heads, or under none."""
        self.rows_model.set_grouping(grouping)

    def search_in(self, field: QLineEdit) -> None:
        """Bind a search field: it filters as one types, and takes what is typed on the table."""
        self._search_field = field
        field.textChanged.connect(self.rows_model.set_text)

    def current_id(self) -> Any:
        """The id of the current row, or None."""
        return self._id_of(self.currentIndex())

    def selected_ids(self) -> list[Any]:
        """The ids of all selected rows, in their order."""
        return [row.id for row in self.selected_rows()]

    def selected_rows(self) -> list[Any]:
        """The selected rows in their order; the heads of groups are none."""
        rows = map(self.rows_model.row_at, selected.places_of(self.selectionModel()))
        return [row for row in rows if not isinstance(row, Group)]

    def choose(self, row_id: Any) -> None:
        """Make a record the current row and bring it into sight."""
        self.rows_model.reveal(row_id)
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
        now = self._id_of(current)
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
        if self._group_key(event):
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
        typed = event.text()
        if plain and typed.isprintable() and typed.strip() and self._search(typed):
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edits an editable cell, opens the row otherwise."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            if self._id_of(index) is not None:
                self.opened.emit(self._id_of(index))
            return
        super().mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head of a group opens or closes it."""
        index = self.indexAt(event.position().toPoint())
        row = self.rows_model.row_at(index) if index.isValid() else None
        if isinstance(row, Group) and event.button() == Qt.MouseButton.LeftButton:
            self.rows_model.close_group(row.key, closed=not row.closed)
            return
        super().mousePressEvent(event)

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
        rows = self.selected_rows()
        if rows:
            handing.copy(self, self.sheet(rows))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Rows that came while a cell was edited are shown once it is not any more.

        Not at once: Qt also closes an editor while it goes to another cell, and goes on there.
        """
        super().closeEditor(editor, hint)
        QTimer.singleShot(0, self, self.rows_model.release)

    def sheet(self, rows: Sequence[Any] | None = None) -> Sheet:
        """These rows, or all with their total, in the columns and in the order that are shown."""
        columns = [self.rows_model.columns[at] for at in self.shown_places()]
        grouping = self.rows_model.grouping
        if grouping is not None and grouping.id not in [column.id for column in columns]:
            columns.insert(0, Column(grouping.id, grouping.title, grouping.name))
        total = self.total() if rows is None and self.total is not None else None
        return handing.sheet_of(
            self.subject or self.accessibleName() or "Rows",
            self.out_columns or columns,
            self.rows_model.rows() if rows is None else rows,
            total,
        )

    def shown_places(self) -> list[int]:
        """The places of the columns that are shown, from left to right."""
        places = (self.head.logicalIndex(place) for place in range(self.head.count()))
        return [place for place in places if not self.isColumnHidden(place)]

    def _id_of(self, index: Index) -> Any:
        """The id of the record at an index; None for the head of a group, and for nothing."""
        row = self.rows_model.row_at(index) if index.isValid() else None
        return None if row is None or isinstance(row, Group) else row.id

    def _refuse(self, why: str) -> None:
        """Says why what was typed is not kept: as its owner likes, else beside the cell."""
        if self.isSignalConnected(QMetaMethod.fromSignal(self.refused)):
            self.refused.emit(why)
        else:
            at = self.visualRect(self.currentIndex()).bottomLeft()
            QToolTip.showText(self.viewport().mapToGlobal(at), tip(why), self)

    def _is_editing(self) -> bool:
        return bool(self.state() == QAbstractItemView.State.EditingState)

    def _group_key(self, event: QKeyEvent) -> bool:
        """Right and Left open and close the group whose head is current, Enter and Space either."""
        index = self.currentIndex()
        row = self.rows_model.row_at(index) if index.isValid() else None
        if not isinstance(row, Group) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        keys = Qt.Key
        closed = {keys.Key_Left: True, keys.Key_Right: False}.get(Qt.Key(event.key()))
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            closed = not row.closed
        if closed is None:
            return False
        self.rows_model.close_group(row.key, closed=closed)
        return True

    def _search(self, typed: str) -> bool:
        """Takes a letter as one of the search; False where nobody listens to it."""
        field = self._search_field
        if field and self._typing == "search":
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.setText(field.text() + typed)
            return True
        heard = bool(self.isSignalConnected(QMetaMethod.fromSignal(self.typed)))
        self.typed.emit(typed)
        return heard

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
        self.setHorizontalHeader(self.head)

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
        row = self.rows_model.row_at(index)
        if isinstance(row, Group):
            own = self._group_entries(row)
        else:
            own = [] if self.menu_for is None else list(self.menu_for(row))
        outlet = handing.outlet_of(self)
        if outlet is not None:
            under = self.rows_model.rows_under(row) if isinstance(row, Group) else [row]
            chosen = self.selected_rows() or under
            own += handing.entries(outlet, self.sheet(chosen), self.sheet())
        if not own:
            return
        menu: QMenu = menu_of(own, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    def _group_entries(self, group: Group) -> list[tuple[str, Callable[[], object]]]:
        close, close_all = self.rows_model.close_group, self.rows_model.close_groups
        word = "Expand" if group.closed else "Collapse"
        return [
            (f"{word} this group", lambda: close(group.key, closed=not group.closed)),
            ("Collapse all groups", lambda: close_all(closed=True)),
            ("Expand all groups", lambda: close_all(closed=False)),
        ]

    def _keep(self) -> None:
        kept = selected.kept(self.selectionModel(), self.rows_model)
        self._kept = kept, self.verticalScrollBar().value()

    def _restore(self) -> None:
        kept, scroll = self._kept
        if selected.restore(self.selectionModel(), self.rows_model, kept):
            self.verticalScrollBar().setValue(scroll)
        elif self._told is not None:
            self._told = None
            self.chosen.emit(None)
