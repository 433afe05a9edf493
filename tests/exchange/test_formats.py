"""What every format tells beside its values: errors, what is hidden, what is merged, and days."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from salesdesk_app.exchange.layout import tables
from salesdesk_app.exchange.reading.limits import Limits
from salesdesk_app.exchange.reading.reader import read_tables
from salesdesk_app.exchange.reading.rows import CellError, SheetRows
from tests.books import ods, ods_cell, ods_row, xlsb, xlsx

DATA = Path(__file__).resolve().parents[1] / "data"


def _xlsx(folder: Path) -> Path:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    for row in (
        ["Deal", "Owner", "Value", "Note"],
        ["A", "Priya", 5, "x"],
        ["B", None, "#DIV/0!", "y"],
        ["C", "Jonas", "#N/A", None],
    ):
        page.append(row)
    page.merge_cells("B2:B3")
    page.row_dimensions[3].hidden = True
    page.column_dimensions["D"].hidden = True
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def _ods(folder: Path) -> Path:
    failed = ' calcext:value-type="error" table:formula="of:=1/0"'
    table = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
        + ods_row("Deal", "Owner", "Value", "Note")
        + "<table:table-row>"
        + ods_cell("A")
        + ods_cell("Priya", ' table:number-rows-spanned="2"')
        + f"{ods_cell(5)}{ods_cell('x')}</table:table-row>"
        + '<table:table-row table:visibility="filter">'
        + f"{ods_cell('B')}<table:covered-table-cell/>{ods_cell('#DIV/0!', failed)}{ods_cell('y')}"
        + "</table:table-row><table:table-row>"
        + f"{ods_cell('C')}{ods_cell('Jonas')}{ods_cell('#N/A', failed)}</table:table-row>"
    )
    return ods(folder / "a.ods", table)


def _xlsb(folder: Path) -> Path:
    rows: list[tuple[list[Any], bool]] = [
        (["Deal", "Owner", "Value", "Note"], False),
        (["A", "Priya", 5.0, "x"], False),
        (["B", None, b"\x07", "y"], True),
        (["C", "Jonas", b"\x2a"], False),
    ]
    return xlsb(folder / "a.xlsb", rows, hidden_column=3, merged=(1, 2, 1, 1), dates_1904=True)


@pytest.mark.parametrize("made", [_xlsx, _ods, _xlsb])
@pytest.mark.parametrize("limits", [None, Limits(cells=5)])
def test_errors_merged_cells_and_what_is_hidden(tmp_path: Path, made: Any, limits: Any) -> None:
    if limits is not None and made is not _xlsx:
        pytest.skip("only .xlsx is read row by row")
    (sheet,) = read_tables(made(tmp_path), limits=limits)
    assert [row[:3] for row in sheet.rows] == [
        ["Deal", "Owner", "Value"],
        ["A", "Priya", 5],
        ["B", "Priya", CellError("#DIV/0!")],
        ["C", "Jonas", CellError("#N/A")],
    ]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ([3], [3])
    assert sheet.dates_1904 == (made is not _ods)
    found = tables.find(sheet, "a")
    assert (found.hidden_rows, found.hidden_columns) == (1, (3,))


def test_an_old_workbook_tells_the_same() -> None:
    """Written by LibreOffice Calc: a merged title, a merged owner, errors, 1904, a hidden row 5."""
    deals, second = read_tables(DATA / "report.xls")
    assert deals.rows[2:5] == [
        ["A", "Priya", 5, date(2017, 3, 1), 123],
        ["B", "Priya", CellError("#DIV/0!"), date(2017, 3, 2), 124],
        ["C", "Jonas", CellError("#N/A"), date(2017, 3, 3), 125],
    ]
    assert (deals.hidden_rows, deals.hidden_columns, deals.spans) == ([5], [3], [(1, 0, 3)])
    assert deals.dates_1904
    assert second.hidden
    found = tables.find(deals, "report.xls")
    assert found.heading_row == 2
    assert (found.hidden_rows, found.hidden_columns) == (1, (3,))


def test_formulas_that_were_never_calculated(tmp_path: Path) -> None:
    empty = '<table:table-cell table:formula="of:=1+1"/>'
    row = f"<table:table-row>{ods_cell('A')}{empty}{ods_cell(7)}</table:table-row>"
    (sheet,) = read_tables(ods(tmp_path / "a.ods", ods_row("Deal", "Value", "x") + row))
    assert sheet.rows[1] == ["A", CellError("formula"), 7]


def test_numbers_that_are_shown_with_leading_zeros_are_texts(tmp_path: Path) -> None:
    styles = (
        '<numFmts count="2"><numFmt numFmtId="164" formatCode="00000"/>'
        '<numFmt numFmtId="165" formatCode="0.00"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    )
    cells = (
        '<row r="1"><c r="A1" s="1"><v>123</v></c><c r="B1"><v>123</v></c><c r="C1" s="2">'
        '<v>4</v></c><c r="D1" s="1"><v>1234567</v></c><c r="E1" s="1"><v>1.5</v></c></row>'
    )
    for limits in (None, Limits(cells=2)):
        path = xlsx(tmp_path / "a.xlsx", cells, styles=styles)
        (sheet,) = read_tables(path, limits=limits)
        assert sheet.rows == [["00123", 123, 4, "1234567", 1.5]]


def _days(path: Path, *, dates_1904: bool) -> SheetRows:
    styles = '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
    cells = "".join(
        f'<c r="{letter}1" s="{style}"><v>{serial}</v></c>'
        for letter, style, serial in (
            ("A", 1, 42000),
            ("B", 2, 42000.75),
            ("C", 1, 61),
            ("D", 1, 2957003 if dates_1904 else 2958465),
            ("E", 2, 0.5),
        )
    )
    book = '<workbookPr date1904="1"/>' if dates_1904 else ""
    (sheet,) = read_tables(xlsx(path, f'<row r="1">{cells}</row>', styles=styles, book=book))
    assert sheet.dates_1904 == dates_1904
    return sheet


def test_days_count_from_1900_or_from_1904(tmp_path: Path) -> None:
    early = _days(tmp_path / "a.xlsx", dates_1904=False).rows[0]
    assert early[:4] == [
        date(2014, 12, 27),
        datetime(2014, 12, 27, 18),
        date(1900, 3, 1),
        date(9999, 12, 31),
    ]
    assert early[4] in (time(12), datetime(1899, 12, 31, 12), datetime(1899, 12, 30, 12))
    late = _days(tmp_path / "b.xlsx", dates_1904=True).rows[0]
    assert late[:2] == [date(2018, 12, 28), datetime(2018, 12, 28, 18)]
    assert late[3] == date(9999, 12, 31)


def test_a_filter_hides_rows_and_they_are_read(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["Deal", "Stage"], *([f"D{n}", "Won" if n % 2 else "Lost"] for n in range(8))):
        page.append(row)
    page.auto_filter.ref = "A1:B9"
    page.auto_filter.add_filter_column(1, ["Won"])
    for row in range(2, 10, 2):
        page.row_dimensions[row].hidden = True
    page.row_dimensions[30].hidden = True  # it holds nothing
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_tables(tmp_path / "a.xlsx")
    found = tables.find(sheet, "a.xlsx")
    assert len(found.rows) == 8
    assert found.hidden_rows == 4


def test_a_sheet_with_a_pivot_table_is_told(tmp_path: Path) -> None:
    rels = '<Relationships><Relationship Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    path = xlsx(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        more={"xl/worksheets/_rels/sheet1.xml.rels": rels},
    )
    assert read_tables(path)[0].pivot


def test_of_very_wide_sheets_the_first_columns_are_read_unless_all_are_asked_for(
    tmp_path: Path,
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([f"H{n}" for n in range(600)])
    book.save(tmp_path / "a.xlsx")
    for limits in (Limits(), Limits(cells=5)):
        (sheet,) = read_tables(tmp_path / "a.xlsx", limits=limits)
        assert (len(sheet.rows[0]), sheet.cut) == (512, 88)
    (sheet,) = read_tables(tmp_path / "a.xlsx", limits=Limits(columns=16_384))
    assert (len(sheet.rows[0]), sheet.cut) == (600, 0)


def test_our_own_sheet_is_read_whichever_is_asked_for(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Deals").append(["Deal"])
    book.create_sheet("_salesdesk").append(["salesdesk", 1])
    book.save(tmp_path / "a.xlsx")
    found = read_tables(tmp_path / "a.xlsx", sheet="Deals")
    assert [sheet.name for sheet in found] == ["Deals", "_salesdesk"]


def test_currencies_that_only_the_look_of_numbers_tells(tmp_path: Path) -> None:
    codes = ["0.00 &quot;€&quot;", "[$£-809]0", "_-* 0.00\\ [$CHF]_-", "0.0,&quot;k&quot;"]
    formats = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(codes)
    )
    kinds = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(codes)))
    styles = f"<numFmts>{formats}</numFmts><cellXfs>{kinds}</cellXfs>"
    shown = [0, 0, 1, 2, 3]
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" s="{style}"><v>{at}</v></c><c r="B{at}" s="0"/></row>'
        for at, style in enumerate(shown, 2)
    )
    head = '<row r="1"><c r="A1" s="0" t="str"><v>Value</v></c></row>'
    for limits in (None, Limits(cells=2)):
        path = xlsx(tmp_path / "a.xlsx", head + rows, styles=styles)
        (sheet,) = read_tables(path, limits=limits)
        assert sheet.shown == [(0, "€", 2, 3), (0, "£", 4, 4), (0, "CHF", 5, 5)]
    cell = '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="7"/>'
    table = ods(tmp_path / "a.ods", ods_row("Value") + f"<table:table-row>{cell}</table:table-row>")
    assert read_tables(table)[0].shown == [(0, "EUR", 2, 2)]
