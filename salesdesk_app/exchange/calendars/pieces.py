"""Parts the bytes of an .ics file into calendars, events and time zones, without parsing them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

LINE = re.compile(rb"[^\r\n]+")
FOLDED = re.compile(rb"\r?\n[ \t]")
NAMED = re.compile(rb"([A-Za-z0-9-]+)[:;]")
# Of an event, what says when it is and what it is; neither what is attached nor what rings.
KEPT = {
    *(b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"EXRULE", b"RDATE", b"EXDATE"),
    *(b"RECURRENCE-ID", b"UID", b"SEQUENCE", b"STATUS", b"TRANSP", b"X-MICROSOFT-CDO-BUSYSTATUS"),
    *(b"SUMMARY", b"DESCRIPTION", b"X-ALT-DESC", b"LOCATION", b"URL", b"ATTENDEE", b"ORGANIZER"),
    *(b"CONFERENCE", b"X-GOOGLE-CONFERENCE", b"X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    b"X-MICROSOFT-CDO-ALLDAYEVENT",
}
STATED = {b"X-WR-CALNAME", b"NAME", b"X-WR-TIMEZONE", b"METHOD"}
LONGEST = 64_000  # bytes of a line: of a longer one the rest is dropped
MOST_LINES = 3_000  # of one event
MOST_BYTES = 1_000_000  # of one event
DEEPEST = 50  # components within components
MOST_EVENTS = 10_000  # of one file; a busy person has some thousands in a year


@dataclass
class Event:
    """The lines of one VEVENT that matter, by their names."""

    lines: list[tuple[bytes, bytes]] = field(default_factory=list)
    size: int = 0

    def add(self, name: bytes, line: bytes) -> None:
        """Takes a line along, unless there are too many of them or too long ones."""
        line = line[:LONGEST]
        if len(self.lines) < MOST_LINES and self.size + len(line) <= MOST_BYTES:
            self.lines.append((name, line))
            self.size += len(line)

    def put(self, name: bytes, line: bytes) -> None:
        """Says something instead of what was said by this name."""
        self.lines = [(known, said) for known, said in self.lines if known != name]
        self.lines.append((name, line))

    def first(self, name: bytes) -> bytes | None:
        """The first line of a name, whole."""
        return next((line for known, line in self.lines if known == name), None)

    def has(self, *names: bytes) -> bool:
        """Whether there is a line of one of these names."""
        return any(known in names for known, _line in self.lines)


@dataclass
class Pieces:
    """One VCALENDAR: what it says of itself, its time zones as text, its events, what else it has.

    ``events`` are those that were wanted, of ``seen`` that there are; ``beyond`` were too many, and
    ``cut`` have no end. ``others`` counts the further components by their names. ``loose`` is what
    stands in no calendar.
    """

    stated: dict[bytes, str] = field(default_factory=dict)
    zones: list[bytes] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    seen: int = 0
    beyond: int = 0
    cut: int = 0
    loose: bool = False
    others: Counter[str] = field(default_factory=Counter)


def unfolded(content: bytes) -> bytes:
    """The text as UTF-8 or what it came in, with the lines that were folded made whole."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            content = content.decode(encoding, "replace").encode()
    return FOLDED.sub(b"", content.removeprefix(b"\xef\xbb\xbf"))


def text_of(line: bytes) -> str:
    """A line as text: UTF-8, or what Windows wrote before."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def calendars(content: bytes, wanted: Callable[[Event], bool]) -> Iterator[Pieces]:
    """The calendars of an unfolded text, one after the other; events outside of any come last.

    Only the events that are ``wanted`` are kept, so that a file of years takes little memory.
    """
    walk = _Walk(wanted)
    for found in LINE.finditer(content):
        line = found[0]
        named = NAMED.match(line)
        if named is None:
            continue
        name = named[1].upper()
        if name == b"BEGIN":
            walk.begin(line[6:].strip().upper())
        elif name == b"END":
            done = walk.end(line[4:].strip().upper())
            if done is not None:
                yield done
        else:
            walk.line(name, line)
    yield from walk.rest()


class _Walk:
    """Where in the file one is."""

    def __init__(self, wanted: Callable[[Event], bool]) -> None:
        self._wanted = wanted
        self._left = MOST_EVENTS
        self._calendar: Pieces | None = None
        self._loose = Pieces(loose=True)
        self._stack: list[bytes] = []  # components within the calendar
        self._event: Event | None = None
        self._zone: list[bytes] = []

    def begin(self, name: bytes) -> None:
        if name == b"VCALENDAR":
            self._calendar, self._stack, self._event = Pieces(), [], None
            return
        if len(self._stack) < DEEPEST:
            self._stack.append(name)
        if name == b"VEVENT":
            self._give_up()
            self._event = Event()
            self._stack = [name]
        elif name == b"VTIMEZONE":
            self._zone = []
        if self._stack[0] == b"VTIMEZONE":
            self._zone.append(b"BEGIN:" + name)

    def end(self, name: bytes) -> Pieces | None:
        if name == b"VCALENDAR":
            self._give_up()
            done, self._calendar, self._stack = self._calendar, None, []
            return done
        if name not in self._stack:
            return None
        if self._stack[0] == b"VTIMEZONE":
            self._zone.append(b"END:" + name)
        while self._stack.pop() != name:
            pass
        if not self._stack:
            self._close(name)
        return None

    def line(self, name: bytes, line: bytes) -> None:
        if self._stack == [b"VEVENT"] and self._event is not None:
            if name in KEPT:
                self._event.add(name, line)
        elif self._stack[:1] == [b"VTIMEZONE"]:
            if len(self._zone) < MOST_LINES:
                self._zone.append(line[:LONGEST])
        elif not self._stack and self._calendar is not None and name in STATED:
            value = text_of(line).partition(":")[2].strip()
            self._calendar.stated.setdefault(name, value)

    def rest(self) -> Iterator[Pieces]:
        """What stands behind the last end: a calendar that was cut short, and what is in none."""
        self._give_up()
        if self._calendar is not None:
            yield self._calendar
        if self._loose.seen or self._loose.others or self._loose.cut:
            yield self._loose

    @property
    def _here(self) -> Pieces:
        return self._calendar if self._calendar is not None else self._loose

    def _give_up(self) -> None:
        """An event that did not end before the next thing began."""
        if self._event is not None:
            self._here.cut += 1
            self._event = None

    def _close(self, name: bytes) -> None:
        here = self._here
        if name == b"VEVENT" and self._event is not None:
            here.seen += 1
            if self._wanted(self._event):
                self._keep(self._event)
            self._event = None
        elif name == b"VTIMEZONE":
            here.zones.append(b"\r\n".join(self._zone))
        else:
            here.others[name.decode("ascii", "replace")[:40]] += 1

    def _keep(self, event: Event) -> None:
        if self._left:
            self._left -= 1
            self._here.events.append(event)
        else:
            self._here.beyond += 1
