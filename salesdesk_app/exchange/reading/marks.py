"""Puts into the rows of a sheet what its part tells of single cells; runs in the child only."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from salesdesk_app.exchange.reading import rows
from salesdesk_app.exchange.reading.contents import Part

_SEARCHED = 200  # rows: headings are not looked for further down


def spans(part: Part) -> list[tuple[int, int, int]]:
    """What is merged sideways near the top, as (row, first column, last column)."""
    found = (
        (row, left, right)
        for top, left, bottom, right in part.merged
        if right > left and top <= _SEARCHED
        for row in range(top, min(bottom, top + 2) + 1)
    )
    return sorted(found)[: 10 * _SEARCHED]


def applied(found: Iterable[list[Any]], part: Part, start: int) -> Iterator[list[Any]]:
    """The rows with errors and leading zeros in their cells, and what is merged filled down.

    ``start`` is the column of the first cell of each row.
    """
    if part.marks:
        found = _marked(found, part, start)
    return _filled_down(found, part, start) if part.merged else iter(found)


def _marked(found: Iterable[list[Any]], part: Part, start: int) -> Iterator[list[Any]]:
    """Marks error cells and formulas that were never calculated, which parsers give as blanks."""
    words: dict[int, list[tuple[int, str]]] = {}
    for row, column, word in part.marks:
        words.setdefault(row, []).append((column - start, word))
    for number, cells in enumerate(found, 1):
        for place, word in words.get(number, ()):
            if 0 <= place < len(cells):
                cells[place] = _with(cells[place], word)
        yield cells


def _with(cell: Any, word: str) -> Any:
    if not word.startswith("0"):
        return rows.error(word) if cell == "" or (isinstance(cell, str) and cell == word) else cell
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell < 0 or cell % 1:
        return cell
    return f"{int(cell):0{len(word)}d}"


def _filled_down(found: Iterable[list[Any]], part: Part, start: int) -> Iterator[list[Any]]:
    """Repeats what is merged downwards in the rows that hold something of their own.

    Numbers are not repeated: an amount that stands once for several rows would count again.
    """
    ranges: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, _right in part.merged:
        if bottom > top and left >= start:
            ranges.setdefault(top, []).append((left - start, bottom))
    running: dict[int, tuple[int, Any]] = {}  # by column: the last row, and what is repeated
    for number, cells in enumerate(found, 1):
        if running and any(cell != "" for cell in cells):
            for column, (last, repeated) in running.items():
                if number <= last and column < len(cells) and cells[column] == "":
                    cells[column] = repeated
        for column, bottom in ranges.get(number, ()):
            if (
                column < len(cells)
                and cells[column] != ""
                and isinstance(cells[column], str | date)
            ):
                running[column] = (bottom, cells[column])
        yield cells
