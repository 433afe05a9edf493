"""Reads a foreign table through the guarded child process, and watches over that process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import rows
from salesdesk_app.exchange.reading.child import Child, plain_problem
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.exchange.reading.rows import SheetRows
from salesdesk_app.exchange.reading.whole_file import opened
from salesdesk_app.progress import Tick, no_tick

# What the child may say, and with which facts; anything else is not from our code.
_PROBLEMS: dict[str, tuple[str, ...]] = {
    "file.empty": (),
    "file.other": ("what",),
    "file.resave": ("what",),
    "file.protected": (),
    "file.damaged": (),
    "file.too_big": ("what",),
    "file.dtd": (),
    "file.quotes": ("row",),
    "file.memory": (),
}


def read_tables(
    path: Path,
    *,
    sheet: str | None = None,
    limits: Limits | None = None,
    tick: Tick = no_tick,
    started: Callable[[int], None] | None = None,
) -> list[SheetRows]:
    """The sheets of a workbook, or the one of a text file; of a named ``sheet`` only that.

    What the file is, is told by its content. ``tick`` is called with rows done and rows known,
    ``started`` with the child's process id. Problems: file.missing, file.folder, file.unreadable,
    file.empty, file.other, file.resave, file.protected, file.damaged, file.dtd, file.too_big,
    file.memory, file.timeout, file.died, file.quotes, file.no_sheet.
    """
    _look_at(path)
    limits = limits or Limits()
    request = {
        "what": "tables",
        "path": str(path.absolute()),
        "sheet": sheet,
        "stream": False,
        "text": None,
    }
    try:
        sheets = _read(path.name, request, limits, tick, started)
    except Problem as problem:
        if problem.code != "file.memory":
            raise
        # Cells far apart make a huge block; row by row the same sheet may be small.
        sheets = _read(path.name, request | {"stream": True}, limits, tick, started)
    if sheet is not None and not any(found.name == sheet for found in sheets):
        raise Problem("file.no_sheet", name=path.name, sheet=sheet)
    return sheets


def read_pasted(
    text: str, name: str, *, limits: Limits | None = None, tick: Tick = no_tick
) -> list[SheetRows]:
    """The one sheet of cells that were copied from a spreadsheet, as text.

    ``name`` is what messages call it. It goes to the child as it is and through no file. Problems:
    file.no_cells, file.too_big, file.quotes, file.memory, file.timeout, file.died.
    """
    limits = limits or Limits()
    if not text.strip():
        raise Problem("file.no_cells")
    if len(text) > limits.text:
        raise Problem("file.too_big", name=name, what=f"{len(text) // MB:,} MB of text")
    request = {"what": "tables", "path": "", "sheet": None, "stream": False, "text": text}
    return _read(name, request, limits, tick, None)


def _read(
    name: str,
    request: dict[str, Any],
    limits: Limits,
    tick: Tick,
    started: Callable[[int], None] | None,
) -> list[SheetRows]:
    with Child(name, limits) as child:
        if started is not None:
            started(child.pid)
        return _Conversation(child, tick).run(request)


def _look_at(path: Path) -> None:
    """The plain troubles, seen without a child."""
    with opened(path) as stream:
        if not stream.read(1):
            raise Problem("file.empty", name=path.name)


class _Conversation:
    """One request to a child and the sheets that its answers make."""

    def __init__(self, child: Child, tick: Tick) -> None:
        self._child = child
        self._tick = tick
        self._sheets: list[SheetRows] = []
        self._unpacking = rows.Unpacking()
        self._seen = (0, 0)  # how many there are is not known yet

    def run(self, request: dict[str, Any]) -> list[SheetRows]:
        """Asks and collects until the child is done; raises Problem where it does not get there."""
        self._child.ask(request)
        while not self._take(self._child.answer(self._told)):
            self._told()
        return self._sheets

    def _told(self) -> None:
        self._tick(*self._seen)

    def _take(self, payload: bytes) -> bool:
        """Keeps one answer; True for the last. One that makes no sense is a dead child's."""
        try:
            return self._keep(rows.decode(payload))
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            raise Problem("file.died", name=self._child.name) from error

    def _keep(self, answer: dict[str, Any]) -> bool:
        problem = plain_problem(answer, _PROBLEMS, self._child.name)
        if problem is not None:
            raise problem
        match answer:
            case {"end": True}:
                return True
            case {"sheet": dict(facts)}:
                self._sheets.append(SheetRows(**_checked(facts)))
            case {"portion": dict(portion), "numbers": list(numbers), "of": int(total)}:
                sheet = self._sheets[-1]
                sheet.rows.extend(self._unpacking.rows(portion))
                sheet.numbers.extend(_whole(numbers))
                self._seen = (len(sheet.rows), max(len(sheet.rows), total))
            case {"blank": int(blank), "cut": int(cut), "hidden": list(hidden)}:
                sheet = self._sheets[-1]
                sheet.blank, sheet.cut, sheet.hidden_rows = blank, cut, _whole(hidden)
            case _:
                raise ValueError("not an answer")
        return False


_FACTS: dict[str, type] = {
    "name": str,
    "hidden": bool,
    "start": int,
    "dates_1904": bool,
    "encoding": str,
    "delimiter": str,
    "hidden_columns": list,
    "spans": list,
    "pivot": bool,
    "shown": list,
}


def _checked(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a sheet; raises TypeError or KeyError where they are not what they should be."""
    for key, value in facts.items():
        if not isinstance(value, _FACTS[key]):
            raise TypeError(key)
    _whole(facts.get("hidden_columns", []))
    spans = [tuple(_whole(list(span))) for span in facts.get("spans", [])]
    if any(len(span) != 3 for span in spans):
        raise ValueError("no span")
    shown = [
        (*_whole([column, first, last])[:1], str(mark), first, last)
        for column, mark, first, last in facts.get("shown", [])
    ]
    return facts | {"spans": spans, "shown": shown}


def _whole(numbers: list[Any]) -> list[int]:
    if not set(map(type, numbers)) <= {int}:
        raise TypeError("no whole numbers")
    return numbers
