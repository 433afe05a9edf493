"""The dialog in which a free stretch of the day is blocked for a project or a 1:1."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import at, local
from salesdesk_app.domain.follow_up import hour_of
from salesdesk_app.services.purposes import Purposes
from salesdesk_app.ui.panes.today.agenda.blocks import Gap
from salesdesk_app.ui.widgets.fields import NumberEdit, Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.language import gettext as _

TALK_MINUTES = 30
LONGEST = 24 * 60


@dataclass(frozen=True)
class Wanted:
    """For what: a rep's 1:1, or a project by its name, perhaps that of a deal."""

    title: str
    begins: datetime
    minutes: int
    person_id: int | None = None
    deal_id: int | None = None


class BlockDialog(Dialog):
    """``save(wanted)`` does it; ``talk`` begins with a 1:1."""

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[Wanted], object],
        gap: Gap,
        found: Purposes,
        *,
        talk: bool,
    ) -> None:
        super().__init__(_("Block a free stretch"), parent, width=460)
        self._save = save
        self._gap = gap
        self._projects = {one.title: one for one in found.projects}
        self.kind = Picker([("project", _("A project")), ("talk", _("A 1:1"))], search=False)
        self.kind.set_value("talk" if talk else "project")
        self.kind.chosen.connect(lambda _kind: self._show_kind())
        hint = _("Type a name, or a part of a deal’s or commitment’s")
        self.project = suggesting(list(self._projects), hint=hint)
        self.project.setMaxLength(200)
        self.rep = Picker([(rep.id, rep.name) for rep in found.reps])
        self.rep.set_value(found.reps[0].id if found.reps else None)
        self.time = text_field(day_words.clock(local(gap.begins)), "09:00")
        self.minutes = NumberEdit(5, LONGEST, _("Minutes"))
        span = words.when(local(gap.begins), local(gap.ends), all_day=False)
        self.body.addWidget(label(_("Free: {span}").format(span=span), "muted", wrap=True))
        form = Form(2)
        form.add(_("For"), self.kind, wide=True)
        form.add(_("Project"), self.project, wide=True)
        form.add(_("1:1 with"), self.rep, wide=True)
        form.add(_("From"), self.time)
        form.add(_("Minutes"), self.minutes)
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Block"), self.save, "primary")
        self._show_kind()
        (self.rep if talk else self.project).setFocus()

    def save(self) -> None:
        """Hands over what was stated; what is missing is told."""
        hour, minutes = hour_of(self.time.text().strip()), self.minutes.value()
        if hour is None or not minutes or not self.minutes.readable:
            self.tell(_("Say from when, such as 14:30, and for how many minutes."))
            return
        begins = at(local(self._gap.begins).date(), hour, after=self._gap.begins)
        if self.kind.value() == "talk":
            if self.rep.value() is None:
                self.tell(_("Say with whom. People are added on the pane Team."))
                return
            self._save(Wanted("", begins, minutes, person_id=self.rep.value()))
        else:
            title = self.project.text().strip()
            if not title:
                self.tell(_("Say for which project: any name will do."))
                return
            known = self._projects.get(title)
            deal_id = known.deal_id if known is not None else None
            self._save(Wanted(title, begins, minutes, deal_id=deal_id))
        self.close()

    def _show_kind(self) -> None:
        talk = self.kind.value() == "talk"
        self.project.setEnabled(not talk)
        self.rep.setEnabled(talk)
        free = (self._gap.ends - self._gap.begins) // timedelta(minutes=1)
        self.minutes.set_value(min(free, TALK_MINUTES) if talk else free)
