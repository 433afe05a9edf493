"""The selected rows of a table: which they are, and how they stay so when rows move."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from salesdesk_app.ui.widgets.rows_model import RowsModel

FLAG = QItemSelectionModel.SelectionFlag


class Kept(NamedTuple):
    """What was current (an id or None, and in which column) and the ids of what was selected."""

    current: Any = None
    column: int = 0
    selected: Sequence[Any] = ()


def places_of(selection: QItemSelectionModel) -> list[int]:
    """The places of the selected rows, the heads of groups between them as well."""
    # By ranges: an index for each of 100,000 rows would take too long.
    parts = selection.selection().toList()
    return sorted({at for part in parts for at in range(part.top(), part.bottom() + 1)})


def kept(selection: QItemSelectionModel, model: RowsModel) -> Kept:
    """What is current and selected, before the rows are put otherwise."""
    current = selection.currentIndex()
    here = model.ids(current.row(), current.row())[0] if current.isValid() else None
    parts = sorted(selection.selection().toList(), key=QItemSelectionRange.top)
    ids = [one for part in parts for one in model.ids(part.top(), part.bottom())]
    return Kept(here, max(0, current.column()), ids)


def restore(selection: QItemSelectionModel, model: RowsModel, before: Kept) -> bool:
    """Selects the same records again; the result is whether the current one is still there."""
    last = model.columnCount() - 1
    if before.selected:
        found = (model.place_of(one) for one in before.selected)
        chosen = QItemSelection()
        for first, end in _runs(sorted(place for place in found if place is not None)):
            chosen.append(QItemSelectionRange(model.index(first, 0), model.index(end, last)))
        selection.select(chosen, FLAG.Select)
    place = None if before.current is None else model.place_of(before.current)
    if place is None:
        return False
    selection.setCurrentIndex(model.index(place, min(before.column, last)), FLAG.NoUpdate)
    return True


def _runs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The first and the last of each run of places that follow one another."""
    first = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[first], places[at - 1]
            first = at
