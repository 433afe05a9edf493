"""A world of deals that are awkward to report: code as names, alike names, unlike currencies."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from salesdesk_app.domain.periods import parse
from salesdesk_app.services import quotas, settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Account, Deal, Person, Product, Stage
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12).astimezone(UTC)  # on that day wherever it is
QUARTER = parse("2026-Q4")


def fill(store: Store) -> None:
    """Currencies with and without a rate, names that are code or alike, and much that is empty."""
    perform(store, Stamp(NOON), settings.set_rate, "EUR", date(2026, 10, 15), Decimal("1.0857"))
    perform(store, Stamp(NOON), settings.set_rate, "JPY", date(2020, 1, 1), Decimal("0.00667"))
    with store.write("importing.apply", at=NOON, origin="import") as (session, written):
        written.facts.update(file="x.csv", kind="deals", count=60)
        rows = session.execute(select(Stage.id, Stage.outcome).order_by(Stage.position)).all()
        session.add_all(settings.Currency(code=code) for code in ("GBP",))
        owners = [Person(name=name) for name in ("=Ana", "*", "?", "Twin", "Twin", "~", ">0")]
        account = Account(name="#REF!")
        session.add_all([*owners, account, Product(name="@x")])
        session.flush()
        for at in range(60):
            stage = rows[at % len(rows)]
            day = date(2026, 10, 1) + timedelta(days=at)
            closed = stage.outcome != "open"
            session.add(
                Deal(
                    name=("=1+1", "+44 20", "#N/A", "@x", "'", "-")[at % 6],
                    stage_id=stage.id,
                    owner_id=owners[at % 8].id if at % 8 < 7 else None,
                    account_id=account.id,
                    value_minor=None if at % 7 == 0 else 12_345 + 67 * at,
                    currency=("USD", "EUR", "JPY", "GBP")[at % 4],
                    probability=(33, None, 7)[at % 3] if not closed else None,
                    category="omitted" if at % 11 == 0 and not closed else None,
                    created_on=None if at % 5 == 0 else day - timedelta(days=at),
                    expected_close_on=None if at % 9 == 0 else day,
                    closed_on=day if closed and at % 13 else None,
                )
            )
    for person_id, quota in ((1, 1000_00), (3, 1)):
        perform(store, Stamp(NOON), quotas.set_quota, person_id, QUARTER, quota)
    perform(store, Stamp(NOON), deals.edit, [1], value_minor=77)
