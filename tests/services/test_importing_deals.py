"""Rows of deals: stages, dates, money, and what a deal is called."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from salesdesk_app.exchange.values.cells import Choices
from salesdesk_app.services import importing
from salesdesk_app.services.deals import deals as editing
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    Currency,
    Deal,
    Stage,
)
from salesdesk_app.store.session import Store
from tests.sheets import (
    CORVID,
    HALDEN,
    HEADINGS,
    bring,
    changed,
    codes,
    deals,
    kinds,
    plan,
)
from tests.world import NOON, TODAY


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    bring(store, HEADINGS, HALDEN, CORVID)
    yield store


def test_empty_is_never_zero_and_zero_never_empty(store: Store) -> None:
    bring(
        store,
        HEADINGS,
        changed(HALDEN, value=None, close_date=None),
        changed(CORVID, value=0, stage="Lost"),
    )
    assert deals(store)["Halden rollout"].value_minor is None
    assert deals(store)["Halden rollout"].expected_close_on is None
    assert deals(store)["Corvid renewal"].value_minor == 0


def test_a_deal_that_is_closed_and_opened_again(filled: Store) -> None:
    bring(filled, HEADINGS, changed(HALDEN, stage="Closed Lost", close_date=date(2017, 4, 1)))
    lost = deals(filled)["Halden rollout"]
    assert (lost.closed_on, lost.expected_close_on) == (date(2017, 4, 1), date(2017, 6, 1))
    bring(filled, HEADINGS, changed(HALDEN, close_date=date(2017, 7, 1)))
    again = deals(filled)["Halden rollout"]
    assert (again.closed_on, again.expected_close_on) == (None, date(2017, 7, 1))


def test_separate_columns_of_close_dates(store: Store) -> None:
    headings = ["Deal", "Stage", "Expected close", "Closed"]
    bring(
        store,
        headings,
        ["A", "Won", None, date(2017, 5, 4)],
        ["B", "Proposal", date(2017, 9, 9), date(2017, 5, 4)],
    )
    assert (deals(store)["A"].expected_close_on, deals(store)["A"].closed_on) == (
        None,
        date(2017, 5, 4),
    )
    assert deals(store)["B"].closed_on is None


def test_a_deal_without_a_name_is_called_after_what_it_is(store: Store) -> None:
    headings = ["opportunity_id", "account", "product", "deal_stage"]
    rows = [
        ["A1", "Cancity", "GTX Pro", "Won"],
        ["A2", "", "GTX Pro", "Engaging"],
        ["A3", "", "", "Won"],
    ]
    bring(store, headings, *rows)
    names = ["Cancity - GTX Pro (A1)", "No account - GTX Pro (A2)", "No account (A3)"]
    assert sorted(deals(store)) == sorted(names)
    with store.write("deals.edit", at=NOON) as (session, _):
        session.execute(update(Deal).where(Deal.external_id == "A1").values(name="Ours"))
    assert kinds(plan(store, headings, *rows)) == ["same"] * 3


def test_stages_by_name_and_by_meaning(store: Store) -> None:
    headings = ["Deal", "Stage"]
    names = ["PROPOSAL", "Closed Won", "closed-lost", "Engaging", "Prospecting", "Engaging"]
    found = plan(store, headings, *([f"Deal {n}", name] for n, name in enumerate(names)))
    assert found.creates.stages == (("Engaging", 30), ("Prospecting", 10))
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    with store.read() as session:
        order = session.execute(
            select(Stage.name, Stage.outcome, Stage.position).order_by(Stage.position)
        ).all()
    assert [row.name for row in order] == [
        "Prospecting", "Qualified", "Discovery", "Engaging", "Proposal", "Negotiation", "Won",
        "Lost",
    ]  # fmt: skip
    assert [row.position for row in order] == list(range(8))
    stages = {name: row.stage for name, row in deals(store).items()}
    assert stages["Deal 0"] == "Proposal"
    assert stages["Deal 1"] == "Won"
    assert stages["Deal 2"] == "Lost"


def test_a_deal_without_a_stage_begins_at_the_first(store: Store) -> None:
    found = plan(store, ["Deal", "Value"], ["A", 5])
    assert [note.sentence for note in found.notes] == [
        "One deal has no stage and goes to “Qualified”."
    ]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert deals(store)["A"].stage == "Qualified"


def test_what_was_chosen_by_hand_stays_though_a_file_says_the_same_as_its_stage(
    store: Store,
) -> None:
    headings = ["Id", "Source system", "Deal", "Stage", "Probability (%)", "Forecast category"]
    bring(store, headings, ["1", "crm", "Pilot", "Qualified", 20, "Pipeline"])
    assert [(row.probability, row.category) for row in deals(store).values()] == [(None, None)]
    [deal_id] = [row.id for row in deals(store).values()]
    perform(store, Stamp(NOON), editing.edit, [deal_id], category="pipeline", probability=20)
    bring(store, headings, ["1", "crm", "Pilot", "Qualified", 20, "Pipeline"])
    assert [(row.probability, row.category) for row in deals(store).values()] == [(20, "pipeline")]
    bring(store, headings, ["1", "crm", "Pilot", "Negotiation", 20, "Pipeline"])
    assert [(row.probability, row.category) for row in deals(store).values()] == [(20, "pipeline")]
    perform(store, Stamp(NOON), editing.win, [deal_id], closed_on=TODAY, today=TODAY)
    bring(store, headings, ["1", "crm", "Pilot", "Won", 20, "Pipeline"])
    assert [(row.probability, row.category) for row in deals(store).values()] == [(20, "pipeline")]


def test_probability_and_category_are_kept_where_they_differ_from_the_stage(store: Store) -> None:
    headings = ["Deal", "Stage", "Probability (%)", "Forecast category"]
    rows = [
        ["A", "Proposal", 50, "Best Case"],
        ["B", "Proposal", 60, "Commit"],
        ["C", "Won", 90, "Pipeline"],
    ]
    bring(store, headings, *rows)
    own = {name: (row.probability, row.category) for name, row in deals(store).items()}
    assert own == {"A": (None, None), "B": (60, "commit"), "C": (None, None)}
    assert kinds(plan(store, headings, *rows)) == ["same"] * 3


def test_currencies_of_rows(store: Store) -> None:
    headings = ["Deal", "Stage", "Value"]
    found = plan(
        store,
        headings,
        ["A", "Won", "$1,054.00"],
        ["B", "Won", "1.054,00 €"],
        ["C", "Won", 7],
        ["D", "Won", "XYZ 5"],
    )
    assert found.creates.currencies == ("EUR",)
    assert codes(found) == [(5, "Value", "import.currency")]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    money = {name: (row.value_minor, row.currency) for name, row in deals(store).items()}
    assert money == {"A": (105400, "USD"), "B": (105400, "EUR"), "C": (700, "USD")}
    with store.read() as session:
        assert set(session.scalars(select(Currency.code))) == {"USD", "EUR"}
    # An amount without a mark is in the currency that the deal has.
    bring(store, headings, ["B", "Won", 9])
    assert deals(store)["B"].currency == "EUR"
    one = plan(store, headings, ["B", "Won", "9 €"], choices=Choices(currency="USD"))
    assert one.rows[0].changes == (("currency", "EUR", "USD"),)


def test_currencies_by_column_and_heading(store: Store) -> None:
    bring(store, ["Deal", "Value", "Currency"], ["A", 5, "eur"], ["B", 5, ""], ["C", "5 £", "GBP"])
    bring(store, ["Deal", "Amount (CHF)"], ["D", 5])
    assert {name: row.currency for name, row in deals(store).items()} == {
        "A": "EUR",
        "B": "USD",
        "C": "GBP",
        "D": "CHF",
    }
    found = plan(store, ["Deal", "Value", "Currency"], ["E", "5 €", "USD"], ["F", 5, "Doubloons"])
    assert codes(found) == [(2, "Value", "import.currencies"), (3, "Currency", "import.currency")]


def test_yen_have_no_cents_and_floats_are_exact(store: Store) -> None:
    bring(
        store,
        ["Deal", "Value", "Currency"],
        ["A", 1054, "JPY"],
        ["B", 0.1 + 0.2, "USD"],
        ["C", 4.35, "USD"],
    )
    assert {name: row.value_minor for name, row in deals(store).items()} == {
        "A": 1054,
        "B": 30,
        "C": 435,
    }


def test_what_the_user_says_of_the_whole_file(store: Store) -> None:
    rows = [["Deal", "Value", "Close date"], ["A", "1.054", "03/04/2017"]]
    assert [code for _, _, code in codes(plan(store, *rows))] == [
        "import.number_unclear",
        "import.day_unclear",
    ]
    found = plan(store, *rows, choices=Choices(decimal=",", date_order="dmy"))
    assert [note.sentence for note in found.notes[:2]] == [
        "Value: the comma is the decimal mark.",
        "Close date: the day comes first.",
    ]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    deal = deals(store)["A"]
    assert (deal.value_minor, deal.expected_close_on) == (105400, date(2017, 4, 3))


def test_texts_come_in_as_they_are(store: Store) -> None:
    names = ["=1+1", "+44 20", "#N/A", "@x", "<b>bold</b>", "'quoted'", "Ünïcode ✓", "x" * 5000]
    bring(store, ["Deal", "Stage"], *([name, "Won"] for name in names))
    assert sorted(deals(store)) == sorted(names)


def test_odd_facts_are_told(store: Store) -> None:
    late = changed(CORVID, created=date(2017, 5, 4) + timedelta(days=9))
    found = plan(store, HEADINGS, late)
    assert "import.closed_early" in [note.code for note in found.notes]
    assert (
        plan(store, HEADINGS, changed(HALDEN, value="1.23456")).notes[-1].code == "import.rounded"
    )


def test_a_cell_too_many_in_a_text_file_shifts_nothing_silently(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Deal,Account,Stage\nA,Acme, Inc,Won\nB,Acme,Won\n")
    found = ask(store, importing.plan, ask(store, importing.read, path).table)
    assert codes(found) == [(2, "", "import.too_many_cells")]
    assert kinds(found) == ["error", "new"]


def test_an_id_that_several_deals_have_is_not_guessed(store: Store) -> None:
    bring(store, ["Id", "Deal", "Source system"], ["1001", "A", "x"], ["1001", "B", "y"])
    found = plan(store, ["Id", "Deal"], ["1001", "A"])
    assert codes(found) == [(2, "Deal", "import.several")]


def test_rows_with_neither_name_nor_id_are_deals_of_their_own(store: Store) -> None:
    rows = (
        ["Account", "Product", "Stage", "Value"],
        ["Halden", "Telematics", "Won", 100],
        ["Halden", "Telematics", "Won", 200],
        ["Halden", "Telematics", "Won", 200],
        ["Corvid", "Telematics", "Proposal", 300],
    )
    assert kinds(plan(store, *rows)) == ["new", "new", "duplicate", "new"]
    bring(store, *rows)
    assert {name: deal.value_minor for name, deal in deals(store).items()} == {
        "Halden - Telematics": 10_000,
        "Halden - Telematics (2)": 20_000,
        "Corvid - Telematics": 30_000,
    }
    assert kinds(plan(store, *rows)) == ["same", "same", "duplicate", "same"]


def test_long_numbers_that_are_ids_keep_all_their_figures(store: Store) -> None:
    bring(store, ["Deal ID", "Deal", "Stage"], [1234567890123456.0, "A", "Won"])
    assert plan(store, ["Deal ID", "Stage"], ["1234567890123456", "Won"]).counts()["same"] == 1
