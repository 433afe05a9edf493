"""The month at a glance: its days in figures, and beside them each item day by day."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from salesdesk_app.domain.carrying import State
from salesdesk_app.domain.periods import month_of
from salesdesk_app.services.checklist.checklist_month import Month
from salesdesk_app.ui.panes.today.checklist.item_grid import ItemGrid
from salesdesk_app.ui.panes.today.checklist.month_grid import MonthGrid, other_month
from salesdesk_app.ui.panes.today.checklist.month_marks import LEGEND, paint_mark
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import boxed, column, row, scrolled
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period

WIDE, TIGHT, LOW = 1132, 740, 280  # pixels
READS = frozenset({"*", "checklist_item", "checklist_outcome", "closed_day", "setting"})


class Asks(Protocol):
    """How a month is asked for: any day of it, and who is given the answer."""

    def __call__(self, day: date, then: Callable[[Month], object]) -> object: ...


class Legend(QWidget):
    """One of the marks, before its word."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(QSize(16, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the mark."""
        painter = QPainter(self)
        paint_mark(painter, QPointF(8, 8), self._state)
        painter.end()


class MonthDialog(Dialog):
    """Goes through the months by arrows and PageUp and PageDown; ``open_day`` shows a past day.

    ``acted`` asks to edit or to remove an item of the month, also one that is not due today.
    """

    acted = Signal(str, int)  # "edit" or "remove", item id

    def __init__(
        self, parent: QWidget, ask: Asks, today: date, open_day: Callable[[date], object]
    ) -> None:
        self._tight = parent.window().width() < WIDE
        super().__init__(_("The month at a glance"), parent, width=TIGHT if self._tight else WIDE)
        self._ask = ask
        self._open_day = open_day
        self._today = self._wanted = today
        self.name = label("", "strong")
        self.name.setMinimumWidth(116)
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sums = label("", "label")
        self.days = MonthGrid()
        self.items = ItemGrid()
        self.told = Elided("", "body")
        self._lay_out()
        for grid in (self.days, self.items):
            grid.chosen.connect(self.go)
            grid.opened.connect(self.open_past)
        self.items.told.connect(self._tell_item)
        self.items.acted.connect(self.acted)
        self.days.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the month of the wanted day again."""
        self._ask(self._wanted, self._show)

    def heed(self, tables: frozenset[str]) -> None:
        """Ask again where something was written that a month is made of."""
        if tables & READS:
            self.refresh()

    def go(self, day: date) -> None:
        """Put the focus on a day, in its month."""
        self._wanted = day
        month = self.days.month
        if month is None or month_of(day).first != month.first:
            self.refresh()
            return
        self.days.choose(day)
        self.items.choose(day)
        self.told.setText(self.days.told(day))

    def step(self, by: int) -> None:
        """Go to the month before or after."""
        self.go(other_month(self._wanted, by))

    def open_past(self, day: date) -> None:
        """Show a day that is past or today; of one to come there is nothing to show."""
        if day <= self._today:
            self._open_day(day)
            self.close()
        else:
            self.tell(_("That day is still to come."))

    def _show(self, month: Month) -> None:
        if month.first != month_of(self._wanted).first:  # one has gone on meanwhile
            return
        span = month_of(month.first)
        self.name.setText(period(span))
        past = [tally for tally in month.days if tally.day <= month.today]
        done, late = sum(tally.done for tally in past), sum(tally.late for tally in past)
        due = sum(tally.due for tally in past)
        said = (words.of_month(done, late, due), words.row_of_closed(month.closed_in_a_row))
        self.sums.setText(" · ".join(text for text in said if text))
        self.days.show_month(month, self._wanted)
        self.items.show_month(month, self._wanted)
        self.told.setText(self.days.told(self._wanted))

    def _tell_item(self, text: str) -> None:
        if text:
            self.told.setText(text)

    def _lay_out(self) -> None:
        back = IconButton("chevron-left", _("The month before"), lambda: self.step(-1))
        forward = IconButton("chevron-right", _("The month after"), lambda: self.step(1))
        now = button(_("Today"), lambda: self.go(self._today), "quiet")
        self.body.addLayout(row(back, self.name, forward, now, None, self.sums))
        legend = row(spacing=4)
        for state in LEGEND:
            legend.addWidget(Legend(state))
            legend.addWidget(label(words.state(state), "label"))
            legend.addSpacing(8)
        legend.addStretch(1)
        legend.addWidget(label(_("F2 edits an item, Del removes it"), "label"))
        self.body.addLayout(self._grids(), 1)
        self.body.addLayout(column(self.told, legend, spacing=6))
        self.add_button(_("Close"), self.close)

    def _grids(self) -> QBoxLayout:
        """The grids beside each other, or in a small window one below the other, to scroll."""
        area = (
            scrolled(boxed(column(self.days, self.items))) if self._tight else scrolled(self.items)
        )
        area.setMinimumWidth(self.items.minimumWidth() + 20)  # with the bar to scroll it
        if self._tight:
            area.setMinimumHeight(LOW)
            return column(area)
        area.setMinimumHeight(self.items.height_of(17))
        grids = row(self.days, area, spacing=16)
        grids.setStretch(0, 2)
        grids.setStretch(1, 3)
        return grids
