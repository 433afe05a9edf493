"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.exchange.values import days


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-13",
        "2017/3/13",
        "13/03/2017",
        "03/13/2017",
        "13.03.2017",
        "13.3.17",
        "13-Mar-17",
        "13 March 2017",
        "13. März 2017",
        "Mar 13, 2017",
        "March 13th 2017",
        "Mar-13-2017",
        "Monday, 13 March 2017",
        "20170313",
        "42807",
        "2017-03-13T09:30:00Z",
        "2017-03-13 09:30",
        "3/13/2017 2:22 PM",
        "Mo, 13.03.2017",
        "13. 03. 2017",
        "13.03.2017, 14:05 Uhr",
        "13 mars 2017",
        "13 de marzo de 2017",
        "13 maart 2017",
        "2017-Mar-13",
        "2017 March 13",
        "13.MÄRZ.2017",
        "２０１７／０３／１３",
        "2017-03-13t09:30:00.000z",
        "Mon 13/03/2017",
    ],
)
def test_one_reading(text: str) -> None:
    reading = days.read(text)
    assert reading is not None
    assert reading.by(None) == date(2017, 3, 13)


def test_two_readings_are_left_to_the_column() -> None:
    reading = days.read("03/04/2017")
    assert reading is not None
    assert reading.by(None) is None
    assert reading.by("dmy") == date(2017, 4, 3)
    assert reading.by("mdy") == date(2017, 3, 4)


def test_day_and_month_alike_have_one_reading() -> None:
    reading = days.read("04/04/2017")
    assert reading is not None
    assert reading.by(None) == date(2017, 4, 4)


@pytest.mark.parametrize(
    "text", ["31/02/2017", "30.02.2017", "2017-13-45", "29/02/2017", "32 May 2017"]
)
def test_no_such_day(text: str) -> None:
    reading = days.read(text)
    assert reading is not None
    assert reading.dmy is None
    assert reading.mdy is None


def test_even_no_such_day_tells_the_order() -> None:
    assert days.read("31/02/2017") == (None, None, "dmy")
    assert days.read("02/31/2017") == (None, None, "mdy")


@pytest.mark.parametrize(
    "text", ["", "soon", "Q4 2017", "1054", "12:30", "1/1", "13 Foo 2017", "99999"]
)
def test_no_day(text: str) -> None:
    assert days.read(text) is None


def test_both_counts_of_days() -> None:
    assert days.serial(42807, dates_1904=False) == date(2017, 3, 13)
    assert days.serial(41345, dates_1904=True) == date(2017, 3, 13)
    assert days.serial(12, dates_1904=False) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text, order in (
        (day.isoformat(), None),
        (f"{day:%d/%m/%Y}", "dmy"),
        (f"{day:%m/%d/%Y}", "mdy"),
        (f"{day:%d.%m.%Y}", None),
        (f"{day:%d %b %Y}", None),
        (f"{day:%Y%m%d}", None),
    ):
        reading = days.read(text)
        assert reading is not None
        assert reading.by(order) == day


@given(st.text(alphabet="0123456789/.-: TZabcäM,", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = days.read(text)
    if found is not None:
        meant = {day for day in (found.dmy, found.mdy) if day is not None}
        assert {found.by("dmy"), found.by("mdy")} - {None} <= meant
