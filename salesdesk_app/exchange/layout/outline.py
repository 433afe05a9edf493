"""Fills down what a report states once for several rows: in a group's line or atop its column."""

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange.layout.leftovers import (
    Break,
    Parted,
    groups_by,
    is_figure,
    is_filled,
    is_total,
    labelled,
    without_count,
)
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.texts import clean

GROUP = "Group"  # the heading of a column that has none in the file


@dataclass(frozen=True)
class Filled:
    """A column that was filled from what is stated once, and in how many rows.

    ``how`` is ``groups``, from lines between the rows, or ``outline``, from the first row of each
    group.
    """

    column: int
    how: str
    rows: int


@dataclass(frozen=True)
class Added:
    """A column for which there is none in the file: what its groups' lines call it."""

    heading: str
    cells: list[str]


def fill(
    parted: Parted, matches: Sequence[Match], kind: RecordKind
) -> tuple[list[Filled], list[Added]]:
    """Fills blank cells of the records in place, where the evidence is strong.

    Returns which columns were filled, and columns to be added behind the others.
    """
    if not parted.breaks:
        return [], []
    columns = {one.field: one.column for one in matches if one.field}
    filled: list[Filled] = []
    added: list[Added] = []
    for label, code, stated in _by_label(parted.breaks, kind):
        cells = _run(stated, len(parted.rows))
        if code not in columns:
            added.append(Added(label, cells))
        elif (count := _put(parted.rows, columns[code], cells)) is not None:
            filled.append(Filled(columns[code], "groups", count))
    done = {one.column for one in filled}
    for code, column in columns.items():
        if column in done or not groups_by(kind, code):
            continue
        own = [(b.before, value) for b in parted.breaks if (value := _alone(b, column))]
        count = _put(parted.rows, column, _run(own, len(parted.rows))) if own else None
        if count is not None:
            filled.append(Filled(column, "groups", count))
        elif count := _fill_outline(parted, column, kind):
            filled.append(Filled(column, "outline", count))
    used = {one.column for one in filled if one.how == "groups"}
    return filled, added + _unnamed(parted, used)


def _unnamed(parted: Parted, used: Set[int]) -> list[Added]:
    """Columns for what stands alone in lines between the rows, from the first on, and for which
    there is neither a heading nor a label: only the user knows what it is.

    Lines further in, by their column or the spaces before them, are a level of their own.
    """
    lines = [(one, _only(one.row)) for one in parted.breaks if one.reason == "title"]
    stated = [
        (one.before, (at, len(cell) - len(cell.lstrip())), without_count(clean(cell)))
        for one, (at, cell) in lines
        if cell and at not in used and one.before < len(parted.rows)
    ]
    if len(stated) < 2 or stated[0][0] > 0 or len(stated) > len(parted.rows):
        return []
    if len({depth for _, depth, _ in stated}) == 1:
        # What another line follows at once is further out.
        follows = [one[0] == then[0] for one, then in pairwise(stated)]
        pairs = zip(stated, [*follows, False], strict=True)
        stated = [(before, (int(not is_outer), 0), name) for (before, _, name), is_outer in pairs]
    levels = sorted({depth for _, depth, _ in stated})
    columns = []
    for level in levels:
        known = [
            (before, name if depth == level else "")
            for before, depth, name in stated
            if depth <= level
        ]
        columns.append(_run(known, len(parted.rows)))
    return [Added(GROUP, cells) for cells in columns if not _is_repeated(parted.rows, cells)]


def _only(row: Sequence[Any]) -> tuple[int, str]:
    """The one text in a row, and where; an empty one where that is not all."""
    filled = [(at, cell) for at, cell in enumerate(row) if is_filled(cell)]
    at, cell = filled[0] if len(filled) == 1 else (0, "")
    return (at, cell) if isinstance(cell, str) else (0, "")


def _is_repeated(rows: Sequence[Sequence[Any]], cells: Sequence[str]) -> bool:
    """Whether the rows themselves say what the lines above them say."""
    return all(cell == "" or cell in row for row, cell in zip(rows, cells, strict=True))


def _by_label(
    breaks: Sequence[Break], kind: RecordKind
) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """The groups that lines such as ``Owner: Priya Nair (12 records)`` state, field by field.

    A group ends where one of a field further out begins.
    """
    found: dict[str, tuple[str, str, list[tuple[int, str]]]] = {}
    for one in breaks:
        cell = next((cell for cell in one.row if is_filled(cell)), "")
        told = labelled(cell, kind) if one.reason == "group" else None
        if told is None:
            continue
        label, code, value = told
        at = list(found).index(code) if code in found else len(found)
        for _, _, stated in list(found.values())[at + 1 :]:
            stated.append((one.before, ""))
        found.setdefault(code, (label, code, []))[2].append((one.before, value))
    return list(found.values())


def _alone(one: Break, column: int) -> str:
    """What a group's line says in a column, where beside it there are figures at most."""
    cell = one.row[column]
    if one.reason not in ("title", "group") or not isinstance(cell, str) or not is_filled(cell):
        return ""
    others = (other for at, other in enumerate(one.row) if at != column and is_filled(other))
    return without_count(clean(cell)) if all(map(is_figure, others)) else ""


def _run(stated: Sequence[tuple[int, str]], count: int) -> list[str]:
    """What holds for each record, of values stated before some of them."""
    cells = [""] * count
    for (start, value), (end, _) in zip(stated, [*stated[1:], (count, "")], strict=True):
        cells[start:end] = [value] * (end - start)
    return cells


def _put(rows: Sequence[list[Any]], column: int, cells: Sequence[str]) -> int | None:
    """Fills an empty column; None where the records have values of their own in it."""
    if any(is_filled(row[column]) for row in rows):
        return None
    for row, cell in zip(rows, cells, strict=True):
        row[column] = cell
    return sum(map(bool, cells))


def _fill_outline(parted: Parted, column: int, kind: RecordKind) -> int:
    """Repeats what is stated in the first row of each group, where each group ends with its total.

    A single group without an end of its own would be weak evidence: blank may mean none.
    """
    rows = parted.rows
    starts = [at for at, row in enumerate(rows) if is_filled(row[column])]
    if not starts or starts[0] > 0 or len(starts) == len(rows):
        return 0
    ends = sorted(
        one.before
        for one in parted.breaks
        if one.reason == "total" and is_total(one.row[column], kind)
    )
    borders = {*starts[1:], len(rows)}
    if 10 * len(borders.difference(ends)) > len(borders):
        return 0
    count = 0
    for start, following in zip(starts, [*starts[1:], len(rows)], strict=True):
        at = bisect_right(ends, start)
        end = ends[at] if at < len(ends) and ends[at] <= following else start
        for row in rows[start + 1 : end]:
            row[column] = rows[start][column]
            count += 1
    return count
