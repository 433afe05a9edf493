"""What fields of the user's own hold: exact, in one way of writing, only what fits."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.custom import KINDS, Kind, Own, Value, decode, encode, stated
from salesdesk_app.domain.errors import Problem

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=9) | st.integers(
    -(10**29), 10**29
)


@st.composite
def held(draw: st.DrawFn) -> tuple[dict[int, Own], dict[int, Value | None]]:
    """Fields of every kind, and values in some of them."""
    given_values = {"text": TEXTS, "number": NUMBERS, "day": st.dates(), "yes_no": st.booleans()}
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=12))
    known = {at: Own(at, f"Field {at}", kind) for at, kind in enumerate(kinds, 1)}
    values = {at: stated(own, draw(given_values[own.kind])) for at, own in known.items()}
    return known, values


@given(held())
def test_what_is_kept_is_what_was_stated(
    found: tuple[dict[int, Own], dict[int, Value | None]],
) -> None:
    known, values = found
    text = encode(values)
    assert decode(text, known) == values
    assert encode(dict(reversed(values.items()))) == text
    assert encode(decode(text, known)) == text
    assert decode(text, {}) == {}


def test_without_a_value_there_is_no_text() -> None:
    assert encode({}) is None
    assert encode({3: None}) is None
    assert decode(None, {}) == {}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (7, "7"),
        (7.0, "7"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (Decimal("1.500"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("12345678901234567890.25"), "12345678901234567890.25"),
    ],
)
def test_a_number_is_written_in_one_way(value: object, kept: str) -> None:
    number = stated(Own(1, "Seats", "number"), value)
    assert str(number) == kept
    assert encode({1: number}) == f'{{"1":{kept}}}'


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 7),
        ("number", "7"),
        ("number", True),
        ("number", Decimal("NaN")),
        ("number", float("inf")),
        ("number", 1e300),
        ("number", Decimal("1E-31")),
        ("day", "2026-01-02"),
        ("day", datetime(2026, 1, 2, 3)),
        ("yes_no", 1),
    ],
)
def test_what_does_not_fit_is_refused(kind: Kind, value: object) -> None:
    with pytest.raises(Problem, match=f"custom.{kind}"):
        stated(Own(1, "Field", kind), value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_is_no_value(kind: Kind, value: object) -> None:
    assert stated(Own(1, "Field", kind), value) is None


def test_a_day_and_a_text_that_looks_like_one_are_told_apart() -> None:
    known = {1: Own(1, "Renewal", "day"), 2: Own(2, "Code", "text")}
    values: dict[int, Value | None] = {1: date(2026, 1, 2), 2: "2026-01-02"}
    assert encode(values) == '{"1":"2026-01-02","2":"2026-01-02"}'
    assert decode(encode(values), known) == values
