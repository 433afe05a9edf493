"""The roster as a table; columns give way where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from salesdesk_app.services.team import RosterRow
from salesdesk_app.ui.panes.team.look import may_have_quota
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import ROW_HEIGHT, Table
from salesdesk_app.wording.language import gettext as _

GIVES_WAY = (
    "manager",
    "region",
    "booked",
    "weeks",
    "commitments",
    "week",
    "talk",
    "win_rate",
    "coverage",
)
"""The columns that are hidden where there is no room, the first one first."""


class RosterTable(Table):
    """A table in which digits on a quota start to type it, and other letters search."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self._empty: frozenset[str] = frozenset()
        self.setAccessibleName(_("Team"))
        self.clicked.connect(self._start_on_empty)
        self.rows_model.shown_changed.connect(lambda _shown, _all: self.fit())

    def start_quota(self, row_id: int) -> None:
        """Start to type the quota of a row."""
        self.choose(row_id)
        place = self.rows_model.place_of(row_id)
        if place is not None:
            index = self.rows_model.index(place, self._place("quota"))
            self.setCurrentIndex(index)
            if self.indexWidget(index) is None:  # else one types there already
                self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits type a quota, Delete empties it; the rest is the table's."""
        index = self.currentIndex()
        if index.isValid() and index.column() == self._place("quota"):
            row: RosterRow = self.rows_model.row_at(index)
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.text().isdigit() and may_have_quota(row):
                self._type(index, event.text())
                return
            if event.key() == Qt.Key.Key_Delete and row.quota is not None:
                self.edited.emit(row, "quota", None)
                return
        super().keyPressEvent(event)

    def leave_out(self, empty: frozenset[str]) -> None:
        """Columns that nobody has anything in are not shown."""
        self._empty = empty
        self.fit()

    def fit(self) -> None:
        """Hides columns that have no room; the table is no higher than its rows need."""
        rows = max(1, self.rows_model.rowCount())
        self.setMaximumHeight(self.horizontalHeader().height() + rows * ROW_HEIGHT)
        room = self.viewport().width()
        needed = sum(c.width for c in self.rows_model.columns if c.id not in self._empty)
        for name in GIVES_WAY:
            column = self.rows_model.columns[self._place(name)]
            hide = needed > room
            if hide and name not in self._empty:
                needed -= column.width
            self._hide(self._place(name), hide or name in self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the columns anew."""
        self.fit()
        super().resizeEvent(event)

    def _hide(self, place: int, hide: bool) -> None:
        if self.isColumnHidden(place) != hide:
            self.setColumnHidden(place, hide)

    def _place(self, column_id: str) -> int:
        return next(i for i, c in enumerate(self.rows_model.columns) if c.id == column_id)

    def _type(self, index: QModelIndex, text: str) -> None:
        """Opens the editor with what was typed in place of what stands, as a workbook does."""
        self.edit(index)
        editor = self.viewport().findChild(QLineEdit)
        if editor is not None:
            editor.setText(text)

    def _start_on_empty(self, index: QModelIndex) -> None:
        if index.column() == self._place("quota"):
            row: RosterRow = self.rows_model.row_at(index)
            if row.quota is None and may_have_quota(row):
                self.edit(index)
