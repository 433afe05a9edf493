"""Asks whom or what a follow-up is about: a contact, an account or a deal, found by its name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from salesdesk_app.services.inbox import mentions
from salesdesk_app.services.inbox.inbox_lines import whom
from salesdesk_app.services.inbox.mentions import Meant
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.fields import Picker, search_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import one_line

PAUSE_MS = 120


class LinkDialog(Dialog):
    """``accept(meant)`` is given who was chosen, or nobody; ``now`` is what it is linked to."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        what: str,
        accept: Callable[[Meant], object],
        now: Meant,
    ) -> None:
        super().__init__(_("Link"), parent, width=480)
        self._desk, self._accept, self._now = desk, accept, now
        self._looked_for = ""
        self.search = search_field(_("A name of a contact, account or open deal"))
        self.choice = Picker(none=_("Nothing"), search=False)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._offer("", ())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.submit)
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(1)
        form.add(_("Search"), self.search)
        form.add(_("It is about"), self.choice)
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Link"), self.submit, "primary")
        self.search.setFocus()

    def submit(self) -> None:
        """Hands on who was chosen; nothing is unlinked because a search found nothing."""
        text = self.search.text().strip()
        if text != self._looked_for:  # Enter came before the search: look first
            self._pause.stop()
            self._ask()
        elif text and self.choice.count() == 1:
            told = _("No contact, account or open deal is called “{text}”.")
            self.tell(told.format(text=one_line(text)))
        else:
            self._accept(self.choice.value() or Meant())
            self.close()

    def _typed(self) -> None:
        self.tell("")
        self._pause.start()

    def _ask(self) -> None:
        text = self.search.text().strip()
        self._desk.ask(mentions.offered, text, then=partial(self._offer, text), topic="link")

    def _offer(self, text: str, found: tuple[Meant, ...]) -> None:
        if not text and self._now != Meant():
            found = (self._now,)
        self._looked_for = text
        self.choice.set_choices([(one, whom(one)) for one in found])
        self.choice.set_value(found[0] if found else None)
