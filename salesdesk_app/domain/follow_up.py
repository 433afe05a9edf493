"""Reads a follow-up typed in a line: “call back Weiss about pricing tomorrow 9”."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from salesdesk_app import clock
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.due import HOURS, LONGEST, MORNING, find, hour_of
from salesdesk_app.domain.due_phrases import EVENING

MAILS = frozenset({"answer", "reply", "mail", "email", "e-mail", "write"})
CALLS = frozenset({"call", "ring", "phone", "voicemail", "vm"})
WITHIN = timedelta(hours=2)  # working hours in which a mail is to be answered
WAITS = 3  # working days until one asks again

_REP = re.compile(r"(?<!\S)@(?P<name>[^\W\d_][\w.'’-]*)[:,;]?(?=\s|$)")
_NUMBER = re.compile(r"(?<![\w.,/-])\+?\(?\d[\d ()/.-]{5,}\d(?![\w/.-]*\w)")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")

__all__ = [
    "EVENING",
    "MORNING",
    "FollowUp",
    "answer_by",
    "ask_again_by",
    "digits",
    "hour_of",
    "is_call",
    "number_in",
    "read",
]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task or a mail, and the local moment by which it is due.

    ``said`` are the words that say by when, empty where none do; ``unclear`` are the two days that
    they can mean, and then they stay in the subject. ``rep`` is who is called by an @, ``number`` a
    phone number in the line.
    """

    kind: Literal["task", "mail"]
    subject: str
    due: datetime
    said: str = ""
    unclear: tuple[date, date] | None = None
    rep: str | None = None
    number: str | None = None

    @property
    def whole(self) -> str:
        """The subject with the name behind its @, for where nobody can be called so."""
        return self.subject if self.rep is None else f"@{self.rep} {self.subject}".strip()


def read(
    text: str, now: datetime, calendar: Calendar, hours: tuple[time, time] = HOURS
) -> FollowUp:
    """What a line says; ``now`` is a local moment. A day or an hour in it say by when.

    Without a day it is due today or, after hours, on the next working day.
    """
    words = " ".join(text.split())
    rep = _REP.search(words)
    if rep is not None:
        words = " ".join(f"{words[: rep.start()]} {words[rep.end() :]}".split())
    due = find(words, now, calendar, hours)
    subject = due.rest.strip(" ,")
    first = subject.split(" ")[0].casefold()
    return FollowUp(
        kind="mail" if first in MAILS else "task",
        subject=subject,
        due=due.at,
        said=due.said,
        unclear=due.unclear,
        rep=None if rep is None else rep["name"].strip(".'’-"),
        number=number_in(subject),
    )


def number_in(text: str) -> str | None:
    """The first phone number in a text, of which no more is looked at than of a line."""
    for found in _NUMBER.findall(text[:LONGEST]):
        # Behind one may stand how long it took: “+41 44 555 12 34 (0:42)”.
        closed = found.count("(") <= found.count(")")
        number = (found if closed else found.rpartition("(")[0]).strip()
        if 6 <= len(digits(number)) <= 15 and not _DATED.search(number):
            return str(number)
    return None


def is_call(subject: str) -> bool:
    """Whether somebody is to be called."""
    first = re.split(r"[\s:,]", subject.casefold(), maxsplit=1)[0]
    return first in CALLS


def digits(number: str) -> str:
    """The figures of a phone number, without what leads out of or into a country."""
    found = re.sub(r"\D", "", number.replace("(0)", ""))
    return re.sub(r"^0+", "", found)


def answer_by(now: datetime, calendar: Calendar, hours: tuple[time, time]) -> datetime:
    """By when a mail that comes now (local) is to be answered: within two working hours.

    What is left of them when the working day ends counts from the next one's beginning.
    """
    at, left = now.replace(tzinfo=None, second=0, microsecond=0), WITHIN
    while True:
        opens, closes = (datetime.combine(at.date(), hour) for hour in hours)
        if calendar.is_working(at.date()) and at < closes:
            at = max(at, opens)
            if at + left <= closes:
                due = at + left + timedelta(minutes=-(at + left).minute % 5)
                return clock.at(due.date(), due.time())
            left -= closes - at
        at = datetime.combine(calendar.next_working(at.date()), hours[0])


def ask_again_by(since: datetime, calendar: Calendar, hours: tuple[time, time]) -> datetime:
    """Until when one waits for an answer to what was sent then (local): three working days."""
    day = since.date()
    for _ in range(WAITS):
        day = calendar.next_working(day)
    return clock.at(day, hours[0])
