"""Finds the row of headings in a sheet, and tells what kind of record it lists."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.exchange.layout import vocabulary
from salesdesk_app.exchange.layout.matches import Match, letter, match
from salesdesk_app.exchange.layout.period_cells import spans
from salesdesk_app.exchange.layout.units import units_of
from salesdesk_app.exchange.reading.rows import SheetRows
from salesdesk_app.exchange.texts import clean, text_of

SEARCHED_ROWS = 60
SEARCHED_COLUMNS = 512
ALIKE_ROWS, ALIKE_COLUMNS = 20, 200  # where misspelt headings, or halves of them, are looked for
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Headings:
    """Headings: the place of their last row among the rows, what it lists, and its columns.

    ``lines`` are the rows that they are made of, as texts; ``score`` is how well they are known.
    """

    row: int
    kind: RecordKind
    matches: tuple[Match, ...]
    lines: tuple[tuple[str, ...], ...]
    score: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The headings as they are matched, empty where a column has none."""
        return tuple(one.heading for one in self.matches)


def find(sheet: SheetRows, kind: RecordKind | None) -> Headings:
    """The first row whose cells are best known as headings, of a kind of record or of any.

    Where two rows together make more columns known, both are the headings. Problems:
    file.no_table, file.one_column, file.other_records for a list of something that is no record
    here.
    """
    best = _best(sheet.rows, kind, alike=False) or _best(sheet.rows, kind, alike=True)
    best = _over_two_lines(sheet, best, kind)
    if best is not None and kind is None:
        best = _of_kind(best)
    if best is None or kind is None:
        _refuse_others(sheet.rows, best)
    if best is None:
        is_single = bool(sheet.rows) and all(
            sum(cell != "" for cell in row) <= 1 for row in sheet.rows
        )
        raise Problem("file.one_column" if is_single else "file.no_table")
    return best


def _of_kind(best: Headings) -> Headings:
    """The headings as those of the kind that most are like: a misspelt name may tell it."""
    found = [best]
    for kind in KINDS:
        one = _headings(best.row, best.lines, best.names, kind, alike=True, least=2)
        found.append(one)
    most = max(found, key=lambda one: one.score)
    known = next(one for one in found[1:] if one.kind == best.kind)
    return most if most.score > known.score else best


def told(sheet: SheetRows, kind: RecordKind | None, number: int) -> Headings:
    """The headings in a row that is told by its number, whatever stands there.

    Problem: file.no_heading_row for an empty one.
    """
    if number not in sheet.numbers:
        raise Problem("file.no_heading_row", row=number)
    at = sheet.numbers.index(number)
    names = [clean(text_of(cell)) for cell in sheet.rows[at]]
    kinds = [kind] if kind else sorted(KINDS, key=lambda one: one != "deals")
    found = [_headings(at, [names], names, one) for one in kinds]
    best = max(found, key=_known)
    return _over_two_lines(sheet, best, kind, told=True) or best


def _known(found: Headings) -> tuple[int, int]:
    """How well headings are known; one name alone tells of no kind of record."""
    count = sum(bool(one.field) for one in found.matches)
    return found.score, count if count > 1 else 0


def _best(
    rows: Sequence[Sequence[Any]], kind: RecordKind | None, *, alike: bool
) -> Headings | None:
    """The best row so far found by known names or, with ``alike``, by names like them as well."""
    best: Headings | None = None
    least = (2 if kind is None else 1) + alike
    searched = rows[: ALIKE_ROWS if alike else SEARCHED_ROWS]
    for number, row in enumerate(searched):
        names = headings_of(row)
        if (sum(map(bool, names)) < 2 and kind is None) or (alike and len(names) > ALIKE_COLUMNS):
            continue
        keys = frozenset() if alike else _keys(names)
        for candidate in KINDS if kind is None else (kind,):
            # Beside people, periods are headings that no vocabulary holds.
            enough = 1 if candidate == "quotas" else least
            if not alike and len(keys & vocabulary.KNOWN[candidate].keys()) < enough:
                continue
            found = _headings(number, [names], names, candidate, alike=alike, least=least)
            if found.score and (best is None or found.score > best.score):
                best = found
    return best


def _keys(names: Sequence[str]) -> frozenset[str]:
    """What counts of headings, with and without their units; of a very wide row of the first."""
    plain = [unicodedata.normalize("NFKC", name) for name in names[:SEARCHED_COLUMNS] if name]
    stems = (units_of(name)[0] for name in plain)
    return frozenset(map(vocabulary.key, (*plain, *stems)))


def _headings(
    row: int,
    lines: Sequence[Sequence[str]],
    names: Sequence[str],
    kind: RecordKind,
    *,
    alike: bool = False,
    least: int = 0,
) -> Headings:
    matches = match([unicodedata.normalize("NFKC", name) for name in names], kind, alike=alike)
    score = _score(matches, kind, least)
    return Headings(row, kind, matches, tuple(map(tuple, lines)), score)


