"""Call mode: the whole pane for one rep after the other, in the order that matters, by keyboard."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services.forecasting import minutes
from salesdesk_app.services.forecasting.agenda import Agenda, RepAgenda
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.forecast.calling import items
from salesdesk_app.ui.panes.pipeline.forecast.calling.items import CallItem
from salesdesk_app.ui.panes.pipeline.forecast.calling.loaded import CallData, load
from salesdesk_app.ui.panes.pipeline.forecast.calling.outcome import outcomes
from salesdesk_app.ui.panes.pipeline.forecast.calling.side import CallSide
from salesdesk_app.ui.panes.pipeline.forecast.calling.summary import Summary
from salesdesk_app.ui.panes.pipeline.forecast.countdown import Countdown
from salesdesk_app.ui.panes.pipeline.forecast.deeds import Deeds
from salesdesk_app.ui.panes.pipeline.forecast.judging_table import JudgingTable
from salesdesk_app.ui.panes.pipeline.forecast.line_figures import LineFigures
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.widgets import handing
from salesdesk_app.ui.widgets.avatar import Avatar
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, column, row
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import titles
from salesdesk_app.wording.language import gettext as _

HINT = _("PgDn next · I in, O out, Space neither, N note · Tab to the calls · Esc leaves")


class CallMode(QWidget):
    """One rep at a time; ``closed`` tells that it was left. What is done is written at once."""

    closed = Signal()
    deal_opened = Signal(int)
    figure_opened = Signal(object, str)

    def __init__(self, desk: Desk, actions: Actions, look: ForecastLook, deeds: Deeds) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._desk, self._act, self._look, self._deeds = desk, actions, look, deeds
        self.wanted: DealFilter | None = None
        self.on = False
        self.data: CallData | None = None
        self._begun: Agenda | None = None
        self.order: list[int] = []
        self.place = 0
        self.avatar = Avatar(size=36)
        self.name = Elided("", "title")
        self.where = Elided("", "label")
        self.before = button(_("‹ Before"), partial(self.step, -1), explain="PgUp")
        self.after = button(_("Next ›"), partial(self.step, 1), "primary", explain="PgDn")
        self.clock = Countdown(desk.seconds)
        self.end_button = button(_("End the call"), self.end)
        self.leave_button = button(_("Leave"), self.leave, "quiet", explain="Esc")
        self.figures = LineFigures(look)
        self.table = JudgingTable(items.columns(look), gives_way=items.GIVES_WAY)
        self.table.setAccessibleName(_("What to talk about"))
        self.nothing = label(_("Nothing changed, no commits and no risks."), "muted")
        self.side = CallSide(desk, look, deeds)
        self.summary = Summary(look)
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        # From the deals to the fields beside them, and to the buttons last.
        buttons = [self.before, self.after, self.clock.switch, self.end_button, self.leave_button]
        for one, other in pairwise([self.table, *self.side.fields(), *buttons]):
            QWidget.setTabOrder(one, other)

    @property
    def current(self) -> RepAgenda | None:
        """The rep that is on."""
        if self.data is None or not 0 <= self.place < len(self.order):
            return None
        return self.data.rep(self.order[self.place])

    def begin(self, wanted: DealFilter | None) -> None:
        """Start a call from the first rep, the clock from its full time."""
        self.wanted, self.on = wanted, True
        self.data = self._begun = None
        self.order, self.place = [], 0
        self.clock.begin()
        self.pages.setCurrentIndex(0)
        self.ask()

    def ask(self) -> None:
        """Ask for what there is to talk about, as it stands now."""
        if self._deeds.period is not None:
            self._desk.ask(
                load,
                self._desk.today(),
                self._deeds.period,
                self.wanted,
                then=self._show,
                topic="forecast call",
            )

    def step(self, by: int) -> None:
        """Go to the rep after or before; after the last one comes the end."""
        if self.pages.currentIndex() == 1:
            if by < 0:
                self.back()
            return
        if not self.side.commit():
            return
        if by > 0 and self.place == len(self.order) - 1:
            self.end()
        elif 0 <= self.place + by < len(self.order):
            self.place += by
            self._show_rep(fresh=True)

    def end(self) -> None:
        """Show what came out of the call."""
        if not self.side.commit():
            return
        if self.clock.running:
            self.clock.toggle()
        self.pages.setCurrentIndex(1)
        self.summary.save.setFocus()
        self.ask()

    def back(self) -> None:
        """Back to the reps, where one was."""
        self.pages.setCurrentIndex(0)
        if not self.clock.running:
            self.clock.toggle()
        self._show_rep(fresh=True)

    def escape(self) -> None:
        """Take back what is being typed, else leave."""
        if not self.side.restore():
            self.leave()

    def leave(self) -> None:
        """Leave call mode; all that was done is kept."""
        if self.pages.currentIndex() == 0 and not self.side.commit():
            return
        self.on = False
        self.closed.emit()

    def sheet(self) -> Sheet | None:
        """The table that is shown."""
        if self.pages.currentIndex() == 1:
            return self.summary.table.sheet()
        return self.table.sheet() if self.current is not None else None

    def _show(self, data: CallData) -> None:
        first = self.data is None
        self.data = data
        if first or self._begun is None:
            self._begun = data.agenda
            self.order = [rep.line.id for rep in data.agenda.reps]
        known = {rep.line.id for rep in data.agenda.reps}
        here = self.order[self.place] if self.place < len(self.order) else None
        self.order = [one for one in self.order if one in known]
        self.order += [r.line.id for r in data.agenda.reps if r.line.id not in set(self.order)]
        self.place = self.order.index(here) if here in self.order else 0
        self._show_rep(fresh=first)
        spent = max(1, round(self.clock.spent / 60))
        self.summary.show_outcome(data, outcomes(self._begun, data, self.order), spent)

    def _show_rep(self, *, fresh: bool) -> None:
        rep = self.current
        if rep is None or self.data is None:
            return
        line = rep.line
        self.avatar.set_name(line.name)
        self.name.setText(line.name)
        moved = "" if rep.moved is None else self._moved(rep.moved)
        place = _("{n} of {all}").format(n=self.place + 1, all=len(self.order))
        self.where.setText(" · ".join(part for part in (place, moved) if part))
        self.before.setEnabled(self.place > 0)
        last = self.place == len(self.order) - 1
        self.after.setText(_("To the end ›") if last else _("Next ›"))
        self.figures.show_line(line)
        self._show_items(rep, fresh)
        self.side.show_line(line)
        if fresh:
            self.side.promises.begin(line.id if line.kind == "person" else None, self._people())
            self.table.setFocus()
        self._offer_deals()
        self.side.promises.show_made(self.data.made_by(line.id))

    def _show_items(self, rep: RepAgenda, fresh: bool) -> None:
        rows = [CallItem(item) for item in rep.items]
        self.table.subject = _("Forecast call, {name}").format(name=rep.line.name)
        self.table.set_rows(rows)
        self.table.viewport().update()
        self.nothing.setVisible(not rows)
        if rows and (fresh or self.table.current_id() is None):
            self.table.choose(rows[0].id)

    def _moved(self, minor: int) -> str:
        since = None if self.data is None else self.data.agenda.since
        if since is None:
            return ""
        text = _("{moved} in closed and commit since {day}")
        moved = self._look.difference(minor) or _("no change")
        return text.format(moved=moved, day=wording.day(since.frozen_on))

    def _offer_deals(self) -> None:
        rep = self.current
        if rep is not None:
            offered = [
                (item.deal_id, titles.title(item.deal, item.account))
                for item in rep.items
                if item.there
            ]
            chosen = self.table.current_id()
            self.side.promises.offer_deals(offered, chosen)

    def _people(self) -> list[tuple[int, str]]:
        """Who can own a commitment: everybody of the call, and whom the editors offer."""
        forecast, choices = self._look.forecast, self._act.choices
        lines = () if forecast is None else forecast.lines
        found = {line.id: line.name for line in lines if line.kind == "person"}
        found |= {one.id: one.name for one in (() if choices is None else choices.owners)}
        return sorted(found.items(), key=lambda one: one[1].casefold())

    def _judge(self, rows: list[CallItem], verdict: str | None) -> None:
        self._deeds.judge_rows(rows, verdict)

    def _hand(self, give: Callable[[Sheet], object]) -> None:
        """Asks for the minutes as they stand, and hands them on."""
        if self._deeds.period is not None:
            self._desk.ask(
                minutes.sheet,
                self._desk.today(),
                self._deeds.period,
                wanted=self.wanted,
                then=give,
                topic="minutes",
                doing=_("Writing the minutes"),
            )

    def _save(self, sheet: Sheet) -> None:
        outlet = handing.outlet_of(self)
        if outlet is not None:
            outlet.export(sheet)

    def _copy(self, sheet: Sheet) -> None:
        handing.copy(self, sheet, headings=True)
        self._desk.notice(_("The minutes are on the clipboard."), "good")

    def _connect(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, run in (
            ("PgDown", partial(self.step, 1)),
            ("PgUp", partial(self.step, -1)),
            ("Esc", self.escape),
        ):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(context)
            made.activated.connect(run)
        self.table.judged.connect(self._judge)
        self.table.noted.connect(self._deeds.note)
        self.table.opened.connect(self.deal_opened.emit)
        self.table.chosen.connect(lambda _id: self._offer_deals())
        self.figures.figure_opened.connect(self.figure_opened)
        self.summary.back_wanted.connect(self.back)
        self.summary.save_wanted.connect(lambda: self._hand(self._save))
        self.summary.copy_wanted.connect(lambda: self._hand(self._copy))
        self.summary.freeze_wanted.connect(self._deeds.freeze)
        self.summary.closed.connect(self.leave)

    def _lay_out(self) -> None:
        rep = QWidget()
        rep.setProperty("look", "clear")
        talk = Card(margin=14)
        who = column(self.name, self.where, spacing=0)
        head = row(self.avatar, who, self.before, self.after, spacing=10)
        head.setStretch(1, 1)
        talk.body.setSpacing(10)
        talk.body.addLayout(head)
        talk.body.addWidget(self.figures)
        talk.body.addWidget(self.nothing)
        talk.body.addWidget(self.table, 1)
        foot = row(Elided(HINT, "label"), self.clock, self.end_button, self.leave_button)
        foot.setStretch(0, 1)
        talk.body.addLayout(foot)
        both = QHBoxLayout(rep)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(talk, 1)
        both.addWidget(self.side)
        self.pages.addWidget(rep)
        self.pages.addWidget(self.summary)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
