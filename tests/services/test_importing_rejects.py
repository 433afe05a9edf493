"""Rows that were left out, as a workbook: mended and imported again they are those rows."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Choices, Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.sheets import codes, deals, kinds, plan
from tests.world import NOON, TODAY

HEADS = ["Odd name", "Id", "Deal", "Amount (EUR)", "Created", "Close date", "Stage", ""]
GOOD = ["x", "D1", "Fleet", "1,5", "13/02/2017", date(2017, 3, 4), "Proposal", ""]


def rejects(planned: Plan, path: Path) -> list[list[Any]]:
    """The cells of the workbook of what a plan rejects."""
    importing.write_rejects([planned], path)
    return [list(row) for row in load_workbook(path)["Sheet1"].iter_rows(values_only=True)]


def again(store: Store, path: Path) -> Plan:
    return ask(store, importing.plan, ask(store, importing.read, path).table)


def mend(path: Path, cells: dict[str, Any]) -> None:
    book = load_workbook(path)
    for at, value in cells.items():
        book["Sheet1"][at] = value
    book.save(path)


def test_reasons_stand_before_the_cells_as_they_were(store: Store, tmp_path: Path) -> None:
    moment = datetime(2017, 3, 4, 9, 30)
    found = plan(
        store,
        HEADS,
        GOOD,
        ["=1+1", "D2", "+44 20", "lots", "soon", moment, "Proposal", True],
        ["00123", "D3", "Renewal", CellError("#DIV/0!"), "01/02/2017", 5.25, "Won", ""],
    )
    assert kinds(found) == ["new", "error", "error"]
    rows = rejects(found, tmp_path / "out.xlsx")
    assert rows[0] == ["Problem", *HEADS[:-1], "Column H"]
    assert rows[1] == [
        "Amount (EUR): “lots” is not a number. Created: “soon” is not a date.",
        "=1+1", "D2", "+44 20", "lots", "soon", moment, "Proposal", True,
    ]  # fmt: skip
    assert rows[2][1:] == [
        "00123", "D3", "Renewal", "#DIV/0!", "01/02/2017", 5.25, "Won", None,
    ]  # fmt: skip
    sheet = load_workbook(tmp_path / "out.xlsx")["Sheet1"]
    assert {sheet["B2"].data_type, sheet["D2"].data_type} == {"s"}
    assert sheet["E3"].data_type == "e"


def test_unmended_they_are_rejected_again(store: Store, tmp_path: Path) -> None:
    found = plan(
        store,
        HEADS,
        ["", "D2", "A", CellError("formula"), "", "", "Proposal", ""],
        ["", "D3", "B", CellError("#N/A"), "", "", "Proposal", ""],
    )
    rejects(found, tmp_path / "out.xlsx")
    assert [code for _, _, code in codes(again(store, tmp_path / "out.xlsx"))] == [
        "import.error_cell", "import.error_cell",
    ]  # fmt: skip


def test_mended_rows_are_understood_as_in_their_own_file(store: Store, tmp_path: Path) -> None:
    found = ask(
        store,
        importing.plan,
        plan(store, HEADS, GOOD, ["y", "D2", "Renewal", "1.234", "03/04/2017", "soon", "Won", ""])
        .table,
        {0: "source", 2: "name"},
        choices=Choices(currency="EUR"),
    )  # fmt: skip
    assert kinds(found) == ["new", "error"]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    rejects(found, tmp_path / "out.xlsx")
    mend(tmp_path / "out.xlsx", {"G2": date(2017, 5, 6)})
    mended = again(store, tmp_path / "out.xlsx")
    assert kinds(mended) == ["new"]
    assert mended.errors == ()
    perform(store, Stamp(NOON), importing.apply, mended, today=TODAY)
    deal = deals(store)["Renewal"]
    # The comma was the decimal mark and the day came first in the file that they are from.
    assert (deal.value_minor, deal.currency) == (123_400, "EUR")
    assert (deal.created_on, deal.closed_on) == (date(2017, 4, 3), date(2017, 5, 6))
    assert deal.source == "y"


def test_several_plans_and_none_at_all(store: Store, tmp_path: Path) -> None:
    one = plan(store, ["Deal", "Value"], ["A", "x"])
    other = plan(store, ["Account", "Employees"], ["B", "many"], kind="accounts")
    assert importing.write_rejects([one, other], tmp_path / "out.xlsx") == 2
    source = ask(store, importing.read, tmp_path / "out.xlsx")
    assert [(one.kind, len(one.rows), one.start) for one in source.tables] == [
        ("deals", 1, 1), ("accounts", 1, 1),
    ]  # fmt: skip
    good = plan(store, ["Deal", "Value"], ["A", 5])
    assert importing.write_rejects([good], tmp_path / "out.xlsx") == 0
    assert ask(store, importing.read, tmp_path / "out.xlsx").table.rows == []


def test_a_column_of_others_called_problem_stays(store: Store, tmp_path: Path) -> None:
    found = plan(store, ["Problem", "Deal", "Value"], ["none", "A", "x"])
    rows = rejects(found, tmp_path / "out.xlsx")
    assert rows[0] == ["Problem", "Problem", "Deal", "Value"]
    assert again(store, tmp_path / "out.xlsx").table.headings == ("Problem", "Deal", "Value")
