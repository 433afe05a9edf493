"""Finds the row of headings in a sheet, and tells what kind of record it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.exchange import vocabulary
from salesdesk_app.exchange.matches import Match, match
from salesdesk_app.exchange.texts import clean

SEARCHED_ROWS = 60


@dataclass(frozen=True)
class Headings:
    """A row of headings: where it stands among the rows, what it lists, and its columns."""

    row: int
    kind: RecordKind
    matches: tuple[Match, ...]


def find(rows: Sequence[Sequence[Any]], kind: RecordKind | None) -> Headings:
    """The first row whose cells are best known as headings, of a kind of record or of any.

    Problems: file.no_table, file.other_records for a list of something that is no record here.
    """
    best = _best(rows, kind, alike=False) or _best(rows, kind, alike=True)
    if best is None or kind is None:
        _refuse_others(rows, best)
    if best is None:
        raise Problem("file.no_table")
    return best[1]


def _best(
    rows: Sequence[Sequence[Any]], kind: RecordKind | None, *, alike: bool
) -> tuple[int, Headings] | None:
    """The best row so far found by known names or, with ``alike``, by names like them as well."""
    best: tuple[int, Headings] | None = None
    least = (2 if kind is None else 1) + alike
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        names = headings_of(row)
        if sum(map(bool, names)) < 2 and kind is None:
            continue
        for candidate in KINDS if kind is None else (kind,):
            matches = match(names, candidate, alike=alike)
            score = _score(matches, candidate, least)
            if score and (best is None or score > best[0]):
                best = score, Headings(number, candidate, matches)
    return best


def _refuse_others(rows: Sequence[Sequence[Any]], best: tuple[int, Headings] | None) -> None:
    """Tickets and leads share headings with our records and are none of them."""
    for row in rows[:SEARCHED_ROWS] if best is None else (rows[best[1].row],):
        for name in headings_of(row):
            what = vocabulary.FOREIGN_KEYS.get(vocabulary.key(name))
            if what:
                raise Problem("file.other_records", what=what)


def headings_of(row: Sequence[Any]) -> list[str]:
    """The texts of a row; what is no text is no heading."""
    return [clean(cell) if isinstance(cell, str) else "" for cell in row]


def _score(matches: Sequence[Match], kind: RecordKind, least: int) -> int:
    """How surely a row is the headings of such records; 0 where nothing would identify them."""
    fields = {one.field for one in matches if one.field}
    identified = vocabulary.identified(kind, fields) or (
        kind == "deals" and {"account", "stage"} <= fields
    )
    if not identified or len(fields) < least:
        return 0
    return len(fields) + 2 * len(fields & vocabulary.TELLING[kind])
