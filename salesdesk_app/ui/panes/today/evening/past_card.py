"""The card of a past day: its note as it was closed, and what the next day began with."""

from collections.abc import Callable

from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import closed_days
from salesdesk_app.wording.language import gettext as _

LINES = 7


class PastCard(Card):
    """Read only; ``copy(text)`` puts the note on the clipboard."""

    def __init__(self, copy: Callable[[str], object]) -> None:
        super().__init__(_("Note of the day"), " ", margin=16)
        self.text = text_area(lines=LINES)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Note of the day"))
        self.nothing = label("", "muted", wrap=True)
        self.tomorrow = label("", "muted", wrap=True, select=True)
        self.copy = button(_("Copy"), lambda: copy(self.text.toPlainText()), "link")
        self.head.addWidget(self.copy)
        self.body.addWidget(self.text)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.tomorrow)
        self.hide()

    def show_day(self, day: Today) -> None:
        """Show what the closing of a day kept."""
        closed = day.closed
        note = "" if closed is None else closed.note or ""
        none = _("This day was not closed. It is shown as it stood at its end.")
        self.text.setPlainText(note)
        self.text.setVisible(bool(note))
        self.nothing.setText(none if closed is None else _("It was closed without a note."))
        self.nothing.setVisible(not note)
        self.copy.setVisible(bool(note))
        ahead = "" if closed is None or closed.tomorrow is None else closed.tomorrow
        self.tomorrow.setText(closed_days.for_next_day(ahead) if ahead else "")
        self.tomorrow.setVisible(bool(ahead))
