"""The lists of records that a deal is linked to, and how they are written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from salesdesk_app.store.bulk import insert_many
from salesdesk_app.store.models import DealCompetitor, DealContact, DealProduct
from salesdesk_app.store.models.table import Table as Base


@dataclass(frozen=True)
class Links:
    """A table that links deals to records of a kind by a column, and what a new link holds."""

    kind: str
    table: Table
    column: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def _links(kind: str, model: type[Base], facts: Mapping[str, Any]) -> Links:
    return Links(kind, Base.metadata.tables[model.__tablename__], f"{kind}_id", facts)


LISTS = {
    "products": _links("product", DealProduct, {"quantity": 1, "discount_bp": 0}),
    "contacts": _links("contact", DealContact, {"role": None}),
    "competitors": _links("competitor", DealCompetitor, {"note": None}),
}
"""The columns of a deal that hold several records, as tuples of their ids."""


def add(
    session: Session,
    links: Links,
    deals: Sequence[int],
    listed: Sequence[Any],
    real: Callable[[str, int], int],
) -> None:
    """Links each deal to its records; ``real`` gives the id that a record has got by now."""
    pairs = [
        (deal_id, real(links.kind, one))
        for deal_id, ids in zip(deals, listed, strict=True)
        for one in ids or ()
    ]
    if pairs:
        columns: dict[str, list[Any]] = {
            "deal_id": [deal_id for deal_id, _ in pairs],
            links.column: [linked_id for _, linked_id in pairs],
            **{name: [value] * len(pairs) for name, value in links.facts.items()},
        }
        insert_many(session, links.table, columns, lambda _count: None)


def exchange(session: Session, links: Links, deal_id: int, ids: Iterable[int]) -> None:
    """A deal is linked to just these records; links that stay keep what they hold."""
    table, wanted = links.table, set(ids)
    column = table.c[links.column]
    stored = set(session.scalars(select(column).where(table.c.deal_id == deal_id)))
    for one in stored - wanted:
        session.execute(delete(table).where(table.c.deal_id == deal_id, column == one))
    add(session, links, [deal_id], [sorted(wanted - stored)], lambda _kind, one: one)
