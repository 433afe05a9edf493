"""The dialogs about one person: adding and editing, and what becomes of the work on leaving."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services import people
from salesdesk_app.services.people import Holdings, PersonForm, PersonRow
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.widgets.fields import DayEdit, Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.team import held

ROLES = ("rep", "manager")


class TeamDialog(Dialog):
    """A dialog that does one verb; a problem is said in it, and it stays open to mend it."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.desk = desk
        desk.noticed.connect(self._hear)

    def _hear(self, notice: Notice) -> None:
        if notice.tone == "bad":
            self.tell(notice.text)


class PersonDialog(TeamDialog):
    """Adds somebody, or states somebody anew; ``then(id)`` follows when it is saved."""

    def __init__(
        self,
        desk: Desk,
        everybody: Sequence[PersonRow],
        person: PersonRow | None = None,
        *,
        parent: QWidget | None = None,
        then: Callable[[int], object] | None = None,
    ) -> None:
        title = _("Add rep") if person is None else _("Edit {name}").format(name=person.name)
        super().__init__(desk, title, parent)
        self._person = person
        self._then = then
        today = desk.today()
        regions = sorted({p.region for p in everybody if p.region}, key=str.casefold)
        managers = [
            (p.id, p.name)
            for p in everybody
            if p.role == "manager" and (person is None or p.id != person.id) and not p.left(today)
        ]
        if person is not None and person.manager_id not in (None, *(key for key, _n in managers)):
            managers.append((person.manager_id or 0, person.manager or ""))
        self.name = text_field(hint=_("First and last name"))
        self.role = Picker([(role, wording.term(role)) for role in ROLES], search=False)
        self.email = text_field(hint="name@example.com")
        self.manager = Picker(managers, none=_("No manager"))
        self.region = suggesting(regions, hint=_("Such as North"))
        self.started = DayEdit(today, hint=_("Not known"))
        self.ended = DayEdit(today, hint=_("Still here"))
        self.body.addWidget(self._form())
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Add") if person is None else _("Save"), self.save, "primary")
        self._fill()
        self.name.setFocus()

    def _form(self) -> Form:
        form = Form(2)
        form.add(_("Name"), self.name, wide=True)
        form.add(_("Role"), self.role)
        form.add(_("Manager"), self.manager)
        form.add(_("Region"), self.region)
        form.add(_("E-mail"), self.email)
        form.add(_("Started"), self.started)
        if self._person is not None:
            form.add(_("Last day"), self.ended)
        return form

    def save(self) -> None:
        """Does the verb, and closes when it is done."""
        self.tell("")
        unread = next((d for d in (self.started, self.ended) if not d.readable), None)
        if unread is not None:
            self.tell(unread.wrong)
            unread.setFocus()
            return
        form = PersonForm(
            name=self.name.text(),
            role=self.role.value() or "rep",
            email=self.email.text(),
            manager_id=self.manager.value(),
            region=self.region.text(),
            started_on=self.started.value(),
            ended_on=self.ended.value(),
        )
        if self._person is None:
            self.desk.do(people.add, form, then=self._saved, notice=True)
        else:
            done = partial(self._edited, self._person.id)
            self.desk.do(people.edit, self._person.id, form, then=done)

    def _fill(self) -> None:
        self.role.set_value("rep")
        if self._person is None:
            return
        self.name.setText(self._person.name)
        self.role.set_value(self._person.role)
        self.email.setText(self._person.email or "")
        self.manager.set_value(self._person.manager_id)
        self.region.setText(self._person.region or "")
        self.started.set_value(self._person.started_on)
        self.ended.set_value(self._person.ended_on)
        for field in (self.name, self.email, self.region):
            field.setCursorPosition(0)  # the beginning of a long text is what is known by

    def _edited(self, person_id: int, _nothing: None) -> None:
        self._saved(person_id)

    def _saved(self, person_id: int) -> None:
        self.close()
        if self._then is not None:
            self._then(person_id)


class RetireDialog(TeamDialog):
    """Asks for the last day, and who goes on with the open work."""

    def __init__(
        self,
        desk: Desk,
        person: PersonRow,
        holdings: Holdings,
        everybody: Sequence[PersonRow],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, _("Retire {name}").format(name=person.name), parent)
        self._person = person
        today = desk.today()
        self.day = DayEdit(today)
        self.day.set_value(today)
        others = [(p.id, p.name) for p in everybody if p.id != person.id and not p.left(today)]
        self.taker = Picker(others, none=_("Nobody"))
        self.taker.set_value(None)
        keeps = _("{name} is kept with everything closed so far, quotas and commitments.")
        self.body.addWidget(label(keeps.format(name=person.name), "muted", wrap=True))
        form = Form(2)
        form.add(_("Last day"), self.day)
        work = held(holdings.open_deals, holdings.accounts, holdings.planned, holdings.manages)
        if work:
            form.add(_("Hand over to"), self.taker)
        self.body.addWidget(form)
        stays = _("{work} stay with {name} unless somebody takes them over.")
        said = stays.format(work=work, name=person.name) if work else _("Nothing is open.")
        self.body.addWidget(label(said, "body", wrap=True))
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Retire"), self.save, "primary")

    def save(self) -> None:
        """Retires the person; the notice offers to undo it."""
        self.tell("")
        day = self.day.value()
        if day is None:
            self.tell(self.day.wrong)
            self.day.setFocus()
            return
        self.desk.do(
            people.retire,
            self._person.id,
            ended_on=day,
            hand_over_to=self.taker.value(),
            then=self._retired,
            notice=True,
        )

    def _retired(self, _held: Holdings) -> None:
        self.close()
