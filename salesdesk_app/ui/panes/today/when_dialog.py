"""Asks for a moment in a line, such as “Thursday 14:30”, and says what it understands."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import local
from salesdesk_app.domain.due import find
from salesdesk_app.services.settings import Settings
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.fields import text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label, set_tone
from salesdesk_app.wording import inbox as words
from salesdesk_app.wording.language import gettext as _

PICKS = ("tomorrow 9", "in 3 days 9", "next week", "in 2 weeks")


class WhenDialog(Dialog):
    """``accept(moment, note)`` is given an aware moment to come; a note is asked where wanted."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        what: str,
        accept: Callable[[datetime, str], object],
        *,
        now: datetime,
        stated: Settings,
        first: str = PICKS[0],
        picks: Sequence[str] = PICKS,
        with_note: bool = False,
    ) -> None:
        super().__init__(title, parent, width=460)
        self._accept, self._now, self._stated = accept, local(now), stated
        self.when = text_field(first, _("e.g. Thursday 14:30"))
        self.when.textChanged.connect(lambda _text: self._say())
        self.note = text_field(hint=_("What was answered, or what you wait for"))
        self.says = label("", "muted", wrap=True)
        self.body.addWidget(label(what, "strong", wrap=True))
        self.picks = [button(pick, partial(self.when.setText, pick)) for pick in picks]
        self.body.addLayout(row(*self.picks, None))
        form = Form(1)
        form.add(_("Until when") if with_note else _("By when"), self.when)
        self.body.addLayout(column(form, self.says, spacing=4))
        if with_note:
            more = Form(1)
            more.add(_("Note"), self.note)
            self.body.addWidget(more)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Wait") if with_note else _("Change"), self.submit, "primary")
        self._say()
        self.when.setFocus()
        self.when.selectAll()

    def moment(self) -> datetime | None:
        """The moment that the line names; None where it names none, or something else as well."""
        text = " ".join(self.when.text().split())
        found = find(text, self._now, self._stated.calendar, self._stated.hours)
        return found.at if found.said and not found.rest and found.unclear is None else None

    def submit(self) -> None:
        """Hands on the moment, or says what cannot be read."""
        moment = self.moment()
        if moment is None:
            self.tell(_("Say when, such as tomorrow 9, Thursday 14:30, in 2 weeks or 3 Dec."))
            return
        if moment <= self._now:
            self.tell(_("That moment has passed. Choose a later one."))
            return
        self._accept(moment, self.note.text().strip())
        self.close()

    def _say(self) -> None:
        moment = self.moment()
        passed = moment is not None and moment <= self._now
        said = "" if moment is None else words.moment(moment, self._now.date())
        self.says.setText(f"{said} · {_('already past')}" if passed else said or _("No moment yet"))
        set_tone(self.says, "warn" if passed or moment is None else "muted")
        self.tell("")
