"""A messy workbook comes in, is corrected, undone, handed out to be edited, and comes back."""

import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from salesdesk_app.services import exporting, workspace
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.shell.importing.page import ImportPage
from tests.disguise import Style, disguised, invented, write
from tests.disguise.records import records
from tests.journeys.walk import Walk, dump

COUNT = 80
SEED = 12


def messy(path: Path) -> None:
    """Titles, groups, subtotals and stale rows; the column of names is called as nobody does."""
    chance = random.Random(SEED)
    style = Style("salesforce", grouped=True, group_headings=True, titles=4, repeat=25, strays=0.3)
    grid = disguised(invented(COUNT, SEED), style, chance)
    for row in grid.rows:
        for at, cell in enumerate(row):
            if cell == "Opportunity Name":
                row[at] = "Zz"
    write(path, grid, chance)


@pytest.fixture
def walk(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> Walk:
    desktop.open(tmp_path / "sales.db", workspace.create)
    walk = Walk(desktop, qtbot)
    walk.settle()
    return walk


def looked_at(walk: Walk, file: Path) -> ImportPage:
    """The page of a file that was given to the window, once it is known what it would do."""
    walk.window.import_files([file])
    walk.until(lambda: walk.window.importing is not None and walk.window.importing.page is not None)
    assert walk.window.importing is not None
    page = walk.window.importing.page
    assert page is not None
    walk.until(lambda: page.plan is not None)
    return page


def agree(walk: Walk, page: ImportPage) -> None:
    page.agree_button.click()
    walk.until(lambda: walk.window.importing is None)


def edited(path: Path) -> dict[int, set[str]]:
    """Changes some cells of a sheet that was handed out; which, by row."""
    book = load_workbook(path)
    sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    wanted: dict[int, dict[str, Any]] = {
        3: {"Next step": "=call", "Value": 12345.5},
        7: {"Owner": "Zoë Chua"},
        11: {"Note": "+44 20 7946"},
    }
    changes: dict[int, set[str]] = {}
    for row, cells in wanted.items():
        for heading, value in cells.items():
            cell = sheet.cell(row, columns[heading])
            if cell.value != value:
                changes.setdefault(row, set()).add(heading)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    return changes


def test_a_messy_workbook_comes_in_and_an_edited_one_comes_back(walk: Walk, tmp_path: Path) -> None:
    store = walk.desk.store
    before = dump(store)
    messy(tmp_path / "messy.xlsx")
    page = looked_at(walk, tmp_path / "messy.xlsx")
    assert page.plan is not None
    column = page.plan.table.headings.index("Zz")
    page.match.mapped.emit(column, "name")
    walk.until(lambda: page.plan is not None and page.plan.table.matches[column].field == "name")
    assert page.plan.counts()["new"] == COUNT
    assert page.plan.errors == ()
    assert dump(store) == before  # nothing is written yet
    agree(walk, page)
    after = dump(store)
    kept = records(store)
    assert len(kept) == COUNT
    assert {row[4] for row in kept.values()} == {deal.name for deal in invented(COUNT, SEED)}

    walk.desk.undo()
    walk.settle()
    assert dump(store) == before
    walk.desk.redo()
    walk.settle()
    assert dump(store) == after

    sheet = tmp_path / "to edit.xlsx"
    done: list[int] = []
    walk.desk.work(
        exporting.write_records, store, "deals", sheet, for_editing=True, then=done.append
    )
    walk.until(lambda: done == [COUNT])
    wanted = edited(sheet)
    page = looked_at(walk, sheet)
    plan = page.plan
    assert plan is not None
    assert plan.conflicts == ()
    found = {row.number: len(row.changes) for row in plan.rows if row.changes}
    assert found == {row: len(headings) for row, headings in wanted.items()}
    agree(walk, page)
    assert dump(store) != after
    again = looked_at(walk, sheet)
    assert again.plan is not None
    assert set(again.plan.counts()) == {"same"}
    assert not any(finding.faults for finding in ask(store, workspace.check))
    walk.desk.undo()
    walk.settle()
    assert dump(store) == after
