"""What one can do with follow-ups: note, answer, wait, put off, link, and take in mails."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from salesdesk_app import wording
from salesdesk_app.services import activities, settings
from salesdesk_app.services.activities import ActivityRow, Kind
from salesdesk_app.services.inbox import (
    answers,
    follow_ups,
    incoming_mails,
    mail_files,
    mentions,
    messages,
)
from salesdesk_app.services.inbox.answers import Answer
from salesdesk_app.services.inbox.incoming_mails import Kept
from salesdesk_app.services.inbox.mail_files import MailFiles
from salesdesk_app.services.inbox.mentions import Meant
from salesdesk_app.services.inbox.messages import MessageRow
from salesdesk_app.services.search import Hit
from salesdesk_app.services.settings import Settings
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.present_only import Entries, Reads, offered
from salesdesk_app.wording import inbox as words
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.inbox.follow_up_field import FollowUpField

FILES = (_("Mails (*.eml *.msg *.mbox *.emlx)"), _("All files (*)"))
FEW = 1  # so many reasons stand in a notice; more have a window of their own


class InboxDeeds:
    """Done for the pane, over which the dialogs open; ``edit`` opens what is planned to edit it.

    ``go_to(id)`` leads to a follow-up in the list.
    """

    def __init__(
        self,
        pane: QWidget,
        desk: Desk,
        edit: Callable[[ActivityRow], object],
        go_to: Callable[[int], object],
    ) -> None:
        self._pane, self._desk = pane, desk
        self._edit, self._go_to = edit, go_to
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl

    # The line that is typed

    def understand(self, field: "FollowUpField", text: str) -> None:
        """Tell the field what its line means."""
        now = self._desk.now()
        self._desk.ask(
            mentions.understood,
            text,
            now=now,
            then=lambda found: field.show_understood(text, found, now),
            topic="follow-up line",
        )

    def note(self, field: "FollowUpField", text: str, about: Meant | None) -> None:
        """Note in a line what must be answered."""
        self._desk.do(
            activities.follow_up,
            text,
            now=self._desk.now(),
            about=about,
            notice=True,
            then=lambda _id: field.clear(),
        )

    # One of them

    def entries(self, row: ActivityRow) -> Entries:
        """What can be done with a follow-up."""
        done = row.done_at is not None
        made: list[tuple[str, Callable[[], object]]] = [
            (_("Open"), Reads(self.show_card, row)),
            (_("Not answered after all") if done else _("Answered"),
             partial(self.answer, row, not done)),
        ]  # fmt: skip
        if not done:
            made.append((_("Waiting until…\tW"), partial(self.wait, row)))
        return [*made, *self._rest(row)]

    def answer(self, row: ActivityRow, on: bool) -> None:
        """Mark it as answered, or take that back."""
        if on:
            self._desk.do(activities.complete, row.id, done_at=self._desk.now(), notice=True)
        else:
            self._desk.do(activities.reopen, row.id)

    def wait(self, row: ActivityRow) -> None:
        """Say until when one waits for an answer."""

        def save(until: datetime, note: str) -> None:
            now = self._desk.now()
            self._desk.do(
                follow_ups.wait, row.id, until=until, now=now, note=note or None, notice=True
            )

        self._when(_("Wait for an answer"), row, save, with_note=True)

    def put_off(self, row: ActivityRow) -> None:
        """Change by when it is to be answered, or until when one waits."""

        def save(by: datetime, _note: str) -> None:
            self._desk.do(follow_ups.put_off, row.id, by=by, notice=True)

        self._when(_("By when"), row, save)

    def ask_again(self, row: ActivityRow) -> None:
        """End the waiting: it is to be asked again within the hour."""
        by = self._desk.now() + timedelta(hours=1)
        self._desk.do(follow_ups.ask_again, row.id, by=by, notice=True)

    def link(self, row: ActivityRow) -> None:
        """Say whom it is about."""
        from salesdesk_app.ui.panes.today.inbox.link_dialog import LinkDialog

        def save(about: Meant) -> None:
            self._desk.do(follow_ups.link, row.id, about, notice=True)

        if not self._desk.refuses():
            about = (row.contact_id, row.contact, row.account_id, row.account)
            now = Meant(*about, row.deal_id, row.deal)
            LinkDialog(self._pane, self._desk, row.subject, save, now).open()

    def log(self, row: ActivityRow) -> None:
        """Log it as done: by a call, a mail or in a meeting."""
        from salesdesk_app.ui.panes.today.inbox.answered_dialog import AnsweredDialog

        def save(kind: Kind, note: str) -> None:
            now = self._desk.now()
            self._desk.do(
                follow_ups.log, row.id, kind=kind, note=note or None, now=now, notice=True
            )

        if not self._desk.refuses():
            kind: Kind = "call" if row.kind == "task" else row.kind
            AnsweredDialog(self._pane, row.subject, kind, save, row.note or "").open()

    def draft(self, row: ActivityRow) -> None:
        """Begin an answer in the mail program; nothing is sent from here."""

        def show(found: Answer | None) -> None:
            if found is None:
                text = _("No mail address is known to answer to. Link a contact that has one.")
                self._desk.notice(text, "warn")
            elif not self.open_url(QUrl(found.address, QUrl.ParsingMode.StrictMode)):
                to = ", ".join(found.to)
                text = _("No mail program opened. Write to {to} yourself.").format(to=to)
                self._desk.notice(text, "warn")

        self._desk.ask(answers.answer, row.id, then=show, topic="draft")

    def show_card(self, row: ActivityRow) -> None:
        """Open the card of a follow-up, with its mails."""
        from salesdesk_app.ui.panes.today.inbox.follow_up_card import FollowUpCard

        def show(found: tuple[ActivityRow, list[MessageRow]]) -> None:
            known, mails = found
            done = known.done_at is not None
            first: list[tuple[str, Callable[[], object]]] = []
            if not done:
                first = [
                    (_("Draft an answer"), partial(self.draft, known)),
                    (_("Waiting until…"), partial(self.wait, known)),
                    (_("Answered"), partial(self.answer, known, True)),
                ]
            else:
                first = [(_("Not answered after all"), partial(self.answer, known, False))]
            past = self._desk.looking_at is not None
            shown = {text for text, _run in first}
            more = [one for one in self._rest(known) if one[0] not in shown]
            FollowUpCard(
                self._pane,
                known,
                mails,
                self._desk.view_day(),
                first=offered(first, past),
                entries=offered(more, past),
            ).open()

        self._desk.ask(_with_mails, row.id, then=show, topic="follow-up card", travels=True)

    def _rest(self, row: ActivityRow) -> Entries:
        made: list[tuple[str, Callable[[], object]]] = []
        if row.done_at is None:
            made.append((_("By when…"), partial(self.put_off, row)))
            if row.waiting_since is not None:
                made.append((_("Ask again"), partial(self.ask_again, row)))
            made.append((_("Log as an activity…"), partial(self.log, row)))
        if row.deal_id is not None:
            hit = Hit("deal", row.deal_id, "", "")
            made.append((_("Open the deal"), Reads(self._desk.open, "pipeline", hit)))
        made += [
            (_("Link to another…"), partial(self.link, row)),
            (_("Draft an answer"), partial(self.draft, row)),
            (_("Edit…"), partial(self._edit, row)),
            (_("Delete"), partial(self._desk.do, activities.delete, row.id, notice=True)),
        ]
        return made

    def _when(
        self,
        title: str,
        row: ActivityRow,
        save: Callable[[datetime, str], object],
        *,
        with_note: bool = False,
    ) -> None:
        from salesdesk_app.ui.panes.today.when_dialog import WhenDialog

        def show(stated: Settings) -> None:
            now = self._desk.now()
            WhenDialog(
                self._pane, title, row.subject, save, now=now, stated=stated, with_note=with_note
            ).open()

        if not self._desk.refuses():
            self._desk.ask(settings.read, then=show, topic="when")

    # Mails

    def choose_mails(self) -> None:
        """Choose files of mails to take in."""
        if self._desk.refuses():
            return
        names, _kind = QFileDialog.getOpenFileNames(
            self._pane, _("Add mails"), str(Path.home()), ";;".join(FILES)
        )
        if names:
            self.add_mails([Path(name) for name in names])

    def add_mails(self, paths: Sequence[Path]) -> None:
        """Take in mails, each as a follow-up; what is left out is told with its reason."""
        if self._desk.refuses():
            return
        self._desk.work(
            mail_files.read_files, list(paths), then=self._keep, doing=_("Reading mails")
        )

    def _keep(self, found: MailFiles) -> None:
        if not found.mails:
            self._tell(found, Kept((), (), ()))
            return
        self._desk.do(
            incoming_mails.keep,
            found.mails,
            now=self._desk.now(),
            then=partial(self._tell, found),
        )

    def _tell(self, found: MailFiles, kept: Kept) -> None:
        from salesdesk_app.ui.panes.today.inbox.left_out_dialog import LeftOutDialog

        told = words.kept(len(kept.made), len(kept.known), len(kept.answered))
        reasons = [wording.problem(one.code, one.facts) for one in found.left_out]
        if found.more:
            reasons.append(words.left_out(found.more))
        text = f"{told}. {reasons[0]}" if 0 < len(reasons) <= FEW else f"{told}."
        undo = ("Undo", self._desk.undo) if kept.made or kept.answered else None
        self._desk.noticed.emit(Notice(text, "warn" if reasons else "good", undo))
        for one in (*kept.made, *kept.answered, *kept.known)[:1]:
            self._go_to(one)
        if len(reasons) > FEW:
            LeftOutDialog(self._pane, text, reasons).open()


def _with_mails(session: Session, activity_id: int) -> tuple[ActivityRow, list[MessageRow]]:
    return activities.get(session, activity_id), messages.of_activity(session, activity_id)
