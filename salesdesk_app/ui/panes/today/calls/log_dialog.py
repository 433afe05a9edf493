"""The dialog in which a call is logged: what became of it, a line, and the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import at, local, local_day
from salesdesk_app.domain import logged_line
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.call_outcome import OUTCOMES, CallOutcome, done_at
from salesdesk_app.domain.follow_up import hour_of
from salesdesk_app.services.team_calls.call_lines import whom
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.fields import DayEdit, text_area, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form, field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import calls as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.today import clock, length

LONGEST = 24 * 60  # minutes
LINES = 3  # of the note of a call that is logged already


@dataclass(frozen=True)
class Logged:
    """What was stated. ``to`` is aware; ``step`` is the deal's next step where it was changed."""

    outcome: CallOutcome
    said: str
    minutes: int | None
    to: datetime | None
    step: tuple[str | None, date | None] | None


class LogDialog(Dialog):
    """``save(logged)`` does it; ``reopen()`` takes back that it was done or cancelled."""

    def __init__(
        self,
        parent: QWidget,
        call: Call,
        save: Callable[[Logged], object],
        reopen: Callable[[], object],
        *,
        now: datetime,
        calendar: Calendar,
    ) -> None:
        super().__init__(title(call), parent, width=560)
        self._call, self._now, self._save = call, now, save
        self._reopen_it = reopen
        self.outcome = Segmented([(code, words.outcome(code)) for code in OUTCOMES])
        self.outcome.rename("moved", _("Moved to…"))
        self.outcome.choose(call.outcome or "held")
        self.outcome.setAccessibleName(_("What became of it"))
        self.outcome.changed.connect(lambda _key: self._turn())
        note = (call.activity.note or "") if call.activity is not None else ""
        self.line = text_field("", _("e.g. 25 min, budget moved to January"))
        self.note = text_area("" if call.is_open else note, lines=LINES)
        begins = local(call.begins)
        self.day = DayEdit(begins.date())
        self.day.set_value(calendar.next_working(begins.date()))
        self.time = text_field(clock(begins), "09:00")
        self.step = text_field((call.deal.next_step or "") if call.deal else "")
        self.step_on = DayEdit(local_day(now))
        self.step_on.set_value(call.deal.next_step_on if call.deal else None)
        self.says = label("", "muted", wrap=True)
        self._lay_out()
        for text in (self.line, self.time, self.day):
            text.textEdited.connect(lambda _text: self._say())
        self.note.textChanged.connect(self._say)
        self._turn()
        (self.line if call.is_open else self.note).setFocus()

    def save(self) -> None:
        """Hands over what was stated; what cannot be read is told."""
        outcome = cast(CallOutcome, self.outcome.current)
        to = self._to() if outcome == "moved" else None
        if outcome == "moved" and to is None:
            self.tell(_("Say to when: a day, and a time such as 14:30."))
            return
        if not self.step_on.readable:
            self.tell(_("The day of the next step cannot be read. Write it like 18 Dec 2026."))
            return
        told = self._told()
        if told.minutes is not None and told.minutes > LONGEST:
            self.tell(_("A call takes 24 hours at the most. Change its length."))
            return
        self._save(Logged(outcome, told.subject, told.minutes, to, self._changed_step()))
        self.close()

    def _told(self) -> logged_line.Logged:
        """What was said and how long it took; a note of several lines is taken as it is."""
        text = self.line.text() if self._call.is_open else self.note.toPlainText().strip()
        return logged_line.Logged(text, None) if "\n" in text else logged_line.read(text)

    def _to(self) -> datetime | None:
        day, hour = self.day.value(), hour_of(self.time.text().strip())
        if not isinstance(day, date) or hour is None:
            return None
        return at(day, hour)

    def _changed_step(self) -> tuple[str | None, date | None] | None:
        deal = self._call.deal
        if deal is None:
            return None
        stated = (self.step.text().strip() or None, self.step_on.value())
        return None if stated == (deal.next_step, deal.next_step_on) else stated

    def _reopen(self) -> None:
        self._reopen_it()
        self.close()

    def _lay_out(self) -> None:
        is_open = self._call.is_open
        self.body.addLayout(row(self.outcome, None))
        self.when = Form(2)
        self.when.add(_("Day"), self.day)
        self.when.add(_("Hour"), self.time)
        self.body.addWidget(self.when)
        self.body.addLayout(field(_("What was said"), self.line if is_open else self.note))
        if not is_open:
            self.line.hide()
        if self._call.deal is not None:
            step = Form(2)
            step.add(_("Next step"), self.step)
            step.add(_("On"), self.step_on)
            self.body.addWidget(step)
        self.body.addWidget(boxed(row(self.says)))
        if not is_open:
            self.add_button(_("Not done after all"), self._reopen)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Log it") if is_open else _("Save"), self.save, "primary")

    def _turn(self) -> None:
        self.when.setVisible(self.outcome.current == "moved")
        self._say()
        self._grow()

    def _say(self) -> None:
        """Says below the fields what the button will do."""
        outcome = cast(CallOutcome, self.outcome.current)
        minutes = self._told().minutes
        if outcome == "moved":
            to = self._to()
            moved = "" if to is None else words.moved_to(to)
            self.says.setText(moved[:1].upper() + moved[1:])
            return
        planned = self._call.activity.minutes if self._call.activity is not None else None
        moment = done_at(outcome, self._call.begins, minutes or planned, self._now)
        parts = [words.outcome(outcome)]
        if moment is not None:
            parts.append(clock(local(moment)))
        if outcome == "held" and minutes:
            parts.append(length(minutes))
        self.says.setText(", ".join(parts))


def title(call: Call) -> str:
    """``Log Priya Nair’s call: Halden Freight``."""
    name, about = call.person, whom(call)[0] or call.subject
    what = _("call") if call.kind == "call" else _("meeting")
    said = _("Log {name}’s {what}: {about}") if name else _("Log the {what}: {about}")
    return said.format(name=name, what=what, about=about)
