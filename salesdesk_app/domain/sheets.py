"""A table that is handed on: its title, its columns, and plain typed values row by row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Literal

from salesdesk_app.domain.money import Money

Kind = Literal["text", "number", "amount", "money", "percent", "factor", "day", "moment", "yes_no"]
Cell = str | int | Decimal | date | bool | Money | None
"""A day is a date, a moment a naive local datetime, a percentage its share (0.6 is 60 %)."""


@dataclass(frozen=True)
class SheetColumn:
    """A column: what it is called, what kind of values it holds, and its width in characters.

    ``money`` cells carry their currency; ``amount`` cells are in the currency that another column
    of their row states. A text is a text in every column.
    """

    heading: str
    kind: Kind = "text"
    width: float = 15


@dataclass(frozen=True)
class Rows:
    """The rows of many records, each made as it is asked for: 100,000 need no memory."""

    records: Sequence[Any]
    make: Callable[[Any], tuple[Cell, ...]]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return map(self.make, self.records)


@dataclass(frozen=True)
class Sheet:
    """What is handed on; a row has a cell for each column, and so has the line of ``totals``."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Rows | tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None

    def currencies(self, place: int) -> list[str]:
        """The currencies of the amounts in the column at a place, in order."""
        lines = chain(self.rows, () if self.totals is None else (self.totals,))
        cells = (line[place] for line in lines)
        return sorted({cell.currency for cell in cells if isinstance(cell, Money)})
