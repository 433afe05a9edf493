"""The threads behind the desk: readers, the one writer, and one that waits for the network.

A job is plain Python. What it came to lies in a queue, and one queued signal without payload says
that there is something to fetch.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from salesdesk_app.progress import Cancelled

READERS = 2


@dataclass(eq=False)
class Job:
    """Work for a lane: ``run`` on its thread, then ``finish(result, error)`` on the UI thread."""

    run: Callable[[], Any]
    finish: Callable[[Any, BaseException | None], None]
    stopped: threading.Event = field(default_factory=threading.Event)


class Lanes(QObject):
    """Lanes of jobs: ``read`` for questions, ``write`` where jobs queue and never meet, and
    ``away`` for what waits for other machines, so that no question waits for it."""

    _ready = Signal()

    def __init__(self, *, inline: bool = False) -> None:
        """With ``inline`` every job runs at once on the calling thread, for tests."""
        super().__init__()
        self.is_inline = inline
        self.waiting = 0
        self._reads: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._writes: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._aways: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._out: list[Job] = []  # those on the lane ``away`` that have not ended
        self._done: queue.SimpleQueue[tuple[Job, Any, BaseException | None]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        if not inline:
            self._start("writer", self._writes)
            self._start("away", self._aways)
            for number in range(READERS):
                self._start(f"reader {number + 1}", self._reads)

    @classmethod
    def inline(cls) -> "Lanes":
        """Lanes without threads: each job is finished when ``read`` or ``write`` returns."""
        return cls(inline=True)

    def read(self, job: Job) -> None:
        """Queue a job that only reads."""
        self._put(self._reads, job)

    def write(self, job: Job) -> None:
        """Queue a job that writes; it starts when all earlier ones have ended."""
        self._put(self._writes, job)

    def away(self, job: Job) -> None:
        """Queue a job that waits for other machines; it ends early where the lanes are closed."""
        self._out.append(job)
        self._put(self._aways, job)

    def close(self) -> None:
        """Let the running and queued writes end, drop what was queued to read, and stop."""
        for out in self._out:
            out.stopped.set()
        with suppress(queue.Empty):
            while True:
                self._reads.get_nowait()
                self.waiting -= 1
        for thread in self._threads:
            lanes = {"writer": self._writes, "away": self._aways}
            lanes.get(thread.name, self._reads).put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._deliver()

    def _start(self, name: str, jobs: "queue.SimpleQueue[Job | None]") -> None:
        thread = threading.Thread(target=self._work, args=(jobs,), name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _put(self, jobs: "queue.SimpleQueue[Job | None]", job: Job) -> None:
        self.waiting += 1
        if self.is_inline:
            self._finish(job, *_outcome(job))
        else:
            jobs.put(job)

    def _work(self, jobs: "queue.SimpleQueue[Job | None]") -> None:
        while (job := jobs.get()) is not None:
            self._done.put((job, *_outcome(job)))
            # Nothing of the job may be let go here: widgets die on the UI thread only.
            del job
            self._ready.emit()

    def _deliver(self) -> None:
        while True:
            try:
                job, result, error = self._done.get_nowait()
            except queue.Empty:
                return
            self._finish(job, result, error)

    def _finish(self, job: Job, result: Any, error: BaseException | None) -> None:
        self.waiting -= 1
        if job in self._out:
            self._out.remove(job)
        job.finish(result, error)


def _outcome(job: Job) -> tuple[Any, BaseException | None]:
    if job.stopped.is_set():
        return None, Cancelled()
    try:
        return job.run(), None
    except BaseException as error:
        return None, error
