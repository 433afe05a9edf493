"""The pipeline seen as a forecast: the overview, one rep's deals, and the forecast call."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app.clock import local
from salesdesk_app.domain.periods import Period, week_number
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services import verbs
from salesdesk_app.services.forecasting import rollup
from salesdesk_app.services.forecasting.freezes import FreezeRow
from salesdesk_app.services.forecasting.lines import Forecast, RepLine
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.forecast import menus
from salesdesk_app.ui.panes.pipeline.forecast.below import Below
from salesdesk_app.ui.panes.pipeline.forecast.call_dialog import CallDialog
from salesdesk_app.ui.panes.pipeline.forecast.calling.mode import CallMode
from salesdesk_app.ui.panes.pipeline.forecast.commands import CALL_KEY
from salesdesk_app.ui.panes.pipeline.forecast.deeds import Deeds
from salesdesk_app.ui.panes.pipeline.forecast.loaded import Loaded, about, load
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook, line_of
from salesdesk_app.ui.panes.pipeline.forecast.no_people import no_people
from salesdesk_app.ui.panes.pipeline.forecast.overview import Overview
from salesdesk_app.ui.panes.pipeline.forecast.rep_deals import RepDeal, rep_deals
from salesdesk_app.ui.panes.pipeline.forecast.rep_page import RepPage
from salesdesk_app.ui.panes.pipeline.forecast.table import LEADS
from salesdesk_app.ui.panes.pipeline.lens import Lens
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.wording import periods as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric

KIND, SUMS = "forecast/kind", "forecast/sums"
TAB, FOLD = "forecast/tab", "forecast/fold"


class ForecastLens(Lens):
    """Asks for the forecast of the deals of the filter; what is opened of it is asked beside."""

    def __init__(self, desk: Desk, actions: Actions, preferences: Preferences) -> None:
        super().__init__(desk, actions, preferences)
        self.look = ForecastLook()
        self.look.cumulative = preferences.text(SUMS) == "added"
        self.deeds = Deeds(desk)
        self.data: Loaded | None = None
        self.period: Period | None = None  # that was chosen; None is the running one
        self.compared: FreezeRow | None = None
        self.dialog: CallDialog | None = None
        self._wanted: DealFilter | None = None
        self._rep: int | None = None  # whose page is open
        self._call_soon = False
        self.freeze_button = button(_("Freeze this week’s forecast"), self.freeze)
        self.call_button = button(_("Start the call"), self.begin_call, "primary")
        self.below = Below(desk, self.look)
        self.gap, self.accuracy = self.below.gap, self.below.accuracy
        self.overview = Overview(self.look, self.below.pages())
        self.overview.sums.choose("added" if self.look.cumulative else "each")
        self.rep_page = RepPage(self.look)
        self.calling = CallMode(desk, actions, self.look, self.deeds)
        self._empty = no_people(self._run)
        self.pages = QStackedWidget()
        for page in (self.overview, self.rep_page, self.calling, self._empty):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.overview.show_tab(preferences.text(TAB))
        folded = preferences.text(FOLD)
        self.overview.fold(None if not folded else folded == "yes")
        self._connect()
        self._lead_focus()

    # What a lens is

    def header_widgets(self) -> Sequence[QWidget]:
        """To freeze, and to begin the call."""
        return [self.freeze_button, self.call_button]

    def question(self, wanted: DealFilter) -> Callable[[Session], Loaded]:
        """The forecast of the period that is chosen."""
        self._wanted = about(wanted)
        kind = self.preferences.text(KIND, "quarter")
        return partial(
            load, today=self.desk.view_day(), period=self.period, kind=kind, wanted=wanted
        )

    def show_data(self, data: Loaded) -> None:
        """Show a forecast, and ask anew for what is opened of it."""
        forecast = data.forecast
        self.data = data
        look = self.look
        look.forecast, look.at = forecast, local(self.desk.now())
        look.writable = self.desk.looking_at is None
        self.deeds.period, self.deeds.currency = forecast.period, forecast.currency
        if look.before is not None and look.before.period != forecast.period:
            look.before = self.compared = None
        self.context = _context(forecast)
        self._allow()
        if self.calling.on and not look.writable:  # a call is held in the present
            self.calling.on = False
            self._fill(False)
        self._show_table()
        self.below.show_data(data, self._wanted, self.overview)
        if self.calling.on:
            self.calling.ask()
        elif self._rep is not None:
            self._ask_rep()
        elif forecast.lines:
            self.pages.setCurrentWidget(self.overview)
        else:
            self.pages.setCurrentWidget(self._empty)
        self._ask_before()
        if self._call_soon:
            self._call_soon = False
            self.begin_call()

    def sheet(self) -> Sheet | None:
        """The forecast, or the deals of the rep that is open."""
        if self.data is None or not self.data.forecast.lines:
            return None
        if self.calling.on:
            return self.calling.sheet()
        if self.pages.currentWidget() is self.rep_page:
            return self.rep_page.table.sheet()
        return self.overview.table.sheet()

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """The page of the first rep, and call mode."""
        return [("forecast-rep", self._picture_rep), ("forecast-call", self._picture_call)]

    # What the user does

    def go_to(self, period: Period) -> None:
        """Look at another period."""
        self.period = None if self.desk.view_day() in period else period
        self.preferences.set_text(KIND, period.kind)
        self.asked.emit()

    def add_up(self, added: bool) -> None:
        """Show categories added up, or each by itself."""
        self.look.cumulative = added
        self.preferences.set_text(SUMS, "added" if added else "each")
        self.overview.sums.choose("added" if added else "each")
        self._show_table()
        self._show_rep_line()

    def compare_with(self, frozen: FreezeRow | None) -> None:
        """Show beside each figure what it was when the calls were frozen."""
        self.compared = frozen
        if frozen is None and self.data is not None:
            self.look.before = None
            self._show_table()
        self._ask_before()

    def open_rep(self, line_id: int) -> None:
        """Open the deals of a line."""
        self._rep = line_id
        self._ask_rep()

    def close_rep(self) -> None:
        """Back to everybody, the line that was open chosen."""
        was, self._rep = self._rep, None
        self.pages.setCurrentWidget(self.overview)
        self.overview.table.choose(was)
        self.overview.table.setFocus()

    def open_figure(self, line: RepLine, figure: str) -> None:
        """Go to the deals behind a figure."""
        if self.look.forecast is None or figure not in LEADS:
            return
        if figure == "total_in":
            ids = line.parts["closed"].deal_ids + line.judged_in.deal_ids
            name = metric("total_in").name
        else:
            ids, name = self.look.part(line, figure).deal_ids, figure
        wanted = DealFilter(deal_ids=frozenset(ids), title=self.look.title(line, name))
        self.desk.open("pipeline", wanted)

    def open_undated(self) -> None:
        """Go to the open deals that have no close date and so are in no period."""
        if self.look.forecast is not None:
            ids = frozenset(self.look.forecast.team.undated)
            self.desk.open("pipeline", DealFilter(deal_ids=ids, title=_("Without a close date")))

    def open_calls(self, line: RepLine) -> None:
        """State a rep's call and mine with range and note."""
        if not self.desk.refuses():
            self.dialog = CallDialog(line, self.deeds, self)
            self.dialog.open()

    def begin_call(self) -> None:
        """Go from rep to rep over the whole pane; Esc leaves."""
        forecast = self.look.forecast
        if forecast is None or self.calling.on or self.desk.refuses():
            return
        why = self._why_no_call()
        if why:
            self.desk.notice(why)
            return
        self._fill(True)
        self.pages.setCurrentWidget(self.calling)
        self.calling.begin(self._wanted)

    def begin_call_soon(self) -> None:
        """The same as soon as the forecast is there, for who comes from elsewhere."""
        if self.look.forecast is None:
            self._call_soon = True
        else:
            self.begin_call()

    def open_chosen_calls(self) -> None:
        """State the calls of the line that is chosen, or of the rep that is open."""
        on_page = self.pages.currentWidget() is self.rep_page
        line = self.rep_page.line if on_page else self.overview.table.current_line()
        if line is not None and self.look.may_call(line):
            self.open_calls(line)

    def _fill(self, full: bool) -> None:
        self.full = full
        self.call_button.setHidden(full)
        self.filled.emit(full)

    def _call_over(self) -> None:
        self._fill(False)
        self.pages.setCurrentWidget(self.overview)
        self.overview.table.setFocus()
        self.asked.emit()

    def freeze(self) -> None:
        """Keep all calls of the period as they stand."""
        self.deeds.freeze()

    def start_call(self) -> None:
        """Start to type my call of the chosen line."""
        line = self.overview.table.current_line()
        if line is not None and self.look.may_call(line):
            self.overview.table.start_call(line.id)

    # Inside

    def _lead_focus(self) -> None:
        """Who comes to the lens walks the table of the page that is shown."""
        tables = (self.overview.table, self.rep_page.table, self.calling.table, self._empty)
        self.setFocusProxy(tables[self.pages.currentIndex()])

    def _allow(self) -> None:
        """Let a call be held and frozen where one can be, else say on the buttons why not."""
        why = self.desk.read_only or self._why_no_call()
        keeps = _("Keeps all calls of the period as they stand, to compare with later")
        for shown, explain in ((self.freeze_button, keeps), (self.call_button, CALL_KEY)):
            shown.setEnabled(not why)
            shown.setToolTip(tip(why or explain))

    def _why_no_call(self) -> str:
        forecast = self.look.forecast
        if forecast is None or not forecast.lines:
            return _("There is nobody yet whose call could be held.")
        name = words.period(forecast.period)
        over = _("{period} is over: there is no call to hold.").format(period=name)
        return over if self.look.over else ""

    def _show_table(self) -> None:
        if self.look.forecast is not None:
            compared = None if self.compared is None else self.compared.id
            self.overview.show_forecast(self.look.forecast, compared)

    def _ask_rep(self) -> None:
        forecast = self.look.forecast
        line = None if forecast is None else line_of(forecast, self._rep or 0)
        if forecast is None or line is None:
            self._rep = None
            self.pages.setCurrentWidget(self.overview)
            return
        self.desk.ask(
            rep_deals,
            line,
            forecast.period,
            self.desk.view_day(),
            self._wanted,
            then=partial(self._show_rep, line),
            topic="forecast rep",
            travels=True,
        )

    def _show_rep(self, line: RepLine, deals: list[RepDeal]) -> None:
        if self._rep != line.id:
            return
        fresh = self.pages.currentWidget() is not self.rep_page
        self.rep_page.show_line(line, deals, self.desk.view_day())
        self.pages.setCurrentWidget(self.rep_page)
        if fresh:
            self.rep_page.table.setFocus()

    def _show_rep_line(self) -> None:
        line = self.rep_page.line
        if line is not None and self._rep is not None:
            self.rep_page.figures.show_line(line)

    def _ask_before(self) -> None:
        frozen, forecast = self.compared, self.look.forecast
        if frozen is not None and forecast is not None:
            self.desk.work(
                verbs.ask_past,
                self.desk.store,
                frozen.edit_id,
                rollup.forecast,
                frozen.frozen_on,
                forecast.period,
                self._wanted,
                then=partial(self._show_before, frozen),
                doing=_("Comparing"),
            )

    def _show_before(self, frozen: FreezeRow, before: Forecast) -> None:
        forecast = self.look.forecast
        if frozen == self.compared and forecast is not None and before.period == forecast.period:
            self.look.before = before
            self._show_table()

    def _choose_tab(self, key: str) -> None:
        self.preferences.set_text(TAB, key)
        self.overview.show_tab(key)
        self.overview.unfold()

    def _picture_rep(self) -> None:
        self.window().show()
        lines = () if self.look.forecast is None else self.look.forecast.lines
        if lines:
            self.open_rep(lines[0].id)

    def _picture_call(self) -> None:
        self.close_rep()
        self.begin_call()

    def _run(self, command_id: str) -> None:
        window: Any = self.window()
        window.run(COMMANDS[command_id])

    def _connect(self) -> None:
        overview, page = self.overview, self.rep_page
        self.pages.currentChanged.connect(lambda _page: self._lead_focus())
        overview.period_wanted.connect(self.go_to)
        overview.sums_wanted.connect(self.add_up)
        overview.compare_wanted.connect(self.compare_with)
        overview.undated_wanted.connect(self.open_undated)
        overview.quotas_wanted.connect(lambda: self._run("team.quotas"))
        overview.calls_wanted.connect(self.open_calls)
        overview.tab_chosen.connect(self._choose_tab)
        overview.folded.connect(lambda on: self.preferences.set_text(FOLD, "yes" if on else "no"))
        overview.table.figure_opened.connect(self.open_figure)
        overview.team.figure_opened.connect(self.open_figure)
        overview.table.opened.connect(self.open_rep)
        overview.table.edited.connect(lambda line, _id, value: self.deeds.type_call(line, value))
        overview.table.menu_for = partial(menus.of_line, self)
        self.gap.quotas_wanted.connect(lambda: self._run("team.quotas"))
        self.gap.deal_opened.connect(self.opened)
        self.calling.closed.connect(self._call_over)
        self.calling.deal_opened.connect(self.opened)
        self.calling.figure_opened.connect(self.open_figure)
        page.closed.connect(self.close_rep)
        page.calls_wanted.connect(self.open_calls)
        page.figures.figure_opened.connect(self.open_figure)
        page.table.opened.connect(self.opened.emit)
        page.table.judged.connect(self.deeds.judge_rows)
        page.table.noted.connect(self.deeds.note)


def _context(forecast: Forecast) -> str:
    """``Q4, week 8 of 13`` for the running period, else its name."""
    if forecast.today in forecast.period and forecast.period.kind != "month":
        week, weeks = week_number(forecast.period, forecast.today)
        return words.week_in(week, weeks, forecast.period)
    return words.period(forecast.period)
