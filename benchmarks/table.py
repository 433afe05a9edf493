"""Typing in the filter, scrolling, sorting and editing in the table of 100,000 deals."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks import events, window
from benchmarks.bare import PlainModel, copied
from benchmarks.generated import filled
from benchmarks.measure import Line, compare, print_lines
from salesdesk_app.services.deals import deals
from salesdesk_app.ui.lanes import Lanes
from salesdesk_app.ui.panes.pipeline.deal_table import PAUSE_MS
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

COUNT = 100_000
WORD = "willow"
PAGES = 100
ROUNDS = 4
MANY = f"{COUNT:,} deals"


def main(folder: Path) -> None:
    """Compares both with a plain model over strings, a scan, and a plain view; then times events.

    All deals are shown, closed ones as well, and sorted by their value. Questions and verbs run on
    threads, as in the program.
    """
    events.timed_application()
    window.application()
    pane = window.pane(copied(filled(folder, COUNT), "ours-table.db"), "table", Lanes())
    pane.bar.set_filter(replace(pane.bar.wanted, outcome=None))
    pane.refresh()
    pane.table.sort_by("value", descending=True)
    window.settle(pane)
    columns = pane.table.rows_model.columns
    shown = pane.table.shown_places()
    rows = [[columns[place].text(row) for place in shown] for row in pane.table.rows_model.rows()]
    assert len(rows) == COUNT
    view = QTableView()
    view.setModel(PlainModel(rows))
    view.resize(pane.table.size())
    view.show()
    QApplication.processEvents()
    lines = [_typing(pane, view, rows), _scrolling(pane, view)]
    view.hide()
    print_lines([*lines, *_events(pane)])
    pane.desk.close_lanes()


def _typing(pane: PipelinePane, view: QTableView, rows: list[list[str]]) -> Line:
    lines = [row.line for row in pane.table.rows_model.rows()]
    values = [row.own_minor or 0 for row in pane.table.rows_model.rows()]
    model = view.model()
    assert isinstance(model, PlainModel)

    def ours() -> None:
        for end in range(1, len(WORD) + 1):
            _type(pane, WORD[:end])
        window.settle(pane)  # the totals follow when typing pauses
        _type(pane, "")
        window.settle(pane)

    def bare() -> None:
        found = list(range(len(rows)))
        for end in range(1, len(WORD) + 1):
            word = WORD[:end]
            found = [i for i, line in enumerate(lines) if word in line]
            model.show([rows[i] for i in found])
            QApplication.processEvents()
        sum(values[i] for i in found)
        QTest.qWait(PAUSE_MS + 20)
        model.show(rows)
        QApplication.processEvents()
        sum(values)
        QTest.qWait(PAUSE_MS + 20)

    what = f"A letter typed in the filter of {MANY}"
    against = "scan of prepared lines, a plain table view, a sum"
    return compare(what, against, ours, bare, per=len(WORD))


def _type(pane: PipelinePane, text: str) -> None:
    """Types, until what is found is painted."""
    pane.bar.search.setText(text)
    while not pane.table.rows_model.settled:
        QApplication.processEvents()
    QApplication.processEvents()


def _scrolling(pane: PipelinePane, view: QTableView) -> Line:
    def scrolled(table: QTableView) -> None:
        for page in range(PAGES):
            _scroll(table, page)

    what = f"A page scrolled in the table of {MANY}"
    against = "a plain table view over strings in Python"
    return compare(what, against, lambda: scrolled(pane.table), lambda: scrolled(view), per=PAGES)


def _scroll(table: QTableView, page: int) -> None:
    bar = table.verticalScrollBar()
    bar.setValue(page * max(1, bar.maximum() // PAGES))
    QApplication.processEvents()


def _events(pane: PipelinePane) -> list[Line]:
    """The longest events, at the 95th percentile, of what one does in a full table."""
    found = _typed_and_scrolled(pane, "")
    found.append(events.at_the_95th(f"An event while {MANY} are sorted", _sorts(pane)))
    what = f"An event while {MANY}, sorted, are loaded again after an edit"
    found.append(events.at_the_95th(what, _edits(pane)))
    pane.deals.deal_table.group("owner")
    window.settle(pane)
    return found + _typed_and_scrolled(pane, ", grouped")


def _typed_and_scrolled(pane: PipelinePane, how: str) -> list[Line]:
    def typed(text: str) -> None:
        _type(pane, text)
        if text in ("", WORD):
            window.settle(pane)

    words = [WORD[:end] for end in range(1, len(WORD) + 1)]
    keys = [partial(typed, text) for text in [*words, ""] * ROUNDS]
    pages = [partial(_scroll, pane.table, page) for page in range(PAGES)]
    return [
        events.at_the_95th(f"An event while typing in the filter of {MANY}{how}", keys),
        events.at_the_95th(f"An event while scrolling {MANY}{how}", pages),
    ]


def _sorts(pane: PipelinePane) -> list[partial[None]]:
    def sort(column: str, descending: bool) -> None:
        pane.table.sort_by(column, descending=descending)
        window.settle(pane)

    ways = [("deal", False), ("close", True), ("owner", False), ("value", True)]
    return [partial(sort, *way) for way in ways]


def _edits(pane: PipelinePane) -> list[partial[None]]:
    rows = pane.table.rows_model.rows()

    def edit(place: int) -> None:
        pane.desk.do(deals.edit, [rows[place].id], value_minor=4_321_000 + place)
        window.settle(pane)

    return [partial(edit, place) for place in range(0, COUNT, COUNT // ROUNDS)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
