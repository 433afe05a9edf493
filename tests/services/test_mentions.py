"""Whom a typed line is about: certain, one of several, or nobody; never guessed."""

import pytest

from salesdesk_app.domain.due import LONGEST
from salesdesk_app.services import activities, verbs
from salesdesk_app.services.inbox.mentions import Meant, Understood, offered, understood
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Account, Contact, Deal, Person
from salesdesk_app.store.session import Store
from tests import world


@pytest.fixture
def filled(store: Store) -> Store:
    world.fill(store)
    with store.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="people.xlsx", kind="contacts", count=9)
        corvid = s.query(Account).where(Account.name == "Corvid Media").one()
        weiss = s.query(Contact).where(Contact.name == "Dr Anna Weiss").one()
        weiss.email, weiss.phone = "anna@halden.example", "0049 (0)89 / 1234-567"
        s.add(Account(name="Halden Tools"))
        s.add(Account(name="Brightline Energy", website="brightline.test"))
        s.add(Contact(name="Jo Lang", account_id=corvid.id))
        s.add(Contact(name="Ann Lang", account_id=weiss.account_id))
        s.add(Contact(name="Zoë Ünal", account_id=corvid.id))
        s.add(Account(name="Söhne & Töchter GmbH"))
        s.add(Account(name="von der Heide KG"))
        s.add(Contact(name="Uwe Groß", account_id=corvid.id))
        s.add(Contact(name="Eva Strass", account_id=corvid.id))
        s.add(Contact(name="Mark Price", account_id=corvid.id))
        s.add(Person(name="Priya Shah", role="rep"))
        s.query(Deal).where(Deal.name == "Deal 1").one().name = "Fleet telematics"
    return store


def read(store: Store, text: str) -> Understood:
    return verbs.ask(store, understood, text, now=world.NOON)


