"""The two dialogs about what becomes of an item on a day: its note, and why it is skipped."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.fields import text_area, text_field
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording.language import gettext as _


class NoteDialog(Dialog):
    """The note of a day on an item."""

    def __init__(self, parent: QWidget, save: Callable[[str], object], item: Item) -> None:
        super().__init__(_("Note of the day"), parent)
        self._save = save
        self.text = text_area(item.note or "", _("What matters today"), lines=5)
        self.text.setAccessibleName(_("Note"))
        self.body.addWidget(Elided(item.title, "strong"))
        self.body.addWidget(self.text)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save"), self.save, "primary")
        self.text.setFocus()

    def save(self) -> None:
        """Hands the note over; an empty one is removed."""
        self._save(self.text.toPlainText())
        self.close()


class SkipDialog(Dialog):
    """Why an item is left out today: a reason to choose, or one's own."""

    def __init__(self, parent: QWidget, save: Callable[[str], object], item: Item) -> None:
        super().__init__(_("Skip today, and say why"), parent)
        self._save = save
        self.reasons = [button(why, partial(self._choose, why)) for why in words.reasons()]
        self.own = text_field("", _("Another reason"))
        self.own.setAccessibleName(_("Another reason"))
        self.body.addWidget(Elided(item.title, "strong"))
        for pair in (self.reasons[:2], self.reasons[2:]):
            self.body.addLayout(row(*pair, None))
        self.body.addWidget(self.own)
        hint = _("It counts as skipped in the month, and is not carried over.")
        self.body.addWidget(label(hint, "label"))
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Skip"), self.save, "primary")
        self.reasons[0].setFocus()

    def save(self) -> None:
        """Hands over one's own reason; without one that is told."""
        if not self.own.text().strip():
            self.tell(_("Choose a reason, or write one."))
            self.own.setFocus()
            return
        self._choose(self.own.text().strip())

    def _choose(self, why: str) -> None:
        self._save(why)
        self.close()
