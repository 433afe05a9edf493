"""Many ids in few words: the first and the last of each run of them."""

from collections.abc import Iterable, Iterator, Sequence


def runs(ids: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs of ids without a gap, in order, as their first and last."""
    found: list[tuple[int, int]] = []
    for one in sorted(ids):
        if found and one == found[-1][1] + 1:
            found[-1] = found[-1][0], one
        else:
            found.append((one, one))
    return tuple(found)


def spread(found: Iterable[Sequence[int]]) -> Iterator[int]:
    """The ids of runs."""
    for first, last in found:
        yield from range(first, last + 1)
