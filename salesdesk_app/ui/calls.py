"""A job that the desk has given away: how far it is, and whom to call back."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from salesdesk_app.progress import Cancelled
from salesdesk_app.services.verbs import Done


@dataclass(eq=False)
class Work:
    """A running job as the progress panel sees it; ``total`` 0 means that nobody knows.

    A ``quiet`` one is neither shown nor are its problems told: nobody asked for it.
    """

    doing: str
    can_stop: bool = False
    stopped: Event = field(default_factory=Event)
    done: int = 0
    total: int = 0
    over: bool = False
    quiet: bool = False

    def tick(self, done: int, total: int) -> None:
        """Called from the job's thread; raises ``Cancelled`` where the user asked to stop."""
        if self.stopped.is_set():
            raise Cancelled
        self.done, self.total = done, total


@dataclass(eq=False)
class Call:
    """A job of the desk and who is to hear of it."""

    work: Work
    then: Callable[[Any], object] | None
    failed: Callable[[], object] | None = None
    topic: object = None


@dataclass(frozen=True)
class Written:
    """A write that is done, and what undo and redo would do after it."""

    done: Done[Any]
    labels: tuple[str | None, str | None]


def ticks(function: Callable[..., Any]) -> bool:
    """Whether a function tells how far it is and can be stopped."""
    return "tick" in inspect.signature(function).parameters


def call_back(function: Callable[..., object] | None, *args: object) -> None:
    """Calls back, unless the widget that asked has gone meanwhile."""
    if function is not None and not _is_gone(function):
        function(*args)


def _is_gone(function: object) -> bool:
    """Whether the widget is gone that a function belongs to, or that it holds on to."""
    inner: Any = function
    while isinstance(inner, partial):
        inner = inner.func
    held = [inner, getattr(inner, "__self__", None)]
    for cell in getattr(inner, "__closure__", None) or ():
        with suppress(ValueError):  # an empty cell: what it names is not there yet
            held += [cell.cell_contents, getattr(cell.cell_contents, "__self__", None)]
    return any(isinstance(one, QObject) and not isValid(one) for one in held)
