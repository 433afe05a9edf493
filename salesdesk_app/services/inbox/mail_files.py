"""Reads mail files that were dropped or chosen; what cannot be read is told, each with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail.mails import Mail, read_mails
from salesdesk_app.exchange.reading.documents import Document
from salesdesk_app.exchange.reading.whole_file import content_of
from salesdesk_app.progress import Tick, no_tick

MOST_FILES = 500
MOST_BYTES = 25 << 20
TOO_BIG = "a mail may have 25 MB, with what is attached"
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

    Their problems are given back, none is raised: those of ``read_mails`` and of
    ``whole_file.content_of``, mails.too_many.
    """
    mails: list[Mail] = []
    left_out: list[Problem] = []
    more = 0
    for start in range(0, min(len(paths), MOST_FILES), A_TIME):
        documents: list[Document] = []
        for path in paths[start : min(start + A_TIME, MOST_FILES)]:
            try:
                documents.append(Document(path.name, content_of(path, MOST_BYTES, TOO_BIG)))
            except Problem as problem:
                left_out.append(problem)

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
