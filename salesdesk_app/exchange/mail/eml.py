"""Reads one mail of the usual form (RFC 5322), however broken it is, by the standard library."""

import re
from email.errors import HeaderParseError
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from typing import Any

from salesdesk_app.exchange.mail.body import body_of
from salesdesk_app.exchange.mail.headers import (
    automatic,
    decoded,
    identity,
    moment_of,
    people,
    raw,
    references,
    reply_to,
)
from salesdesk_app.exchange.mail.mails import MOST_NAMES, MOST_PEOPLE
from salesdesk_app.exchange.mail.plain import cut, line_of

MOST_HEADERS = 512 << 10  # bytes of all of them
MOST_NESTED = 60  # parts within parts
_EMPTY_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")


def read(content: bytes) -> dict[str, Any]:
    """A mail as plain facts, see ``mails.Mail``; whatever is broken in it is left out."""
    message, notes = _parsed(content)
    body = body_of(message)
    text = body.text()
    text, notes = cut(text, [*notes, *body.notes, *_of_headers(message)])
    sender = people(raw(message, "from")) or people(raw(message, "sender")) or [("", "")]
    return {
        "message_id": identity(raw(message, "message-id")),
        "references": references(raw(message, "references"), raw(message, "in-reply-to")),
        "sender": sender[0],
        "reply_to": reply_to(raw(message, "reply-to"), sender[0]),
        "to": (people(raw(message, "to")) + people(raw(message, "cc")))[:MOST_PEOPLE],
        "sent_at": moment_of(raw(message, "date")),
        "subject": line_of(decoded(raw(message, "subject"))),
        "text": text,
        "invitation": body.invitation,
        "attachments": [name for name in body.attachments if name][:MOST_NAMES],
        "notes": notes,
    }


def _of_headers(message: Message) -> list[str]:
    """What the headers say of the mail as a whole."""
    stated = (raw(message, name) for name in ("auto-submitted", "x-autoreply", "precedence"))
    by_itself = automatic(*stated) or message.get_content_type() == "multipart/report"
    draft = raw(message, "x-unsent").strip() == "1"
    return [*(["automatic"] if by_itself else []), *(["draft"] if draft else [])]


def _parsed(content: bytes) -> tuple[Message, list[str]]:
    head = _EMPTY_LINE.search(content)
    end = len(content) if head is None else head.start()
    if end > MOST_HEADERS:
        return BytesHeaderParser(policy=compat32).parsebytes(content[:MOST_HEADERS]), ["headers"]
    if content.lower().count(b"boundary") <= MOST_NESTED:
        try:
            return BytesParser(policy=compat32).parsebytes(content), []
        except (RecursionError, ValueError, IndexError, AttributeError, HeaderParseError):
            pass  # its headers are read all the same
    return BytesHeaderParser(policy=compat32).parsebytes(content[:end]), ["parts"]
