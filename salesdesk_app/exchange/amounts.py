"""Numbers as people write them: which readings a text allows, and what a column decides."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST, digits

Number = int | float | Decimal

LONGEST = 40
SYMBOLS: dict[str, str] = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "Fr.": "CHF",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "MX$": "MXN",
}
# One mark for several currencies: the workspace's own where it is one of them, else the first.
SHARED: dict[str, tuple[str, ...]] = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
}
_MARK = "|".join(re.escape(m) for m in sorted([*SYMBOLS, *SHARED], key=len, reverse=True))
_SIGN = r"[-+\u2212\u2013]"
_WHOLE = re.compile(
    rf"(?:(?P<lead>{_MARK}|[A-Z]{{3}})\s*(?=\())?(?P<open>\()?\s*(?P<sign>{_SIGN})?\s*(?:(?P<before>{_MARK}|[A-Z]{{3}})\s*)?"
    rf"(?P<inner>{_SIGN})?\s*(?P<core>[0-9.,'’ ]*[0-9][0-9.,'’ ]*?)\s*"
    rf"(?P<late>{_SIGN})?\s*(?P<after>{_MARK}|[A-Z]{{3}}|%)?\s*(?P<last>{_SIGN})?\s*(?P<close>\))?"
)
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")  # the second as in India


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
    found = _WHOLE.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    signs = [found[name] for name in ("sign", "inner", "late", "last") if found[name]]
    units = [found[name] for name in ("lead", "before", "after") if found[name]]
    brackets = found["open"] is not None
    odd = len(signs) + brackets > 1 or len(units) > 1
    if odd or brackets != (found["close"] is not None):
        return None
    core = _core(found["core"].strip())
    if core is None:
        return None
    if brackets or (signs and signs[0] != "+"):
        core = Reading(_negated(core.dot), _negated(core.comma), core.mark)
    return core._replace(unit=units[0] if units else None)


def _negated(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


def _core(text: str) -> Reading | None:
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
    if not _GROUPED.fullmatch(text.replace(".", ",")):
        return None
    amount = Decimal(text.replace(mark, ""))
    return Reading(amount, amount, _other(mark))


def _mixed(text: str, mark: str) -> Reading | None:
    """Both marks: the last one is the decimal mark, the other one must part groups."""
    whole, _, fraction = text.rpartition(mark)
    if not _GROUPED.fullmatch(whole.replace(".", ",")) or not fraction.isdigit():
        return None
    amount = Decimal(whole.replace(_other(mark), "") + "." + fraction)
    return Reading(amount, amount, mark)


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


def currency_of(unit: str, own: str) -> str | None:
    """The currency of a mark such as ``€``, or of a code; ``own`` is the workspace's."""
    if unit in SYMBOLS:
        return SYMBOLS[unit]
    if unit in SHARED:
        return own if own in SHARED[unit] else SHARED[unit][0]
    return unit if len(unit) == 3 and unit.isupper() else None


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
    """A number in thousands or millions as itself, exactly."""
    if factor == 1:
        return value
    try:
        return Decimal(repr(value) if isinstance(value, float) else value) * factor
    except InvalidOperation as error:
        raise Problem("import.too_large", value=str(value)) from error
