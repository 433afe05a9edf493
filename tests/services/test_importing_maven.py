"""A year of a real seller: the same figures whichever of its files is imported, and only once."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from salesdesk_app.services import history, importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Account, Deal, Person, Product, Stage
from salesdesk_app.store.session import Store
from tests.sheets import dump, text_file, workbook
from tests.world import NOON, TODAY

MAVEN = Path(__file__).resolve().parents[3] / "shared" / "data" / "maven-crm"
LISTS = ("sales_teams.csv", "products.csv", "accounts.csv")
DEALS = ("salesforce_like.xlsx", "sales_pipeline.csv")

needs_maven = pytest.mark.skipif(
    not MAVEN.is_dir(), reason="Maven's data is not beside the project"
)


def bring(store: Store, path: Path) -> Plan:
    planned = ask(store, importing.plan, ask(store, importing.read, path).table)
    perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    return planned


def outcomes(store: Store) -> dict[str, tuple[int, int | None]]:
    """How many deals are in each stage, and their value in minor units."""
    with store.read() as session:
        rows = session.execute(
            select(Stage.name, func.count(), func.sum(Deal.value_minor))
            .join(Deal, Deal.stage_id == Stage.id)
            .group_by(Stage.name)
        )
        return {row[0]: (row[1], row[2]) for row in rows}


@needs_maven
@pytest.mark.parametrize("first", DEALS)
def test_maven(store: Store, first: str) -> None:
    for name in LISTS:
        bring(store, MAVEN / name)
    before = dump(store)
    planned = bring(store, MAVEN / first)
    assert Counter(row.kind for row in planned.rows) == {"new": 8800}
    assert planned.errors == ()
    assert planned.creates.products == ()
    notes = [note.sentence for note in planned.notes]
    assert "Product “GTXPro” is read as “GTX Pro” (1,480 rows)." in notes
    assert outcomes(store) == {
        "Won": (4238, 1_000_553_400),
        "Lost": (2473, 0),
        "Engaging": (1589, None),
        "Prospecting": (500, None),
    }
    with store.read() as session:
        assert session.scalar(select(func.count()).where(Deal.account_id.is_(None))) == 1425
        assert session.scalar(select(func.count()).where(Deal.created_on.is_(None))) == 500
        assert session.scalar(select(func.count()).select_from(Product)) == 7
        assert session.scalar(select(func.count()).select_from(Account)) == 85
        roles = session.execute(select(Person.role, func.count()).group_by(Person.role))
        assert dict(map(tuple, roles)) == {"manager": 6, "rep": 35}
        cycle = func.julianday(Deal.closed_on) - func.julianday(Deal.created_on)
        won = select(func.avg(cycle)).join(Stage, Stage.id == Deal.stage_id)
        assert round(session.scalar(won.where(Stage.outcome == "won")) or 0, 3) == 51.782
    after = dump(store)
    for name in (*DEALS, *LISTS):
        again = bring(store, MAVEN / name)
        assert {row.kind for row in again.rows} == {"same"}, name
    assert dump(store) == after
    history.undo(store, NOON)
    assert dump(store) == before
    history.redo(store, NOON)
    assert dump(store) == after


def test_the_same_ground_without_maven(store: Store, tmp_path: Path) -> None:
    """Made here: no amount while open, 0 when lost, no account, GTXPro, idle reps."""
    bring(
        store,
        text_file(
            tmp_path / "team.csv",
            ["sales_agent", "manager", "regional_office"],
            ["Anna Snelling", "Dustin Brinkmann", "Central"],
            ["Idle Rep", "Dustin Brinkmann", "Central"],
        ),
    )
    bring(
        store,
        text_file(
            tmp_path / "p.csv", ["product", "series", "sales_price"], ["GTX Pro", "GTX", "4821"]
        ),
    )
    rows = [
        [
            "A0000001",
            "Anna Snelling",
            "GTXPro",
            "Cancity",
            "Won",
            "2016-10-20",
            "2017-03-01",
            "1054",
        ],
        ["A0000002", "Anna Snelling", "GTXPro", "Isdom", "Lost", "2016-10-25", "2017-03-11", "0"],
        ["A0000003", "Anna Snelling", "GTX Pro", "", "Engaging", "2016-11-01", "", ""],
        ["A0000004", "Anna Snelling", "GTX Pro", "Cancity", "Prospecting", "", "", ""],
    ]
    headings = [
        "opportunity_id",
        "sales_agent",
        "product",
        "account",
        "deal_stage",
        "engage_date",
        "close_date",
        "close_value",
    ]
    planned = bring(store, text_file(tmp_path / "deals.csv", headings, *rows))
    assert planned.creates.accounts == ("Cancity", "Isdom")
    assert planned.creates.people == ()
    assert outcomes(store) == {
        "Won": (1, 105400),
        "Lost": (1, 0),
        "Engaging": (1, None),
        "Prospecting": (1, None),
    }
    crm = [
        "Opportunity ID",
        "Opportunity Name",
        "Account Name",
        "Product Name",
        "Stage",
        "Created Date",
        "Close Date",
        "Amount",
        "Owner",
    ]
    closed = {"Won": "Closed Won", "Lost": "Closed Lost"}
    same = [
        [
            row[0], f"{row[3] or 'No account'} - {row[2]} ({row[0]})", row[3], row[2],
            closed.get(row[4], row[4]), date.fromisoformat(row[5]) if row[5] else None,
            date.fromisoformat(row[6]) if row[6] else None, float(row[7]) if row[7] else None,
            row[1],
        ]
        for row in rows
    ]  # fmt: skip
    again = bring(store, workbook(tmp_path / "crm.xlsx", crm, *same))
    assert [row.kind for row in again.rows] == ["same"] * 4
