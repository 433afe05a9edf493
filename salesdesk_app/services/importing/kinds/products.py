"""How a row of products is understood."""

from collections.abc import Hashable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import product_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.store.models import Product

COLUMNS = ("name", "series", "price_minor", "currency", "external_source", "external_id", "uid")


class PriceList(Kind):
    """Rows of products against those of the workspace; the price list's spelling of a name counts.

    Names are the same after folding case and leaving out spaces and punctuation, and no two
    products have the same one.
    """

    record = "products"
    columns = COLUMNS

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Product.id, *(getattr(Product, column) for column in COLUMNS))
        super().__init__(
            values, lookups, {row[0]: tuple(row[1:]) for row in session.execute(query)}
        )
        self._taken = {product_key(row[0]): one for one, row in self.before.items()}

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By the letters and figures of the name."""
        return (product_key(row[0]),)

    def name_key(self, place: int, name: str) -> Hashable:
        """By the letters and figures of the name."""
        return product_key(name)

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside the name and the ids; raises Wrong."""
        name = self.name(place)
        if name is not None and self._taken.setdefault(product_key(name), target) != target:
            raise Wrong("name", Problem("import.taken", value=name))
        self.straight(said, place, ("series",))
        self.money(said, place, self.before.get(target), "price")
