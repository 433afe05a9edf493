"""Whole sets of lists: a CRM's, and what this program itself writes of every kind of record."""

import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.services import exporting, history, importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    Account,
    Activity,
    Contact,
    Deal,
    DealContact,
    Person,
    Pipeline,
    Stage,
)
from salesdesk_app.store.session import Store
from tests.sheets import dump, kinds
from tests.world import NOON, TODAY, fill

HUBSPOT = Path(__file__).resolve().parents[3] / "shared" / "data" / "hubspot-deals"
SET = ("activities", "deals", "contacts", "companies")  # in no order that would help

needs_hubspot = pytest.mark.skipif(
    not HUBSPOT.is_dir(), reason="HubSpot's data is not beside the project"
)


def bring(store: Store, files: list[Path]) -> list[Plan]:
    """Imports files as they must come in, each planned when those before it are written."""
    plans = []
    for table in importing.order(ask(store, importing.read, path).table for path in files):
        plans.append(ask(store, importing.plan, table, now=NOON))
        perform(store, Stamp(NOON, "import"), importing.apply, plans[-1], today=TODAY)
    return plans


@needs_hubspot
def test_hubspot_comes_in_whole_and_linked(store: Store) -> None:
    files = [HUBSPOT / f"hubspot_{name}.csv" for name in SET]
    before = dump(store)
    plans = bring(store, files)
    assert [(plan.kind, dict(plan.counts())) for plan in plans] == [
        ("accounts", {"new": 200}),
        ("contacts", {"new": 950}),
        ("deals", {"new": 500}),
        ("activities", {"new": 2000}),
    ]
    assert not any(plan.errors or plan.creates.contacts for plan in plans)
    with store.read() as session:

        def count(*conditions: Any) -> int | None:
            return session.scalar(select(func.count()).where(*conditions))

        assert count(Deal.account_id.is_not(None), Deal.owner_id.is_not(None)) == 500
        assert count(DealContact.id > 0) == 500
        apart = select(func.count()).join_from(DealContact, Contact).join(Deal)
        assert session.scalar(apart.where(Contact.account_id != Deal.account_id)) == 0
        assert count(Contact.account_id.is_not(None)) == 679  # the file says no more
        assert count(Activity.contact_id.is_not(None), Activity.person_id.is_not(None)) == 2000
        working = select(func.count()).join_from(Activity, Contact)
        linked = session.scalar(working.where(Contact.account_id.is_not(None)))
        assert count(Activity.account_id.is_not(None)) == linked
        rows = session.execute(select(Activity.kind, func.count()).group_by(Activity.kind))
        assert dict(map(tuple, rows)) == {
            "call": 402, "mail": 398, "meeting": 412, "note": 403, "task": 385,
        }  # fmt: skip
        rows = session.execute(
            select(Pipeline.name, func.count())
            .join_from(Deal, Stage)
            .join(Pipeline)
            .group_by(Pipeline.name)
        )
        assert dict(map(tuple, rows)) == {"Sales": 252, "Renewals Pipeline": 248}
        assert count(Person.id > 0) == 7
        assert count(Account.id > 0) == 200
    after = dump(store)
    assert {kind for plan in bring(store, files) for kind in kinds(plan)} == {"same"}
    assert dump(store) == after
    for _ in plans:
        history.undo(store, NOON)
    assert dump(store) == before


@pytest.fixture
def filled(store: Store) -> Store:
    """The small world, with what makes links by name doubtful."""
    fill(store)
    with store.write("deals.edit", at=NOON) as (session, _):
        accounts = session.scalars(select(Account)).all()
        namesake = Account(name=accounts[0].name, website="other.example")
        session.add(namesake)
        session.flush()
        contacts = [
            Contact(name="Jo Lee", account_id=accounts[1].id, email="jo@one.example"),
            Contact(name="Jo Lee", account_id=namesake.id, phone="+44 20", note="two\nlines"),
        ]
        session.add_all(contacts)
        session.flush()
        deals = session.scalars(select(Deal).order_by(Deal.id)).all()
        deals[1].name = deals[0].name
        session.add(DealContact(deal_id=deals[0].id, contact_id=contacts[1].id, role="Buyer"))
        odd = NOON.replace(hour=3, second=7, microsecond=123456)
        for deal, contact in zip(deals, contacts, strict=False):
            session.add(
                Activity(
                    kind="one_to_one", subject="=1+1", planned_at=odd, deal_id=deal.id,
                    contact_id=contact.id, account_id=deal.account_id, minutes=25,
                )
            )  # fmt: skip
        midnight = datetime(2026, 11, 3).astimezone()
        session.add(Activity(kind="call", subject="At night", done_at=midnight, note="a\nb"))
    return store


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_every_kind_comes_in_again_as_it_was(
    filled: Store, tmp_path: Path, kind: RecordKind, ending: str
) -> None:
    target = tmp_path / f"records.{ending}"
    count = exporting.write_records(filled, kind, target)
    found = ask(filled, importing.plan, ask(filled, importing.read, target).table, now=NOON)
    assert (found.kind, found.errors) == (kind, ())
    assert Counter(kinds(found)) == {"same": count}
    made = {name: names for name, names in importing.summary(found)["creates"].items() if names}
    assert made == {}
    assert not [note.code for note in found.notes if note.code.endswith(".unlinked")]


def test_another_workspace_becomes_like_it(store: Store, blank: Path, tmp_path: Path) -> None:
    fill(store)
    files = []
    for kind in KINDS:
        files.append(tmp_path / f"{kind}.xlsx")
        exporting.write_records(store, kind, files[-1])
    other = Store(Path(shutil.copy(blank, tmp_path / "other.db")))
    try:
        bring(other, files[::-1])
        for kind in KINDS:
            target = tmp_path / f"{kind} again.csv"
            exporting.write_records(other, kind, target)
            first = tmp_path / f"{kind} first.csv"
            exporting.write_records(store, kind, first)
            assert sorted(target.read_text().splitlines()) == sorted(first.read_text().splitlines())
    finally:
        other.close()
