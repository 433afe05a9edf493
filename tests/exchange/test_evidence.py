"""What a column tells of how its cells are read, and columns of the user's own."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.texts import text_of
from salesdesk_app.exchange.values.cells import Choices, Column, Evidence, read_column


def read(kind: FieldKind, *cells: Any, **choices: Any) -> Column:
    return read_column(cells, kind, Choices(**choices), "Column")


def test_what_proves_and_what_is_open() -> None:
    column = read("day", "03/04/2017", "13/02/2017", "13/02/2017", date(2017, 5, 6), "04/04/2017")
    assert column.evidence == Evidence("day", "dmy", proven=2, open=1, examples=("03/04/2017",))
    column = read("money", "1.054", "2.300,50", 5)
    assert column.evidence == Evidence("money", ",", proven=1, open=1, examples=("1.054",))


def test_what_is_left_undecided() -> None:
    found = read("day", "03/04/2017", "03/05/2017").evidence
    assert found is not None
    assert (found.read_as, found.open, found.undecided) == (None, 2, 2)
    found = read("day", "03/04/2017", "13/02/2017", "13/03/2017", "02/13/2017").evidence
    assert found is not None
    assert (found.read_as, found.proven, found.contrary, found.against) == (None, 2, 1, (3,))
    assert found.undecided == 1


def test_what_the_user_says_comes_first() -> None:
    column = read("day", "03/04/2017", "13/02/2017", date_order="mdy")
    assert column.values == [date(2017, 3, 4), date(2017, 2, 13)]
    assert column.evidence is not None
    assert (column.evidence.read_as, column.evidence.contrary) == ("mdy", 1)


def test_moments() -> None:
    column = read(
        "moment", "13/02/2017 14:05", "03/04/2017 2:30 PM", datetime(2017, 5, 6, 7),
        date(2017, 5, 6), 42807.5, "2017-03-13T09:30:00", "13/02/2017 25:00",
    )  # fmt: skip
    assert column.values == [
        datetime(2017, 2, 13, 14, 5), datetime(2017, 4, 3, 14, 30), datetime(2017, 5, 6, 7),
        datetime(2017, 5, 6), datetime(2017, 3, 13, 12), datetime(2017, 3, 13, 9, 30), None,
    ]  # fmt: skip
    assert column.wrong[6].code == "import.day"


def test_moments_with_a_zone_are_told_in_the_time_of_this_place() -> None:
    column = read("moment", "2017-03-13T23:30:00Z", "2017-03-14T00:30:00+01:00")
    assert column.values[0] == column.values[1]
    assert column.values[0].tzinfo is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [(True, True), (1, True), (0.0, False), ("Yes", True), ("nein", False), ("x", True),
     ("FALSE", False), ("1", True), ("-", None), ("", None), ("wahr", True)],
)  # fmt: skip
def test_yes_and_no(cell: Any, value: bool | None) -> None:
    assert read("yes_no", cell).values == [value]


def test_neither_yes_nor_no() -> None:
    column = read("yes_no", "maybe", 2, date(2017, 1, 1), True, 1)
    assert {problem.code for problem in column.wrong.values()} == {"import.yes_no"}
    assert column.values == [None, None, None, True, True]


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        (("5", "1,250.50", ""), "number", [5, Decimal("1250.50"), None]),
        ((5.0, 7.25), "number", [5, 7.25]),
        (("1.9", "1.10"), "text", ["1.9", "1.10"]),
        (("1.90", "1.10", "3"), "number", [Decimal("1.90"), Decimal("1.10"), 3]),
        (("00123", "456"), "text", ["00123", "456"]),
        (("1.054",), "text", ["1.054"]),
        (("12345678901234567",), "text", ["12345678901234567"]),
        (("+44 20 7946", "5"), "text", ["+44 20 7946", "5"]),
        (("$5.00", "$7.00"), "text", ["$5.00", "$7.00"]),
        (("60%",), "text", ["60%"]),
        (("yes", "No", True), "yes_no", [True, False, True]),
        (("yes", "soon"), "text", ["yes", "soon"]),
        ((date(2017, 1, 2), "13/02/2017"), "day", [date(2017, 1, 2), date(2017, 2, 13)]),
        (("03/04/2017",), "text", ["03/04/2017"]),
        ((datetime(2017, 1, 2, 3, 4),), "text", ["2017-01-02 03:04:00"]),
        (("a\nb", 5), "text", ["a\nb", "5"]),
        ((1, True), "text", ["1", "Yes"]),
        (("", ""), "text", [None, None]),
    ],
)
def test_a_column_of_the_users_own_tells_what_it_holds(
    cells: tuple[Any, ...], kind: str, values: list[Any]
) -> None:
    column = read("custom", *cells)
    assert column.decided["kind"] == kind
    assert column.values == values
    assert list(map(type, column.values)) == list(map(type, values))
    assert column.evidence is not None
    assert column.evidence.kind == kind


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(max_size=8) | st.booleans() | st.integers(-(10**17), 10**17)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.dates(date(1000, 1, 1)) | st.datetimes()
        | st.sampled_from(["yes", "No", "00123", "1,5", "1.054", "13/02/2017", "2017-02-13", "-"])
    )
)  # fmt: skip
def test_a_column_of_the_users_own_loses_nothing(cells: list[Any]) -> None:
    column = read("custom", *cells)
    assert column.wrong == {}
    for cell, value in zip(cells, column.values, strict=True):
        text = text_of(cell, line=False)
        assert (value is None) == (text == "")
        if column.decided["kind"] == "text":
            assert (value or "") == text
        elif value is not None and not isinstance(cell, str):
            assert value == (cell.date() if isinstance(cell, datetime) else cell)


def test_an_error_in_a_column_of_the_users_own_is_told() -> None:
    column = read("custom", 5, CellError("#REF!"))
    assert column.decided["kind"] == "number"
    assert column.wrong[1].code == "import.error_cell"


def test_the_user_decides_a_column_of_their_own_too() -> None:
    assert read("custom", "03/04/2017", date_order="dmy").values == [date(2017, 4, 3)]
