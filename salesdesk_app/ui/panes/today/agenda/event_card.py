"""The card of an event of a calendar: when, where, with whom, its note as plain text."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.addresses import NOBODY, Whose
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording.language import gettext as _

MOST_PEOPLE = 12


class EventCard(Dialog):
    """``log`` and ``follow_up`` are what can be made of it; ``known`` tells whose addresses."""

    def __init__(
        self,
        parent: QWidget,
        event: EventRow,
        known: Mapping[str, Whose],
        *,
        log: Callable[[], object],
        follow_up: Callable[[], object],
    ) -> None:
        super().__init__(event.title or words.UNTITLED, parent, width=480)
        self.heading.setWordWrap(True)
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        self._event = event
        when = words.when(local(event.begins), local(event.ends), all_day=event.all_day)
        self.body.addWidget(label(when, "strong", wrap=True))
        whose = event.person or _("your own")
        about = _("From “{calendar}”, {whose}").format(calendar=event.source, whose=whose)
        if not event.busy:
            about = f"{about} · {_('leaves the time free')}"
        self.body.addWidget(label(about, "muted", wrap=True))
        if event.place:
            self._part(_("Where"), event.place)
        if event.people:
            self._part(_("With"), _people(event, known))
        self._link()
        if event.note:
            self.body.addWidget(label(_("Note"), "label"))
            note = text_area(event.note, lines=6)
            note.setReadOnly(True)
            note.setAccessibleName(_("Note"))
            self.body.addWidget(note)
        self.follow_up = self.add_button(_("Follow up"), self._then(follow_up))
        self.log = self.add_button(_("Log as done"), self._then(log))
        self.add_button(_("Close"), self.close, "primary").setFocus()

    def copy_link(self) -> None:
        """Put the link on the clipboard."""
        QGuiApplication.clipboard().setText(self._event.link or "")

    def open_link(self) -> None:
        """Open the link, whose whole address stands above the button."""
        self.open_url(QUrl(self._event.link or ""))

    def _part(self, name: str, text: str) -> None:
        told = label(text, wrap=True, select=True)
        self.body.addLayout(column(label(name, "label"), told, spacing=2))

    def _link(self) -> None:
        if self._event.link is None:
            return
        shown = label(_breakable(self._event.link), wrap=True)
        self.body.addLayout(column(label(_("Link"), "label"), shown, spacing=2))
        copy, opens = (
            button(_("Copy the link"), self.copy_link),
            button(_("Open in the browser"), self.open_link),
        )
        self.body.addLayout(row(copy, opens, None))

    def _then(self, deed: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            deed()
            self.close()

        return run


def _people(event: EventRow, known: Mapping[str, Whose]) -> str:
    """``Anna Weiss (Halden Freight, COO@…)``, a line each."""
    lines = []
    for address in event.people[:MOST_PEOPLE]:
        whose = known.get(address, NOBODY)
        name = whose.person or whose.contact
        about = " · ".join(part for part in (whose.account, whose.deal) if part)
        said = f"{name} <{address}>" if name else address
        lines.append(f"{said} · {about}" if about else said)
    more = len(event.people) - MOST_PEOPLE
    if more > 0:
        lines.append(_("and {count} more").format(count=more))
    return "\n".join(lines)


def _breakable(address: str) -> str:
    """An address that may wrap after its signs, for it has no spaces."""
    return "".join(f"{sign}\u200b" if sign in "/?&=-_." else sign for sign in address)
