"""Quotas row by row, and from tables that have a column for each month or quarter."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.layout.period_cells import key_of
from salesdesk_app.services import exporting, importing, settings
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Person, Quota
from salesdesk_app.store.session import Store
from tests.sheets import bring, codes, kinds, plan, table, workbook
from tests.world import NOON, TODAY, fill


def stored(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        query = select(
            Person.name, Quota.first_on, Quota.last_on, Quota.amount_minor, Quota.ramp_percent
        ).join(Person, Person.id == Quota.person_id)
        return [tuple(row) for row in session.execute(query.order_by(Quota.id))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026", "2026"), ("FY26", "2026"), ("FY 2026", "2026"), ("GJ 2026", "2026"),
        ("Q1 2026", "2026-Q1"), ("2026-Q1", "2026-Q1"), ("1Q26", "2026-Q1"),
        ("Q3/2026", "2026-Q3"), ("1. Quartal 2026", "2026-Q1"), ("Q1 FY26", "2026-Q1"),
        ("Jan 2026", "2026-01"), ("März 26", "2026-03"), ("Dec-26", "2026-12"),
        ("01/2026", "2026-01"), ("2026-02", "2026-02"), ("2026-02-01", "2026-02"),
        ("Q1", None), ("13/2026", None), ("2026-02-03", None), ("Total", None), ("", None),
    ],
)  # fmt: skip
def test_periods(text: str, key: str | None) -> None:
    assert key_of(text) == key
    assert key_of("Q1", 2026) == "2026-Q1"


def test_rows_of_quotas(store: Store) -> None:
    rows = [
        ["Rep", "Quarter", "Target", "Ramp"],
        ["Priya Nair", "Q1 2026", "$50,000.00", 1],
        ["Priya Nair", "Q2 2026", 60000, 0.5],
        ["Jonas Lind", 2026, "200,000", ""],
    ]
    found = plan(store, *rows)
    assert (found.kind, found.errors) == ("quotas", ())
    assert found.creates.people == ("Priya Nair", "Jonas Lind")
    assert found.name(found.rows[0]) == "Priya Nair"
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert stored(store) == [
        ("Priya Nair", date(2026, 1, 1), date(2026, 3, 31), 5_000_000, 100),
        ("Priya Nair", date(2026, 4, 1), date(2026, 6, 30), 6_000_000, 50),
        ("Jonas Lind", date(2026, 1, 1), date(2026, 12, 31), 20_000_000, 100),
    ]
    assert kinds(plan(store, *rows)) == ["same"] * 3
    again = plan(store, rows[0], ["Nair, Priya", "Q1 2026", 55000, ""])
    assert again.rows[0].changes == (("amount", "$50,000", "$55,000"),)
    perform(store, Stamp(NOON), importing.apply, again, today=TODAY)
    assert stored(store)[0][3:] == (5_500_000, 100)


def test_days_and_the_fiscal_year(store: Store) -> None:
    perform(store, Stamp(NOON), settings.change, fiscal_start_month=4)
    found = plan(
        store,
        ["Person", "Start date", "End date", "Quota"],
        ["Priya", date(2026, 4, 1), date(2026, 6, 30), 10],
        ["Priya", date(2026, 4, 1), date(2026, 6, 29), 10],
        ["Priya", date(2026, 4, 1), "", 10],
        ["Priya", date(2026, 5, 1), date(2026, 5, 31), -10],
        ["Priya", date(2026, 6, 1), date(2026, 6, 30), ""],
    )
    assert kinds(found)[0] == "new"
    assert codes(found) == [
        (3, "End date", "import.no_period"),
        (4, "", "import.lacking"),
        (5, "Quota", "quotas.amount"),
        (6, "Quota", "import.lacking"),
    ]
    bring(store, ["Person", "Period", "Quota"], ["Priya", "Q1 2027", 10])
    assert stored(store)[0][1:3] == (date(2026, 4, 1), date(2026, 6, 30))


def test_a_column_for_each_month(store: Store) -> None:
    months = [date(2026, month, 1) for month in (1, 2, 3)]
    rows = [
        ["Sales quotas", "", "", ""],
        ["Rep", *months],
        ["Priya Nair", 10000, 11000, ""],
        ["Jonas Lind", 9000, "-", 9500],
        ["Total", 19000, 11000, 9500],
    ]
    found = plan(store, *rows)
    assert (found.kind, found.errors) == ("quotas", ())
    assert [(row.number, row.kind) for row in found.rows] == [
        (3, "new"), (3, "new"), (4, "new"), (4, "new"),
    ]  # fmt: skip
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert [(row[0], row[1].month, row[3]) for row in stored(store)] == [
        ("Priya Nair", 1, 1_000_000), ("Priya Nair", 2, 1_100_000),
        ("Jonas Lind", 1, 900_000), ("Jonas Lind", 3, 950_000),
    ]  # fmt: skip
    assert set(kinds(plan(store, *rows))) == {"same"}


def test_quarters_of_the_year_that_the_title_says(store: Store) -> None:
    rows = [["Name", "Q1", "Q2", "Q3", "Q4", "Currency"], ["Priya", 1, 2, 3, 4, "EUR"]]
    found = table(["Ziele 2027"], *rows, kind="quotas")
    assert [row[0] for row in found.rows] == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    planned = ask(store, importing.plan, found)
    assert planned.creates.currencies == ("EUR",)
    assert set(kinds(planned)) == {"new"}
    with pytest.raises(Problem, match=r"file\.no_year"):
        table(*rows, kind="quotas")


def test_out_and_in_again(store: Store, tmp_path: Path) -> None:
    fill(store)
    target = tmp_path / "quotas.xlsx"
    exporting.write_records(store, "quotas", target)
    found = ask(store, importing.plan, ask(store, importing.read, target).table)
    assert found.kind == "quotas"
    assert (found.errors, set(kinds(found))) == ((), {"same"})


def test_a_workbook_with_quotas_beside_deals(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "Quotas 2026.xlsx", ["Rep", "Jan", "Feb"], ["Priya", 100, 200])
    found = ask(store, importing.plan, ask(store, importing.read, path).table)
    assert [found.shown(row, "first_on") for row in found.rows] == ["1 Jan 2026", "1 Feb 2026"]
