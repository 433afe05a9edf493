"""Reads an .ics file, or what a calendar's address answers, inside the guarded child."""

import re
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.calendars import entries, texts, updates, zones
from salesdesk_app.exchange.calendars.entries import Refused
from salesdesk_app.exchange.calendars.laying_out import Occurrence, Window, series, single
from salesdesk_app.exchange.calendars.patience import Patience, TooLong
from salesdesk_app.exchange.calendars.pieces import Event, Pieces, calendars, text_of, unfolded

MB = 1 << 20
MOST_BYTES = 50 * MB
MOST_OCCURRENCES = 30_000  # of one file
SECONDS = 7.0  # for all events of a file, so that what was laid out by then is told
SECONDS_A_SERIES = 1.0
BAD = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError),
    *(RecursionError, OSError),  # the name of a zone may be looked for as a file
)
OTHERS = {
    "VTODO": "a list of tasks without any event",
    "VJOURNAL": "a journal without any event",
    "VFREEBUSY": "a list of free and busy times without any event",
    "VAVAILABILITY": "a list of hours of availability without any event",
}
# A length of usual numbers; any other is left to the library.
_LENGTH = re.compile(
    rb"P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:\d{1,3}M)?(?:\d{1,3}S)?)?"
)
_DAY = re.compile(rb"(\d{4})(\d\d)(\d\d)(?:T|\s*$)")


