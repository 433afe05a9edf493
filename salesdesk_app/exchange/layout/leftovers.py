"""What stands around and between the records of a table: titles, groups, totals and footers."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from operator import eq, itemgetter
from typing import Any, NamedTuple

from salesdesk_app.domain.fields import RecordKind, field_of
from salesdesk_app.exchange.layout import below, vocabulary
from salesdesk_app.exchange.layout.headers import Headings, headings_of
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.texts import clean, text_of

_COUNTED = (
    r"(record |row )?(sum|count|average|avg|median|min|max|anzahl|mittelwert|durchschnitt)"
    r"( of .*)?:?( ?[\d.,]+)?|grand summar(y|ies)|(zwischen|gesamt|end)summe:?|"
    r"(teil|gesamt)ergebnis:?|total (of )?[\d.,]+ (records?|rows?|deals?)"
)
_TOTAL = re.compile(
    r"(grand|sub|report|overall)?[ -]?totals?\b.*|.*\b(sub)?totals?( \(?[\d.,]+( \w+)?\)?)?:?|"
    r"(zwischen|gesamt|end)?summe\b.*|gesamt\b.*|insgesamt\b.*|.*\b(teil|gesamt)?(ergebnis|summe)|"
    + _COUNTED,
    re.IGNORECASE,
)
# In a list of names a company may well be called Total Energies: there the word stands alone.
_TOTAL_ALONE = re.compile(
    r"((grand|sub|report|overall)[ -]?)?totals?( (records?|rows?|count))?( ?\(?[\d.,]+\)?)?:?|"
    r"(zwischen|gesamt|end)?summe:?|gesamt:?|insgesamt:?|" + _COUNTED,
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(strictly |company )?(confidential|proprietary|vertraulich|internal use only)\b.*|"
    r"(©|\(c\) ?\d|copyright\b).*|"
    r"((this )?(report|data|file|list) (was )?)?(generated|exported|printed|prepared|created|"
    r"compiled|updated|refreshed|downloaded) (by|on|at|from|with)\b.*|"
    r"(erstellt|exportiert|gedruckt|stand) (von|am|vom|mit)\b.*|"
    r"(as of|data as of|last (updated|refreshed|run)) ?:?( .*)?|page \d+.*|seite \d+.*|"
    r"(stand|source|quelle|notes?|hinweise?|disclaimer|legend|applied filters?|filter(s|ed by)?|"
    r"run (by|on)|generated|exported|prepared by|created by|report (id|name|type|owner)) ?:.*|"
    r"(legend|disclaimer|applied filters)",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(r"([^:=]{2,40}?)(?:\s*[:=]\s*|\s+[–—-]\s+)(\S.*)", re.DOTALL)
_COUNT = re.compile(r"\s*[(\[–-]\s*\d[\d.,]*\s*(\w+\s*)?[)\]]?\s*$")
_GROUPING = frozenset(("source", "region", "industry", "series", "country"))
_FIGURE = re.compile(
    r"[-+(]?(?:[A-Z]{3}|[$€£¥])? ?\d[\d.,' ]*\)?-? ?(?:[A-Z]{3}|[$€£¥%])?|"
    r"(?i:\d[\d.,]* (?:records?|rows?|deals?|opportunities|items?|datensätze|zeilen|einträge))"
)
_NARROW = 4  # columns: in a narrower table a row with one cell may be a record
_LABELS = 50  # columns: the label of a total stands further to the left than this
_TAIL = 40  # rows: footers are looked for among these last ones
_LOOKED = 1000  # rows
_FEW = 3  # cells: a footer may hold a label, a value and another


@dataclass(frozen=True)
class Dropped:
    """A row that is no record, with its text, and why: a ``title``, a ``group`` of the rows below,
    a ``total``, a ``footer``, a ``heading`` that is repeated, or a row of an ``other`` table."""

    number: int
    reason: str
    text: str


class Break(NamedTuple):
    """A row that is no record: how many records stand before it, why, and its cells."""

    before: int
    reason: str
    row: list[Any]


@dataclass
class Parted:
    """The records, and the rows between them; ``places`` are those of the records in the sheet."""

    rows: list[list[Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    def among(self, places: Set[int]) -> frozenset[int]:
        """The records that stand at some places of the sheet."""
        if not places:
            return frozenset()
        return frozenset(at for at, place in enumerate(self.places) if place in places)

    def count(self, numbers: Sequence[int]) -> int:
        """How many of some rows, by their numbers, are records."""
        return len(set(numbers).intersection(self.numbers)) if numbers else 0


def part(
    rows: Sequence[list[Any]], numbers: Sequence[int], found: Headings, matches: Sequence[Match]
) -> Parted:
    """Parts the rows below the headings into records and others."""
    parting = _Parting(found, matches, rows)
    parted = Parted()
    is_sure = parting.is_sure
    other = below.other(
        rows, numbers, parting.stage, is_sure=is_sure, is_heading=parting.is_heading
    )
    whys = dict.fromkeys(range(parting.footer(rows), len(rows)), "footer")
    whys |= dict.fromkeys(other, "other")
    for place, (number, row) in enumerate(zip(numbers, rows, strict=True)):
        reason = None if is_sure(row) else whys.get(place) or parting.reason(row)
        if reason is None:
            parted.rows.append(row)
            parted.numbers.append(number)
            parted.places.append(place)
        else:
            parted.dropped.append(Dropped(number, reason, text(row)))
            parted.breaks.append(Break(len(parted.rows), reason, row))
    return parted


class _Parting:
    """Tells what a row is, by the columns of the table."""

    def __init__(
        self, found: Headings, matches: Sequence[Match], rows: Sequence[Sequence[Any]]
    ) -> None:
        columns = {one.field: one.column for one in matches if one.field}
        self._kind = found.kind
        self._rows = rows
        self._id = columns.get("external_id", columns.get("uid"))
        self._is_wide = sum(map(bool, found.names)) >= _NARROW
        self._lines = [list(line) for line in found.lines]
        self._texts = [
            one.column
            for one in matches
            if one.field and field_of(self._kind, one.field).kind in ("text", "link")
        ]
        codes: tuple[str, ...] = ("name", "subject", "external_id", "uid")
        self._naming = {at for code, at in columns.items() if code in codes}
        # A row that says its account may be a deal without a name.
        self._groups = {
            at for code, at in columns.items() if groups_by(self._kind, code) and code != "account"
        }
        self.stage = columns.get("stage")
        codes = ("external_id", "stage", "uid")
        self._firm = [columns[code] for code in codes if code in columns]
        self._firm_of = itemgetter(*self._firm) if len(self._firm) > 1 else None
        names = dict(enumerate(found.names))
        self._headings = [names.get(at) for at in self._firm]

    def is_sure(self, row: Sequence[Any]) -> bool:
        """Whether a row has its id and its stage: then it is a record whatever it is called."""
        if self._firm_of is None:
            return False
        cells = self._firm_of(row)
        return "" not in cells and not any(map(eq, cells, self._headings))

    def reason(self, row: Sequence[Any]) -> str | None:
        """Why a row is no record; None for a record."""
        filled = [cell for cell in row if is_filled(cell)]
        if len(filled) <= 1 and self._is_wide:
            is_id = self._id is not None and is_filled(row[self._id]) and self._is_id(filled[0])
            return None if is_id else self._alone(filled[0] if filled else "")
        if self._is_group(row, filled):
            return "group"
        if self.is_heading(row):
            return "heading"
        return "total" if self._is_total(row) else None

    def _is_id(self, cell: Any) -> bool:
        """Whether a cell that stands alone is like the ids of other rows: of a deal that has
        neither account nor value there may be no more to tell."""
        word = clean(text_of(cell))
        is_alike = word == word.upper() or any(map(str.isdigit, word))
        return is_alike and word.isalnum() and len(word) in self._id_lengths

    @cached_property
    def _id_lengths(self) -> frozenset[int]:
        """How long the ids are in rows that hold more; none where they are not like ids."""
        at = self._id or 0
        words = [
            clean(text_of(row[at]))
            for row in self._rows[:_LOOKED]
            if is_filled(row[at]) and sum(map(is_filled, row)) > 1
        ]
        alike = [word for word in words if word.isalnum() and any(map(str.isdigit, word))]
        return frozenset(map(len, alike)) if 2 * len(alike) > len(words) else frozenset()

    def _alone(self, cell: Any) -> str:
        if is_total(cell, self._kind):
            return "total"
        if labelled(cell, self._kind):
            return "group"
        is_footer = isinstance(cell, str) and _FOOTER.fullmatch(clean(cell))
        return "footer" if is_footer else "title"

    def _is_group(self, row: Sequence[Any], filled: Sequence[Any]) -> bool:
        """Whether a row says what the rows below have in common, with figures for all of them."""
        at = next((at for at, cell in enumerate(row) if is_filled(cell)), -1)
        label = row[at] if at >= 0 else ""
        if is_total(label, self._kind) or not self._is_figures(row, at + 1):
            return False
        if len(filled) <= _FEW and labelled(label, self._kind):
            return True
        return self._is_wide and bool(self._naming) and type(label) is str and at in self._groups

    def _is_figures(self, row: Sequence[Any], start: int) -> bool:
        """Whether a row holds from a column on only figures, and none that names a record."""
        return all(
            is_figure(cell) and at not in self._naming
            for at, cell in enumerate(row[start:], start)
            if is_filled(cell)
        )

    def is_heading(self, row: Sequence[Any]) -> bool:
        """Whether a row repeats a line of the headings, of which a cell may be covered."""
        names = headings_of(row)
        for line in self._lines:
            named = [(name, own) for name, own in zip(names, line, strict=False) if own]
            alike = sum(name == own for name, own in named)
            if alike >= min(2, len(named)) and alike >= len(named) - 1 and alike:
                return True
        return False

    def _is_total(self, row: Sequence[Any]) -> bool:
        if self._is_wide and self._is_figures(row, 0):
            return True  # one without a word: figures alone name no record
        labels = {cell for cell in row[:_LABELS] if is_total(cell, self._kind)}
        if not labels or any(
            self._is_said(row[at], at) for at in self._firm if row[at] not in labels
        ):
            return False
        others = [row[at] for at in self._texts if is_filled(row[at]) and row[at] not in labels]
        return sum(not is_figure(cell) for cell in others) <= 1  # that is whose total it is

    def _is_said(self, cell: Any, at: int) -> bool:
        """Whether a cell holds an id or a stage, and not how many there are."""
        return is_filled(cell) and not (at == self.stage and is_figure(cell))

    def footer(self, rows: Sequence[Sequence[Any]]) -> int:
        """From which place on there is only a footer: words and a value or two to the end."""
        at = len(rows)
        first = at
        while at > max(0, len(rows) - _TAIL):
            at -= 1
            row = rows[at]
            filled = [cell for cell in row if is_filled(cell)]
            few = _FEW if self._is_wide else 1
            if len(filled) > few or self.is_sure(row):
                break
            if filled and isinstance(filled[0], str) and _FOOTER.fullmatch(clean(filled[0])):
                first = at
        return first


def groups_by(kind: RecordKind, code: str) -> bool:
    """Whether reports group rows by a field: by what several records have in common."""
    if code in ("name", "external_id", "external_source", "uid"):
        return False
    return code in _GROUPING or field_of(kind, code).kind in ("link", "category", "currency")


def labelled(cell: Any, kind: RecordKind) -> tuple[str, str, str] | None:
    """The label, the field and the value of a line such as ``Owner: Priya Nair (12 records)``."""
    parts = _LABELLED.fullmatch(clean(cell)) if isinstance(cell, str) else None
    if parts is None:
        return None
    hit = vocabulary.KNOWN[kind].get(vocabulary.key(parts[1]))
    value = without_count(parts[2])
    if hit is None or not value or not groups_by(kind, hit[0]):
        return None
    return parts[1], hit[0], value


def without_count(label: str) -> str:
    """What a group is called, without how many rows it has."""
    return _COUNT.sub("", label)


def is_figure(cell: Any) -> bool:
    """Whether a cell is a number, also as a text, or the error of one."""
    if isinstance(cell, str):
        return _FIGURE.fullmatch(clean(cell)) is not None
    return type(cell) in (int, float, CellError)


def is_filled(cell: Any) -> bool:
    """Whether a cell holds more than spaces."""
    return cell != "" and not (isinstance(cell, str) and cell.isspace())


def is_total(cell: Any, kind: RecordKind) -> bool:
    """Whether a cell is the label of a total."""
    pattern = _TOTAL if kind == "deals" else _TOTAL_ALONE
    return isinstance(cell, str) and len(cell) < 80 and bool(pattern.fullmatch(clean(cell)))


def text(row: Sequence[Any]) -> str:
    """What a row says, on one line and not too long."""
    return " ".join(str(cell) for cell in row if cell != "")[:120]
