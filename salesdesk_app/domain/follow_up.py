"""Reads a follow-up typed in a line: “call back Weiss about pricing tomorrow 9”."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from salesdesk_app.domain.calendars import Calendar

EVENING = time(17)  # by when something of today is due that names no hour
MORNING = time(9)  # and something of another day
MIDNIGHT = time(23, 59)
MAILS = frozenset({"answer", "reply", "mail", "email", "e-mail", "write"})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Not "sat" and "sun": they are words of their own.
_DAY = r"(?P<day>today|tomorrow|{}|in\s+\d{{1,2}}\s+days?)".format(
    "|".join(day if day[0] == "s" else f"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS)
)
_HOUR = r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|h)?"
# An hour alone is only one after a day or "at": "send offer 12" is no appointment at noon.
_ENDINGS = tuple(
    re.compile(rf"(?P<subject>.*?)(?:^|\s+){ending}", re.IGNORECASE | re.DOTALL)
    for ending in (
        rf"at\s+(?P<hour>{_HOUR})\s+(?:on\s+)?{_DAY}",
        rf"(?:on\s+)?{_DAY}(?:\s+(?:at\s+)?(?P<hour>{_HOUR}))?",
        rf"at\s+(?P<hour>{_HOUR})",
        r"(?P<hour>\d{1,2}[:.]\d{2}|\d{1,2}\s*(?:am|pm|h))",
    )
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task or a mail, and the local moment by which it is due."""

    kind: Literal["task", "mail"]
    subject: str
    due: datetime


def read(text: str, now: datetime, calendar: Calendar) -> FollowUp:
    """What a line says; ``now`` is a local moment. A day or an hour at its end say by when.

    Without a day it is due today or, after hours, on the next working day.
    """
    words = " ".join(text.split())
    for ending in _ENDINGS:
        found = ending.fullmatch(words)
        if found is None:
            continue
        parts = found.groupdict()
        hour = hour_of(parts["hour"]) if parts["hour"] else None
        if parts["hour"] and hour is None:
            continue
        return _made(parts["subject"], _due(parts.get("day"), hour, now, calendar))
    return _made(words, _due(None, None, now, calendar))


def _made(subject: str, due: datetime) -> FollowUp:
    subject = subject.strip(" ,")
    first = subject.split(" ")[0].casefold()
    return FollowUp("mail" if first in MAILS else "task", subject, due)


def _due(name: str | None, hour: time | None, now: datetime, calendar: Calendar) -> datetime:
    today = now.date()
    if name is not None:
        day = _day(name.casefold(), today)
    else:
        passed = hour is not None and hour <= now.time()
        after_hours = hour is None and now.time() >= EVENING
        day = calendar.next_working(today) if passed or after_hours else today
    if hour is None:
        late = MIDNIGHT if now.time() >= EVENING else EVENING
        hour = late if day == today else MORNING
    return datetime.combine(day, hour).astimezone()


def _day(name: str, today: date) -> date:
    if name in ("today", "tomorrow"):
        return today + timedelta(days=int(name == "tomorrow"))
    if name.startswith("in"):
        return today + timedelta(days=int(re.sub(r"\D", "", name)))
    wanted = next(place for place, day in enumerate(WEEKDAYS) if day[:3] == name[:3])
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def hour_of(text: str) -> time | None:
    """The hour that a text names; None where no day has it."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|h)?", text.casefold())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
