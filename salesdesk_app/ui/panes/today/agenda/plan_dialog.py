"""The dialog in which a call, meeting, 1:1, mail or task is planned or edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.clock import at, local
from salesdesk_app.domain.follow_up import hour_of
from salesdesk_app.services.activities import ActivityRow, Kind
from salesdesk_app.services.people import PersonRow
from salesdesk_app.ui.widgets.fields import DayEdit, NumberEdit, Picker, text_area, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label, set_tone
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _

KINDS: tuple[Kind, ...] = ("meeting", "call", "one_to_one", "task", "mail")
LONGEST = 24 * 60


@dataclass(frozen=True)
class Plan:
    """What was stated; ``planned_at`` is aware."""

    kind: Kind
    subject: str
    planned_at: datetime
    minutes: int | None
    person_id: int | None
    note: str | None


class PlanDialog(Dialog):
    """``save(plan)`` does it. An activity that is about a deal or an account stays about it."""

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[Plan], object],
        people: Sequence[PersonRow],
        when: datetime,
        row: ActivityRow | None = None,
    ) -> None:
        title = _("Plan something") if row is None else _("Edit “{subject}”")
        super().__init__(title.format(subject=row.subject if row else ""), parent, width=520)
        self._save = save
        moment = local(row.planned_at) if row is not None and row.planned_at else local(when)
        self.subject = text_field(row.subject if row else "", _("What it is about"))
        self.kind = Picker([(kind, wording.term(kind)) for kind in KINDS], search=False)
        self.kind.set_value(row.kind if row and row.kind in KINDS else "meeting")
        self.day = DayEdit(moment.date())
        self.day.set_value(moment.date())
        self.time = text_field(words.clock(moment), "09:00")
        self.time.textEdited.connect(lambda _text: self._check_time())
        self.minutes = NumberEdit(0, LONGEST, _("Minutes"))
        self.minutes.set_value(row.minutes if row else 30)
        self.person = Picker([(one.id, one.name) for one in people], none=_("Me"))
        self.person.set_value(row.person_id if row else None)
        self.note = text_area((row.note or "") if row else "", lines=3)
        self._lay_out(row)
        self.subject.setFocus()

    def save(self) -> None:
        """Hands over what was stated; what cannot be read is told."""
        day, hour = self.day.value(), hour_of(self.time.text().strip())
        if not isinstance(day, date) or hour is None or not self.minutes.readable:
            self.tell(_("Say when: a day, a time such as 14:30, and minutes or nothing."))
            return
        self._save(
            Plan(
                kind=self.kind.value(),
                subject=self.subject.text().strip(),
                planned_at=at(day, hour),
                minutes=self.minutes.value(),
                person_id=self.person.value(),
                note=self.note.toPlainText().strip() or None,
            )
        )
        self.close()

    def _lay_out(self, row: ActivityRow | None) -> None:
        form = Form(2)
        form.add(_("What"), self.subject, wide=True)
        form.add(_("Kind"), self.kind)
        form.add(_("Who"), self.person, hint=_("For a 1:1, the rep it is with."))
        form.add(_("Day"), self.day)
        form.add(_("Time"), self.time)
        form.add(_("Minutes"), self.minutes)
        form.add(_("Note"), self.note, wide=True)
        about = " · ".join(t for t in (row.deal or "", row.account or "") if t) if row else ""
        if about:
            self.body.addWidget(label(_("About {what}").format(what=about), "muted", wrap=True))
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save") if row else _("Plan"), self.save, "primary")

    def _check_time(self) -> None:
        set_tone(self.time, "plain" if hour_of(self.time.text().strip()) else "bad")
