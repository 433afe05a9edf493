"""Reads one mail of the usual form (RFC 5322), however broken it is, by the standard library."""

import codecs
import re
from collections.abc import Iterator
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime
from typing import Any

from salesdesk_app.exchange.mail.mails import MOST_NAMES, MOST_PEOPLE
from salesdesk_app.exchange.mail.plain import MOST_HTML, cut, from_html, line_of, text_of

MOST_HEADER = 64 << 10  # letters of one header that are looked at
MOST_HEADERS = 512 << 10  # bytes of all of them
MOST_PARTS = 1_000
MOST_NESTED = 60  # parts within parts
_IDS = re.compile(r"<([^<>\s]{1,900})>")
_LETTER = r"[^\s<>,;:\"'()\[\]@]"
# Only from where a word begins: else a long word without an @ would be looked at again and again.
_ADDRESS = re.compile(rf"(?<!{_LETTER}){_LETTER}++@{_LETTER}+")
_NO_TEXT = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
# Programs name the smaller encoding and write its larger one: € and “ ” would be lost.
_LARGER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_EMPTY_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")


def read(content: bytes) -> dict[str, Any]:
    """A mail as plain facts, see ``mails.Mail``; whatever is broken in it is left out."""
    message, notes = _parsed(content)
    text, attachments, more = _body(message)
    text, notes = cut(text, [*notes, *more])
    identity = _IDS.search(_raw(message, "message-id"))
    sender = _people(message, "from") or _people(message, "sender") or [("", "")]
    return {
        "message_id": identity[1] if identity else line_of(_raw(message, "message-id")) or None,
        "references": references(_raw(message, "references"), _raw(message, "in-reply-to")),
        "sender": sender[0],
        "to": (_people(message, "to") + _people(message, "cc"))[:MOST_PEOPLE],
        "sent_at": moment_of(_raw(message, "date")),
        "subject": line_of(_decoded(_raw(message, "subject"))),
        "text": text,
        "attachments": attachments[:MOST_NAMES],
        "notes": [*notes, *(["draft"] if _raw(message, "x-unsent").strip() == "1" else [])],
    }


def references(*headers: str) -> list[str]:
    """The ids of mails that headers name, each once; the last ones, where there are many."""
    found = [one for header in headers for one in _IDS.findall(header)]
    return list(dict.fromkeys(reversed(found)))[:100]


def moment_of(text: str) -> str | None:
    """The moment of a header as ISO text in UTC; None where it says none that a calendar has."""
    try:
        found = parsedate_to_datetime(line_of(text))
        if found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        found = found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
    return found.isoformat() if 1970 <= found.year < 3000 else None


def people(header: str) -> list[tuple[str, str]]:
    """Who a header names, as (name, address)."""
    header = header[:MOST_HEADER]
    # Addresses are told apart before names are decoded: a name cannot pretend to be an address.
    try:
        pairs = getaddresses([header])[:MOST_PEOPLE]
    except (RecursionError, ValueError, IndexError):  # comments in comments, and the like
        pairs = []
    found = [
        (line_of(_decoded(name)).strip("'\" "), line_of(address).casefold())
        for name, address in pairs
        if "@" in address or (name and not address)
    ]
    if not any(address for _name, address in found):
        found += [("", line_of(one).casefold()) for one in _ADDRESS.findall(header)[:MOST_PEOPLE]]
    return found


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


def _raw(message: Message, name: str) -> str:
    """A header as it stands; the first one of its name."""
    for key, value in message.raw_items():
        if key.lower() == name:
            text = str(value)[:MOST_HEADER]
            # Bytes above 127 came in as half letters: most are UTF-8, the others of old Windows.
            raw = text.encode("utf-8", "surrogateescape")
            try:
                return raw.decode()
            except UnicodeDecodeError:
                return raw.decode("cp1252", "replace")
    return ""


def _people(message: Message, name: str) -> list[tuple[str, str]]:
    return people(re.sub(r"[\r\n]+[ \t]?", " ", _raw(message, name)))


