"""The names that a workspace knows, and which of them a word in a filter line means."""

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from salesdesk_app.domain import signals
from salesdesk_app.domain.custom import OWN, Own
from salesdesk_app.domain.deals import CATEGORIES
from salesdesk_app.domain.filters.fields import FIELDS, Field, Holding
from salesdesk_app.domain.filters.wanted import Key
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.slips import REASONS
from salesdesk_app.wording.signals import NAMES as SIGNALS
from salesdesk_app.wording.terms import TERMS

OFFERED = 3  # so many names are offered for one that is not known
NEAR = 60  # how alike, of 100, a name must be to be offered


class Entry(NamedTuple):
    """A record by its key: its label, which no other has, and its name, which others may have."""

    key: Key
    label: str
    name: str


def fold(text: str) -> str:
    """A text as it is compared: without case, accents and marks between words."""
    plain = unicodedata.normalize("NFKD", text).casefold() if not text.isascii() else text.lower()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.replace("-", " ").replace("_", " ").split())


def entries(named: Iterable[tuple[Key, str, str]]) -> tuple[Entry, ...]:
    """Entries of keys, names and what tells equal names apart, such as the pipeline of a stage."""
    rows = list(named)
    often = Counter(fold(name) for _key, name, _beside in rows)
    found, used = [], {name for _key, name, _beside in rows if often[fold(name)] == 1}
    for key, name, beside in rows:
        label, number = name, 1
        if often[fold(name)] > 1:
            label = wished = f"{name} ({beside})" if beside else name
            while label in used:
                number += 1
                label = f"{wished} ({number})"
            used.add(label)
        found.append(Entry(key, label, name))
    return tuple(found)


class Directory:
    """Entries that are looked up by what somebody types."""

    def __init__(self, found: Sequence[Entry]) -> None:
        self.entries = found
        self._labels = {entry.label: entry for entry in found}
        self._keys = {entry.key: entry for entry in found}
        self._folded = [fold(entry.name) for entry in found]
        self._exact: dict[str, list[int]] = defaultdict(list)
        words: list[tuple[str, int]] = []
        for at, folded in enumerate(self._folded):
            self._exact[folded].append(at)
            words += [(word, at) for word in folded.split()]
        self._words = sorted(words)
        self._known: dict[str, tuple[Entry, ...]] = {}

    def label(self, key: Key) -> str | None:
        """The label of a key; None for one that is not there."""
        entry = self._keys.get(key)
        return None if entry is None else entry.label

    def find(self, text: str) -> tuple[Entry, ...]:
        """What a text means: the one of that label, else those of that name, else of which it is
        whole words, else the beginning, else the beginnings of words."""
        if text in self._labels:
            return (self._labels[text],)
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._find(fold(text))
        return known

    def beginning(self, text: str, most: int) -> list[Entry]:
        """Entries that have words which begin so, at most so many, in their own order."""
        words = fold(text).split()
        if not words:
            return list(self.entries[:most])
        held = set.intersection(*(self._beginning(word) for word in words))
        return [self.entries[at] for at in sorted(held)[:most]]

    def near(self, text: str) -> list[str]:
        """The labels that are most like a text that means nothing here."""
        wanted, shortest = fold(text), 2
        if len(wanted) < shortest:
            return []
        alike = process.extract(
            wanted, self._folded, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=NEAR
        )
        return [self.entries[at].label for _name, _score, at in alike]

    def _find(self, folded: str) -> tuple[Entry, ...]:
        at = self._exact.get(folded)
        words = folded.split()
        if at is None and words:
            held = set.intersection(*(self._beginning(word) for word in words))
            parts = {i: self._folded[i].split() for i in held}
            tiers = (
                [i for i in held if all(word in parts[i] for word in words)],
                [i for i in held if self._folded[i].startswith(folded)],
                list(held),
            )
            at = next((tier for tier in tiers if tier), [])
        return tuple(self.entries[i] for i in sorted(at or ()))

    def _beginning(self, word: str) -> set[int]:
        found = set()
        place = bisect_left(self._words, (word, -1))
        while place < len(self._words) and self._words[place][0].startswith(word):
            found.add(self._words[place][1])
            place += 1
        return found


@lru_cache(32)
def _directory(found: tuple[Entry, ...]) -> Directory:
    """A directory, made once for the same entries: folding many thousand names takes time."""
    return Directory(found)


@dataclass(frozen=True)
class Names:
    """What a filter line of a workspace can name, and what its amounts and quarters mean."""

    rates: Rates
    fiscal_start_month: int = 1
    owner: tuple[Entry, ...] = ()
    team: tuple[Entry, ...] = ()
    account: tuple[Entry, ...] = ()
    stage: tuple[Entry, ...] = ()
    pipeline: tuple[Entry, ...] = ()
    source: tuple[Entry, ...] = ()
    reason: tuple[Entry, ...] = ()
    competitor: tuple[Entry, ...] = ()
    product: tuple[Entry, ...] = ()
    own: tuple[Own, ...] = ()
    _made: dict[str, Directory] = field(default_factory=dict, init=False, compare=False)

    def directory(self, held: Field) -> Directory:
        """The names of a field that holds names or codes."""
        made = self._made.get(held.id)
        if made is None:
            found = CODES[held.id]() if held.id in CODES else getattr(self, held.id)
            made = self._made[held.id] = _directory(found)
        return made

    @cached_property
    def own_fields(self) -> tuple[Field, ...]:
        """The user's own fields, under names that no other field of a line has."""
        taken = {fold(name) for each in FIELDS for name in (each.name, each.id, *each.others)}
        found = []
        for own in self.own:
            name = own.name
            while fold(name) in taken:
                name = f"own {name}"
            taken.add(fold(name))
            found.append(Field(f"{OWN}{own.id}", name, _HOLDING[own.kind], own.name))
        return tuple(found)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by its folded names."""
        found = {fold(name): each for each in FIELDS for name in (each.name, each.id, *each.others)}
        return found | {fold(each.name): each for each in self.own_fields}

    def field(self, id: str) -> Field | None:
        """The field that conditions name so; None for one that was removed."""
        return self._ids.get(id)

    @cached_property
    def _ids(self) -> dict[str, Field]:
        return {each.id: each for each in (*FIELDS, *self.own_fields)}


_HOLDING: dict[str, Holding] = {
    "text": "words",
    "number": "number",
    "day": "days",
    "yes_no": "yes_no",
}


def _of_codes(codes: Iterable[str], words: "dict[str, str]") -> tuple[Entry, ...]:
    """Codes by themselves as in ``best-case``, and by the words for them."""
    return tuple(Entry(code, code.replace("_", "-"), words.get(code, code)) for code in codes)


CODES = {
    "signal": lambda: _of_codes(signals.CODES, SIGNALS),
    "forecast": lambda: _of_codes(CATEGORIES, TERMS),
    "slip": lambda: _of_codes(REASONS, {code: TERMS[f"slip.{code}"] for code in REASONS}),
}
