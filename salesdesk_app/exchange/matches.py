"""Matches the headings of columns to fields, and reads the units that they state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from babel.numbers import list_currencies

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange import amounts, vocabulary

_BRACKETED = re.compile(r"^(.*?)\s*[(\[]([^)\]]*)[)\]]\s*$", re.DOTALL)
_IN = re.compile(r"^(.*\S)\s+in\s+(\S.*)$", re.IGNORECASE | re.DOTALL)
_LAST_WORD = re.compile(r"^(.*\S)[\s,]+(\S+)$", re.DOTALL)
_FACTORS = {
    **dict.fromkeys(("million", "millions", "mio", "mn", "mm", "m", "mill"), 1_000_000),
    **dict.fromkeys(("thousand", "thousands", "tsd", "k", "000s", "000"), 1_000),
}


_CONFIDENCE = {"exact": 100, "likely": 90, "remembered": 100, "chosen": 100, "none": 0}


class Units(NamedTuple):
    """What a heading says of its amounts: their currency or its mark, and what to multiply by."""

    currency: str | None = None
    factor: int = 1


NO_UNITS = Units()


@dataclass(frozen=True)
class Match:
    """A column (0 is the first of the table) and the field it was matched to, if any.

    ``how`` is ``exact``, ``likely`` (without what stands in brackets), ``fuzzy``, ``remembered``,
    ``chosen`` or ``none``; ``confidence`` is in percent.
    """

    column: int
    heading: str
    field: str | None = None
    how: str = "none"
    units: Units = NO_UNITS
    confidence: int = 0


def match(names: Sequence[str], kind: RecordKind) -> tuple[Match, ...]:
    """Matches headings to the fields of a kind; of several for one field the best name wins."""
    known = vocabulary.KNOWN[kind]
    found: dict[str, tuple[int, int, str]] = {}  # field: rank, column, how
    for column, name in enumerate(names):
        stem, _ = units_of(name)
        for text, how, worse in ((name, "exact", 0), (stem, "likely", 100)):
            hit = known.get(vocabulary.key(text)) if text else None
            if hit is not None:
                field, rank = hit[0], hit[1] + worse
                if field not in found or rank < found[field][0]:
                    found[field] = rank, column, how
                break
    matches = [Match(column, name, units=_units(name, names)) for column, name in enumerate(names)]
    for field, (_, column, how) in found.items():
        matches[column] = replace(
            matches[column], field=field, how=how, confidence=_CONFIDENCE[how]
        )
    return tuple(matches)


def chosen(
    matches: Sequence[Match], mapping: Mapping[int, str | None], how: str
) -> tuple[Match, ...]:
    """The matches with a user's choices in their place: a field moves from where it was before."""
    taken = {field for field in mapping.values() if field}
    result = []
    for one in matches:
        field, by = one.field, one.how
        if one.column in mapping:
            field, by = mapping[one.column], how
        elif field in taken:
            field, by = None, "none"
        confidence = one.confidence if by == one.how else _CONFIDENCE[by]
        result.append(Match(one.column, one.heading, field, by, one.units, confidence))
    return tuple(result)


def _units(name: str, names: Sequence[str]) -> Units:
    if vocabulary.key(name) == "revenue" and _is_maven(names):
        return Units("USD", 1_000_000)  # its data dictionary: "annual revenue (in millions of USD)"
    return units_of(name)[1]


def _is_maven(names: Sequence[str]) -> bool:
    return {vocabulary.key(name) for name in names} == vocabulary.MAVEN_KEYS


def units_of(heading: str) -> tuple[str, Units]:
    """A heading without its units, and these: of ``Amount (USD)``, of ``Revenue in Mio. €``."""
    for pattern in (_BRACKETED, _IN, _LAST_WORD):
        found = pattern.match(heading)
        if found is None:
            continue
        units = _told(found[2])
        if pattern is _LAST_WORD and units.factor > 1:
            continue  # a last letter M says too little
        if units != NO_UNITS or pattern is _BRACKETED:
            return found[1], units
    return heading, NO_UNITS


def _told(text: str) -> Units:
    currency, factor = None, 1
    for word in re.split(r"[\s,/]+", text):
        bare = word.strip(".()[]'’")
        if bare.casefold() in _FACTORS:
            factor = _FACTORS[bare.casefold()]
        elif word in amounts.SYMBOLS or word in amounts.SHARED or is_currency(bare):
            currency = bare if is_currency(bare) else word
        elif bare.casefold() not in ("of", "in", "von", ""):
            return NO_UNITS
    return Units(currency, factor)


@cache
def is_currency(code: str) -> bool:
    """Whether these are the three capitals of a currency."""
    return len(code) == 3 and code.isupper() and code in list_currencies()
