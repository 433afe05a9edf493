"""Amounts in few letters: three figures tell enough, and every column has room for them."""

import pytest

from salesdesk_app import wording


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (999, "$999"),
        (1_284, "$1,284"),
        (-9_999, "-$9,999"),
        (10_400, "$10 k"),
        (84_400, "$84 k"),
        (999_499, "$999 k"),
        (999_500, "$1.00 M"),
        (-1_920_000, "-$1.92 M"),
        (9_994_000, "$9.99 M"),
        (9_995_000, "$10.0 M"),
        (10_012_000, "$10.0 M"),
        (-99_940_000, "-$99.9 M"),
        (99_950_000, "$100 M"),
        (1_250_000_000, "$1,250 M"),
    ],
)
def test_short_amounts(whole: int, said: str) -> None:
    assert wording.money(whole * 100, "USD", short=True) == said
    assert wording.money(whole, "JPY", short=True) == said.replace("$", "¥")


def test_cents_are_left_out_of_short_amounts() -> None:
    assert wording.money(99_950, "USD", short=True) == "$1,000"
    assert wording.money(123_450, "USD", short=True) == "$1,234"
    assert wording.money(0, "USD", short=True) == "$0"


@pytest.mark.parametrize(
    ("currency", "said"),
    [("CHF", "CHF 84"), ("CAD", "CA$84"), ("EUR", "€84"), ("JPY", "¥8,400")],
)
def test_a_sign_of_letters_stands_apart_from_the_number(currency: str, said: str) -> None:
    assert wording.money(8_400, currency) == said
    assert wording.money(-8_400, currency) == f"-{said}"
    assert wording.money(8_400, currency, short=True) == said
