"""Reads what a person types into a field: an amount or a day, never guessing between two."""

import re
from datetime import date, timedelta
from decimal import Decimal

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
FACTORS = {"": 1, "k": 1000, "m": 1_000_000}

_NUMBER = re.compile(r"([+-]?[\d.,' ]*\d)\s*([km]?)", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_PLAIN = re.compile(r"[+-]?\d*\.?\d+")
_COMMA = re.compile(r"[+-]?\d+,\d{1,2}")
_DOTTED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d{1,2}|(?=\.))")


def amount(text: str) -> Decimal:
    """``$84,000``, ``84k``, ``1.2 M`` or ``1234,50`` as a number. ValueError where it is none."""
    bare = re.sub(r"[^\d.,' km+-]", "", text.strip(), flags=re.IGNORECASE).strip()
    letters = re.sub(r"[^A-Za-z]", "", text)
    found = _NUMBER.fullmatch(bare)
    if found is None or letters.lower() not in ("", "k", "m", "usd", "eur", "gbp", "chf"):
        raise ValueError(text)
    digits, step = found[1].replace(" ", "").replace("'", ""), found[2].lower()
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif _DOTTED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif not _PLAIN.fullmatch(digits):
        raise ValueError(text)
    return Decimal(digits) * FACTORS[step]


def day(text: str, today: date | None = None) -> date:
    """``2026-12-18``, ``18 Dec 2026``, ``Dec 18``, ``18.12.2026``, ``today`` or ``+7`` as a day.

    ``yesterday``, ``-14`` and ``-2w`` lie behind. A year that is left out is the one that lies
    nearest to ``today``. ``03/04/2026`` can be two days and is refused. ValueError where it is no
    day.
    """
    words = text.strip().lower()
    if today is not None and (ahead := _ahead(words)) is not None:
        return today + timedelta(days=ahead)
    if found := re.fullmatch(r"(\d{1,2})\.?\s*([a-z]{3,9})\.?,?\s*(\d{4})?", words):
        return _worded(found[1], found[2], found[3], today)
    if found := re.fullmatch(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:,?\s+(\d{4}))?", words):
        return _worded(found[2], found[1], found[3], today)
    return _numbered(words)


def _ahead(words: str) -> int | None:
    if words in NEAR:
        return NEAR[words]
    found = re.fullmatch(r"([+-]\d{1,3})\s*([dw]?)", words)
    return int(found[1]) * (7 if found[2] == "w" else 1) if found else None


def _numbered(words: str) -> date:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", words):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words):
        return _slashed(int(found[1]), int(found[2]), int(found[3]))
    raise ValueError(words)


def _slashed(first: int, second: int, year: int) -> date:
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise ValueError("two days are possible")


def _worded(number: str, month: str, year: str | None, today: date | None) -> date:
    if month[:3] not in MONTHS:
        raise ValueError(month)
    place = MONTHS.index(month[:3]) + 1
    if year is not None:
        return date(int(year), place, int(number))
    if today is None:
        raise ValueError("the year is missing")
    near = [date(y, place, int(number)) for y in (today.year - 1, today.year, today.year + 1)]
    return min(near, key=lambda found: abs(found - today))
