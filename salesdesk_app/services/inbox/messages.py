"""Mails that were dropped in, as they are kept with their follow-ups: in plain text."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.mail_text import preview
from salesdesk_app.exchange.mail.mails import Mail, Party
from salesdesk_app.store.models import Message
from salesdesk_app.store.value_lists import each_of

PREVIEWED = 2_000  # letters of a text that are looked at for its preview


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A mail that is kept; ``sent_at`` in UTC, ``notes`` say how it was read (``mails.NOTES``)."""

    id: int
    activity_id: int
    sender: Party
    to: tuple[Party, ...]
    sent_at: datetime | None
    subject: str
    text: str
    attachments: tuple[str, ...]
    notes: tuple[str, ...]
    reply_to: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """Of a follow-up's latest mail: whom it is from, and how it begins."""

    sender: Party
    begins: str


def add(session: Session, activity_id: int, mail: Mail) -> None:
    """Keeps a mail with its follow-up."""
    session.add(
        Message(
            activity_id=activity_id,
            message_id=identity(mail),
            sender=mail.sender.name,
            address=mail.sender.address,
            recipients=[list(one) for one in mail.to],
            sent_at=mail.sent_at,
            subject=mail.subject,
            text=mail.text,
            attachments={
                "names": list(mail.attachments),
                "notes": list(mail.notes),
                "reply_to": [list(one) for one in mail.reply_to],
            },
        )
    )


def identity(mail: Mail) -> str:
    """What makes two mails one: the id that it bears, or else all that it says."""
    if mail.message_id:
        return mail.message_id
    said = repr((mail.sender, mail.to, mail.sent_at, mail.subject, mail.text))
    return f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"


def known(session: Session, ids: Collection[str]) -> dict[str, int]:
    """Of these ids of mails, those that are kept already, with their follow-up's id."""
    rows = session.execute(
        select(Message.message_id, Message.activity_id).where(Message.message_id.in_(each_of(ids)))
    )
    return {str(row.message_id): row.activity_id for row in rows}


def of_activity(session: Session, activity_id: int) -> list[MessageRow]:
    """The mails of a follow-up, the latest first."""
    rows = session.scalars(
        select(Message)
        .where(Message.activity_id == activity_id)
        .order_by(Message.sent_at.desc().nulls_last(), Message.id.desc())
    )
    return [
        MessageRow(
            id=row.id,
            activity_id=row.activity_id,
            sender=Party(row.sender, row.address),
            to=tuple(Party(*one) for one in row.recipients),
            sent_at=row.sent_at,
            subject=row.subject,
            text=row.text,
            attachments=tuple(row.attachments["names"]),
            notes=tuple(row.attachments["notes"]),
            reply_to=tuple(Party(*one) for one in row.attachments.get("reply_to", [])),
        )
        for row in rows
    ]


def glances(session: Session, activity_ids: Collection[int]) -> dict[int, Glance]:
    """A glance at the latest mail of each of these follow-ups that has one."""
    begins = func.substr(Message.text, 1, PREVIEWED).label("begins")
    columns = (Message.activity_id, Message.sender, Message.address, begins)
    query = select(*columns).where(Message.activity_id.in_(each_of(activity_ids)))
    return {
        row.activity_id: Glance(Party(row.sender, row.address), preview(row.begins))
        for row in session.execute(query.order_by(Message.sent_at, Message.id))
    }


def drop(session: Session, activity_id: int) -> None:
    """Deletes the mails of a follow-up that is about to be deleted."""
    session.execute(delete(Message).where(Message.activity_id == activity_id))
