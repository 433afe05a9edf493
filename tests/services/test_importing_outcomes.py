"""Files that say beside a deal's stage whether it was won, when, and for how much."""

from datetime import date
from typing import Any

from sqlalchemy import select

from salesdesk_app.store.models import Deal, Stage
from salesdesk_app.store.session import Store
from tests.sheets import bring, plan

PIPEDRIVE = [
    "Deal - Title", "Deal - Stage", "Deal - Status", "Deal - Value", "Deal - Currency of Value",
    "Deal - Won time", "Deal - Lost time",
]  # fmt: skip
DYNAMICS = ["Topic", "Pipeline Phase", "Status", "Est. revenue", "Actual Revenue"]


def found(store: Store) -> dict[str, tuple[Any, ...]]:
    with store.read() as session:
        query = select(Deal.name, Stage.outcome, Deal.value_minor, Deal.currency, Deal.closed_on)
        rows = session.execute(query.join(Stage, Stage.id == Deal.stage_id))
        return {row[0]: tuple(row[1:]) for row in rows}


def test_won_and_lost_in_the_last_stage(store: Store) -> None:
    bring(
        store,
        PIPEDRIVE,
        ["A", "Negotiations Started", "Won", 10, "USD", "2017-03-01 10:00:00", None],
        ["B", "Proposal Made", "Lost", 20, "USD", None, "2017-03-02 10:00:00"],
        ["C", "Proposal Made", "Open", 30, "USD", None, None],
    )
    assert found(store) == {
        "A": ("won", 1000, "USD", date(2017, 3, 1)),
        "B": ("lost", 2000, "USD", date(2017, 3, 2)),
        "C": ("open", 3000, "USD", None),
    }


def test_what_a_deal_was_won_for(store: Store) -> None:
    bring(
        store,
        DYNAMICS,
        ["A", "4-Close", "Won", "$20.00", "15.00 €"],
        ["B", "2-Develop", "Open", "$30.00", "$0.00"],
    )
    assert {name: row[:3] for name, row in found(store).items()} == {
        "A": ("won", 1500, "EUR"),
        "B": ("open", 3000, "USD"),
    }


def test_a_status_alone_is_the_stage(store: Store) -> None:
    bring(store, ["Deal", "Status", "Actual Revenue"], ["A", "Closed Won", 7])
    assert found(store)["A"][:2] == ("won", 700)
    bring(store, ["Deal", "Outcome"], ["B", "Lost"])
    assert found(store)["B"][0] == "lost"


def test_columns_that_do_not_fit_are_left_out(store: Store) -> None:
    rows = [[f"D{n}", "Won", "TRUE", "High"] for n in range(6)]
    planned = plan(store, ["Deal", "Stage", "Closed", "Probability"], *rows)
    assert planned.errors == ()
    assert [one.field for one in planned.table.matches] == ["name", "stage", None, None]
    said = [note.sentence for note in planned.notes]
    assert [sentence.split(":")[0] for sentence in said] == ["Closed", "Probability"]
