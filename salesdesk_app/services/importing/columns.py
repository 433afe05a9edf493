"""The matched columns of a table, read as the kinds of their fields."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import field_of
from salesdesk_app.exchange.layout import matches, vocabulary
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.values import own_cells
from salesdesk_app.exchange.values.amounts import Number, scaled, to_minor
from salesdesk_app.exchange.values.cells import Choices, Column, Evidence, read_column
from salesdesk_app.exchange.values.currency_marks import currencies_of, currency_of
from salesdesk_app.progress import Tick
from salesdesk_app.services.importing.plans import Note

NONE_KNOWN: Mapping[int, Own] = {}


@dataclass
class Values:
    """What the rows say, field by field and place by place; None where a cell is blank or wrong.

    ``wrong`` lists by place what is wrong and in which column (None for the row as a whole).
    ``units`` holds the currency marks that amounts themselves carry (``won_units`` those of what
    deals were won for), ``unit`` the one of the heading, all as they are written; ``whole`` is the
    currency that the user says of all. ``readings`` says by column what told how its cells
    are read.
    """

    count: int
    own: str
    fields: dict[str, list[Any]] = field(default_factory=dict)
    wrong: dict[int, list[tuple[int | None, Problem]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    units: dict[int, str] = field(default_factory=dict)
    won_units: dict[int, str] = field(default_factory=dict)
    unit: str | None = None
    whole: str | None = None
    notes: list[Note] = field(default_factory=list)
    origin: str | None = None
    rounded: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    readings: dict[int, Evidence] = field(default_factory=dict)
    now: datetime | None = None
    unread: list[list[str]] = field(default_factory=list)

    @property
    def is_nameless(self) -> bool:
        """Whether no column names the records or numbers them."""
        return self.fields.keys().isdisjoint(("name", "external_id", "uid"))

    def units_of(self, code: str | None) -> dict[int, str]:
        """The currencies that the amounts of a field state, by place."""
        return self.won_units if code == "won_value" else self.units

    def of(self, code: str) -> Sequence[Any]:
        """The values of a field; all None where the file has no such column."""
        found = self.fields.get(code)
        return [None] * self.count if found is None else found

    def fault(self, place: int, code: str | None, problem: Problem) -> None:
        """Puts down what is wrong with a row, in the column of a field if there is one."""
        column = None if code is None else self.columns.get(code)
        self.wrong[place].append((column, problem.kept()))

    def money(self, value: Number, currency: str) -> int:
        """An amount in minor units; Problem: import.too_large."""
        minor, rounded = to_minor(value, currency)
        self.rounded += rounded
        return minor

    def currency(self, place: int, *, amount: bool = True) -> str | None:
        """The currency that a row states, by its amount's mark, its column or the heading.

        ``amount`` says whether there is one; Problem import.currencies where two are stated of it.
        """
        if self.whole is not None:
            return self.whole
        stated = self.fields.get("currency")
        told = stated[place] if stated is not None else None
        mark = self.units.get(place) or (self.unit if amount else None)
        if mark is None:
            return told
        possible = currencies_of(mark, self.own)
        if told is not None and told not in possible:
            raise Problem("import.currencies", one=possible[0], other=told)
        return told or possible[0]


def read(
    table: Table, choices: Choices, own: str, tick: Tick, known: Mapping[int, Own] = NONE_KNOWN
) -> Values:
    """Reads every matched column; ``own`` is the workspace's currency.

    ``known`` holds by column the user's own fields that the workspace has: their kinds are settled.
    """
    values = Values(len(table.rows), own, whole=choices.currency)
    matched = [one for one in table.matches if one.field]
    for done, match in enumerate(matched):
        tick(done, len(matched))
        cells = [row[match.column] for row in table.rows]
        kind = field_of(table.kind, match.field or "").kind
        said = choices.of(match.column)
        if match.column in known:
            column = own_cells.read_as(cells, said, known[match.column])
        else:
            column = read_column(cells, kind, said, match.heading, match.field or "")
        if match.field == "modified_on":
            _note_unread(values, match, column)
        else:
            for place, problem in column.wrong.items():
                values.wrong[place].append((match.column, problem))
        if kind == "money":
            _take_money(values, table, column, match, said.currency)
        elif kind == "currency":
            _take_currencies(values, column, match.column)
        if match.field == "external_id":
            values.origin = vocabulary.ORIGIN_KEYS.get(vocabulary.key(match.heading))
        values.fields[match.field or ""] = column.values
        values.columns[match.field or ""] = match.column
        if column.evidence is not None:
            values.readings[match.column] = column.evidence
        _note(values, match, column, table.numbers)
    for place in table.overlong:
        values.wrong[place].append((None, Problem("import.too_many_cells")))
    _note_left_out(values, table)
    if values.is_nameless:
        values.unread = _unread(table)
    return values


def _unread(table: Table) -> list[list[str]]:
    """The texts in columns that are not read: what differs in them is not the same."""
    others = [one.column for one in table.matches if not one.field]
    texts = ([row[at] if isinstance(row[at], str) else "" for row in table.rows] for at in others)
    return [column for column in texts if any(column)]


def _note_left_out(values: Values, table: Table) -> None:
    """Names columns that are headed like a field and hold something else, as far as cells tell."""
    for match in table.matches:
        known = vocabulary.KNOWN[table.kind].get(vocabulary.key(match.heading))
        if match.how == "none" and known is not None and known[0] not in values.fields:
            facts = {"column": match.heading, "field": field_of(table.kind, known[0]).heading}
            values.notes.append(Note("import.left_out", facts))


def _note_unread(values: Values, match: matches.Match, column: Column) -> None:
    """When a row was last modified is not stored: where it cannot be read, the row still counts."""
    if column.wrong:
        facts = {"column": match.heading, "count": f"{len(column.wrong):,}"}
        values.notes.append(Note("import.modified_unread", facts))


def _take_money(
    values: Values, table: Table, column: Column, match: matches.Match, currency: str | None
) -> None:
    beside = match.field == "won_value"
    units = values.units_of(match.field)
    values.whole = values.whole or currency
    for place, unit in column.units.items():
        if unit == "%":
            problem = Problem("import.share", value=f"{column.values[place]} %")
            values.wrong[place].append((match.column, problem))
        elif not currencies_of(unit, values.own):
            values.wrong[place].append((match.column, Problem("import.currency", value=unit)))
        else:
            units[place] = unit
    if match.units.currency is not None and not (beside and values.unit):
        values.unit = match.units.currency
    if match.units.factor != 1:
        column.values[:] = [
            None if value is None else scaled(value, match.units.factor) for value in column.values
        ]
        facts = {"column": match.heading, "factor": f"{match.units.factor:,}"}
        values.notes.append(Note("import.factor", facts))
    if not _is_currency_said(values, table, match):
        _take_shown(values, table, column, match)
        _note_bare(values, column, match)


def _is_currency_said(values: Values, table: Table, match: matches.Match) -> bool:
    """Whether the user, the heading or a column of its own says in which currency amounts are."""
    is_said = values.whole is not None or match.units.currency is not None
    return is_said or any(one.field == "currency" for one in table.matches)


def _take_shown(values: Values, table: Table, column: Column, match: matches.Match) -> None:
    """Takes the currencies that only the look of numbers tells: less than any word for them."""
    units = values.units_of(match.field)
    taken: dict[str, None] = {}
    for place, mark in table.shown.get(match.column, {}).items():
        possible = currencies_of(mark, values.own) if column.values[place] is not None else ()
        if possible and units.setdefault(place, mark) == mark:
            taken[possible[0]] = None
    if taken.keys() - {values.own}:
        facts = {"column": match.heading, "currencies": ", ".join(taken)}
        values.notes.append(Note("import.shown", facts))


def _note_bare(values: Values, column: Column, match: matches.Match) -> None:
    """Says what amounts without a currency are taken for, where others beside them have another."""
    units = values.units_of(match.field)
    if {currencies_of(unit, values.own)[0] for unit in set(units.values())} <= {values.own}:
        return
    bare = sum(cell is not None and at not in units for at, cell in enumerate(column.values))
    if bare:
        facts = {"column": match.heading, "count": f"{bare:,}", "currency": values.own}
        values.notes.append(Note("import.bare", facts))


def _take_currencies(values: Values, column: Column, at: int) -> None:
    known: dict[str, str | None] = {}
    for place, told in enumerate(column.values):
        if told is None:
            continue
        if told not in known:
            known[told] = currency_of(told, values.own)
        column.values[place] = known[told]
        if known[told] is None:
            values.wrong[place].append((at, Problem("import.currency", value=told)))


def _note(values: Values, match: matches.Match, column: Column, numbers: Sequence[int]) -> None:
    """Says how a column was read, what is odd about it, and which rows contradict the others."""
    for what, how in column.decided.items():
        values.notes.append(Note(f"import.{what}.{how}", {"column": match.heading}))
    for code, facts in column.remarks:
        values.notes.append(Note(code, {"column": match.heading, **facts}))
    evidence = column.evidence
    if evidence is not None and evidence.contrary and (evidence.open or evidence.kind != "money"):
        rows = ", ".join(str(numbers[place]) for place in evidence.against)
        more = " …" if evidence.contrary > len(evidence.against) else ""
        kind = "order" if evidence.kind in ("day", "moment") else "decimal"
        facts = {"column": match.heading, "proven": f"{evidence.proven:,}", "rows": rows + more}
        values.notes.append(Note(f"import.contrary_{kind}", facts))