def _over_two_lines(
    sheet: SheetRows, best: Headings | None, kind: RecordKind | None, *, told: bool = False
) -> Headings | None:
    """The best headings joined with the row above or below, where that makes more columns known."""
    lowers = range(1, ALIKE_ROWS) if best is None else (best.row, best.row + 1)
    kinds = (best.kind,) if best is not None else KINDS if kind is None else (kind,)
    least = 0 if told else 2 if kind is None else 1
    for lower in lowers:
        if not 0 < lower < len(sheet.rows) or not _adjoin(sheet, lower):
            continue
        lines = [headings_of(sheet.rows[at]) for at in (lower - 1, lower)]
        if best is None and max(map(len, lines)) > ALIKE_COLUMNS:
            continue
        for one in kinds:
            names = _joined(lines[0], lines[1], _spans(sheet, lower - 1), one)
            found = _headings(lower, lines, names, one, least=least)
            if best is None or _is_better(found, best):
                best = found if found.score else best
    return best


def _is_better(joined: Headings, alone: Headings) -> bool:
    """Whether two lines say more than one: more fields, or others such as the expected close."""
    if joined.score != alone.score or joined.row != alone.row:
        return joined.score > alone.score
    return [one.field for one in joined.matches] != [one.field for one in alone.matches]


def _adjoin(sheet: SheetRows, lower: int) -> bool:
    """Whether a row and the one above it stand one under the other and hold texts only."""
    cells = [*sheet.rows[lower - 1], *sheet.rows[lower]]
    is_below = sheet.numbers[lower] == sheet.numbers[lower - 1] + 1
    return is_below and all(isinstance(cell, str) for cell in cells)


def _spans(sheet: SheetRows, at: int) -> list[tuple[int, int]]:
    number, start = sheet.numbers[at], sheet.start
    return [(left - start, right - start) for row, left, right in sheet.spans if row == number]


def _joined(
    upper: list[str], lower: list[str], spans: list[tuple[int, int]], kind: RecordKind
) -> list[str]:
    """The names of columns whose headings take two lines; what is merged above counts for all."""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    spread = list(above)
    for at in range(1, width):
        is_merged = any(left < at <= right for left, right in spans)
        if not spread[at] and below[at] and (is_merged or not spans):
            spread[at] = spread[at - 1]
    is_grouping = bool(spans) or any(map(str.__ne__, spread, above))
    return [_name(*pair, kind, is_grouping) for pair in zip(spread, below, strict=True)]


def _name(above: str, below: str, kind: RecordKind, is_grouping: bool) -> str:
    if not above or not below or above == below:
        return below or above
    both = f"{above} {below}"
    alone = _is_known(below, kind) or is_grouping
    return below if alone and not _is_known(both, kind) else both


def _is_known(name: str, kind: RecordKind) -> bool:
    known = vocabulary.KNOWN[kind]
    return vocabulary.key(name) in known or vocabulary.key(units_of(name)[0]) in known


def _refuse_others(rows: Sequence[Sequence[Any]], best: Headings | None) -> None:
    """Tickets and leads share headings with our records and are none of them."""
    for row in rows[:SEARCHED_ROWS] if best is None else (rows[best.row],):
        for name in headings_of(row):
            what = vocabulary.FOREIGN_KEYS.get(vocabulary.key(name))
            if what:
                raise Problem("file.other_records", what=what)


def headings_of(row: Iterable[Any]) -> list[str]:
    """The texts of a row; what is no text is no heading, but for a day that begins a month."""
    return [
        clean(cell)
        if isinstance(cell, str)
        else text_of(cell)[:10]
        if isinstance(cell, date) and cell.day == 1
        else ""
        for cell in row
    ]


def shown(names: Sequence[str], start: int) -> list[str]:
    """Headings as they are shown: none empty, endless, or equal to another.

    A column without a heading is called by its letter; ``start`` is the column of the first.
    """
    taken = set(names)
    counts: Counter[str] = Counter()
    result = []
    for at, name in enumerate(names):
        stem = text = name or f"Column {letter(at + start)}"
        if len(stem) > LONGEST_HEADING:
            stem = text = f"{stem[: LONGEST_HEADING - 1]}…"
        counts[stem] += 1
        while counts[stem] > 1 and (text == stem or text in taken):
            text = f"{stem} ({counts[stem]})"
            counts[stem] += text in taken
        taken.add(text)
        result.append(text)
    return result


def _across(matches: Sequence[Match], fields: Set[str]) -> int:
    """How many columns are headed by a period in a table that has one for each, beside people."""
    if "person" not in fields or not fields.isdisjoint(("period", "first_on", "stage", "account")):
        return 0
    count = len(spans([one.heading for one in matches]))
    return count if count > 1 else 0


def _score(matches: Sequence[Match], kind: RecordKind, least: int) -> int:
    """How surely a row is the headings of such records; 0 where nothing would identify them."""
    fields = {one.field for one in matches if one.field}
    if kind == "quotas" and (across := _across(matches, fields)):
        return len(fields) + 3 * across
    identified = vocabulary.identified(kind, fields) or (
        kind == "deals" and {"account", "stage"} <= fields
    )
    told = kind != "activities" or bool(fields & vocabulary.TELLING[kind])
    if least > 1 and fields <= {"external_id", "external_source", "pipeline"}:
        told = False  # an id alone may be of anything: a table of fields lists them as well
    if not identified or not told or len(fields) < least:
        return 0
    return len(fields) + 2 * len(fields & vocabulary.TELLING[kind])
