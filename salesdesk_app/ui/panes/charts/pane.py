"""The charts of a month, quarter or year; every bar leads to the deals behind it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, cast

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app.domain.periods import Period
from salesdesk_app.services import charts as questions
from salesdesk_app.services.charts import Charts, PeriodKind
from salesdesk_app.services.deals import filter_names
from salesdesk_app.services.deals.deal_filter import DealFilter, both, without
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.filters.chips import Chips
from salesdesk_app.ui.filters.filtering import Filtering
from salesdesk_app.ui.filters.views_button import Views
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.panes.charts.cards import (
    AttainmentCard,
    FunnelCard,
    LeadersCard,
    MonthsCard,
    RatesCard,
)
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, frame, row
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.ui.widgets.period_switch import PeriodSwitch
from salesdesk_app.ui.widgets.text import Elided, label, set_tone
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.pipeline import deals, without_rate

GAP = 12


class ChartsPane(Pane):
    """Five charts of one period."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"deal", "stage", "pipeline", "person", "quota", "setting", "rate"}
        | {"account", "activity", "competitor", "product", "custom_field"}
    )
    travels: ClassVar[bool] = True

    def __init__(self, spec: PaneSpec, desk: Desk, preferences: Preferences) -> None:
        super().__init__(spec, desk, preferences)
        self.latest: Period | None = None
        self._period: Period | None = None
        self.switch = PeriodSwitch(("month", "quarter", "year"))
        self.switch.changed.connect(self.go_to)
        self.attainment = AttainmentCard()
        self.months = MonthsCard()
        self.leaders = LeadersCard()
        self.funnel = FunnelCard()
        self.rates = RatesCard(preferences.text("charts/rates", "rep"))
        self.rates.switch.changed.connect(partial(preferences.set_text, "charts/rates"))
        self.cards = (self.attainment, self.months, self.leaders, self.funnel, self.rates)
        self.attainment.quotas_wanted.connect(partial(self._run, "team.quotas"))
        for card in self.cards:
            card.chosen.connect(self._open)
        self.filtering = Filtering(desk.view_day, "")
        self.filtering.edit.setPlaceholderText("Of which deals, e.g. owner:… value>…")
        self.saved = Views(desk, self.filtering, self)
        self.chips = Chips(self.filtering, outcome=False)
        self.filtering.asked.connect(self.refresh)
        self.filtering.narrowed.connect(self._narrowed)
        self._wanted = DealFilter()
        self.filtering.changed.connect(lambda: self._say_filter(self._data))
        self._data: Charts | None = None
        self._asked_views = False
        self._lay_out()

    def header_widgets(self) -> Sequence[QWidget]:
        """The switch of the period."""
        return [self.switch]

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """The latest period with closed deals, as a month, a quarter and a year."""
        return [(kind, partial(self._picture, kind)) for kind in ("quarter", "month", "year")]

    def question(self) -> Callable[[Session], Charts]:
        """The charts of the period, or of the running one."""
        period, today = self._period, self.desk.view_day()
        kind = cast(PeriodKind, self.preferences.text("charts/kind", "quarter"))
        self.filtering.renew()
        wanted = self._wanted = self.filtering.wanted
        return lambda session: questions.of_period(
            session, today=today, period=period, kind=kind, wanted=wanted
        )

    def show_data(self, data: Charts) -> None:
        """Show the charts, or what there is to do first."""
        self._period, self.latest = data.period, data.latest
        self.switch.show_period(data.period, data.today, data.fiscal_start_month)
        self.switch.setVisible(data.deals > 0)
        self._bar.setVisible(data.deals > 0)
        for card in self.cards:
            card.show_charts(data)
        self._say(data)
        self._data = data
        self._say_filter(data)
        self._ask_names()

    def apply(self, filter: object) -> None:
        """A period is gone to."""
        if isinstance(filter, Period):
            self._period = filter

    @property
    def settled(self) -> bool:
        """Whether what is shown is the newest answer to all that was typed."""
        return super().settled and not self.filtering.waits

    def go_to(self, period: Period) -> None:
        """Look at another period."""
        self._period = period
        self.preferences.set_text("charts/kind", period.kind)
        self.refresh()

    def go_to_latest(self) -> None:
        """Look at the last period in which a deal was closed."""
        if self.latest is not None:
            self.go_to(self.latest)

    def _open(self, filter: object) -> None:
        """Goes to the deals behind a mark, those of the filter only."""
        if isinstance(filter, DealFilter):
            told = ("outcome",) if filter.deal_ids is None else ("outcome", "owner", "team")
            filter = both(filter, without(self._wanted, *told))
        self.desk.open("pipeline", filter)

    def _say_filter(self, data: Charts | None) -> None:
        """What of the line is not understood, else that not all deals are shown."""
        faults = self.filtering.faults()
        said = []
        if data is not None and data.wanted is not None:
            said.append(_("Only deals of the filter, whether open, won or lost."))
            if not data.measured:
                said.append(_("Quotas are left out: they measure all deals of a person."))
        set_tone(self._note, "bad" if faults else "muted")
        self._note.setText(" ".join(faults or said))
        self._note.setVisible(bool(faults or said))

    def _narrowed(self) -> None:
        """Charts hold sums only, so that every condition is asked for."""
        if self.filtering.wanted != self._wanted:
            self.refresh()

    def _ask_names(self) -> None:
        topic = ("names", self.spec.id)
        then = self.filtering.set_names
        self.desk.ask(filter_names.names, then=then, topic=topic, travels=True)
        if not self._asked_views:
            self._asked_views = True
            self.saved.ask()

    def _say(self, data: Charts) -> None:
        name = worded(data.period)
        parts = [_("{0} closed").format(deals(data.closed))]
        parts += [without_rate(count, currency) for currency, count in data.unconverted.items()]
        self.set_header(context=" · ".join(parts) if data.deals else "")
        self._said.setText(_("No deal was closed in {0}.").format(name))
        self._elsewhere.heading.setText(_("No deal was closed in {0}").format(name))
        if data.latest is not None:
            latest = worded(data.latest)
            self._elsewhere.text.setText(_("The last was in {0}.").format(latest))
            for link in self._to_latest:
                link.setText(_("Latest: {0}").format(latest))
        away = data.closed == 0 and data.latest not in (None, data.period)
        self._banner.setVisible(away)
        if data.deals == 0:
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self._elsewhere if away and _bare(data) else self._full)

    def _picture(self, kind: str) -> None:
        self.go_to_latest()
        self.switch.choose_kind(kind)

    def _run(self, command: str) -> None:
        window: Any = self.window()
        window.run(COMMANDS[command])

    def _lay_out(self) -> None:
        self._said = label("")
        self._to_latest = (
            button("", self.go_to_latest),
            button("", self.go_to_latest, "primary"),
        )
        self._banner = frame("banner")
        inner = row(self._said, None, self._to_latest[0])
        inner.setContentsMargins(12, 6, 6, 6)
        self._banner.setLayout(inner)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self.attainment, 0, 0, 1, 2)
        grid.addWidget(self.leaders, 0, 2)
        grid.addWidget(self.months, 1, 0)
        grid.addWidget(self.funnel, 1, 1)
        grid.addWidget(self.rates, 1, 2)
        for card in self.cards:  # the columns share the width alike, whatever is in them
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        for place in range(2):
            grid.setRowStretch(place, 1)
        chips = column(3, self.chips, spacing=0)
        line = row(self.saved.button, self.filtering.edit, chips, spacing=8)
        line.setStretch(1, 2)
        line.setStretch(2, 5)
        self._note = Elided("", "body", "muted")
        self._note.hide()
        self._bar = boxed(column(line, self._note, spacing=6))
        full = column(self._banner, spacing=GAP)
        full.addLayout(grid, 1)
        self._full = boxed(full)
        self._empty = Empty(
            "chart-column",
            _("Nothing to draw yet"),
            _("Charts show what is won, how deals move and who leads. Import your deals first."),
            [
                button(_("Import"), partial(self._run, "file.import"), "primary"),
                button(_("Add a deal"), partial(self._run, "deals.new")),
            ],
        )
        self._elsewhere = Empty("chart-column", "", "", [self._to_latest[1]])
        self._stack = QStackedWidget()
        for page in (self._full, self._elsewhere, self._empty):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.setSpacing(GAP)
        box.addWidget(self._bar)
        box.addWidget(self._stack, 1)


def _bare(data: Charts) -> bool:
    """Whether no chart of the period would show anything."""
    nothing_won = not any(month.won_count for month in data.months)
    return nothing_won and data.attainment.quota_minor is None and data.funnel.created == 0