@pytest.mark.parametrize(
    ("line", "contact", "account", "deal"),
    [
        ("call back Weiss about pricing tomorrow 9", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("call back weiss about pricing", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("call Anna Weiss", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("call Anna", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("call Dr. Weiss's office", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("mail anna@halden.example", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("voicemail from +49 89 1234567", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("voicemail from 089 1234567", "Dr Anna Weiss", "Halden Freight", "Deal 0"),
        ("call Lang at Corvid", "Jo Lang", "Corvid Media", "Corvid Media"),
        ("call Zoë", "Zoë Ünal", "Corvid Media", "Corvid Media"),
        ("call Soehne & Toechter", None, "Söhne & Töchter GmbH", None),
        ("call SÖHNE & TÖCHTER", None, "Söhne & Töchter GmbH", None),
        ("call von der Heide about it", None, "von der Heide KG", None),
        ("Lang, Jo: call back", "Jo Lang", "Corvid Media", "Corvid Media"),
        ("call Uenal", "Zoë Ünal", "Corvid Media", "Corvid Media"),
        ("call Gross", "Uwe Groß", "Corvid Media", "Corvid Media"),
        ("call Straß", "Eva Strass", "Corvid Media", "Corvid Media"),
        ("call ünal", "Zoë Ünal", "Corvid Media", "Corvid Media"),
        ("answer Ostara about the rollout", None, "Ostara Clinics", None),
        ("answer ostara clinics", None, "Ostara Clinics", None),
        ("mail office@brightline.test", None, "Brightline Energy", None),
        ("push Fleet telematics", None, "Corvid Media", "Fleet telematics"),
    ],
)
def test_who_is_meant(
    filled: Store, line: str, contact: str | None, account: str, deal: str | None
) -> None:
    found = read(filled, line).about
    assert (found.contact, found.account) == (contact, account)
    assert deal is None or deal in (found.deal or "")


@pytest.mark.parametrize(
    ("line", "contact", "account", "deal"),
    [
        ("answer Halden Freight about the Pilot order", None, "Halden Freight", "Pilot"),
        ("ring Corvid Media on Pilot phase two", None, "Corvid Media", "Pilot phase two"),
        ("call Weiss about Pilot", "Dr Anna Weiss", "Halden Freight", "Pilot"),
        ("ask Jo about Pilot phase two", "Jo Lang", "Corvid Media", "Pilot phase two"),
        ("call Lang about Pilot phase two", None, None, None),
    ],
)
def test_a_deal_that_is_named_is_meant_with_its_account_and_contact(
    filled: Store, line: str, contact: str | None, account: str | None, deal: str | None
) -> None:
    with filled.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="deals.xlsx", kind="deals", count=3)
        old = s.query(Deal).where(Deal.name == "Fleet telematics").one()
        places = {one.name: one.id for one in s.query(Account)}
        for name, place in (
            ("Pilot", "Halden Freight"),
            ("Pilot phase two", "Halden Freight"),
            ("Pilot phase two", "Corvid Media"),
        ):
            s.add(Deal(name=name, account_id=places[place], stage_id=old.stage_id,
                       owner_id=old.owner_id, currency="USD", created_on=world.TODAY))  # fmt: skip
        s.add(Deal(name="Newer", account_id=places["Halden Freight"], stage_id=old.stage_id,
                   owner_id=old.owner_id, currency="USD", created_on=world.TODAY))  # fmt: skip
    found = read(filled, line).about
    assert (found.contact, found.account) == (contact, account)
    assert found.deal == (None if deal is None else f"{account} — {deal}")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("call Lang", {"Jo Lang", "Ann Lang"}),
        ("answer Halden", {"Halden Freight", "Halden Tools"}),
    ],
)
def test_of_several_none_is_taken(filled: Store, line: str, names: set[str]) -> None:
    found = read(filled, line)
    assert {one.contact or one.account for one in found.meant} == names
    assert found.about == Meant()
    assert found.word in line


@pytest.mark.parametrize(
    "line",
    ["call about the price", "send the offer", "buy milk", "call Nobody", "", "mark it", "🦜"],
)
def test_nobody_is_meant(filled: Store, line: str) -> None:
    assert read(filled, line).meant == ()


def test_a_long_line_of_words_with_many_spellings_is_looked_through(filled: Store) -> None:
    words = " ".join(f"Aeoeuess{chr(98 + n)}" for n in range(24))
    long = f"call Ünal about {words}"
    assert 200 < len(long) < LONGEST
    assert read(filled, long).about.contact == "Zoë Ünal"


def test_a_text_is_looked_for_as_far_as_a_line_goes(filled: Store) -> None:
    for text in (" ".join(f"x{n}ss" for n in range(9_000)), "xq " * 9_000):
        assert verbs.ask(filled, offered, text) == ()
    (found,) = verbs.ask(filled, offered, "zoë")
    assert found.contact == "Zoë Ünal"


def test_a_rep_is_called_by_an_at_sign(filled: Store) -> None:
    assert read(filled, "@Jonas: send offer Fri").reps[0][1] == "Jonas Lind"
    two = read(filled, "@Priya: send offer Fri")
    assert len(two.reps) == 2
    assert (two.rep_id, two.subject) == (None, "@Priya send offer")
    assert read(filled, "@Priya.Nair send offer").reps[0][1] == "Priya Nair"
    assert read(filled, "@Nobody send offer").subject == "@Nobody send offer"


def test_a_line_is_kept_with_whom_it_is_about(filled: Store) -> None:
    stamp = Stamp(world.NOON)
    line = "@Jonas call back Weiss about pricing tomorrow 9"
    made = perform(filled, stamp, activities.follow_up, line, now=world.NOON).result
    row = verbs.ask(filled, activities.get, made)
    assert (row.subject, row.contact, row.account) == (
        "call back Weiss about pricing",
        "Dr Anna Weiss",
        "Halden Freight",
    )
    assert (row.deal, row.person) == ("Deal 0", "Jonas Lind")
    chosen = read(filled, "call Lang").meant[1]
    made = perform(
        filled, stamp, activities.follow_up, "call Lang", now=world.NOON, about=chosen
    ).result
    assert verbs.ask(filled, activities.get, made).contact == chosen.contact
    made = perform(filled, stamp, activities.follow_up, "call Lang", now=world.NOON).result
    assert verbs.ask(filled, activities.get, made).contact is None
