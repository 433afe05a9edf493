"""Every record of a kind with all the fields that go out, in the order in which they came."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, null, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain.custom import NOTHING, Own
from salesdesk_app.domain.fields import Field, RecordKind, exported
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.periods import of_kind
from salesdesk_app.domain.sheets import Cell, Kind, Rows, Sheet, SheetColumn
from salesdesk_app.services import custom_fields, settings
from salesdesk_app.store.models import (
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
    DealProduct,
    Pipeline,
    Product,
    Quota,
    Stage,
    table_of,
)

KINDS: Mapping[str, Kind] = {
    "money": "amount",
    "percent": "number",
    "whole": "number",
    "minutes": "number",
    "day": "day",
    "moment": "moment",
    "yes_no": "yes_no",
}
OWN_WIDTH = 18
WIDTHS = {"name": 34, "account": 26, "owner": 20, "product": 24, "note": 40, "uid": 38}

Read = Callable[[Any, Any], Cell]
"""What a field's stored value is in a table; the whole row ends with its currency and its id."""


def sheet(session: Session, kind: RecordKind) -> Sheet:
    """The records of a kind as a table under this project's own headings.

    Behind them stand the fields of the user's own, under their names.
    """
    fields = exported(kind)
    own = own_fields(session, kind)
    reads = [_read(session, kind, field) for field in fields]
    found = session.execute(_query(kind, fields)).all()

    held = custom_fields.held(session) if own else {}

    def cells(row: Any) -> tuple[Cell, ...]:
        stated = [read(row[at], row) for at, read in enumerate(reads)]
        if own:
            values = held.get(row[-1], NOTHING)
            stated += [values.get(one.id) for one in own]
        return tuple(stated)

    columns = tuple(
        SheetColumn(field.heading, KINDS.get(field.kind, "text"), WIDTHS.get(field.code, 15))
        for field in fields
    )
    columns += tuple(SheetColumn(one.name, one.kind, OWN_WIDTH) for one in own)
    return Sheet(kind.capitalize(), columns, Rows(found, cells))


def own_fields(session: Session, kind: RecordKind) -> tuple[Own, ...]:
    """The fields of the user's own that records of a kind have, in their order."""
    return custom_fields.listing(session) if kind == "deals" else ()


def _query(kind: RecordKind, fields: tuple[Field, ...]) -> Select[Any]:
    table = table_of(kind)
    source: FromClause = table
    chosen: list[ColumnElement[Any]] = []
    for field in fields:
        code = _STORED.get((kind, field.code), field.code)
        if (kind, code) in _COLLECTED:
            chosen.append(null())
        elif f"{code}_id" in table.c:
            key = table.c[f"{code}_id"]
            other = _target(key).alias()
            source = source.outerjoin(other, other.c.id == key)
            chosen.append(other.c.name)
        else:
            chosen.append(table.c[f"{code}_minor" if field.kind == "money" else code])
    currency = table.c.currency if "currency" in table.c else null()
    return select(*chosen, currency, table.c.id).select_from(source).order_by(table.c.id)


def _target(key: ColumnElement[Any]) -> SqlTable:
    """The table whose records a key names."""
    (foreign,) = key.foreign_keys
    found: SqlTable = foreign.column.table
    return found


def _read(session: Session, kind: RecordKind, field: Field) -> Read:
    collect = _COLLECTED.get((kind, field.code))
    if collect is not None:
        collected = collect(session)
        return lambda _stored, row: collected.get(row[-1])
    return _READS.get(field.kind, _as_stored)


def _as_stored(stored: Any, _row: Any) -> Cell:
    value: Cell = stored
    return value


def _amount(stored: int | None, row: Any) -> Cell:
    return None if stored is None else Money(stored, row[-2])


def _word(stored: str | None, _row: Any) -> Cell:
    return None if stored is None else wording.term(stored)


def _local(stored: datetime | None, _row: Any) -> Cell:
    return None if stored is None else local(stored).replace(tzinfo=None)


_STORED: Mapping[tuple[str, str], str] = {
    ("quotas", "ramp"): "ramp_percent",
}
"""Where a field is kept under another name."""

_READS: Mapping[str, Read] = {
    "money": _amount,
    "category": _word,
    "role": _word,
    "activity": _word,
    "moment": _local,
}


def products_by_deal(session: Session) -> dict[int, str]:
    """The products of each deal that has any, by name, joined by ``; ``."""
    return _joined(session, DealProduct, Product)


def _contacts_by_deal(session: Session) -> dict[int, str]:
    return _joined(session, DealContact, Contact)


def _competitors_by_deal(session: Session) -> dict[int, str]:
    return _joined(session, DealCompetitor, Competitor)


def _joined(session: Session, link: Any, other: Any) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(link.deal_id, other.name).join_from(link, other).order_by(other.name)
    for deal_id, name in session.execute(query):
        found[deal_id].append(name)
    return {deal_id: "; ".join(names) for deal_id, names in found.items()}


def _pipelines_of_deals(session: Session) -> dict[int, str]:
    query = select(Deal.id, Pipeline.name).join_from(Deal, Stage).join(Pipeline)
    return {row[0]: row[1] for row in session.execute(query)}


def _periods_of_quotas(session: Session) -> dict[int, str]:
    """The key of the month, quarter or year that a quota is for, if it is for one."""
    start = settings.read(session).fiscal_start_month
    found = {}
    for quota_id, first, last in session.execute(select(Quota.id, Quota.first_on, Quota.last_on)):
        for kind in ("month", "quarter", "year"):
            period = of_kind(kind, first, start)
            if (period.first, period.last) == (first, last):
                found[quota_id] = period.key
    return found


_COLLECTED: Mapping[tuple[str, str], Callable[[Session], Mapping[int, Cell]]] = {
    ("deals", "product"): products_by_deal,
    ("deals", "contact"): _contacts_by_deal,
    ("deals", "competitor"): _competitors_by_deal,
    ("deals", "pipeline"): _pipelines_of_deals,
    ("quotas", "period"): _periods_of_quotas,
}
"""What stands in no column of a record's own table, by the record's id."""
