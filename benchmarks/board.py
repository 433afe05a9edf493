"""The board: opened over 100,000 deals, and scrolled over 10,000, event by event."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from benchmarks import window
from benchmarks.bare import copied
from benchmarks.generated import filled
from benchmarks.measure import Line, compare, print_lines
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.widgets.board_model import CardRow
from salesdesk_app.ui.widgets.card_paint import paint_card

OPENED, SCROLLED = 100_000, 10_000
STEPS = 200
HIGH = 92  # of a bare card
FRAME_MS, LONGEST_MS = 16, 100


class BareCards(QAbstractScrollArea):
    """The same cards in ready words and of one height, painted where they are seen."""

    def __init__(self, cards: list[CardRow]) -> None:
        super().__init__()
        self._cards = cards
        self.verticalScrollBar().setRange(0, HIGH * len(cards))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints what is in sight."""
        painter = QPainter(self.viewport())
        top, room = self.verticalScrollBar().value(), self.viewport()
        for place in range(top // HIGH, (top + room.height()) // HIGH + 1):
            if place < len(self._cards):
                box = QRectF(0, place * HIGH - top, room.width(), HIGH)
                paint_card(painter, box, self._cards[place])
        painter.end()


class Watched(QApplication):
    """An application that keeps how long each event took."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.depth = 0
        self.took: list[float] = []

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Times events that are not part of another one."""
        self.depth += 1
        began = time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            self.depth -= 1
            if not self.depth:
                self.took.append((time.perf_counter() - began) * 1000)


def main(folder: Path) -> None:
    """Compares both with a bare view, and prints the events' 95th percentile to stderr."""
    application = Watched(sys.argv[:1])
    window.application()
    print_lines([_scrolling(application, folder), _opening(application, folder)])


def _scrolling(application: Watched, folder: Path) -> Line:
    pane = window.pane(copied(filled(folder, SCROLLED), "ours-board.db"), "board")
    assert pane.data is not None
    column = max(pane.board.columns, key=lambda one: len(one.list.cards.cards))
    bare = BareCards(list(column.list.cards.cards))
    bare.resize(column.list.size())
    bare.show()
    QApplication.processEvents()

    def scrolled(area: QAbstractScrollArea) -> None:
        bar = area.verticalScrollBar()
        bar.setValue(0)
        for step in range(STEPS):
            bar.setValue(bar.maximum() * step // STEPS)
            QApplication.processEvents()

    line = compare(
        f"A page scrolled on the board of {SCROLLED:,} deals",
        "a bare area that paints the same cards, in ready words and of one height",
        lambda: scrolled(column.list),
        lambda: scrolled(bare),
        per=STEPS,
    )
    _tell("scrolling", application, lambda: scrolled(column.list))
    return line


def _opening(application: Watched, folder: Path) -> Line:
    pane = window.pane(copied(filled(folder, OPENED), "ours-opening.db"), "board")
    assert pane.data is not None
    data = pane.data
    cards = [[CardRow(row.id, row.name) for row in stage.rows] for stage in data.stages]

    def ours() -> None:
        _shown(pane)

    def bare() -> None:
        views = [BareCards(ready) for ready in cards]
        for view in views:
            view.resize(220, 700)
            view.show()
        QApplication.processEvents()
        for view in views:
            view.deleteLater()
        QApplication.processEvents()

    what = f"Showing the board of {OPENED:,} deals that were read"
    line = compare(what, "a bare area for each stage", ours, bare)
    _tell("opening", application, ours)
    return line


def _shown(pane: PipelinePane) -> None:
    """Shows from nothing what was read before."""
    pane.board.set_stages([])
    assert pane.data is not None
    pane.deals.show_loaded(pane.data, pane.bar.wanted)
    QApplication.processEvents()


def _tell(what: str, application: Watched, work: Callable[[], None]) -> None:
    application.took.clear()
    work()
    took = sorted(application.took)
    high = statistics.quantiles(took, n=20)[-1]
    said = f"{what}: {len(took)} events, 95th percentile {high:.1f} ms, longest {took[-1]:.1f} ms"
    within = high <= FRAME_MS and took[-1] <= LONGEST_MS
    print(said if within else f"{said}: TOO LONG", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
