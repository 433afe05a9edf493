"""Reads mail files that were dropped or chosen; what cannot be read is told, each with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail.mails import Mail, read_mails
from salesdesk_app.exchange.reading.documents import Document
from salesdesk_app.progress import Tick, no_tick

MOST_FILES = 500
MOST_BYTES = 25 << 20
A_TIME = 20  # files whose bytes are held at once


@dataclass(frozen=True, slots=True)
class MailFiles:
    """The mails of files, and why some files gave none, in their order.

    ``more`` is how many mails mailboxes hold beyond those that are read of one file.
    """

    mails: tuple[Mail, ...]
    left_out: tuple[Problem, ...]
    more: int = 0


def read_files(paths: Sequence[Path], *, tick: Tick = no_tick) -> MailFiles:
    """The mails in these files; ``tick`` is called with files done and all.

    Their problems are given back, none is raised: those of ``read_mails``, file.missing,
    file.folder, file.unreadable, document.too_big, mails.too_many.
    """
    mails: list[Mail] = []
    left_out: list[Problem] = []
    more = 0
    for start in range(0, min(len(paths), MOST_FILES), A_TIME):
        documents: list[Document] = []
        for path in paths[start : min(start + A_TIME, MOST_FILES)]:
            content = _content(path)
            if isinstance(content, Problem):
                left_out.append(content)
            else:
                documents.append(Document(path.name, content))

        def read_so_far(done: int, _all: int, start: int = start) -> None:
            tick(start + done, len(paths))

        for found in read_mails(documents, tick=read_so_far):
            if isinstance(found, Problem):
                left_out.append(found)
            else:
                mails += found.mails
                more += found.more
    if len(paths) > MOST_FILES:
        left_out.append(Problem("mails.too_many", count=len(paths) - MOST_FILES, most=MOST_FILES))
    return MailFiles(tuple(mails), tuple(left_out), more)


def _content(path: Path) -> bytes | Problem:
    try:
        if path.is_dir():
            return Problem("file.folder", name=path.name)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Problem("file.missing", path=path)
    except OSError as error:
        return Problem("file.unreadable", name=path.name, detail=error.strerror or "no access")
    if len(content) > MOST_BYTES:
        what = "a mail may have 25 MB, with what is attached"
        return Problem("document.too_big", name=path.name, what=what)
    return content
