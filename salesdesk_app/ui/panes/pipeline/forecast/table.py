"""The table of the forecast: a click on a figure leads to its deals, a number typed is my call."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.panes.pipeline.forecast.cells import MY_CALL, ForecastCells
from salesdesk_app.ui.panes.pipeline.forecast.columns import (
    GIVES_WAY,
    columns,
    total_columns,
)
from salesdesk_app.ui.panes.pipeline.forecast.look import FIGURES, ForecastLook
from salesdesk_app.ui.widgets.table import ROW_HEIGHT, Table
from salesdesk_app.ui.widgets.totals_row import TotalsRow
from salesdesk_app.wording.language import gettext as _

LEADS = (*FIGURES, "total_in")
"""The columns whose figures have deals behind them."""


class ForecastTable(Table):
    """A line for each rep. ``figure_opened(line, column)`` asks for the deals of a figure."""

    figure_opened = Signal(object, str)

    def __init__(self, look: ForecastLook) -> None:
        super().__init__(columns(look), typing="edit")
        self._look = look
        self._empty: frozenset[str] = frozenset()
        self.setAccessibleName(_("Forecast"))
        self.setItemDelegate(ForecastCells(self, self.rows_model, ROW_HEIGHT))
        self.setMouseTracking(True)
        self.clicked.connect(self._click)
        self.rows_model.shown_changed.connect(lambda _shown, _all: self.fit())

    def show_look(self, empty: frozenset[str]) -> None:
        """Show the columns of the look anew; ``empty`` ones are left out."""
        self._empty = empty
        self.set_columns(columns(self._look))
        self.fit()

    def fit(self) -> None:
        """Hides columns that have no room; the table is no higher than its rows need."""
        rows = max(1, self.rows_model.rowCount())
        high = self.verticalHeader().defaultSectionSize()
        self.setMaximumHeight(self.horizontalHeader().height() + rows * high)
        room = self.viewport().width()
        kept = [c for c in self.rows_model.columns if c.id not in self._empty]
        needed = sum(column.width for column in kept)
        hidden = set(self._empty)
        for name in GIVES_WAY:
            if needed > room and name not in hidden:
                hidden.add(name)
                needed -= next(c.width for c in kept if c.id == name)
        for place, column in enumerate(self.rows_model.columns):
            if self.isColumnHidden(place) != (column.id in hidden):
                self.setColumnHidden(place, column.id in hidden)

    def set_row_height(self, high: int) -> None:
        """Make all rows as high as that many pixels."""
        side = self.verticalHeader()
        if side.defaultSectionSize() != high:
            side.setMinimumSectionSize(high)
            side.setDefaultSectionSize(high)
            self.fit()

    def start_call(self, line_id: int) -> None:
        """Start to type my call of a line."""
        self.choose(line_id)
        place = self.rows_model.place_of(line_id)
        if place is not None:
            index = self.rows_model.index(place, self.place(MY_CALL))
            self.setCurrentIndex(index)
            self.edit(index)

    def place(self, column_id: str) -> int:
        """Where a column stands."""
        return next(i for i, c in enumerate(self.rows_model.columns) if c.id == column_id)

    def current_line(self) -> RepLine | None:
        """The line of the current row."""
        index = self.currentIndex()
        return self.rows_model.row_at(index) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens the deals of a figure, Delete takes my call back, the rest is the table's."""
        line, column = self.current_line(), self._column(self.currentIndex())
        if line is not None and self.state() != self.State.EditingState:
            if event.key() == Qt.Key.Key_Space and column in LEADS:
                self.figure_opened.emit(line, column)
                return
            if event.key() == Qt.Key.Key_Delete and column == MY_CALL and line.manager is not None:
                self.edited.emit(line, MY_CALL, None)
                return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere."""
        super().mouseMoveEvent(event)
        hand = self._column(self.indexAt(event.position().toPoint())) in LEADS
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the columns anew."""
        self.fit()
        super().resizeEvent(event)

    def _column(self, index: QModelIndex) -> str:
        return self.rows_model.columns[index.column()].id if index.isValid() else ""

    def _click(self, index: QModelIndex) -> None:
        column, line = self._column(index), self.rows_model.row_at(index)
        if column in LEADS:
            self.figure_opened.emit(line, column)
        elif column == MY_CALL and self._look.may_call(line):
            self.edit(index)


class TeamRow(TotalsRow):
    """The team's line below the others; its figures lead to their deals as well."""

    figure_opened = Signal(object, str)

    def __init__(self, look: ForecastLook, above: Table) -> None:
        super().__init__(total_columns(look), above)
        self._look = look
        self.setItemDelegate(ForecastCells(self, self.rows_model, ROW_HEIGHT))
        self.setAccessibleName(_("Team"))
        self.clicked.connect(self._click)

    def show_look(self) -> None:
        """Show the columns of the look anew, as wide as those above."""
        self.set_columns(total_columns(self._look))
        self._follow()

    def _click(self, index: QModelIndex) -> None:
        column = self.rows_model.columns[index.column()].id
        if column in LEADS:
            self.figure_opened.emit(self.rows_model.row_at(index), column)
