"""The table of deals with its totals, laid out as was chosen: columns, sorting and groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.services import pipeline
from salesdesk_app.services.deals.deal_totals import Totals, totals_of
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.column_choice import ColumnChoice
from salesdesk_app.ui.panes.pipeline.groupings import GROUPINGS
from salesdesk_app.ui.widgets.records import parts
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.slices import Slices, Steps
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.totals_line import TotalsLine
from salesdesk_app.wording import totals as words

# Up to so many deals are counted at every key; more wait for a pause in typing.
QUICK, PAUSE_MS = 3000, 90

Sums = tuple[dict[Any, Totals], Figures]
"""What each group comes to by its key, and the figures of all."""


class DealTable(QWidget):
    """Keeps the layout in step with the choice, and the sums with what is shown and selected."""

    tallied = Signal(object)  # Figures of the rows that are shown

    def __init__(self, columns: Sequence[Column], choice: ColumnChoice) -> None:
        super().__init__()
        self.choice = choice
        self.currency = ""
        self.table = Table(columns, search=lambda row: row.line, ticks=True)
        self.table.setAccessibleName("Deals")
        self.totals = TotalsLine(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.totals)
        self._room = 0
        self._shown = Totals()
        self._counted: tuple[Sequence[DealRow], Sums] = ((), ({}, Figures()))
        self._arranging = False
        self._work, self._picking = Slices(self), Slices(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tally)
        head = self.table.horizontalHeader()
        head.setSectionsMovable(True)
        head.setFirstSectionMovable(False)
        self._connect()
        self.lay_out()

    @property
    def settled(self) -> bool:
        """Whether rows and sums follow what was asked and typed."""
        waits = self._later.isActive() or self._work.busy or self._picking.busy
        return self.table.rows_model.settled and not waits

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, laid out as was chosen."""
        self._arranging = True
        self.table.set_columns(columns)
        self._arranging = False
        self.lay_out()

    def fit(self, room: int) -> None:
        """Show the columns that were chosen, as far as there is room."""
        self._room = room
        self._arrange()

    def lay_out(self) -> None:
        """Put columns, sorting and groups as they were chosen."""
        known = {column.id for column in self.table.rows_model.columns}
        self._arranging = True
        self.table.group_by(GROUPINGS.get(self.choice.group or ""))
        sorting = tuple(one for one in self.choice.sort if one[0] in known)
        self.table.rows_model.set_sorting(sorting)
        self._arranging = False
        self._arrange()

    def layout_now(self) -> dict[str, Any]:
        """How it is laid out, as plain values."""
        return self.choice.layout(self.table.rows_model.columns)

    def set_layout(self, layout: Mapping[str, Any]) -> None:
        """Lay it out so, as far as its columns are known, and keep that."""
        self.choice.set_layout(layout, self.table.rows_model.columns)
        self.lay_out()

    def group(self, name: str | None) -> None:
        """Group by owner, stage or month, or by nothing."""
        self.choice.group = name
        self.choice.keep()
        self.lay_out()

    def sort_by_current(self, *, added: bool) -> None:
        """Sort by the column that the keyboard is in, as a click on its head does."""
        at = self.table.currentIndex().column()
        self.table.sort_as_clicked(max(0, at), added=added)

    def _arrange(self) -> None:
        """Order, widths and visibility of the columns."""
        head, columns = self.table.horizontalHeader(), self.table.rows_model.columns
        shown, fits = self.choice.fitting(columns, self._room - head.x())
        places = {column.id: place for place, column in enumerate(columns)}
        self._arranging = True
        for visual, column in enumerate(self.choice.ordered(columns)):
            head.moveSection(head.visualIndex(places[column.id]), visual)
        modes = QHeaderView.ResizeMode
        for place, column in enumerate(columns):
            self.table.setColumnHidden(place, column.id not in shown)
            stretch = fits and place == 0
            head.setSectionResizeMode(place, modes.Stretch if stretch else modes.Interactive)
            if not stretch:
                head.resizeSection(place, self.choice.width(column))
        self._arranging = False

    def _arranged(self) -> None:
        """Keeps what was dragged."""
        head, columns = self.table.horizontalHeader(), self.table.rows_model.columns
        for place, column in enumerate(columns):
            stretched = head.sectionResizeMode(place) == QHeaderView.ResizeMode.Stretch
            width = head.sectionSize(place)
            if self.table.isColumnHidden(place) or stretched:
                continue
            if width != column.width:
                self.choice.widths[column.id] = width
            else:
                self.choice.widths.pop(column.id, None)
        self.choice.arrange([columns[head.logicalIndex(at)].id for at in range(head.count())])

    def _sorted(self) -> None:
        if not self._arranging:
            self.choice.sort = list(self.table.rows_model.sorting)
            self.choice.keep()

    def _count(self) -> None:
        many = len(self.table.rows_model.rows())
        if many < QUICK:
            self._tally()
        else:
            self._later.start(PAUSE_MS)

    def _tally(self) -> None:
        self._later.stop()
        model = self.table.rows_model
        rows = model.rows()
        if model.grouping is not None:
            self._work.run(_sums(model.groups()), self._tallied, at_once=len(rows) < QUICK)
        elif rows is self._counted[0]:
            self._work.stop()
            self._tallied(self._counted[1])
        else:
            self._work.run(_sums([(None, rows)]), self._counted_all, at_once=len(rows) < QUICK)

    def _counted_all(self, found: Sums) -> None:
        """Keeps the sums of all deals, which are shown again when the filter is emptied."""
        if not self.table.rows_model.narrowed:
            self._counted = self.table.rows_model.rows(), found
        self._tallied(found)

    def _tallied(self, found: Sums) -> None:
        sums, figures = found
        self._shown = sum(sums.values(), Totals())
        if self.table.rows_model.grouping is not None:
            said = {key: words.group(one, self.currency) for key, one in sums.items()}
            self.table.rows_model.say_of_groups(said)
        self.tallied.emit(figures)
        self._picked()

    def _picked(self) -> None:
        """The sums of the selection where several rows are selected, else of all."""
        chosen = self.table.selected_rows()
        if len(chosen) < 2:
            self._picking.stop()
            self._show(self._shown, None)
            return
        self._picking.run(
            _sums([(None, chosen)]),
            lambda found: self._show(found[0][None], self._shown.deals),
            at_once=len(chosen) < QUICK,
        )

    def _show(self, sums: Totals, of: int | None) -> None:
        totals = {
            "value": words.of_values(sums, self.currency),
            "weighted": words.of_weighted(sums, self.currency),
        }
        self.totals.show_totals(words.rows(sums, of), totals)

    def _connect(self) -> None:
        self.table.head.arranged.connect(self._arranged)
        self.table.rows_model.sorted_anew.connect(self._sorted)
        self.table.rows_model.shown_changed.connect(
            lambda _shown, _all: self._count(), Qt.ConnectionType.DirectConnection
        )
        self.table.picked.connect(self._picked)


def _sums(
    groups: Sequence[tuple[Any, Sequence[DealRow]]],
) -> Steps[Sums]:
    """What each group comes to, and the figures of all."""
    sums: dict[Any, Totals] = {}
    figures: list[Figures] = []
    for key, rows in groups:
        of_group = Totals()
        for part in parts(len(rows)):
            of_group += totals_of(rows[part])
            yield
            figures.append(pipeline.figures_of(rows[part]))
            yield
        sums[key] = of_group
    return sums, metrics.together(figures)
