"""A workbook for editing: what it guards, what it lets one type, and that it comes back whole."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import KINDS
from salesdesk_app.domain.money import digits
from salesdesk_app.services import custom_fields, exporting, history, importing, people
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests import odd_world
from tests.world import NOON

NAMES = ("O'Hara, Ana", '"Quoted", Bob', "=Cem")


@pytest.fixture
def world(store: Store) -> Store:
    """Odd deals with fields of the user's own, and owners whose names trouble lists."""
    odd_world.fill(store)
    # Two of one name cannot be told apart by a name.
    perform(store, Stamp(NOON), people.edit, 5, people.PersonForm("Twin the second"))
    for name in NAMES:
        perform(store, Stamp(NOON), people.add, people.PersonForm(name))
    kinds = {"Kind of need": "text", "Seats": "number", "Asked on": "day", "Key account": "yes_no"}
    values = ("00123", 12.5, date(2026, 5, 1), True)
    for (name, kind), value in zip(kinds.items(), values, strict=True):
        made = perform(store, Stamp(NOON), custom_fields.add, name, kind).result
        perform(store, Stamp(NOON), custom_fields.set_value, 5, made, value)
    return store


@pytest.fixture
def book(world: Store, tmp_path: Path) -> Workbook:
    exporting.write_records(world, "deals", tmp_path / "deals.xlsx", for_editing=True)
    return load_workbook(tmp_path / "deals.xlsx")


def columns(book: Workbook) -> dict[str, str]:
    return {cell.value: cell.column_letter for cell in book["Deals"][1]}


def rules(book: Workbook) -> dict[str, Any]:
    """The rule for each column that has one, by its letter."""
    found = book["Deals"].data_validations.dataValidation
    return {re.sub(r"\d.*", "", str(rule.sqref)): rule for rule in found}


def test_only_the_key_and_the_headings_are_locked(book: Workbook) -> None:
    sheet = book["Deals"]
    key = columns(book)["SalesDesk key"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.autoFilter
    assert all(cell.protection.locked for cell in sheet[1])
    for row in sheet.iter_rows(min_row=2):
        locked = {cell.column_letter for cell in row if cell.value is not None and _locked(cell)}
        assert locked == {key}
    assert sheet.column_dimensions[key].hidden
    # Where nothing was written yet, new rows can be typed.
    for name, letter in columns(book).items():
        assert sheet.column_dimensions[letter].protection.locked == (name == "SalesDesk key")


def _locked(cell: Any) -> bool:
    return bool(cell.protection.locked)


def test_text_typed_into_an_empty_cell_stays_text(book: Workbook) -> None:
    at = columns(book)
    for name, wanted in (
        ("Note", "@"),
        ("Id", "@"),
        ("Kind of need", "@"),
        ("Created", "d mmm yyyy"),
    ):
        assert book["Deals"].column_dimensions[at[name]].number_format == wanted


def test_cells_say_what_they_take(book: Workbook) -> None:
    at, checks = columns(book), rules(book)
    wanted = {
        "Stage": "list",
        "Owner": "list",
        "Forecast category": "list",
        "Value": "decimal",
        "Currency": "textLength",
        "Probability (%)": "whole",
        "Created": "date",
        "Expected close": "date",
        "Closed": "date",
        "Next step on": "date",
        "Seats": "decimal",
        "Asked on": "date",
        "Key account": "list",
    }
    assert {name: checks[at[name]].type for name in wanted} == wanted
    assert len(checks) == len(wanted)
    assert all(
        rule.showErrorMessage and rule.error and rule.allow_blank for rule in checks.values()
    )
    percent = checks[at["Probability (%)"]]
    assert (percent.formula1, percent.formula2) == ("0", "100")


def test_lists_hold_names_that_would_trouble_a_list_in_a_cell(book: Workbook) -> None:
    checks, at = rules(book), columns(book)

    def offered(name: str) -> list[Any]:
        sheet, cells = checks[at[name]].formula1.split("!")
        rows = book[sheet.strip("'")][cells.replace("$", "")]
        return [row[0].value for row in (rows if isinstance(rows, tuple) else ((rows,),))]

    assert set(NAMES) <= set(offered("Owner"))
    assert offered("Forecast category") == ["Pipeline", "Best case", "Commit", "Omitted"]
    assert offered("Stage")[-2:] == ["Won", "Lost"]
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Deals": "visible",
        "How to use": "visible",
        "_salesdesk": "veryHidden",
    }


def test_the_workbook_knows_where_it_comes_from(world: Store, book: Workbook) -> None:
    rows = book["_salesdesk"].iter_rows(values_only=True)
    told = {row[0]: row[1] for row in rows if row[0] is not None}
    last = ask(world, history.entries)[0]
    assert told == {
        "salesdesk": 1,
        "edit": last.edit_id,
        "at": last.at.isoformat(),
        "kind": "deals",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_edited_is_the_same(world: Store, tmp_path: Path, kind: Any) -> None:
    path = tmp_path / "a.xlsx"
    count = exporting.write_records(world, kind, path, for_editing=True)
    source = ask(world, importing.read, path)
    assert (source.table.kind, len(source.tables)) == (kind, 1) or count == 0
    if count:
        plan = ask(world, importing.plan, source.table)
        assert [row.changes for row in plan.rows if row.changes] == []
        assert plan.errors == ()
        assert dict(plan.counts()) == {"same": count}


def test_an_edited_cell_comes_back_alone(world: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exporting.write_records(world, "deals", path, for_editing=True)
    book = load_workbook(path)
    at = columns(book)
    book["Deals"][f"{at['Value']}6"].value = 4711
    book["Deals"][f"{at['Next step']}6"].value = "=2+2"
    book["Deals"][f"{at['Next step']}6"].data_type = "s"
    book.save(path)
    plan = ask(world, importing.plan, ask(world, importing.read, path).table)
    changed = [row for row in plan.rows if row.changes]
    assert [row.record_id for row in changed] == [5]
    assert sorted(change.field for change in changed[0].changes) == ["next_step", "value"]
    perform(world, Stamp(NOON, "import"), importing.apply, plan, today=date(2026, 11, 24))
    line = next(line for line in ask(world, exporting.deal_lines) if line.id == 5)
    assert (line.value, line.next_step) == (4711 * 10 ** digits(line.currency), "=2+2")


def test_a_text_file_cannot_guard_anything(world: Store, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        exporting.write_records(world, "deals", tmp_path / "a.csv", for_editing=True)
    assert caught.value.code == "export.editing"
    assert not (tmp_path / "a.csv").exists()
