"""What a calendar came to, as the guarded child tells it and this side checks it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Span:
    """When an occurrence is: two moments (UTC), or by the clock on the wall as ISO text."""

    begins: datetime | None
    ends: datetime | None
    wall_begins: str | None
    wall_ends: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with all its occurrences in the days that were asked for; texts are plain."""

    uid: str
    title: str
    place: str | None
    link: str | None
    note: str | None
    people: tuple[str, ...]
    busy: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many events were passed over or changed for a reason, and what the first is called."""

    code: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A calendar: what it calls itself, of how many events, and what was read of it."""

    name: str | None
    seen: int
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]


def understood(found: Any) -> Contents:
    """What the child's answer says; raises ValueError, TypeError or KeyError for what is none."""
    return Contents(
        name=_text_or_none(found["name"]),
        seen=_number(found["seen"]),
        entries=tuple(_entry(one) for one in found["events"]),
        left_out=tuple(
            LeftOut(_text(one["code"]), _number(one["count"]), _text(one["first"]))
            for one in found["left_out"]
        ),
    )


def _entry(found: Any) -> Entry:
    link = _text_or_none(found["link"])
    if link is not None and not link.lower().startswith(("http://", "https://")):
        raise ValueError("a link leads to the web")
    return Entry(
        uid=_text(found["uid"]),
        title=_text(found["title"]),
        place=_text_or_none(found["place"]),
        link=link,
        note=_text_or_none(found["note"]),
        people=tuple(_text(one) for one in found["people"]),
        busy=found["busy"] is True,
        spans=tuple(span(begin, end) for begin, end in found["times"]),
    )


def span(begin: Any, end: Any) -> Span:
    """When an event is, as the child says it; raises ValueError or TypeError for what is none."""
    first, last = _text(begin), _text(end)
    if len(first) != len(last) or first > last:
        raise ValueError("an end is of the same kind as its begin, and not before it")
    if first.endswith("Z"):
        begins, ends = (datetime.fromisoformat(text).astimezone(UTC) for text in (first, last))
        return Span(begins, ends, None, None)
    for text in (first, last):
        when = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        if isinstance(when, datetime) and when.tzinfo is not None:
            raise ValueError("what is by the wall has no zone")
    return Span(None, None, first, last)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise TypeError("a short text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a number")
    return value
