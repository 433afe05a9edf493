"""The rows above the deals: view, line and saved views, below them the filter's chips and sums."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.filters.names import Names
from salesdesk_app.services.pipeline import DealFilter, Outcome
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.filters.chips import Chips
from salesdesk_app.ui.filters.filtering import Filtering
from salesdesk_app.ui.filters.views_button import Laid, Views
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.pipeline.lens import LENSES
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.text import Elided

VIEWS = (
    ("board", "Board"),
    ("table", "Table"),
    *((name, spec.title) for name, spec in LENSES.items()),
)
FIRST = "is:open"
EVERYTHING = DealFilter(outcome="open")
LEAST = 240  # the least width of the line, in pixels


class FilterBar(QWidget):
    """Holds the filter. ``asked`` tells that other deals are wanted, ``narrowed`` that of those
    at hand fewer or more are to be shown, ``viewed`` that another view is.
    """

    asked = Signal()
    narrowed = Signal()
    viewed = Signal(str)

    def __init__(self, desk: Desk, today: Callable[[], date], laid: Laid) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.filtering = Filtering(today, FIRST)
        self.view = Segmented(VIEWS)
        self.view.changed.connect(self.viewed)
        self.search = self.filtering.edit
        self.views = Views(desk, self.filtering, self, laid)
        self.chips = Chips(self.filtering)
        self.fault = Elided("", "body", "bad")
        self.fault.hide()
        self.totals = Elided("", "body", "muted")
        self.totals.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.totals.setMinimumHeight(self.chips.more.sizeHint().height())
        self.search.setMinimumWidth(LEAST)
        first = row(self.view, self.search, self.views.button, spacing=8)
        first.setStretch(1, 1)
        # Beside the chips, so that the line is as wide whatever the totals say.
        second = row(self.chips, self.totals, spacing=8)
        second.setStretch(0, 1)
        second.setAlignment(self.totals, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(first, second, self.fault, spacing=8))
        self.filtering.asked.connect(self.asked)
        self.filtering.narrowed.connect(self.narrowed)
        self.filtering.changed.connect(self._say_fault)
        self.search.cursorPositionChanged.connect(lambda _old, _new: self._say_fault())

    @property
    def wanted(self) -> DealFilter:
        """The filter as it is understood."""
        return self.filtering.wanted

    @property
    def settled(self) -> bool:
        """Whether all that was typed was asked for."""
        return not self.filtering.waits

    def set_filter(self, wanted: DealFilter) -> None:
        """Show a filter from another place."""
        self.views.active = None
        self.filtering.set_filter(wanted)

    def set_names(self, names: Names) -> None:
        """What the line can name now."""
        self.filtering.set_names(names)

    def reset(self) -> None:
        """Back to all open deals."""
        self.views.leave()

    def say(self, totals: str, explain: str, at_risk: int, rule: str) -> None:
        """Say what the deals in sight come to, how many are at risk, and by which rule."""
        self.say_totals(totals, explain)
        self.chips.say_risk(at_risk, rule)

    def say_totals(self, totals: str, explain: str = "") -> None:
        """Say what the deals in sight come to; an empty text leaves its room to the line."""
        self.totals.setText(totals)
        self.totals.setToolTip(tip(explain))
        self.totals.setVisible(bool(totals))

    def choose_view(self, view: str) -> None:
        """Show which view is on."""
        self.view.choose(view)
        self.chips.let_tell_outcome(view not in LENSES)

    def look_at(self, outcome: Outcome | None) -> None:
        """Look at the deals of another outcome."""
        self.filtering.put_term("outcome", "" if outcome is None else f"is:{outcome}")

    def _say_fault(self) -> None:
        """Says below the chips what the line cannot mean."""
        faults = self.filtering.faults()
        self.fault.setText(" ".join(faults))
        self.fault.setVisible(bool(faults))
        self.search.setAccessibleDescription(" ".join(faults))
