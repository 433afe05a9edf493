"""Tables in sheets: what is a record and what stands around the records."""

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.layout import tables
from tests.sheets import HEADINGS, sheet, table

ROW = ["Halden rollout", "Halden", "Priya Nair", "Proposal", 5000, "2017-01-02", "2017-06-01", "D1"]


def test_titles_blanks_totals_and_footers_are_left_out() -> None:
    found = table(
        ["Pipeline", "", "", ""],
        [],
        HEADINGS,
        ROW,
        ["Priya Nair", "", "", "", "", "", "", ""],
        [*ROW[:-1], "D2"],
        ["Subtotal", "", "", "", 10000, "", "", ""],
        ["", "", "Priya Nair", "Total", 10000, "", "", ""],
        [],
        HEADINGS,
        [*ROW[:-1], "D3"],
        ["Grand Total", "", "", "3 records", 15000, "", "", ""],
        ["Confidential", "", "", "", "", "", "", ""],
    )
    assert found.heading_row == 3
    assert found.numbers == [4, 6, 11]
    reasons = [(one.number, one.reason) for one in found.dropped]
    assert reasons == [
        (1, "title"), (5, "title"), (7, "total"), (8, "total"), (10, "heading"), (12, "total"),
        (13, "footer"),
    ]  # fmt: skip
    assert found.left_out == 9


def test_a_record_that_is_called_total_is_one() -> None:
    found = table(
        HEADINGS,
        ["Total", "Total Energies", *ROW[2:]],
        ["Grand Total", "", "", "Won", 1, "", "", "D5"],
    )
    assert len(found.rows) == 2


def test_short_and_long_rows() -> None:
    found = table(["Deal", "Account", "Value"], ["A"], ["B", "Acme", 5, "a note beside"])
    assert found.rows == [["A", "", "", ""], ["B", "Acme", 5, "a note beside"]]
    assert found.headings == ("Deal", "Account", "Value", "Column D")
    assert found.overlong == frozenset()


def test_a_cell_too_many_in_a_text_file_is_told() -> None:
    found = table(
        ["Deal", "Account", "Value"],
        ["A", "Acme", "1"],
        ["B", "Acme", " Inc", "5"],
        encoding="utf-8",
    )
    assert found.overlong == {1}


def test_a_column_of_yes_and_no_is_no_day() -> None:
    found = table(["Deal", "Stage", "Closed"], ["A", "Won", True], ["B", "Lost", "FALSE"])
    assert [one.field for one in found.matches] == ["name", "stage", None]


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    found = table(["Deal", "Stage", ""], ["A", "Won", "x"], start=25)
    assert [found.letter(n) for n in range(3)] == ["Z", "AA", "AB"]
    assert found.title(2) == "Column AB"
    assert found.title(0) == "Deal"
    assert found.sample(0) == ("A",)


def test_a_row_of_headings_that_is_told() -> None:
    rows = sheet(["Deal", "Stage"], ["Name", "Phase"], ["A", "Won"])
    found = tables.find(rows, "x.xlsx", heading_row=2)
    assert found.headings == ("Name", "Phase")
    assert found.numbers == [3]
    with pytest.raises(Problem, match=r"file\.no_heading_row"):
        tables.find(rows, "x.xlsx", heading_row=9)


def test_nothing_at_all() -> None:
    with pytest.raises(Problem, match=r"file\.no_rows"):
        table()


LISTED = (HEADINGS, ROW, [*ROW[:-1], "D2"])


def test_another_table_below_the_first_is_left_out_whole() -> None:
    found = table(
        *LISTED,
        ["Total", "", "", "", 10000, "", "", ""],
        [],
        ["Owner", "Deals", "Won value", "Manager"],
        ["Priya Nair", 2, 10000, "Ines Vogt"],
        ["Jonas Lind", 0, 0, "Ines Vogt"],
    )
    assert found.numbers == [2, 3]
    reasons = [(one.number, one.reason) for one in found.dropped]
    assert reasons == [(4, "total"), (6, "other"), (7, "other"), (8, "other")]
    names = ["Account", "Industry", "Country"]
    found = table(names, ["A", "Retail", "DE"], [], ["Owner", "Role"], ["Priya", "Rep"])
    assert len(found.rows) == 1


def test_another_table_ends_where_the_first_goes_on() -> None:
    found = table(
        *LISTED, [], ["Rep", "Won", "Lost"], ["Priya Nair", 1, 2], [], HEADINGS, [*ROW[:-1], "D3"]
    )
    assert found.numbers == [2, 3, 9]


def test_records_below_a_blank_row_stay_records() -> None:
    late = ["Corvid", "Corvid", "Priya Nair", "Proposal", "", "", "", ""]
    found = table(*LISTED, [], late, ["Renewal", "Corvid", *ROW[2:-1], ""], [], late)
    assert found.numbers == [2, 3, 5, 6, 8]
    assert len(table(["Deal", "Account"], ["A", "Acme"], [], ["B", "Corvid"], ["C", "D"]).rows) == 3
