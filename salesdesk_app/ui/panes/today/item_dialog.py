"""The dialog in which an item of the checklist is added or edited, and the one for its note."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.domain.recurrence import WORKDAYS
from salesdesk_app.services.checklist import Item, Part
from salesdesk_app.ui.panes.today.recurrence_field import RecurrenceField
from salesdesk_app.ui.widgets.fields import Picker, text_area, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.wording.language import gettext as _

PARTS: tuple[Part, ...] = ("start", "day", "end")


class ItemDialog(Dialog):
    """Title, part of the day and recurrence; ``save(title, part, recurrence)`` does it."""

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[str, Part, str], object],
        item: Item | None = None,
        part: Part = "day",
    ) -> None:
        title = _("Add to the day") if item is None else _("Edit “{title}”")
        super().__init__(title.format(title=item.title if item else ""), parent, width=520)
        self._save = save
        self.name = text_field(item.title if item else "", _("What to see to"))
        self.part = Picker([(code, wording.term(code)) for code in PARTS], search=False)
        self.part.set_value(item.part if item else part)
        self.recurs = RecurrenceField(item.recurrence if item else WORKDAYS)
        form = Form(1)
        form.add(_("Title"), self.name)
        form.add(_("Part of the day"), self.part)
        form.add(_("When"), self.recurs)
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save") if item else _("Add"), self.save, "primary")
        self.name.setFocus()

    def save(self) -> None:
        """Hands over what was stated; an empty title is told."""
        title = self.name.text().strip()
        if not title:
            self.tell(_("Say what to see to."))
            self.name.setFocus()
            return
        self._save(title, self.part.value(), self.recurs.value())
        self.close()


class NoteDialog(Dialog):
    """The note of a day on an item."""

    def __init__(self, parent: QWidget, save: Callable[[str], object], item: Item) -> None:
        super().__init__(_("Note on “{title}”").format(title=item.title), parent)
        self._save = save
        self.text = text_area(item.note or "", _("What matters today"), lines=5)
        self.text.setAccessibleName(_("Note"))
        self.body.addWidget(self.text)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save"), self.save, "primary")
        self.text.setFocus()

    def save(self) -> None:
        """Hands the note over; an empty one is removed."""
        self._save(self.text.toPlainText())
        self.close()
