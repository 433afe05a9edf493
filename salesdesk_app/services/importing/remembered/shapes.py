"""What makes files alike: the same kind of record under the same headings, or nearly the same."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange.layout import vocabulary
from salesdesk_app.exchange.layout.tables import Table

ALIKE = 0.7
"""The share of all their headings that two files must have in common to be of one shape."""


def headings(table: Table) -> list[str]:
    """The headings of a table as they are compared."""
    return [vocabulary.key(heading) for heading in table.headings]


def of(table: Table) -> str:
    """The shape of a table, as a key."""
    return named(table.kind, headings(table))


def named(kind: RecordKind, keys: Iterable[str]) -> str:
    """The key of records of a kind under headings, as these are compared, in this order."""
    return hashlib.sha256("\n".join((kind, *keys)).encode()).hexdigest()


def near(known: Mapping[str, Sequence[str]], keys: Sequence[str]) -> list[str]:
    """The shapes whose headings are much like these, whatever their order, the likest first."""
    own = Counter(key for key in keys if key)
    shares = {}
    for shape, others in known.items():
        other = Counter(key for key in others if key)
        shares[shape] = (own & other).total() / max((own | other).total(), 1)
    alike = [shape for shape, share in shares.items() if share >= ALIKE]
    return sorted(alike, key=lambda shape: -shares[shape])


def places(then: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Where columns stand now, by where they stood then: under the same heading.

    Columns without a heading are known by their place, where nothing else moved.
    """
    if list(then) == list(now):
        return {at: at for at in range(len(now))}
    stand = {one: at for at, one in enumerate(_numbered(now)) if one[0]}
    return {at: stand[one] for at, one in enumerate(_numbered(then)) if one in stand}


def _numbered(keys: Sequence[str]) -> list[tuple[str, int]]:
    """Each heading with how many of that name stand before it."""
    seen: Counter[str] = Counter()
    result = []
    for key in keys:
        result.append((key, seen[key]))
        seen[key] += 1
    return result
