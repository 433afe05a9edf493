"""Cells that were copied from a spreadsheet and are pasted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import csv_file
from salesdesk_app.exchange.reading.limits import Limits
from salesdesk_app.exchange.reading.reader import read_pasted, read_tables
from salesdesk_app.services import importing
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store


def test_tabs_part_the_cells_and_quotes_hold_line_breaks() -> None:
    text = 'Deal\tNote\tValue\r\nA, Inc\t"first\nsecond ""line"""\t1,5\r\n5" pipe\tx\t\r\n'
    (sheet,) = read_pasted(text, "Pasted cells")
    assert sheet.rows == [
        ["Deal", "Note", "Value"],
        ["A, Inc", 'first\nsecond "line"', "1,5"],
        ['5" pipe', "x", ""],
    ]
    assert sheet.numbers == [1, 2, 3]


def test_text_with_commas_and_without_tabs() -> None:
    (sheet,) = read_pasted("Deal,Value\nA,5\nB,6", "Pasted cells")
    assert sheet.rows == [["Deal", "Value"], ["A", "5"], ["B", "6"]]


def test_troubles_of_pasted_text_are_sentences() -> None:
    for text, code in (("", "file.no_cells"), (" \n\t", "file.no_cells")):
        with pytest.raises(Problem) as caught:
            read_pasted(text, "Pasted cells")
        assert caught.value.code == code
        assert wording.problem(code, caught.value.facts)
    with pytest.raises(Problem, match=r"file\.too_big"):
        read_pasted("x" * 100, "Pasted cells", limits=Limits(text=50))


def test_pasted_cells_become_a_table(store: Store) -> None:
    source = ask(store, importing.read_pasted, "Deal\tStage\tValue\nA\tProposal\t5\n")
    assert source.path.name == "Pasted cells"
    assert source.table.kind == "deals"
    assert source.table.rows == [["A", "Proposal", "5"]]
    planned = ask(store, importing.plan, source.table)
    assert planned.counts()["new"] == 1
    again = ask(store, importing.read_pasted, "x\ty\nDeal\tStage\nA\tWon", heading_row=2)
    assert again.table.rows == [["A", "Won"]]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Deal\nA\nB", "file.one_column"), ("a\tb\n1\t2", "file.no_table")],
)
def test_pasted_cells_that_tell_nothing(store: Store, text: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        ask(store, importing.read_pasted, text)
    assert caught.value.code == code
    assert "Pasted cells" in wording.problem(code, caught.value.facts)


@pytest.mark.parametrize(
    "text",
    ['Deal,Value\n"A,5\nB,6\nC,7\n', 'Deal,Value\nZ,1\n"A,5\nB,6\nC,"7"\nD,8\n'],
)
def test_a_quotation_mark_that_swallows_records_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    doors: list[Callable[[], object]] = [
        lambda: read_tables(tmp_path / "a.csv"),
        lambda: read_pasted(text.replace(",", "\t"), "Pasted cells"),
    ]
    for door in doors:
        with pytest.raises(Problem, match=r"file\.quotes") as caught:
            door()
        assert str(caught.value.facts["row"]) == ("2" if "Z" not in text else "3")


def test_all_kinds_of_line_ends_and_stray_zeros(tmp_path: Path) -> None:
    for end in ("\r", "\n", "\r\n"):
        (tmp_path / "a.csv").write_bytes(f"Deal;Value{end}A;5{end}B\0;6{end}".encode())
        (sheet,) = read_tables(tmp_path / "a.csv")
        assert sheet.rows[:2] == [["Deal", "Value"], ["A", "5"]]
        assert sheet.delimiter == ";"
        assert len(sheet.rows) == 3


def test_a_field_of_200_kilobytes(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Deal\tNote\nA\t" + "x" * 200_000 + "\n")
    (sheet,) = read_tables(tmp_path / "a.tsv")
    assert len(str(sheet.rows[1][1])) == 200_000
    assert csv_file.LONGEST_FIELD > 200_000
