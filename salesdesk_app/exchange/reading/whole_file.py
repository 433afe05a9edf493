"""What a foreign file holds, read whole and within bounds, before the child is given it."""

from pathlib import Path

from salesdesk_app.domain.errors import Problem


def look_at(path: Path) -> None:
    """Whether it is a file: to open a pipe would wait for a writer.

    Problems: file.folder, file.pipe, file.missing; OSError where its folder cannot be looked into.
    """
    if path.is_dir():
        raise Problem("file.folder", name=path.name)
    if path.exists() and not path.is_file():
        raise Problem("file.pipe", name=path.name)
    if not path.exists():
        raise Problem("file.missing", path=path)


def content_of(path: Path, most: int, what: str) -> bytes:
    """The bytes of a file; ``what`` says why one with more than ``most`` bytes is too big.

    Problems: those of ``look_at``, file.unreadable, document.too_big.
    """
    try:
        look_at(path)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError as error:
        raise Problem("file.missing", path=path) from error
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise Problem("file.unreadable", name=path.name, detail=detail) from error
    if len(content) > most:
        raise Problem("document.too_big", name=path.name, what=what)
    return content
