"""The checks of the weekly workbook: they hold when LibreOffice computes them, and can fail."""

import shutil
import subprocess
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from salesdesk_app.domain.periods import parse
from salesdesk_app.services import (
    reports,
    sample,
    workspace,
)
from salesdesk_app.store.session import Store
from tests import odd_world

TODAY = date(2026, 11, 23)
WEEK = parse("2026-W47")  # the week before today's
NO_OFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here"
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample team."""
    opened = workspace.create(tmp_path_factory.mktemp("company") / "sales.db")
    sample.fill(opened, today=TODAY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def path(company: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample team."""
    target = tmp_path_factory.mktemp("reports") / "weekly.xlsx"
    assert reports.write_weekly(company, WEEK, target, today=TODAY) == target
    return target


def formulas(book: Workbook) -> list[Any]:
    return [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


@pytest.fixture(scope="module")
def written(path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports by name: the sample's, it tampered with in two ways, and those of odd worlds."""
    folder = tmp_path_factory.mktemp("written")
    made = {name: folder / f"{name}.xlsx" for name in ("deal", "figures", "empty", "odd")}
    _with_another_value(path, made["deal"])
    _with_other_figures(path, made["figures"])
    for name in ("empty", "odd"):
        store = workspace.create(folder / f"{name}.db")
        if name == "odd":
            odd_world.fill(store)
        reports.write_weekly(store, WEEK, made[name], today=TODAY)
        store.close()
    return {"sample": path} | made


@pytest.fixture(scope="module")
def computed(
    written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[bool]]:
    """What every check of each report comes to when LibreOffice computes it."""
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    files = [str(file) for file in written.values()]
    subprocess.run([*command, str(folder), *files], check=True, capture_output=True)
    found = {}
    for name, file in written.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl does not know all that LibreOffice adds
            book = load_workbook(folder / file.name, data_only=True)
        found[name] = [
            book[cell.parent.title][cell.coordinate].value for cell in formulas(load_workbook(file))
        ]
    return found


def _with_another_value(source: Path, target: Path) -> None:
    book = load_workbook(source)
    sheet = book["Deals"]
    column = {cell.value: cell.column for cell in sheet[1]}["Value"]
    row = next(r for r in range(2, sheet.max_row) if sheet.cell(r, 5).value == "Won")
    sheet.cell(row, column).value += 1
    book.save(target)


def _with_other_figures(source: Path, target: Path) -> None:
    """One figure wrong in each line of the summary's table that has a check."""
    book = load_workbook(source)
    for row in book["Summary"].iter_rows(min_row=10, max_row=24):
        wrong = next(cell for cell in row[1:5] if isinstance(cell.value, int | float))
        wrong.value += 1
    book.save(target)


@NO_OFFICE
class TestChecks:
    @pytest.mark.parametrize("name", ["sample", "empty", "odd"])
    def test_every_check_holds(self, computed: dict[str, list[bool]], name: str) -> None:
        assert len(computed[name]) >= 36
        assert set(computed[name]) == {True}

    def test_a_deal_that_was_tampered_with_is_noticed(
        self, computed: dict[str, list[bool]]
    ) -> None:
        assert set(computed["deal"]) == {True, False}

    def test_each_figure_that_was_tampered_with_is_noticed(
        self, computed: dict[str, list[bool]]
    ) -> None:
        # The first fourteen checks are those of the table; the pace is not in the deals.
        assert set(computed["figures"][:14]) == {False}
