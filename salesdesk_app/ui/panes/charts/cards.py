"""The cards of the charts: a title, what it says in one line, the chart, or why there is none."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services.charts import Charts
from salesdesk_app.ui.panes.charts import marks, numbers
from salesdesk_app.ui.widgets import handing
from salesdesk_app.ui.widgets.buttons import Segmented, button
from salesdesk_app.ui.widgets.card import Card, boxed, column, row, scrolled
from salesdesk_app.ui.widgets.chart import BarChart, Bars
from salesdesk_app.ui.widgets.text import Elided, LabelTone, label, set_tone
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.numbers import NOT_AVAILABLE
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.pipeline import deals
from salesdesk_app.wording.reports import against_pace


class ChartCard(Card):
    """A chart in a card; a click on a bar tells ``chosen(filter)``: the deals behind it."""

    chosen = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__(title, " ")
        self.missing = label("", "muted", wrap=True)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.foot = label("", "label", wrap=True)
        self.foot.setVisible(False)
        self.numbers: Sheet | None = None  # what the chart shows, to be copied and exported
        handing.offer(self, self.entries)
        self._pages = QStackedWidget()
        self._none = boxed(column(None, self.missing, None))
        self._pages.addWidget(self._none)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.foot)

    def hold(self, chart: BarChart | Bars) -> QWidget:
        """Takes a chart in, one of several that take turns; returns what to show it by.

        Bars that lie scroll inside of the card.
        """
        chart.make_live()
        chart.clicked.connect(self.chosen)
        page: QWidget = chart
        if isinstance(chart, Bars):
            page = scrolled(boxed(column(chart, None)))
        self._pages.addWidget(page)
        return page

    def show_page(self, page: QWidget | None, missing: str = "") -> None:
        """Shows a chart, or the words for why there is none."""
        self.missing.setText(missing)
        self._pages.setCurrentWidget(page or self._none)

    def entries(self) -> list[handing.Entry]:
        """What the context menu offers: the numbers behind the chart."""
        return handing.numbers(self, self.numbers)

    def say(self, note: str, foot: str = "", *, explain: str) -> None:
        """Says what the chart comes to, and below it what is missing in it."""
        self.note.setText(note)
        self.title.setToolTip(explain)
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))


class AttainmentCard(ChartCard):
    """What was won, week by week, against the pace that the quota asks for."""

    quotas_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Attainment against pace"))
        self.share = label("", "figure")
        self.standing = Elided("", "body", "muted")
        self.chart = BarChart()
        said = row(self.share, self.standing, spacing=10)
        said.setStretch(1, 1)
        self.body.insertLayout(0, said)
        self._page = self.hold(self.chart)
        self._unset = label("", "label")
        self._ask = boxed(
            row(self._unset, button(_("Set quotas"), self.quotas_wanted.emit, "link"), None)
        )
        self.body.addWidget(self._ask)

    def show_charts(self, charts: Charts) -> None:
        """Show the weeks of the period."""
        self.numbers = numbers.of_attainment(charts)
        found, name = charts.attainment, worded(charts.period)
        self.chart.set_words(_axis(charts.currency))
        self.chart.set_marks(marks.of_weeks(charts), marks.of_pace(charts), _("pace"))
        some = found.quota_minor is not None or any(week.won_count for week in found.weeks)
        self.show_page(self._page if some else None, _("Nothing was won in {0}.").format(name))
        self._say_share(charts)
        lacking = found.people - found.with_quota
        foot = _("{0} of {1} have no quota.").format(lacking, found.people)
        self.say(
            _("won so far, by week of {0}").format(name),
            foot if lacking and found.with_quota else "",
            explain=_explain("attainment", "pace"),
        )
        self._unset.setText(_no_quota(charts))
        self._ask.setVisible(found.with_quota == 0 and found.people > 0)

    def _say_share(self, charts: Charts) -> None:
        found = charts.attainment
        won = wording.money(found.won_minor, charts.currency, short=True)
        share, (ahead, tone) = found.share.value, _standing(charts)
        if share is None:
            self.share.setText(won or NOT_AVAILABLE)
            self.standing.setText(_("won"))
        else:
            quota = wording.money(found.quota_minor, charts.currency, short=True)
            self.share.setText(wording.percent(share))
            words = _("{0} of {1} won{2}").format(won, quota, ahead)
            self.standing.setText(words)
        set_tone(self.standing, tone)
        said = _explain("attainment", "pace")
        self.share.setToolTip(said)
        self.standing.setToolTip(said)


class MonthsCard(ChartCard):
    """What was won in each of twelve months."""

    def __init__(self) -> None:
        super().__init__(_("Won by month"))
        self.chart = BarChart()
        self._page = self.hold(self.chart)

    def show_charts(self, charts: Charts) -> None:
        """Show the twelve months up to the period's end."""
        self.numbers = numbers.of_months(charts)
        first, last = charts.months[0].period, charts.months[-1].period
        self.chart.set_words(_axis(charts.currency))
        self.chart.set_marks(marks.of_months(charts))
        some = any(month.won_count for month in charts.months)
        missing = _("Nothing was won from {0} to {1}.").format(worded(first), worded(last))
        self.show_page(self._page if some else None, missing)
        self.say(_("12 months to {0}").format(worded(last)), explain=_explain("won"))


