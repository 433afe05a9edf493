"""Rows of the file that another row of it repeats or overrules: the newest word counts."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.services.importing.plans import Note
from salesdesk_app.wording import lists

NAMED = 20
_NEVER = datetime.min


@dataclass
class Repetitions:
    """By the place of a row, the one that repeats it word for word, or that overrules it."""

    repeated: dict[int, int] = field(default_factory=dict)
    overruled: dict[int, int] = field(default_factory=dict)

    def other(self, place: int) -> int | None:
        """The row that stands for this one; None where it stands for itself."""
        found = self.repeated.get(place)
        return self.overruled.get(place) if found is None else found


def find(
    targets: Mapping[int, int],
    stated: Mapping[int, tuple[Any, ...]],
    modified: Sequence[datetime | None] | None,
    untouched: Set[int],
) -> Repetitions:
    """Of several rows of one record, ``targets`` by place, the latest modified counts.

    Where no moment is known or they are equal, it is the last row, and one that was ``untouched``
    counts less than any other. Of rows that all say the same the first one counts.
    """

    def newness(place: int) -> tuple[bool, datetime, int]:
        moment = None if modified is None else modified[place]
        return place not in untouched, moment or _NEVER, place

    first: dict[int, int] = {}
    groups: dict[int, list[int]] = defaultdict(list)
    for place, target in targets.items():
        known = first.setdefault(target, place)
        if known != place:
            groups[target].append(place)
    found = Repetitions()
    for target, more in groups.items():
        _judge(found, [first[target], *more], stated, newness)
    return found


def _judge(
    found: Repetitions,
    places: Sequence[int],
    stated: Mapping[int, tuple[Any, ...]],
    newness: Callable[[int], tuple[bool, datetime, int]],
) -> None:
    said: dict[tuple[Any, ...], int] = {}
    for place in places:
        earlier = said.setdefault(stated[place], place)
        if earlier != place:
            found.repeated[place] = earlier
    if len(said) == 1:
        return
    newest = max(places, key=newness)
    found.repeated.pop(newest, None)
    for place in places:
        if place != newest and place not in found.repeated:
            if stated[place] == stated[newest]:
                found.repeated[place] = newest
            else:
                found.overruled[place] = newest


def notes(table: Table, found: Repetitions, *, modified: bool) -> list[Note]:
    """Names the rows that repeat others, and those that say different things of one record."""
    result = []
    if found.repeated:
        rows = _numbers(table, found.repeated)
        result.append(Note("import.repeated", {"count": f"{len(found.repeated):,}", "rows": rows}))
    if found.overruled:
        rows = _numbers(table, {*found.overruled, *found.overruled.values()})
        code = "import.conflicts_modified" if modified else "import.conflicts"
        result.append(Note(code, {"rows": rows}))
    return result


def _numbers(table: Table, places: Mapping[int, int] | set[int]) -> str:
    return lists.first(sorted(table.numbers[place] for place in places), NAMED)
