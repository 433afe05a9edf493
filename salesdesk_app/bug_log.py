"""The log of bugs: of what kind they were and where they arose, without a word of the user's."""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

Raised: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
log = logging.getLogger("salesdesk")
# What stands in quotes, and what looks like an address or a path: it may be the user's.
_QUOTED = re.compile(r"""(?<!\w)['"“‘«].*|\S*[/\\@]\S*|\b[a-z]+:(?!:)\S+""", re.DOTALL)


def keep(folder: Path) -> Path | None:
    """Logs into a file of a folder, and says which; None where that cannot be, then to stderr."""
    path = folder / "salesdesk.log"
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(_Wordless("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    return path if isinstance(handler, RotatingFileHandler) else None


def wordless(text: str) -> str:
    """A message of a library without what it quotes: a text, an address, a path."""
    return _QUOTED.sub("…", text)


class _Wordless(logging.Formatter):
    """Leaves out what exceptions say, because they may quote what the user wrote."""

    def formatException(self, ei: Raised) -> str:
        """The kinds of an exception and of its causes, the first one first, and their stacks."""
        chain: list[str] = []
        error = ei[1]
        while error is not None:
            stack = "".join(traceback.format_tb(error.__traceback__))
            chain.insert(0, f"{stack}{type(error).__qualname__}")
            hidden = error.__suppress_context__
            error = error.__cause__ or (None if hidden else error.__context__)
        return "\n".join(chain)
