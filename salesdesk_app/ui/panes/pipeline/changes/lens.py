"""The lens that shows what changed: since when, the waterfall, and its deals as a list."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services import looks, since
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Session, Store
from salesdesk_app.services.waterfall import Flow
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.changes import marks
from salesdesk_app.ui.panes.pipeline.changes.card import FlowCard
from salesdesk_app.ui.panes.pipeline.changes.choice import FlowChoice
from salesdesk_app.ui.panes.pipeline.changes.columns import BARS, columns, said_of
from salesdesk_app.ui.panes.pipeline.changes.loaded import Loaded, load
from salesdesk_app.ui.panes.pipeline.empty_page import nothing_yet
from salesdesk_app.ui.panes.pipeline.lens import Lens
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, framed
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import waterfall as words
from salesdesk_app.wording.language import gettext as _

GLANCE_MS = 5_000  # a shorter look is none
OWNER, MOVED = 1, 3  # places of columns
ROOMY = 760  # width from which on the owner has a column


class ChangesLens(Lens):
    """The waterfall above its deals. A bar opens its deals in the table, a line its deal."""

    def __init__(self, desk: Desk, actions: Actions, preferences: Preferences) -> None:
        super().__init__(desk, actions, preferences)
        self.data: Loaded | None = None
        self.choice = FlowChoice(preferences, desk.view_day())
        self.card = FlowCard()
        self.table = Table(columns(self._currency))
        self.table.setAccessibleName(_("What changed, deal by deal"))
        self.table.group_by(BARS)
        self.setFocusProxy(self.table)
        self.nothing = label("", "muted")
        self.put_off = button("", self.open_put_off, "link", explain=words.PUT_OFF)
        self.none_known = Empty("history", _("Nothing to compare with"), "")
        self.none_known.text.setMinimumWidth(400)
        self.empty = nothing_yet(self._run, partial(self._run, "deals.new"))
        self._glance = QTimer(self, singleShot=True, interval=GLANCE_MS)
        self._lay_out()
        self.choice.changed.connect(self.asked)
        self.card.chosen.connect(self.open_bar)
        self.table.opened.connect(self._open_line)
        self._glance.timeout.connect(self._looked)

    def question(self, wanted: DealFilter) -> Callable[[Session], Loaded]:
        """What changed up to the day that is looked at, among the deals of the filter."""
        today = self.desk.view_day()
        back_to, window = self.choice.back_to(today), self.choice.closing
        return lambda session: load(session, back_to, window, wanted, today)

    def show_data(self, data: Loaded) -> None:
        """Show the waterfall, or say why there is none."""
        self.data = data
        self.choice.show_loaded(data)
        flow, moment = data.flow, data.moment
        self.choice.setVisible(data.any_deals)
        if flow is None or moment is None or not data.any_deals:
            self.context = ""
            self.table.set_rows([])
            self._say_nothing(data)
            return
        then = words.since(moment.here, moment.day)
        self.card.show_flow(flow, moment, today=self.desk.looking_at is None)
        self.table.subject = self.card.title.text()
        self.table.rows_model.say_of_groups(said_of(flow))
        self.table.set_rows(flow.lines)
        self.put_off.setText(literal(words.put_off(flow.put_off)))
        self.put_off.setVisible(bool(flow.put_off))
        self.nothing.setText(_("Nothing changed in it {since}.").format(since=then))
        self.nothing.setVisible(not flow.lines)
        self._list.setVisible(bool(flow.lines))
        self.context = _net(flow, then)
        self._pages.setCurrentWidget(self._full)
        if not self._glance.isActive():
            self._glance.start()

    def sheet(self) -> Sheet | None:
        """The list, line by line."""
        shown = self.data is not None and self.data.flow is not None and self.data.flow.lines
        return self.table.sheet() if shown else None

    def open_bar(self, code: str) -> None:
        """Show the deals of a bar in the table; of what was deleted, its lines in the list."""
        data = self.data
        if data is None or data.flow is None or data.moment is None:
            return
        if code == "deleted":
            first = next(line for line in data.flow.lines if line.code == code)
            self.table.choose(first.id)
            self.table.setFocus()
            return
        self.desk.open("pipeline", marks.filter_of(data.flow, data.moment, code))

    def open_put_off(self) -> None:
        """Show the deals that were put off in the table."""
        data = self.data
        if data is not None and data.flow is not None and data.moment is not None:
            self.desk.open("pipeline", marks.put_off_filter(data.flow, data.moment))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the owner a column where there is room."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY
        self.table.setColumnHidden(OWNER, not roomy)
        self.table.horizontalHeader().resizeSection(MOVED, 220 if roomy else 180)

    def _open_line(self, line_id: tuple[str, int]) -> None:
        code, deal_id = line_id
        if code == "deleted":
            self.desk.notice(_("This deal was deleted. Look back at an earlier day to see it."))
        else:
            self.opened.emit(deal_id)

    def _currency(self) -> str:
        return "" if self.data is None or self.data.flow is None else self.data.flow.currency

    def _say_nothing(self, data: Loaded) -> None:
        if data.any_deals and data.problem is not None:
            text = wording.problem(data.problem.code, data.problem.facts)
            self.none_known.say(_("Nothing to compare with"), text)
            self._pages.setCurrentWidget(self.none_known)
        else:
            self._pages.setCurrentWidget(self.empty)

    def _run(self, command_id: str) -> None:
        """Runs a command of the window, as its menu does."""
        window: Any = self.window()
        window.run(COMMANDS[command_id])

    def _looked(self) -> None:
        """A look of some seconds at the present is remembered, to count from it next time."""
        if self.isVisible() and self.desk.looking_at is None:
            day, now = self.desk.today(), self.desk.now()
            self.desk.work(partial(_remember, self.desk.store, day, now), writes=True)

    def _lay_out(self) -> None:
        self._list = framed(self.table)
        self._full = boxed(column(self.card, self.nothing, self.put_off, self._list, spacing=12))
        layout = self._full.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made so above
        layout.setStretch(0, 5)
        layout.setStretch(3, 6)
        self._pages = QStackedWidget()
        for page in (self._full, self.none_known, self.empty):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.choice)
        box.addWidget(self._pages, 1)


def _net(flow: Flow, then: str) -> str:
    """What the open pipeline gained or lost, where anything is known of it."""
    if not (flow.start.known and flow.end.known):
        return ""
    net = words.signed(flow.end.amount - flow.start.amount, flow.currency, short=True)
    return _("open pipeline {net} {since}").format(net=net, since=then)


def _remember(store: Store, day: date, now: datetime) -> None:
    # A workspace that cannot be written is told of where something is to be kept, not here.
    with suppress(Problem):
        looks.remember(store, since.LOOKED, today=day, now=now)
