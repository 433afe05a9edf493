"""Contacts and competitors, and how deals find them, their account and their pipeline."""

from sqlalchemy import select

from salesdesk_app.services import importing
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import (
    Account,
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
    Pipeline,
    Stage,
)
from salesdesk_app.store.session import Store
from tests.sheets import bring, codes, deals, kinds, plan
from tests.world import NOON, TODAY

CONTACTS = [
    ["Contact ID", "First Name", "Last Name", "Email", "Phone Number", "Mobile Phone Number",
     "Job Title", "Lifecycle Stage", "Lead Status", "Associated Company Domain"],
    ["C-00001", "Anna", "Weiss", "anna@halden.example", "+49 30 1", "+49 170 1", "COO", "Lead", "",
     "halden.example"],
    ["C-00002", "Tom", "Berg", "tom@mail.example", "", "0170 22", "Buyer", "", "New",
     "corvid.example"],
    ["C-00003", "Eve", "Stone", "eve@mail.example", "", "", "", "", "", ""],
]  # fmt: skip
COMPANIES = [
    ["Company ID", "Company Name", "Company Domain Name", "Industry"],
    ["K-00001", "Halden Freight", "halden.example", "Freight"],
    ["K-00002", "Corvid Media", "https://www.corvid.example/", "Media"],
    ["K-00003", "Corvid Media", "corvid-film.example", "Film"],
]
DEALS = [
    ["Deal ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Associated Company Domain",
     "Associated Contact Email", "Competitors"],
    ["D-00001", "Rollout", "Contract Sent", "Sales Pipeline", 100, "halden.example",
     "anna@halden.example; tom@mail.example", "Kestrel"],
    ["D-00002", "Renewal", "Contract Sent", "Renewals", 200, "corvid.example", "TOM@mail.example",
     "Kestrel; Merlin"],
    ["D-00003", "Renewal", "Closed Lost", "Renewals", 300, "corvid-film.example", "", ""],
]  # fmt: skip
SET = {"companies": COMPANIES, "contacts": CONTACTS, "deals": DEALS}


def linked(store: Store) -> dict[str, object]:
    """What the records are linked to, by their own names and ids."""
    with store.read() as session:
        contacts = session.execute(
            select(Contact.name, Account.name, Contact.phone, Contact.external_id)
            .outerjoin(Account, Account.id == Contact.account_id)
            .order_by(Contact.name)
        )
        parts = session.execute(
            select(Deal.external_id, Contact.name)
            .join_from(DealContact, Deal)
            .join(Contact)
            .order_by(Deal.external_id, Contact.name)
        )
        rivals = session.execute(
            select(Deal.external_id, Competitor.name)
            .join_from(DealCompetitor, Deal)
            .join(Competitor)
            .order_by(Deal.external_id, Competitor.name)
        )
        places = session.execute(
            select(Deal.external_id, Account.external_id, Pipeline.name, Stage.name)
            .join_from(Deal, Stage)
            .join(Pipeline)
            .outerjoin(Account, Account.id == Deal.account_id)
            .order_by(Deal.external_id)
        )
        accounts = session.execute(
            select(Account.external_id, Account.name).order_by(Account.external_id)
        )
        return {
            "contacts": list(map(tuple, contacts)),
            "parts": list(map(tuple, parts)),
            "rivals": list(map(tuple, rivals)),
            "places": list(map(tuple, places)),
            "accounts": list(map(tuple, accounts)),
        }


WHOLE = {
    "contacts": [
        ("Anna Weiss", "Halden Freight", "+49 30 1", "C-00001"),
        ("Eve Stone", None, None, "C-00003"),
        ("Tom Berg", "Corvid Media", "0170 22", "C-00002"),
    ],
    "parts": [("D-00001", "Anna Weiss"), ("D-00001", "Tom Berg"), ("D-00002", "Tom Berg")],
    "rivals": [("D-00001", "Kestrel"), ("D-00002", "Kestrel"), ("D-00002", "Merlin")],
    "places": [
        ("D-00001", "K-00001", "Sales", "Contract Sent"),
        ("D-00002", "K-00002", "Renewals", "Contract Sent"),
        ("D-00003", "K-00003", "Renewals", "Closed Lost"),
    ],
    "accounts": [
        ("K-00001", "Halden Freight"),
        ("K-00002", "Corvid Media"),
        ("K-00003", "Corvid Media"),
    ],
}


def test_a_set_is_linked_together_and_comes_in_once(store: Store) -> None:
    for name, rows in SET.items():
        planned = plan(store, *rows)
        assert (planned.errors, {row.kind for row in planned.rows}) == ((), {"new"}), name
        assert not planned.creates.contacts, name
        perform(store, Stamp(NOON), importing.apply, planned, today=TODAY)
    assert linked(store) == WHOLE
    for name, rows in SET.items():
        assert set(kinds(plan(store, *rows))) == {"same"}, name


def test_in_the_other_order_it_comes_to_the_same(store: Store) -> None:
    first = plan(store, *DEALS)
    assert first.creates.contacts == ("Anna", "Tom")
    assert first.creates.accounts == ("halden.example", "corvid.example", "corvid-film.example")
    assert first.creates.competitors == ("Kestrel", "Merlin")
    assert first.creates.pipelines == ("Renewals",)
    # Of two stages of one name it is said which is in the new pipeline.
    assert ("Contract Sent in Renewals", 90) in first.creates.stages
    perform(store, Stamp(NOON), importing.apply, first, today=TODAY)
    bring(store, *CONTACTS)
    bring(store, *COMPANIES)
    assert linked(store) == WHOLE
    for name, rows in SET.items():
        assert set(kinds(plan(store, *rows))) == {"same"}, name


