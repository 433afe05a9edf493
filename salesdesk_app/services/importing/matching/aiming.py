"""Which record each row is about: told by its ids and its name, or decided where it is a twin."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from salesdesk_app.domain.errors import Problem
from salesdesk_app.progress import Tick
from salesdesk_app.services.importing.decisions import Decisions
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.matching import twins
from salesdesk_app.services.importing.returned.round_trip import Returned

TICK_ROWS = 2_000
Id = tuple[str | None, str]


class Likely(NamedTuple):
    """The record of which a row is likely to be the twin, how likely, and what was decided."""

    record_id: int
    likeness: int
    decided: str | None


@dataclass
class Aims:
    """The record of each row by its place; new ones have ids below zero.

    ``held`` are the records of the workspace that rows are about, also rows with errors and likely
    twins; ``adopted`` are the ids of other systems that were said to mean a record of ours.
    """

    targets: dict[int, int] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    likely: dict[int, Likely] = field(default_factory=dict)
    adopted: dict[Id, int] = field(default_factory=dict)

    def stands_aside(self, place: int) -> bool:
        """Whether a row is a twin that is not written."""
        found = self.likely.get(place)
        return found is not None and found.decided not in ("new", "update")


def aim(kind: Kind, decisions: Decisions, *, returned: Returned | None, tick: Tick) -> Aims:
    """Finds out which record each row is about, and puts down what is wrong with the others.

    In a file that was ``returned``, a row without a key that is not known by an id is a new record.
    """
    aims = Aims()
    gone = set() if returned is None else returned.gone
    first: dict[int, int] = {}
    for place in range(kind.values.count):
        if place % TICK_ROWS == 0:
            tick(place, 3 * kind.values.count)
        if place in gone:
            continue
        target = _target(kind, aims, place, set() if returned is None else returned.keyed)
        if target is not None:
            aims.targets[place] = target
            if target < 0:
                first.setdefault(target, place)
    kind.matcher.forget()
    found = twins.find(kind, first, aims.held, tick) if returned is None else {}
    if found:
        by_target = {target: found[at] for target, at in first.items() if at in found}
        _decide(kind, aims, by_target, decisions)
    for target, place in first.items():
        if aims.targets[place] == target and not aims.stands_aside(place):
            kind.claim(place, target, new=True)
    return aims


def _target(kind: Kind, aims: Aims, place: int, keyed: Set[int]) -> int | None:
    values = kind.values
    already_wrong = place in values.wrong
    try:
        keys = kind.keys(place)
        target = kind.matcher.find(keys)
    except Wrong as wrong:
        values.fault(place, wrong.code, wrong.problem)
        return None
    except Problem as problem:
        values.fault(place, "name", problem)
        return None
    if target in keyed and keys.uid is None:
        target = None  # another row has its key
    if target is not None and target > 0:
        aims.held.add(target)
    if already_wrong:
        return None
    return kind.matcher.reserve(keys) if target is None else target


def _decide(kind: Kind, aims: Aims, found: Mapping[int, twins.Found], decisions: Decisions) -> None:
    """Aims the rows of twins at their record where that was decided.

    Said of all of them, only the likeliest twin of a record updates it: the others stay undecided.
    """
    places: dict[int, list[int]] = {target: [] for target in found}
    for place, target in aims.targets.items():
        if target in places:
            places[target].append(place)
    taken: set[int] = set()
    for target, twin in sorted(found.items(), key=lambda item: -item[1].likeness):
        own = next((decisions.twin[at] for at in places[target] if at in decisions.twin), None)
        decided = own or decisions.twins
        if own is None and decided == "update" and twin.record_id in taken:
            decided = None
        likely = Likely(twin.record_id, twin.likeness, decided)
        for place in places[target]:
            aims.likely[place] = likely
            if decided == "update":
                _adopt(kind, aims, place, twin.record_id)
            if decided != "new":
                kind.alias(place, twin.record_id)
        aims.held.add(twin.record_id)
        if decided == "update":
            taken.add(twin.record_id)


def _adopt(kind: Kind, aims: Aims, place: int, record_id: int) -> None:
    aims.targets[place] = record_id
    external_id = kind.cells["external_id"][place]
    if external_id is not None:
        source = kind.cells["external_source"][place] or kind.values.origin
        aims.adopted[source, external_id] = record_id
