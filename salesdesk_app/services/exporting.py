"""Tables that go out: every deal with all its fields, so that the file can come in again."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Account, Deal, DealProduct, Person, Product, Stage
from salesdesk_app.store.session import Store


class DealLine(NamedTuple):
    """A deal as a table of deals has it; the value in minor units of its own currency.

    Named as ``domain.fields.DEALS``, with the keys and the outcome behind them. ``probability``
    and ``category`` are there only where they are the deal's own; ``product`` joins several by
    ``; ``.
    """

    name: str
    account: str | None
    owner: str | None
    stage: str
    value: int | None
    currency: str
    probability: int | None
    category: str | None
    created_on: date | None
    expected_close_on: date | None
    closed_on: date | None
    source: str | None
    lost_reason: str | None
    next_step: str | None
    next_step_on: date | None
    note: str | None
    external_id: str | None
    external_source: str | None
    uid: str
    id: int
    owner_id: int | None
    stage_id: int
    outcome: str
    product: str | None = None


def deal_lines(session: Session) -> list[DealLine]:
    """Every deal in the order in which they came."""
    products = _products(session)
    rows = session.execute(
        select(
            Deal.name,
            Account.name,
            Person.name,
            Stage.name,
            Deal.value_minor,
            Deal.currency,
            Deal.probability,
            Deal.category,
            Deal.created_on,
            Deal.expected_close_on,
            Deal.closed_on,
            Deal.source,
            Deal.lost_reason,
            Deal.next_step,
            Deal.next_step_on,
            Deal.note,
            Deal.external_id,
            Deal.external_source,
            Deal.uid,
            Deal.id,
            Deal.owner_id,
            Deal.stage_id,
            Stage.outcome,
        )
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Account, Account.id == Deal.account_id)
        .outerjoin(Person, Person.id == Deal.owner_id)
        .order_by(Deal.id)
    )
    return [DealLine._make((*row, products.get(row.id))) for row in rows]


def write_deals(store: Store, target: Path, *, tick: Tick = no_tick) -> int:
    """Writes every deal to an .xlsx or .csv file by the name's ending; returns how many.

    Problems: those of ``exchange.atomic.swapped_in``; ``tick`` may stop it, then nothing is left.
    """
    from salesdesk_app.exchange import deal_sheets  # imported late: openpyxl is heavy

    lines = ask(store, deal_lines)
    write = deal_sheets.write_csv if target.suffix.lower() == ".csv" else deal_sheets.write_xlsx
    write(lines, target, tick=tick)
    return len(lines)


def _products(session: Session) -> dict[int, str]:
    """The products of each deal that has any, by name."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(DealProduct.deal_id, Product.name)
        .join(Product, Product.id == DealProduct.product_id)
        .order_by(Product.name)
    )
    for deal_id, name in rows:
        found[deal_id].append(name)
    return {deal_id: "; ".join(names) for deal_id, names in found.items()}