def read(content: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """The events that touch the days from ``first`` to ``last`` (ISO text in the options).

    Every event has ``times``, a pair of texts each: UTC moments that end with Z, or what the clock
    on the wall shows. ``left_out`` counts by a code what was passed over, each with the title of
    the first. Problems: document.empty, document.other, document.too_big.
    """
    if not content.strip():
        raise Problem("document.empty")
    if len(content) > MOST_BYTES:
        raise Problem("document.too_big", what=f"more than {MOST_BYTES // MB} MB")
    window = Window(date.fromisoformat(options["first"]), date.fromisoformat(options["last"]))
    with warnings.catch_warnings(), Patience() as patience:
        warnings.simplefilter("ignore")
        found = list(calendars(unfolded(content), lambda event: _near(event, window)))
        _check(found)
        updates.settle(found)
        reading = _Reading(window, patience)
        for pieces in found:
            reading.take(pieces)
    return reading.told(_name(found))


def _check(found: list[Pieces]) -> None:
    """Problem: document.other for what holds no calendar, or nothing of one that is an event."""
    if any(pieces.seen or pieces.cut for pieces in found):
        return
    for name, what in OTHERS.items():
        if any(pieces.others[name] for pieces in found):
            raise Problem("document.other", what=what)
    if all(pieces.loose for pieces in found):
        raise Problem("document.other", what="something else than a calendar")


def _name(found: list[Pieces]) -> str | None:
    """What the first calendar that has a name calls itself."""
    names = (
        pieces.stated.get(b"X-WR-CALNAME") or pieces.stated.get(b"NAME") or "" for pieces in found
    )
    unescaped = (re.sub(r"\\([,;\\])", r"\1", name) for name in names)
    return next((name for name in (texts.one_line(n, "title") for n in unescaped) if name), None)


def _near(event: Event, window: Window) -> bool:
    """Whether an event may touch the window: one that recurs may always."""
    if event.has(b"RRULE", b"RDATE", b"RECURRENCE-ID"):
        return True
    start, end = _stated_day(event.first(b"DTSTART")), _stated_day(event.first(b"DTEND"))
    if start is None or (end is None and event.has(b"DTEND")):
        return True
    length = _LENGTH.fullmatch((event.first(b"DURATION") or b":P").rpartition(b":")[2].strip())
    if length is None:
        return True
    weeks, days, hours = (int(part or 0) for part in length.groups())
    last = start.toordinal() + 7 * weeks + days + hours // 24 + 2  # and what is left of a day
    ends = date.fromordinal(min(last, date.max.toordinal())) if end is None else end
    return window.touches(start, max(start, ends))


def _stated_day(line: bytes | None) -> date | None:
    found = _DAY.match((line or b"").rpartition(b":")[2].strip())
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


class _Reading:
    """What was read so far of a file."""

    def __init__(self, window: Window, patience: Patience) -> None:
        self._window = window
        self._patience = patience
        self._until = time.monotonic() + SECONDS
        self._events: list[dict[str, Any]] = []
        self._left_out: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._room = MOST_OCCURRENCES
        self._seen = 0

    def told(self, name: str | None) -> dict[str, Any]:
        """The answer."""
        left_out = [
            {"code": code, "count": number, "first": self._first.get(code, "")}
            for code, number in sorted(self._left_out.items())
        ]
        return {"name": name, "seen": self._seen, "events": self._events, "left_out": left_out}

    def take(self, pieces: Pieces) -> None:
        """Reads one calendar."""
        self._seen += pieces.seen
        self._count("many", pieces.beyond)
        self._count("unended", pieces.cut)
        try:
            with self._patience.within(SECONDS_A_SERIES):
                zones.learn(pieces.zones)
                named = (line for event in pieces.events for _name, line in event.lines)
                unknown = zones.unknown(named)
        except TooLong:
            self._left_out["slow"] += len(pieces.events)
            return
        zone = zones.stated(pieces.stated.get(b"X-WR-TIMEZONE"))
        # What is no series first: it takes no time, whatever the others do.
        for group in sorted(_grouped(self._entries(pieces, unknown, zone)), key=_is_series):
            self._lay_out(group, zone)

    def _entries(self, pieces: Pieces, unknown: set[bytes], zone: bytes | None) -> Iterator[Any]:
        for event in pieces.events:
            if time.monotonic() > self._until:
                self._count("slow", 1, event)
                continue
            try:
                with self._patience.within(SECONDS_A_SERIES):
                    found, changed = entries.entry(event, unknown, zone)
            except TooLong:
                self._count("slow", 1, event)
            except Refused as why:
                self._count(str(why), 1, event)
            except BAD:
                self._count("broken", 1, event)
            else:
                for code in changed:
                    self._count(code, 1, event)
                yield found

    def _lay_out(self, group: list[Any], zone: bytes | None) -> None:
        title = str(group[0].get("SUMMARY", ""))
        if time.monotonic() > self._until:
            self._tell("slow", title, len(group))
            return
        try:
            with self._patience.within(SECONDS_A_SERIES):
                found, codes = self._occurrences(group, zone)
        except TooLong:
            self._tell("slow", title, len(group))
            return
        except BAD:
            self._tell("broken", title, len(group))
            return
        for code in codes:
            self._tell(code, title)
        if len(found) > self._room:
            self._tell("many", title)
        self._add(group, found[: self._room])

    def _occurrences(
        self, group: list[Any], zone: bytes | None
    ) -> tuple[list[Occurrence], set[str]]:
        if not _is_series(group):
            return single(group[0], self._window), set()
        own = ZoneInfo(zone.decode()) if zone is not None else None
        return series(group, self._window, zone=own)

    def _add(self, group: list[Any], found: list[Occurrence]) -> None:
        self._room -= len(found)
        by_place: dict[int, list[tuple[str, str]]] = {}
        for occurrence in found:
            by_place.setdefault(occurrence.place, []).append(occurrence.times)
        for place, times in by_place.items():
            self._events.append(entries.described(group[place]) | {"times": times})

    def _count(self, code: str, number: int, event: Event | None = None) -> None:
        line = event.first(b"SUMMARY") if event is not None else None
        self._tell(code, text_of(line).partition(":")[2] if line else "", number)

    def _tell(self, code: str, title: str, number: int = 1) -> None:
        if number:
            self._left_out[code] += number
            self._first.setdefault(code, texts.one_line(title, "title"))


def _is_series(group: list[Any]) -> bool:
    return len(group) > 1 or entries.recurs(group[0])


def _grouped(found: Iterator[Any]) -> list[list[Any]]:
    """Events by their UID; one without stands for itself."""
    groups: dict[str, list[Any]] = {}
    for place, event in enumerate(found):
        uid = str(event.get("UID", "")) or f"\0{place}"
        groups.setdefault(uid, []).append(event)
    return list(groups.values())
