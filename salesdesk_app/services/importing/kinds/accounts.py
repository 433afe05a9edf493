"""How a row of accounts is understood."""

from collections.abc import Hashable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import domain_of, name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import UNSTATED
from salesdesk_app.store.models import Account

COLUMNS = (
    "name",
    "owner_id",
    "parent_id",
    "industry",
    "country",
    "website",
    "founded",
    "employees",
    "revenue_minor",
    "currency",
    "note",
    "external_source",
    "external_id",
    "uid",
)
_STRAIGHT = ("industry", "country", "website", "founded", "employees", "note")


class Customers(Kind):
    """Rows of accounts against the accounts of the workspace."""

    record = "accounts"
    columns = COLUMNS

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Account.id, *(getattr(Account, column) for column in COLUMNS))
        super().__init__(
            values, lookups, {row[0]: tuple(row[1:]) for row in session.execute(query)}
        )
        self._sites = {
            ("@", name_key(row[0]))
            for row in self.before.values()
            if row[self.at["website"]] and domain_of(row[self.at["website"]]) == name_key(row[0])
        }
        parent = self.at["parent_id"]
        self._parents = {one: row[parent] for one, row in self.before.items() if row[parent]}

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By name; one that is only known by its website is called by that until then."""
        name, website = row[0], row[self.at["website"]]
        known: tuple[Hashable, ...] = (name_key(name),)
        if website and domain_of(website) == name_key(name):
            return (*known, ("@", domain_of(website)))
        return known

    def name_key(self, place: int, name: str) -> Hashable:
        """By website where that is all that is known of an account, else by name."""
        website = self.cell("website", place)
        site = None if website is None else ("@", domain_of(website))
        return site if site in self._sites else name_key(name)

    def prepare(self) -> None:
        """Finds the owners, and the parents, which may be accounts of the file itself."""
        self._owners = self.references.persons("owner")
        self._above = self.references.linked(
            "parent", self.lookups.accounts.named, of=self.lookups.accounts
        )

    def alias(self, place: int, record_id: int) -> None:
        """Whoever is named so in another row is likely to be the same."""
        self.lookups.accounts.also(self.name(place) or "", record_id)

    def claim(self, place: int, target: int, *, new: bool) -> None:
        """A new account may be another row's parent."""
        if new:
            self.lookups.accounts.add(target, self.name(place) or "")

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside the name and the ids; raises Wrong."""
        self.straight(said, place, _STRAIGHT)
        said[self.at["owner_id"]] = self._owners[place]
        self.money(said, place, self.before.get(target), "revenue")
        parent = said[self.at["parent_id"]] = self._above[place]
        if parent is not UNSTATED:
            self._check_chain(target, parent, self.cells["parent"][place])
            self._parents[target] = parent

    def _check_chain(self, target: int, parent: int, name: str) -> None:
        seen = {target}
        above: int | None = parent
        while above is not None:
            if above in seen:
                raise Wrong("parent", Problem("import.itself", value=name))
            seen.add(above)
            above = self._parents.get(above)
