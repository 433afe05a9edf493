"""The records that rows name: found in the workspace, or put down to be created.

A record that is still to be created has an id below zero until it is written.
"""

from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.names import product_key
from salesdesk_app.services.importing.naming.links import (
    Accounts,
    Competitors,
    Contacts,
    Opportunities,
)
from salesdesk_app.services.importing.naming.named import Named
from salesdesk_app.services.importing.naming.own_fields import OwnFields
from salesdesk_app.services.importing.naming.persons import People
from salesdesk_app.services.importing.naming.spelling import Words
from salesdesk_app.services.importing.naming.steps import Stages
from salesdesk_app.store.models import Product


class Products(Named):
    """Products by name, whatever its capitals, spaces and punctuation."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(Product.id, Product.name).order_by(Product.id))
        super().__init__(((row.id, row.name) for row in rows), product_key)
        self._lists: dict[str, tuple[int, ...]] = {}

    def listed(self, text: str) -> tuple[int, ...]:
        """The products that a cell names: one, or several parted by semicolons."""
        found = self._lists.get(text)
        if found is None:
            parts = [text] if self.ids(text) else [part.strip() for part in text.split(";")]
            ids = {self.named(part) for part in parts if part}
            found = self._lists[text] = tuple(sorted(ids))
        return found


class Lookups:
    """Everything that rows may link to; what most files do not name is read when one does."""

    def __init__(self, session: Session, words: Mapping[str, Words] | None = None) -> None:
        self._session = session
        self.words = words or {"stage": Words(), "person": Words()}
        self.people = People(session, self.words["person"])
        self.accounts = Accounts(session)
        self.products = Products(session)
        self.stages = Stages(session, self.words["stage"])
        self.fields = OwnFields(session)

    @cached_property
    def contacts(self) -> Contacts:
        """The contacts."""
        return Contacts(self._session)

    @cached_property
    def competitors(self) -> Competitors:
        """The competitors."""
        return Competitors(self._session)

    @cached_property
    def deals(self) -> Opportunities:
        """The deals."""
        return Opportunities(self._session)

    def known(self, kind: str) -> Mapping[int, str]:
        """The names of records of a kind that rows may link to, by id."""
        read = self.__dict__  # the others are not linked to
        names: dict[str, Mapping[int, str]] = {
            "account": self.accounts.names,
            "person": self.people.names,
            "product": self.products.names,
            "stage": self.stages.names,
            "pipeline": self.stages.ways.names,
            "contact": self.contacts.names if "contacts" in read else {},
            "competitor": self.competitors.names if "competitors" in read else {},
            "deal": self.deals.names if "deals" in read else {},
        }
        return names[kind]

    def names(self) -> dict[tuple[str, int], str]:
        """What records are called, by kind and id."""
        return {
            (kind, record_id): name
            for kind in LINKED
            for record_id, name in self.known(kind).items()
        }


LINKED = ("account", "person", "product", "stage", "pipeline", "contact", "competitor", "deal")
