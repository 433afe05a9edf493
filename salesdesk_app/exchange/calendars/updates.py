"""What several calendars of one file say of the same event: only what was said last counts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from salesdesk_app.exchange.calendars.pieces import Event, Pieces, text_of

CALLED_OFF = b"STATUS:CANCELLED"
Told = tuple[int, Event]  # by which of the calendars, and what
Rank = tuple[int, int]  # the number of a version, and by which of the calendars it is told
NEVER = (-1, -1)


def settle(found: Sequence[Pieces]) -> None:
    """Makes of invitations that stand one after the other in a file what they came to, in place.

    A later version of an event, by its SEQUENCE or told once more with the same begin, takes the
    place of the earlier one; what is called off takes all of it away. A changed occurrence goes to
    where its series is.
    """
    for pieces in found:
        if pieces.stated.get(b"METHOD", "").upper() == "CANCEL":
            for event in pieces.events:
                event.put(b"STATUS", CALLED_OFF)
    if len(found) < 2:
        return
    by_name: dict[str, list[Told]] = defaultdict(list)
    for place, pieces in enumerate(found):
        for event in pieces.events:
            by_name[_value(event, b"UID")].append((place, event))
    homes: dict[int, int] = {}  # of an event by its identity: where it goes, -1 for nowhere
    for name, told in by_name.items():
        if name and len({place for place, _event in told}) > 1:
            homes |= {id(event): -1 for _place, event in _outdated(told)}
            homes |= _gathered([one for one in told if id(one[1]) not in homes])
    _move(found, homes)


def _outdated(told: Sequence[Told]) -> Iterator[Told]:
    """The versions that a newer one in another of the calendars stands for."""
    newest: dict[str, Rank] = {}
    again: dict[tuple[str, str], Rank] = {}
    off = NEVER
    for place, event in told:
        rank, moved, begin = _facts(place, event)
        newest[moved] = max(newest.get(moved, NEVER), rank)
        again[moved, begin] = max(again.get((moved, begin), NEVER), rank)
        if not moved and event.first(b"STATUS") == CALLED_OFF:
            off = max(off, rank)
    for place, event in told:
        rank, moved, begin = _facts(place, event)
        later = newest[moved] if newest[moved][0] > rank[0] else NEVER
        latest = max(later, again[moved, begin], off)
        if latest > rank and latest[1] != place:
            yield place, event


def _gathered(told: Sequence[Told]) -> dict[int, int]:
    """Where changed occurrences go that stand in another calendar than their one series."""
    homes = {place for place, event in told if not event.has(b"RECURRENCE-ID")}
    if len(homes) != 1:
        return {}
    home = homes.pop()
    return {id(event): home for place, event in told if place != home}


def _move(found: Sequence[Pieces], homes: dict[int, int]) -> None:
    """Puts each event where it goes, with the time zones that it may need."""
    come: list[tuple[int, Event, Pieces]] = []
    for place, pieces in enumerate(found):
        away = {id(event) for event in pieces.events if homes.get(id(event), place) != place}
        come += [(homes[id(one)], one, pieces) for one in pieces.events if id(one) in away]
        pieces.events = [one for one in pieces.events if id(one) not in away]
    for home, event, _from in come:
        if home >= 0:
            found[home].events.append(event)
    for home, zones in {(home, tuple(pieces.zones)) for home, _one, pieces in come if home >= 0}:
        found[home].zones = list(dict.fromkeys((*found[home].zones, *zones)))


def _facts(place: int, event: Event) -> tuple[Rank, str, str]:
    number = _value(event, b"SEQUENCE")
    rank = (int(number[:9]) if number.isdecimal() else 0, place)
    return rank, _value(event, b"RECURRENCE-ID"), _value(event, b"DTSTART")


def _value(event: Event, name: bytes) -> str:
    return text_of(event.first(name) or b"").partition(":")[2].strip()
