"""Products and what a deal sells of them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.accounts import tidy
from salesdesk_app.services.deals.deal_records import existing, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Deal, DealProduct, Product

WHOLE_BP = 10_000
MOST = 1_000_000  # pieces in one line: beyond it lies a slip of the finger


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product on the price list; the price, where known, in minor units of its currency."""

    id: int
    name: str
    series: str | None
    price_minor: int | None
    currency: str | None


def rows(session: Session) -> list[ProductRow]:
    """The price list by name."""
    found = session.execute(
        select(
            Product.id, Product.name, Product.series, Product.price_minor, Product.currency
        ).order_by(func.lower(Product.name))
    )
    return [ProductRow(*row) for row in found]


@verb
def put_in_deal(
    session: Session, deal_id: int, name: str, *, quantity: int = 1, discount_bp: int = 0
) -> int:
    """States how many of a product a deal sells and at which discount (1,500 is 15 %).

    A product that is not on the price list yet is added without a price; the result is its id.
    The deal's value is stated apart and stays. Problems: record.gone, field.empty, field.range.
    """
    deal = existing(session, deal_id)
    if not 1 <= quantity <= MOST:
        raise Problem("field.range", field="Quantity", low=1, high=f"{MOST:,}")
    if not 0 <= discount_bp <= WHOLE_BP:
        raise Problem("field.range", field="Discount", low="0 %", high="100 %")
    product = _find_or_add(session, name)
    line = _line(session, deal_id, product.id)
    if line is None:
        line = DealProduct(deal_id=deal_id, product_id=product.id)
        session.add(line)
    line.quantity = quantity
    line.discount_bp = discount_bp
    name_edit(session, product=product.name, deal=title_of(session, deal))
    return product.id


@verb
def remove_from_deal(session: Session, deal_id: int, product_id: int) -> None:
    """Takes a product out of a deal; the price list stays. Problem: record.gone."""
    line = _line(session, deal_id, product_id)
    deal, product = session.get(Deal, deal_id), session.get(Product, product_id)
    if line is None or deal is None or product is None:
        raise Problem("record.gone", kind="product")
    session.delete(line)
    name_edit(session, product=product.name, deal=title_of(session, deal))


def _find_or_add(session: Session, name: str) -> Product:
    wanted = tidy(name)
    key = _key(wanted)
    if not key:
        raise Problem("field.empty", field="Product")
    for product in session.scalars(select(Product).order_by(Product.id)):
        if _key(product.name) == key:
            return product
    product = Product(name=wanted)
    session.add(product)
    session.flush()
    return product


def _key(name: str) -> str:
    """What makes two products one: ``GTXPro`` is ``GTX Pro``; mere likeness is not enough."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _line(session: Session, deal_id: int, product_id: int) -> DealProduct | None:
    return session.scalar(
        select(DealProduct).where(
            DealProduct.deal_id == deal_id, DealProduct.product_id == product_id
        )
    )
