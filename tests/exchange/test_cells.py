"""Columns of cells: what they mean, what is wrong, and what the column decides."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.texts import clean
from salesdesk_app.exchange.values.amounts import scaled, to_minor
from salesdesk_app.exchange.values.cells import Choices, Column, read_column
from salesdesk_app.exchange.values.words import role


def read(kind: FieldKind, *cells: Any, heading: str = "Column", **choices: Any) -> Column:
    return read_column(cells, kind, Choices(**choices), heading)


def codes(column: Column) -> dict[int, str]:
    return {place: problem.code for place, problem in column.wrong.items()}


def test_money_by_the_evidence_of_its_column() -> None:
    column = read("money", "1.054", "2.300,50", "", 7.5, "n/a")
    assert column.values == [Decimal("1054"), Decimal("2300.50"), None, 7.5, None]
    assert column.decided == {"decimal": ","}
    assert codes(column) == {4: "import.number"}


def test_money_without_evidence_is_asked() -> None:
    column = read("money", "1.054", "17")
    assert codes(column) == {0: "import.number_unclear"}
    assert column.wrong[0].facts["one"] == Decimal("1.054")
    assert read("money", "1.054", decimal=".").values == [Decimal("1.054")]


def test_contradictory_evidence_is_listed_and_never_guessed() -> None:
    column = read("money", "$1,054.00", "1.054,00 €", "1.054")
    assert column.values == [Decimal("1054.00"), Decimal("1054.00"), None]
    assert codes(column) == {2: "import.number_both"}
    assert column.units == {0: "$", 1: "€"}


def test_text_in_a_value_column() -> None:
    column = read("money", "TBD", True, date(2017, 1, 1), time(9), CellError("#N/A"), float("nan"))
    assert set(codes(column).values()) == {"import.number", "import.error_cell"}
    assert codes(column)[4] == "import.error_cell"
    assert len(column.wrong) == 6


def test_a_dash_is_nothing() -> None:
    assert read("money", "-", "–", " ").values == [None, None, None]
    assert read("day", "-", "\u00a0").values == [None, None]


def test_days_by_the_evidence_of_their_column() -> None:
    column = read("day", "03/04/2017", "13/02/2017", date(2017, 5, 6), datetime(2017, 5, 6, 14, 2))
    assert column.values == [
        date(2017, 4, 3),
        date(2017, 2, 13),
        date(2017, 5, 6),
        date(2017, 5, 6),
    ]
    assert column.decided == {"order": "dmy"}
    column = read("day", "31/02/2017", "03/04/2017")
    assert column.values == [None, date(2017, 4, 3)]
    column = read("day", "03/04/2017", "02/13/2017")
    assert column.values[0] == date(2017, 3, 4)


def test_days_without_evidence_or_against_it() -> None:
    assert codes(read("day", "03/04/2017")) == {0: "import.day_unclear"}
    assert codes(read("day", "03/04/2017", "13/02/2017", "02/13/2017")) == {0: "import.day_both"}
    assert read("day", "03/04/2017", date_order="mdy").values == [date(2017, 3, 4)]


def test_days_that_are_none() -> None:
    column = read("day", "31/02/2017", "soon", 5, True, time(9), timedelta(1), CellError("formula"))
    assert codes(column) == {
        0: "import.no_such_day",
        1: "import.day",
        2: "import.day",
        3: "import.day",
        4: "import.day",
        5: "import.day",
        6: "import.uncached",
    }


def test_days_as_a_spreadsheet_counts_them() -> None:
    assert read("day", 42807.0, "42807").values == [date(2017, 3, 13)] * 2
    assert read("day", 41345, dates_1904=True).values == [date(2017, 3, 13)]


@pytest.mark.parametrize(
    ("cells", "heading", "values"),
    [
        ((60, 100, 0), "Probability (%)", [60, 100, 0]),
        ((0.6, 1, 0), "Probability", [60, 100, 0]),
        ((0.6, 1, 0), "Probability (%)", [60, 100, 0]),
        ((1, 1, 0), "Probability (%)", [1, 1, 0]),
        ((1, 25), "Probability", [1, 25]),
        (("60%", "60 %", "60,0%"), "Probability", [60, 60, 60]),
    ],
)
def test_percentages(cells: tuple[Any, ...], heading: str, values: list[int]) -> None:
    assert read("percent", *cells, heading=heading).values == values


def test_percentages_out_of_range() -> None:
    assert codes(read("percent", 101, -1, "high")) == {
        0: "import.percent",
        1: "import.percent",
        2: "import.number",
    }


def test_whole_numbers() -> None:
    column = read("whole", 1996.0, "2,822,000", "12.5", "5 €", "many")
    assert column.values[:2] == [1996, 2822000]
    assert codes(column) == {2: "import.whole", 3: "import.whole", 4: "import.number"}


def test_texts_are_clean_and_exact() -> None:
    cells = ("  a\u00a0b\u200b ", 1001.0, 5.5, 12, True, date(2017, 1, 2), "00123", "=1+1", "#N/A")
    assert read("text", *cells).values == [
        "a b", "1001", "5.5", "12", "Yes", "2017-01-02", "00123", "=1+1", "#N/A",
    ]  # fmt: skip
    assert codes(read("text", CellError("#REF!"))) == {0: "import.error_cell"}


def test_notes_keep_their_lines() -> None:
    cells = ("a\r\nb  c\x07",)
    assert read_column(cells, "text", Choices(), "Bemerkung", "note").values == ["a\nb  c"]
    assert read("text", "a\r\nb", heading="Deal").values == ["a b"]


def test_words_of_codes() -> None:
    assert read("category", "Best Case", "COMMIT", "Omitted").values == [
        "best_case",
        "commit",
        "omitted",
    ]
    assert codes(read("category", "Sunny")) == {0: "import.category"}
    assert read("currency", "usd", "").values == ["usd", None]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Sales Manager", "manager"), ("Account Manager", "rep"), ("VP Sales", "manager"),
     ("Vertriebsleiterin", "manager"), ("Account Executive", "rep"), ("Manager", "manager")],
)  # fmt: skip
def test_roles(title: str, expected: str) -> None:
    assert role(title) == expected


def test_amounts_in_minor_units() -> None:
    assert to_minor(0.1 + 0.2, "USD") == (30, True)
    assert to_minor(1054.0, "USD") == (105400, False)
    assert to_minor(Decimal("1054.30"), "USD") == (105430, False)
    assert to_minor(1234, "JPY") == (1234, False)
    assert to_minor(2.675, "USD") == (268, True)
    assert to_minor(2.665, "USD") == (266, True)
    with pytest.raises(Problem, match="too_large"):
        to_minor(1e30, "USD")


@given(st.integers(-(10**13), 10**13))
def test_a_spreadsheets_numbers_keep_their_cents(cents: int) -> None:
    assert to_minor(cents / 100, "USD") == (cents, False)


def test_amounts_in_millions() -> None:
    assert scaled(1100.04, 1_000_000) == Decimal("1100040000")


@given(st.text())
def test_cleaning_settles(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\n" not in once
    assert "\u00a0" not in once


def test_lengths_of_time() -> None:
    found = read("minutes", 25, "25 min", "0:25", "1 h 30 min", "1,5 Std.", "00:10:30", "20 s", "-")
    assert found.values == [25, 25, 25, 90, 90, 10, 1, None]
    assert read("minutes", timedelta(minutes=5), time(1, 5)).values == [5, 65]
    assert read("minutes", 90, 3600, heading="Call Duration (seconds)").values == [2, 60]
    assert read("minutes", 1.5, heading="Duration in hours").values == [90]
    assert codes(read("minutes", "soon", "25 h", True, -5)) == dict.fromkeys(
        range(4), "import.minutes"
    )


def test_kinds_of_activities() -> None:
    words = ("Call", "E-Mail", "Anruf", "To-do", "1:1", "Termin", "Notiz")
    assert read("activity", *words).values == [
        "call", "mail", "call", "task", "one_to_one", "meeting", "note",
    ]  # fmt: skip
    assert codes(read("activity", "Juggling")) == {0: "import.activity"}
