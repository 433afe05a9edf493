"""Rows as they come, then sorted, grouped and searched: what passes, worked out in slices."""

from collections.abc import Callable, Sequence
from typing import Any

from salesdesk_app.ui.widgets.column import Column
from salesdesk_app.ui.widgets.groups import Grouping
from salesdesk_app.ui.widgets.records import (
    Keep,
    Records,
    Span,
    each,
    in_order,
    passing,
    sorted_by,
    spans,
    together,
)
from salesdesk_app.ui.widgets.slices import Steps

Sorting = tuple[tuple[str, bool], ...]
"""Ids of columns, the weightiest first, and whether each is sorted from its greatest value."""

Passed = tuple[Records, Sequence[Span]]
"""The rows that pass, and where their groups begin and end."""

FILTER, ORDER, ROWS = 1, 2, 3  # what is to be done anew, with all that follows from it


class Sieve:
    """What is asked of the rows, and how far they follow it.

    Work that is given up half-way loses nothing: ``due`` says where the next begins.
    """

    def __init__(
        self,
        columns: Callable[[], Sequence[Column]],
        search: Callable[[Any], str],
        *,
        ready: bool,
    ) -> None:
        """``search`` gives a row's line in lower case; ``ready`` says that it costs nothing."""
        self.columns = columns
        self.sorting: Sorting = ()
        self.grouping: Grouping | None = None
        self.words: list[str] = []
        self.keep: Keep | None = None
        self.coming: Sequence[Any] = ()
        self.due = 0
        self.all = Records()
        self._given = Records()
        self._search, self._ready = search, ready
        # Of which records, by which words and ``keep``, which ones passed last.
        self._narrowed: tuple[Any, ...] = (None, (), None, None)

    @property
    def many(self) -> int:
        """How many rows there are to go through."""
        return max(len(self.all.rows), len(self.coming))

    def steps(self) -> Steps[Passed]:
        """From what has come, or what is there, to the rows that pass, in their order."""
        if self.due >= ORDER:
            if self.due == ROWS:
                self._given = yield from self._read(self.coming)
                self.coming, self.due = (), ORDER
            self.all = yield from self._ordered(self._given)
            self.due = FILTER
        if self.words and not self.all.lines:
            lines = yield from each(self.all.rows, lambda rows: list(map(self._search, rows)))
            self.all = self.all._replace(lines=lines)
        passed = yield from passing(self._start(), self.words, self.keep)
        self._narrowed = (self.all, tuple(self.words), self.keep, passed)
        found = yield from spans(passed.marks)
        self.due = 0
        return passed, found

    def _start(self) -> Records:
        """What to search: where words only grew, none but the rows that passed before."""
        of, words, keep, passed = self._narrowed
        grown = all(any(word in now for now in self.words) for word in words)
        fits = of is self.all and keep is self.keep and grown
        return passed if fits else self.all

    def _read(self, rows: Sequence[Any]) -> Steps[Records]:
        ids = yield from each(rows, lambda some: [row.id for row in some])
        lines: Sequence[str] = ()
        if self._ready:
            lines = yield from each(rows, lambda some: list(map(self._search, some)))
        return Records(rows, ids, lines)

    def _ordered(self, records: Records) -> Steps[Records]:
        marks: list[Any] = []
        if self.grouping is not None:
            key, shared = self.grouping.key, dict[Any, Any]()
            marks = yield from each(
                records.rows, lambda rows: [shared.setdefault(one, one) for one in map(key, rows)]
            )
        records = records._replace(marks=marks)
        columns = {column.id: column for column in self.columns()}
        order: Sequence[int] = range(len(records.rows))
        for column_id, descending in reversed(self.sorting):
            keys = yield from each(records.rows, columns[column_id].keys)
            order = yield from sorted_by(order, keys, descending=descending)
        if self.grouping is not None:
            order = yield from together(order, marks)
        if isinstance(order, range):
            return records
        return (yield from in_order(records, order))