def _decoded(text: str) -> str:
    """A header with its encoded words read; as it stands where they cannot be."""
    try:
        parts = decode_header(re.sub(r"[\r\n]+", "", text))
        return "".join(
            part if isinstance(part, str) else _letters(part, charset) for part, charset in parts
        )
    except (HeaderParseError, ValueError, LookupError, IndexError):
        return text


def _letters(raw: bytes, charset: str | None) -> str:
    """Bytes as text, by the encoding that they are said to have where there is such a one."""
    names = [charset.strip("'\" ").partition("*")[0]] if charset else []
    for name in (*names, "utf-8", "cp1252"):
        try:
            found = codecs.lookup(name)
            if found.name in _NO_TEXT or not getattr(found, "_is_text_encoding", True):
                continue
            if found.name == "ascii":
                continue  # what says so and is not is nearly always UTF-8
            return raw.decode(_LARGER.get(found.name, found.name), "strict")
        except (LookupError, ValueError, UnicodeError, TypeError):
            continue
    return raw.decode("utf-8", "replace")


def _body(message: Message) -> tuple[str, list[str], list[str]]:
    """The text of a mail, the names of what is attached, and the notes on how it was read."""
    texts: dict[str, list[str]] = {"plain": [], "html": [], "inner": []}
    attachments: list[str] = []
    notes: dict[str, None] = {}
    room = MOST_HTML
    for place, (part, inside) in enumerate(_parts(message)):
        if place >= MOST_PARTS:
            notes["parts"] = None
            break
        kind = part.get_content_type().lower()
        for mark, note in _MARKS:
            if mark in kind:
                notes[note] = None
        if isinstance(part.get_payload(), list) and kind.startswith("multipart/"):
            continue
        name = _file_name(part)
        if kind.startswith("multipart/"):
            kind = "text/plain"  # it does not say what parts it: all of it is shown
        is_text = kind in ("text/plain", "text/html") and _is_shown(part, name)
        if kind == "message/rfc822" and not inside:
            attachments.append(_inner_name(part))
        elif not is_text and not inside:
            attachments.append(name or kind)
        elif is_text:
            found = _letters(_payload(part), part.get_content_charset())
            if kind == "text/html":
                if len(found) > room:
                    notes["cut"] = None
                found, room = from_html(found[:room]), max(0, room - len(found))
            else:
                found = text_of(found)
            texts["inner" if inside else kind[5:]].append(found)
    return _chosen(texts, notes), [name for name in attachments if name], list(notes)


_MARKS = (
    ("ms-tnef", "tnef"),
    ("multipart/encrypted", "encrypted"),
    ("pkcs7-mime", "encrypted"),
    ("multipart/signed", "signed"),
)


def _chosen(texts: dict[str, list[str]], notes: dict[str, None]) -> str:
    """The plain text where there is one, else that of HTML, else that of a mail within."""
    for kind in ("plain", "html", "inner"):
        text = "\n\n".join(one for one in texts[kind] if one)
        if text:
            if kind != "plain":
                notes[kind] = None
            if "-----BEGIN PGP MESSAGE-----" in text:
                notes["encrypted"] = None
            elif "-----BEGIN PGP SIGNED MESSAGE-----" in text:
                notes["signed"] = None
            return text
    if not notes:
        notes["no_text"] = None
    return ""


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


def _is_shown(part: Message, name: str) -> bool:
    return part.get_content_disposition() != "attachment" and not name


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, TypeError, AttributeError, LookupError):
        found = None
    return found if isinstance(found, bytes) else b""


def _file_name(part: Message) -> str:
    try:
        found = part.get_filename()
        return line_of(_decoded(collapse_rfc2231_value(found))) if found else ""
    except (ValueError, TypeError, AttributeError, LookupError, IndexError):
        return "attachment"


def _inner_name(part: Message) -> str:
    below = part.get_payload()
    inner = below[0] if isinstance(below, list) and below else None
    subject = line_of(_decoded(_raw(inner, "subject"))) if isinstance(inner, Message) else ""
    return _file_name(part) or (f"{subject}.eml" if subject else "mail.eml")
