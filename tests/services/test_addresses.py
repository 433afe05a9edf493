"""Whose an address is: told by contacts, websites and colleagues, and never guessed."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from salesdesk_app.domain.shared_domains import is_shared
from salesdesk_app.services import verbs
from salesdesk_app.services.addresses import NOBODY, Whose, whose
from salesdesk_app.store.models import Account, Activity, Contact, Deal, DealContact, Person
from salesdesk_app.store.session import Store
from tests import world


@pytest.fixture
def filled(store: Store) -> Store:
    world.fill(store)
    with store.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="addresses.xlsx", kind="contacts", count=9)
        account = _account(s, "Halden Freight")
        account.website = "https://www.halden.example/de?x=1"
        _contact(s, "Dr Anna Weiss").email = " Anna.Weiss@Halden.example "
        s.add(Contact(name="Jo", account_id=_account(s, "Corvid Media").id, email="jo@corvid.test"))
        s.add(Contact(name="Max", account_id=account.id, email="max@gmail.com"))
        for name in ("Ann", "Bob"):
            s.add(Contact(name=name, account_id=account.id, email="office@shared.test"))
        s.add(Account(name="One", website="twice.test"))
        s.add(Account(name="Two", website="http://twice.test"))
        person = s.query(Person).where(Person.name == "Jonas Lind").one()
        person.email = "jonas@ourselves.test"
    return store


def _account(session: Session, name: str) -> Account:
    return session.query(Account).where(Account.name == name).one()


def _contact(session: Session, name: str) -> Contact:
    return session.query(Contact).where(Contact.name == name).one()


def _of(store: Store, address: str) -> Whose:
    return verbs.ask(store, whose, [address])[address.strip().casefold()]


def test_a_contact_is_known_by_the_address_whatever_the_capitals(filled: Store) -> None:
    found = _of(filled, " anna.weiss@HALDEN.example")
    assert (found.contact, found.account) == ("Dr Anna Weiss", "Halden Freight")
    assert found.deal == "Halden Freight — Deal 0"
    assert found.known
    assert not found.own


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("accounts@halden.example", "Halden Freight"),  # by the website
        ("x@mail.halden.example", "Halden Freight"),  # a department's
        ("boss@corvid.test", "Corvid Media"),  # by a colleague's address
        ("other@gmail.com", None),  # free mail names nobody
        ("x@twice.test", None),  # two accounts
        ("x@example", None),
        ("anna@otherhalden.example", None),
    ],
)
def test_an_account_is_known_by_the_domain(
    filled: Store, address: str, account: str | None
) -> None:
    found = _of(filled, address)
    assert found.account == account
    assert found.contact is None


def test_free_mail_names_a_contact_that_has_the_very_address(filled: Store) -> None:
    assert _of(filled, "MAX@gmail.com").contact == "Max"


def test_an_address_of_two_contacts_names_neither_of_them(filled: Store) -> None:
    found = _of(filled, "office@shared.test")
    assert found.contact is None
    assert found.account == "Halden Freight"  # both are there


def test_the_team_is_told_from_customers(filled: Store) -> None:
    found = _of(filled, "priya@example.com")
    assert (found.person, found.own, found.known) == ("Priya Nair", True, False)
    colleague = _of(filled, "somebody@ourselves.test")
    assert (colleague.person, colleague.own) == (None, True)


def test_a_stranger_is_nobody_and_what_is_no_address_is_left_out(filled: Store) -> None:
    assert verbs.ask(filled, whose, ["x@nowhere.test", "no address", ""]) == {
        "x@nowhere.test": NOBODY
    }
    assert verbs.ask(filled, whose, []) == {}


def test_of_several_open_deals_the_one_touched_last_counts(filled: Store) -> None:
    with filled.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="more.xlsx", kind="deals", count=1)
        contact = _contact(s, "Dr Anna Weiss")
        other = s.query(Deal).where(Deal.name == "Deal 3").one()
        assert other.account_id == contact.account_id
        s.add(DealContact(deal_id=other.id, contact_id=contact.id))
        s.add(Activity(kind="call", subject="x", done_at=world.NOON, deal_id=other.id))
    assert _of(filled, "anna.weiss@halden.example").deal == "Halden Freight — Deal 3"
    with filled.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="more.xlsx", kind="deals", count=1)
        first = s.query(Deal).where(Deal.name == "Deal 0").one()
        later = world.NOON + timedelta(minutes=5)
        s.add(Activity(kind="call", subject="x", done_at=later, deal_id=first.id))
    assert _of(filled, "anna.weiss@halden.example").deal == "Halden Freight — Deal 0"


@pytest.mark.parametrize("domain", ["gmail.com", "yahoo.co.uk", "gmx.de", "web.de", "linkedin.com"])
def test_shared_domains_are_known(domain: str) -> None:
    assert is_shared(domain)


@pytest.mark.parametrize("domain", ["live.acme.de", "acme.com", "outlook", "yahoo.acme.co.uk", ""])
def test_a_company_is_not_taken_for_free_mail(domain: str) -> None:
    assert not is_shared(domain)
