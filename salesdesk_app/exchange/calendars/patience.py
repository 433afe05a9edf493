"""Stops work that takes too long, however it loops, so that one event cannot hold up the others."""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LOOK_SECONDS = 0.05


class TooLong(BaseException):
    """Raised in the middle of what took too long; no handler of the libraries' takes it away."""


class Patience:
    """A thread that watches the one which made it, as a context manager.

    It measures the time of the processor, so that a busy machine stops nothing that is short.
    """

    def __init__(self) -> None:
        self._worker = threading.get_ident()
        self._lock = threading.Lock()
        self._until: float | None = None
        self._fired = False
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Patience":
        self._watch.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._watch.join()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What takes longer is stopped by TooLong, which leaves this block at the latest."""
        with self._lock:
            self._until, self._fired = time.process_time() + seconds, False
        try:
            yield
        finally:
            with self._lock:
                self._until = None
                fired = self._fired
            if fired:
                _raise_in(self._worker, None)  # where it was not raised yet

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            with self._lock:
                if self._until is not None and time.process_time() > self._until:
                    self._until, self._fired = None, True
                    _raise_in(self._worker, TooLong)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    what = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
