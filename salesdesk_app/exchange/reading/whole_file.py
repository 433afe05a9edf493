"""What a foreign file holds, read whole and within bounds, before the child is given it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from salesdesk_app.domain.errors import Problem


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read from; what is none is not opened, for a pipe would wait for a writer.

    Problems: file.folder, file.pipe, file.missing, file.unreadable, also while it is read.
    """
    try:
        if path.is_dir():
            raise Problem("file.folder", name=path.name)
        if path.exists() and not path.is_file():
            raise Problem("file.pipe", name=path.name)
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise Problem("file.missing", path=path) from error
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise Problem("file.unreadable", name=path.name, detail=detail) from error


def content_of(path: Path, most: int, what: str) -> bytes:
    """The bytes of a file; ``what`` says why one with more than ``most`` bytes is too big.

    Problems: those of ``opened``, document.too_big.
    """
    with opened(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Problem("document.too_big", name=path.name, what=what)
    return content
