"""The sheet of a workbook of ours that nobody sees: of which records it is, and since when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.exchange.values.column import Choices

VERSION = 1
REASON = "Problem"
"""The heading of the first column of rejected rows; it is no column of the records."""


@dataclass(frozen=True)
class Written:
    """Records that were written to be edited: of which kind, and after which edit made when."""

    kind: RecordKind
    edit: int
    at: datetime


@dataclass(frozen=True)
class Rejected:
    """Rows that were rejected: of which kind, the field of each column, and how these are read."""

    kind: RecordKind
    fields: tuple[str | None, ...]
    choices: Choices


@dataclass(frozen=True)
class Ours:
    """What the sheet says; rejected rows by the name of the sheet that they are on."""

    written: Written | None = None
    rejected: Mapping[str, Rejected] = field(default_factory=dict)


def read(found: Iterable[Sequence[Any]]) -> Ours:
    """What the sheet says; what makes no sense, after someone's hand in it, says nothing."""
    told: dict[str, Any] = {}
    rejected: dict[str, tuple[RecordKind, list[tuple[str | None, Choices]]]] = {}
    sheet = ""
    for row in found:
        name, *facts = [*row, "", "", "", ""][:5]
        if name == "rejected" and facts[1] in KINDS:
            sheet = str(facts[0])
            rejected[sheet] = (cast(RecordKind, facts[1]), [])
        elif name == "column" and sheet:
            code, decimal, order, currency = (str(fact) or None for fact in facts)
            rejected[sheet][1].append((code, Choices(decimal, order, currency)))
        else:
            told[str(name)] = facts[0]
    return Ours(_written(told), {name: _rejected(*one) for name, one in rejected.items()})


def _written(told: Mapping[str, Any]) -> Written | None:
    edit, at, kind = told.get("edit"), told.get("at"), told.get("kind")
    if not isinstance(edit, int | float) or kind not in KINDS:
        return None
    try:
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    except ValueError:
        return None
    return Written(cast(RecordKind, kind), int(edit), moment)


def _rejected(kind: RecordKind, columns: Sequence[tuple[str | None, Choices]]) -> Rejected:
    each = {at: said for at, (_code, said) in enumerate(columns) if said != Choices()}
    currencies = {said.currency for _code, said in columns}
    whole = currencies.pop() if len(currencies) == 1 else None
    return Rejected(
        kind, tuple(code for code, _said in columns), Choices(None, None, whole, columns=each)
    )


def rows(ours: Ours) -> Iterator[tuple[str | int | None, ...]]:
    """The rows of the sheet that say this."""
    yield "salesdesk", VERSION
    if ours.written is not None:
        yield "edit", ours.written.edit
        yield "at", ours.written.at.isoformat()
        yield "kind", ours.written.kind
    for sheet, rejected in ours.rejected.items():
        yield "rejected", sheet, rejected.kind
        for at, code in enumerate(rejected.fields):
            said = rejected.choices.of(at)
            yield "column", code, said.decimal, said.date_order, said.currency
