"""Finds in a line by when something is due: “tomorrow 9”, “on 3 Dec”, “in 2 weeks”, “by noon”."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from salesdesk_app import clock
from salesdesk_app.clock import local
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.due_phrases import EVENING, MONTHS, PARTS, PLACES, SAYING, UNTIL, WEEKDAY

MORNING = time(9)  # by when something is due on another day that names no hour
LONGEST = 400  # letters of a line that is looked through; a longer one is a text
MIDNIGHT = time(23, 59)
HOURS = (MORNING, EVENING)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "day after tomorrow": 2}
_UNITS = {"min": 1, "h": 60}


@dataclass(frozen=True, slots=True)
class Due:
    """By when (a local moment), the rest of the line, and the words that say so.

    Where those can mean two days, both are in ``unclear`` and the line is left whole.
    """

    at: datetime
    rest: str
    said: str = ""
    unclear: tuple[date, date] | None = None


class _Unclear(Exception):  # noqa: N818 - no error: the line is asked about
    def __init__(self, days: tuple[date, date]) -> None:
        self.days = days


def find(words: str, now: datetime, calendar: Calendar, hours: tuple[time, time] = HOURS) -> Due:
    """By when a line on one line says; ``now`` is local, ``hours`` are the working hours.

    Without a day it is due today or, after hours, on the next working day. A day without its year
    is the next one to come.
    """
    reading = _Reading(now, calendar, hours)
    unclear: tuple[date, date] | None = None
    for place in PLACES if len(words) <= LONGEST else ():
        found = place.fullmatch(words)
        if found is None:
            continue
        parts = found.groupdict()
        try:
            at = reading.moment(parts)
        except _Unclear as two:
            unclear = unclear or two.days
            continue
        if at is not None:
            before = (parts.get("before") or "").rstrip(" ,;(")
            after = parts.get("after") or ""
            rest = f"{before} {after}" if before else after.lstrip(" :,;–—-")
            said = next((parts[one] for one in SAYING if parts.get(one)), None)
            return Due(at, rest.strip(), said or "", unclear)
    return Due(reading.usual(None), words, "", unclear)


class _Reading:
    """What the parts of a phrase mean at a moment."""

    def __init__(self, now: datetime, calendar: Calendar, hours: tuple[time, time]) -> None:
        self._at, self._now = local(now), now.replace(tzinfo=None)
        self._calendar, self._hours = calendar, hours
        self._today = now.date()
        self._monday = self._today - timedelta(days=self._today.weekday())

    def moment(self, parts: dict[str, str | None]) -> datetime | None:
        """The moment that a phrase names; None where no calendar or clock has it."""
        hour, part = None, (parts.get("part") or "").casefold()
        if parts.get("hour"):
            hour = self._hour(str(parts["hour"]))
            if hour is None:
                return None
        if part:
            hour = PARTS[part]
        if parts.get("span"):
            return local(self._at + _span(str(parts["span"])))
        if not parts.get("day"):
            return self._when(self._today, hour) if part and hour else self.usual(hour)
        name = " ".join(str(parts["day"]).casefold().split())
        day = self._day(name)
        if day is None:
            return None
        if hour is None:
            hour = self._usual_hour(name, day)
        return self._when(day, hour)

    def usual(self, hour: time | None) -> datetime:
        """What is meant where no day is named."""
        passed = hour is not None and hour <= self._now.time()
        after_hours = hour is None and self._now.time() >= EVENING
        day = self._calendar.next_working(self._today) if passed or after_hours else self._today
        return self._when(day, hour or self._usual_hour("", day))

    def _when(self, day: date, hour: time) -> datetime:
        return clock.at(day, hour, after=self._at)

    def _usual_hour(self, name: str, day: date) -> time:
        if name == "tonight":
            return PARTS["night"] if self._now.time() < PARTS["night"] else MIDNIGHT
        if name.startswith(("end", "this week", "this month")) or name in ("eow", "eom"):
            return self._hours[1]
        late = MIDNIGHT if self._now.time() >= EVENING else EVENING
        return late if day == self._today else MORNING

    def _hour(self, text: str) -> time | None:
        text = " ".join(text.casefold().split())
        if text in PARTS:
            return PARTS[text]
        if text in ("eod", "cob") or text.startswith(("end", "close")):
            return self._hours[1]
        return self._of_day(re.sub(r"\s*o['’]?clock", "", text))

    def _of_day(self, text: str) -> time | None:
        """An hour, or the first of two; what is neither am nor pm and early is an afternoon's."""
        first, *until = re.split(UNTIL, text)
        half = re.search(r"[ap]m$", until[0]) if until else None
        if half is not None and not first.endswith("m"):
            found, last = hour_of(first + half[0]), hour_of(until[0])
            return found if found and last and found <= last else hour_of(first)
        found = hour_of(first)
        if found is None or not re.fullmatch(r"[1-9](?:[:.]\d{2})?", first):
            return found
        later = found.replace(hour=found.hour + 12)
        return later if found < self._hours[0] <= later <= self._hours[1] else found

    def _day(self, name: str) -> date | None:
        if name in _NEAR:
            return self._today + timedelta(days=_NEAR[name])
        if name.startswith("in "):
            return self._ahead(*name.split()[1:])
        if name.endswith(("week", "month")) or name in ("eow", "eom"):
            return self._stretch(name)
        last = name.rsplit(maxsplit=1)[-1]
        weekday = [n for n, one in enumerate(WEEKDAYS) if one[:3] == last[:3]]
        if not weekday or not name[0].isalpha():
            return self._dated(name)
        if name.startswith("next"):
            return self._monday + timedelta(days=7 + weekday[0])
        return self._today + timedelta(days=(weekday[0] - self._today.weekday() - 1) % 7 + 1)

    def _stretch(self, name: str) -> date:
        """The first working day of the next week or month, or the last one of this."""
        week = name.endswith("week") or name == "eow"
        last = self._monday + timedelta(days=6) if week else _last_of_month(self._today)
        if name.startswith("next"):
            return self._calendar.next_working(last)
        found = self._calendar.previous_working(last + timedelta(days=1))
        if found < self._today:  # it has passed already
            last = last + timedelta(days=7) if week else _last_of_month(last + timedelta(days=1))
            found = self._calendar.previous_working(last + timedelta(days=1))
        return found

    def _ahead(self, number: str, unit: str) -> date:
        count = _number(number)
        if unit.startswith("month"):
            year, month = divmod(self._today.year * 12 + self._today.month - 1 + count, 12)
            last = monthrange(year, month + 1)[1]
            return date(year, month + 1, min(self._today.day, last))
        return self._today + timedelta(days=count * (7 if unit.startswith("week") else 1))

    def _dated(self, name: str) -> date | None:
        """A day that is named by its date; None for one such as the 31st of February."""
        name = re.sub(rf"^(?:{WEEKDAY}),?\s+(?=the\b|\d)", "", name)
        if name.startswith("the "):
            return self._next_numbered(int(re.sub(r"\D", "", name)))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
            year, month, day = map(int, name.split("-"))
            return _made(year, month, day)
        letters = re.search(r"[a-z]{3,}", re.sub(r"\d(?:st|nd|rd|th)|\bof\b", "0", name))
        figures = [int(one) for one in re.findall(r"\d+", name)]
        if letters is not None:
            month = MONTHS.index(letters[0][:3]) + 1
            return self._in_year(month, figures[0], figures[1] if len(figures) > 1 else None)
        first, second, *rest = figures
        stated = rest[0] + 2000 * (rest[0] < 100) if rest else None
        if "/" not in name:
            return self._in_year(second, first, stated)
        two = (self._in_year(second, first, stated), self._in_year(first, second, stated))
        if two[0] and two[1] and two[0] != two[1]:
            raise _Unclear((two[0], two[1]))
        return two[0] or two[1]

    def _next_numbered(self, number: int) -> date | None:
        """The next day of that number in a month."""
        months = (divmod(self._today.year * 12 + self._today.month - 1 + n, 12) for n in range(3))
        days = (_made(year, month + 1, number) for year, month in months)
        return next((one for one in days if one is not None and one >= self._today), None)

    def _in_year(self, month: int, day: int, year: int | None) -> date | None:
        if year is not None:
            return _made(year, month, day)
        days = (_made(self._today.year + more, month, day) for more in range(9))
        return next((one for one in days if one is not None and one >= self._today), None)


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


def _span(text: str) -> timedelta:
    text = text.casefold()
    if text.startswith("half"):
        return timedelta(minutes=30)
    number, unit = re.findall(r"\d+|[a-z]+", text)
    return timedelta(minutes=_number(number) * _UNITS["min" if unit[0] == "m" else "h"])


def _number(text: str) -> int:
    words = ("", "one", "two", "three", "four", "five", "six", "", "", "", "ten")
    return int(text) if text.isdigit() else 1 if text in ("a", "an") else words.index(text)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
