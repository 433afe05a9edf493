"""What an import would do, as plain values: rows by kind, changes, errors and what it creates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain import fields
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Cell
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.values.cells import Choices, Evidence
from salesdesk_app.services.importing.decisions import (
    Conflict,
    Decisions,
    Last,
    Missing,
    Spelled,
    Twin,
)
from salesdesk_app.wording import custom


class FieldChange(NamedTuple):
    """A field whose value an import changes, as texts."""

    field: str
    old: str
    new: str


class PlanRow(NamedTuple):
    """One row of the file: what becomes of it.

    ``number`` is the row in the file, ``place`` among the table's rows. ``kind`` is ``new``,
    ``changed``, ``same``, ``twin``, ``duplicate`` (another row of the file, ``other``, says the
    same or a later word of the same record) or ``error``. A plain tuple, because there may be
    hundreds of thousands of them.
    """

    place: int
    number: int
    kind: str
    record_id: int | None = None
    changes: tuple[FieldChange, ...] = ()
    other: int | None = None

    @property
    def id(self) -> int:
        """By what lists tell the row from others."""
        return self.place


@dataclass(frozen=True)
class RowError:
    """Why a row is left out: its number, the heading of the column (or "") and the problem."""

    row: int
    column: str
    problem: Problem

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return wording.problem(self.problem.code, self.problem.facts)


@dataclass(frozen=True)
class Note:
    """Something that was decided or will happen beside the rows, as a code and facts."""

    code: str
    facts: Mapping[str, object]

    @property
    def sentence(self) -> str:
        """The note in words."""
        return wording.problem(self.code, self.facts)


@dataclass(frozen=True)
class Creates:
    """Names of the records that rows mention and the workspace lacks; stages with percentages.

    ``fields`` are fields of the user's own and what each holds (text, number, day or yes_no).
    """

    people: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    pipelines: tuple[str, ...] = ()
    stages: tuple[tuple[str, int], ...] = ()
    regions: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """What an import of one table would do; nothing is written yet.

    ``stated`` holds what each row says of its record, by place, as a tuple in the order of
    ``columns``; links are record ids, below zero for records that are still to be created.
    ``names`` says what records that are linked to are called, by kind and id. ``edit_id`` is the
    last edit that was known. ``last`` is the last import of a file of this shape, and ``missing``
    what it held that this one lacks. ``overruled`` are the places of the duplicates that say
    something else of their record than the row that counts.
    """

    table: Table
    choices: Choices
    currency: str
    rows: tuple[PlanRow, ...]
    errors: tuple[RowError, ...]
    creates: Creates
    notes: tuple[Note, ...]
    edit_id: int | None
    columns: tuple[str, ...]
    stated: Mapping[int, tuple[Any, ...]] = field(repr=False, compare=False)
    names: Mapping[tuple[str, int], str] = field(repr=False, compare=False)
    draft: Any = field(repr=False, compare=False)
    twins: tuple[Twin, ...] = ()
    spellings: tuple[Spelled, ...] = ()
    missing: tuple[Missing, ...] = ()
    last: Last | None = None
    conflicts: tuple[Conflict, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    now: datetime | None = None
    overruled: frozenset[int] = frozenset()
    readings: Mapping[int, Evidence] = field(default_factory=dict)

    @property
    def kind(self) -> RecordKind:
        """What the rows are."""
        return self.table.kind

    def counts(self) -> Counter[str]:
        """How many rows of each kind there are."""
        return Counter(row.kind for row in self.rows)

    def writes(self) -> int:
        """How many records are added or changed."""
        counts = self.counts()
        return counts["new"] + counts["changed"]

    def name(self, row: PlanRow) -> str:
        """What the row's record is called, as the file has it."""
        said = self.stated.get(row.place)
        naming = fields.naming(self.kind).code
        name = None
        if said is not None and naming in self.columns:
            name = said[self.columns.index(naming)]
        return name if isinstance(name, str) else self.raw(row, naming)

    def raw(self, row: PlanRow, code: str) -> str:
        """What the file holds for a field, as text; empty where the file has no such column."""
        for match in self.table.matches:
            if match.field == code:
                return str(self.table.rows[row.place][match.column])
        return ""

    def shown(self, row: PlanRow, column: str) -> str:
        """What the row says for a column of ``columns`` as it was understood, in words."""
        return shown(column, *self._understood(row, column), self.names)

    def plain(self, row: PlanRow, column: str) -> Cell:
        """The same as a plain value: an amount, a day, a number; words for what is none of these.

        What was not understood is as the file says it.
        """
        value, currency = self._understood(row, column)
        if column.endswith("_minor") and isinstance(value, int):
            return Money(value, currency)
        if isinstance(value, datetime) and value.tzinfo is not None:
            return local(value).replace(tzinfo=None)
        if isinstance(value, date | bool | int | Decimal) and column not in LINKS:
            return value
        return self.shown(row, column) or self.raw(row, FIELD_OF.get(column, column)) or None

    def _understood(self, row: PlanRow, column: str) -> tuple[Any, str]:
        """What the row says for a column, and the currency of its amounts."""
        said = self.stated.get(row.place)
        if said is None or column not in self.columns:
            return None, self.currency
        values = dict(zip(self.columns, said, strict=True))
        currency = values.get("currency")
        return values[column], currency if isinstance(currency, str) else self.currency


class _Unstated:
    """Stands where a row says nothing: the stored value stays."""

    def __repr__(self) -> str:
        return "UNSTATED"


UNSTATED = _Unstated()

LINKS = {
    "account_id": "account",
    "owner_id": "person",
    "manager_id": "person",
    "parent_id": "account",
    "stage_id": "stage",
    "contact_id": "contact",
    "deal_id": "deal",
    "person_id": "person",
}


FIELD_OF = {
    "account_id": "account",
    "owner_id": "owner",
    "manager_id": "manager",
    "parent_id": "parent",
    "stage_id": "stage",
    "value_minor": "value",
    "price_minor": "price",
    "revenue_minor": "revenue",
    "contact_id": "contact",
    "deal_id": "deal",
    "person_id": "person",
    "amount_minor": "amount",
    "ramp_percent": "ramp",
    "products": "product",
    "contacts": "contact",
    "competitors": "competitor",
}

COLUMN_OF = {code: column for column, code in FIELD_OF.items()}


def columns_of(code: str) -> tuple[str, ...]:
    """The columns that may hold a field, the likeliest first: which one depends on the record."""
    return COLUMN_OF.get(code, code), f"{code}_id", f"{code}_minor", f"{code}_percent"


def shown(column: str, value: Any, currency: str, names: Mapping[tuple[str, int], str]) -> str:
    """A value of a record as a reader wants to see it; empty for none."""
    if value is None or value is UNSTATED:
        return ""
    if column in LINKS:
        text = names.get((LINKS[column], value), "")
    elif isinstance(value, tuple):
        text = "; ".join(names.get((FIELD_OF[column], one), "") for one in value)
    elif column.endswith("_minor"):
        text = wording.money(value, currency)
    elif column in ("category", "role", "kind"):
        text = wording.term(value)
    elif isinstance(value, datetime):
        here = local(value)
        text = f"{wording.day(here.date(), year=True)}, {here:%H:%M}"
    elif column == "probability":
        text = f"{value} %"
    else:
        text = custom.value(value)
    return text