def test_a_new_pipeline_can_win_lose_and_begin(store: Store) -> None:
    rows = ["Deal", "Pipeline", "Stage"], ["A", "Partners", "Trial"], ["B", "Partners", ""]
    bring(store, *rows)
    bring(store, rows[0], ["C", "Only won", "Closed Won"])
    with store.read() as session:
        query = select(Pipeline.name, Stage.name, Stage.outcome).join_from(Stage, Pipeline)
        found = session.execute(query.order_by(Pipeline.position, Stage.position))
        assert [tuple(row) for row in found if row[0] != "Sales"] == [
            ("Partners", "Trial", "open"), ("Partners", "Won", "won"), ("Partners", "Lost", "lost"),
            ("Only won", "Qualified", "open"), ("Only won", "Closed Won", "won"),
            ("Only won", "Lost", "lost"),
        ]  # fmt: skip
    assert set(kinds(plan(store, *rows))) == {"same"}


def test_a_deal_moves_to_the_pipeline_that_the_file_says(store: Store) -> None:
    headings = ["Deal", "Pipeline", "Stage"]
    bring(store, headings, ["A", "Sales", "Proposal"])
    bring(store, headings, ["A", "Partners", "Proposal"])
    with store.read() as session:
        query = select(Pipeline.name).join_from(Deal, Stage).join(Pipeline)
        assert session.scalars(query).all() == ["Partners"]
    assert len(deals(store)) == 1


def test_contacts_by_address_then_by_name_and_account(store: Store) -> None:
    headings = ["Contact", "Account", "E-mail", "Title"]
    bring(
        store,
        headings,
        ["Anna Weiss", "Halden", None, None],
        ["Jo Lee", "Halden", "jo@x.example", 1],
    )
    found = plan(
        store,
        headings,
        ["anna weiss", "Halden", "anna@x.example", "COO"],  # news of Anna
        ["Anna Weiss", "Corvid", None, None],  # another one
        ["Josephine Lee", "Halden", "JO@x.example", "CFO"],  # renamed
        ["Jo Lee", "Halden", "other@x.example", None],  # another address, another person
        [None, "Halden", None, "CEO"],
    )
    assert kinds(found) == ["changed", "new", "changed", "new", "error"]
    assert [change.field for change in found.rows[2].changes] == ["name", "title", "email"]
    assert codes(found) == [(6, "", "import.nameless")]


def test_an_address_tells_the_account_only_where_it_is_the_only_one(store: Store) -> None:
    bring(store, *COMPANIES, ["K-00004", "Twin", "corvid.example", ""])
    found = plan(
        store,
        ["Name", "Email", "Phone"],
        ["Anna", "anna@halden.example", "1"],
        ["Tom", "tom@corvid.example", "2"],
        [None, "eve.stone@nowhere.example", "3"],
    )
    assert found.kind == "contacts"
    shown = [found.shown(row, "account_id") for row in found.rows]
    assert shown == ["Halden Freight", "", ""]
    assert [found.name(row) for row in found.rows] == ["Anna", "Tom", "Eve Stone"]


def test_who_could_be_several_is_named_and_not_guessed(store: Store) -> None:
    bring(store, *COMPANIES, ["K-00004", "Twin", "corvid.example", ""])
    bring(
        store,
        ["Contact", "Account", "E-mail"],
        ["Jo", "A", "1@x.example"],
        ["Jo", "B", "2@x.example"],
    )
    found = plan(
        store,
        ["Deal", "Stage", "Contact", "Account website"],
        ["D1", "Proposal", "Jo", "corvid.example"],
        ["D2", "Proposal", "Jo <2@x.example>", ""],
    )
    assert [note.sentence for note in found.notes] == [
        "Account website: 1 rows stay without it, because more than one record could be meant by "
        "“corvid.example”.",
        "Contact: 1 rows stay without it, because more than one record could be meant by “Jo”.",
    ]
    assert [found.shown(row, "contacts") for row in found.rows] == ["", "Jo"]
    assert found.errors == ()


def test_who_has_a_part_in_a_deal_stays_unless_our_own_file_leaves_them_out(store: Store) -> None:
    bring(store, ["Deal", "Stage", "Contact"], ["D1", "Proposal", "Anna"])
    bring(store, ["Deal", "Stage", "Contact"], ["D1", "Proposal", "Tom"])
    (deal,) = deals(store).values()
    rows = ["Deal", "Stage", "Contact", "SalesDesk key"], ["D1", "Proposal", "Tom", deal.uid]
    found = plan(store, *rows)
    assert found.rows[0].changes == (("contact", "Anna; Tom", "Tom"),)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert kinds(plan(store, *rows)) == ["same"]


def test_competitors_by_name(store: Store) -> None:
    rows = (
        ["Competitor", "Website", "Notes"],
        ["Kestrel", "kestrel.example", "cheap"],
        ["Merlin", "", ""],
    )
    assert plan(store, *rows).kind == "competitors"
    bring(store, *rows)
    assert kinds(plan(store, *rows)) == ["same", "same"]
    found = plan(store, rows[0], ["KESTREL", "kestrel.example", "dear"])
    assert [change.field for change in found.rows[0].changes] == ["name", "note"]
