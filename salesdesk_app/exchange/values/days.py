"""Days as people write them: which readings a text allows, and what a column decides."""

import re
import unicodedata
from datetime import UTC, date, time, timedelta, timezone
from typing import NamedTuple

from salesdesk_app.exchange.texts import narrow

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janner janvier janv enero ene gennaio gen janeiro januari",
            "feb february februar fevrier fevr fev febrero febbraio fevereiro februari",
            "mar march marz mrz maerz mars marzo marco maart mrt",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juillet juil julio luglio lug julho",
            "aug august aout agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october okt oktober octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dez dezember decembre diciembre dic dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:(?:[Tt]| +|, *)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r" *(?:[AaPp]\.?[Mm]\.?|Uhr)?)? *(?:[Zz]|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? *(?:([AaPp])\.?[Mm]\.?|Uhr)?"
    r" *([Zz]|UTC|GMT|([+-]\d{2}:?\d{2}))?$"
)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday mo montag",
            "tue tues tuesday di dienstag",
            "wed wednesday mi mittwoch",
            "thu thur thurs thursday do donnerstag",
            "fri friday fr freitag",
            "sat saturday sa samstag sonnabend",
            "sun sunday so sonntag",
        )
    )
    for name in names.split()
}
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,? +)?"
_ISO = re.compile(rf"{_WEEKDAY}(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_NUMBERS = re.compile(
    rf"(?:([^\W\d_]{{2,10}})\.?,? +)?(\d{{1,2}})([-/.]) ?(\d{{1,2}})\3 ?(\d{{4}}|\d{{2}}){_TIME}"
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?(?: de )?[ -/]*([^\W\d_]+)\.?"
    rf"(?: de )?[ ,/-]*(\d{{4}}|\d{{2}}){_TIME}"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([^\W\d_]+)\.?[ /-]*(\d{{1,2}})(?:st|nd|rd|th)?[ ,/-]+(\d{{4}}){_TIME}"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[ -/]+([^\W\d_]+)\.?[ -/]+(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
# The last day that there is, and the day from which spreadsheets count.
NEVER = frozenset((date(9999, 12, 31), date(1899, 12, 30), date(1899, 12, 31)))
SERIALS = range(18_264, 73_416)  # 1950 to 2100
LAST_SERIAL = 2_958_465  # 31 December 9999
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


def read(text: str, *, dates_1904: bool = False) -> Reading | None:
    """The readings of a text; both are None for a day that does not exist, None for no day.

    ``dates_1904`` says from when the file counts its days.
    """
    if not text.isascii():
        text = narrow(text)
    if found := _ISO.fullmatch(text):
        return _one(found[1], found[3], found[4])
    if found := _NUMBERS.fullmatch(text):
        reading = _two(found[2], found[4], found[5], found[3])
        return reading if found[1] is None else _on(reading, _WEEKDAYS.get(found[1].casefold()))
    for pattern, day, month, year in (
        (_DAY_FIRST, 1, 2, 3),
        (_MONTH_FIRST, 2, 1, 3),
        (_YEAR_FIRST, 3, 2, 1),
    ):
        found = pattern.fullmatch(text)
        number = None if found is None else month_number(found[month])
        if found is not None and number is not None:
            return _one(found[year], number, found[day])
    return _digits(text, dates_1904)


def month_number(name: str) -> int | None:
    """The month of a name or its short form, 1 to 12; None for another word."""
    return _MONTHS.get(_plain(name))


def says_never(text: str) -> bool:
    """Whether a text is how a program writes that there is no day: ``0000-00-00`` and its like."""
    if found := _ISO.fullmatch(text):
        year, one, other = found[1], int(found[3]), int(found[4])
    elif found := _NUMBERS.fullmatch(text):
        year, one, other = found[5], int(found[2]), int(found[4])
    else:
        return text == "0"
    if year == "1900":
        return 0 in (one, other)  # a spreadsheet's day 0
    return one == other == 0 or year == "0000" or (year == "0001" and one == other == 1)


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    if word.isascii():
        return word.casefold()
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parted if not unicodedata.combining(c))


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


def _digits(text: str, dates_1904: bool) -> Reading | None:
    """``20170301``, or a day that a spreadsheet counted: other bare numbers are no days."""
    if found := _COMPACT.fullmatch(text):
        return _one(*found.groups())
    day = serial(int(text[:5]), dates_1904=dates_1904) if _SERIAL.fullmatch(text) else None
    return None if day is None else Reading(day, day)


def _one(year: str, month: str | int, day: str) -> Reading:
    found = _day(_year(year), int(month), int(day))
    return Reading(found, found)


def _two(first: str, second: str, year: str, mark: str) -> Reading:
    dmy = _day(_year(year), int(second), int(first))
    if mark == ".":
        # Nobody writes the month first so; yet only a day above 12 proves it for other marks.
        return Reading(dmy, dmy, "dmy" if dmy and dmy.day > 12 else None)
    mdy = _day(_year(year), int(first), int(second))
    # 31/02 is no day, and yet it tells that here the day comes first.
    order = "dmy" if int(first) > 12 >= int(second) else None
    return Reading(dmy, mdy, "mdy" if int(second) > 12 >= int(first) else order)


def _on(reading: Reading, weekday: int | None) -> Reading:
    """The reading that falls on the weekday that the text says, which so tells the order."""
    if weekday is None or reading.dmy == reading.mdy:
        return reading
    fits = [day is not None and day.weekday() == weekday for day in reading[:2]]
    if fits == [True, False]:
        return Reading(reading.dmy, reading.dmy, "dmy")
    return Reading(reading.mdy, reading.mdy, "mdy") if fits == [False, True] else reading


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
