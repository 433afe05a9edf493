"""The head of a table: a click sorts by a column, with Shift by one more; columns are dragged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from salesdesk_app.ui import fonts
from salesdesk_app.ui.widgets.rows_model import RowsModel, Sorting

HEIGHT = 32


class Head(QHeaderView):
    """Sorts the model below it; the titles say by what, for the model writes them."""

    arranged = Signal()  # the user dragged columns elsewhere, or to another width

    def __init__(self, view: QTableView, model: RowsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.sorts = True
        self._rows = model
        self._before: list[tuple[int, int]] = []
        self.setFont(fonts.font("label-strong"))
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(40)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.sectionClicked.connect(self._clicked)
        model.sorted_anew.connect(self.show_sorting)

    def show_sorting(self) -> None:
        """Let Qt, and with it what reads the screen aloud, know by which column rows are sorted."""
        first, *_others = self._rows.sorting or (("", False),)
        ids = [column.id for column in self._rows.columns]
        place = ids.index(first[0]) if first[0] in ids else -1
        orders = Qt.SortOrder
        self.setSortIndicator(place, orders.DescendingOrder if first[1] else orders.AscendingOrder)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes how columns stand."""
        self._before = self._standing()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells where a drag has changed that."""
        super().mouseReleaseEvent(event)
        if self._before != self._standing():
            self.arranged.emit()

    def _standing(self) -> list[tuple[int, int]]:
        places = map(self.logicalIndex, range(self.count()))
        return [(place, self.sectionSize(place)) for place in places]

    def click(self, place: int, *, added: bool) -> None:
        """Sort by a column, or with ``added`` by one more."""
        if self.sorts:
            column = self._rows.columns[place].id
            self._rows.set_sorting(sorting_after(self._rows.sorting, column, added=added))

    def _clicked(self, place: int) -> None:
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.click(place, added=bool(shift))


def sorting_after(sorting: Sorting, column: str, *, added: bool) -> Sorting:
    """How rows are sorted after a click on a column.

    Alone it sorts by that column, and the next time the other way round. ``added`` puts it behind
    those that sort already, then turns it round, then takes it away.
    """
    now = dict(sorting)
    if not added:
        return ((column, now == {column: False}),)
    if now.get(column):
        del now[column]
    else:
        now[column] = column in now
    return tuple(now.items())
