"""Headers of mails as plain text, however broken they are: names, addresses, moments, ids."""

import codecs
import re
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from salesdesk_app.exchange.mail.mails import MOST_PEOPLE
from salesdesk_app.exchange.mail.plain import line_of

MOST_HEADER = 64 << 10  # letters of one header that are looked at
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


def raw(message: Message, name: str) -> str:
    """A header as it stands; the first one of its name."""
    for key, value in message.raw_items():
        if key.lower() == name:
            text = str(value)[:MOST_HEADER]
            # Bytes above 127 came in as half letters: most are UTF-8, the others of old Windows.
            content = text.encode("utf-8", "surrogateescape")
            try:
                return content.decode()
            except UnicodeDecodeError:
                return content.decode("cp1252", "replace")
    return ""


def decoded(text: str) -> str:
    """A header with its encoded words read; as it stands where they cannot be."""
    try:
        parts = decode_header(re.sub(r"[\r\n]+", "", text))
        return "".join(
            part if isinstance(part, str) else letters(part, charset) for part, charset in parts
        )
    except (HeaderParseError, ValueError, LookupError, IndexError):
        return text


def letters(content: bytes, charset: str | None) -> str:
    """Bytes as text, by the encoding that they are said to have where there is such a one."""
    names = [charset.strip("'\" ").partition("*")[0]] if charset else []
    for name in (*names, "utf-8", "cp1252"):
        try:
            found = codecs.lookup(name)
            if found.name in _NO_TEXT or not getattr(found, "_is_text_encoding", True):
                continue
            if found.name == "ascii":
                continue  # what says so and is not is nearly always UTF-8
            return content.decode(_LARGER.get(found.name, found.name), "strict")
        except (LookupError, ValueError, UnicodeError, TypeError):
            continue
    return content.decode("utf-8", "replace")


def identity(text: str) -> str | None:
    """The id that a header gives a mail, without what stands around it."""
    found = _IDS.search(text)
    return found[1] if found else line_of(text) or None


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
    header = re.sub(r"[\r\n]+[ \t]?", " ", header[:MOST_HEADER])
    # Addresses are told apart before names are decoded: a name cannot pretend to be an address.
    try:
        pairs = getaddresses([header])[:MOST_PEOPLE]
    except (RecursionError, ValueError, IndexError):  # comments in comments, and the like
        pairs = []
    found = [
        (called(decoded(name)), line_of(address).casefold())
        for name, address in pairs
        if "@" in address or (name and not address)
    ]
    if not any(address for _name, address in found):
        found += [("", line_of(one).casefold()) for one in _ADDRESS.findall(header)[:MOST_PEOPLE]]
    return found


def reply_to(header: str, sender: tuple[str, str]) -> list[tuple[str, str]]:
    """Who is to be answered, where that is somebody else than the sender."""
    return [one for one in people(header) if one[1] and one[1] != sender[1]]


def called(name: str) -> str:
    """A name on one line, without the marks that enclose it."""
    name = line_of(name).strip('" ')
    enclosed = len(name) > 1 and name.startswith("'") and name.endswith("'")
    return name[1:-1].strip() if enclosed else name


def automatic(*stated: str) -> bool:
    """Whether what Auto-Submitted and its likes state says that a program sent it on its own."""
    said = {one.casefold().replace(";", " ").partition(" ")[0] for one in map(str.strip, stated)}
    return bool(said & {"auto-generated", "auto-replied", "auto-notified", "auto_reply", "yes"})
