"""What must be true to make quota: which deals, or how many more by when, and the levers to try."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.forecast import counts_as
from salesdesk_app.services.forecasting.gap import LATELY, Gap
from salesdesk_app.services.forecasting.lines import Forecast
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.forecast.levers import LeversBox
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, line, row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import titles
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.pipeline import deals as so_many

ROW = 28
OWNER, CATEGORY = 1, 2  # places of columns


class GapPage(QWidget):
    """Shows a gap; a deal opens on Enter or a double click."""

    deal_opened = Signal(int)
    deals_wanted = Signal(object)  # the ids of the deals that close the gap
    line_chosen = Signal()
    quotas_wanted = Signal()

    def __init__(self, look: ForecastLook) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._look = look
        self.gap: Gap | None = None
        self.who = Picker(search=False)
        self.who.setAccessibleName(_("Whose gap"))
        self.who.setFixedWidth(170)
        self.who.chosen.connect(lambda _key: self.line_chosen.emit())
        self.head = label("", "strong", wrap=True)
        self.more = label("", "muted", wrap=True)
        self.table = Table(_columns(look), row_height=ROW)
        self.table.setAccessibleName(_("Deals that close the gap"))
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self.deal_opened.emit)
        self.all = button("", self._want_deals, "link")
        self.levers = LeversBox(look)
        self.to_quotas = button(_("Set quotas"), self.quotas_wanted.emit)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(boxed(column(row(self.to_quotas, None), None)))
        self._list.addWidget(boxed(column(None)))
        self._lay_out()

    def show_lines(self, forecast: Forecast) -> None:
        """Offer everybody of a forecast; whom one looks at stays."""
        lines = (forecast.team, *forecast.teams, *forecast.lines)
        kept = self.who.value()
        self.who.set_choices([((one.kind, one.id), _named(one.kind, one.name)) for one in lines])
        if self.who.value() is None or kept is None:
            self.who.set_value((forecast.team.kind, forecast.team.id))

    def show_gap(self, gap: Gap, rows: Sequence[DealRow]) -> None:
        """Show what must be true, and the deals of it in their order."""
        self.gap = gap
        by_id = {row.id: row for row in rows}
        listed = [by_id[one] for one in gap.closing.deal_ids if one in by_id]
        self.head.setText(self._head(gap))
        self.more.setText(self._more(gap))
        self.table.subject = _("What must be true, {period}").format(period=worded(gap.period))
        self.table.set_rows(listed)
        self._list.setCurrentIndex(1 if gap.left is None else 0 if listed else 2)
        self.all.setText(_("Show them in Pipeline"))
        self.all.setVisible(bool(listed))
        self.levers.show_gap(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the deals their names where there is little room."""
        super().resizeEvent(event)
        for place, roomy in ((OWNER, 720), (CATEGORY, 880)):
            self.table.setColumnHidden(place, self.width() < roomy)

    def _head(self, gap: Gap) -> str:
        look, last = self._look, wording.day(gap.period.last)
        if gap.left is None:
            return _("No quota yet in {period}.").format(period=worded(gap.period))
        if gap.left == 0:
            over = look.short(gap.line.closed - (gap.line.quota or 0))
            return _("Quota is made, {amount} over.").format(amount=over)
        to_go = _("{amount} to go by {day}.").format(amount=look.short(gap.left), day=last)
        many, found = len(gap.closing.deal_ids), gap.closing
        if gap.today > gap.period.last:
            return _("{amount} were missing.").format(amount=look.short(gap.left))
        if not many:
            return to_go + " " + _("No open deal of the period has a value.")
        if found.short:
            text = _("All {deals} won bring {value}; {short} are still missing.")
            return f"{to_go} " + text.format(
                deals=so_many(many), value=look.short(found.minor), short=look.short(found.short)
            )
        text = _("It is made if these are won: {deals}, {value}.")
        return f"{to_go} " + text.format(deals=so_many(many), value=look.short(found.minor))

    def _more(self, gap: Gap) -> str:
        """How many more deals, at which rate, size and cycle, by when."""
        if not gap.left or gap.today > gap.period.last:
            return ""
        need = gap.more_beside if gap.closing.short else gap.more
        if need is None:
            text = _("How many more deals it takes is not known: nothing was won in {days} days.")
            return text.format(days=LATELY)
        first = _("Or {deals}")
        if gap.closing.short:
            first = _("And {deals}") if gap.closing.deal_ids else _("It takes {deals}")
        more = ngettext("{count} more deal", "{count} more deals", need)
        text = first.format(deals=more.format(count=wording.count(need)))
        lately = gap.lately
        text += _(" at a win rate of {rate} (n {closed}), {size} each (n {won})").format(
            rate=wording.percent(lately.win_rate.value),
            closed=wording.count(lately.closed_count),
            size=self._look.short(_mean(gap)),
            won=wording.count(lately.average_won.denominator),
        )
        if gap.open_by is None:
            return f"{text}."
        day = wording.day(gap.open_by, year=gap.open_by.year != gap.today.year)
        cycle = lately.cycle_days_won
        days = round(cycle.numerator / cycle.denominator)
        when = _(", opened by {day}, for they take {days} days (n {n})").format(
            day=day, days=days, n=wording.count(cycle.denominator)
        )
        return text + when + (_("; that day is over.") if gap.late else ".")

    def _want_deals(self) -> None:
        if self.gap is not None:
            self.deals_wanted.emit(self.gap)

    def _lay_out(self) -> None:
        head = row(self.head, self.all)
        head.setStretch(0, 1)
        head.setAlignment(self.all, Qt.AlignmentFlag.AlignTop)
        what = column(head, self.more, self._list, spacing=4)
        what.setStretch(2, 1)
        self.levers.top.addWidget(self.who)
        both = row(boxed(what), line(vertical=True), self.levers, spacing=16)
        both.setStretch(0, 5)
        both.setStretch(2, 4)
        self.setLayout(both)


def _named(kind: str, name: str) -> str:
    return _("Team of {name}").format(name=name) if kind == "team" else name


def _mean(gap: Gap) -> int | None:
    average = gap.lately.average_won
    return None if not average.denominator else round(average.numerator / average.denominator)


def _category(deal: DealRow) -> str:
    return wording.term(counts_as(deal.fact.outcome, deal.fact.category) or "omitted")


def _columns(look: ForecastLook) -> tuple[Column, ...]:
    return (
        Column(
            "deal",
            _("Deal"),
            lambda deal: titles.title(deal.name, deal.account),
            width=180,
            stretch=True,
        ),
        Column("owner", _("Rep"), lambda deal: deal.owner, width=104),
        Column("category", _("Category"), _category, width=80),
        Column(
            "value",
            _("Value"),
            lambda deal: look.short(deal.fact.value_minor),
            "number",
            width=72,
            sort_key=lambda deal: deal.fact.value_minor,
            value=lambda deal: look.amount(deal.fact.value_minor),
            value_kind="money",
        ),
        Column(
            "close",
            _("Close"),
            lambda deal: wording.day(deal.closes_on),
            width=64,
            sort_key=lambda deal: deal.closes_on,
            value=lambda deal: deal.closes_on,
            value_kind="day",
        ),
    )
