"""Headings that are misspelt, shortened or in another order: which known names they are like."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.exchange.layout import vocabulary
from salesdesk_app.exchange.layout.vocabulary import strangers

REORDERED = 88  # percent: the words of a known name, shortened or in another order
MISSPELT = 84
PER_EDIT = 6
MOST_EDITS = 2
LONGEST = 60
_SHORT = {
    short: word
    for line in (
        "account acct acc acnt",
        "amount amt amnt",
        "category cat",
        "close cls",
        "company co comp",
        "currency curr ccy cur",
        "customer cust",
        "date dt dte",
        "description desc descr",
        "estimated est",
        "expected exp expctd",
        "forecast fcst fc",
        "manager mgr mngr",
        "number no nr num",
        "opportunity opp oppty opty oppo",
        "organization org orga",
        "probability prob probab",
        "product prod",
        "reason rsn",
        "revenue rev",
        "source src",
        "stage stg stge",
        "value val",
        "created crtd",
        "name nm",
        "next nxt",
        "owner ownr",
        "step stp",
        "salesperson salesp",
        "abschluss abschl",
        "abschlussdatum abschldatum",
        "betreuer betr",
        "erwarteter erw erwart",
        "kunde kd kde",
        "verantwortlich verantw",
        "wahrscheinlichkeit wahrsch wahrscheinl ws",
    )
    for word, *shorts in (line.split(),)
    for short in shorts
}
_NOISE = frozenset(
    ("of", "the", "a", "an", "in", "for", "by", "and", "der", "die", "das", "des", "von", "im")
)
_OURS = frozenset(("deal", "opportunity", "crm", "sales", "current", "deals", "verkaufschance"))
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])")
_WORD = re.compile(r"[^\W_]+")
_ID = frozenset(("id", "ids", "guid", "uuid", "key"))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a heading, in small letters and without what says nothing."""
    parted = _WORD.findall(_CAMEL.sub(" ", text))
    words = [_SHORT.get(word.casefold(), word.casefold()) for word in parted]
    return tuple(dict.fromkeys(word for word in words if word not in _NOISE))


@lru_cache(4096)
def alike(heading: str, kind: RecordKind) -> tuple[tuple[int, str], ...]:
    """The fields whose names a heading is like, best first, with how sure that is in percent.

    Words of up to four letters must be there as they are, since ``Rate`` is no ``Date``; of five
    and six letters one may be missing or have changed places, but not be another or too many,
    since ``State`` is no ``Stage`` and ``Phrase`` no ``Phase``; of longer words one
    letter may be wrong, two of long ones.
    """
    words = words_of(heading) if len(heading) <= LONGEST else ()
    if not words or vocabulary.key(heading) in strangers.KEYS:
        return ()
    found: dict[str, int] = {}
    for stem in {words, tuple(word for word in words if word not in _OURS)}:
        near = [_near(word, kind) for word in stem]
        if not stem or not all(near):
            continue
        for name, field in _names(kind).get((len(stem), not _ID.isdisjoint(stem)), ()):
            edits = _edits(near, name)
            if edits is not None:
                sure = MISSPELT - PER_EDIT * edits if edits else REORDERED
                found[field] = max(sure, found.get(field, 0))
    return tuple(sorted(((sure, field) for field, sure in found.items()), reverse=True))


def _edits(near: Sequence[Mapping[str, int]], name: tuple[str, ...]) -> int | None:
    """How many letters differ in all from a name's words, None where the words are others."""
    total = 0
    left = list(name)
    for words in near:
        edits, best = min(((words[one], one) for one in left if one in words), default=(0, ""))
        if not best:
            return None
        left.remove(best)
        total += edits
    return total


@lru_cache(8192)
def _near(word: str, kind: RecordKind) -> Mapping[str, int]:
    """The words of known names that a word can be, with the letters that differ."""
    found = process.extract_iter(word, _words(kind), scorer=OSA.distance, score_cutoff=MOST_EDITS)
    return {one: int(edits) for one, edits, _ in found if edits <= _allowed(word, one)}


@cache
def _words(kind: RecordKind) -> tuple[str, ...]:
    """Every word of the known names of the kind's fields."""
    groups = _names(kind).values()
    return tuple({word for group in groups for name, _field in group for word in name})


def _allowed(word: str, name: str) -> int:
    length = min(len(word), len(name))
    if length <= 4:
        return 0
    if length <= 6:
        if len(word) == len(name):
            return int(sorted(word) == sorted(name))
        return int(length == 6 or len(word) < len(name))
    return 1 if length <= 9 else 2


@cache
def _names(kind: RecordKind) -> dict[tuple[int, bool], list[tuple[tuple[str, ...], str]]]:
    """The known names of the kind's fields as words, by their number and whether they mean an id.

    An id is only like an id: ``Account ID`` is no account's name.
    """
    found: dict[tuple[int, bool], list[tuple[tuple[str, ...], str]]] = {}
    for field in FIELDS[kind]:
        for name in (field.heading, *vocabulary.WORDS[kind].get(field.code, "").split(";")):
            words = words_of(name)
            if words:
                group = found.setdefault((len(words), not _ID.isdisjoint(words)), [])
                group.append((words, field.code))
    return found
