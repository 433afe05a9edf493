"""From a file through reading, plan and import to the answers, and back out again."""

import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from salesdesk_app.services import exporting, importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Account, Deal, Stage
from salesdesk_app.store.session import Store
from tests.disguise.clean import invented, table
from tests.disguise.records import records
from tests.sheets import bring as bring_rows
from tests.world import NOON, TODAY

ROAD = settings(
    deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.lists(st.text(min_size=1, max_size=60), min_size=12, max_size=12)


def read(store: Store, path: Path) -> Plan:
    return ask(store, importing.plan, ask(store, importing.read, path).table)


def bring(store: Store, planned: Plan) -> None:
    perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)


def renewed(blank: Path, path: Path) -> Store:
    path.unlink(missing_ok=True)
    return Store(Path(shutil.copy(blank, path)))


@ROAD
@given(texts=TEXTS)
def test_any_text_goes_out_and_comes_in_as_it_is_kept(
    blank: Path, tmp_path: Path, texts: list[str]
) -> None:
    store = renewed(blank, tmp_path / "texts.db")
    other = renewed(blank, tmp_path / "other.db")
    # A text file, for what a cell of a workbook cannot hold; ids tell the rows apart.
    rows = [[f"006-{n:06}", text, f"{text} x", text, text] for n, text in enumerate(texts)]
    try:
        bring_rows(store, ["Id", "Deal", "Account", "Next step", "Note"], *rows)
        kept = records(store)
        assert len(kept) >= 1
        for name, kind in (
            ("out.xlsx", "spreadsheets"),
            ("out.csv", "spreadsheets"),
            ("raw.csv", "programs"),
        ):
            exporting.write_records(store, "deals", tmp_path / name, csv=kind)
            again = read(store, tmp_path / name)
            assert {row.kind for row in again.rows} == {"same"}, name
        bring(other, read(other, tmp_path / "raw.csv"))
        assert records(other) == kept
    finally:
        store.close()
        other.close()


CHANGES: dict[str, Any] = {
    "Deal": lambda was, n: f"{was} renewed {n}",
    "Value": lambda was, n: (was or 0) + 1 + n,
    "Expected close": lambda _was, n: date(2031, 1, 1 + n),
    "Next step": lambda _was, n: f"=call {n}",
    "Note": lambda _was, n: f"+44 {n}",
    "Source": lambda _was, n: f"@{n}",
}


@pytest.mark.parametrize(("seed", "count"), [(1, 0), (2, 1), (3, 14), (4, 40)])
def test_so_many_changed_cells_are_so_many_changes(
    store: Store, tmp_path: Path, seed: int, count: int
) -> None:
    bring_rows(store, *table(invented(30, seed)))
    path = tmp_path / "edit.xlsx"
    exporting.write_records(store, "deals", path, for_editing=True)
    book = load_workbook(path)
    page = next(one for one in book.worksheets if one.sheet_state == "visible")
    columns = {str(cell.value): cell.column for cell in page[1]}
    cells = [(row, name) for row in range(2, 32) for name in CHANGES]
    wanted = random.Random(seed).sample(cells, count)
    for number, (row, name) in enumerate(wanted):
        cell = page.cell(row, columns[name])
        value = CHANGES[name](cell.value, number % 28)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    book.save(path)
    planned = read(store, path)
    changes = [(row.number, len(row.changes)) for row in planned.rows if row.changes]
    assert planned.errors == ()
    assert sum(number for _, number in changes) == count
    assert {row for row, _ in changes} == {row for row, _ in wanted}
    bring(store, planned)
    assert {row.kind for row in read(store, path).rows} == {"same"}


def test_out_and_into_another_workspace_and_out_again(
    store: Store, blank: Path, tmp_path: Path
) -> None:
    bring_rows(store, *table(invented(40, 9)))
    exporting.write_records(store, "deals", tmp_path / "one.csv", csv="programs")
    other = renewed(blank, tmp_path / "other.db")
    try:
        bring(other, read(other, tmp_path / "one.csv"))
        exporting.write_records(other, "deals", tmp_path / "two.csv", csv="programs")
        assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
        assert records(other) == records(store)
    finally:
        other.close()


def test_values_of_every_kind_are_answered_as_they_were_written(store: Store) -> None:
    bring_rows(
        store,
        ["Deal", "Account", "Stage", "Value", "Probability (%)", "Created"],
        ["Fleet", "Halden", "Proposal", "1.054,00 €", "60 %", "13/02/2017"],
    )
    with store.read() as session:
        row = session.execute(
            select(Deal.value_minor, Deal.currency, Deal.probability, Deal.created_on, Account.name)
            .join(Account, Account.id == Deal.account_id)
            .join(Stage, Stage.id == Deal.stage_id)
        ).one()
    assert tuple(row) == (105_400, "EUR", 60, date(2017, 2, 13), "Halden")
