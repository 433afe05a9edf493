"""What a long piece of work is handed to tell how far it is and to hear that it should stop."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tick = Callable[[int, int], None]
"""Called with (done, total); raises ``Cancelled`` where the user asked to stop."""

T = TypeVar("T")
STEP = 500  # rows between two looks at whether the user asked to stop


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the work; the transaction is rolled back and nothing was written."""


def no_tick(_done: int, _total: int) -> None:
    """For callers that nobody watches."""


def ticked(rows: Iterable[T], count: int, tick: Tick) -> Iterator[T]:
    """The rows, ``count`` of them; ``tick`` is told now and then, and at the end."""
    for done, row in enumerate(rows):
        if done % STEP == 0:
            tick(done, count)
        yield row
    tick(count, count)
