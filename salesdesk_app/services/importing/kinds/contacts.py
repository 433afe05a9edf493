"""How a row of contacts is understood: who is meant, and where they work."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.names import from_address, name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import UNSTATED
from salesdesk_app.store.models import Contact

COLUMNS = (
    "name",
    "account_id",
    "title",
    "email",
    "phone",
    "note",
    "external_source",
    "external_id",
    "uid",
)


class Buyers(Kind):
    """Rows of contacts against the contacts of the workspace.

    They are recognised by e-mail address, and where there is none by name and account. Where a
    file does not say for whom somebody works, the address tells, if it is at an account's website.
    """

    record = "contacts"
    columns = COLUMNS

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Contact.id, *(getattr(Contact, column) for column in COLUMNS))
        before = {row[0]: tuple(row[1:]) for row in session.execute(query)}
        at = COLUMNS.index("email")
        held = (row[at].casefold() for row in before.values() if row[at])
        told = (one.casefold() for one in values.of("email") if one)
        self._known = set(held)
        self._nameless = {(name_key(row[0]), row[1]) for row in before.values() if not row[at]}
        self._told = Counter(told)
        super().__init__(values, lookups, before)
        self._accounts = self.references.accounts()

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By address, by name and account, and by name alone for files without accounts."""
        name, email = name_key(row[0]), row[self.at["email"]]
        names: tuple[Hashable, ...] = ((name, row[1]), name)
        return (*names, ("@", email.casefold())) if email else names

    def stated_name(self, place: int) -> str | None:
        """The name, or first and last name put together."""
        return self.whole_name(place)

    def name(self, place: int) -> str | None:
        """The name; without one, a name made of the e-mail address."""
        email = self.cell("email", place)
        return self.whole_name(place) or (from_address(email) if email else None)

    def name_key(self, place: int, name: str) -> Hashable:
        """By address, unless it is news of somebody who is known without one."""
        email, account = self.cell("email", place), self._account(place)
        key = (name_key(name), None if account is UNSTATED else account)
        if email is not None:
            new = email.casefold() not in self._known and self._told[email.casefold()] == 1
            return key if new and key in self._nameless else ("@", email.casefold())
        if self.values.fields.keys().isdisjoint(("account", "account_domain")):
            return key[0]
        return key

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside the name and the ids."""
        self.straight(said, place, ("title", "email", "note"))
        before = self.before.get(target)
        account = self._accounts[place]
        unknown = before is None or before[self.at["account_id"]] is None
        if account is UNSTATED and unknown and self.cell("uid", place) is None:
            account = self._account(place)  # a file of ours would have said so
        said[self.at["account_id"]] = account
        phone = self.cell("phone", place) or self.cell("mobile", place)
        if phone is not None:
            said[self.at["phone"]] = phone

    def _account(self, place: int) -> Any:
        """The account that the row states, or else the one at whose website the address is."""
        account, email = self._accounts[place], self.cell("email", place)
        if account is UNSTATED and email is not None:
            found = self.lookups.accounts.of_domain(email)
            return UNSTATED if found is None else found
        return account
