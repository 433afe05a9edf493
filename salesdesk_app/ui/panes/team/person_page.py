"""One person beside the roster: key figures, deals, quotas, and what was promised and done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.money import half_even
from salesdesk_app.services.team import PersonDetail, Roster, RosterRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.team.activity_tab import ActivityTab
from salesdesk_app.ui.panes.team.deals_tab import DealsTab
from salesdesk_app.ui.panes.team.look import RosterLook, where
from salesdesk_app.ui.panes.team.quotas_tab import QuotasTab
from salesdesk_app.ui.widgets.avatar import Avatar
from salesdesk_app.ui.widgets.buttons import IconButton, Segmented, menu_of
from salesdesk_app.ui.widgets.card import boxed, column, line, row
from salesdesk_app.ui.widgets.figure import Figure
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import periods
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric

WIDTH = 356  # of the card around it


class PersonPage(QWidget):
    """The page; what it does to a person is told to the pane."""

    edit_wanted = Signal()
    retire_wanted = Signal()
    reinstate_wanted = Signal()
    sheet_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, look: RosterLook) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._look = look
        self.avatar = Avatar(size=40)
        self.name = Elided("", "heading")
        self.facts = label("", "muted", wrap=True)
        self.edit = IconButton("pencil", _("Edit"), self.edit_wanted.emit)
        self.more = IconButton("ellipsis", _("More"), self._open_menu)
        self.close_button = IconButton("x", _("Close (Esc)"), self.closed.emit)
        self.attainment = Figure(metric("attainment").name)
        self.booked = Figure(metric("won").name)
        self.coverage = Figure(metric("coverage").name)
        self.win_rate = Figure(metric("win_rate").name)
        self.average = Figure(metric("average_won").name)
        self.cycle = Figure(metric("cycle_days_won").name)
        self.deals = DealsTab(desk)
        self.quotas = QuotasTab(desk, self.sheet_wanted.emit)
        self.activity = ActivityTab(desk)
        self.tabs = Segmented(
            [("deals", _("Deals")), ("quotas", _("Quotas")), ("activity", _("Activity"))]
        )
        self.stack = QStackedWidget()
        for tab in (self.deals, self.quotas, self.activity):
            self.stack.addWidget(tab)
        self.tabs.changed.connect(self.show_tab)
        for figure in (self.attainment, self.booked, self.average, self.cycle):
            figure.clicked.connect(self.deals.open_won)
        self.coverage.clicked.connect(self.deals.open_expected)
        self.win_rate.clicked.connect(self.deals.open_closed)
        self._left = False
        self._lay_out()

    def show_row(self, shown: RosterRow) -> None:
        """Show the figures that the roster knows; the rest follows with ``show_detail``."""
        self._left = shown.left
        self.avatar.set_name(shown.person.name)
        self.name.setText(shown.person.name)
        self.facts.setText(self._facts(shown))
        self._show_quota(shown)
        self._show_rates(shown)

    def _show_quota(self, shown: RosterRow) -> None:
        look, own = self._look, shown.figures
        against = _("No quota yet") if shown.quota is None else look.against_pace(shown)
        share = wording.percent(shown.attainment.value)
        explained = look.explain_attainment(shown)
        self.attainment.show_figure(share, against, explained, look.track(shown))
        of = ""
        if shown.quota is not None:
            of = _("of {quota}").format(quota=look.short(shown.quota))
        self.booked.show_figure(look.won(shown), of, look.dated(metric("won").text))
        standing = _("nothing open") if own.open_count == 0 else _("no value")
        if own.open_count and own.open_value is not None:
            standing = _("{value} open").format(value=look.short(own.open_value))
        self.coverage.show_figure(look.coverage(shown), standing, look.explain_coverage(shown))

    def _show_rates(self, shown: RosterRow) -> None:
        look, own = self._look, shown.figures
        closed = _("{won} of {closed} closed").format(
            won=wording.count(own.won_count), closed=wording.count(own.closed_count)
        )
        self.win_rate.show_figure(look.win_rate(shown), closed, look.explain_win_rate(shown))
        average, days = own.average_won, own.cycle_days_won
        value, length = wording.percent(None), wording.percent(None)
        if average.value is not None:
            value = look.short(half_even(average.numerator, average.denominator))
        if days.value is not None:
            length = _("{days} days").format(days=half_even(days.numerator, days.denominator))
        count = wording.count(average.denominator)
        self.average.show_figure(
            value, _("of {count} won").format(count=count), look.dated(metric("average_won").text)
        )
        count = wording.count(days.denominator)
        self.cycle.show_figure(
            length,
            _("mean of {count}").format(count=count),
            look.dated(metric("cycle_days_won").text),
        )

    def show_detail(self, detail: PersonDetail, roster: Roster, shown: RosterRow) -> None:
        """Show deals, quotas, commitments and activities."""
        person = detail.person
        closed = shown.figures.closed_count
        self.deals.show_deals(detail, roster.period, closed)
        self.quotas.show_quotas(person, detail.quotas, roster.period, roster.currency)
        self.activity.show_detail(detail)

    def show_tab(self, key: str) -> None:
        """Show one of the tabs."""
        self.tabs.choose(key)
        places = {"deals": self.deals, "quotas": self.quotas, "activity": self.activity}
        self.stack.setCurrentWidget(places[key])

    def _facts(self, shown: RosterRow) -> str:
        person = shown.person
        parts = [wording.term(person.role), where(shown)]
        if person.started_on is not None:
            parts.append(_("since {month}").format(month=periods.month(person.started_on)))
        if person.ended_on is not None:
            day = wording.day(person.ended_on, year=True)
            text = _("left {day}") if shown.left else _("until {day}")
            parts.append(text.format(day=day))
        return " · ".join(part for part in parts if part)

    def _open_menu(self) -> None:
        leave = (
            (_("Reinstate"), self.reinstate_wanted.emit)
            if self._left
            else (_("Retire…"), self.retire_wanted.emit)
        )
        menu: QMenu = menu_of(
            [
                (_("Edit…"), self.edit_wanted.emit),
                leave,
                (_("Open deals in Pipeline"), self.deals.open_all),
                (_("Quotas of everybody…"), self.sheet_wanted.emit),
            ],
            self,
        )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _lay_out(self) -> None:
        figures = QGridLayout()
        figures.setContentsMargins(-4, 0, 0, 0)  # the figures keep room for the ring of the focus
        figures.setHorizontalSpacing(12)
        figures.setVerticalSpacing(10)
        shown = (
            (self.attainment, self.booked, self.coverage),
            (self.win_rate, self.average, self.cycle),
        )
        for line_at, items in enumerate(shown):
            for place, item in enumerate(items):
                figures.addWidget(item, line_at, place)
                figures.setColumnStretch(place, 1)
        words = column(self.name, self.facts, spacing=1)
        head = row(self.avatar, 6, boxed(words), self.edit, self.more, self.close_button, spacing=4)
        head.setStretch(2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        box.addLayout(figures)
        box.addWidget(line())
        box.addLayout(row(self.tabs, None))
        box.addWidget(self.stack, 1)
