"""Amounts and numbers as people type them in a filter line: 50k, $1.5m, 50.000 €, 12,5."""

import re
from datetime import date
from decimal import Decimal
from unicodedata import category

from babel.numbers import get_currency_symbol

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST, Rates, to_decimal, to_minor

_SCALES = {"k": 3, "t": 3, "tsd": 3, "m": 6, "mio": 6, "b": 9, "bn": 9, "mrd": 9}
_NUMBER = re.compile(
    r"(?P<before>[^\d\s.,+-]*)\s*(?P<sign>[+-]?)(?P<core>\d[\d.,'’ ]*|[.,]\d+)\s*"
    r"(?:(?P<scale>k|tsd|mio|mrd|m|bn|b|t)(?![^\W\d_]{1,2}$))?\s*(?P<after>[^\d\s.,+-]*)",
    re.IGNORECASE,
)
_ONE_MARK_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
LONGEST = 80
LOCALE = "en_US"


def decimal_of(text: str) -> Decimal | None:
    """The number of digits and marks, in English or German order; None for anything else.

    Of two kinds of marks the later is the decimal one. A single mark before just three digits
    parts thousands: 50.000 and 50,000 are fifty thousand.
    """
    core = re.sub(r"['’ ]", "", text)
    dot, comma = core.rfind("."), core.rfind(",")
    if dot >= 0 and comma >= 0:
        mark = "." if dot > comma else ","
        other = "," if mark == "." else "."
        whole, _, rest = core.rpartition(mark)
        if mark in whole or other in rest or not _grouped(whole, other):
            return None
        return Decimal(f"{whole.replace(other, '')}.{rest or '0'}")
    mark = "." if dot >= 0 else ","
    if core.count(mark) > 1:
        return Decimal(core.replace(mark, "")) if _grouped(core, mark) else None
    if _ONE_MARK_THOUSANDS.fullmatch(core):
        return Decimal(core.replace(mark, ""))
    whole, _, rest = core.replace(",", ".").partition(".")
    return Decimal(f"{whole or 0}.{rest or 0}")


def number(text: str, unit: str = "") -> Decimal | None:
    """A plain number, with its unit or without: 14, 60 %, 3×; None for anything else."""
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if found is None or found["before"] or found["after"] not in ("", unit, "days", "x"):
        return None
    return _scaled(found)


def amount(text: str, rates: Rates) -> int:
    """An amount in minor units of the workspace's currency; another one is converted at the latest
    rate. Problems: filter.amount, filter.rate."""
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= LONGEST else None
    value = None if found is None else _scaled(found)
    marks = [] if found is None else [m for m in (found["before"], found["after"]) if m]
    if value is None or len(marks) > 1 or not all(map(_is_mark, marks)):
        raise Problem("filter.amount", text=text)
    currency = rates.base if not marks else _currency(marks[0], rates)
    if currency is None:
        raise Problem("filter.rate", text=marks[0], currency=rates.base)
    try:
        minor = to_minor(value, currency)
    except ValueError as error:
        raise Problem("filter.amount", text=text) from error
    converted = rates.convert(minor, currency, date.max)
    if converted is None or abs(converted) > LARGEST:
        raise Problem("filter.rate", text=marks[0] if marks else "", currency=rates.base)
    return converted


def spelled(minor: int, currency: str) -> str:
    """An amount as it is read again: 50k, 1.25m, 12345.67."""
    value = to_decimal(minor, currency)
    for scale, mark in ((6, "m"), (3, "k")):
        scaled = value.scaleb(-scale)
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.01")):
            return plain(scaled) + mark
    return plain(value)


def plain(value: Decimal | int) -> str:
    """A number without needless zeros, never read as thousands where it has three decimals."""
    text = f"{Decimal(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if _ONE_MARK_THOUSANDS.fullmatch(text.lstrip("-")) else text


def _scaled(found: re.Match[str]) -> Decimal | None:
    value = decimal_of(found["core"])
    if value is None:
        return None
    # Neither step may round: a field of the user's own holds more digits than a context does.
    if found["scale"]:
        value = value.scaleb(_SCALES[found["scale"].casefold()])
    return value.copy_negate() if found["sign"] == "-" else value


def _grouped(whole: str, mark: str) -> bool:
    first, *others = whole.split(mark)
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in others)


def _is_mark(text: str) -> bool:
    """Whether a text may stand for a currency at all: it has a letter or a sign such as € in it."""
    return any(sign.isalpha() or category(sign) == "Sc" for sign in text)


def _currency(mark: str, rates: Rates) -> str | None:
    """The currency of a mark or code: the workspace's own, else the first that has a rate."""
    known = dict.fromkeys((rates.base, *(currency for currency, _day, _rate in rates.table)))
    for code in known:
        if mark.upper() == code or mark in (get_currency_symbol(code, LOCALE), _short(code)):
            return code
    return None


def _short(code: str) -> str:
    """The mark without the country before it: ``$`` of ``CA$``."""
    return get_currency_symbol(code, LOCALE).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
