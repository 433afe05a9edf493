"""A small world for tests: a manager, two reps, accounts, deals in every stage, a day's work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.store.models import (
    Account,
    Activity,
    ChecklistItem,
    ChecklistOutcome,
    Commitment,
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
    DealProduct,
    Person,
    Product,
    Quota,
    Stage,
)
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)  # a Monday
NOON = datetime(2026, 11, 23, 12).astimezone(UTC)  # on that day wherever it is


@contextmanager
def cannot_write(store: Store) -> Iterator[None]:
    """The workspace as where its file is read-only."""
    _query_only(store, "ON")
    try:
        yield
    finally:
        _query_only(store, "OFF")


def _query_only(store: Store, state: str) -> None:
    # On the bare connection, for a transaction that begins would already be refused.
    connection = store._writer.raw_connection()
    connection.cursor().execute(f"PRAGMA query_only={state}")
    connection.close()


def fill(store: Store) -> None:
    """Writes the small world as one edit, a week before ``NOON``."""
    with store.write("importing.apply", at=NOON - timedelta(days=7), origin="import") as (s, w):
        w.facts.update(file="world.xlsx", kind="deals", count=9)
        boss = Person(name="Grace Obi", role="manager", region="North")
        s.add(boss)
        s.flush()
        reps = [
            Person(
                name="Priya Nair", manager_id=boss.id, region="North", email="priya@example.com"
            ),
            Person(name="Jonas Lind", manager_id=boss.id, region="South"),
        ]
        s.add_all(reps)
        accounts = [Account(name=n) for n in ("Halden Freight", "Corvid Media", "Ostara Clinics")]
        product = Product(name="Fleet telematics", price_minor=100_000, currency="USD")
        competitor = Competitor(name="Kestrel")
        s.add_all([*accounts, product, competitor])
        s.flush()
        contact = Contact(name="Dr Anna Weiss", account_id=accounts[0].id, title="COO")
        s.add(contact)
        stages = s.scalars(select(Stage).order_by(Stage.position)).all()
        deals = []
        for number, stage in enumerate([*stages, *stages[:3]]):
            closed = stage.outcome != "open"
            value = None if number == 2 else 1_000_000 * (number + 1)
            deal = Deal(
                name=f"Deal {number}",
                account_id=accounts[number % 3].id,
                owner_id=reps[number % 2].id,
                stage_id=stage.id,
                value_minor=value,
                currency="USD",
                created_on=date(2026, 10, 1) + timedelta(days=number),
                expected_close_on=None if number == 1 else date(2026, 12, 1 + number),
                closed_on=date(2026, 11, 10) if closed else None,
                lost_reason="Price" if stage.outcome == "lost" else None,
                external_source="test",
                external_id=f"X{number}",
            )
            deals.append(deal)
        s.add_all(deals)
        s.flush()
        s.add_all(
            [
                DealContact(deal_id=deals[0].id, contact_id=contact.id),
                DealCompetitor(deal_id=deals[0].id, competitor_id=competitor.id),
                DealProduct(
                    deal_id=deals[0].id, product_id=product.id, quantity=2, discount_bp=500
                ),
                Quota(
                    person_id=reps[0].id,
                    first_on=date(2026, 10, 1),
                    last_on=date(2026, 12, 31),
                    amount_minor=24_000_000,
                    currency="USD",
                ),
                Activity(
                    kind="call",
                    subject="Pricing",
                    planned_at=NOON,
                    deal_id=deals[0].id,
                    person_id=reps[0].id,
                ),
                Activity(
                    kind="one_to_one",
                    subject="1:1",
                    done_at=NOON - timedelta(days=10),
                    person_id=reps[1].id,
                ),
                Commitment(
                    text="Send pricing", owner_id=reps[0].id, due_on=TODAY, deal_id=deals[0].id
                ),
            ]
        )
        item = s.scalars(select(ChecklistItem).order_by(ChecklistItem.id)).first()
        assert item is not None
        s.add(ChecklistOutcome(item_id=item.id, day=date(2026, 11, 20), done_at=NOON))


@contextmanager
def written(store: Store) -> Iterator[Session]:
    """A session to add rows with, as an import would at ``NOON``."""
    with store.write("importing.apply", at=NOON, origin="import") as (session, work):
        work.facts.update(file="more.xlsx", kind="deals", count=1)
        yield session
