"""The evening's part of Today: its button, its lines in the list, its flow, and past days."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from salesdesk_app.clock import local
from salesdesk_app.services.evening import closing, past
from salesdesk_app.services.today import day_lines
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.pane import Pane
from salesdesk_app.ui.panes.today.evening.past_card import PastCard
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.ui.present_only import Entries, present_only
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column
from salesdesk_app.wording import closed_days
from salesdesk_app.wording import evening as words
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Said, muted, strong

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.evening.deeds import EveningDeeds
    from salesdesk_app.ui.panes.today.evening.flow import EveningFlow


class EveningPart(QObject):
    """``pages`` shows the day first; the flow is made when it is first wanted."""

    def __init__(self, pane: Pane, pages: QStackedWidget) -> None:
        super().__init__(pane)
        self._pane, self._pages = pane, pages
        self._desk = pane.desk
        self._deeds: EveningDeeds | None = None
        self.flow: EveningFlow | None = None
        self.shown: Today | None = None
        self.button = button(_("Wrap up the day"), self.wrap_up, explain="Ctrl+Shift+Y")
        self.card = PastCard(self._copy)
        present_only(pane.desk, self.button)

    @property
    def deeds(self) -> "EveningDeeds":
        """What one can do in the evening, imported when it is first wanted."""
        if self._deeds is None:
            from salesdesk_app.ui.panes.today.evening.deeds import EveningDeeds

            pane = self._pane
            self._deeds = EveningDeeds(pane, pane.desk, pane.preferences)
        return self._deeds

    @property
    def on(self) -> bool:
        """Whether the flow is shown."""
        return self.flow is not None and self._pages.currentIndex() > 0

    def question(self, day: date) -> Callable[[Session], Today]:
        """What to ask of a past day."""
        return partial(past.as_closed, day=day)

    def show_day(self, day: Today) -> None:
        """Show what a past day left, or let the flow look again at the present one."""
        self.shown = day
        self._say(day)
        looking = self._desk.looking_at is not None
        self.card.setVisible(looking)
        if looking:
            self.card.show_day(day)
            self._leave()
        elif self.on and self.flow is not None:
            self.flow.ask()

    def heading(self, day: Today) -> tuple[str, str]:
        """What the title row says of a past day: which it is, and when it was closed."""
        return day_words.weekday(day.day), closed_days.state(
            day.closed is not None,
            late=day.closed is not None and day.closed.late,
            at=None if day.closed is None else local(day.closed.closed_at),
            of=day.day,
        )

    def wrap_up(self, day: date | None = None) -> None:
        """Begin the evening of the day that is seen, or of one that was left open."""
        if self._desk.refuses():
            return
        seen = self.shown.day if self.shown is not None else self._desk.today()
        flow = self.flow = self.flow or self._made()
        self._pages.setCurrentIndex(1)
        flow.begin(day or seen, late=day is not None and day < seen)
        self._desk.wrapping_up.emit()
        flow.setFocus()

    def step(self, by: int) -> None:
        """Go to the day before (-1) or after (1) the one that is shown."""
        if self.shown is None:
            return
        calendar = self.shown.stated.calendar
        here, today = self._desk.view_day(), self._desk.today()

        def go(day: date | None) -> None:
            if day is None:
                self._desk.notice(words.NO_DAY[by])
            else:
                self._desk.look_at(day)

        self._desk.ask(closing.beside, here, by, today, calendar, then=go, topic="day beside")

    def lines(self, part: str, day: Today) -> list[Shown]:
        """What stands in a part of the list above its items."""
        if part == "end":
            return self._end(day)
        return self._start(day) if part == "start" else []

    def opens(self, day: Today) -> str:
        """When the end of the day opens, where that is still to come."""
        return day_lines.opens(day)

    def _copy(self, text: str) -> None:
        self.deeds.copy(text)

    def _made(self) -> "EveningFlow":
        from salesdesk_app.ui.panes.today.evening.draft import Drafts
        from salesdesk_app.ui.panes.today.evening.flow import EveningFlow

        drafts = Drafts(self._pane.preferences, self._desk.store.path.name)
        made = EveningFlow(self.deeds, drafts)
        made.left.connect(self._leave)
        box = column(made)
        box.setContentsMargins(0, 0, 0, 14)  # room below, as the day's cards have it
        self._pages.addWidget(boxed(box))
        return made

    def _say(self, day: Today) -> None:
        """Say on the button whether the day is closed."""
        closed = day.closed
        text = _("Wrap up the day")
        if closed is not None and self._desk.looking_at is None:
            text = _("Closed {time}").format(time=day_words.clock(local(closed.closed_at)))
        self.button.setText(text)

    def _start(self, day: Today) -> list[Shown]:
        """What the last closing left for this day, or that a day was left open."""
        found = []
        if day.left_open is not None and self._desk.looking_at is None:
            said = Said(
                (strong(closed_days.left_open(day.left_open)), muted(words.CLOSE_AS_IT_STOOD)),
                pill=_("Open"),
                tone="warn",
            )
            found.append(Shown(said, partial(self.wrap_up, day.left_open)))
        before = day.before
        if before is not None and before.tomorrow:
            meant = day.stated.calendar.next_working(before.day)
            whence = closed_days.from_closing(before.day, day.day, meant)
            said = Said((strong(whence), muted(before.tomorrow)))
            found.append(Shown(said, partial(self._desk.look_at, before.day)))
        return found

    def _end(self, day: Today) -> list[Shown]:
        closed = day.closed
        if closed is not None:
            at = day_words.clock(local(closed.closed_at))
            said = Said(
                (strong(_("The day is closed")), muted(closed.note or "")), pill=at, tone="good"
            )
            if self._desk.looking_at is not None:
                return [Shown(said)]
            return [Shown(said, self.wrap_up, partial(self._of_closed, day.day))]
        past = self._desk.looking_at is not None
        if past or self.opens(day) or not (day.items or day.agenda.calls):
            return []
        said = Said(
            (strong(_("Wrap up the day")), muted(words.MINUTES)), pill=_("Open"), tone="accent"
        )
        return [Shown(said, self.wrap_up)]

    def _of_closed(self, day: date) -> Entries:
        return [
            (_("Look at it again"), self.wrap_up),
            (_("Reopen the day"), partial(self.deeds.reopen, day)),
        ]

    def _leave(self) -> None:
        self._pages.setCurrentIndex(0)
        self._pane.setFocus()
