"""The dialog in which a matter becomes somebody's commitment or task."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from salesdesk_app.services.people import PersonRow
from salesdesk_app.ui.widgets.fields import DayEdit, Picker, text_area, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _


@dataclass(frozen=True)
class Passed:
    """What was stated: the text, whose it is, by which day, and a note."""

    text: str
    person_id: int
    due_on: date
    note: str | None


class PassDialog(Dialog):
    """``save(passed, then)`` does it, and ``then`` closes; ``promise`` asks for a commitment."""

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[Passed, Callable[[], object]], object],
        *,
        what: str,
        wish: str,
        people: Sequence[PersonRow],
        person_id: int | None,
        due_on: date,
        promise: bool,
    ) -> None:
        title = _("Turn into a commitment") if promise else _("Hand to a rep")
        super().__init__(title, parent, width=520)
        self._save = save
        self.text = text_field(wish, _("What is to be done"))
        team = [one for one in people if promise or one.role == "rep"] or list(people)
        self.person = Picker([(one.id, one.name) for one in team], none=_("Choose…"))
        if person_id in {one.id for one in team}:
            self.person.set_value(person_id)
        self.day = DayEdit(due_on)
        self.day.set_value(due_on)
        self.note = text_area("", lines=3)
        form = Form(2)
        form.add(
            _("What is promised") if promise else _("What is to be done"), self.text, wide=True
        )
        form.add(_("Whose"), self.person)
        form.add(_("By"), self.day)
        if not promise:
            form.add(_("Note"), self.note, wide=True)
        self.body.addWidget(label(what, "strong", wrap=True))
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Add the commitment") if promise else _("Hand on"), self.save, "primary")
        (self.person if self.person.value() is None else self.text).setFocus()

    def save(self) -> None:
        """Hands over what was stated; what is missing is told."""
        text, person, day = self.text.text().strip(), self.person.value(), self.day.value()
        if not text:
            self.tell(_("Say what is to be done."))
        elif not isinstance(person, int):
            self.tell(_("Choose whose it is."))
        elif not isinstance(day, date):
            self.tell(self.day.wrong if not self.day.readable else _("Say by which day."))
        else:
            note = self.note.toPlainText().strip() or None
            self._save(Passed(text, person, day, note), self.accept)
