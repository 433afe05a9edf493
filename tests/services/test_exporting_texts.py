"""Any text in any field of any record goes out and comes in again, to the last character."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from salesdesk_app.domain.fields import KINDS, RecordKind
from salesdesk_app.exchange.texts import clean
from salesdesk_app.services import exporting, importing
from salesdesk_app.services.exporting import CsvKind
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import (
    Account,
    Activity,
    Competitor,
    Contact,
    Deal,
    Person,
    Product,
    Stage,
)
from salesdesk_app.store.session import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ODD = (
    "=1+1", "+44 20 7946 0000", "-1", "-", "@x", "#N/A", "N/A", "n/a", "null", "None", "TRUE", "no",
    "1E5", "00123", "1/2", "2026-11-23", "5%", "$5", "'quoted", "'=x", "''-", "＝1", "_x0041_", "0",
    "http://example.com", 'say "hi", twice', "a;b|c", "Total", "Grand total", "Ünïcode ✓ 漢字", "?",
    "(empty)", "Deal", "two  spaces",
)  # fmt: skip
WAYS: tuple[tuple[str, CsvKind], ...] = (
    ("a.xlsx", "spreadsheets"),
    ("a.csv", "spreadsheets"),
    ("b.csv", "programs"),
)


def fill(store: Store, texts: tuple[str, ...]) -> None:
    """A record of every kind for each text, with the text wherever one fits."""
    with store.write("deals.create", at=NOON) as (session, _written):
        stage = session.scalar(select(Stage.id).where(Stage.outcome == "open"))
        for at, text in enumerate(texts):
            person = Person(name=f"Rep {at} {text}", region=text, started_on=date(2020, 1, 1))
            account = Account(
                name=f"{text} {at}", industry=text, country=text, website=text, note=f"{text}\nx"
            )
            session.add_all([person, account])
            session.flush()
            contact = Contact(
                # Semicolons part the contacts of an activity.
                name=f"Anna {text}".replace(";", ","), account_id=account.id,
                title=text, phone=text, note=text,
            )  # fmt: skip
            deal = Deal(
                name=text, account_id=account.id, owner_id=person.id, stage_id=stage, source=text,
                currency="USD", value_minor=at, next_step=text,
                note=f"{text}\n\nz", external_id=f"{text}{at}", external_source=text,
            )  # fmt: skip
            session.add_all([contact, deal])
            session.flush()
            session.add_all(
                [
                    Product(name=f"{text} {at}", series=text),
                    Competitor(name=f"{text} {at}", website=text, note=text),
                    Activity(
                        kind="call", subject=text, note=text, person_id=person.id, deal_id=deal.id,
                        account_id=account.id, contact_id=contact.id, done_at=NOON, minutes=at,
                    ),
                ]
            )  # fmt: skip


def fill_deals(store: Store, texts: list[str]) -> None:
    """A deal for each text."""
    with store.write("deals.create", at=NOON) as (session, _written):
        stage = session.scalar(select(Stage.id).where(Stage.outcome == "open"))
        for text in texts:
            session.add(
                Deal(name=text, stage_id=stage, currency="USD", source=text, next_step=text,
                     note=text)
            )  # fmt: skip


def differing(store: Store, kind: RecordKind, path: Path, csv: CsvKind) -> list[object]:
    """What an import would change or refuse of what was just written."""
    count = exporting.write_records(store, kind, path, csv=csv)
    source = ask(store, importing.read, path)
    assert source.table.kind == kind
    plan = ask(store, importing.plan, source.table)
    found: list[object] = [(row.kind, row.changes) for row in plan.rows if row.kind != "same"]
    missing = count - len(plan.rows)
    return [*found, *plan.errors, *([f"{missing} rows are missing"] if missing else [])]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "quotas"])
@pytest.mark.parametrize(("name", "csv"), WAYS)
def test_odd_texts_come_back(
    store: Store, tmp_path: Path, kind: RecordKind, name: str, csv: CsvKind
) -> None:
    fill(store, ODD)
    assert differing(store, kind, tmp_path / name, csv) == []


# A workbook holds no control characters, and none of the two that are no characters.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")


@settings(
    deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(LETTERS, min_size=1).filter(clean), min_size=8, max_size=8))
def test_any_texts_come_back(blank: Path, tmp_path: Path, texts: list[str]) -> None:
    path = Path(shutil.copy(blank, tmp_path / "any.db"))
    for left in tmp_path.glob("any.db-*"):
        left.unlink()
    store = Store(path)
    try:
        fill_deals(store, texts)
        for name, csv in WAYS:
            assert differing(store, "deals", tmp_path / name, csv) == []
    finally:
        store.close()
