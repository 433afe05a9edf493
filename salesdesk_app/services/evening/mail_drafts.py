"""Texts that go out by mail or as a file: drafts that a mail program opens, and plain text."""

import tempfile
from pathlib import Path

from salesdesk_app import paths
from salesdesk_app.exchange import mail_draft
from salesdesk_app.exchange.atomic import swapped_in

MAIL = ".eml"


def open_draft(to: str, subject: str, text: str) -> Path:
    """Writes a draft among the temporary files, to be opened; ``to`` holds addresses with commas.

    Problems: mail.address, those of ``exchange.atomic.swapped_in``.
    """
    folder = Path(tempfile.mkdtemp(prefix="SalesDesk "))
    return save(folder / paths.safe_filename(subject, MAIL), to, subject, text)


def save(target: Path, to: str, subject: str, text: str) -> Path:
    """Writes a draft, or the text alone into a file that does not end in .eml; returns the file.

    Problems: mail.address, those of ``exchange.atomic.swapped_in``.
    """
    if target.suffix.casefold() == MAIL:
        return mail_draft.write(target, mail_draft.addresses(to), subject, text)
    with swapped_in(target) as part:
        part.write_text(f"{text.strip()}\n", encoding="utf-8")
    return target
