"""Records of one name that go out and come in again: each link stays where it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.services import exporting, importing
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Account, Activity, Contact, Deal, Person, Stage
from salesdesk_app.store.session import Store

HELD = ("deals", "accounts", "people", "contacts", "activities")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def alike(store: Store) -> Store:
    """Two people, two accounts and two deals of one name, and links to each."""
    with store.write("deals.create", at=NOON) as (session, _written):
        stage = session.scalar(select(Stage.id).where(Stage.outcome == "open"))
        people = [Person(name="Sam Lee"), Person(name="Sam Lee")]
        accounts = [Account(name="Acme"), Account(name="Acme")]
        session.add_all([*people, *accounts])
        session.flush()
        for at in range(4):
            session.add(
                Deal(
                    name="Renewal" if at < 2 else f"Deal {at}",
                    stage_id=stage,
                    currency="USD",
                    owner_id=people[at % 2].id,
                    account_id=accounts[at % 2].id,
                )
            )
        for account in accounts:
            account.owner_id = people[1].id
            session.add(Contact(name="Anna", account_id=account.id))
        for person in people:
            session.add(Activity(kind="call", subject="Hello", person_id=person.id, done_at=NOON))
    return store


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in HELD])
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_links_to_records_of_one_name_stay(
    alike: Store, tmp_path: Path, kind: RecordKind, name: str
) -> None:
    count = exporting.write_records(alike, kind, tmp_path / name)
    source = ask(alike, importing.read, tmp_path / name)
    plan = ask(alike, importing.plan, source.table)
    assert plan.errors == ()
    assert dict(plan.counts()) == {"same": count}
