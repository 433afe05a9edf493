"""Numbers as people write them: which readings a text allows, and what a column decides."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST, digits
from salesdesk_app.exchange.texts import narrow
from salesdesk_app.exchange.values.currency_marks import MARKS, SHARED, is_currency

Number = int | float | Decimal

LONGEST = 40
_MARK = "|".join(re.escape(m) for m in sorted([*MARKS, *SHARED], key=len, reverse=True))
_UNIT = rf"(?:{_MARK}|[A-Za-z]{{3}}(?![A-Za-z]))"
_PERCENT = r"(?:%|(?i:percent|prozent|pct)\b\.?)"
_SCALES = {
    "k": 3, "tsd": 3, "thousand": 3, "tausend": 3, "t": 3,
    "m": 6, "mm": 6, "mn": 6, "mio": 6, "mill": 6, "million": 6, "millions": 6, "millionen": 6,
    "b": 9, "bn": 9, "mrd": 9, "billion": 9, "billions": 9, "milliarde": 9, "milliarden": 9,
}  # fmt: skip
# A lone T is thousands before a currency only, as in 150 T€.
_SCALE = (
    rf"(?:(?i:{'|'.join(sorted((s for s in _SCALES if s != 't'), key=len, reverse=True))})\.?"
    rf"(?![A-Za-z](?!UR|SD|HF|BP))|T(?=€|EUR|USD|CHF|GBP))"
)
_SIGN = r"[-+\u2212\u2013]"
_WHOLE = re.compile(
    rf"(?:(?P<lead>{_UNIT})\s*(?=\())?(?P<open>\()?\s*(?P<sign>{_SIGN})?\s*"
    rf"(?:(?P<before>{_UNIT})\s*)?(?P<inner>{_SIGN})?\s*"
    rf"(?P<core>[0-9.,'’ ]*[0-9][0-9.,'’ ]*?)(?P<round>[.,][-\u2013\u2014]{{1,2}})?\s*"
    rf"(?P<scale>{_SCALE})?\s*(?P<late>{_SIGN})?\s*"
    rf"(?P<after>{_PERCENT}|{_UNIT})?\s*(?P<last>{_SIGN})?\s*(?P<close>\))?\s*(?P<tail>{_UNIT})?"
)
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NOTHING = re.compile(rf"(?:(?:{_MARK})?\s*[-\u2013\u2014]\s*(?:{_MARK})?)?")
_APOSTROPHES = dict.fromkeys(map(ord, "‘`´ʼ′＇"), "’")


class Reading(NamedTuple):
    """What a text says: the amount by either decimal mark, None where that mark makes no sense.

    ``mark`` is the decimal mark that the text itself proves; ``unit`` a currency's code or mark, or
    ``%``. Where both readings are equal the text has only one.
    """

    dot: Decimal | None
    comma: Decimal | None
    mark: str | None = None
    unit: str | None = None

    def by(self, mark: str | None) -> Decimal | None:
        """The amount by a column's decimal mark; None where the text stays undecided."""
        if self.dot is None or self.comma is None:
            return self.comma if self.dot is None else self.dot
        if self.dot == self.comma:
            return self.dot
        return {".": self.dot, ",": self.comma}.get(mark or "")


def read(text: str) -> Reading | None:
    """The readings of a text without control characters; None where it is no number."""
    if not text.isascii():
        text = narrow(text).translate(_APOSTROPHES)
    found = _WHOLE.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    signs = [found[name] for name in ("sign", "inner", "late", "last") if found[name]]
    units = [found[name] for name in ("lead", "before", "after", "tail") if found[name]]
    brackets = found["open"] is not None
    odd = len(signs) + brackets > 1 or len(units) > 1
    if odd or brackets != (found["close"] is not None) or (found["tail"] and not brackets):
        return None
    core = _core(found["core"].strip(), found["round"] or "")
    unit = _unit(units[0]) if units else None
    if core is None or (units and unit is None):
        return None
    if found["scale"]:
        if unit == "%":
            return None
        places = _SCALES[found["scale"].casefold().strip(".")]
        core = Reading(_times(core.dot, places), _times(core.comma, places), core.mark)
    if brackets or (signs and signs[0] != "+"):
        core = Reading(_negated(core.dot), _negated(core.comma), core.mark)
    return core._replace(unit=unit)


