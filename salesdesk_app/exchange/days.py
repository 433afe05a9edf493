"""Days as people write them: which readings a text allows, and what a column decides."""

import re
from datetime import UTC, date, time, timedelta, timezone
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner",
            "feb february februar",
            "mar march mär mrz märz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:(?:T| +|, *)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r" *(?:[AaPp]\.?[Mm]\.?)?)? *(?:Z|UTC|[+-]\d{2}:?\d{2})?"
)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? *(?:([AaPp])\.?[Mm]\.?)?"
    r" *(Z|UTC|([+-]\d{2}:?\d{2}))?$"
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,? +)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:\.|st|nd|rd|th)?[ -/]*([^\W\d_]+)\.?[ ,/-]*(\d{{4}}|\d{{2}}){_TIME}"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([^\W\d_]+)\.?[ -]*(\d{{1,2}})(?:st|nd|rd|th)?[ ,]+(\d{{4}}){_TIME}"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
SERIALS = range(18_264, 73_416)  # 1950 to 2100
YEARS = range(1900, 10_000)


class Reading(NamedTuple):
    """The day that a text means with the day first and with the month first, None where neither.

    ``order`` is what the text itself proves, ``dmy`` or ``mdy``.
    """

    dmy: date | None
    mdy: date | None
    order: str | None = None

    def by(self, order: str | None) -> date | None:
        """The day by a column's order; None where the text stays undecided."""
        if self.dmy is None or self.mdy is None:
            return self.mdy if self.dmy is None else self.dmy
        if self.dmy == self.mdy:
            return self.dmy
        return {"dmy": self.dmy, "mdy": self.mdy}.get(order or "")


def read(text: str) -> Reading | None:
    """The readings of a text; both are None for a day that does not exist, None for no day."""
    if found := _ISO.fullmatch(text):
        return _one(found[1], found[3], found[4])
    if found := _NUMBERS.fullmatch(text):
        return _two(found[1], found[3], found[4], found[2])
    if (found := _DAY_FIRST.fullmatch(text)) and found[2].casefold() in _MONTHS:
        return _one(found[3], _MONTHS[found[2].casefold()], found[1])
    if (found := _MONTH_FIRST.fullmatch(text)) and found[1].casefold() in _MONTHS:
        return _one(found[3], _MONTHS[found[1].casefold()], found[2])
    return _digits(text)


def time_of(text: str) -> time:
    """The time of day that a text ends with, with its zone where it states one; midnight without.

    Raises ValueError for a time that does not exist.
    """
    found = _CLOCK.search(text)
    if found is None:
        return time()
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half, zone = (found[4] or "").casefold(), found[5]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half == "p" else 0)
    if zone is None:
        return time(hour, minute, second)
    if not found[6]:
        return time(hour, minute, second, tzinfo=UTC)
    ahead = timedelta(hours=int(found[6][1:3]), minutes=int(found[6][-2:]))
    return time(hour, minute, second, tzinfo=timezone(-ahead if found[6][0] == "-" else ahead))


def compact(number: float) -> date | None:
    """The day that a whole number such as 20170301 writes; None for other numbers."""
    found = _COMPACT.fullmatch(str(int(number))) if number == int(number) else None
    return None if found is None else _day(int(found[1]), int(found[2]), int(found[3]))


def _digits(text: str) -> Reading | None:
    """``20170301``, or a day that a spreadsheet counted: other bare numbers are no days."""
    if found := _COMPACT.fullmatch(text):
        return _one(*found.groups())
    day = serial(int(text[:5]), dates_1904=False) if _SERIAL.fullmatch(text) else None
    return None if day is None else Reading(day, day)


def _one(year: str, month: str | int, day: str) -> Reading:
    found = _day(_year(year), int(month), int(day))
    return Reading(found, found)


def _two(first: str, second: str, year: str, mark: str) -> Reading:
    dmy = _day(_year(year), int(second), int(first))
    if mark == ".":
        return Reading(dmy, dmy, "dmy" if dmy else None)  # nobody writes the month first so
    mdy = _day(_year(year), int(first), int(second))
    # 31/02 is no day, and yet it tells that here the day comes first.
    order = "dmy" if int(first) > 12 >= int(second) else None
    return Reading(dmy, mdy, "mdy" if int(second) > 12 >= int(first) else order)


def _year(text: str) -> int:
    """Two figures mean the years from 1970 to 2069."""
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def serial(number: int, *, dates_1904: bool) -> date | None:
    """The day that a spreadsheet counts with this number; None outside 1950 to 2100."""
    if number not in SERIALS:
        return None
    # Day 60 of the older count is a 29 February 1900 that never was; all days here lie behind it.
    first = date(1904, 1, 1) if dates_1904 else date(1899, 12, 30)
    return first + timedelta(days=number)
