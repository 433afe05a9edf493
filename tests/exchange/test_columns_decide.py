"""Columns that decide between two readings, and those that leave it to the user."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.exchange.values.cells import Choices, Column, read_column


def read(kind: FieldKind, *cells: Any, heading: str = "Column", **choices: Any) -> Column:
    return read_column(cells, kind, Choices(**choices), heading)


def codes(column: Column) -> dict[int, str]:
    return {place: problem.code for place, problem in column.wrong.items()}


def remarks(column: Column) -> list[str]:
    return [code for code, _facts in column.remarks]


def test_each_currency_mark_has_its_own_evidence() -> None:
    column = read("money", "$1,054.00", "1.054,00 €", "$2,500", "3.500 €", "4.500", "£5.500")
    assert column.values[:4] == [1054, 1054, 2500, 3500]
    assert codes(column) == {4: "import.number_both", 5: "import.number_both"}
    assert remarks(column) == ["import.decimal_by_mark"]
    assert column.evidence is not None
    assert (column.evidence.read_as, column.evidence.open, column.evidence.undecided) == (
        None,
        4,
        2,
    )


def test_a_mark_without_evidence_follows_only_cells_without_a_mark() -> None:
    assert codes(read("money", "$1,054.00", "1.054 €")) == {1: "import.number_unclear"}
    assert read("money", "1,054.00", "$1,054").values == [1054, 1054]
    assert read("money", "$1,054.00", "1,054").values == [1054, 1054]


def test_one_mark_that_contradicts_itself() -> None:
    column = read("money", "1.054,00 €", "€1,054.00", "1.054 €", "2.500 €")
    assert codes(column) == {2: "import.number_both", 3: "import.number_both"}
    assert read("money", "1.054,00 €", "€1,054.00", "1.054 €", decimal=",").values[2] == 1054


def test_cells_without_a_mark_that_contradict_each_other() -> None:
    column = read("money", "1,054.00", "1.054,00", "1.054")
    assert codes(column) == {2: "import.number_both"}
    assert column.values[:2] == [Decimal("1054.00")] * 2


def test_a_thousands_point_that_a_spreadsheet_took_for_a_decimal_one() -> None:
    column = read("money", 1.054, 12.5, "2.300,50")
    assert column.values == [1.054, 12.5, Decimal("2300.50")]
    assert remarks(column) == ["import.misread_numbers"]
    assert remarks(read("money", 1.05, 12.5, "2.300,50")) == []
    assert remarks(read("money", 1.054, 12.5)) == []


def test_days_that_a_spreadsheet_took_for_months() -> None:
    texts = ("13/02/2017", "28/11/2017")
    column = read("day", *texts, date(2017, 4, 3), date(2017, 7, 12), date(2017, 7, 12))
    assert column.values[2:] == [date(2017, 4, 3), date(2017, 7, 12), date(2017, 7, 12)]
    (remark,) = column.remarks
    assert remark == ("import.misread_days", {"count": "3", "texts": "2", "value": "13/02/2017"})


@pytest.mark.parametrize(
    "cells",
    [
        ("13/02/2017", "03/04/2017", date(2017, 4, 3), date(2017, 7, 12)),
        ("13/02/2017", date(2017, 4, 3), date(2017, 7, 13)),
        ("2017-02-13", date(2017, 4, 3), date(2017, 7, 12)),
        ("13/02/2017", date(2017, 4, 3)),
    ],
)
def test_true_days_beside_texts_that_are_no_sign_of_that(cells: tuple[Any, ...]) -> None:
    assert remarks(read("day", *cells)) == []


def test_a_mark_and_the_code_of_a_currency_are_one() -> None:
    column = read("money", "$1,054.00", "1.054,00 €", "EUR 1.054", "USD 2,500")
    assert column.values == [1054, 1054, 1054, 2500]


def test_a_mark_and_a_dash_are_nothing() -> None:
    assert read("money", "$ -", "- €", "–", " $-   ").values == [None] * 4
    assert codes(read("money", "--", "-x")) == {0: "import.number", 1: "import.number"}


def test_a_percentage_of_two_readings_has_one_below_a_hundred() -> None:
    assert read("percent", "50.000", "12,500%").values == [50, 12]
    assert codes(read("percent", "1.054,00")) == {0: "import.percent"}


def test_percentages_with_decimals_are_rounded_and_told() -> None:
    column = read("percent", "23.45%", 60, 0.0)
    assert column.values == [23, 60, 0]
    assert column.remarks == [("import.percent_rounded", {"count": "1"})]
    assert remarks(read("percent", 0.6, 0.07)) == []


def test_a_weekday_tells_the_order() -> None:
    assert read("day", "Mon 03/04/2017", "05/06/2017").values == [
        date(2017, 4, 3),
        date(2017, 6, 5),
    ]
    assert read("day", "Sat 03/04/2017").values == [date(2017, 3, 4)]
    assert codes(read("day", "Xyz 03/04/2017")) == {0: "import.day_unclear"}


def test_points_alone_say_nothing_of_other_marks() -> None:
    assert codes(read("day", "03.04.2017", "05/06/2017")) == {1: "import.day_unclear"}
    assert read("day", "13.04.2017", "05/06/2017").values[1] == date(2017, 6, 5)


def test_what_means_no_day() -> None:
    column = read(
        "day", "0000-00-00", "00.00.0000", "31.12.9999", "9999-12-31", "1/0/1900", 0,
        date(1899, 12, 30), "0001-01-01 00:00:00", "13.02.2017", 2958465.0,
    )  # fmt: skip
    assert column.wrong == {}
    assert [one for one in column.values if one] == [date(2017, 2, 13)]
    (remark,) = column.remarks
    assert remark == ("import.no_day", {"count": "9", "value": "0000-00-00"})
    assert read("moment", datetime(9999, 12, 31), "").values == [None, None]


def test_days_in_figures_of_other_programs() -> None:
    assert read("day", 20170313, 20170313.0, "20170313", 42807).values == [date(2017, 3, 13)] * 4
    assert read("day", "41345", dates_1904=True).values == [date(2017, 3, 13)]


def test_years_of_two_figures_that_may_stand_first() -> None:
    cells = ("17-03-04", "17-02-11", "17-12-28", "18-01-30")
    assert set(codes(read("day", *cells)).values()) == {"import.day_year"}
    assert read("day", *cells, date_order="dmy").values[1] == date(2011, 2, 17)
    plain = read("day", "04-03-17", "11-02-17", "28-12-17", "30-01-18")
    assert plain.values == [
        date(2017, 3, 4),
        date(2017, 2, 11),
        date(2017, 12, 28),
        date(2018, 1, 30),
    ]


def test_percentages_beside_shares_are_asked() -> None:
    column = read("percent", 0.25, 75, 1, "60%")
    assert codes(column) == {0: "import.percent", 2: "import.percent"}
    assert column.values == [None, 75, None, 60]


def test_a_column_of_the_users_own_loses_no_day_that_is_none() -> None:
    column = read("custom", date(2017, 1, 2), "31.12.9999")
    assert column.values == ["2017-01-02", "31.12.9999"]
