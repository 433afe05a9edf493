"""Texts that go out by mail or as a file: drafts that a mail program opens, and plain text."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from salesdesk_app import paths
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import mail_draft
from salesdesk_app.exchange.atomic import swapped_in

MAIL = ".eml"
FOLDERS = "SalesDesk draft "
OPENED_WITHIN = 3600  # seconds: a mail program has taken a draft by then


def open_draft(to: str, subject: str, text: str) -> Path:
    """Writes a draft among the temporary files, to be opened; ``to`` holds addresses with commas.

    Earlier ones are taken away: what a mail program opened it holds itself. Problems:
    mail.address, those of ``exchange.atomic.swapped_in``.
    """
    folder = Path(tempfile.mkdtemp(prefix=FOLDERS))
    try:
        draft = save(folder / paths.safe_filename(subject, MAIL), to, subject, text)
    except Problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _forget_before(folder)
    return draft


def _forget_before(latest: Path) -> None:
    """Deletes the drafts that were written well before this one, by the file system's clock."""
    until = latest.stat().st_mtime - OPENED_WITHIN
    for folder in latest.parent.glob(f"{FOLDERS}*"):
        with suppress(OSError):  # somebody else's
            if folder.stat().st_mtime < until:
                shutil.rmtree(folder, ignore_errors=True)


def save(target: Path, to: str, subject: str, text: str) -> Path:
    """Writes a draft, or the text alone into a file that does not end in .eml; returns the file.

    Problems: mail.address, those of ``exchange.atomic.swapped_in``.
    """
    if target.suffix.casefold() == MAIL:
        return mail_draft.write(target, mail_draft.addresses(to), subject, text)
    with swapped_in(target) as part:
        part.write_text(f"{text.strip()}\n", encoding="utf-8")
    return target
