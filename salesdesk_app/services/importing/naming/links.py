"""Links to records that a name alone does not tell: by website, by address, by what is beside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import domain_of, from_address, name_key
from salesdesk_app.services.importing.naming.named import Named
from salesdesk_app.store.models import Account, Competitor, Contact, Deal


class Accounts(Named):
    """Accounts by name, and by website where a file says nothing else of them."""

    def __init__(self, session: Session) -> None:
        columns = (Account.id, Account.name, Account.website)
        rows = session.execute(select(*columns).order_by(Account.id)).all()
        super().__init__((row.id, row.name) for row in rows)
        self.websites: dict[int, str] = {}  # of those still to be created
        self._by_domain: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            if row.website:
                self._by_domain[domain_of(row.website)].append(row.id)

    def of_domain(self, address: str) -> int | None:
        """The account with the website of this address, where it is the only one."""
        found = self._by_domain.get(domain_of(address), [])
        return found[0] if len(found) == 1 else None

    def sited(self, address: str) -> int:
        """The account with this website; else a new one that is called by it.

        Problem: import.several.
        """
        domain = domain_of(address)
        found = self._by_domain[domain]
        if len(found) > 1:
            raise Problem("import.several", value=address, count=len(found))
        if not found:
            known = self.ids(domain)
            found.append(known[0] if known else self.reserve(domain))
            self.websites[found[0]] = domain
        return found[0]


class Contacts:
    """Contacts by e-mail address, and by name within their account."""

    def __init__(self, session: Session) -> None:
        self.names: dict[int, str] = {}
        self.accounts: dict[int, int | None] = {}
        self.addresses: dict[int, str | None] = {}
        self._by_address: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._free = -1
        columns = (Contact.id, Contact.name, Contact.account_id, Contact.email)
        for row in session.execute(select(*columns).order_by(Contact.id)):
            self._add(*row)

    def _add(self, contact_id: int, name: str, account: int | None, address: str | None) -> int:
        self.names[contact_id] = name
        self.accounts[contact_id] = account
        self.addresses[contact_id] = address
        self._by_name[name_key(name)].append(contact_id)
        if address:
            self._by_address[address.casefold()].append(contact_id)
        return contact_id

    def listed(self, text: str, account: int | None, stored: Sequence[int] = ()) -> tuple[int, ...]:
        """The contacts that a cell names, parted by semicolons; see ``named``.

        Whoever is called so among the ``stored`` ones is meant first.
        """
        here = {name_key(self.names[one]): one for one in stored}
        parts = [part.strip() for part in text.split(";")]
        found = {here.get(name_key(part)) or self.named(part, account) for part in parts if part}
        return tuple(sorted(found))

    def named(self, text: str, account: int | None) -> int:
        """The contact of an e-mail address, or of a name at an account; else a new one there.

        ``Weiss, Anna <anna@example.com>`` is both. A row without an account means the only contact
        of that name. Problem: import.several.
        """
        name, address = _parts(text)
        found = self._by_address[address.casefold()] if address else []
        if not found and name:
            found = self._of_name(name, account, address)
        here = [one for one in found if self.accounts[one] == account]
        several = here or found
        if len(several) > 1:
            raise Problem("import.several", value=text, count=len(several))
        if several:
            return several[0]
        contact_id, self._free = self._free, self._free - 1
        return self._add(contact_id, name or from_address(address), account, address or None)

    def _of_name(self, name: str, account: int | None, address: str) -> list[int]:
        last, comma, first = name.partition(",")
        for one in (name, f"{first} {last}" if comma else ""):
            found = self._by_name.get(name_key(one), []) if one else []
            if account is not None:
                found = [one for one in found if self.accounts[one] in (account, None)]
            # Who has another address is another person of that name.
            found = [one for one in found if not (address and self.addresses[one])]
            if found:
                return found
        return []


def _parts(text: str) -> tuple[str, str]:
    """The name and the e-mail address in a text; one of them may be empty."""
    name, bracket, rest = text.partition("<")
    if bracket and "@" in rest:
        return name.strip(" \"'"), rest.partition(">")[0].strip()
    return ("", text) if "@" in text and " " not in text else (text, "")


class Competitors(Named):
    """Competitors by name."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(Competitor.id, Competitor.name).order_by(Competitor.id))
        super().__init__((row.id, row.name) for row in rows)

    def listed(self, text: str) -> tuple[int, ...]:
        """The competitors that a cell names, parted by semicolons."""
        parts = (part.strip() for part in text.split(";"))
        return tuple(sorted({self.named(part) for part in parts if part}))


class Opportunities:
    """The deals of the workspace by name and by the id that their file gave them."""

    def __init__(self, session: Session) -> None:
        self.names: dict[int, str] = {}
        self.accounts: dict[int, int | None] = {}
        self._ids: dict[str, list[int]] = defaultdict(list)
        columns = (Deal.id, Deal.name, Deal.account_id, Deal.external_id)
        for row in session.execute(select(*columns).order_by(Deal.id)):
            self.names[row.id] = row.name
            self.accounts[row.id] = row.account_id
            self._ids[name_key(row.name)].append(row.id)
            if row.external_id:
                self._ids[name_key(row.external_id)].append(row.id)

    def named(self, text: str, accounts: Iterable[int | None]) -> int:
        """The deal of that name, of several the one of these accounts.

        Problems: import.unknown_deal, import.several.
        """
        found: Sequence[int] = self._ids.get(name_key(text), [])
        if not found:
            raise Problem("import.unknown_deal", value=text)
        wanted = set(accounts) - {None}
        here = [one for one in found if self.accounts[one] in wanted] or found
        if len(here) > 1:
            raise Problem("import.several", value=text, count=len(here))
        return here[0]
