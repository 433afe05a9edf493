"""Matches the headings of columns to fields, and reads the units that they state."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import CUSTOM, FIELDS, RecordKind, field_of
from salesdesk_app.exchange.layout import fits, likeness, vocabulary
from salesdesk_app.exchange.layout.units import NO_UNITS, Units, units_of
from salesdesk_app.exchange.layout.vocabulary import strangers
from salesdesk_app.exchange.texts import clean

# Behind such a word in brackets stands another thing than before them.
_OTHER_THING = re.compile(
    r"\b(weighted|gewichtet\w*|prorated|currency|währung|old|alt|previous|prior|last|vor|count|rank)\b",
    re.IGNORECASE,
)
# From how many cells on a name is not believed, and which part of them must fit it.
KNOWN_LEAST = 5, 0.1
ALIKE_LEAST = 1, 0.5
_BLANK = 1000
_CONFIDENCE = {"exact": 100, "likely": 90, "remembered": 100, "chosen": 100, "none": 0}


@dataclass(frozen=True)
class Match:
    """A column (0 is the first of the table) and the field it was matched to, if any.

    ``how`` is ``exact``, ``likely`` (without what stands in brackets, or by a second meaning),
    ``fuzzy``, ``remembered``, ``chosen`` or ``none``; ``confidence`` is in percent.
    """

    column: int
    heading: str
    field: str | None = None
    how: str = "none"
    units: Units = NO_UNITS
    confidence: int = 0


class _Candidate(NamedTuple):
    """A field that a column could be, how good its name for it is (0 is best) and how sure."""

    rank: int
    column: int
    field: str
    how: str
    confidence: int


def match(
    names: Sequence[str],
    kind: RecordKind,
    rows: Sequence[Sequence[Any]] = (),
    *,
    alike: bool = False,
) -> tuple[Match, ...]:
    """Matches headings to the fields of a kind; of several for one field the best name wins.

    The first of ``rows`` tell whether cells can be what the heading says. With ``alike`` headings
    that are left are matched by likeness to the fields that are left.
    """
    cells = [fits.cells_of(rows, column) for column in range(len(names))]
    offers = [_offers(names, column, kind) for column in range(len(names))]
    found = _settled([_fitting(offer, kind, cells, KNOWN_LEAST) for offer in offers])
    if alike:
        _add_alike(found, names, kind, cells)
    matches = [Match(column, name, units=_units(name, names)) for column, name in enumerate(names)]
    for column, one in found.items():
        matches[column] = replace(
            matches[column], field=one.field, how=one.how, confidence=one.confidence
        )
    return tuple(matches)


def _offers(names: Sequence[str], column: int, kind: RecordKind) -> list[_Candidate]:
    """What a heading could mean, the first meaning first."""
    known, second = vocabulary.KNOWN[kind], strangers.OTHERWISE.get(kind, {})
    name = names[column]
    stem = _stem(name)
    found: list[_Candidate] = []
    for text, how, worse in ((name, "exact", 0), (stem, "likely", 100)):
        key = vocabulary.key(text)
        hit = known.get(key) if text else None
        if hit is None or (key in strangers.WEIGHTED and _is_weighted(names)):
            continue
        if "%" in name and second.get(key) == "probability":
            hit = "probability", hit[1]  # Chance is a deal, Chance (%) how likely it is won
        found.append(_Candidate(hit[1] + worse, column, hit[0], how, _CONFIDENCE[how]))
        if key in second:
            found.append(_Candidate(worse + 50, column, second[key], "likely", 80))
        break
    return found


def _stem(name: str) -> str:
    """A heading without its units; nothing where it means another thing than without them."""
    stem, _ = units_of(name)
    return "" if _OTHER_THING.search(name[len(stem) :]) else stem


def _is_weighted(names: Sequence[str]) -> bool:
    return not strangers.WEIGHING.isdisjoint(map(vocabulary.key, names))


def _fitting(
    offers: Iterable[_Candidate],
    kind: RecordKind,
    cells: Sequence[Sequence[Any]],
    least: tuple[int, float],
) -> list[_Candidate]:
    """The candidates whose cells can be such a field; where only part of them can, less sure.

    ``least`` is from how many cells on they count, and which part of them must fit.
    """
    enough, part = least
    result = []
    for one in offers:
        seen = cells[one.column]
        share = fits.share(seen, one.field, field_of(kind, one.field).kind)
        held = one.field == "currency" and one.how != "fuzzy"  # without it amounts were others
        if share < part and len(seen) >= enough and not held:
            continue
        if share == 0 and fits.is_answer(seen):
            continue
        sure = round(one.confidence * (1 + share) / 2)
        behind = 0 if seen else _BLANK  # of two names for a field the one with cells is meant
        result.append(one._replace(rank=one.rank + behind, confidence=sure))
    return result


def _settled(offers: Sequence[list[_Candidate]]) -> dict[int, _Candidate]:
    """One column for each field and one field for each column: who is outdone takes the next."""
    waiting = [list(offer) for offer in offers if offer]
    taken: dict[str, tuple[_Candidate, list[_Candidate]]] = {}
    while waiting:
        first, *others = waiting.pop()
        holder = taken.get(first.field)
        if holder is not None and holder[0][:2] < first[:2]:
            if others:
                waiting.append(others)
            continue
        taken[first.field] = first, others
        if holder is not None and holder[1]:
            waiting.append(holder[1])
    return {one.column: one for one, _others in taken.values()}


def _add_alike(
    found: dict[int, _Candidate],
    names: Sequence[str],
    kind: RecordKind,
    cells: Sequence[Sequence[Any]],
) -> None:
    """Matches what is left by likeness, the likest first."""
    known = vocabulary.KNOWN[kind]
    offers = [
        _Candidate(-sure, column, field, "fuzzy", sure)
        for column, name in enumerate(names)
        if column not in found and vocabulary.key(name) not in known
        for sure, field in likeness.alike(_stem(name), kind)
    ]
    fields = {one.field for one in found.values()}
    for one in sorted(_fitting(offers, kind, cells, ALIKE_LEAST)):
        if one.column not in found and one.field not in fields:
            found[one.column] = one
            fields.add(one.field)


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


def named(
    headings: Sequence[str], kind: RecordKind, column: str, field: str, *, start: int = 0
) -> tuple[int, str | None]:
    """A column and a field as a person names them: the column's place and the field's code.

    A column is named by its heading or, as a spreadsheet does, by its letter (``start`` is the
    letter of the first column, 0 for A); a field by its code or its heading, ``custom`` or
    ``custom:Name`` for one of the user's own, nothing, ``-`` or ``none`` to leave the column out.
    Problems: import.no_column, import.columns_alike, import.no_field.
    """
    place = _place(headings, column.strip(), start)
    wanted = field.strip()
    if wanted in ("", "-") or wanted.casefold() == "none":
        return place, None
    own, _, name = wanted.partition(":")
    if own.strip().casefold() == CUSTOM.rstrip(":") and kind == "deals":
        return place, CUSTOM + (name.strip() or headings[place] or letter(place + start))
    for exact in (str, vocabulary.key):
        for one in FIELDS[kind]:
            if exact(wanted) in (exact(one.code), exact(one.heading)):
                return place, one.code
    known = ", ".join(one.code for one in FIELDS[kind])
    raise Problem("import.no_field", value=wanted, names=known)


def _place(headings: Sequence[str], column: str, start: int) -> int:
    for same in (clean, str.casefold, vocabulary.key):
        found = [at for at, one in enumerate(headings) if one and same(one) == same(column)]
        if len(found) == 1:
            return found[0]
        if found:
            letters = ", ".join(letter(at + start) for at in found)
            raise Problem("import.columns_alike", value=column, names=letters)
    for at in range(len(headings)):
        if letter(at + start) == column.upper():
            return at
    names = ", ".join(f"{letter(at + start)} “{one}”" for at, one in enumerate(headings) if one)
    raise Problem("import.no_column", value=column, names=names)


def letter(column: int) -> str:
    """What a spreadsheet calls a column: 0 is ``A``, 26 is ``AA``."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _units(name: str, names: Sequence[str]) -> Units:
    if vocabulary.key(name) == "revenue" and _is_maven(names):
        return Units("USD", 1_000_000)  # its data dictionary: "annual revenue (in millions of USD)"
    return units_of(name)[1]


def _is_maven(names: Sequence[str]) -> bool:
    return {vocabulary.key(name) for name in names} == vocabulary.MAVEN_KEYS
