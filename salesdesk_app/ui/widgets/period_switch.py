"""Which period is looked at: a name between two arrows, and month, quarter or year."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk_app.domain.periods import Period, of_kind
from salesdesk_app.ui.widgets.buttons import IconButton, Segmented, button
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.periods import period as worded

KINDS = {"month": "Month", "quarter": "Quarter", "year": "Year"}


class PeriodSwitch(QWidget):
    """Tells ``changed(period)`` when the user goes to another period; Now goes to the running one.

    It shows nothing before ``show_period``, since the fiscal year belongs to the workspace.
    """

    changed = Signal(object)  # Period

    def __init__(self, kinds: Sequence[str] = ("month", "quarter")) -> None:
        super().__init__()
        self._offered = tuple(kinds)
        self.period: Period | None = None
        self._today = date.min
        self._fiscal_start = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.back = IconButton("chevron-left", "Earlier", lambda: self.step(-1))
        self.forward = IconButton("chevron-right", "Later", lambda: self.step(1))
        self.name = label("", "strong")
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.kinds = Segmented([(kind, KINDS[kind]) for kind in kinds], "quarter")
        self.kinds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.kinds.changed.connect(self.choose_kind)
        self.now = button("Now", self.go_to_now, "quiet", explain="The running period")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for widget in (self.back, self.name, self.forward):
            box.addWidget(widget)
        box.addSpacing(8)
        box.addWidget(self.kinds)
        box.addWidget(self.now)

    def show_period(self, period: Period, today: date, fiscal_start: int = 1) -> None:
        """Show where one is, without telling ``changed``."""
        self.period, self._today, self._fiscal_start = period, today, fiscal_start
        self.name.setText(worded(period))
        self.name.setMinimumWidth(self._widest(period.kind))
        if period.kind in self._offered:
            self.kinds.choose(period.kind)
        self.now.setVisible(today not in period)

    def step(self, by: int) -> None:
        """Go one period on or back."""
        if self.period is not None:
            self._tell(self.period.next() if by > 0 else self.period.previous())

    def choose_kind(self, kind: str) -> None:
        """Look at the period of a kind around here: today's where today is in sight."""
        if self.period is not None and kind != self.period.kind:
            day = self._today if self._today in self.period else self.period.last
            self._tell(of_kind(kind, day, self._fiscal_start))

    def go_to_now(self) -> None:
        """Go to the running period of the same kind."""
        if self.period is not None:
            self._tell(of_kind(self.period.kind, self._today, self._fiscal_start))

    def _tell(self, period: Period) -> None:
        self.show_period(period, self._today, self._fiscal_start)
        self.changed.emit(period)

    def _widest(self, kind: str) -> int:
        """Room for every name of a kind, so that the arrows stay under the pointer."""
        year = "FY 2026" if self._fiscal else "2026"
        sample = {"month": "September 2026", "year": year}.get(kind, f"Q4 {year}")
        return self.name.fontMetrics().horizontalAdvance(sample) + 8

    @property
    def _fiscal(self) -> bool:
        return self._fiscal_start != 1
