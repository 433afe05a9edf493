"""What a heading says of its amounts beside their name: ``(USD)``, ``in Mio. €``, ``T€``."""

import re
from functools import lru_cache
from typing import NamedTuple

from salesdesk_app.exchange.values.currency_marks import MARKS, SHARED, is_currency

_BRACKETED = re.compile(r"^(.*?)\s*[(\[]([^)\]]*)[)\]]\s*$", re.DOTALL)
_IN = re.compile(r"^(.*\S)\s+in\s+(\S.*)$", re.IGNORECASE | re.DOTALL)
_LAST_WORD = re.compile(r"^(.*\S)[\s,]+(\S+)$", re.DOTALL)
_FACTORS = {
    **dict.fromkeys(("billion", "billions", "bn", "mrd", "milliarden"), 1_000_000_000),
    **dict.fromkeys(("million", "millions", "mio", "mn", "mm", "m", "mill"), 1_000_000),
    **dict.fromkeys(("millionen",), 1_000_000),
    **dict.fromkeys(("thousand", "thousands", "tsd", "tausend", "k", "000s", "000"), 1_000),
    **dict.fromkeys(("1000", "1.000", "1,000", "x1000", "1000s"), 1_000),
}
_NAMED = {"dollar": "$", "dollars": "$", "pound": "£", "pounds": "£", "franken": "CHF"}
_SILENT = frozenset(("of", "in", "von", "×", "x", "*", ""))
# A factor and a currency written as one: T€, kEUR, $M, €000s.
_LEADING = re.compile(r"(t|k|mm|mn|mio\.?|m|tsd\.?)(\W.*|[A-Z]{3})", re.IGNORECASE)
_TRAILING = re.compile(
    r"(\W+?|[A-Z]{3}|[A-Z]{1,2}\$)['’]?(k|mm|mn|mio\.?|m|bn|000s?)", re.IGNORECASE
)


class Units(NamedTuple):
    """What a heading says of its amounts: their currency or its mark, and what to multiply by."""

    currency: str | None = None
    factor: int = 1


NO_UNITS = Units()


@lru_cache(4096)
def units_of(heading: str) -> tuple[str, Units]:
    """A heading without its units, and these: of ``Amount (USD)``, of ``Revenue in Mio. €``."""
    for pattern in (_BRACKETED, _IN, _LAST_WORD):
        found = pattern.match(heading)
        if found is None:
            continue
        units = _told(found[2])
        if pattern is _LAST_WORD and units.factor > 1 and units.currency is None:
            continue  # a last letter M says too little
        if units != NO_UNITS or pattern is _BRACKETED:
            return found[1], units
    return heading, NO_UNITS


def _told(text: str) -> Units:
    currency, factor = None, 1
    for word in re.split(r"[\s/]+", text):
        bare = word.strip(".,()[]'’")
        stuck = _stuck(bare)
        if bare.casefold() in _FACTORS:
            factor = _FACTORS[bare.casefold()]
        elif _mark(word) or _mark(bare):
            currency = _mark(word) or _mark(bare)
        elif stuck is not None:
            currency, factor = stuck
        elif bare.casefold() not in _SILENT:
            return NO_UNITS
    return Units(currency, factor)


def _mark(word: str) -> str | None:
    """The mark or the code of a currency that a word is."""
    if word in MARKS or word in SHARED or is_currency(word):
        return word
    return _NAMED.get(word.casefold())


def _stuck(word: str) -> Units | None:
    for pattern, of_mark, of_factor in ((_LEADING, 2, 1), (_TRAILING, 1, 2)):
        found = pattern.fullmatch(word)
        mark = None if found is None else _mark(found[of_mark])
        if found is not None and mark is not None:
            factor = found[of_factor].casefold().strip(".")
            return Units(mark, 1_000 if factor == "t" else _FACTORS[factor])
    return None
