"""The forecast at a glance: the table over the team's line, and a card of pages below it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from salesdesk_app import wording
from salesdesk_app.services.forecasting.freezes import FreezeRow
from salesdesk_app.services.forecasting.lines import Forecast, RepLine
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.panes.pipeline.forecast.table import ForecastTable, TeamRow
from salesdesk_app.ui.widgets.buttons import Segmented, button
from salesdesk_app.ui.widgets.card import Card, column, frame, row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.period_switch import PeriodSwitch
from salesdesk_app.ui.widgets.table import ROW_HEIGHT
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.pipeline import deals as so_many

LOWER = 236  # pixels of the card below the table
TIGHT = 640  # pixels of height below which the lower card makes room
LOWER_TIGHT = 226
ROOMY = 760  # pixels of height from which on the rows of the table have their full height
FOLDED = 62
NARROW = 820  # pixels of width below which only the switches stand above the table
NARROWER = 640  # and below which that of the period stands alone
FOLDS_BELOW = 560  # pixels of height below which only its tabs are seen unless one asks


class Overview(QWidget):
    """Shows a forecast; what the user wants is told by signals and by those of its parts."""

    period_wanted = Signal(object)  # Period
    sums_wanted = Signal(bool)  # whether figures add up
    compare_wanted = Signal(object)  # FreezeRow or None
    quotas_wanted = Signal()
    calls_wanted = Signal(object)  # RepLine: to state its calls with range and note
    undated_wanted = Signal()  # the deals that are in no period
    tab_chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, look: ForecastLook, pages: Sequence[tuple[str, str, QWidget]]) -> None:
        """``pages`` of the card below the table: key, title and widget of each."""
        super().__init__()
        self.setProperty("look", "clear")
        self._look = look
        self._freezes: Sequence[FreezeRow] = ()
        self.switch = PeriodSwitch(("month", "quarter", "year"))
        self.sums = Segmented([("each", _("Each by itself")), ("added", _("Added up"))])
        self.undated = button("", self.undated_wanted.emit, "link")
        self.undated.setToolTip(_("Without an expected close they are in no period"))
        self.left_out = Elided("", "label", "warn")
        self.compare = Picker(none=_("Compare with …"), search=False)
        self.table = ForecastTable(look)
        self.team = TeamRow(look, self.table)
        self.table.total = lambda: None if look.forecast is None else look.forecast.team
        self.said = Elided("", "body", "muted")
        self.edit_calls = button(_("Calls and notes …"), self._want_calls, "link")
        self.banner = frame("banner")
        self._told = label("", wrap=True)
        self._to_quotas = button(_("Set quotas"), self.quotas_wanted.emit)
        self.tabs = Segmented([(key, title) for key, title, _page in pages])
        self.note = Elided("", "label")
        self.below = Card(margin=14)
        self._pages = {key: page for key, _title, page in pages}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._notes: dict[str, str] = {}
        self._chosen_fold: bool | None = None  # None: by the room there is
        self.fold_button = button(_("Fold"), self._toggle_fold, "quiet")
        self._lay_out()
        self._connect()

    def show_forecast(self, forecast: Forecast, compared: int | None = None) -> None:
        """Show another forecast; selection and scroll stay with the people.

        ``compared`` is the freeze that it is compared with.
        """
        self.switch.show_period(forecast.period, forecast.today, forecast.fiscal_start_month)
        self.table.subject = _("Forecast, {period}").format(period=worded(forecast.period))
        known = any(one.calibrated.minor is not None for one in forecast.lines)
        self.table.show_look(frozenset() if known else frozenset({"calibrated"}))
        self.team.show_look()
        self.table.set_rows(forecast.lines)
        self.team.set_rows((forecast.team,))
        for shown in (self.table, self.team):
            shown.viewport().update()
        self._offer_freezes(forecast.freezes)
        self.compare.set_value(compared)
        self._show_banner(forecast)
        self._show_left_out(forecast)
        self.show_said()

    def show_said(self) -> None:
        """Say what was called for the line that is chosen, notes in full."""
        line = self.table.current_line()
        person = line is not None and line.kind == "person"
        self.said.setText(self._words(line) if line is not None and person else _HINT)
        self.edit_calls.setVisible(person and line is not None and self._look.may_call(line))

    def show_tab(self, key: str) -> None:
        """Show a page of the card below the table, the first where there is none of that key."""
        shown = key if key in self._pages else next(iter(self._pages))
        self.tabs.choose(shown)
        self._stack.setCurrentWidget(self._pages[shown])
        self.say_note(shown, self._notes.get(shown, ""))

    def say_note(self, key: str, text: str) -> None:
        """What stands beside the tabs while a page is shown."""
        self._notes[key] = text
        if self._pages.get(key) is self._stack.currentWidget():
            self.note.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the table the room where there is little."""
        self._fit()
        super().resizeEvent(event)

    def fold(self, folded: bool | None) -> None:
        """Leave only the tabs of the card below the table, or show its page again.

        None: by the room there is.
        """
        self._chosen_fold = folded
        self._fit()

    def unfold(self) -> None:
        """Show the page of the card below the table, as who chooses its tab wants to see it."""
        if self.is_folded:
            self._toggle_fold()

    @property
    def is_folded(self) -> bool:
        """Whether only the tabs of the card below the table are seen."""
        chosen = self._chosen_fold
        return self.height() < FOLDS_BELOW if chosen is None else chosen

    def _toggle_fold(self) -> None:
        self.fold(not self.is_folded)
        self.folded.emit(self.is_folded)

    def _fit(self) -> None:
        tight, folded = self.height() < TIGHT, self.is_folded
        self._show_beside()
        self._stack.setHidden(folded)
        self.fold_button.setText(_("Show") if folded else _("Fold"))
        self.below.setFixedHeight(FOLDED if folded else LOWER_TIGHT if tight else LOWER)
        self.table.set_row_height(32 if tight else 34 if self.height() < ROOMY else ROW_HEIGHT)

    def _show_beside(self) -> None:
        """What stands at the right of the switches gives way beside a deal's panel."""
        roomy = self.width() >= NARROW
        self.sums.setVisible(self.width() >= NARROWER)
        forecast = self._look.forecast
        self.undated.setVisible(roomy and forecast is not None and bool(forecast.team.undated))
        self.compare.setVisible(roomy and bool(self._freezes))

    def _words(self, line: RepLine) -> str:
        parts = []
        for name, said in ((_("rep"), line.rep), (_("me"), line.manager)):
            if said is not None:
                note = f" “{said.note}”" if said.note else ""
                parts.append(f"{name}: {self._look.spoken(said)}{note}")
        words = " · ".join(parts) if parts else _("no call yet")
        return f"{line.name} · {words}"

    def _offer_freezes(self, freezes: Sequence[FreezeRow]) -> None:
        self._freezes = freezes
        self._show_beside()
        self.compare.set_choices([(frozen.id, freeze_name(frozen)) for frozen in freezes])

    def _choose_freeze(self, freeze_id: int | None) -> None:
        found = next((frozen for frozen in self._freezes if frozen.id == freeze_id), None)
        self.compare_wanted.emit(found)

    def _show_banner(self, forecast: Forecast) -> None:
        unset = forecast.team.quota is None and bool(forecast.lines)
        name = worded(forecast.period)
        self._told.setText(_("No quota yet in {period}.").format(period=name))
        self.banner.setVisible(unset)

    def _show_left_out(self, forecast: Forecast) -> None:
        """Say which deals are in no figure: those without a close date, those without a rate."""
        many = len(forecast.team.undated)
        self.undated.setText(_("{deals} without a close date").format(deals=so_many(many)))
        self._show_beside()
        lacking = [
            _("{things} in {currency} without a rate").format(things=things, currency=currency)
            for counts, name in (
                (forecast.unconverted, so_many),
                (forecast.quotas_unconverted, _quotas),
            )
            for currency, count in counts.items()
            for things in (name(count),)
        ]
        self.left_out.setText(", ".join(lacking))

    def _want_calls(self) -> None:
        line = self.table.current_line()
        if line is not None:
            self.calls_wanted.emit(line)

    def _connect(self) -> None:
        self.switch.changed.connect(self.period_wanted)
        self.sums.changed.connect(lambda key: self.sums_wanted.emit(key == "added"))
        self.tabs.changed.connect(self.tab_chosen)
        self.compare.chosen.connect(self._choose_freeze)
        self.compare.setAccessibleName(_("Compare with a frozen forecast"))
        self.table.chosen.connect(lambda _id: self.show_said())

    def _lay_out(self) -> None:
        inner = row(self._told, self._to_quotas)
        inner.setStretch(0, 1)
        inner.setContentsMargins(12, 4, 6, 4)
        self.banner.setLayout(inner)
        self.banner.hide()
        self.compare.setFixedWidth(190)
        upper = Card(margin=12)
        upper.body.setSpacing(0)
        top = row(self.switch, 8, self.sums, 8, self.undated, self.left_out, self.compare)
        top.setStretch(top.indexOf(self.left_out), 1)
        upper.body.addLayout(top)
        upper.body.addSpacing(6)
        upper.body.addWidget(self.banner)
        upper.body.addWidget(self.table, 1000)
        upper.body.addWidget(self.team)
        said = row(self.said, self.edit_calls)
        said.setStretch(0, 1)
        said.setContentsMargins(8, 6, 4, 0)
        upper.body.addLayout(said)
        upper.body.addStretch(1)
        head = row(self.tabs, self.note, self.fold_button, spacing=12)
        head.setStretch(1, 1)
        self.below.body.addLayout(head)
        self.below.body.addWidget(self._stack, 1)
        both = column(upper, self.below, spacing=12)
        both.setStretch(0, 1)
        self.setLayout(both)


_HINT = _("Choose a rep to see the calls in full. Enter opens a rep, Space the deals of a figure.")


def _quotas(number: int) -> str:
    return ngettext("{n} quota", "{n} quotas", number).format(n=number)


def freeze_name(frozen: FreezeRow) -> str:
    """A freeze in a list: ``Frozen 16 Nov 2026``."""
    return _("Frozen {day}").format(day=wording.day(frozen.frozen_on, year=True))
