"""Rows that are likely to be about a record of the workspace, though nothing proves it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from salesdesk_app.domain.names import domain_of
from salesdesk_app.progress import Tick
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.matching import beside
from salesdesk_app.services.importing.matching.likeness import NOT_ALIKE, Likeness, alike, words

FEW = 40  # candidates: so many that share the rarest word are looked at
COMMON = 500  # records: a word that so many have tells nothing
LEAST_ACCOUNT = 80
SURE = 95  # percent: the same name but for a mark
CONTRARY = 3  # facts: so many that differ, and none that agrees, are of another deal
HALF = 45  # percent: enough of a name where the website is the same
ROUGH = 45  # percent: below it two names are not compared word by word
TICK_ROWS = 500
_SAME, _UNKNOWN, _OTHER = "same", "unknown", "other"


class Found(NamedTuple):
    """A likely twin of a row, and how likely that is in percent."""

    record_id: int
    likeness: int


class _Rule(NamedTuple):
    """What makes records of a kind alike: how much of the name, and which fields support it."""

    least: int
    supporting: tuple[str, ...]
    initials: bool = False


_RULES: Mapping[str, _Rule] = {
    "deals": _Rule(
        80, ("value", "owner", "created_on", "expected_close_on", "closed_on", "close_on")
    ),
    "accounts": _Rule(85, ("website", "country", "industry", "owner")),
    "people": _Rule(75, ("email", "manager", "region"), initials=True),
    "contacts": _Rule(75, ("email", "phone", "title"), initials=True),
    "products": _Rule(85, ("price", "series")),
    "competitors": _Rule(85, ("website",)),
}


def find(kind: Kind, rows: Mapping[int, int], held: set[int], tick: Tick) -> dict[int, Found]:
    """The likely twins of new records, by place; ``rows`` has each one's place in the file.

    Only records that no row of the file is about (``held``) can be one; ids and names that were
    made from them are no evidence.
    """
    rule = _RULES.get(kind.record)
    if rule is None or not rows or len(held) >= len(kind.before):
        return {}
    index = _Index(kind, held)
    found: dict[int, Found] = {}
    for done, place in enumerate(rows.values()):
        if done % TICK_ROWS == 0:
            tick(done, len(rows))
        name = kind.stated_name(place)
        if name is None:
            continue
        best = max(_likely(kind, rule, index, place, words(name)), default=None, key=_likelihood)
        if best is not None:
            found[place] = best
    return found


def _likelihood(found: Found) -> int:
    return found.likeness


def _likely(
    kind: Kind, rule: _Rule, index: "_Index", place: int, name: tuple[str, ...]
) -> Iterator[Found]:
    account = beside.account_of_row(kind, place)
    for record_id in index.candidates(name, account):
        accounts = _accounts(account, index.accounts[record_id])
        if accounts == _OTHER or _of_one_origin(kind, place, record_id):
            continue
        likeness = alike(name, index.names[record_id], initials=rule.initials)
        if likeness is NOT_ALIKE:
            continue
        evidence = _Evidence(likeness, accounts, *_support(kind, rule, place, record_id))
        if _JUDGES.get(kind.record, _by_name)(rule, evidence):
            yield Found(record_id, likeness.percent)


class _Evidence(NamedTuple):
    """How alike the names are, whether the accounts are one, and which fields agree or differ."""

    likeness: Likeness
    accounts: str
    agreeing: frozenset[str]
    differing: frozenset[str]


def _by_name(rule: _Rule, found: _Evidence) -> bool:
    """By name alone, unless the addresses are of two."""
    percent = found.likeness.percent
    if "website" in found.agreeing:
        return percent >= HALF
    doubtful = "website" in found.differing and percent < SURE
    return not found.likeness.opposed and percent >= rule.least and not doubtful


def _person(rule: _Rule, found: _Evidence) -> bool:
    """By name; who has another address is another one, unless the name is the very same."""
    least = SURE if "email" in found.differing else rule.least
    return not found.likeness.opposed and found.likeness.percent >= least


def _deal(rule: _Rule, found: _Evidence) -> bool:
    """By name and account; one of them lacking or in doubt, facts must support it."""
    agreeing, differing = found.agreeing, found.differing
    if not agreeing and len(differing) >= CONTRARY:
        return False
    if found.likeness.opposed or found.likeness.percent < rule.least:
        sure = "value" in agreeing and len(agreeing) > 1 and len(differing) <= 1
        return found.accounts == _SAME and sure
    return found.accounts == _SAME or bool(agreeing)


_JUDGES = {"deals": _deal, "people": _person, "contacts": _person}


@lru_cache(maxsize=4096)
def _accounts(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> str:
    if one is None or other is None:
        return _UNKNOWN
    likeness = alike(one, other)
    return _SAME if not likeness.opposed and likeness.percent >= LEAST_ACCOUNT else _OTHER


def _of_one_origin(kind: Kind, place: int, record_id: int) -> bool:
    """Whether one list gave both an id: then they are two records."""
    if "external_id" not in kind.at:
        return False
    row = kind.before[record_id]
    own, theirs = kind.cells["external_id"][place], row[kind.at["external_id"]]
    if own is None or theirs is None:
        return False
    source = kind.cells["external_source"][place] or kind.values.origin
    known = row[kind.at["external_source"]]
    return source is None or known is None or source == known


def _support(
    kind: Kind, rule: _Rule, place: int, record_id: int
) -> tuple[frozenset[str], frozenset[str]]:
    """The fields in which the row and the record agree, and those in which they differ."""
    row = kind.before[record_id]
    both = {
        code: cell
        for code in rule.supporting
        if (cell := kind.cells[code][place]) is not None
        and beside.told(kind, code, row) is not None
    }
    agreeing = frozenset(code for code, cell in both.items() if _agree(kind, code, cell, row))
    return agreeing, frozenset(both) - agreeing


def _agree(kind: Kind, code: str, cell: Any, row: Sequence[Any]) -> bool:
    told = beside.told(kind, code, row)
    if code == "website":
        return domain_of(str(cell)) == domain_of(str(told))
    if isinstance(told, str) and isinstance(cell, str):
        likeness = alike(words(cell), words(told))
        return not likeness.opposed and likeness.percent >= SURE
    return beside.agrees(kind, code, cell, row)


class _Index:
    """The records that rows may resemble, by the words of their names and by their account."""

    def __init__(self, kind: Kind, held: set[int]) -> None:
        self.names: dict[int, tuple[str, ...]] = {}
        self.accounts: dict[int, tuple[str, ...] | None] = {}
        self._texts: dict[int, str] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for record_id in kind.before:
            if record_id in held or (name := beside.telling_name(kind, record_id)) is None:
                continue
            self.names[record_id] = found = words(name)
            self._texts[record_id] = " ".join(found)
            self.accounts[record_id] = account = beside.account_of(kind, record_id)
            for key in _keys(found, account):
                self._by_word[key].append(record_id)

    def candidates(self, name: tuple[str, ...], account: tuple[str, ...] | None) -> Iterable[int]:
        """Records that share a rare word with a name, or its account, and look alike roughly."""
        lists = [self._by_word[key] for key in _keys(name, account) if key in self._by_word]
        chosen: dict[int, str] = {}
        for ids in sorted(lists, key=len):
            if len(ids) > COMMON or len(chosen) >= FEW:
                break
            for one in ids:
                chosen[one] = self._texts[one]
        if not chosen:
            return ()
        text = " ".join(name)
        scorer = fuzz.token_set_ratio
        return [hit[2] for hit in process.extract(text, chosen, scorer=scorer, score_cutoff=ROUGH)]


def _keys(name: tuple[str, ...], account: tuple[str, ...] | None) -> Iterator[str]:
    """By what a name is looked up: its words, the account and, for an error in a word, its ends."""
    yield from name
    if account is not None:
        yield "@" + " ".join(account)
    if len(name) <= 2:
        for word in name:
            if len(word) >= 4:
                yield "<" + word[:3]
                yield ">" + word[-3:]
