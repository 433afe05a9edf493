"""Every workbook that goes out is opened and saved by LibreOffice, and says the same afterwards."""

import shutil
import subprocess
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from salesdesk_app.domain.fields import FIELDS, KINDS
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.periods import parse
from salesdesk_app.domain.sheets import Sheet, SheetColumn
from salesdesk_app.services import custom_fields, exporting, importing, reports, sample, workspace
from salesdesk_app.services.forecasting import minutes
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CODE = (
    "=1+1", "+44 20 7946", "-1", "#N/A", "@x", "TRUE", "1E5", "00123", "1/2", "2026-11-23", "\t=1",
    "＝1", "http://example.com", "'quoted", "5%", "10:30", "$5",
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here"
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample team."""
    opened = workspace.create(tmp_path_factory.mktemp("company") / "sales.db")
    sample.fill(opened, today=TODAY, now=NOON)
    own = {"Need": "text", "Seats": "number", "Asked on": "day", "Key account": "yes_no"}
    values = (("00123", Decimal("12.5"), TODAY, True), ("=1+1", Decimal(-3), TODAY, False))
    for at, (name, kind) in enumerate(own.items()):
        made = perform(opened, Stamp(NOON), custom_fields.add, name, kind).result
        for deal_id, held in enumerate(values, 1):
            perform(opened, Stamp(NOON), custom_fields.set_value, deal_id, made, held[at])
    yield opened
    opened.close()


def shown() -> Sheet:
    """A table with every kind of value, and text that looks like something else."""
    kinds = ("text", "number", "money", "percent", "factor", "day", "moment", "yes_no")
    columns = tuple(SheetColumn(kind, kind) for kind in kinds)
    rows: list[tuple[Any, ...]] = [(text, *[None] * 7) for text in CODE]
    rows.append(
        ("all", 7, Money(1250, "EUR"), Decimal(2) / 3, Decimal("1.5"), TODAY,
         datetime(2026, 11, 23, 9, 30), True)
    )  # fmt: skip
    return Sheet("Shown", columns, tuple(rows))


@pytest.fixture(scope="module")
def saved(
    company: Store, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Workbook, Workbook, Path]]:
    """Each workbook by name: as it was written, as LibreOffice saved it, and where that is."""
    folder = tmp_path_factory.mktemp("out")
    for kind in FIELDS:
        exporting.write_records(company, kind, folder / f"{kind}.xlsx")
        exporting.write_records(company, kind, folder / f"{kind} to edit.xlsx", for_editing=True)
    exporting.write_sheet(shown(), folder / "shown.xlsx")
    reports.write_weekly(company, parse("2026-W47"), folder / "weekly.xlsx", today=TODAY)
    call = ask(company, minutes.sheet, TODAY, parse("2026-Q4"), noted={2: "=1+1"})
    exporting.write_sheet(call, folder / "minutes.xlsx")
    _write_rejects(company, folder)
    files = sorted(folder.glob("*.xlsx"))
    office = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(office / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(office)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return {file.stem: (_loaded(file), _loaded(office / file.name), office / file.name)
            for file in files}  # fmt: skip


def _write_rejects(company: Store, folder: Path) -> None:
    """Rows that an import leaves out, with the reason before each."""
    lines = ["Deal,Account,Stage,Value,Created"]
    lines += [f'"{text}",{text} Ltd,Proposal,lots,2026-13-45' for text in CODE]
    (folder / "bad.csv").write_text("\n".join(lines), encoding="utf-8")
    source = ask(company, importing.read, folder / "bad.csv")
    plan = ask(company, importing.plan, source.table)
    assert importing.write_rejects([plan], folder / "rejects.xlsx") == len(CODE)


def _loaded(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know all that LibreOffice adds
        return load_workbook(path)


def test_every_export_is_among_them(saved: dict[str, Any]) -> None:
    assert len(saved) == 2 * len(FIELDS) + 4


def test_every_value_is_as_it_was_written(saved: dict[str, Any]) -> None:
    for name, (before, after, _path) in saved.items():
        assert before.sheetnames == after.sheetnames
        for sheet in before:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                found = after[sheet.title][cell.coordinate]
                assert found.data_type != "e", (name, cell.coordinate)
                if cell.data_type != "f" and cell.value is not None:
                    assert _alike(cell.value, found.value), (name, cell.coordinate, found.value)


def _alike(written: Any, found: Any) -> bool:
    if isinstance(written, bool):
        return found == f"={written}()".upper()  # it keeps a truth as a formula
    if isinstance(written, str):
        return bool(unescape(written) == found)
    if isinstance(written, float) or isinstance(found, float):
        return bool(written == pytest.approx(found, rel=1e-12))
    return bool(written == found)


def test_text_is_text_and_stays_so_when_it_is_edited(saved: dict[str, Any]) -> None:
    sheet = saved["shown"][1]["Shown"]
    for row, text in enumerate(CODE, 2):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
        assert cell.hyperlink is None


def test_cells_of_the_clipboard_keep_their_types(tmp_path: Path) -> None:
    """As LibreOffice takes the table of the clipboard; a tab in HTML is a space."""
    html = exporting.clipboard(shown(), headings=False)[1]
    (tmp_path / "cells.html").write_text(html, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--infilter=HTML (StarCalc)"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "cells.html")], check=True, capture_output=True,
                   timeout=120)  # fmt: skip
    sheet = _loaded(tmp_path / "cells.xlsx").worksheets[0]
    for row, text in enumerate(CODE, 1):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type, cell.number_format) == (text.strip(), "s", "@")
        assert cell.hyperlink is None
    values = [cell.value for cell in sheet[len(CODE) + 1]][:8]
    moment = datetime(2026, 11, 23, 9, 30)
    assert values[1:3] == [7, 12.5]
    assert values[3] == pytest.approx(2 / 3)
    assert values[4:] == [1.5, datetime(2026, 11, 23), moment, True]


def test_numbers_keep_their_formats(saved: dict[str, Any]) -> None:
    sheet = saved["shown"][1]["Shown"]
    row = [cell.number_format.replace("\\", "").replace('"', "") for cell in sheet[len(CODE) + 2]]
    assert "€" in row[2]
    assert row[3:7] == ["0.0%", "0.0×", "d mmm yyyy", "d mmm yyyy hh:mm"]


@pytest.mark.parametrize("kind", FIELDS)
def test_a_workbook_for_editing_keeps_its_guards(saved: dict[str, Any], kind: str) -> None:
    before, after, _path = saved[f"{kind} to edit"]
    ours, theirs = before.worksheets[0], after.worksheets[0]
    assert theirs.protection.sheet
    for row in ours.iter_rows():
        for cell in row:
            assert theirs[cell.coordinate].protection.locked == cell.protection.locked
    checks = [
        [(one.type, str(one.sqref).split(":")[0], str(one.formula1).replace("'", ""))
         for one in sheet.data_validations.dataValidation]
        for sheet in (ours, theirs)
    ]  # fmt: skip
    assert sorted(checks[0]) == sorted(checks[1])
    assert theirs.auto_filter.ref == ours.auto_filter.ref
    assert [sheet.sheet_state for sheet in after.worksheets[2:]] == ["hidden"] * (
        len(before.worksheets) - 2
    )


@pytest.mark.parametrize("name", ["{}", "{} to edit"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_opened_and_saved_comes_in_unchanged(
    company: Store, saved: dict[str, Any], kind: str, name: str
) -> None:
    _before, _after, path = saved[name.format(kind)]
    source = ask(company, importing.read, path)
    plan = ask(company, importing.plan, source.table)
    assert plan.errors == ()
    assert {row.kind for row in plan.rows} <= {"same"}
