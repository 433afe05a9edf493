"""Currencies by their marks, their codes and their names."""

import re
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import list_currencies

MARKS: dict[str, str] = {
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
    "SFr.": "CHF",
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
    "Euro": "EUR",
    "EURO": "EUR",
    "euro": "EUR",
    "Euros": "EUR",
    "euros": "EUR",
}
# One mark for several currencies: the workspace's own where it is one of them, else the first.
SHARED: dict[str, tuple[str, ...]] = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
}
_CODE_FIRST = re.compile(r"([A-Z]{3})\b.*")


@lru_cache(256)
def currencies_of(text: str, own: str) -> tuple[str, ...]:
    """The currencies that a mark, a code or a name may mean, the likeliest first; none for none.

    ``own`` is the workspace's.
    """
    first = currency_of(text, own)
    if first is None:
        return ()
    return (first, *(code for code in SHARED.get(text, ()) if code != first))


def currency_of(text: str, own: str) -> str | None:
    """The currency of a mark such as ``€``, of a code, or of a name such as ``US Dollar``.

    ``own`` is the workspace's. None for what is no currency.
    """
    if text in MARKS:
        return MARKS[text]
    if text in SHARED:
        return own if own in SHARED[text] else SHARED[text][0]
    code = text.upper()
    if is_currency(code):
        return code
    found = _CODE_FIRST.fullmatch(text)  # "EUR - Euro"
    if found and is_currency(found[1]):
        return found[1]
    return _names().get(_key(text))


@cache
def is_currency(code: str) -> bool:
    """Whether these are the three capitals of a currency."""
    return len(code) == 3 and code.isupper() and code in list_currencies()


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def _names() -> dict[str, str]:
    """What the currencies are called in English and German; what names two of them names none."""
    found: dict[str, set[str]] = {}
    for language in ("en", "de"):
        for code, name in Locale(language).currencies.items():
            if "(" not in name:  # what is out of use has its years in brackets
                found.setdefault(_key(name), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
