"""Periods in words."""

from datetime import date

import pytest

from salesdesk_app.domain.periods import parse, quarter_of, week_number
from salesdesk_app.wording import periods as words


@pytest.mark.parametrize(
    ("key", "start", "name", "short"),
    [
        ("2026-Q4", 1, "Q4 2026", "Q4"),
        ("2027-Q1", 4, "Q1 FY 2027", "Q1"),
        ("2027-Q4", 4, "Q4 FY 2027", "Q4"),
        ("2026", 1, "2026", "2026"),
        ("2027", 4, "FY 2027", "FY 2027"),
        ("2026-11", 4, "November 2026", "Nov"),
        ("2026-W47", 1, "16–22 Nov 2026", "W47"),
        ("2026-W40", 1, "28 Sep – 4 Oct 2026", "W40"),
        ("2026-W53", 1, "28 Dec 2026 – 3 Jan 2027", "W53"),
        ("2026-11-16", 1, "Mon 16 Nov 2026", "16 Nov"),
    ],
)
def test_names(key: str, start: int, name: str, short: str) -> None:
    period = parse(key, start)
    assert words.period(period) == name
    assert words.short(period) == short


def test_week_of_a_quarter() -> None:
    today = date(2026, 11, 23)
    quarter = quarter_of(today)
    assert words.week_in(*week_number(quarter, today), quarter) == "week 8 of 13 in Q4"
    year = parse("2026")
    assert words.week_in(*week_number(year, today), year) == "week 47 of 52 in 2026"
