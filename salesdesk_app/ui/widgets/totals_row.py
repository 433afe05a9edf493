"""A row of totals that stands below a table, its columns always those of the table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import ROW_HEIGHT, Table


class TotalsRow(Table):
    """One row that stands below another table, its columns always those of the other."""

    def __init__(self, columns: Sequence[Column], above: Table) -> None:
        super().__init__(columns)
        self._above = above
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.hide()
        above.horizontalHeader().sectionResized.connect(self._follow)
        above.horizontalHeader().geometriesChanged.connect(self._follow)

    def _follow(self, *_of: int) -> None:
        for place in range(len(self.rows_model.columns)):
            hidden = self._above.isColumnHidden(place)
            if self.isColumnHidden(place) != hidden:
                self.setColumnHidden(place, hidden)
            if not hidden:
                self.setColumnWidth(place, self._above.columnWidth(place))
