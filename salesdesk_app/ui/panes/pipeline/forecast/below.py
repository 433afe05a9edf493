"""The pages of the card below the table, each asked for by itself: gap, what changed, accuracy."""

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services import since
from salesdesk_app.services.forecasting.gap import Gap
from salesdesk_app.services.forecasting.lines import Forecast
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.changes import loaded as changes
from salesdesk_app.ui.panes.pipeline.changes import marks
from salesdesk_app.ui.panes.pipeline.changes.card import FlowCard
from salesdesk_app.ui.panes.pipeline.forecast.accuracy_page import AccuracyPage
from salesdesk_app.ui.panes.pipeline.forecast.gap_page import GapPage
from salesdesk_app.ui.panes.pipeline.forecast.loaded import Loaded, gap_of
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.panes.pipeline.forecast.overview import Overview
from salesdesk_app.ui.widgets.card import boxed, column
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded


class Below:
    """Holds the pages; asks for a page when it is seen and the forecast is another."""

    def __init__(self, desk: Desk, look: ForecastLook) -> None:
        self._desk, self._look = desk, look
        self.gap = GapPage(look)
        self.accuracy = AccuracyPage(look)
        self.flow = FlowCard()
        self.flow.setProperty("look", "clear")
        self.no_flow = label("", "muted", wrap=True)
        self.changes = boxed(column(self.no_flow, self.flow, spacing=0))
        self.wanted: DealFilter | None = None
        self._flow: changes.Loaded | None = None
        self.gap.line_chosen.connect(self.ask_gap)
        self.gap.deals_wanted.connect(self._open_closing)
        self.flow.chosen.connect(self._open_bar)

    def pages(self) -> list[tuple[str, str, QWidget]]:
        """Key, title and widget of each page."""
        return [
            ("gap", _("Gap to quota"), self.gap),
            ("changes", _("What changed"), self.changes),
            ("accuracy", _("Accuracy"), self.accuracy),
        ]

    def show_data(self, data: Loaded, wanted: DealFilter | None, overview: Overview) -> None:
        """Show what is of another forecast, and ask for the rest."""
        self.wanted = wanted
        self.gap.show_lines(data.forecast)
        note = self.accuracy.show_accuracy(data.forecast, data.accuracy)
        overview.say_note("accuracy", note)
        self.ask_gap()
        self._ask_flow(data.forecast)

    def ask_gap(self) -> None:
        """Ask for the gap of whom one looks at."""
        forecast, line = self._look.forecast, self.gap.who.value()
        if forecast is not None and line is not None:
            self._desk.ask(
                gap_of,
                self._desk.view_day(),
                forecast.period,
                line,
                self.wanted,
                then=self._show_gap,
                topic="forecast gap",
                travels=True,
            )

    def _show_gap(self, found: tuple[Gap, list[DealRow]] | None) -> None:
        if found is not None:
            self.gap.show_gap(*found)

    def _ask_flow(self, forecast: Forecast) -> None:
        """What changed since the calls were last frozen, else since last Monday."""
        today = self._desk.view_day()
        self._desk.ask(
            changes.load,
            "call" if forecast.freezes else since.monday_before(today),
            forecast.period,
            self.wanted or DealFilter(),
            today,
            then=self._show_flow,
            topic="forecast flow",
            travels=True,
        )

    def _show_flow(self, found: changes.Loaded) -> None:
        self._flow = found
        some = found.flow is not None and found.moment is not None
        self.flow.setVisible(some)
        self.no_flow.setVisible(not some)
        if found.flow is not None and found.moment is not None:
            present = self._desk.looking_at is None
            self.flow.show_flow(found.flow, found.moment, today=present)
        elif found.problem is not None:
            self.no_flow.setText(wording.problem(found.problem.code, found.problem.facts))

    def _open_bar(self, code: str) -> None:
        found = self._flow
        if found is None or found.flow is None or found.moment is None:
            return
        if code == "deleted":
            self._desk.notice(
                _("These deals were deleted. Look back at an earlier day to see them.")
            )
        else:
            self._desk.open("pipeline", marks.filter_of(found.flow, found.moment, code))

    def _open_closing(self, gap: Gap) -> None:
        title = _("What must be true in {period}").format(period=worded(gap.period))
        wanted = DealFilter(deal_ids=frozenset(gap.closing.deal_ids), title=title)
        self._desk.open("pipeline", wanted)
