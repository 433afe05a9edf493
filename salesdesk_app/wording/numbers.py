"""Numbers, money, shares and days as text in the reader's locale."""

import re
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from salesdesk_app.wording import currencies

LOCALE = "en_US"
NOT_AVAILABLE = "n/a"
AFTER_LETTERS = re.compile(r"(?<=[^\W\d_])(?=\d)")
UNMARKED = 10_000
IN_FULL = 10_000  # whole units below which a short amount is said in full


def money(minor: int | None, currency: str, *, short: bool = False) -> str:
    """Minor units as text: ``$84,000``; empty for None.

    With ``short`` it is ``$1,284`` below ten thousand, then ``$84 k``, ``$1.92 M`` and ``$120 M``.
    """
    if minor is None:
        return ""
    digits = currencies.digits(currency)
    amount = Decimal(minor).scaleb(-digits)
    if short and abs(amount) >= IN_FULL:
        millions = abs(amount) >= 999_500
        shown, mark = (amount / 10**6, "M") if millions else (amount / 1000, "k")
        pattern = _pattern(_places(abs(shown)) if millions else 0)
        return f"{_written(shown, currency, pattern)} {mark}"
    if short:
        amount = amount.to_integral_value()
    whole = amount == amount.to_integral_value()
    pattern = _pattern(0 if whole else digits)
    return _written(amount, currency, pattern)


def _written(amount: Decimal, currency: str, pattern: str) -> str:
    """``$84,000``, ``CHF 84,000``: a sign that ends in a letter stands apart from the number."""
    text = format_currency(amount, currency, pattern, locale=LOCALE, currency_digits=False)
    return AFTER_LETTERS.sub(" ", text)


def _places(millions: Decimal) -> int:
    """Decimals that show three figures."""
    return 2 if millions < Decimal("9.995") else 1 if millions < Decimal("99.95") else 0


def _pattern(places: int) -> str:
    return "¤#,##0." + "0" * places if places else "¤#,##0"


def count(number: int) -> str:
    """A whole number with its thousands marked."""
    return format_decimal(number, locale=LOCALE)


def number_of(number: int, one: str, more: str = "") -> str:
    """How many there are: ``1 row``, ``1,200 rows``; ``more`` where it is not ``one`` with an s."""
    return f"{count(number)} {one if number == 1 else more or one + 's'}"


def number(value: Decimal) -> str:
    """A number with all its decimals; thousands are marked from 10,000 on, for 2024 is a year."""
    return f"{value:f}" if abs(value) < UNMARKED else f"{value:,f}"


def percent(share: Decimal | float | None, places: int = 0) -> str:
    """A share (0.71) as ``71 %``; ``n/a`` where there is none."""
    if share is None:
        return NOT_AVAILABLE
    return f"{Decimal(share) * 100:.{places}f} %"


def times(factor: Decimal | float | None) -> str:
    """A factor (2.8) as ``2.8×``; ``n/a`` where there is none."""
    return NOT_AVAILABLE if factor is None else f"{factor:.1f}×"


def seconds(spent: float) -> str:
    """How long something took: ``under 0.1 s``, ``0.4 s``, ``12 s``."""
    if spent < 0.1:
        return "under 0.1 s"
    return f"{spent:.1f} s" if spent < 10 else f"{spent:.0f} s"


def day(when: date | None, *, year: bool = False) -> str:
    """A day as ``18 Dec``, with ``year`` ``18 Dec 2026``; empty for None."""
    if when is None:
        return ""
    return format_date(when, "d MMM y" if year else "d MMM", locale=LOCALE)
