"""Money keeps every minor unit, and rounds once, half to even, where a rate asks for it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.money import (
    LARGEST,
    Money,
    Rates,
    digits,
    half_even,
    to_decimal,
    to_minor,
)

CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD", "CLF"])
MINOR = st.integers(-LARGEST, LARGEST)


@pytest.mark.parametrize(
    ("currency", "expected"),
    [("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("RSD", 2), ("XYZ", 2)],
)
def test_decimals_follow_the_standard(currency: str, expected: int) -> None:
    assert digits(currency) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.3", "USD", 1230),
        ("-0.05", "USD", -5),
        ("1.000", "JPY", 1),
        ("1E+3", "JPY", 1000),
        ("0.001", "KWD", 1),
        ("0E-30", "USD", 0),
        ("0E+30", "USD", 0),
        ("92233720368547758.07", "USD", LARGEST),
    ],
)
def test_amount_in_minor_units(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("12.345", "USD"),
        ("0.5", "JPY"),
        ("NaN", "USD"),
        ("-Infinity", "USD"),
        ("92233720368547758.08", "USD"),
        ("1E+999999", "USD"),
        ("1E-999999", "USD"),
    ],
)
def test_what_does_not_fit_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"fit|not an amount"):
        to_minor(Decimal(amount), currency)


@given(MINOR, CURRENCIES)
def test_minor_units_come_back(minor: int, currency: str) -> None:
    amount = to_decimal(minor, currency)
    assert to_minor(amount, currency) == minor
    assert amount.as_tuple().exponent == -digits(currency)


@given(MINOR, MINOR, CURRENCIES)
def test_sums_are_exact(one: int, other: int, currency: str) -> None:
    total = Money(one, currency) + Money(other, currency)
    assert total - Money(other, currency) == Money(one, currency)
    assert -total == Money(-one - other, currency)


def test_unlike_currencies_never_add_up() -> None:
    with pytest.raises(ValueError, match="USD and EUR"):
        Money(1, "USD") + Money(1, "EUR")
    with pytest.raises(ValueError, match="USD and EUR"):
        Money(1, "USD") - Money(1, "EUR")


@given(st.integers(), st.integers(min_value=1))
def test_rounding_is_half_even(numerator: int, denominator: int) -> None:
    assert half_even(numerator, denominator) == round(Fraction(numerator, denominator))


def rates() -> Rates:
    return Rates(
        "USD",
        (
            ("EUR", date(2026, 6, 1), Decimal("1.20")),
            ("EUR", date(2026, 1, 1), Decimal("1.10")),
            ("JPY", date(2026, 1, 1), Decimal("0.0065")),
            ("KWD", date(2026, 1, 1), Decimal("3.25")),
        ),
    )


@pytest.mark.parametrize(
    ("minor", "currency", "day", "expected"),
    [
        (10_000, "EUR", date(2025, 12, 31), None),
        (10_000, "EUR", date(2026, 1, 1), 11_000),
        (10_000, "EUR", date(2026, 5, 31), 11_000),
        (10_000, "EUR", date(2026, 6, 1), 12_000),
        (10_000, "EUR", date(2030, 1, 1), 12_000),
        (10_000, "JPY", date(2026, 1, 1), 6_500),  # 10,000 yen are 65 dollars
        (1_000, "KWD", date(2026, 1, 1), 325),  # one dinar
        (5, "EUR", date(2026, 1, 1), 6),  # 5.5 goes to the even neighbour
        (15, "EUR", date(2026, 1, 1), 16),  # 16.5 as well
        (-5, "EUR", date(2026, 1, 1), -6),
        (10_000, "GBP", date(2026, 1, 1), None),
    ],
)
def test_the_latest_rate_by_then_converts(
    minor: int, currency: str, day: date, expected: int | None
) -> None:
    assert rates().convert(minor, currency, day) == expected


@given(MINOR, st.dates())
def test_the_base_needs_no_rate(minor: int, day: date) -> None:
    assert Rates("USD").convert(minor, "USD", day) == minor


@given(
    minor=MINOR,
    rate=st.decimals("0.00000001", "100000", places=8),
    currency=CURRENCIES,
    base=CURRENCIES,
)
def test_conversion_rounds_the_exact_product_once(
    minor: int, rate: Decimal, currency: str, base: str
) -> None:
    day = date(2026, 1, 1)
    converted = Rates(base, ((currency, day, rate),)).convert(minor, currency, day)
    exact = Fraction(minor) * Fraction(rate) * Fraction(10) ** (digits(base) - digits(currency))
    assert converted == (minor if base == currency else round(exact))


def test_rates_are_values() -> None:
    assert rates() == rates()
    assert hash(rates()) == hash(rates())
