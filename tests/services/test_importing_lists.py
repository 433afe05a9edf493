"""Rows of people, accounts and products, and the deals that name them."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select, update

from salesdesk_app.services import importing
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import (
    Account,
    Deal,
    DealProduct,
    Person,
    Product,
)
from salesdesk_app.store.session import Store
from tests.sheets import (
    CORVID,
    HALDEN,
    HEADINGS,
    bring,
    codes,
    deals,
    kinds,
    plan,
)
from tests.world import NOON, TODAY


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    bring(store, HEADINGS, HALDEN, CORVID)
    yield store


def test_products_by_letters_and_never_by_likeness(store: Store) -> None:
    bring(
        store,
        ["product", "series", "sales_price"],
        ["GTX Pro", "GTX", 4821],
        ["GTX Plus Pro", "GTX", 5482],
    )
    found = plan(
        store,
        ["Deal", "Stage", "Product"],
        ["A", "Won", "GTXPro"],
        ["B", "Won", "gtx-pro"],
        ["C", "Won", "GTX Pros"],
        ["D", "Won", "GTX Pro; GTX Plus Pro"],
    )
    assert found.creates.products == ("GTX Pros",)
    assert "Product “GTXPro” is read as “GTX Pro” (1 row)." in [n.sentence for n in found.notes]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    with store.read() as session:
        query = select(Deal.name, Product.name).join(DealProduct, DealProduct.deal_id == Deal.id)
        sold = session.execute(query.join(Product, Product.id == DealProduct.product_id)).all()
    assert sorted(map(tuple, sold)) == [
        ("A", "GTX Pro"), ("B", "GTX Pro"), ("C", "GTX Pros"), ("D", "GTX Plus Pro"),
        ("D", "GTX Pro"),
    ]  # fmt: skip


def test_a_product_that_is_exchanged_keeps_the_lines_that_stay(store: Store) -> None:
    headings = ["Deal", "Stage", "Product"]
    bring(store, headings, ["A", "Won", "One; Two"])
    with store.write("products.put_in_deal", at=NOON) as (session, _):
        session.execute(update(DealProduct).values(quantity=7))
    found = plan(store, headings, ["A", "Won", "Two; Three"])
    assert found.rows[0].changes == (("product", "One; Two", "Three; Two"),)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    with store.read() as session:
        query = select(Product.name, DealProduct.quantity).join(
            Product, Product.id == DealProduct.product_id
        )
        assert sorted(map(tuple, session.execute(query))) == [("Three", 1), ("Two", 7)]


def test_owners_by_address_turned_names_and_never_by_chance(store: Store) -> None:
    bring(
        store,
        ["Name", "E-mail", "Region"],
        ["Priya Nair", "priya@example.com", "North"],
        ["Sam Lee", None, "A"],
        ["Tom Ott", None, "B"],
    )
    with store.write("people.add", at=NOON) as (session, _):
        session.add(Person(name="Sam Lee"))
        session.add(Person(name="Tom Ott", ended_on=date(2016, 1, 1)))
    names = [
        "PRIYA@example.com",
        "Nair, Priya",
        "priya  nair",
        "sam lee",
        "Tom Ott",
        "dwight.schrute@example.com",
    ]
    found = plan(
        store, ["Deal", "Stage", "Owner"], *([f"D{n}", "Won", name] for n, name in enumerate(names))
    )
    assert codes(found) == [(5, "Owner", "import.several")]
    assert found.creates.people == ("Dwight Schrute",)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert {row.owner for row in deals(store).values()} == {
        "Priya Nair",
        "Tom Ott",
        "Dwight Schrute",
    }
    with store.read() as session:
        query = select(Person.email).where(Person.name == "Dwight Schrute")
        assert session.scalar(query) == "dwight.schrute@example.com"
    assert kinds(
        plan(store, ["Deal", "Stage", "Owner"], ["D5", "Won", "Dwight.Schrute@example.com"])
    ) == ["same"]


def test_people_with_their_managers(store: Store) -> None:
    rows = [
        ["sales_agent", "manager", "regional_office"],
        ["Anna", "Dustin", "Central"],
        ["Ben", "Cara", "East"],
        ["Cara", "Dustin", "East"],
    ]
    found = plan(store, *rows)
    assert found.kind == "people"
    assert found.creates.managers == ("Dustin",)
    assert found.creates.regions == ("Central", "East")
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    with store.read() as session:
        people = {p.name: p for p in session.scalars(select(Person))}
        assert {name: p.role for name, p in people.items()} == {
            "Dustin": "manager",
            "Anna": "rep",
            "Ben": "rep",
            "Cara": "manager",
        }
        assert people["Ben"].manager_id == people["Cara"].id
        assert people["Cara"].manager_id == people["Dustin"].id
        assert people["Anna"].region == "Central"
    assert kinds(plan(store, *rows)) == ["same"] * 3


def test_a_rep_to_whom_others_report_becomes_a_manager(filled: Store) -> None:
    found = plan(filled, ["Name", "Manager", "Region"], ["Jonas Lind", "Priya Nair", "North"])
    assert [note.sentence for note in found.notes] == [
        "Priya Nair becomes a manager, because others report to them."
    ]
    perform(filled, Stamp(NOON), importing.apply, found, today=TODAY)
    with filled.read() as session:
        assert session.scalar(select(Person.role).where(Person.name == "Priya Nair")) == "manager"


def test_names_in_two_parts_and_roles(store: Store) -> None:
    bring(
        store,
        ["First name", "Last name", "Title", "Email"],
        ["Priya", "Nair", "Sales Manager", "p@example.com"],
        ["Jo", "Lind", "AE", "j@example.com"],
    )
    with store.read() as session:
        assert sorted(map(tuple, session.execute(select(Person.name, Person.role)))) == [
            ("Jo Lind", "rep"),
            ("Priya Nair", "manager"),
        ]
    renamed = plan(store, ["Name", "Email"], ["Priya N. Nair", "P@example.com"])
    assert kinds(renamed) == ["changed"]


def test_nobody_leads_themselves(store: Store) -> None:
    found = plan(
        store,
        ["Name", "Manager"],
        ["Anna", "Ben"],
        ["Ben", "Cara"],
        ["Cara", "Anna"],
        ["Dan", "Dan"],
        kind="people",
    )
    assert codes(found) == [(4, "Manager", "import.itself"), (5, "Manager", "import.itself")]


def test_accounts_with_parents_and_revenue(store: Store) -> None:
    rows = [
        [
            "Account Name",
            "Industry",
            "Annual Revenue (USD millions)",
            "Employees",
            "Parent Account",
            "Year Started",
        ],
        ["Bluth", "Media", 1100.04, 2822.0, "Holding", 1996],
        ["Holding", "Media", "", "1,500", "Top", ""],
    ]
    found = plan(store, *rows)
    assert found.creates.accounts == ("Top",)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    with store.read() as session:
        found_by = {a.name: a for a in session.scalars(select(Account))}
        bluth = found_by["Bluth"]
        assert (bluth.revenue_minor, bluth.currency) == (110004000000, "USD")
        assert (bluth.employees, bluth.founded, bluth.industry) == (2822, 1996, "Media")
        assert bluth.parent_id == found_by["Holding"].id
        assert found_by["Holding"].parent_id == found_by["Top"].id
    assert kinds(plan(store, *rows)) == ["same"] * 2


def test_products_and_prices(store: Store) -> None:
    rows = [
        ["product", "series", "sales_price"],
        ["GTX Pro", "GTX", 4821],
        ["MG Special", "MG", "$55.00"],
    ]
    bring(store, *rows)
    assert kinds(plan(store, *rows)) == ["same"] * 2
    found = plan(
        store, ["Product", "Price", "Product ID"], ["GTXPro", 4900, "P1"], ["GTX-Pro", 5000, "P2"]
    )
    assert [change.field for change in found.rows[0].changes] == [
        "name",
        "price",
        "external_source",
        "external_id",
    ]
    assert codes(found) == [(3, "Product", "import.taken")]
    with store.read() as session:
        assert session.scalar(select(func.sum(Product.price_minor))) == 482100 + 5500


def test_new_records_are_spelled_as_most_rows_spell_them(store: Store) -> None:
    rows = [
        [f"Deal {n}", account, stage]
        for n, (account, stage) in enumerate(
            [("CANCITY", "TRIAL"), ("Cancity", "Trial"), ("cancity", "trial"), ("Cancity", "Trial")]
        )
    ]
    found = plan(store, ["Deal", "Account", "Stage"], *rows)
    assert found.creates.accounts == ("Cancity",)
    assert [name for name, _ in found.creates.stages] == ["Trial"]


def test_who_is_listed_last_name_first_is_found_by_any_spelling(store: Store) -> None:
    people = [["Name", "E-mail", "Region"], ["Müller, Jürgen", "j.mueller@example.de", "Nord"]]
    bring(store, *people, ["Vogt, Ines", None, "Nord"])
    names = ["Jürgen Müller", "Müller, Jürgen", "jürgen  müller", "J. Müller", "JM"]
    rows = [[f"D{number}", "Proposal", name] for number, name in enumerate(names)]
    found = plan(store, ["Deal", "Stage", "Owner"], *rows)
    assert found.creates.people == ()
    assert found.errors == ()
