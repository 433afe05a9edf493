"""Since when, and which close dates: the row above the waterfall."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.since import Since, monday_before
from salesdesk_app.ui.panes.pipeline.changes.loaded import Loaded, Window
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import Segmented, chip
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.fields import DayEdit
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.period_switch import PeriodSwitch
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

SINCE = (
    ("looked", _("Last looked")),
    ("call", _("Last call")),
    ("monday", _("Monday")),
    ("day", _("A day")),
)
SINCE_KEY = "changes/since"


class FlowChoice(QWidget):
    """Holds what is asked for; ``changed`` tells that it is another."""

    changed = Signal()

    def __init__(self, preferences: Preferences, today: date) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._preferences = preferences
        self._window: Window = "quarter"
        kept = preferences.text(SINCE_KEY, "looked")
        self.since = Segmented(SINCE, kept if kept in dict(SINCE) else "looked")
        self.since.setAccessibleName(_("Since when"))
        self.since.changed.connect(self._turn)
        self.day = DayEdit(hint=_("16 Nov or -14"))
        self.day.setAccessibleName(_("What changed since this day"))
        self.day.setFixedWidth(148)
        self.day.set_today(today)
        self.day.set_value(monday_before(today))
        self.day.setVisible(self.since.current == "day")
        self.day.editingFinished.connect(self._typed)
        self._told = self.day.value()
        self.period = PeriodSwitch(("month", "quarter", "year"))
        self.period.changed.connect(self._choose)
        self.all = chip(_("All dates"), self._toggle)
        flow = Flow(self, spacing=10)
        flow.addWidget(boxed(row(label(_("Since"), "muted"), self.since, self.day)))
        flow.addWidget(boxed(row(label(_("Closing in"), "muted"), self.period, self.all)))

    def back_to(self, today: date) -> Since:
        """The moment to look back to, from the day that is looked at."""
        key = self.since.current
        if key == "monday":
            return monday_before(today)
        if key == "day":
            return self._told or monday_before(today)
        return "call" if key == "call" else "looked"

    @property
    def closing(self) -> Window:
        """Which close dates are looked at."""
        return "all" if self.all.isChecked() else self._window

    def show_loaded(self, data: Loaded) -> None:
        """Show the period that was answered."""
        self.day.set_today(data.today)
        asked = data.by_filter or self._window
        shown = data.quarter if isinstance(asked, str) else asked
        self.period.show_period(shown, data.today, data.fiscal_start)
        self.period.setDisabled(data.by_filter is not None or self.all.isChecked())
        self.all.setDisabled(data.by_filter is not None)
        self.setToolTip("" if data.by_filter is None else _("The filter above says which dates"))

    def _turn(self, key: str) -> None:
        self._preferences.set_text(SINCE_KEY, key)
        self.day.setVisible(key == "day")
        if key == "day":
            self.day.setFocus()
        self.changed.emit()

    def _typed(self) -> None:
        if self.day.readable and self.day.value() not in (None, self._told):
            self._told = self.day.value()
            self.changed.emit()

    def _choose(self, window: Window) -> None:
        self._window = window
        self.changed.emit()

    def _toggle(self, on: bool) -> None:
        self.period.setDisabled(on)
        self.changed.emit()
