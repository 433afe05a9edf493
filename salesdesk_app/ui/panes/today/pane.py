"""Today: figures across the top; the checks at the left, the agenda, and what needs the manager."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import ClassVar, Protocol

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app.clock import local, local_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.deals.remembered_rows import Remembered
from salesdesk_app.services.inbox.dropped import Dropped
from salesdesk_app.services.key_figures import figure_choice
from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Session
from salesdesk_app.services.workspace import Store
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.panes.today.agenda.agenda_view import AgendaView
from salesdesk_app.ui.panes.today.agenda.calendar_deeds import CalendarDeeds
from salesdesk_app.ui.panes.today.agenda.gap_deeds import GapDeeds
from salesdesk_app.ui.panes.today.agenda.whole_days import WholeDays
from salesdesk_app.ui.panes.today.checklist.check_row import CheckHead
from salesdesk_app.ui.panes.today.checklist.day_list import DayList
from salesdesk_app.ui.panes.today.checklist.item_deeds import ItemDeeds
from salesdesk_app.ui.panes.today.deeds import Deeds
from salesdesk_app.ui.panes.today.evening.part import EveningPart
from salesdesk_app.ui.panes.today.figures import FigureBar
from salesdesk_app.ui.panes.today.glance import Glance
from salesdesk_app.ui.panes.today.inbox.follow_ups import FollowUps
from salesdesk_app.ui.panes.today.needs.needs_list import NeedsList
from salesdesk_app.ui.panes.today.news.page import NewsPage
from salesdesk_app.ui.panes.today.outline import UNKNOWN, Seen, keep, lay_out, right_column
from salesdesk_app.ui.panes.today.side_card import SideCard
from salesdesk_app.ui.panes.today.welcome import Welcome
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.present_only import present_only
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import Card, boxed, column, scrolled
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import week_in

LAPSE_MS = 30_000  # how often the clock is asked whether what is shown has grown old
OLD_S = 300
BEFORE_NOW = 90  # pixels of the hours that are over, above those to come


class _List(Protocol):
    def show_day(self, day: Today) -> None: ...


class TodayPane(Pane):
    """The day. What can be done here is in ``deeds``."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {
            *("checklist_item", "checklist_outcome", "activity", "commitment", "message"),
            *("handled", "deal_product"),
            *("calendar_source", "calendar_event"),
            *("deal", "stage", "account", "contact", "person", "quota", "setting", "rate"),
            *("closed_day", "feed", "news_item", "kept_news", "competitor"),
        }
    )
    travels: ClassVar[bool] = True
    as_closed: ClassVar[bool] = True

    def __init__(self, spec: PaneSpec, desk: Desk, preferences: Preferences) -> None:
        super().__init__(spec, desk, preferences)
        self.day: Today | None = None
        self._kept: Seen | None = None
        self._deals = Remembered()
        self.gaps = GapDeeds(self, desk, preferences)
        self.calendars = CalendarDeeds(self, desk, self.gaps, lambda: self.day)
        deeds = self.deeds = Deeds(
            self,
            desk,
            self.show_matters,
            shown=lambda: self.day,
            show_follow_up=self.show_follow_up,
            gaps=self.gaps,
            calendars=self.calendars,
        )
        self.items = ItemDeeds(self, desk, lambda: self.day)
        self.figures = FigureBar()
        self.welcome = Welcome(deeds.import_workbook, deeds.fill_sample, deeds.go_to_team)
        self.welcome.hide()
        self.checks = DayList(deeds)
        self.agenda = AgendaView()
        self.whole_days = WholeDays()
        self.needs = NeedsList(deeds.matters)
        self.follow_ups = FollowUps(deeds.inbox)
        self.news = NewsPage(deeds.news)
        walks = (self.checks, self.needs.walk, self.follow_ups.walk, self.news.walk)
        self._shows = (*walks, self.agenda, self.figures)
        self.side = SideCard({"follow_ups": self.follow_ups, "news": self.news})
        self.pages = QStackedWidget()
        self.evening = EveningPart(self, self.pages)
        self._lay_out()
        self._connect()
        self.glance = Glance(self, self._looked)
        desk.saving.connect(self.glance.somebody)
        self._clock = QTimer(self, interval=LAPSE_MS)
        self._clock.timeout.connect(self.heed_clock)
        self._clock.timeout.connect(deeds.news.fetch_due)
        self._clock.start()

    def question(self) -> Callable[[Session], Today]:
        """The day as it stands now, or a past one as it was closed."""
        if self.desk.looking_at is not None:
            return self.evening.question(self.desk.looking_at)
        now = self.desk.now()  # asked once: just at midnight a second answer is another day's
        return partial(today.day, today=local_day(now), now=now, remembered=self._deals)

    def show_data(self, data: Today) -> None:
        """Show the day; a look of some seconds is remembered."""
        new = self.day is None
        first = self.day is None or self.day.day != data.day
        self.day = data
        for one in self._shows:
            one.read_only = self.desk.looking_at is not None
        self._say_day(data)
        self.figures.setVisible(not data.empty)
        self.welcome.setVisible(data.empty)
        self.figures.show_day(data)
        self.deeds.calls.show_day(data)
        self.whole_days.show_day(data)
        self.agenda.show_day(data)
        lists = (self.checks, self.needs, self.follow_ups, self.news)
        self._fill(lists, data, step_by_step=new or self.behind_outline)
        self.side.count("follow_ups", len(data.follow_ups.to_answer))
        self.side.count("news", data.news.new)
        self.evening.show_day(data)
        self._agenda_card.set_title(_("Agenda"), words.short_day(data.day))
        if self.desk.looking_at is None:
            self._keep_look(data)
        if first:
            for area in (self._checks_area, self.needs.area, self.follow_ups.area):
                area.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self._scroll_to_now)
            QTimer.singleShot(0, self, self.deeds.news.fetch_due)
        self.calendars.start()
        self.glance.show_day()

    def _fill(self, lists: Sequence[_List], day: Today, *, step_by_step: bool) -> None:
        """Fills the lists; where all are new one after the other, so that each event is short."""
        for place, one in enumerate(lists):
            if self.day is not day:  # another answer has come meanwhile, and fills them all
                return
            one.show_day(day)
            if step_by_step and lists[place + 1 :]:
                self._filling = True
                rest = partial(self._fill, lists[place + 1 :], day, step_by_step=True)
                QTimer.singleShot(0, self, rest)
                return
        self.behind_outline = False
        if self._filling:
            self._filling = False
            self.loaded.emit()

    def header_widgets(self) -> Sequence[QWidget]:
        """What the day ends with."""
        return (self.evening.button,)

    def heed_clock(self) -> None:
        """Load again where midnight has passed, a follow-up fell due, or it is minutes old."""
        if self.day is None or not self.isVisible() or self.desk.looking_at is not None:
            return
        now = self.desk.now()
        old = abs((now - self.day.now).total_seconds()) >= OLD_S
        old |= self.day.follow_ups.falls_due(self.day.now, now)
        if old or self.desk.today() != self.day.day:
            self.refresh()

    @property
    def chosen(self) -> Item | None:
        """The item of the checklist that has the focus, or had it before a menu was opened."""
        here = self.focusWidget()
        return here.item if isinstance(here, CheckHead) else None

    @property
    def matter(self) -> Matter | None:
        """The matter that has the focus, or had it before a menu was opened."""
        return self.needs.matter_of(self.focusWidget())

    def choose_figures(self, place: int = 0) -> None:
        """Choose the key figures, the one at a place first."""
        from salesdesk_app.ui.panes.today.figures_dialog import FiguresDialog

        def save(codes: Sequence[str]) -> None:
            self.desk.do(figure_choice.choose, codes, notice=True)

        if self.day is not None and not self.desk.refuses():
            FiguresDialog(self, save, [found.code for found in self.day.figures], place).open()

    def show_matters(self) -> None:
        """Go to the list of what needs the manager."""
        self.needs.go_in()

    def show_follow_up(self, follow_up_id: int) -> None:
        """Go to a follow-up in its list."""
        self.side.show_page("follow_ups")
        self.follow_ups.go_to(follow_up_id)

    def apply(self, filter: object) -> None:
        """Take in mails and calendars that were dropped on the window."""
        if not isinstance(filter, Dropped):
            return
        if filter.mails:
            self.side.show_page("follow_ups")
            self.deeds.inbox.add_mails(filter.mails)
        if filter.calendars:
            self.deeds.calendars.add_files(filter.calendars)

    def _keep_look(self, data: Today) -> None:
        titles = tuple(figure.title for figure in data.figures)
        # Below events of the whole day the hours lie where only those tell.
        hours = UNKNOWN if self.whole_days.isVisibleTo(self) else self.agenda.span
        seen = Seen(data.day.isoformat(), titles, hours, data.empty)
        if seen != self._kept:
            self._kept = seen
            keep(self.preferences, self.desk.store.path.name, seen)

    def _say_day(self, data: Today) -> None:
        if self.desk.looking_at is not None:
            self.set_header(*self.evening.heading(data))
            return
        week = week_in(*data.week, data.headlines.quarter)
        self.set_header(words.greeting(local(data.now)), f"{words.weekday(data.day)} · {week}")

    def _looked(self) -> None:
        if self.isVisible() and self.desk.looking_at is None:
            now = self.desk.now()
            self.desk.work(_remember, self.desk.store, local_day(now), now, writes=True)

    def _scroll_to_now(self) -> None:
        if self.day is not None:
            now = local(self.day.now)
            here = round(self.agenda.top_of(now.hour * 60 + now.minute))
            if here + BEFORE_NOW > self._agenda_area.viewport().height():  # else nothing jumps
                self._agenda_area.verticalScrollBar().setValue(here - BEFORE_NOW)

    def _show_part(self, part: QRectF) -> None:
        here = part.toRect()
        below = min(here.height(), self._agenda_area.viewport().height())
        for y in (here.bottom(), here.top(), here.top() + below):  # of a high one, its beginning
            self._agenda_area.ensureVisible(0, y, 0, 8)

    def _connect(self) -> None:
        self.figures.opened.connect(self.desk.open)
        self.figures.choosing.connect(self.choose_figures)
        self.checks.above, self.checks.opens = self.evening.lines, self.evening.opens
        self.checks.ticked.connect(self.items.tick)
        self.checks.adding.connect(self.items.add)
        self.checks.moved.connect(self.items.move)
        self.checks.placed.connect(self.items.place)
        self.checks.acted.connect(self.items.act)
        self.agenda.entries = self.deeds.of_hour
        self.agenda.opened.connect(self.deeds.open_hour)
        self.agenda.reached.connect(self._show_part)
        self.agenda.filling.connect(lambda gap, at: self.gaps.offer(gap, self.day, at))
        self.agenda.wrapping_up.connect(self.evening.wrap_up)
        self.whole_days.opened.connect(self.deeds.open_hour)
        self.agenda.planning.connect(self.deeds.plan)
        field = self.follow_ups.field
        field.asked.connect(partial(self.deeds.inbox.understand, field))
        field.noted.connect(partial(self.deeds.inbox.note, field))

    def _lay_out(self) -> None:
        checks = Card()
        self._checks_area = scrolled(self.checks)
        checks.body.addWidget(self._checks_area, 1)
        left = column(self.evening.card, checks, spacing=12)
        left.setStretch(1, 1)
        self._agenda_card = Card(_("Agenda"), " ")
        plan = IconButton("plus", _("Plan something"), self.deeds.plan)
        self._agenda_card.head.addWidget(plan)
        adding = [section.add for section in self.checks.sections.values()]
        follow_ups, news = self.follow_ups, self.news
        present_only(self.desk, plan, *adding, follow_ups.field, follow_ups.add, news.add, news.on)
        self._agenda_area = scrolled(self.agenda)
        self._agenda_card.body.addWidget(self.whole_days)
        self._agenda_card.body.addWidget(self._agenda_area, 1)
        right = right_column(self.needs, self.side)
        page = QWidget()
        lay_out(page, [self.welcome, self.figures], boxed(left), self._agenda_card, right)
        self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)


def _remember(store: Store, day: date, now: datetime) -> None:
    # A workspace that cannot be written is told of where something is to be kept, not here.
    with suppress(Problem):
        today.look(store, today=day, now=now)
