"""The card of a follow-up: by when, about whom, its mails in plain text, and what can be done."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.inbox.messages import MessageRow
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.ui.widgets.buttons import button, menu_button, menu_of
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import inbox as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import joined

LINES = 14  # of a mail's text that are seen at once


class FollowUpCard(Dialog):
    """``first`` are the buttons, ``entries`` what else can be done; each closes the card.

    ``today`` is the day that is shown, also where one looks back.
    """

    def __init__(
        self,
        parent: QWidget,
        follow_up: ActivityRow,
        mails: Sequence[MessageRow],
        today: date,
        *,
        first: Entries,
        entries: Entries,
    ) -> None:
        super().__init__(follow_up.subject, parent, width=640)
        self.heading.setWordWrap(True)
        self.texts: list[QPlainTextEdit] = []
        about = joined([follow_up.contact or "", follow_up.account or "", follow_up.deal or ""])
        self.about = label(about or _("Not linked to an account"), "muted", wrap=True)
        self.state = label(_state(follow_up, today), "body", wrap=True)
        self.body.addLayout(column(self.state, self.about, spacing=2))
        if follow_up.note:
            self.body.addWidget(label(follow_up.note, wrap=True, select=True))
        for place, mail in enumerate(mails):
            self.body.addLayout(self._mail(mail, LINES if place == 0 else LINES // 2))
        self.first = {text: button(text, self._closing(run)) for text, run in first}
        if entries:
            more = menu_of([(text, self._closing(run)) for text, run in entries], self)
            self.buttons.insertWidget(0, menu_button(_("More"), more))
        for made in self.first.values():
            self.buttons.addWidget(made)
        self.add_button(_("Close"), self.close)
        if self.texts:
            self.texts[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _mail(self, mail: MessageRow, lines: int) -> QVBoxLayout:
        made = column(spacing=2)
        for name, text in head(mail):
            title = label(name, "label")
            title.setFixedWidth(76)
            told = row(title, Elided(text), spacing=6)
            told.setStretch(1, 1)
            made.addLayout(told)
        for note in words.notes(mail.notes):
            made.addWidget(label(note, "label", tone="warn", wrap=True))
        area = text_area(mail.text, lines=lines)
        area.setReadOnly(True)
        area.setPlaceholderText(_("The mail has no text that can be read here."))
        area.setAccessibleName(_("Text of the mail from {who}").format(who=_called(mail)))
        self.texts.append(area)
        made.addSpacing(4)
        made.addWidget(area)
        return made

    def _closing(self, run: Callable[[], object]) -> Callable[[], None]:
        def closing() -> None:
            self.close()
            run()

        return closing


def head(mail: MessageRow) -> list[tuple[str, str]]:
    """The lines above the text of a mail: what they are called, and what they say."""
    to = ", ".join(_party(*one) for one in mail.to)
    sent = "" if mail.sent_at is None else f"{local(mail.sent_at):%d %b %Y %H:%M}"
    lines = [
        (_("From"), _party(*mail.sender)),
        (_("Answer to"), ", ".join(_party(*one) for one in mail.reply_to)),
        (_("To"), to),
        (_("Sent"), sent),
        (_("Subject"), mail.subject),
        (_("Attached"), ", ".join(mail.attachments)),
    ]
    return [(name, text) for name, text in lines if text]


def _party(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address else name or address


def _called(mail: MessageRow) -> str:
    return mail.sender.name or mail.sender.address


def _state(follow_up: ActivityRow, today: date) -> str:
    when = ""
    if follow_up.planned_at is not None:
        when = words.moment(local(follow_up.planned_at), today)
    if follow_up.done_at is not None:
        at = words.moment(local(follow_up.done_at), today)
        return _("Answered {when}").format(when=at)
    if follow_up.waiting_since is not None:
        since = words.moment(local(follow_up.waiting_since), today)
        return _("Waiting since {since}, until {when}").format(since=since, when=when)
    return _("To answer by {when}").format(when=when) if when else _("To answer")
