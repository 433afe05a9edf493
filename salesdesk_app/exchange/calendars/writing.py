"""Writes an .ics file that other calendars take: each thing planned under a lasting name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salesdesk_app.exchange.atomic import swapped_in

LINE = 75  # octets: what is longer goes on in the next line, behind a space
PRODUCT = "-//SalesDesk//Planned//EN"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Planned:
    """Something planned, or ``cancelled`` since; moments are UTC.

    ``sequence`` grows with every change, ``stamp`` is when the last one was made: by them another
    calendar knows what is newer.
    """

    uid: str
    sequence: int
    stamp: datetime
    begins: datetime
    ends: datetime
    title: str
    cancelled: bool = False


def calendar(entries: Iterable[Planned], name: str) -> bytes:
    """The file's content; ``name`` is what other calendars call it."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}"),
        *(line for entry in entries for line in _event(entry)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def write(path: Path, content: bytes, *, spare: bool = True) -> bool:
    """Puts the content in the file's place, whole or not at all; False where it was there already.

    Problems: those of ``swapped_in``.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    with swapped_in(path, spare=spare) as part:
        part.write_bytes(content)
    return True


def _event(entry: Planned) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_moment(entry.stamp)}",
        f"DTSTART:{_moment(entry.begins)}",
        f"DTEND:{_moment(entry.ends)}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if entry.cancelled else 'OPAQUE'}",
        "END:VEVENT",
    ]


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces of no more than 75 octets, no letter of it cut in two."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece])
