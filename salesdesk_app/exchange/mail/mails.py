"""Mails as they come from the guarded child: checked, in plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from salesdesk_app.clock import local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.calendars.contents import span
from salesdesk_app.exchange.reading.documents import Document, read_each
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.wording.invitations import invitation

MOST_TEXT = 100_000  # letters of a mail that are kept
MOST_LINE = 1_000  # of a subject, a name or an address
MOST_PEOPLE = 500
MOST_MAILS = 200  # of one file
MOST_NAMES = 100  # of attachments
NOTES = (
    *("cut", "html", "no_text", "encrypted", "signed", "tnef", "rtf", "parts", "inner"),
    *("headers", "draft", "sealed", "report", "automatic"),
)
"""What there may be to say of how a mail was read; ``wording.inbox`` says it."""


class Party(NamedTuple):
    """Somebody in a mail: the name, which may be empty, and the address in lower case, too."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. ``references`` are the ids of what it answers; ``sent_at`` is in UTC.

    ``reply_to`` is who is to be answered where that is another than the sender: of a form on the
    web, or of a list.

    ``text`` is plain, with what it quotes, behind what an invitation says; ``attachments`` are
    names. ``notes`` are of NOTES.
    """

    message_id: str | None
    references: tuple[str, ...]
    sender: Party
    to: tuple[Party, ...]
    sent_at: datetime | None
    subject: str
    text: str
    attachments: tuple[str, ...]
    notes: tuple[str, ...]
    reply_to: tuple[Party, ...] = ()


class Letters(NamedTuple):
    """The mails of one file, and how many more it holds than are read of one file."""

    mails: tuple[Mail, ...]
    more: int


def read_mails(documents: Sequence[Document], *, tick: Tick = no_tick) -> list[Letters | Problem]:
    """The mails of each file, or why it gave none, in their order; read in the guarded child.

    Problems: those of ``documents.PROBLEMS``, document.timeout, document.died.
    """
    return read_each("mail", documents, understood, tick=tick)


def understood(found: Any) -> Letters:
    """What the child says; raises ValueError, TypeError or KeyError for what is no mail."""
    mails, more = found["mails"], found["more"]
    if not isinstance(mails, list) or not isinstance(more, int) or not 0 < len(mails) <= MOST_MAILS:
        raise ValueError("no mails")
    return Letters(tuple(map(_mail, mails)), max(more, 0))


def _mail(found: dict[str, Any]) -> Mail:
    sent = found["sent_at"]
    moment = None if sent is None else datetime.fromisoformat(_text(sent, 40))
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return Mail(
        message_id=None if found["message_id"] is None else _text(found["message_id"], MOST_LINE),
        references=tuple(_text(one, MOST_LINE) for one in found["references"][:MOST_PEOPLE]),
        sender=_party(found["sender"]),
        to=tuple(map(_party, found["to"][:MOST_PEOPLE])),
        sent_at=None if moment is None else moment.astimezone(UTC),
        subject=_text(found["subject"], MOST_LINE),
        text=_with_invitation(_text(found["text"], MOST_TEXT), found.get("invitation")),
        attachments=tuple(_text(one, MOST_LINE) for one in found["attachments"][:MOST_NAMES]),
        notes=tuple(note for note in NOTES if note in found["notes"]),
        reply_to=tuple(map(_party, found.get("reply_to", [])[:MOST_PEOPLE])),
    )


def _with_invitation(text: str, found: Any) -> str:
    """A mail's text below what, when and where it invites to; its own words where it has none."""
    if found is None:
        return text
    begins, ends = _times(found["times"])
    said = invitation(
        _text(found["kind"], MOST_LINE),
        title=_text(found["title"], MOST_LINE),
        place=_text(found["place"], MOST_LINE),
        begins=begins,
        ends=ends,
        repeats=found["repeats"] is True,
    )
    below = text or _text(found["note"], MOST_TEXT)
    return "\n\n".join(one for one in (said, below) if one)[:MOST_TEXT]


def _times(found: Any) -> tuple[date, date]:
    """Local moments, or the days or hours of what stands by the clock on the wall."""
    begin, end = found
    when = span(begin, end)
    if when.begins is not None and when.ends is not None:
        return local(when.begins), local(when.ends)
    read = date.fromisoformat if len(begin) == 10 else datetime.fromisoformat
    return read(begin), read(end)


def _party(found: Any) -> Party:
    name, address = found
    return Party(_text(name, MOST_LINE), _text(address, MOST_LINE).casefold())


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError("no text of a mail")
    return value.encode("utf-8", "replace").decode()  # half a letter cannot be stored
