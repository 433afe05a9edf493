"""An answer to a follow-up as the mail program is to begin it: to whom, about what, with what."""

from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local
from salesdesk_app.domain.mail_text import fresh
from salesdesk_app.services import activities
from salesdesk_app.services.addresses import NOBODY, whose
from salesdesk_app.services.inbox import messages
from salesdesk_app.services.inbox.messages import MessageRow
from salesdesk_app.store.models import Contact
from salesdesk_app.wording import inbox as words

QUOTED = 900  # letters: an address of a mail must stay short, or systems cut it


@dataclass(frozen=True, slots=True)
class Answer:
    """To which addresses, the subject, and the text with what it quotes."""

    to: tuple[str, ...]
    subject: str
    text: str

    @property
    def address(self) -> str:
        """As a ``mailto:`` address; nothing in it can name another recipient or a file."""
        to = ",".join(quote(one, safe="@") for one in self.to)
        body = self.text.replace("\n", "\r\n")
        return f"mailto:{to}?subject={quote(self.subject)}&body={quote(body)}"


def answer(session: Session, activity_id: int) -> Answer | None:
    """The answer to a follow-up's latest mail, or a mail to its contact; None without an address.

    Problem: record.gone.
    """
    row = activities.get(session, activity_id)
    mails = messages.of_activity(session, activity_id)
    if mails:
        latest = mails[0]
        to = _partners(session, latest)
        if to:
            subject = latest.subject.strip()
            known = subject.casefold().startswith(("re:", "aw:", "sv:"))
            return Answer(to, subject if known else f"Re: {subject}", _quoted(latest))
    address = session.scalar(select(Contact.email).where(Contact.id == row.contact_id))
    return Answer((address.strip(),), row.subject, "") if address and "@" in address else None


def _partners(session: Session, mail: MessageRow) -> tuple[str, ...]:
    """Who is on the other side: whom a mail names for it or the sender, or of a mail of ours
    those whom it went to."""
    parties = (mail.sender, *mail.reply_to, *mail.to)
    known = whose(session, (one.address for one in parties))
    stated = tuple(one.address for one in mail.reply_to)
    if any(not known.get(one, NOBODY).own for one in stated):
        return stated
    if not known.get(mail.sender.address, NOBODY).own and mail.sender.address:
        return (mail.sender.address,)
    others = (one.address for one in mail.to if one.address)
    return tuple(one for one in others if not known.get(one, NOBODY).own)


def _quoted(mail: MessageRow) -> str:
    text = fresh(mail.text)
    text = f"{text[:QUOTED].rstrip()} […]" if len(text) > QUOTED else text
    lines = "\n".join(f"> {line}" for line in text.split("\n"))
    when = None if mail.sent_at is None else local(mail.sent_at)
    return f"\n\n{words.wrote(mail.sender.name or mail.sender.address, when)}\n{lines}"
