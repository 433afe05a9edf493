"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.exchange.values import amounts
from salesdesk_app.exchange.values.currency_marks import currency_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1054", "1054"),
        ("$1,054.00", "1054.00"),
        ("1.054,00 €", "1054.00"),
        ("€ 1.054.000", "1054000"),
        ("1 234,56", "1234.56"),
        ("1'054.50", "1054.50"),
        ("12,34,567.89", "1234567.89"),
        ("(1,054.00)", "-1054.00"),
        ("($1,054.00)", "-1054.00"),
        ("$(1,054.00)", "-1054.00"),
        ("1054-", "-1054"),
        ("−7", "-7"),
        ("-$5.5", "-5.5"),
        ("+5", "5"),
        ("USD 1054", "1054"),
        ("1,5", "1.5"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1,054,000", "1054000"),
        ("84k", "84000"),
        ("$1.2k", "1200"),
        ("$2M", "2000000"),
        ("1,5 Mio. €", "1500000"),
        ("USD 3.4 million", "3400000"),
        ("2.5 Mrd. EUR", "2500000000"),
        ("150 T€", "150000"),
        ("150 TEUR", "150000"),
        ("12 k€", "12000"),
        ("(1.054,00) €", "-1054.00"),
        ("1.054,00 €-", "-1054.00"),
        ("1'054.–", "1054"),
        ("1.054,- €", "1054"),
        ("1´054.50", "1054.50"),
        ("１，０５４．５０", "1054.50"),
        ("￥1,054,000", "1054000"),
        ("1054.5 eur", "1054.5"),
        ("1.054,5 Euro", "1054.5"),
        ("60 Prozent", "60"),
        ("60 pct", "60"),
    ],
)
def test_one_reading(text: str, amount: str) -> None:
    reading = amounts.read(text)
    assert reading is not None
    assert reading.by(None) == Decimal(amount)


@pytest.mark.parametrize("text", ["1.054", "1,054", "-12.500", "$9,999"])
def test_two_readings_are_left_to_the_column(text: str) -> None:
    reading = amounts.read(text)
    assert reading is not None
    assert reading.by(None) is None
    assert reading.by(".") != reading.by(",")


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "84 km", "1..2", "1,2,3", "1 23", "- 5 -", "1.2.3,4,5", "12-03-2017", "((5)", "٣",
     "5" * 99, "5 pcs", "1.5k%", "12 März", "5 apples", "1.23.456", "T5", "5 T",
     "1 € 5 $", "1,5,00 Mio"],
)  # fmt: skip
def test_no_number(text: str) -> None:
    assert amounts.read(text) is None


@pytest.mark.parametrize(
    ("unit", "own", "currency"),
    [("€", "USD", "EUR"), ("$", "USD", "USD"), ("$", "CAD", "CAD"), ("$", "EUR", "USD"),
     ("kr", "NOK", "NOK"), ("CHF", "USD", "CHF"), ("%", "USD", None),
     ("US Dollar", "EUR", "USD"), ("Euro", "USD", "EUR"), ("EUR - Euro", "USD", "EUR"),
     ("usd", "EUR", "USD"), ("zł", "EUR", "PLN"), ("Schweizer Franken", "EUR", "CHF"),
     ("Doubloon", "EUR", None)],
)  # fmt: skip
def test_marks_of_currencies(unit: str, own: str, currency: str | None) -> None:
    assert currency_of(unit, own) == currency


@given(st.integers(-(10**12), 10**12), st.sampled_from(["{:,.2f}", "€{:,.2f}", "{:,.2f} USD"]))
def test_what_is_written_with_cents_is_read_back(cents: int, pattern: str) -> None:
    amount = Decimal(cents).scaleb(-2)
    english = pattern.format(amount)
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (english, german, english.replace(",", " "), german.replace(".", "’")):
        reading = amounts.read(text)
        assert reading is not None
        assert reading.by(None) == amount


@given(st.text(alphabet="0123456789.,-+()' €$%kUSD", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = amounts.read(text)
    assert reading is None or reading.dot is not None or reading.comma is not None