class FunnelCard(ChartCard):
    """How the deals that were created in the period went from stage to stage."""

    def __init__(self) -> None:
        super().__init__(_("Stage funnel"))
        self.chart = Bars(thick=True)
        self._page = self.hold(self.chart)

    def show_charts(self, charts: Charts) -> None:
        """Show the deals that entered each stage, and those that were won."""
        self.numbers = numbers.of_funnel(charts)
        funnel, name = charts.funnel, worded(charts.period)
        found = marks.of_funnel(charts)
        self.chart.set_marks(found)
        missing = _("No deal was created in {0}.").format(name)
        self.show_page(self._page if found else None, missing)
        unknown = _("{0} were closed when they came in; how they went there is not known.")
        self.say(
            _("deals created in {0}").format(name),
            unknown.format(deals(funnel.unknown)) if funnel.unknown else "",
            explain=_explain("conversion"),
        )


class LeadersCard(ChartCard):
    """Everybody's share of quota with the pace, or what they won where nobody has a quota."""

    def __init__(self) -> None:
        super().__init__(_("Leaderboard"))
        self.chart = Bars(label_width=104)
        self._page = self.hold(self.chart)

    def show_charts(self, charts: Charts) -> None:
        """Show everybody who sells, the best first."""
        self.numbers = numbers.of_leaders(charts)
        found = marks.of_leaders(charts)
        self.chart.set_marks(found)
        some = charts.attainment.with_quota or any(leader.won_count for leader in charts.leaders)
        missing = _("Nothing was won in {0}.").format(worded(charts.period))
        self.show_page(self._page if found and some else None, missing)
        by_quota = _("share of quota; mark = pace")
        self.say(
            by_quota if charts.attainment.with_quota else _("value won"),
            explain=_explain("attainment", "pace"),
        )


class RatesCard(ChartCard):
    """The win rate by rep in the period, or by month."""

    def __init__(self, chosen: str) -> None:
        super().__init__(_("Win rate"))
        self.switch = Segmented([("rep", _("Rep")), ("month", _("Month"))], chosen)
        self.switch.changed.connect(self._turn)
        self.head.addWidget(self.switch)
        self.reps = Bars(label_width=104)
        self.months = BarChart(wording.percent)
        self._pages_of = {"rep": self.hold(self.reps), "month": self.hold(self.months)}
        self._charts: Charts | None = None

    def show_charts(self, charts: Charts) -> None:
        """Show the win rate of everybody and of every month."""
        self._charts = charts
        self.reps.set_marks(marks.of_reps(charts))
        self.months.set_marks(marks.of_rate_months(charts))
        self._turn(self.switch.current)

    def _turn(self, key: str) -> None:
        charts = self._charts
        if charts is None:
            return
        self.numbers = numbers.of_rates(charts, key)
        rates = charts.rates_by_rep if key == "rep" else charts.rates_by_month
        missing = _("No deal was closed in {0}.").format(worded(charts.period))
        some = any(rate.rate.denominator for rate in rates)
        self.show_page(self._pages_of[key] if some else None, missing)
        whole = Ratio(
            sum(rate.rate.numerator for rate in rates), sum(rate.rate.denominator for rate in rates)
        )
        self.say(
            marks.share_of(whole) if some else "",
            explain=_explain("win_rate"),
        )


def _standing(charts: Charts) -> tuple[str, LabelTone]:
    """How far the share of quota is from the pace: ``, 3 pts ahead of pace``."""
    share, pace = charts.attainment.share.value, charts.attainment.pace.value
    if share is None or pace is None or charts.today not in charts.period:
        return "", "muted"
    points = round((share - pace) * 100)
    return f", {against_pace(points)}", "good" if points >= 0 else "warn"


def _no_quota(charts: Charts) -> str:
    stated, name = charts.attainment.stated, worded(charts.period)
    if stated.numerator:
        words = _("Quotas are stated for {0} of the {1} days of {2}, so there is no share of it.")
        return words.format(stated.numerator, stated.denominator, name)
    return _("No quota yet in {0}.").format(name)


def _axis(currency: str) -> Callable[[float], str]:
    return lambda value: wording.money(round(value), currency, short=True)


def _explain(*codes: str) -> str:
    return "\n".join(f"{metric(code).name}: {metric(code).text}" for code in codes)
