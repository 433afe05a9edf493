"""Finds in a line by when something is due: “tomorrow 9”, “on 3 Dec”, “in 2 weeks”, “by noon”."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from salesdesk_app import clock
from salesdesk_app.clock import local
from salesdesk_app.domain.calendars import Calendar

EVENING = time(17)  # by when something of today is due that names no hour
MORNING = time(9)  # and something of another day
MIDNIGHT = time(23, 59)
HOURS = (MORNING, EVENING)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?", "ober", "ember", "ember")
_PARTS = {
    "morning": time(12),
    "noon": time(12),
    "midday": time(12),
    "lunch": time(12),
    "afternoon": EVENING,
    "evening": time(20),
    "night": time(20),
}
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "day after tomorrow": 2}
_UNITS = {"min": 1, "h": 60}

# Not "sat" and "sun": they are words of their own.
_WEEKDAY = "monday|mon|tuesday|tues?|wednesday|wed|thursday|thurs?|thu|friday|fri|saturday|sunday"
_MONTH = "|".join(f"{month}(?:{rest})?" for month, rest in zip(MONTHS, _FULL, strict=True))
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|ten)"
# What these words precede is not by when: the Friday report, last Monday, every Tuesday.
_NOT_AFTER = "".join(
    rf"(?<!\b{word} )"
    for word in ("the", "last", "every", "each", "since", "from", "of", "past", "our", "a")
)
_DAY = (
    rf"{_NOT_AFTER}(?P<day>day\s+after\s+tomorrow|today|tonight|tomorrow|tmrw?"
    rf"|(?:(?:this|next)\s+)?(?:{_WEEKDAY})|next\s+(?:week|month)"
    r"|end\s+of\s+(?:the\s+|this\s+)?(?:week|month)|eow|eom"
    rf"|in\s+{_COUNT}\s+(?:days?|weeks?|months?)"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2}\b)?"
    r"|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH})\.?(?:\s+\d{{4}})?"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)"
)
_PART = "|".join(_PARTS)
_MARKED = (
    r"\d{1,2}[:.]\d{2}\s*(?:am|pm|h)?|\d{1,2}\s*(?:am|pm|h|o['’]?clock)\b"
    r"|noon|midday|eod|cob|end\s+of\s+(?:the\s+)?day|close\s+of\s+business"
)
_HOUR = rf"(?:{_MARKED}|\d{{1,2}})(?!\d|[.:/]\d)"
# What follows these words is an amount: “the price is 12.50”.
_NO_AMOUNT = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "is",
        "of",
        "to",
        "for",
        "about",
        "price",
        "cost",
        "costs",
        "pay",
        "rate",
        "version",
    )
)
_PREP = r"(?:(?:on|by|until|till|before|for)\s+)?"
_AT = r"(?:at|by|before|around)\s+"
_PHRASES = (
    rf"(?:{_AT})(?P<hour>{_HOUR})\s+(?:on\s+)?{_DAY}",
    rf"(?P<hour>{_MARKED})\s+(?:on\s+)?{_DAY}",
    rf"{_PREP}{_DAY}(?:,?\s+(?:{_AT})?(?P<hour>{_HOUR})|\s+(?:in\s+the\s+)?(?P<part>{_PART}))?",
    rf"{_PREP}(?:this|in\s+the)\s+(?P<part>{_PART})",
    r"in\s+(?P<span>(?:\d{1,3}|an?|half\s+an)\s*(?:min(?:ute)?s?|h(?:(?:ou)?rs?)?))",
    rf"{_AT}(?P<hour>{_HOUR})",
    rf"{_NO_AMOUNT}(?P<hour>{_MARKED})",
)
_SAYING = ("day", "part", "span", "hour")
_FLAGS = re.IGNORECASE | re.DOTALL
_AFTER = r"(?:about|re|regarding|concerning|because|since|with|for|to|if|and)\b|[:–—-]\s"
_PLACES = (
    *(re.compile(rf"(?P<before>.*?)(?:^|[\s,;(]+){one}[\s.!)]*", _FLAGS) for one in _PHRASES),
    *(re.compile(rf"{one}\s*[:,;–—-]\s*(?P<after>.+)", _FLAGS) for one in _PHRASES[:6]),
    re.compile(
        rf"(?P<day>today|tonight|(?:day\s+after\s+)?tomorrow)(?:\s+(?P<hour>{_HOUR}))?\s+(?P<after>.+)",
        _FLAGS,
    ),
    *(
        re.compile(rf"(?P<before>.+?)\s+{one}\s+(?P<after>(?:{_AFTER}).*)", _FLAGS)
        for one in _PHRASES[:3]
    ),
)


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
    for place in _PLACES:
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
            said = next((parts[one] for one in _SAYING if parts.get(one)), None)
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
            hour = _PARTS[part]
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
            return _PARTS["night"] if self._now.time() < _PARTS["night"] else MIDNIGHT
        if name.startswith("end") or name in ("eow", "eom"):
            return self._hours[1]
        late = MIDNIGHT if self._now.time() >= EVENING else EVENING
        return late if day == self._today else MORNING

    def _hour(self, text: str) -> time | None:
        text = " ".join(text.casefold().split())
        if text in _PARTS:
            return _PARTS[text]
        if text in ("eod", "cob") or text.startswith(("end", "close")):
            return self._hours[1]
        return hour_of(re.sub(r"\s*o['’]?clock", "", text))

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
