"""How alike two names are: word by word, whatever their order, marks, typing errors and endings."""

import re
import unicodedata
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.utils import default_process

from salesdesk_app.domain.names import LEGAL_FORMS

# These join words, and tell no more of a name than its legal form.
_JOINING = frozenset(("the", "and", "und", "et"))
# What numbers the one and the other: these must be the same.
_NUMBERING = re.compile(r".*\d.*|[ivx]+|\w")
_LONG = 8
_SHORTEST = 4  # letters of a word in which an error is told from another word
_PREFIX = 0.8


class Likeness(NamedTuple):
    """How alike two names are in percent; ``opposed`` where each has a word that the other lacks.

    North and South are no typing errors of each other, however much else is the same.
    """

    percent: int
    opposed: bool


NOT_ALIKE = Likeness(0, opposed=True)


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, sorted: without accents and legal forms."""
    text = name if name.isascii() else _plain(name)
    found = _initials_joined(default_process(text).split())
    telling = [word for word in found if word not in LEGAL_FORMS and word not in _JOINING]
    return tuple(sorted(telling or found))


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def _initials_joined(found: list[str]) -> list[str]:
    """``s a`` is ``sa`` and ``g m b h`` is ``gmbh``: dots part letters that belong together."""
    result: list[str] = []
    run = ""
    for word in [*found, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            result += [run] if run in LEGAL_FORMS else list(run)
        run = ""
        if word:
            result.append(word)
    return result


def alike(one: tuple[str, ...], other: tuple[str, ...], *, initials: bool = False) -> Likeness:
    """How alike two names are, as ``words`` of them; ``initials`` may stand for whole words."""
    if one == other or "".join(one) == "".join(other):
        return Likeness(100, opposed=False)
    rest, others = list(one), []
    for word in other:
        if word in rest:
            rest.remove(word)
        else:
            others.append(word)
    if not initials and _numbering(rest) != _numbering(others):
        return NOT_ALIKE
    same = float(sum(map(len, one)) + sum(map(len, other)) - sum(map(len, (*rest, *others))))
    same += _take_compounds(rest, others) + _take_compounds(others, rest)
    for word in list(rest):
        best = max(others, key=lambda o: _word(word, o, initials=initials), default="")
        share = _word(word, best, initials=initials) if best else 0.0
        if share:
            same += share * (len(word) + len(best))
            rest.remove(word)
            others.remove(best)
    total = sum(map(len, one)) + sum(map(len, other))
    if initials:  # a middle name that only one of them states says little
        loose = [word for word in (*rest, *others) if len(word) == 1]
        total -= len(loose)
        rest = [word for word in rest if len(word) > 1]
        others = [word for word in others if len(word) > 1]
    return Likeness(min(99, round(100 * same / max(total, 1))), opposed=bool(rest and others))


def _take_compounds(rest: list[str], others: list[str]) -> float:
    """Takes out words that the other name writes as two, and returns how much is the same by it."""
    same = 0.0
    for word in list(rest) if len(others) > 1 else ():
        for one, two in permutations(others, 2):
            if one + two == word:
                rest.remove(word)
                others.remove(one)
                others.remove(two)
                same += 2 * len(word)
                break
    return same


def _numbering(found: list[str]) -> list[str]:
    return [word for word in found if _NUMBERING.fullmatch(word)]


def _word(one: str, other: str, *, initials: bool) -> float:
    """How surely two words are one, from 0 to 1: a typing error, a shortened word, an initial."""
    short, long = sorted((one, other), key=len)
    if initials and len(short) == 1:
        return _PREFIX if long.startswith(short) else 0.0
    if len(short) >= _SHORTEST - initials and not _NUMBERING.fullmatch(short):
        most = 1 if len(long) < _LONG else 2
        distance = OSA.distance(one, other, score_cutoff=most)
        if distance <= most and (distance == 1 or one[0] == other[0]):
            return 1 - distance / len(long)
        if long.startswith(short):
            return _PREFIX
    return 0.0
