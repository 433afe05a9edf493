"""How long single events keep the window's thread, by an application that times each of them."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Line, in_words

ALLOWED_S = 0.016


class TimedApplication(QApplication):
    """Notes the longest event since it was asked last: of its thread's own time, and by the clock.

    What an event sends on within itself counts as its own.
    """

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self._inside = False
        self._longest = (0.0, 0.0)

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Hands an event on, with its time taken."""
        if self._inside:
            return bool(super().notify(receiver, event))
        self._inside = True
        thread, clock = time.thread_time(), time.perf_counter()
        try:
            return bool(super().notify(receiver, event))
        finally:
            self._inside = False
            took = (time.thread_time() - thread, time.perf_counter() - clock)
            self._longest = max(self._longest[0], took[0]), max(self._longest[1], took[1])

    def longest(self) -> tuple[float, float]:
        """The seconds of the longest event since the last call: thread time, elapsed time."""
        found, self._longest = self._longest, (0.0, 0.0)
        return found


def timed_application() -> TimedApplication:
    """The application of this process, made before anything else makes one."""
    found = QApplication.instance()
    return found if isinstance(found, TimedApplication) else TimedApplication()


def at_the_95th(what: str, steps: Sequence[Callable[[], Any]]) -> Line:
    """The longest event of each step, such as a key typed; of these the 95th percentile."""
    application = timed_application()
    found = []
    for step in steps:
        application.longest()
        step()
        found.append(application.longest())
    own, clock = (statistics.quantiles(each, n=20)[-1] for each in zip(*found, strict=True))
    return Line(
        what,
        "what is allowed",
        in_words(own),
        in_words(ALLOWED_S),
        own / ALLOWED_S,
        clock / ALLOWED_S,
    )
