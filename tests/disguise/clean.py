"""Deals without any disguise, and invented ones."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

HEADINGS = (
    "Id", "Deal", "Account", "Owner", "Product", "Stage", "Value", "Currency", "Created",
    "Close date",
)  # fmt: skip
OWNERS = (
    "Priya Nair", "Jonas Lind", "Anna de Vries", "Björn Ökland", "Mary-Kate O'Neil", "Zoë Chua",
)  # fmt: skip
ACCOUNTS = (
    "Halden Freight", "Corvid Media", "Ostara Clinics", "Total Energies", "Müller & Söhne GmbH",
    "3M", "Zwischensumme Film AG", "Contact Group", "J-Texon", "Sub Total Foods",
)  # fmt: skip
PRODUCTS = ("Fleet telematics", "GTX Pro", "MG Special", "Site licence")
STAGES = ("Closed Won", "Closed Lost", "Proposal", "Negotiation")


class Clean(NamedTuple):
    """A deal as it should come to be; the value in whole units of its currency."""

    key: str
    name: str | None
    account: str | None
    owner: str
    product: str | None
    stage: str
    value: Decimal | None
    currency: str
    created: date | None
    closes: date | None


def table(deals: Sequence[Clean]) -> list[list[Any]]:
    """The deals under plain headings, as a file without any disguise has them."""
    rows = [["" if cell is None else cell for cell in deal] for deal in deals]
    return [list(HEADINGS), *rows]


def invented(count: int, seed: int) -> list[Clean]:
    """Deals of a small team; some without account, value or dates, some in euros."""
    chance = random.Random(seed)
    result = []
    for number in range(count):
        stage = chance.choice(STAGES)
        closed = stage.startswith("Closed")
        created = date(2016, 10, 1) + timedelta(days=chance.randrange(400))
        value = Decimal(chance.randrange(100, 9_000_000)) / 100
        result.append(
            Clean(
                key=f"006{seed % 97:02}{number:05}AXQ",
                name=f"{chance.choice(PRODUCTS)} for {number}",
                account=chance.choice(ACCOUNTS) if chance.random() > 0.1 else None,
                owner=chance.choice(OWNERS),
                product=chance.choice(PRODUCTS),
                stage=stage,
                value=Decimal(0) if stage == "Closed Lost" else value if closed else None,
                currency="EUR" if closed and value % 3 == 0 else "USD",
                created=created if closed or chance.random() > 0.2 else None,
                closes=created + timedelta(days=chance.randrange(150)) if closed else None,
            )
        )
    return result
