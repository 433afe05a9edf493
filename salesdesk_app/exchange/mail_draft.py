"""A mail as a file that a mail program opens as a draft, ready to be sent."""

import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.texts import clean

MOST = 900  # letters of a subject; no program shows more
_ADDRESS = re.compile(r"[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*@[A-Za-z0-9.-]+", re.ASCII)


def draft(to: Sequence[str], subject: str, text: str) -> bytes:
    """A plain mail in UTF-8, marked as not sent yet.

    ``to`` are addresses, bare or as ``Priya Nair <priya@example.com>``. A line break in a name or
    the subject becomes a space, so that nothing can put a header of its own in. Problem:
    mail.address with what is no address.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    recipients = [_address(one) for one in to]
    if recipients:
        mail["To"] = recipients
    mail["Subject"] = _sound(clean(subject))[:MOST]
    mail.set_content(_sound(clean(text, line=False)) + "\n", charset="utf-8", cte="base64")
    return mail.as_bytes()


def write(target: Path, to: Sequence[str], subject: str, text: str) -> Path:
    """Writes a draft into a file. Problems: mail.address, those of ``swapped_in``."""
    content = draft(to, subject, text)
    with swapped_in(target) as part:
        part.write_bytes(content)
    return target


def addresses(text: str) -> list[str]:
    """The addresses of a line in which commas or semicolons stand between them."""
    return [one.strip() for one in re.split(r"[,;\n](?![^<\"]*[>\"])", text) if one.strip()]


def _address(text: str) -> Address:
    line = clean(text)
    name, _, rest = line.rpartition("<") if line.endswith(">") else ("", "", line)
    spec = rest.removesuffix(">").strip()
    if not _ADDRESS.fullmatch(spec):
        raise Problem("mail.address", text=line[:80])
    return Address(_sound(name).strip(' "'), addr_spec=spec)


def _sound(text: str) -> str:
    """A text without halves of letters, which no encoding can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
