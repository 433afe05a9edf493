"""Rows of a table with what is looked up of each at every key: sorted, grouped and searched."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, compress, groupby, repeat, zip_longest
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


class Span(NamedTuple):
    """A group: its key, its first place and the place behind its last."""

    key: Any
    first: int
    last: int


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


def in_order(records: Records, order: Sequence[int]) -> Steps[Records]:
    """The same, each row at the place that the order gives."""
    found: list[list[Any]] = []
    for one in records:
        found.append([])
        for part in parts(len(order) if one else 0):
            found[-1] += map(one.__getitem__, order[part])
            yield
    return Records(*found)


def together(order: Sequence[int], marks: Sequence[Any]) -> Steps[list[int]]:
    """Places with equal marks one after the other, in the order of the marks, None last."""
    groups: dict[Any, list[int]] = {}
    for part in parts(len(order)):
        for place in order[part]:
            groups.setdefault(marks[place], []).append(place)
        yield
    keys = sorted(key for key in groups if key is not None)
    return list(chain.from_iterable(groups[key] for key in [*keys, *([None] * (None in groups))]))


def spans(marks: Sequence[Any]) -> Steps[list[Span]]:
    """The groups of rows that stand together."""
    found: list[Span] = []
    place = 0
    for part in parts(len(marks)):
        for key, alike in groupby(marks[part]):
            end = place + len(list(alike))
            if found and found[-1].key == key:
                found[-1] = found[-1]._replace(last=end)
            else:
                found.append(Span(key, place, end))
            place = end
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
    runs = [full[start : start + RUN] for start in range(0, len(full), RUN)]
    for run in runs:
        run.sort(key=keys.__getitem__, reverse=descending)
        yield
    while len(runs) > 1:
        merged = []
        for left, right in zip_longest(runs[::2], runs[1::2], fillvalue=()):
            merged.append((yield from _merged(left, right, keys, descending=descending)))
        runs = merged
    return (runs[0] if runs else []) + empty


def _merged(
    left: Sequence[int], right: Sequence[int], keys: Sequence[Any], *, descending: bool
) -> Steps[list[int]]:
    """Two sorted runs as one, a part of the left with all of the right that comes before its end.

    Python's sort finds the two runs of each part and merges them in one pass.
    """
    found: list[int] = []
    taken = 0
    for start in range(0, len(left), RUN):
        some = list(left[start : start + RUN])
        end = _before(right, keys, keys[some[-1]], taken, descending=descending)
        some += right[taken:end]
        some.sort(key=keys.__getitem__, reverse=descending)
        found += some
        taken = end
        yield
    return found + list(right[taken:])


def _before(
    run: Sequence[int], keys: Sequence[Any], bound: Any, low: int, *, descending: bool
) -> int:
    """The place behind the last of a run, from a place on, that comes before a key."""
    high = len(run)
    while low < high:
        middle = (low + high) // 2
        key = keys[run[middle]]
        if bound < key if descending else key < bound:
            low = middle + 1
        else:
            high = middle
    return low


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
