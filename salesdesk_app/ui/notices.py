"""What the user is told: notices, and reports of bugs that are logged and can be copied."""

import logging
import platform
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from salesdesk_app import __version__
from salesdesk_app.ui.theme import Tone

log = logging.getLogger("salesdesk")


@dataclass(frozen=True)
class Notice:
    """A short message that goes by itself; ``action`` is a button: its text and what it does.

    One that ``stays`` waits to be sent away; one ``of_the_past`` goes as soon as another day is
    shown, or the day is wrapped up.
    """

    text: str
    tone: Tone = "plain"
    action: tuple[str, Callable[[], object]] | None = None
    stays: bool = False
    of_the_past: bool = False


@dataclass(frozen=True)
class BugReport:
    """A bug as it is shown and copied; ``place`` says where it arose, to show each place once."""

    number: str
    summary: str
    text: str
    place: str


def report(error: BaseException, at: datetime, doing: str = "") -> BugReport:
    """Logs a bug and makes its report, to be copied, with what went on and what was said of it.

    In the log stands neither: they may name what the user named.
    """
    frames = traceback.extract_tb(error.__traceback__)
    last = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    number = at.strftime("%Y%m%d-%H%M%S")
    summary = f"{type(error).__name__}: {error}"
    trace = "".join(traceback.format_exception(error))
    text = (
        f"SalesDesk {__version__}, report {number}\n"
        f"{platform.platform()}, Python {platform.python_version()}\n"
        f"While: {doing or 'working'}\n\n{trace}"
    )
    log.error("report %s", number, exc_info=error)
    return BugReport(number, summary, text, f"{type(error).__name__} {last}")
