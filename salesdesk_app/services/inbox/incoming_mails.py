"""Mails that are dropped in: each becomes a follow-up, linked to whom it is from or to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from salesdesk_app.clock import local
from salesdesk_app.domain.follow_up import answer_by, ask_again_by, number_in
from salesdesk_app.exchange.mail.mails import Mail, Party
from salesdesk_app.services import addresses, settings
from salesdesk_app.services.addresses import NOBODY, Whose
from salesdesk_app.services.inbox import messages
from salesdesk_app.services.inbox.mentions import Meant, by_number
from salesdesk_app.services.settings import Settings
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Activity
from salesdesk_app.wording import inbox as words

SOUNDS = (".wav", ".mp3", ".m4a", ".amr", ".ogg", ".opus", ".wma")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of mails, as ids of follow-ups: new ones, those of which the mail was there
    already, and those that a mail answered."""

    made: tuple[int, ...]
    known: tuple[int, ...]
    answered: tuple[int, ...]


@verb
def keep(session: Session, mails: Sequence[Mail], *, now: datetime) -> Kept:
    """Makes a follow-up of each mail, with its text, in one edit at a moment (UTC).

    A mail to the team is to be answered within two working hours. One of the team's to a customer
    waits for an answer, for three working days. A mail that answers one that waits ends the
    waiting, unless a program sent it by itself; one of the team's that answers a mail turns its
    follow-up into one that waits. Whom a mail is about is told by its addresses, or else by what
    it answers, or of a voicemail by the number that called. A mail that is there already is not
    kept twice.
    """
    keeping = _Keeping(session, mails, now)
    # The earliest first, so that each finds what it answers.
    for mail in sorted(mails, key=lambda mail: mail.sent_at or now):
        keeping.take(mail)
    changed = list(dict.fromkeys((*keeping.made, *keeping.answered)))
    if changed:
        first = session.get_one(Activity, changed[0])
        name_edit(session, subject=first.subject, count=keeping.kept)
    made, known, answered = (
        tuple(dict.fromkeys(ids)) for ids in (keeping.made, keeping.known, keeping.answered)
    )
    return Kept(made, known, answered)


@dataclass(slots=True)
class _Keeping:
    """What is known while mails are kept."""

    session: Session
    mails: Sequence[Mail]
    now: datetime
    made: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    kept: int = 0
    stated: Settings = field(init=False)
    whose: dict[str, Whose] = field(init=False)
    there: dict[str, int] = field(init=False)  # follow-ups by the ids of their mails

    def __post_init__(self) -> None:
        self.stated = settings.read(self.session)
        everybody = (one.address for mail in self.mails for one in _parties(mail))
        self.whose = addresses.whose(self.session, everybody)
        ids = {one for m in self.mails for one in (messages.identity(m), *m.references)}
        self.there = messages.known(self.session, ids)

    def take(self, mail: Mail) -> None:
        """Keeps a mail, unless it is there already."""
        identity = messages.identity(mail)
        if identity in self.there:
            if self.there[identity] not in self.made:
                self.known.append(self.there[identity])
            return
        own = self._is_own(mail)
        before = self._answered_one(mail)
        if before is not None and own:
            self._wait(before, mail)
            activity_id = before.id
        else:
            waited = before is not None and before.waiting_since is not None
            if before is not None and waited and "automatic" not in mail.notes:
                before.done_at = self.now
                self.answered.append(before.id)
            activity_id = self._new(mail, own, before)
        messages.add(self.session, activity_id, mail)
        self.kept += 1
        self.there[identity] = activity_id

    def _is_own(self, mail: Mail) -> bool:
        """Whether it is one of the team's; a form of the own website writes for a customer."""
        by_us = all(self._of(one).own for one in (mail.sender, *mail.reply_to))
        return by_us or "draft" in mail.notes

    def _answered_one(self, mail: Mail) -> Activity | None:
        """The open follow-up of a mail that this one answers."""
        for one in mail.references:
            row = self.session.get(Activity, self.there.get(one, 0))
            if row is not None and row.done_at is None:
                return row
        return None

    def _wait(self, row: Activity, mail: Mail) -> None:
        row.waiting_since = self._sent(mail)
        row.planned_at = self._until(mail)
        self.answered.append(row.id)

    def _new(self, mail: Mail, own: bool, before: Activity | None) -> int:
        outside = [one for one in mail.to if one.address and not self._of(one).own]
        waits = own and bool(outside)
        others = outside if waits else _parties(mail)
        called = words.waits_for if waits else words.answers
        if "automatic" in mail.notes and not waits:
            called = words.sent_by_itself
        who = self._called(outside[0] if waits else self._asker(mail))
        about: Whose | Meant | Activity | None = self._about(others)
        if about is None and is_voicemail(mail):
            called = words.calls_back
            who, about = self._caller(mail)
        known = about or before or NOBODY
        row = Activity(
            kind="mail",
            subject=called(who, mail.subject),
            planned_at=self._until(mail) if waits else self._by(),
            waiting_since=self._sent(mail) if waits else None,
            contact_id=known.contact_id,
            account_id=known.account_id,
            deal_id=known.deal_id,
        )
        self.session.add(row)
        self.session.flush()
        self.made.append(row.id)
        return row.id

    def _asker(self, mail: Mail) -> Party:
        """Who is to be answered: a contact, or else who has a name."""
        asking = (*mail.reply_to, mail.sender)
        named = next((one for one in mail.reply_to if one.name), mail.sender)
        return next((one for one in asking if self._of(one).contact_id is not None), named)

    def _about(self, others: Iterable[Party]) -> Whose | None:
        """The customer whom a mail is from or to, by the addresses."""
        customers = [one for one in map(self._of, others) if one.known]
        return next((one for one in customers if one.contact_id), next(iter(customers), None))

    def _caller(self, mail: Mail) -> tuple[str, Meant | None]:
        """Who left a voicemail, as one is called, and who that is where one contact can be it."""
        number = number_in(mail.subject) or number_in(mail.text) or ""
        found = by_number(self.session, number)
        if len(found) == 1:
            return found[0].contact or number, found[0]
        return "" if number in mail.subject else number, None

    def _of(self, party: Party) -> Whose:
        return self.whose.get(party.address, NOBODY)

    def _called(self, party: Party) -> str:
        """What somebody is called: as a contact or on the team, or else in the mail itself."""
        known = self._of(party)
        return known.contact or known.person or party.name or party.address

    def _by(self) -> datetime:
        return answer_by(local(self.now), self.stated.calendar, self.stated.hours)

    def _sent(self, mail: Mail) -> datetime:
        """When it was sent; what says that it was sent later than now says nothing."""
        return min(mail.sent_at or self.now, self.now)

    def _until(self, mail: Mail) -> datetime:
        since = local(self._sent(mail))
        return ask_again_by(since, self.stated.calendar, self.stated.hours)


def _parties(mail: Mail) -> tuple[Party, ...]:
    """Whom a mail names, the one who is to be answered first."""
    return (*mail.reply_to, mail.sender, *mail.to)


def is_voicemail(mail: Mail) -> bool:
    """Whether a mail brings what somebody said on the phone: a recording is attached."""
    return any(name.casefold().endswith(SOUNDS) for name in mail.attachments)
