"""Typing in the filter and scrolling the table of 100,000 deals."""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks import window
from benchmarks.bare import PlainModel
from benchmarks.generated import filled
from benchmarks.measure import Line, compare, print_lines
from salesdesk_app.ui.panes.pipeline.deal_table import PAUSE_MS
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

COUNT = 100_000
WORD = "willow"
PAGES = 100


def main(folder: Path) -> None:
    """Compares both with a plain model over strings, a scan, and a plain view."""
    window.application()
    pane = window.pane(filled(folder, COUNT), "table")
    columns = pane.table.rows_model.columns
    shown = [i for i in range(len(columns)) if not pane.table.isColumnHidden(i)]
    rows = [[columns[place].text(row) for place in shown] for row in pane.table.rows_model.rows()]
    view = QTableView()
    view.setModel(PlainModel(rows))
    view.resize(pane.table.size())
    view.show()
    QApplication.processEvents()
    print_lines([_typing(pane, view, rows), _scrolling(pane, view)])


def _typing(pane: PipelinePane, view: QTableView, rows: list[list[str]]) -> Line:
    lines = [row.line for row in pane.table.rows_model.rows()]
    values = [row.own_minor or 0 for row in pane.table.rows_model.rows()]
    model = view.model()
    assert isinstance(model, PlainModel)

    def ours() -> None:
        for end in range(1, len(WORD) + 1):
            pane.bar.search.setText(WORD[:end])
            QApplication.processEvents()
        # The totals above the table follow when typing pauses.
        QTest.qWait(PAUSE_MS + 20)
        pane.bar.search.clear()
        QTest.qWait(PAUSE_MS + 20)

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

    what = f"A letter typed in the filter of {COUNT:,} deals"
    against = "scan of prepared lines, a plain table view, a sum"
    return compare(what, against, ours, bare, per=len(WORD))


def _scrolling(pane: PipelinePane, view: QTableView) -> Line:
    def scrolled(table: QTableView) -> None:
        bar = table.verticalScrollBar()
        bar.setValue(0)
        step = max(1, bar.maximum() // PAGES)
        for page in range(PAGES):
            bar.setValue(page * step)
            QApplication.processEvents()

    what = f"A page scrolled in the table of {COUNT:,} deals"
    against = "a plain table view over strings in Python"
    return compare(what, against, lambda: scrolled(pane.table), lambda: scrolled(view), per=PAGES)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
