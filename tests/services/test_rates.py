"""Rates: none for the workspace's own currency, and what they are worth in another one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Rate
from salesdesk_app.store.session import Store

STAMP = Stamp(datetime(2026, 11, 23, 9, tzinfo=UTC))
DAY = date(2026, 1, 1)


def test_the_own_currency_takes_no_rate(store: Store) -> None:
    with pytest.raises(Problem) as caught:
        perform(store, STAMP, settings.set_rate, "usd", DAY, Decimal(2))
    assert (caught.value.code, caught.value.facts) == ("rate.own", {"currency": "USD"})
    perform(store, STAMP, settings.set_rate, "USD", DAY, None)


def test_a_file_with_such_a_rate_takes_another_currency(store: Store) -> None:
    perform(store, STAMP, settings.set_rate, "EUR", DAY, Decimal("1.25"))
    with store.write("settings.set_rate", at=STAMP.at) as (session, written):
        written.facts.update(currency="USD")
        session.add(Rate(currency="USD", day=DAY, rate=Decimal(2)))
    perform(store, STAMP, settings.change, currency="EUR")
    found = [(row.currency, row.day, row.rate) for row in ask(store, settings.rate_rows)]
    assert found == [("USD", DAY, Decimal("0.8"))]
