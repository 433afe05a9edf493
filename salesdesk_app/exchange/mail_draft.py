"""A mail as a file that a mail program opens as a draft, ready to be sent."""

import re
from collections.abc import Sequence
from email.header import Header
from email.message import Message
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import formataddr
from pathlib import Path
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.texts import clean

MOST = 900  # letters of a subject; no program shows more
MOST_NAME = 200
_ADDRESS = re.compile(
    r"[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*@[A-Z0-9-]+(\.[A-Z0-9-]+)*", re.I | re.ASCII
)
_LINES = compat32.clone(linesep="\r\n")


def draft(to: Sequence[str], subject: str, text: str) -> bytes:
    """A plain mail in UTF-8, marked as not sent yet.

    ``to`` are addresses, bare or as ``Priya Nair <priya@example.com>``. A line break in a name or
    the subject becomes a space, so that nothing can put a header of its own in; neither can what
    looks like an encoded line break. Problem: mail.address with what is no address.
    """
    mail: Message[Any, Any] = MIMEText(_sound(clean(text, line=False)) + "\n", "plain", "utf-8")
    mail["X-Unsent"] = "1"
    recipients = [_address(one) for one in to]
    if recipients:
        mail["To"] = ", ".join(recipients)
    mail["Subject"] = _encoded("Subject", _sound(clean(subject))[:MOST])
    return mail.as_bytes(policy=_LINES)


def write(target: Path, to: Sequence[str], subject: str, text: str) -> Path:
    """Writes a draft into a file. Problems: mail.address, those of ``swapped_in``."""
    content = draft(to, subject, text)
    with swapped_in(target) as part:
        part.write_bytes(content)
    return target


def addresses(text: str) -> list[str]:
    """The addresses of a line in which commas or semicolons stand between them."""
    return [one.strip() for one in re.split(r"[,;\n](?![^<\"]*[>\"])", text) if one.strip()]


def _address(text: str) -> str:
    line = clean(text)
    name, _, rest = line.rpartition("<") if line.endswith(">") else ("", "", line)
    spec = rest.removesuffix(">").strip()
    if not _ADDRESS.fullmatch(spec):
        raise Problem("mail.address", text=line[:80])
    called = _encoded("To", _sound(name).strip(' "')[:MOST_NAME])
    return formataddr((called if isinstance(called, str) else called.encode(), spec))


def _encoded(header: str, text: str) -> Header | str:
    """A header's text in letters of ASCII; what looks encoded already is encoded once more."""
    if "=?" in text or not text.isascii():
        return Header(text, "utf-8", header_name=header)
    return text


def _sound(text: str) -> str:
    """A text without halves of letters, which no encoding can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
