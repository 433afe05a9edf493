"""Cells as a reader finds them: types kept, and no text that is a formula, an error or a link."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from salesdesk_app.exchange.writing import book_texts, looks
from salesdesk_app.exchange.writing.book_texts import clean, sheet_name
from salesdesk_app.exchange.writing.workbook import Book, amount

CODE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "#REF!",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "https://example.com",
    "'quoted",
    " lead and trail ",
    "a\nb",
    "_x0041_",
    "TRUE",
    "007",
    "1e5",
    "",
]


def written(path: Path, cells: list[Any]) -> Path:
    """A workbook whose first column holds these texts."""
    book = Book("Test")
    page = book.page("Test", [20])
    for text in cells:
        page.add([page.text_cell(text)])
    book.save(path)
    return path


def test_user_text_is_text_whatever_it_begins_with(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", CODE)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert 't="e"' not in sheet
    cells = load_workbook(path).active["A"]
    for cell, text in zip(cells, CODE, strict=True):
        if text:
            assert cell.data_type == "s"
            assert cell.quotePrefix
            assert unescape(cell.value) == text


def test_a_reader_finds_every_letter(tmp_path: Path) -> None:
    texts = [text for text in CODE if text]
    path = written(tmp_path / "a.xlsx", texts)
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == texts


def _is_blank(text: str) -> bool:
    """Whether readers of XML take it for an empty cell; no text of ours is nothing but spaces."""
    return bool(clean(text)) and not clean(text).strip(" \t\r\n")


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(min_size=1).filter(lambda t: not _is_blank(t)), min_size=1, max_size=5))
def test_any_text_can_be_written_and_read(tmp_path: Path, texts: list[str]) -> None:
    path = written(tmp_path / "any.xlsx", texts)
    rows = (
        python_calamine.load_workbook(str(path))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    found = [row[0] for row in rows] + [""] * (len(texts) - len(rows))
    assert found == [unescape(clean(text)) for text in texts]


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert clean("a\x00b\x08c\x1fd\ud800e\uffff") == "abcde"
    assert clean("tab\tline\nend") == "tab\tline\nend"


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "_x0041_" * 6_000, "\r" * 40_000])
def test_a_long_text_is_cut_at_what_a_cell_holds(text: str) -> None:
    kept = clean(text)
    assert len(kept) <= book_texts.LONGEST
    assert len(unescape(kept).encode("utf-16-le")) // 2 <= book_texts.LONGEST
    assert text.startswith(unescape(kept))
    assert len(kept.encode("utf-16-le")) // 2 > book_texts.LONGEST - 15


def test_types_are_kept(tmp_path: Path) -> None:
    book = Book("Test")
    page = book.page("Test", [20] * 7)
    money = looks.money_look("EUR", whole=False)
    page.add(
        [
            page.cell(3, looks.NUMBER),
            page.cell(Decimal("12.30"), money),
            page.cell(date(2026, 11, 23), looks.DAY),
            page.cell(date(1899, 5, 1), looks.DAY),
            page.cell(None, looks.NUMBER),
            page.figure(None, looks.PERCENT, "n/a"),
            page.formula("1=1", looks.CHECK),
        ]
    )
    book.save(tmp_path / "a.xlsx")
    row = load_workbook(tmp_path / "a.xlsx").active[1]
    assert [cell.data_type for cell in row] == ["n", "n", "d", "s", "n", "s", "f"]
    assert (row[0].value, row[1].value) == (3, 12.3)
    assert row[2].value.date() == date(2026, 11, 23)
    assert row[3].value == "1899-05-01"
    assert row[4].value is None
    assert "€" in row[1].number_format
    assert row[1].number_format.count("0.00") == 2


@pytest.mark.parametrize(
    ("currency", "whole", "expected"),
    [
        ("USD", True, "[$$]#,##0;-[$$]#,##0"),
        ("JPY", False, "[$¥]#,##0;-[$¥]#,##0"),
        ("CHF", False, "[$CHF] #,##0.00;-[$CHF] #,##0.00"),
        ("KWD", False, "[$KWD] #,##0.000;-[$KWD] #,##0.000"),
    ],
)
def test_formats_follow_the_currency(currency: str, whole: bool, expected: str) -> None:
    assert looks.money_look(currency, whole=whole).format == expected


def test_amounts_are_whole_where_they_are() -> None:
    assert amount(1230, "USD") == Decimal("12.30")
    assert amount(1200, "USD") == 12
    assert isinstance(amount(1200, "USD"), int)
    assert amount(1200, "JPY") == 1200
    assert amount(None, "USD") is None


@given(st.text())
def test_a_name_for_a_sheet_is_always_allowed(words: str) -> None:
    name = sheet_name(words)
    assert 1 <= len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")
