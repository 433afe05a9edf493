"""The card of the roster: period and manager, the table over its totals, and who needs what."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from salesdesk_app.services.team import Roster, RosterRow
from salesdesk_app.ui.panes.team.look import RosterLook
from salesdesk_app.ui.panes.team.models import columns, totals_columns, without_content
from salesdesk_app.ui.panes.team.needs_bar import NeedsBar
from salesdesk_app.ui.panes.team.roster_table import RosterTable
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, frame, row
from salesdesk_app.ui.widgets.fields import Picker, search_field
from salesdesk_app.ui.widgets.period_switch import PeriodSwitch
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.ui.widgets.totals_row import TotalsRow
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as period_name
from salesdesk_app.wording.team import hidden_people

ROOMY = 640  # pixels from which on the search field has its place


class RosterCard(Card):
    """Shows a roster; what the user does with it is told by its parts and signals."""

    period_wanted = Signal(object)  # Period
    manager_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, look: RosterLook) -> None:
        super().__init__(margin=12)
        self.everyone = False
        self._roster: Roster | None = None
        self._look = look
        self.switch = PeriodSwitch()
        self.switch.changed.connect(self.period_wanted)
        self.manager = Picker(none=_("Everybody"))
        self.manager.setFixedWidth(150)
        self.manager.setAccessibleName(_("Manager"))
        self.manager.chosen.connect(lambda _key: self.manager_wanted.emit())
        self.search = search_field(_("Search"))
        self.search.setFixedWidth(120)
        self.search.textChanged.connect(lambda _text: self.fit())
        self.table = RosterTable(columns(look))
        self.table.search_in(self.search)
        self.totals = TotalsRow(totals_columns(look), self.table)
        self.table.total = lambda: None if self._roster is None else self._roster.total
        self.others = button("", self.toggle_others, "link")
        self.needs = NeedsBar()
        self._said = label("", wrap=True)
        self._to_latest = button("", self._go_to_latest)
        self._to_quotas = button(_("Set quotas"), self.sheet_wanted.emit)
        self.banner = frame("banner")
        self._lay_out()

    def show_roster(self, roster: Roster, at: datetime) -> None:
        """Show another roster, computed at a local moment; selection and scroll stay."""
        if self._roster is not None and self._roster.currency != roster.currency:
            self.table.set_rows(())  # the texts of equal rows would be kept
        self._roster = self._look.roster = roster
        self._look.at = at
        self.switch.show_period(roster.period, roster.today, roster.fiscal_start_month)
        self.manager.setVisible(len(roster.managers) > 1)
        self.manager.set_choices(roster.managers)
        self.table.subject = _("Team, {period}").format(period=period_name(roster.period))
        self.table.set_rows(roster.rows)
        self.table.leave_out(without_content(roster))
        self.table.viewport().update()
        self.totals.set_rows((roster.total,))
        self.needs.show_rows(roster.wanting)
        self.show_others(self.everyone)
        self._show_banner(roster)

    def toggle_others(self) -> None:
        """Show or hide those without figures in the period."""
        self.show_others(not self.everyone)

    def show_others(self, everyone: bool) -> None:
        """Show everybody, or who is here and who has figures in the period."""
        self.everyone = everyone
        rows = self._roster.rows if self._roster else ()
        hidden = [shown for shown in rows if not shown.shown]
        left = sum(shown.left for shown in hidden)
        words = hidden_people(left, len(hidden) - left)
        self.others.setText(_("Hide those without figures") if everyone else words)
        self.others.setVisible(bool(hidden))
        self.table.set_keep(None if everyone else _is_shown)
        self.table.fit()

    def fit(self) -> None:
        """Shows the search field where it has room or holds words."""
        self.search.setVisible(self.width() >= ROOMY or bool(self.search.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Looks anew what has room."""
        super().resizeEvent(event)
        self.fit()

    def _show_banner(self, roster: Roster) -> None:
        name, latest = period_name(roster.period), roster.latest
        unclosed = not roster.total.figures.closed_count and latest not in (None, roster.period)
        unset = roster.with_quota == 0 and roster.reps > 0
        said = [
            _("No quota yet in {period}.").format(period=name) if unset else "",
            _("No deal was closed in {period}.").format(period=name) if unclosed else "",
        ]
        self._said.setText(" ".join(text for text in said if text))
        if latest is not None:
            self._to_latest.setText(_("Show {period}").format(period=period_name(latest)))
        self._to_latest.setVisible(unclosed)
        self._to_quotas.setVisible(unset)
        self.banner.setVisible(unset or unclosed)

    def _go_to_latest(self) -> None:
        if self._roster is not None and self._roster.latest is not None:
            self.period_wanted.emit(self._roster.latest)

    def _lay_out(self) -> None:
        inner = row(self._said, self._to_latest, self._to_quotas)
        inner.setStretch(0, 1)
        inner.setContentsMargins(12, 6, 6, 6)
        self.banner.setLayout(inner)
        below = row(self.others, None)
        below.setContentsMargins(4, 6, 0, 2)
        self.body.setSpacing(0)
        self.body.addLayout(row(self.switch, None, self.manager, self.search))
        self.body.addSpacing(8)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.table, 1000)
        self.body.addWidget(self.totals)
        self.body.addLayout(below)
        self.body.addWidget(self.needs)
        self.body.addStretch(1)


def _is_shown(shown: RosterRow) -> bool:
    return shown.shown
