"""Upright bars over an axis with a dashed line over them: the one module that knows pyqtgraph.

Its import costs more than all of the first pane: import this module late.
"""

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.widgets.bars import Bars
from salesdesk_app.ui.widgets.chart_parts import Chart, Mark, Words, marks

__all__ = ["BarChart", "Bars", "Mark"]

LABEL_HEIGHT = 22
TOP = 18  # room for the line's name, and for a text on the highest bar
KEY = 22  # the sample of the line beside its name


class BarChart(Chart):
    """Upright bars over labels, with round marks on the axis and a dashed line where wanted.

    The plot and what is in it are made once; new marks move and colour them. One unit across is
    one mark. The mouse never reaches the plot: it is all the chart's.
    """

    def __init__(self, words: Words | None = None) -> None:
        """``words`` turns a value of the axis into text."""
        super().__init__()
        self._words: Words = words or (lambda value: f"{value:,.0f}")
        self._line: Sequence[float | None] = ()
        self._line_name = ""
        self._dressed: theme.Tokens | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._build()
        self._dress()
        self._place()

    def set_marks(
        self, found: Sequence[Mark], line: Sequence[float | None] = (), line_name: str = ""
    ) -> None:
        """Show bars; ``line`` has a value for each, None where it has none."""
        self.marks, self._line, self._line_name = list(found), list(line), line_name
        self.current = -1
        said = "; ".join(f"{mark.label} {mark.text}".strip() for mark in found)
        self.setAccessibleName(said)
        self._place()

    def set_words(self, words: Words) -> None:
        """Word the axis otherwise."""
        self._words = words
        self._place()

    def show_current(self) -> None:
        """Colours the mark that is pointed at."""
        self._colour()

    def sizeHint(self) -> QSize:
        """A chart of a third of the window."""
        return QSize(320, 220)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(200, 140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the plot in."""
        self.plot.setGeometry(self.rect())
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follows a switch between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._dressed is not theme.tokens():
            self._dress()

    def _build(self) -> None:
        self.plot = pg.PlotWidget(self, background=None, enableMenu=False)
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A cached background is the window's; without one, that of the card shines through.
        self.plot.setCacheMode(pg.PlotWidget.CacheModeFlag.CacheNone)
        self.plot.viewport().setAutoFillBackground(False)
        self._item = self.plot.getPlotItem()
        self._item.setMouseEnabled(x=False, y=False)
        self._item.hideButtons()
        self._item.disableAutoRange()
        self._item.layout.setContentsMargins(0, 0, 0, 0)
        self._left, self._bottom = self._item.getAxis("left"), self._item.getAxis("bottom")
        for axis in (self._left, self._bottom):
            axis.setTickFont(fonts.font("label"))
            axis.setPen(None)
            # A number is the room beyond the axis' ends within which labels are shown.
            axis.setStyle(hideOverlappingLabels=400)
        self._left.setStyle(tickTextOffset=8, tickAlpha=255)
        self._left.setZValue(self._item.getViewBox().zValue() - 1)  # the grid is behind the bars
        # Qt paints a mark of no length as a dot, even one without a pen: it is made clear.
        self._bottom.setStyle(tickTextOffset=4, tickLength=0, tickAlpha=0)
        self._bottom.setTickPen(theme.tokens().line)
        self._bottom.setHeight(LABEL_HEIGHT)
        self._bars = pg.BarGraphItem(x0=[], width=[], y0=[], height=[], pen=None, brushes=[])
        self._over, self._sample = (
            pg.PlotDataItem(connect="finite", antialias=True) for _ in range(2)
        )
        self._texts: list[pg.TextItem] = []
        for item in (self._bars, self._over, self._sample):
            self._item.addItem(item, ignoreBounds=True)
        self._name = self._text((1, 0))

    def _text(self, anchor: tuple[float, float]) -> pg.TextItem:
        made = pg.TextItem(anchor=anchor)
        made.setFont(fonts.font("label"))
        made.textItem.document().setDocumentMargin(0)
        self._item.addItem(made, ignoreBounds=True)
        return made

    def _dress(self) -> None:
        tokens = self._dressed = theme.tokens()
        self._left.setTickPen(tokens.line)
        for axis in (self._left, self._bottom):
            axis.setTextPen(tokens.muted)
        pen = QPen(QColor(tokens.text), 1.6, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.5])
        pen.setCosmetic(True)
        self._over.setPen(pen)
        self._sample.setPen(pen)
        self._name.setColor(tokens.muted)
        for text in self._texts:
            text.setColor(tokens.text)
        self._colour()

    def _place(self) -> None:
        """Puts all where it belongs at this size."""
        tops = [mark.value or 0.0 for mark in self.marks] + [v for v in self._line if v]
        steps = marks(max(tops, default=0.0))
        texts = [self._words(step) for step in steps]
        metrics = QFontMetricsF(fonts.font("label"))
        left = math.ceil(max(metrics.horizontalAdvance(text) for text in texts)) + 10
        plot = QRectF(
            left, TOP, max(1, self.width() - left), max(1, self.height() - TOP - LABEL_HEIGHT)
        )
        slot = plot.width() / max(1, len(self.marks))
        pixel = steps[-1] / plot.height()
        self.areas = [
            QRectF(left + slot * place, 0, slot, float(self.height()))
            for place in range(len(self.marks))
        ]
        self._left.setWidth(left)
        # Its marks are as long as the plot is wide: they are the grid.
        self._left.setStyle(tickLength=-int(plot.width()))
        self._left.setTicks([list(zip(steps, texts, strict=True))])
        self._bottom.setTicks([self._labels(slot, metrics)])
        self._item.getViewBox().setRange(
            xRange=(0, max(1, len(self.marks))), yRange=(0, steps[-1] + TOP * pixel), padding=0
        )
        self._stack(slot)
        self._write(slot, 2 * pixel, metrics)
        self._overlay(slot, steps[-1] + TOP * pixel, pixel, metrics)
        self._item.layout.activate()

    def _labels(self, slot: float, metrics: QFontMetricsF) -> list[tuple[float, str]]:
        every, found = self._label_step(slot, metrics), []
        for place in range(0, len(self.marks), every):
            label, middle = self.marks[place].label, place + 0.5
            short = metrics.elidedText(label, Qt.TextElideMode.ElideRight, slot * every)
            room = (len(self.marks) - middle) * slot
            if metrics.horizontalAdvance(short) / 2 <= room + 1:  # the last one may lack room
                found.append((middle, short))
        return found

    def _label_step(self, slot: float, metrics: QFontMetricsF) -> int:
        widest = max((metrics.horizontalAdvance(m.label) for m in self.marks), default=0.0)
        if widest <= slot - 2 or len(self.marks) <= 6:
            return 1
        return math.ceil((widest + 6) / slot)

    def _stack(self, slot: float) -> None:
        """Stands the bars side by side, each on whole pixels, its parts on each other."""
        width = round(max(2.0, min(56.0, slot * 0.62)))
        starts, bottoms, heights = [], [], []
        for place, mark in enumerate(self.marks):
            start, bottom = round((place + 0.5) * slot - width / 2) / slot, 0.0
            for part in _parts(mark):
                starts.append(start)
                bottoms.append(bottom)
                heights.append(part)
                bottom += part
        self._bars.setOpts(
            x0=starts, width=[width / slot] * len(starts), y0=bottoms, height=heights,
            brushes=self._brushes(),
        )  # fmt: skip

    def _colour(self) -> None:
        self._bars.setOpts(brushes=self._brushes())

    def _brushes(self) -> list[QColor]:
        tokens, found = theme.tokens(), []
        for place, mark in enumerate(self.marks):
            for number in range(len(_parts(mark))):
                colour = tokens.series[(mark.series + number) % len(tokens.series)]
                if place == self.current:
                    colour = theme.mix(colour, tokens.text, 0.2)
                found.append(QColor(colour))
        return found

    def _write(self, slot: float, gap: float, metrics: QFontMetricsF) -> None:
        """Writes each mark's text above its bar, where there is room for it."""
        wanted = [
            (place + 0.5, sum(_parts(mark)) + gap, mark.text)
            for place, mark in enumerate(self.marks)
            if mark.text and slot >= metrics.horizontalAdvance(mark.text)
        ]
        while len(self._texts) < len(wanted):
            self._texts.append(self._text((0.5, 1)))
            self._texts[-1].setColor(theme.tokens().text)
        for item in self._texts[len(wanted) :]:
            item.setVisible(False)
        for item, (across, up, text) in zip(self._texts, wanted, strict=False):
            item.setPlainText(text)
            item.setPos(across, up)
            item.setVisible(True)

    def _overlay(self, slot: float, top: float, pixel: float, metrics: QFontMetricsF) -> None:
        """Draws the line, and above the plot its sample and name."""
        some = any(value is not None for value in self._line)
        values = [math.nan if value is None else value for value in self._line] if some else []
        self._over.setData([place + 0.5 for place in range(len(values))], values)
        named = some and bool(self._line_name)
        end = max(1, len(self.marks))
        start = end - (metrics.horizontalAdvance(self._line_name) + 4) / slot
        height = top - 7 * pixel
        sample = [start - (KEY + 4) / slot, start - 4 / slot] if named else []
        self._sample.setData(sample, [height] * len(sample))
        self._name.setPlainText(self._line_name)
        self._name.setPos(end, top)
        self._name.setVisible(named)


def _parts(mark: Mark) -> tuple[float, ...]:
    return mark.parts or (mark.value or 0.0,)
