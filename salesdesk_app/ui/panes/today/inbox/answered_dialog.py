"""Asks how something was answered: by a call, a mail or in a meeting, and what was said."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services.activities import Kind
from salesdesk_app.ui.widgets.fields import Picker, text_area
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

KINDS: tuple[Kind, ...] = ("call", "mail", "meeting", "task", "note")


class AnsweredDialog(Dialog):
    """``accept(kind, note)`` logs it as done."""

    def __init__(
        self,
        parent: QWidget,
        what: str,
        kind: Kind,
        accept: Callable[[Kind, str], object],
        note: str = "",
    ) -> None:
        super().__init__(_("Log as an activity"), parent, width=460)
        self._accept = accept
        self.kind = Picker([(one, wording.term(one)) for one in KINDS], search=False)
        self.kind.set_value(kind)
        self.note = text_area(note, hint=_("e.g. 25 min, budget moved to January"), lines=4)
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(1)
        form.add(_("It was done by"), self.kind)
        form.add(_("What was said"), self.note)
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Log"), self.submit, "primary")
        self.note.setFocus()

    def submit(self) -> None:
        """Hands on how it was done and what was said."""
        self._accept(self.kind.value(), self.note.toPlainText().strip())
        self.close()
