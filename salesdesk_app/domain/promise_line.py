"""Reads a commitment typed in a line: “Priya: send revised offer by Fri”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from salesdesk_app.domain import follow_up
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.names import name_key

_LINKS = re.compile(r"[\s,]+(?:by|until|till|before|on|due)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised; ``owner_id`` and ``due`` are None where the line does not say them.

    ``unclear`` names the people that the line may mean, where they are several.
    """

    text: str
    owner_id: int | None = None
    due: date | None = None
    unclear: tuple[str, ...] = ()


def read(
    line: str, people: Iterable[tuple[int, str]], now: datetime, calendar: Calendar
) -> Promise:
    """What a line says; ``people`` are those who can own it, ``now`` is a local moment.

    A name before a colon is the owner: the whole name, or a part of it that only one person has.
    The day at the end is read as that of a follow-up. A colon after anything else is text.
    """
    words = " ".join(line.split())
    head, colon, rest = words.partition(":")
    named = _named(head, people) if colon else []
    if named:
        words = rest.strip()
    noted = follow_up.read(words, now, calendar)
    dated = noted.subject != words.strip(" ,")
    text = _LINKS.sub("", noted.subject) if dated else words
    return Promise(
        text=text,
        owner_id=named[0][0] if len(named) == 1 else None,
        due=noted.due.date() if dated else None,
        unclear=tuple(name for _id, name in named) if len(named) > 1 else (),
    )


def _named(head: str, people: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Who is meant: by the whole name before all others, else by words of the name."""
    wanted = name_key(head)
    if not wanted:
        return []
    everybody = list(people)
    whole = [one for one in everybody if name_key(one[1]) == wanted]
    parts = set(wanted.split())
    return whole or [one for one in everybody if parts <= set(name_key(one[1]).split())]
