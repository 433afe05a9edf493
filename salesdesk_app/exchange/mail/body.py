"""The parts of a mail: its text, the names of what is attached, and an invitation in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any

from salesdesk_app.exchange.mail import invitations
from salesdesk_app.exchange.mail.headers import decoded, letters, raw
from salesdesk_app.exchange.mail.plain import MOST_HTML, from_html, line_of, text_of, unflowed

MOST_PARTS = 1_000
MOST_FLOWED = 1_000_000  # letters: of a longer text no more is kept anyway
_MARKS = (
    ("ms-tnef", "tnef"),
    ("multipart/encrypted", "encrypted"),
    ("pkcs7-mime", "encrypted"),
    ("multipart/signed", "signed"),
)
_REPORTS = {
    "message/delivery-status": "report of delivery",
    "message/disposition-notification": "receipt",
    "text/rfc822-headers": "headers of a mail",
}
_CALENDARS = ("text/calendar", "application/ics")
# The plain text where there is one, else that of HTML, and so on.
_CHOICE = ("plain", "html", "named", "report")
_NO_NEWS = ("plain", "named")
Texts = dict[str, list[str]]


def _no_texts() -> Texts:
    return {one: [] for one in _CHOICE}


@dataclass(slots=True)
class Body:
    """What was found in the parts so far; ``notes`` are a set in its order.

    ``forwarded`` are the mails within, each with its headers and its texts.
    """

    texts: Texts = field(default_factory=_no_texts)
    forwarded: list[tuple[str, Texts]] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    invitation: dict[str, Any] | None = None
    looked: bool = False
    room: int = MOST_HTML

    def text(self) -> str:
        """The text that is shown, that of mails within below it; how it came about is noted."""
        text, kind = _chosen(self.texts)
        within = [(head, found) for head, texts in self.forwarded if (found := _chosen(texts)[0])]
        if text:
            text = "\n\n".join((text, *(f"{head}\n\n{found}" for head, found in within)))
        elif within:
            text, kind = "\n\n".join(found for _head, found in within), "inner"
        if text and kind not in _NO_NEWS:
            self.notes[kind] = None
        if "-----BEGIN PGP MESSAGE-----" in text:
            self.notes["encrypted"] = None
        elif "-----BEGIN PGP SIGNED MESSAGE-----" in text:
            self.notes["signed"] = None
        if not text and not self.notes and self.invitation is None:
            self.notes["no_text"] = None
        return text

    def take(self, part: Message, *, inside: bool) -> None:
        """Takes a part along; ``inside`` says that it lies in an attached mail."""
        kind = part.get_content_type().lower()
        for mark, note in _MARKS:
            if mark in kind:
                self.notes["sealed" if note == "encrypted" and _is_sealed(part) else note] = None
        if isinstance(part.get_payload(), list) and kind.startswith("multipart/"):
            return
        name = _file_name(part)
        if kind.startswith("multipart/"):
            kind = "text/plain"  # it does not say what parts it: all of it is shown
        if inside:
            if _is_text(kind, part) and not name and self.forwarded:
                self._write(self.forwarded[-1][1][kind[5:]], kind, part)
        elif _is_text(kind, part):
            self._write(self.texts["named" if name else kind[5:]], kind, part)
            self.attachments += [name] if name else []
        elif not self._is_invitation(kind, part) or name:
            self._attach(kind, name, part)

    def _write(self, place: list[str], kind: str, part: Message) -> None:
        found = letters(_payload(part), part.get_content_charset())
        if kind == "text/html":
            if len(found) > self.room:
                self.notes["cut"] = None
            found, self.room = from_html(found[: self.room]), max(0, self.room - len(found))
        else:
            if _stated(part, "format") == "flowed":
                if len(found) > MOST_FLOWED:
                    self.notes["cut"] = None
                found = unflowed(found[:MOST_FLOWED], delsp=_stated(part, "delsp") == "yes")
            found = text_of(found)
        place.append(found)

    def _is_invitation(self, kind: str, part: Message) -> bool:
        if kind not in _CALENDARS:
            return False
        if not self.looked:  # programs send the same one twice, and only hostile mails many
            self.looked, self.invitation = True, invitations.read(_payload(part))
        return self.invitation is not None

    def _attach(self, kind: str, name: str, part: Message) -> None:
        below = part.get_payload()
        if kind in _REPORTS and isinstance(below, list):
            blocks = [one for one in below if isinstance(one, Message)]
            said = (f"{key}: {decoded(str(value))}" for one in blocks for key, value in one.items())
            self.texts["report"].append(text_of("\n".join(said)))
        if kind == "message/rfc822":
            name = _inner_name(part)
            self.forwarded.append((_heading(part), _no_texts()))
        self.attachments.append(name or _REPORTS.get(kind, kind))


def body_of(message: Message) -> Body:
    """What the parts of a mail hold."""
    body = Body()
    for place, (part, inside) in enumerate(_parts(message)):
        if place >= MOST_PARTS:
            body.notes["parts"] = None
            break
        body.take(part, inside=inside)
    return body


def _parts(message: Message) -> Iterator[tuple[Message, bool]]:
    """The parts in their order, and whether each lies in an attached mail."""
    waiting: list[tuple[Message, bool]] = [(message, False)]
    while waiting:
        part, inside = waiting.pop()
        yield part, inside
        below = part.get_payload()
        if isinstance(below, list):
            inside = inside or part.get_content_maintype() == "message"
            waiting += [(one, inside) for one in reversed(below) if isinstance(one, Message)]


def _chosen(texts: Texts) -> tuple[str, str]:
    for kind in _CHOICE:
        text = "\n\n".join(one for one in texts[kind] if one)
        if text:
            return text, kind
    return "", ""


def _is_text(kind: str, part: Message) -> bool:
    return kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"


def _is_sealed(part: Message) -> bool:
    """Whether a part of S/MIME is signed and no more, with its text within the signature."""
    return _stated(part, "smime-type") == "signed-data"


def _stated(part: Message, name: str) -> str:
    try:
        return str(part.get_param(name) or "").strip().lower()
    except (ValueError, TypeError, AttributeError, LookupError, IndexError):
        return ""


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, TypeError, AttributeError, LookupError):
        found = None
    return found if isinstance(found, bytes) else b""


def _file_name(part: Message) -> str:
    try:
        found = part.get_filename()
        return line_of(decoded(collapse_rfc2231_value(found))) if found else ""
    except (ValueError, TypeError, AttributeError, LookupError, IndexError):
        return "attachment"


def _heading(part: Message) -> str:
    """What stands above the text of a mail within, as mail programs write it."""
    inner = _inner(part)
    stated = ((name, line_of(decoded(raw(inner, name)))) for name in ("from", "date", "subject"))
    lines = (f"{name.capitalize()}: {text}" for name, text in stated if text)
    return "\n".join(("---------- Original message ----------", *lines))


def _inner(part: Message) -> Message:
    below = part.get_payload()
    inner = below[0] if isinstance(below, list) and below else None
    return inner if isinstance(inner, Message) else Message()


def _inner_name(part: Message) -> str:
    subject = line_of(decoded(raw(_inner(part), "subject")))
    return _file_name(part) or (f"{subject}.eml" if subject else "mail.eml")
