"""Whose an e-mail address is: a contact's, an account's, somebody's of the team; and which deal."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from salesdesk_app.domain.names import domain_of
from salesdesk_app.domain.shared_domains import and_above, is_shared
from salesdesk_app.store.models import Account, Activity, Contact, Deal, DealContact, Person, Stage
from salesdesk_app.store.value_lists import each_of
from salesdesk_app.wording import titles


@dataclass(frozen=True, slots=True)
class Whose:
    """What is known of an address, with names; all None and not ``own`` for a stranger's.

    ``person`` is somebody of the team; ``own`` says that it is the team's or in its domain.
    ``deal`` is an open one of the contact, or else of the account: the one touched last.
    """

    contact_id: int | None = None
    contact: str | None = None
    account_id: int | None = None
    account: str | None = None
    person_id: int | None = None
    person: str | None = None
    deal_id: int | None = None
    deal: str | None = None
    own: bool = False

    @property
    def known(self) -> bool:
        """Whether it is a customer's."""
        return self.account_id is not None or self.contact_id is not None


NOBODY = Whose()


def whose(session: Session, addresses: Iterable[str]) -> dict[str, Whose]:
    """What is known of each address, by the address in lower case; some selects for all of them.

    An address that two people have, or a domain that two accounts have, names neither. A domain
    is an account's by its website, or else by the addresses of its contacts; never one of free
    mail, and never the team's own. What is below the team's domain or above it is the team's as
    well, as long as no account is there.
    """
    wanted = sorted({address.strip().casefold() for address in addresses if "@" in address})
    if not wanted:
        return {}
    people = _people(session)
    own = _Own(people)
    contacts = _contacts(session, wanted)
    unknown = [
        one
        for one in wanted
        if one not in people and (contacts.get(one) or (0, "", None))[2] is None
    ]
    domains = _accounts(session, {domain_of(one) for one in unknown} - own.domains)
    found = {}
    for address in wanted:
        contact_id, contact, account_id = contacts.get(address, (None, None, None))
        if account_id is None and address in unknown:
            account_id = domains.get(domain_of(address))
        person_id, person = people.get(address, (None, None))
        found[address] = Whose(
            contact_id=contact_id,
            contact=contact,
            account_id=account_id,
            person_id=person_id,
            person=person,
            own=address in people
            or (contact_id is None and account_id is None and domain_of(address) in own),
        )
    return _with_names(session, found)


def open_deals(
    session: Session, *, contacts: Collection[int] = (), accounts: Collection[int] = ()
) -> tuple[dict[int, tuple[int, str]], dict[int, tuple[int, str]]]:
    """The open deal (id, name) of each contact and of each account; of several, the one touched
    last: by its last activity, or else by its creation."""
    by_contact = _touched_last(session, DealContact.contact_id, contacts)
    return by_contact, _touched_last(session, Deal.account_id, accounts)


class _Own:
    """The domains of the team's addresses, and those below and above them."""

    def __init__(self, people: Iterable[str]) -> None:
        self.domains = {domain for one in people if not is_shared(domain := domain_of(one))}
        above = {domain for one in self.domains for domain in and_above(one)}
        self._whole = {domain for domain in above if not is_shared(domain)}

    def __contains__(self, domain: str) -> bool:
        return domain in self._whole or not self.domains.isdisjoint(and_above(domain))


def _people(session: Session) -> dict[str, tuple[int, str]]:
    rows = session.execute(
        select(Person.id, Person.name, Person.email)
        .where(Person.email.is_not(None))
        .order_by(Person.ended_on.is_(None), Person.id.desc())  # who is here wins
    )
    return {row.email.strip().casefold(): (row.id, row.name) for row in rows}


def _contacts(session: Session, addresses: Sequence[str]) -> dict[str, tuple[int, str, int | None]]:
    found: dict[str, list[tuple[int, str, int | None]]] = defaultdict(list)
    address = func.lower(func.trim(Contact.email))
    columns = (Contact.id, Contact.name, Contact.account_id, address.label("address"))
    for row in session.execute(select(*columns).where(address.in_(each_of(addresses)))):
        found[row.address].append((row.id, row.name, row.account_id))
    return {address: rows[0] for address, rows in found.items() if len(rows) == 1}


def _accounts(session: Session, domains: Collection[str]) -> dict[str, int]:
    """The one account of each domain; that of a department is that of its company."""
    wanted = {one: [d for d in and_above(one) if not is_shared(d)] for one in domains}
    asked = {domain for above in wanted.values() for domain in above}
    if not asked:
        return {}
    sites: dict[str, set[int]] = defaultdict(set)
    for row in session.execute(select(Account.id, Account.website).where(Account.website != "")):
        domain = domain_of(row.website)
        if domain in asked:
            sites[domain].add(row.id)
    mails = _of_colleagues(session, asked)
    found = {}
    for one, above in wanted.items():
        ids = next((ids for domain in above if (ids := sites.get(domain) or mails.get(domain))), ())
        if len(ids) == 1:
            found[one] = next(iter(ids))
    return found


def _of_colleagues(session: Session, domains: Collection[str]) -> dict[str, set[int]]:
    """At which accounts the contacts of a domain are."""
    at = func.instr(Contact.email, "@")
    domain = func.lower(func.trim(func.substr(Contact.email, at + 1)))
    query = select(domain.label("domain"), Contact.account_id).where(
        at > 0, Contact.account_id.is_not(None)
    )
    found: dict[str, set[int]] = defaultdict(set)
    for row in session.execute(query.where(domain.in_(each_of(domains))).distinct()):
        found[row.domain].add(row.account_id)
    return found


def _with_names(session: Session, found: dict[str, Whose]) -> dict[str, Whose]:
    contacts = {one.contact_id for one in found.values() if one.contact_id is not None}
    accounts = {one.account_id for one in found.values() if one.account_id is not None}
    by_contact, by_account = open_deals(session, contacts=contacts, accounts=accounts)
    rows = session.execute(
        select(Account.id, Account.name).where(Account.id.in_(each_of(accounts)))
    )
    names = {row.id: row.name for row in rows}
    made = {}
    for address, one in found.items():
        none = (None, None)
        deal = by_contact.get(one.contact_id or 0) or by_account.get(one.account_id or 0) or none
        account = names.get(one.account_id or 0)
        made[address] = replace(one, account=account, deal_id=deal[0], deal=deal[1])
    return made


def _touched_last(
    session: Session, key: InstrumentedAttribute[Any], ids: Collection[int]
) -> dict[int, tuple[int, str]]:
    if not ids:
        return {}
    touched = func.max(func.coalesce(Activity.done_at, Deal.created_on))
    query = (
        select(key.label("key"), Deal.id, Deal.name, Account.name.label("account"))
        .select_from(Deal)
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Account, Account.id == Deal.account_id)
        .outerjoin(Activity, Activity.deal_id == Deal.id)
        .where(Stage.outcome == "open", key.in_(each_of(ids)))
        .group_by(key, Deal.id)
        .order_by(touched, Deal.id)
    )
    if key.class_ is DealContact:
        query = query.join(DealContact, DealContact.deal_id == Deal.id)
    return {
        row.key: (row.id, titles.title(row.name, row.account)) for row in session.execute(query)
    }
