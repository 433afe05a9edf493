"""Starts the guarded child process, sends it a request, and watches over it while it answers."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Self

import psutil

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.limits import Limits
from salesdesk_app.exchange.reading.reading_child import LENGTH

WATCH_SECONDS = 0.01  # native code can take several MB in a thousandth of a second
_DONE = None


class Child:
    """One guarded process, as a context manager: it is killed at the end, whatever happened.

    ``name`` is what messages call the file that it reads.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._asked: float | None = None
        self._process = _start()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._pumping = threading.Thread(
            target=_pump, args=(self._process.stdout, self._answers), daemon=True
        )

    def __enter__(self) -> Self:
        self._pumping.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        # Its pipe is closed next: what looks at it comes to its end first.
        self._pumping.join()
        with self._process:
            pass

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, request: dict[str, Any], *, more: bool = False) -> None:
        """Sends the request; with ``more``, documents follow. Problems: file.died, file.memory."""
        self._asked = time.monotonic()
        self._send((json.dumps(request | {"limits": asdict(self._limits)}) + "\n").encode())
        if not more:
            self._hand_over(close=True)

    def hand(self, document: bytes) -> None:
        """Sends one document. Problems: file.died, file.memory."""
        self._asked = time.monotonic()
        self._send(LENGTH.pack(len(document)))
        self._send(document)
        self._hand_over()

    def answer(self, waiting: Callable[[], object]) -> bytes:
        """The next message; ``waiting()`` is called now and then, and may raise.

        Problems: file.timeout, file.memory, file.died.
        """
        watched = psutil.Process(self._process.pid)
        # A child that begins takes what was sent only once it stands: that time counts as well.
        since = time.monotonic() if self._asked is None else self._asked
        self._asked = None
        while True:
            try:
                payload = self._answers.get(timeout=WATCH_SECONDS)
            except queue.Empty:
                waiting()
                self._watch(watched, since)
                continue
            if payload is _DONE:
                raise self._death()
            return payload

    def _watch(self, watched: psutil.Process, since: float) -> None:
        """Between answers: it may take too much or too long."""
        if time.monotonic() - since > self._limits.seconds:
            raise Problem("file.timeout", name=self.name, seconds=f"{self._limits.seconds:.0f}")
        try:
            used = watched.memory_info().rss
        except psutil.Error:
            return  # it has just ended; its last answers say how
        if used > self._limits.memory:
            raise Problem("file.memory", name=self.name)

    def _death(self) -> Problem:
        status = self._process.wait()
        # Native code that is refused memory aborts.
        code = "file.memory" if status in (-6, 134) else "file.died"
        return Problem(code, name=self.name)

    def _send(self, data: bytes) -> None:
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - it was asked for as a pipe
        try:
            stdin.write(data)
        except OSError as error:
            raise self._death() from error

    def _hand_over(self, *, close: bool = False) -> None:
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - it was asked for as a pipe
        try:
            stdin.close() if close else stdin.flush()
        except OSError as error:
            raise self._death() from error


def plain_problem(
    answer: dict[str, Any], known: dict[str, tuple[str, ...]], name: str
) -> Problem | None:
    """The problem that an answer tells, with the facts that it may have; None where it tells none.

    Raises KeyError for a problem that is not known: it is not from our code.
    """
    if "problem" not in answer:
        return None
    code, facts = answer["problem"], answer["facts"]
    texts = {key: str(facts[key])[:200] for key in known[code]}
    return Problem(code, name=name, **texts)


def _start() -> "subprocess.Popen[bytes]":
    root = Path(__file__).resolve().parents[3]
    if getattr(sys, "frozen", False):
        command, folder = [sys.executable, "--reading-child"], Path(sys.executable).parent
    else:
        # -P: nothing is imported from the folder in which the program happens to stand.
        command = [sys.executable, "-P", "-m", "salesdesk_app.exchange.reading.reading_child"]
        folder = root
    known = os.environ.get("PYTHONPATH")
    paths = os.pathsep.join([str(root), *([known] if known else [])])
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _pump(stream: IO[bytes], answers: "queue.SimpleQueue[bytes | None]") -> None:
    """Takes messages off the pipe as they come; an end without a last word is a death."""
    most = Limits().message
    while len(head := stream.read(LENGTH.size)) == LENGTH.size:
        length = LENGTH.unpack(head)[0]
        payload = stream.read(length) if length <= most else b""
        if len(payload) < length:
            break
        answers.put(payload)
    answers.put(_DONE)