def says_nothing(text: str) -> bool:
    """Whether a text is how accounting formats show nothing: a dash, with or without a mark."""
    return len(text) <= 8 and bool(_NOTHING.fullmatch(text))


def _unit(text: str) -> str | None:
    """A mark as it is, a code in capitals, ``%`` for a percentage; None for any other word."""
    if text in MARKS or text in SHARED:
        return text
    if len(text) == 3 and text.isalpha() and text.casefold() != "pct":
        known = text.isupper() or is_currency(text.upper())
        return text.upper() if known else None
    return "%"


def _times(amount: Decimal | None, places: int) -> Decimal | None:
    return None if amount is None else amount.scaleb(places)


def _negated(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


def _core(text: str, rounded: str) -> Reading | None:
    """The figures; ``rounded`` is the mark and dash that say that there are no cents: 1.054,-."""
    if rounded:
        whole = _core(f"{text}{rounded[0]}00", "")
        return None if whole is None or whole.mark != rounded[0] else whole
    if any(mark in text for mark in " '’"):
        return _spaced(text)
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        return _mixed(text, "." if text.rfind(".") > text.rfind(",") else ",")
    if dots + commas == 0:
        return Reading(Decimal(text), Decimal(text))
    mark = "." if dots else ","
    return _single(text, mark) if dots + commas == 1 else _thousands(text, mark)


def _spaced(text: str) -> Reading | None:
    """Groups parted by spaces or apostrophes: what other mark there is must be the decimal one."""
    if not _SPACED.fullmatch(text):
        return None
    text = re.sub("[ '’]", "", text)
    mark = "." if "." in text else "," if "," in text else None
    amount = Decimal(text.replace(",", "."))
    return Reading(amount, amount, mark)


def _thousands(text: str, mark: str) -> Reading | None:
    """One mark several times: it parts groups."""
    if not _is_grouped(text, mark):
        return None
    amount = Decimal(text.replace(mark, ""))
    return Reading(amount, amount, _other(mark))


def _mixed(text: str, mark: str) -> Reading | None:
    """Both marks: the last one is the decimal mark, the other one must part groups."""
    whole, _, fraction = text.rpartition(mark)
    if not _is_grouped(whole, _other(mark)) or not fraction.isdigit():
        return None
    amount = Decimal(whole.replace(_other(mark), "") + "." + fraction)
    return Reading(amount, amount, mark)


def _is_grouped(text: str, mark: str) -> bool:
    """Whether a mark parts groups of three, or commas parts as in India: 12,34,567."""
    pattern = _COMMAS if mark == "," else _POINTS
    return bool(pattern.fullmatch(text))


def _single(text: str, mark: str) -> Reading | None:
    """One mark once: three figures behind it may be thousands or decimals."""
    whole, _, fraction = text.partition(mark)
    amount = Decimal(f"{whole or 0}.{fraction or 0}")
    if len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        thousands = Decimal(whole + fraction)
        pair = {mark: amount, _other(mark): thousands}
        return Reading(pair["."], pair[","])
    return Reading(amount, amount, mark)


def _other(mark: str) -> str:
    return "," if mark == "." else "."


def to_minor(value: Number, currency: str) -> tuple[int, bool]:
    """A number as minor units of a currency, and whether it had to be rounded (half to even).

    Problem: import.too_large.
    """
    places = digits(currency)
    if isinstance(value, int) or value == int(value):
        minor, rounded = int(value) * 10**places, False
    else:
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        scaled = exact.scaleb(places)
        minor = int(scaled.to_integral_value())
        rounded = minor != scaled
    if abs(minor) > LARGEST:
        raise Problem("import.too_large", value=str(value))
    return minor, rounded


def scaled(value: Number, factor: int) -> Number:
    """A number in thousands or millions as itself, exactly. Problem: import.too_large."""
    if factor == 1:
        return value
    try:
        return Decimal(repr(value) if isinstance(value, float) else value) * factor
    except InvalidOperation as error:
        raise Problem("import.too_large", value=str(value)) from error
