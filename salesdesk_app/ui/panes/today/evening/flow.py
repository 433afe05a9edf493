"""The evening: six short steps with their progress; Enter goes on, Ctrl+Enter closes the day."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.ui.panes.today.evening.carry_step import CarryStep
from salesdesk_app.ui.panes.today.evening.deeds import EveningDeeds
from salesdesk_app.ui.panes.today.evening.draft import Draft, Drafts
from salesdesk_app.ui.panes.today.evening.figures_step import FiguresStep
from salesdesk_app.ui.panes.today.evening.motion_step import MotionStep
from salesdesk_app.ui.panes.today.evening.note_step import NoteStep
from salesdesk_app.ui.panes.today.evening.praise_step import PraiseStep
from salesdesk_app.ui.panes.today.evening.step import ENTERS, Step
from salesdesk_app.ui.panes.today.evening.tomorrow_step import TomorrowStep
from salesdesk_app.ui.widgets.buttons import Segmented, button
from salesdesk_app.ui.widgets.card import Card, row
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.language import gettext as _

HINT = _("Enter next · PgUp back · Ctrl+Enter closes the day · Esc leaves and keeps what you typed")


class EveningFlow(Card):
    """One day at its end. ``left`` tells that it was left, the day closed or not."""

    left = Signal()

    def __init__(self, deeds: EveningDeeds, drafts: Drafts) -> None:
        super().__init__(margin=20)
        self._deeds, self._drafts = deeds, drafts
        self.evening: Evening | None = None
        self.day: date | None = None
        self.late = False
        self._filling = False
        self.figures = FiguresStep()
        self.praise = PraiseStep(deeds.copy_praise, deeds.mail_praise)
        self.motion = MotionStep(deeds.add_promise, deeds.of_promise)
        self.carry = CarryStep(deeds.deal)
        self.tomorrow = TomorrowStep()
        self.letter = NoteStep(
            copy=deeds.copy,
            mail=deeds.mail_note,
            save=deeds.save_note,
            edit_template=deeds.edit_template,
        )
        self.steps: tuple[Step, ...] = (
            self.figures, self.praise, self.motion, self.carry, self.tomorrow, self.letter,
        )  # fmt: skip
        self.heading = Elided("", "title")  # gives way to the steps in a narrow window
        self.progress = Segmented(
            [(str(place), f"{place + 1} {step.name}") for place, step in enumerate(self.steps)]
        )
        self.progress.changed.connect(lambda key: self.go(int(key)))
        self.pages = QStackedWidget()
        for step in self.steps:
            self.pages.addWidget(step)
            step.typed.connect(self._typed)
            step.went_on.connect(self.next)
        self.back_button = button(_("‹ Back"), partial(self.step, -1), explain="PgUp")
        self.next_button = button(_("Next ›"), self.next, explain=_("Enter"))
        self.close_button = button(
            _("Close the day"), self.close_day, "primary", explain="Ctrl+Enter"
        )
        self.leave_button = button(_("Leave"), self.leave, "quiet", explain="Esc")
        self._lay_out()
        self._add_keys()

    @property
    def place(self) -> int:
        """Which step is shown, the first one 0."""
        return self.pages.currentIndex()

    def begin(self, day: date, *, late: bool) -> None:
        """Start the evening of a day, or go on where it was left; ``late`` the day is over."""
        self.day, self.late = day, late
        self.evening = None
        self.motion.late = self.carry.late = late
        self.ask()

    def ask(self) -> None:
        """Ask for the evening as it stands now; as it stood where the day is over."""
        if self.day is not None:
            self._deeds.ask(self.day, self.late, self.show_evening)

    def show_evening(self, evening: Evening) -> None:
        """Show what there is; what was typed stays."""
        if evening.day.day != self.day:
            return  # another day was begun meanwhile
        first = self.evening is None
        draft = self._drafts.of(evening.day.day) if first else self.draft()
        if first and evening.closed is not None:
            draft.take_up(evening.closed)
        self.evening = evening
        self._deeds.evening = evening
        heading = _("Close {day}") if self.late else _("Wrap up {day}")
        self.heading.setText(heading.format(day=day_words.weekday(evening.day.day)))
        self.heading.brief = heading.format(day=day_words.short_day(evening.day.day))
        again = evening.closed is not None
        self.close_button.setText(_("Close the day anew") if again else _("Close the day"))
        self._filling = True
        for step in self.steps:
            step.show_evening(evening, draft)
        self._filling = False
        if first:
            self._show_step(min(draft.step, len(self.steps) - 1))

    def draft(self) -> Draft:
        """What was typed so far."""
        made = Draft(step=self.place)
        for step in self.steps:
            step.keep(made)
        return made

    def next(self) -> None:
        """Go to the next step; from the last one nothing follows but closing."""
        self.step(1)

    def step(self, by: int) -> None:
        """Go on or back by some steps."""
        self.go(self.place + by)

    def go(self, place: int) -> None:
        """Go to a step, unless this one holds something that is half done."""
        if place != self.place and 0 <= place < len(self.steps) and self.steps[self.place].leave():
            self._show_step(place)
            self._typed()
        else:
            self.progress.choose(str(self.place))

    def close_day(self) -> None:
        """Close the day with what the steps hold; the flow is left when it is written."""
        if self.evening is None or not self.steps[self.place].leave():
            return
        self._drafts.keep()  # it stays, for one who undoes the closing
        chosen = self.letter.chosen()
        self._deeds.close_day(
            self.evening,
            late=self.late,
            note=self.letter.words,
            tomorrow=self.tomorrow.words,
            typed=self.draft().typed,
            ticks=chosen,
            then=self._closed,
        )

    def leave(self) -> None:
        """Leave; what was typed is kept for later."""
        if self.evening is not None:
            self._typed()
        self._drafts.keep()
        self.day = None
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where nothing nearer wants it."""
        if event.key() in ENTERS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps what was typed."""
        super().hideEvent(event)
        self._drafts.keep()

    def _closed(self, day: date) -> None:
        if day == self.day:
            self.day = None
            self.evening = None
            self.left.emit()

    def _typed(self) -> None:
        day = self.day
        if not self._filling and self.evening is not None and day is not None:
            self._drafts.later(lambda: (day, self.draft()))

    def _show_step(self, place: int) -> None:
        step = self.steps[place]
        self.pages.setCurrentWidget(step)
        self.progress.choose(str(place))
        self.where.setText(_("Step {n} of {all}").format(n=place + 1, all=len(self.steps)))
        self.back_button.setEnabled(place > 0)
        last = place == len(self.steps) - 1
        self.next_button.setEnabled(not last)
        if self.isVisible():
            step.begin()

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Return", self.close_day),
            ("Ctrl+Enter", self.close_day),
            ("PgDown", self.next),
            ("PgUp", partial(self.step, -1)),
            ("Esc", self.leave),
        )
        for key, run in keys:
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(run)

    def _lay_out(self) -> None:
        self.where = label("", "label")
        head = row(self.heading, self.progress, spacing=12)
        head.setStretch(0, 1)
        hint = Elided(HINT, "label")
        hint.brief = _("Enter next · PgUp back · Ctrl+Enter closes · Esc leaves")
        # The buttons stand at the left: notices float at the right, where they would cover them.
        foot = row(
            self.back_button,
            self.next_button,
            self.close_button,
            self.leave_button,
            self.where,
            hint,
        )
        foot.setStretch(5, 1)
        box: QVBoxLayout = self.body
        box.setSpacing(14)
        box.addLayout(head)
        box.addWidget(self.pages, 1)
        box.addLayout(foot)
