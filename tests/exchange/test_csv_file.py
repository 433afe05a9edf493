"""Comma-separated text, as other programs write it."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import csv_file
from salesdesk_app.exchange.reading.limits import Limits
from salesdesk_app.exchange.reading.reader import read_tables
from salesdesk_app.exchange.reading.rows import SheetRows


def read(tmp_path: Path, content: bytes, **limits: int) -> SheetRows:
    path = tmp_path / "made.csv"
    path.write_bytes(content)
    (sheet,) = read_tables(path, limits=Limits(**limits))
    return sheet


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    lines = [
        delimiter.join(row) for row in (["Deal", "Value", "Note"], ["A", "1", "x"], ["B", "2", ""])
    ]
    sheet = read(tmp_path, "\n".join(lines).encode())
    assert sheet.rows == [["Deal", "Value", "Note"], ["A", "1", "x"], ["B", "2", ""]]
    assert sheet.delimiter == delimiter


def test_decimal_commas_are_no_delimiters(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"Deal;Value\nA;1,5\nB;2,5\nC;1.000,00")
    assert sheet.rows[1] == ["A", "1,5"]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252")],
)  # fmt: skip
def test_encodings(tmp_path: Path, encoding: str, named: str) -> None:
    text = "Deal;Account;Value\nÜbergröße;Müller & Söhne;5\nCafé;Società;7\n"
    sheet = read(tmp_path, text.encode(encoding))
    assert sheet.rows[1] == ["Übergröße", "Müller & Söhne", "5"]
    assert sheet.encoding == named


def test_line_ends_quotes_and_blank_lines(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'Deal,Note\r\n"A, Inc","two\nlines"\r\r\n"say ""hi""",x\r')
    assert sheet.rows == [["Deal", "Note"], ["A, Inc", "two\nlines"], ['say "hi"', "x"]]
    assert sheet.numbers[:2] == [1, 2]
    assert sheet.blank == sheet.numbers[-1] - 3


def test_the_separator_line_of_excel(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"sep=;\nDeal;Value\nA;1,5\n")
    assert sheet.rows == [["Deal", "Value"], ["A", "1,5"]]
    assert sheet.numbers == [1, 2]


def test_our_own_guard_is_undone(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"Deal,Note\n'=1+1,'+44 20\n'@x,'quoted'\n''=a,it's\n")
    assert sheet.rows[1:] == [["=1+1", "+44 20"], ["@x", "'quoted'"], ["'=a", "it's"]]


@given(st.text())
@example("=1+1")
@example("'=1+1")
@example("''")
def test_guarding_loses_nothing(text: str) -> None:
    assert csv_file.unguard(csv_file.guard(text)) == text
    assert not csv_file.guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "\0"))


def test_long_fields_and_stray_bytes(tmp_path: Path) -> None:
    long = b"x" * 200_000
    sheet = read(tmp_path, b"Deal,Note\nA," + long + b"\nB\x00,\xff\xfe ok\n")
    assert len(str(sheet.rows[1][1])) == 200_000
    assert len(sheet.rows) == 3


def test_a_quotation_that_never_ends(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"file\.quotes"):
        read(tmp_path, b'Deal,Note\nA,"' + b"b,c\n" * 400_000)


def test_too_much_text(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"file\.too_big"):
        read(tmp_path, b"Deal,Note\n" * 1000, text=5000)


def test_columns_without_end(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"a," * 600 + b"z\n")
    assert len(sheet.rows[0]) == 512
    assert sheet.cut == 89
