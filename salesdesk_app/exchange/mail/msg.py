"""Reads one mail that Outlook saved as a .msg file, by python-oxmsg, however broken it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail.headers import (
    MOST_HEADER,
    automatic,
    called,
    moment_of,
    people,
    references,
    reply_to,
)
from salesdesk_app.exchange.mail.invitations import is_in_calendars
from salesdesk_app.exchange.mail.mails import MOST_NAMES, MOST_PEOPLE
from salesdesk_app.exchange.mail.plain import cut, from_html, line_of, text_of

if TYPE_CHECKING:
    from oxmsg import Message

T = TypeVar("T")

# Of Microsoft's open specification of properties (MS-OXPROPS).
_HEADERS, _MESSAGE_ID, _REFERENCES, _REPLY_TO = 0x007D, 0x1035, 0x1039, 0x1042
_SUBMITTED, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_STARTS, _ENDS = 0x0060, 0x0061
_MEETING = "IPM.SCHEDULE.MEETING."
_MEETINGS = {
    "REQUEST": "invited",
    "CANCELED": "cancelled",
    "RESP.POS": "accepted",
    "RESP.NEG": "declined",
    "RESP.TENT": "tentative",
}
_MOST_HEADERS = 512 << 10  # letters of all of them
_PROPERTIES = "__properties_version1.0"
_RECIPIENT_KIND, _ATTACH_LONG, _ATTACH_SHORT, _DISPLAY = 0x0C15, 0x3707, 0x3704, 0x3001
# Name, then addresses in order of trust: an Exchange address is no e-mail address.
_AUTHOR = (0x0042, (0x5D02, 0x0065))
_SENDER = (0x0C1A, (0x5D01, 0x0C1F))
_OTHERS = {
    "IPM.APPOINTMENT": "an appointment of Outlook",
    "IPM.CONTACT": "a contact of Outlook",
    "IPM.DISTLIST": "a list of contacts of Outlook",
    "IPM.TASK": "a task of Outlook",
    "IPM.STICKYNOTE": "a note of Outlook",
    "IPM.ACTIVITY": "a journal entry of Outlook",
    "IPM.POST": "a post of Outlook",
}


def read(content: bytes) -> dict[str, Any]:
    """A mail as plain facts, see ``mails.Mail``.

    Problems: document.other, document.damaged.
    """
    message = _loaded(content)
    props = message.properties
    kind = (_tried(lambda: message.message_class) or "").upper()
    for start, what in _OTHERS.items():
        if kind.startswith(start):
            raise Problem("document.other", what=what)
    headers = _headers(props)
    text, notes = _text(message)
    invitation = _invitation(kind, message)
    if invitation is not None and "no_text" in notes:
        notes.remove("no_text")
    text, notes = cut(text, [*notes, *_of_kind(kind, headers)])
    sender = _sender(props, headers)
    identity = line_of(_string(props, _MESSAGE_ID) or headers.get("message-id", ""))
    return {
        "message_id": identity.strip("<>") or None,
        "references": references(
            *(_string(props, one) for one in (_REFERENCES, _REPLY_TO)),
            *(headers.get(one, "") for one in ("references", "in-reply-to")),
        ),
        "sender": sender,
        "reply_to": reply_to(headers.get("reply-to", ""), sender),
        "to": _recipients(message, headers),
        "sent_at": _moment(props, headers),
        "subject": line_of(_tried(lambda: message.subject) or headers.get("subject", "")),
        "text": text,
        "invitation": invitation,
        "attachments": _attached(message),
        "notes": notes,
    }


def _of_kind(kind: str, headers: dict[str, str]) -> list[str]:
    """What the kind of a mail and its headers say of it as a whole."""
    notes = []
    if "SMIME" in kind:
        notes.append("signed" if "MULTIPARTSIGNED" in kind else "encrypted")
    stated = (headers.get(one, "") for one in ("auto-submitted", "x-autoreply", "precedence"))
    if automatic(*stated) or kind.startswith("REPORT") or "OOFTEMPLATE" in kind:
        notes.append("automatic")
    return notes


def _loaded(content: bytes) -> "Message":
    from olefile import OleFileIO
    from oxmsg import Message

    try:
        with OleFileIO(content) as ole:
            is_mail = ole.exists(_PROPERTIES)
        if is_mail:
            message = Message.load(content)
            list(message.properties)
            return message
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken file makes of the library
        raise Problem("document.damaged") from error
    raise Problem("document.other", what="another file of Office")


def _tried(get: Callable[[], T]) -> T | None:
    """What the library makes of a property; None where the file is broken there."""
    try:
        return get()
    except MemoryError:
        raise
    except Exception:  # it raises whatever a broken property makes it raise
        return None


def _string(props: Any, pid: int) -> str:
    return _tried(lambda: props.str_prop_value(pid)) or ""


def _headers(props: Any) -> dict[str, str]:
    """The headers that the mail came with, by their names in lower case, the first of each."""
    from email.parser import HeaderParser

    raw = _string(props, _HEADERS)[:_MOST_HEADERS]
    found: dict[str, str] = {}
    for name, value in HeaderParser().parsestr(raw).raw_items():
        found.setdefault(name.lower(), str(value)[:MOST_HEADER].replace("\n", " "))
    return found


def _sender(props: Any, headers: dict[str, str]) -> tuple[str, str]:
    """Who wrote it, also for another; the address is empty where only Exchange knows it."""
    stated = next((one for one in people(headers.get("from", "")) if one[1]), None)
    if stated is not None:
        return stated
    known = ""
    for pid, addresses in (_AUTHOR, _SENDER):
        name = called(_string(props, pid))
        known = known or name
        for one in addresses:
            address = line_of(_string(props, one)).casefold()
            if "@" in address and not address.startswith("/o="):
                return name or known, address
    return known, ""


def _recipients(message: "Message", headers: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for one in (_tried(lambda: message.recipients) or ())[:MOST_PEOPLE]:
        kind = _tried(partial(_kind, one))
        name = called(_tried(partial(getattr, one, "name")) or "")
        address = line_of(_tried(partial(getattr, one, "email_address")) or "").casefold()
        if kind != 3:  # a blind copy is nobody else's business
            found.append((name, address if "@" in address else ""))
    if not found:
        found = [*people(headers.get("to", "")), *people(headers.get("cc", ""))]
    return found[:MOST_PEOPLE]


def _kind(recipient: Any) -> int | None:
    kind = recipient.properties.int_prop_value(_RECIPIENT_KIND)
    return kind if isinstance(kind, int) else None


def _moment(props: Any, headers: dict[str, str]) -> str | None:
    for pid in (_SUBMITTED, _DELIVERED):
        found = _tried(partial(props.date_prop_value, pid))
        if isinstance(found, datetime) and 1970 <= found.year < 3000:
            return found.astimezone(UTC).isoformat()
    return moment_of(headers.get("date", ""))


def _invitation(kind: str, message: "Message") -> dict[str, Any] | None:
    """What a request of a meeting asks for, as ``invitations.read``.

    Where it is stands in none of the properties that have a number of their own.
    """
    get = message.properties.date_prop_value
    begins, ends = (_tried(partial(get, pid)) for pid in (_STARTS, _ENDS))
    if not kind.startswith(_MEETING) or not isinstance(begins, datetime):
        return None
    last = max(begins, ends) if isinstance(ends, datetime) else begins
    times = [one.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for one in (begins, last)]
    if not is_in_calendars(times):
        return None
    return {
        "kind": _MEETINGS.get(kind.removeprefix(_MEETING), "event"),
        "title": line_of(_tried(lambda: message.subject) or ""),
        "place": "",
        "note": "",
        "times": times,
        "repeats": False,
    }


def _text(message: "Message") -> tuple[str, list[str]]:
    plain = _tried(lambda: message.body) or ""
    if plain.strip():
        return text_of(plain), []
    html = _tried(lambda: message.html_body) or ""
    if not html:
        raw = _tried(lambda: message.properties.binary_prop_value(_HTML)) or b""
        html = raw.decode("cp1252", "replace")
    text = from_html(html) if html else ""
    if text:
        return text, ["html"]
    rich = _tried(lambda: message.properties.binary_prop_value(_RTF))
    return "", ["rtf" if rich else "no_text"]


def _attached(message: "Message") -> list[str]:
    names = []
    for one in (_tried(lambda: message.attachments) or ())[:MOST_NAMES]:
        props = _tried(partial(getattr, one, "properties"))
        found = (_string(props, pid) for pid in (_ATTACH_LONG, _ATTACH_SHORT, _DISPLAY))
        names.append(line_of(next((name for name in found if name), "attachment")))
    return names
