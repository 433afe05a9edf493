"""Invented deals, the same every time, as a workbook and as a workspace filled from it."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from benchmarks.measure import TODAY
from salesdesk_app.domain.deals import DEFAULT_LOST_REASONS, DEFAULT_STAGES
from salesdesk_app.services import importing, workspace
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEADINGS = (
    "Id", "Deal", "Account", "Owner", "Stage", "Value", "Currency", "Created", "Expected close",
    "Closed", "Source", "Lost reason", "Next step", "Next step on", "Note",
)  # fmt: skip
FIRST = ("Ana", "Ben", "Cora", "Drew", "Elif", "Finn", "Gwen", "Hugo", "Ines", "Jonas")
LAST = ("Ruiz", "Cole", "Wu", "Park", "Kaya", "Berg", "Lloyd", "Meyer", "Costa", "Lind")
WORDS = ("Harbor", "Granite", "Willow", "Summit", "Copper", "Meadow", "Falcon", "Juniper", "Quartz")
TRADES = ("Freight", "Media", "Clinics", "Energy", "Foods", "Robotics", "Timber", "Legal", "Print")
PRODUCTS = ("Fleet telematics", "Analytics", "Site licence", "Cold chain sensors", "Support")
SOURCES = ("Referral", "Web", "Trade fair", "Partner", None)
STEPS = ("Send the offer", "Call the buyer", "Book a demo", "Ask for references", None)


def deals(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows under ``HEADINGS``: two thirds open for full boards, a few without value or date."""
    chance = random.Random(count)
    owners = [f"{first} {last}" for last in LAST for first in FIRST][:30]
    accounts = max(50, count // 12)
    for number in range(count):
        stage = chance.choice(DEFAULT_STAGES)
        is_open = stage.outcome == "open"
        created = TODAY - timedelta(days=chance.randrange(120 if is_open else 900))
        closes = created + timedelta(days=chance.randrange(10, 120))
        closed = None if is_open else min(closes, TODAY)
        account = chance.randrange(accounts)
        step = chance.choice(STEPS) if is_open else None
        yield (
            f"G{number:06}",
            f"{chance.choice(PRODUCTS)} {number}",
            f"{WORDS[account % 9]} {TRADES[account // 9 % 9]} {account}",
            owners[chance.randrange(30)],
            stage.name,
            None if chance.random() < 0.05 else chance.randrange(10, 9000) * 10,
            "USD",
            created,
            closes if is_open and chance.random() > 0.1 else None,
            closed,
            chance.choice(SOURCES),
            chance.choice(DEFAULT_LOST_REASONS) if stage.outcome == "lost" else None,
            step,
            TODAY + timedelta(days=chance.randrange(-5, 20)) if step else None,
            "As agreed on the phone." if chance.random() < 0.2 else None,
        )


def workbook(folder: Path, count: int) -> Path:
    """A workbook of so many deals, made once in a folder."""
    file = folder / f"deals-{count}.xlsx"
    if not file.exists():
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Deals")
        sheet.append(HEADINGS)
        for row in deals(count):
            sheet.append(row)
        book.save(file)
    return file


def look(store: Store, file: Path) -> Plan:
    """What importing a workbook would do: read in the child process, and planned."""
    return ask(store, importing.plan, ask(store, importing.read, file).table)


def bring(store: Store, plan: Plan) -> None:
    """Writes what was looked at."""
    perform(store, Stamp(NOW, "import"), importing.apply, plan, today=TODAY)


def filled(folder: Path, count: int) -> Path:
    """A workspace of so many deals, made once in a folder."""
    file = folder / f"deals-{count}.db"
    if not file.exists():
        store = workspace.create(file)
        bring(store, look(store, workbook(folder, count)))
        store.close()
    return file
