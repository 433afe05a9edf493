"""Rows of a table with what is looked up of each at every key: sorted, grouped and searched."""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress, groupby, islice, repeat
from operator import contains
from typing import Any, NamedTuple

from salesdesk_app.ui.widgets.slices import Steps

PART = 4_000  # so many rows are gone through at a time
RUN = 10_000  # so many are sorted at a time

Keep = Callable[[Any], bool]


class Records(NamedTuple):
    """Rows, and beside each its id, its search line in lower case, and the key of its group.

    ``lines`` and ``marks`` are empty where nobody searches or groups.
    """

    rows: Sequence[Any] = ()
    ids: Sequence[Any] = ()
    lines: Sequence[str] = ()
    marks: Sequence[Any] = ()

    def in_order(self, order: Sequence[int]) -> "Records":
        """The same, each row at the place that the order gives."""
        return Records(*(list(map(each.__getitem__, order)) if each else () for each in self))

    def groups(self) -> Iterator[tuple[Any, int, int]]:
        """Each group's key, its first place and the place behind its last; they stand in order."""
        first = 0
        for key, together in groupby(self.marks):
            count = sum(1 for _ in together)
            yield key, first, first + count
            first += count


def parts(count: int) -> Iterator[slice]:
    """Slices that cover so many places."""
    for start in range(0, count, PART):
        yield slice(start, start + PART)


def each(rows: Sequence[Any], made: Callable[[Sequence[Any]], Sequence[Any]]) -> Steps[list[Any]]:
    """What is made of the rows, part by part."""
    found: list[Any] = []
    for part in parts(len(rows)):
        found += made(rows[part])
        yield
    return found


def sorted_by(order: Sequence[int], keys: Sequence[Any], *, descending: bool) -> Steps[list[int]]:
    """Places in the order of their keys; equal ones stay as they stood, those without come last.

    Parts are sorted and then merged, so that no step takes as long as sorting all at once.
    """
    full: list[int] = []
    empty: list[int] = []
    for part in parts(len(order)):
        for place in order[part]:
            (empty if keys[place] is None else full).append(place)
        yield
    found = iter(full)
    runs = list(iter(lambda: list(islice(found, RUN)), []))
    for run in runs:
        run.sort(key=keys.__getitem__, reverse=descending)
        yield
    while len(runs) > 1:
        merged = []
        for place in range(0, len(runs), 2):
            # Two sorted runs one behind the other are merged by Python's sort in one pass.
            both = [at for run in runs[place : place + 2] for at in run]
            yield
            both.sort(key=keys.__getitem__, reverse=descending)
            merged.append(both)
            yield
        runs = merged
    return (runs[0] if runs else []) + empty


def passing(records: Records, words: Sequence[str], keep: Keep | None) -> Steps[Records]:
    """Those whose line holds every word and for which ``keep`` holds."""
    if not words and keep is None:
        return records
    found: tuple[list[Any], ...] = ([], [], [], [])
    for part in parts(len(records.rows)):
        here = Records(*(each[part] for each in records))
        for word in words:
            here = _those(here, map(contains, here.lines, repeat(word)))
        if keep is not None:
            here = _those(here, map(keep, here.rows))
        for whole, some in zip(found, here, strict=True):
            whole.extend(some)
        yield
    return Records(*found)


def _those(records: Records, hits: Iterator[bool]) -> Records:
    chosen = list(hits)
    return Records(*(list(compress(each, chosen)) if each else () for each in records))
