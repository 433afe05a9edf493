"""What is said of a file beside its rows: the sheet to take, what it hides, what was filled."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import importing
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store
from tests.sheets import plan, workbook

HEADS = ["Deal", "Account", "Stage", "Value"]


def test_the_fullest_sheet_of_deals_is_proposed_and_ours_is_no_table(
    store: Store, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.title = "Empty"  # type: ignore[union-attr] # a new workbook has a sheet
    for title, rows in (
        ("Old", 3),
        ("Deals", 5),
        ("Hidden", 9),
        ("_salesdesk", 20),
    ):
        page = book.create_sheet(title)
        page.append(HEADS)
        for number in range(rows):
            page.append([f"D{number}", "Acme", "Proposal", number])
    book["Hidden"].sheet_state = "hidden"
    book.create_chartsheet("Chart")
    book.create_sheet("Words").append(["only", "words"])
    book.save(tmp_path / "a.xlsx")
    source = ask(store, importing.read, tmp_path / "a.xlsx")
    assert source.table.sheet == "Deals"
    assert [table.sheet for table in source.tables] == ["Old", "Deals", "Hidden"]
    assert [name for name, _ in source.skipped] == ["Empty", "Words"]
    hidden = ask(store, importing.read, tmp_path / "a.xlsx", sheet="Hidden").table
    assert ask(store, importing.plan, hidden).notes[0].code == "import.hidden_sheet"


def test_a_pivot_table_is_proposed_last(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Pivot"  # type: ignore[union-attr] # a new workbook has a sheet
    book.create_sheet("Deals")
    for title, rows in (("Pivot", 9), ("Deals", 2)):
        book[title].append(HEADS)
        for number in range(rows):
            book[title].append([f"D{number}", "Acme", "Proposal", number])
    book.save(tmp_path / "a.xlsx")
    assert ask(store, importing.read, tmp_path / "a.xlsx").table.sheet == "Pivot"
    rels = '<Relationships><Relationship Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
    assert ask(store, importing.read, tmp_path / "a.xlsx").table.sheet == "Deals"


def test_a_file_of_several_sheets_says_one_thing(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Words").append(["only", "words"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Problem, match=r"file\.no_table"):
        ask(store, importing.read, tmp_path / "a.xlsx")


def test_what_a_file_hides_is_read_and_told(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (HEADS, ["A", "Acme", "Proposal", 5], ["B", "Acme", "Proposal", 5]):
        page.append(row)
    page.row_dimensions[3].hidden = True
    page.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    planned = ask(store, importing.plan, ask(store, importing.read, tmp_path / "a.xlsx").table)
    assert planned.counts()["new"] == 2
    told = {note.code: note.sentence for note in planned.notes}
    assert told["import.hidden_rows"].endswith(": 1.")
    assert "Value" in told["import.hidden_columns"]


def test_what_was_filled_down_is_told(store: Store) -> None:
    planned = plan(store, HEADS, ["Owner: Priya Nair"], ["A", "Acme", "Proposal", 5])
    told = {note.code: note.sentence for note in planned.notes}
    assert "Owner" in told["import.filled_groups"]
    assert planned.creates.people == ("Priya Nair",)


def test_very_wide_sheets_are_read_whole_on_request(store: Store, tmp_path: Path) -> None:
    names = [f"Extra {n}" for n in range(600)]
    path = workbook(tmp_path / "a.xlsx", ["Deal", "Value", *names], ["A", 5, *range(600)])
    source = ask(store, importing.read, path)
    assert len(source.table.headings) == 512
    notes = ask(store, importing.plan, source.table).notes
    assert "90" in next(note.sentence for note in notes if note.code == "import.cut")
    assert len(ask(store, importing.read, path, all_columns=True).table.headings) == 602


def test_a_row_of_headings_that_is_told_may_hold_anything(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Title"], ["Foo", "Bar"], ["A", "Acme"])
    with pytest.raises(Problem, match=r"file\.no_table"):
        ask(store, importing.read, path)
    table = ask(store, importing.read, path, heading_row=2).table
    assert table.headings == ("Foo", "Bar")
    assert table.rows == [["A", "Acme"]]
    with pytest.raises(Problem, match=r"import\.unmatched"):
        ask(store, importing.plan, table)
    assert ask(store, importing.plan, table, {0: "name", 1: "account"}).counts()["new"] == 1
    with pytest.raises(Problem, match=r"file\.no_heading_row"):
        ask(store, importing.read, path, heading_row=40)
