"""The two questions about something open: until which day, and why it is dropped."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.widgets.fields import DayEdit, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _


class AnotherDay(Dialog):
    """Asks for a later day; ``accept(day)`` puts it off."""

    def __init__(
        self,
        what: str,
        after: date,
        proposed: date,
        accept: Callable[[date], object],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Put off to another day"), parent, width=400)
        self._after, self._accept = after, accept
        self.day = DayEdit(after)
        self.day.set_value(proposed)
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(1)
        form.add(_("Day"), self.day)
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Put off"), self.submit, "primary")
        self.day.setFocus()
        self.day.selectAll()

    def submit(self) -> None:
        """Hands the day on, or says what is wrong with it."""
        day = self.day.value()
        if day is None:
            self.tell(self.day.wrong if not self.day.readable else _("Say to which day."))
        elif day <= self._after:
            self.tell(_("Choose a later day than the one that ends."))
        else:
            self._accept(day)
            self.accept()


class WhyDropped(Dialog):
    """Asks why something is dropped; ``accept(why)`` drops it."""

    def __init__(self, what: str, accept: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(_("Drop with a reason"), parent, width=440)
        self._accept = accept
        self.why = text_field(hint=_("e.g. they chose another date"))
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(1)
        form.add(_("Why"), self.why)
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Drop"), self.submit, "primary")
        self.why.setFocus()

    def submit(self) -> None:
        """Hands the reason on; none is told."""
        why = self.why.text().strip()
        if not why:
            self.tell(_("Say why, so that somebody who looks back understands it."))
            self.why.setFocus()
            return
        self._accept(why)
        self.accept()
