"""Tables as files: every value keeps its type, every text every letter, whatever it holds."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Cell, Rows, Sheet, SheetColumn
from salesdesk_app.exchange import csv_file
from salesdesk_app.exchange.writing import sheet_files
from salesdesk_app.exchange.writing.sheet_files import distinct, table_name, write_csv, write_xlsx
from salesdesk_app.progress import no_tick

CODE = (
    "=1+1", "+44 20", "-1", "@x", "#N/A", "TRUE", "1E5", "00123", "1/2", "2026-11-23", "'=1", "''+",
    "'-", "＝1", "http://example.com", "\t=1", "a\nb", 'say "hi", twice', "10:30", "5%", "_x0041_",
)  # fmt: skip
KINDS = (
    ("Name", "text"), ("Number", "number"), ("Exact", "number"), ("Value", "money"),
    ("Own", "amount"), ("Share", "percent"), ("Factor", "factor"), ("Day", "day"),
    ("Moment", "moment"), ("Open", "yes_no"),
)  # fmt: skip
FULL: tuple[Cell, ...] = (
    "Ana", 1987, Decimal("0.125"), Money(1250, "USD"), Money(500, "JPY"), Decimal(5) / 7,
    Decimal("2.8"), date(2026, 11, 23), datetime(2026, 11, 23, 9, 30), True,
)  # fmt: skip
quick = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
texts = st.lists(
    st.lists(st.one_of(st.text(), st.sampled_from(CODE)), min_size=2, max_size=2), max_size=4
)


def table(rows: Sequence[Sequence[Cell]], kinds: Any = KINDS) -> Sheet:
    columns = tuple(SheetColumn(heading, kind) for heading, kind in kinds)
    return Sheet("Some table", columns, tuple(map(tuple, rows)))


def read_csv(path: Path) -> list[list[str]]:
    found = csv_file.encoding_of(path, sheet_limits())
    text = path.read_bytes().decode(found)
    guarded = csv_file.is_guarded(text, found)
    return list(csv_file.rows(io.StringIO(text, newline=""), ",", guarded=guarded))


def sheet_limits() -> Any:
    from salesdesk_app.exchange.reading.limits import Limits

    return Limits()


def test_cells_of_a_workbook_have_their_types(tmp_path: Path) -> None:
    write_xlsx(table([FULL, (None,) * 10]), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    cells = sheet[2]
    assert [cell.data_type for cell in cells] == list("snnnnnnddb")
    assert [cell.number_format for cell in cells] == [
        "@",
        "0",
        "General",
        "[$$]#,##0.00;-[$$]#,##0.00",
        "#,##0",
        "0.0%",
        '0.0"×"',
        "d mmm yyyy",
        "d mmm yyyy hh:mm",
        "General",
    ]
    assert cells[3].value == 12.5
    assert cells[7].value.date() == date(2026, 11, 23)
    assert cells[8].value == datetime(2026, 11, 23, 9, 30)
    assert sheet.tables["Some_table"].ref == "A1:J3"
    assert sheet.freeze_panes == "B2"


def test_currencies_stand_beside_each_other_and_are_told(tmp_path: Path) -> None:
    kinds = (("Deal", "text"), ("Value", "money"), ("Won", "money"))
    rows = [("a", Money(100, "USD"), Money(150, "EUR")), ("b", Money(5, "JPY"), None)]
    write_xlsx(table(rows, kinds), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [sheet["B2"].number_format[:4], sheet["B3"].number_format[:4]] == ["[$$]", "[$¥]"]
    write_csv(table(rows, kinds), tmp_path / "a.csv")
    assert read_csv(tmp_path / "a.csv") == [
        ["Deal", "Value", "Won (EUR)"],
        ["a", "1.00 USD", "1.50"],
        ["b", "5 JPY", ""],
    ]


def test_text_files_hold_what_other_programs_read(tmp_path: Path) -> None:
    write_csv(table([FULL]), tmp_path / "a.csv", for_spreadsheets=False)
    assert (tmp_path / "a.csv").read_bytes().startswith(b'"Name",Number,')
    assert read_csv(tmp_path / "a.csv")[1] == [
        "Ana",
        "1987",
        "0.125",
        "12.50",
        "500",
        "71.428571%",
        "2.8",
        "2026-11-23",
        "2026-11-23 09:30:00",
        "Yes",
    ]


@quick
@given(texts)
def test_any_text_comes_back_from_a_workbook(tmp_path: Path, rows: list[list[str]]) -> None:
    from openpyxl.utils.escape import unescape

    from salesdesk_app.exchange.writing.book_texts import clean

    kinds = (("One", "text"), ("Two", "text"))
    write_xlsx(table(rows, kinds), tmp_path / "any.xlsx")
    book = python_calamine.load_workbook(str(tmp_path / "any.xlsx"))
    found = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[1 : len(rows) + 1]
    wanted = [[unescape(clean(text)) for text in row] for row in rows]
    assert [row[:2] for row in found] + [["", ""]] * (len(rows) - len(found)) == wanted


@pytest.mark.parametrize("for_spreadsheets", [True, False])
@quick
@given(rows=texts)
def test_any_text_comes_back_from_a_text_file(
    tmp_path: Path, for_spreadsheets: bool, rows: list[list[str]]
) -> None:
    path = tmp_path / "any.csv"
    kinds = (("One", "text"), ("Two", "text"))
    write_csv(table(rows, kinds), path, for_spreadsheets=for_spreadsheets)
    assert read_csv(path)[1:] == rows


def test_a_spreadsheet_finds_no_formula(tmp_path: Path) -> None:
    import csv

    write_csv(table([[text] for text in CODE], [("=Name", "text")]), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [row[0] for row in csv.reader(stream)]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r\0"]


def test_numbers_that_a_workbook_would_round_are_texts(tmp_path: Path) -> None:
    kinds = (("Value", "amount"), ("Number", "number"))
    rows = [(Money(2**63 - 1, "USD"), Decimal("0.1234567890123456789")), (Money(-1, "USD"), 2**60)]
    write_xlsx(table(rows, kinds), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[2]] == ["92233720368547758.07", "0.1234567890123456789"]
    assert [cell.value for cell in sheet[3]] == [-0.01, str(2**60)]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    many = Rows(range(sheet_files.MOST_ROWS + 1), lambda number: (number,))
    big = Sheet("Big", (SheetColumn("Number", "number"),), many)
    with pytest.raises(Problem, match=r"export\.rows"):
        write_xlsx(big, tmp_path / "a.xlsx", tick=no_tick)
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.text(max_size=4), max_size=8))
def test_headings_of_a_table_differ(headings: list[str]) -> None:
    made = distinct(headings)
    assert len({name.casefold() for name in made}) == len(headings)
    assert all(name.strip() for name in made)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Deals", "Deals"),
        ("Open deals of Ana", "Open_deals_of_Ana"),
        ("Q4", "Table_Q4"),
        ("R1C1", "Table_R1C1"),
        ("漢字", "Table"),
        ("2026", "Table_2026"),
    ],
)
def test_a_table_has_a_name_that_formulas_take(title: str, name: str) -> None:
    assert table_name(title) == name
