"""What words of a file stand for: as the user said, as was said before, or as they are spelled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.utils import default_process

from salesdesk_app.domain.deals import StageSpec
from salesdesk_app.domain.names import name_key
from salesdesk_app.domain.stage_names import likely, stage_from_name
from salesdesk_app.services.importing.decisions import Spelled

_BESIDE = frozenset(("and", "und", "the", "stage", "phase"))
_SHORT, _LONG = 5, 9  # letters of a word in which one error is told, and two


class Said(NamedTuple):
    """The record that a word was said to stand for; None for a new one of that name."""

    record_id: int | None
    how: str


class Words:
    """The words of a file that name records of one kind, and how each was understood."""

    def __init__(
        self,
        chosen: Mapping[str, int | None] | None = None,
        remembered: Mapping[str, int] | None = None,
    ) -> None:
        self._chosen = {name_key(word): one for word, one in (chosen or {}).items()}
        self._remembered = remembered or {}
        self.read: dict[str, tuple[int, str]] = {}
        self.unclear: dict[str, str] = {}  # words and the names of those who could be meant

    def said(self, word: str) -> Said | None:
        """What was said of a word, now or at an import before."""
        key = name_key(word)
        if key in self._chosen:
            return Said(self._chosen[key], "chosen")
        known = self._remembered.get(key)
        return None if known is None else Said(known, "remembered")

    def take(self, word: str, record_id: int, how: str) -> int:
        """Puts down how a word was understood, the first time."""
        self.read.setdefault(word, (record_id, how))
        return record_id


def spelled(
    kind: str, words: Words, cells: Iterable[Iterable[Any]], names: Mapping[int, str]
) -> list[Spelled]:
    """The words of columns with how they were understood, the most frequent first."""
    counts: Counter[str] = Counter()
    for column in cells:
        counts.update(cell for cell in column if cell in words.read or cell in words.unclear)
    found = []
    for word, count in counts.most_common():
        if word not in words.read:
            found.append(Spelled(kind, word, count, None, words.unclear[word], "alike"))
            continue
        record_id, how = words.read[word]
        known = record_id if record_id > 0 else None
        found.append(Spelled(kind, word, count, known, names[record_id], how))
    return found


def alike_stage(word: str, stages: Mapping[int, StageSpec]) -> int | None:
    """The one stage of which a word is likely to be another spelling."""
    bare = _bare(word)
    if not bare:
        return None
    same = [one for one, spec in stages.items() if _bare(spec.name) == bare]
    if not same:
        same = [one for one, spec in stages.items() if _misspelt(word, spec)]
    return same[0] if len(same) == 1 else None


def _bare(name: str) -> tuple[str, ...]:
    """The words of a stage's name without its number in the order, and without a bracket."""
    found = default_process(name.partition("(")[0] or name).split()
    telling = [word for word in found if word not in _BESIDE and not word.isdigit()]
    return tuple(telling) if telling else ()


def _misspelt(word: str, spec: StageSpec) -> bool:
    """Contact is no error for Contract: what is a word of its own means what it says."""
    one, other = _bare(word), _bare(spec.name)
    if len(one) != len(other) or not all(map(_slip, one, other)):
        return False
    meant, means = likely(word), likely(spec.name)
    if meant is not None and means is not None and meant != means:
        return False
    outcome = stage_from_name(word).outcome
    return outcome in ("open", spec.outcome)


def _slip(one: str, other: str) -> bool:
    if one == other:
        return True
    length = max(len(one), len(other))
    most = 2 if length >= _LONG else 1 if length >= _SHORT else 0
    return one[0] == other[0] and OSA.distance(one, other, score_cutoff=most) <= most
