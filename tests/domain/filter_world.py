"""What the filter lines of these tests can name, and the day on which they are read."""

from datetime import date
from decimal import Decimal
from typing import Any

from salesdesk_app import wording
from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.filters.line import Line, parse
from salesdesk_app.domain.filters.names import Names, entries
from salesdesk_app.domain.filters.wanted import (
    DealFilter,
)
from salesdesk_app.domain.money import Rates

TODAY = date(2026, 11, 23)
OWNERS = ("Priya Nair", "Jonas Lind", "Lena Fischer", "Lena Brandt", "José Álvarez", "none")
OWN = (
    Own(1, "Contract end", "day"),
    Own(2, "Seats", "number"),
    Own(3, "Stage", "text"),
    Own(4, "Pilot?", "yes_no"),
)


def plain(*names: str) -> Any:
    return entries((key, name, "") for key, name in enumerate(names, 1))


NAMES = Names(
    rates=Rates("USD", (("EUR", date(2020, 1, 1), Decimal("1.1")),)),
    owner=plain(*OWNERS),
    team=plain("Grace Obi"),
    account=plain("Halden Freight", "Halden, Söhne & Co", 'The "Big" One', "A..B", "-dash"),
    stage=entries([(1, "Proposal", "New"), (2, "Proposal", "Renewals"), (3, "Negotiation", "New")]),
    pipeline=plain("New", "Renewals"),
    source=entries([("Web", "Web", ""), ("Trade fair", "Trade fair", "")]),
    reason=entries([("Price", "Price", "")]),
    competitor=plain("Kestrel"),
    product=plain("GTX Pro", "GTX Basic"),
    own=OWN,
)


def read(text: str) -> Line:
    return parse(text, NAMES, TODAY)


def wanted(text: str) -> DealFilter:
    line = read(text)
    assert not line.faults, [wording.problem(f.code, f.facts) for f in line.faults]
    return line.wanted


def said(text: str) -> str:
    (fault,) = read(text).faults
    return wording.problem(fault.code, fault.facts)
