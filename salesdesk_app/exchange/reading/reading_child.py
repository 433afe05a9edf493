"""The guarded process that parses foreign files and sends what they hold: nothing else, no network.

It is told what to read, and how, by one JSON line on its standard input, where documents may
follow, and answers on standard output with messages; documents and messages each stand behind
their length in four bytes. What goes wrong in here ends this process only.
"""

import json
import logging
import os
import struct
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import rows
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.exchange.reading.parsing import Sheet, pasted, sheets

LENGTH = struct.Struct(">I")
ROWS_A_MESSAGE = 1000
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.fork")
_REFUSED_TOO = frozenset(
    {"os.system", "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate"}
    | {"os.link", "os.symlink", "os.chmod", "os.chown", "os.kill", "pty.spawn", "sqlite3.connect"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> int:
    """Reads the request, guards the process and answers; the exit status is 0 after an answer."""
    logging.disable()  # what is odd in a file is told by what comes of it
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    guard(limits)
    sender = _Sender(limits)
    if request["what"] == "documents":
        _documents(request, sender)
    else:
        _tables(request, limits, sender)
    return 0


def _tables(request: dict[str, Any], limits: Limits, sender: "_Sender") -> None:
    try:
        for sheet in _sheets(request, limits):
            sender.sheet(sheet)
    except Problem as problem:
        sender.send({"problem": problem.code, "facts": problem.facts})
    except MemoryError:
        sender.send({"problem": "file.memory", "facts": {}})
    else:
        sender.send({"end": True})


def _documents(request: dict[str, Any], sender: "_Sender") -> None:
    """Answers each document with what it holds, as the module of its kind reads it."""
    read = import_module(f"salesdesk_app.exchange.{request['kind']}.parsing").read
    source = sys.stdin.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        content = source.read(LENGTH.unpack(head)[0])
        try:
            answer = {"found": read(content, request["options"])}
        except Problem as problem:
            answer = {"problem": problem.code, "facts": problem.facts}
        except MemoryError:
            answer = {"problem": "document.memory", "facts": {}}
        sender.send(answer)


def _sheets(request: dict[str, Any], limits: Limits) -> Iterator[Sheet]:
    if request["text"] is not None:
        return pasted(request["text"], limits)
    return sheets(Path(request["path"]), request["sheet"], limits, stream=request["stream"])


def guard(limits: Limits) -> None:
    """From here on this process opens no socket, starts no program and writes no file.

    An audit hook sees to that for all that goes through Python; where the system can, it bounds
    memory and processor time as well and forbids writing any file, for native code too.
    """
    sys.addaudithook(_refuse)
    if sys.platform == "win32":
        return
    import resource

    bounds = {
        resource.RLIMIT_CPU: int(limits.seconds) * 15 + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":
        # Addresses that are set aside count as well, so this bound is wider than the watchdog's.
        bounds[resource.RLIMIT_AS] = limits.memory + 256 * MB
    for kind, bound in bounds.items():
        hard = resource.getrlimit(kind)[1]
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_REFUSED) or event in _REFUSED_TOO:
        raise PermissionError(f"{event} is refused while a file is read")


class _Sender:
    """Writes messages to the parent, rows in portions."""

    def __init__(self, limits: Limits) -> None:
        self._out = sys.stdout.buffer
        self._limits = limits

    def send(self, message: object) -> None:
        payload = rows.encode(message)
        if len(payload) > self._limits.message:
            raise Problem("file.too_big", what="cells too long to read")
        self._out.write(LENGTH.pack(len(payload)) + payload)
        self._out.flush()

    def sheet(self, sheet: Sheet) -> None:
        """Sends a sheet: its facts, its rows in portions, and what only its end tells."""
        self.send({"sheet": sheet.facts})
        numbers: list[int] = []
        portion: list[list[Any]] = []
        hidden: list[int] = []
        last = total = 0
        for number, row in sheet.rows:
            last = number
            if all(cell == "" or (isinstance(cell, str) and cell.isspace()) for cell in row):
                continue
            total += 1
            if number in sheet.hidden:
                hidden.append(number)
            numbers.append(number)
            portion.append(row)
            if len(portion) == ROWS_A_MESSAGE:
                self._portion(numbers, portion, sheet.height)
                numbers, portion = [], []
        self._portion(numbers, portion, sheet.height)
        self.send({"blank": last - total, "cut": sheet.cut, "hidden": hidden})

    def _portion(self, numbers: list[int], portion: list[list[Any]], total: int) -> None:
        if portion:
            self.send({"numbers": numbers, "portion": rows.packed(portion), "of": total})


if __name__ == "__main__":
    sys.exit(main())
