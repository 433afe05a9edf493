"""Work of the UI thread in slices of a few milliseconds, so that keys and paint come between."""

import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Work that yields wherever it may be interrupted, each part well under a millisecond or two."""

BUDGET_S = 0.005


class Slices(QObject):
    """Does one thing at a time; what is begun anew takes the place of what was not finished."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps[Any] | None = None
        self._then: Callable[[Any], object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether something is still to be done."""
        return self._steps is not None

    def run(self, steps: Steps[T], then: Callable[[T], object], *, at_once: bool = False) -> None:
        """Do this from now on and hand its result to ``then``; ``at_once`` before it returns."""
        self._steps, self._then = steps, then
        if at_once:
            self.finish()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Leave what is not finished."""
        self._timer.stop()
        self._steps = self._then = None

    def finish(self) -> None:
        """Do all that is still to be done, now."""
        while self._steps is not None:
            self._step()

    def _slice(self) -> None:
        until = time.perf_counter() + BUDGET_S
        while self._steps is not None and time.perf_counter() < until:
            self._step()

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            next(self._steps)
        except StopIteration as ended:
            then = self._then
            self.stop()
            if then is not None:
                then(ended.value)
