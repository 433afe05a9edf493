"""The line below a table: how many rows there are, and what its columns of amounts come to."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.cells import PAD
from salesdesk_app.ui.widgets.drawn_text import draw_text, text_width
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.wording.totals import Total

HEIGHT, SECOND = 34, 18
COUNT = 96  # so much room the number of rows keeps, whatever the sums ask for
GAP = 14


class TotalsLine(QWidget):
    """Each sum ends below its column's right edge, and may begin left of the column; the words
    about the rows give way to it.
    """

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        self._rows, self._totals = "", dict[str, Total]()
        self.setFixedHeight(HEIGHT)
        head = table.horizontalHeader()
        for moved in (head.sectionResized, head.sectionMoved, head.geometriesChanged):
            moved.connect(lambda *_of: self.update())
        table.horizontalScrollBar().valueChanged.connect(lambda _to: self.update())

    def show_totals(self, rows: str, totals: Mapping[str, Total]) -> None:
        """Say how many rows there are, and the sum of each column by its id."""
        self._rows, self._totals = rows, dict(totals)
        told = [f"{total.parts} {total.whole}".strip() for total in totals.values()]
        two = any(total.whole and total.parts for total in totals.values())
        self.setFixedHeight(HEIGHT + SECOND if two else HEIGHT)
        self.setAccessibleName(". ".join([rows, *filter(None, told)]))
        self.update()

    def shown(self) -> list[tuple[str, QRectF]]:
        """The columns with a sum from left to right, and the room that each has for it."""
        head = self._table.horizontalHeader()
        found: list[tuple[str, QRectF]] = []
        offset = self._table.viewport().x()
        left = PAD + text_width("strong", self._rows) + GAP
        for place in self._table.shown_places():
            column = self._table.rows_model.columns[place].id
            if column in self._totals:
                right = offset + head.sectionViewportPosition(place) + head.sectionSize(place)
                if not found:
                    asked = right - PAD - _width(self._totals[column])
                    left = min(left, max(PAD + COUNT + GAP, asked))
                found.append((column, QRectF(left, 0, right - PAD - left, self.height())))
                left = right + GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the line, and below each sum what its currencies come to by themselves."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour(tokens.line))
        shown = self.shown()
        end = shown[0][1].left() - GAP if shown else self.width() - PAD
        room = QRectF(PAD, 0, end - PAD, HEIGHT)
        draw_text(painter, room, self._rows, "strong", tokens.text)
        for column, area in shown:
            total = self._totals[column]
            first = QRectF(area.left(), 0, area.width(), HEIGHT)
            draw_text(painter, first, total.whole or total.parts, "strong", tokens.text, right=True)
            if total.whole and total.parts:
                below = QRectF(area.left(), HEIGHT - 6, area.width(), SECOND)
                draw_text(painter, below, total.parts, "number", tokens.muted, right=True)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Hovering tells a sum in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos()
            told = [self._totals[c].explained for c, area in self.shown() if area.contains(at)]
            QToolTip.showText(event.globalPos(), tip(told[0] if told else self._rows), self)
            return True
        return super().event(event)


def _width(total: Total) -> float:
    first = text_width("strong", total.whole or total.parts)
    return max(first, text_width("number", total.parts) if total.whole else 0.0)
