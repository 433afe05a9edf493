"""Days on which items fall, written out by hand, with the holidays of real countries."""

from datetime import date, timedelta

import pytest

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.checklist import coming, due

WORKDAYS = "MO,TU,WE,TH,FR"
FIRST = f"FREQ=MONTHLY;BYDAY={WORKDAYS};BYSETPOS=1"
THIRD = f"FREQ=MONTHLY;BYDAY={WORKDAYS};BYSETPOS=3"
LAST = f"FREQ=MONTHLY;BYDAY={WORKDAYS};BYSETPOS=-1"
SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})

# Recurrence, starts on, country, from, to, days.
CASES = (
    # Bavaria: Christmas on Friday and Saturday, new year on Friday, Epiphany on Wednesday.
    ("workdays", "", "DE-BY", "2026-12-23", "2027-01-08",
     "12-23 12-24 12-28 12-29 12-30 12-31 01-04 01-05 01-07 01-08"),
    # England: Boxing Day on a Saturday is kept on the Monday after.
    ("workdays", "", "GB-ENG", "2026-12-23", "2027-01-05",
     "12-23 12-24 12-29 12-30 12-31 01-04 01-05"),
    # United States: Thanksgiving.
    ("workdays", "", "US", "2026-11-23", "2026-11-29", "11-23 11-24 11-25 11-27"),
    # Japan: the Golden Week.
    ("workdays", "", "JP", "2026-04-28", "2026-05-08", "04-28 04-30 05-01 05-07 05-08"),
    # France: Ascension on a Thursday; the Friday is worked.
    ("workdays", "", "FR", "2026-05-11", "2026-05-17", "05-11 05-12 05-13 05-15"),
    # First working days. Bavaria: new year; All Saints on a Monday.
    (FIRST, "", "DE-BY", "2027-01-01", "2027-01-31", "01-04"),
    (FIRST, "", "DE-BY", "2027-11-01", "2027-11-30", "11-02"),
    # France: the first of May on a Friday, with the weekend behind it.
    (FIRST, "", "FR", "2026-05-01", "2026-05-31", "05-04"),
    # Last working days. Brandenburg: Reformation Day on Friday 31 October.
    (LAST, "", "DE-BB", "2025-10-01", "2025-10-31", "10-30"),
    # United States: Memorial Day on Monday 31 May.
    (LAST, "", "US", "2027-05-01", "2027-05-31", "05-28"),
    # Third working day after a new year's Friday that is a holiday.
    (THIRD, "", "US", "2027-01-01", "2027-02-28", "01-06 02-03"),
    # Every two weeks over a year of 53 weeks.
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-12-14", "", "2026-12-01", "2027-01-31",
     "12-14 12-28 01-11 01-25"),
    # Every three weeks on two days.
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH", "2026-02-03", "", "2026-02-01", "2026-04-12",
     "02-03 02-05 02-24 02-26 03-17 03-19 04-07 04-09"),
    # The fifth Friday, where there is one.
    ("FREQ=MONTHLY;BYDAY=5FR", "", "", "2026-01-01", "2026-12-31", "01-30 05-29 07-31 10-30"),
    # The 31st, where there is one.
    ("FREQ=MONTHLY;BYMONTHDAY=31", "", "", "2026-01-01", "2026-12-31",
     "01-31 03-31 05-31 07-31 08-31 10-31 12-31"),
    # The last day of the month in a leap year.
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "", "", "2028-01-01", "2028-04-30", "01-31 02-29 03-31 04-30"),
    # 29 February.
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "", "", "2026-01-01", "2030-12-31", "02-29"),
    # Every ten days through a leap February.
    ("FREQ=DAILY;INTERVAL=10", "2028-02-20", "", "2028-02-01", "2028-03-15", "02-20 03-01 03-11"),
    # Each quarter from January on.
    ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "2026-01-05", "", "2026-01-01", "2026-12-31",
     "01-05 04-06 07-06 10-05"),
    # The 15th or the next working day. Bavaria: 15 August is a holiday and a Saturday.
    ("FREQ=MONTHLY;BYMONTHDAY=15;REST=FORWARD", "", "DE-BY", "2026-01-01", "2026-12-31",
     "01-15 02-16 03-16 04-15 05-15 06-15 07-15 08-17 09-15 10-15 11-16 12-15"),
    # The 1st or the working day before, which may lie in the year before.
    ("FREQ=MONTHLY;BYMONTHDAY=1;REST=BACKWARD", "", "GB-ENG", "2025-12-15", "2026-12-15",
     "12-31 01-30 02-27 04-01 05-01 06-01 07-01 07-31 09-01 10-01 10-30 12-01"),
    # Mondays that are no holiday: Martin Luther King Day and Washington's Birthday are left out.
    ("FREQ=WEEKLY;BYDAY=MO;REST=OMIT", "", "US", "2026-01-01", "2026-02-28",
     "01-05 01-12 01-26 02-02 02-09 02-23"),
    # Mondays, or the day after a bank holiday.
    ("FREQ=WEEKLY;BYDAY=MO;REST=FORWARD", "", "GB-ENG", "2026-05-01", "2026-05-31",
     "05-05 05-11 05-18 05-26"),
    # Fridays, or the day before Good Friday.
    ("FREQ=WEEKLY;BYDAY=FR;REST=BACKWARD", "", "DE-BY", "2027-03-01", "2027-03-31",
     "03-05 03-12 03-19 03-25"),
    # A holiday is no reason of its own: this one says nothing of days that are not worked.
    ("FREQ=WEEKLY;BYDAY=FR", "", "DE-BY", "2027-03-01", "2027-03-31", "03-05 03-12 03-19 03-26"),
)  # fmt: skip


def days_of(recurrence: str, starts_on: str, calendar: Calendar, first: str, last: str) -> str:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    start = date.fromisoformat(starts_on) if starts_on else None
    span = (begin + timedelta(days=step) for step in range((end - begin).days + 1))
    return " ".join(f"{day:%m-%d}" for day in span if due(recurrence, start, day, calendar))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[2]} {case[3]}")
def test_by_hand(case: tuple[str, ...]) -> None:
    recurrence, starts_on, country, first, last, days = case
    calendar = Calendar(country=country or None)
    assert days_of(recurrence, starts_on, calendar, first, last) == days


def test_a_week_from_sunday_to_thursday() -> None:
    calendar = Calendar(SUNDAY_TO_THURSDAY)
    week = days_of("workdays", "", calendar, "2026-11-20", "2026-11-28")
    assert week == "11-22 11-23 11-24 11-25 11-26"
    fridays = days_of("FREQ=WEEKLY;BYDAY=FR;REST=FORWARD", "", calendar, "2026-11-20", "2026-11-30")
    assert fridays == "11-22 11-29"


def test_the_next_days() -> None:
    begin = date(2026, 12, 24)
    bavarian = Calendar(country="DE-BY")
    found = coming("workdays", None, begin, bavarian, 3)
    assert found == [date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 29)]
    assert coming("workdays", date(2027, 1, 5), begin, bavarian, 2) == [
        date(2027, 1, 5),
        date(2027, 1, 7),
    ]
    leap = coming("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", None, begin, bavarian)
    assert leap == [date(2028, 2, 29)]


def test_it_moves_to_no_day_before_it_starts() -> None:
    """Sunday 1 November, or the working day before: that Friday lies before the first day."""
    start = date(2026, 11, 1)
    found = coming("FREQ=MONTHLY;BYMONTHDAY=1;REST=BACKWARD", start, start, Calendar(), 2)
    assert found == [date(2026, 12, 1), date(2027, 1, 1)]


@pytest.mark.parametrize("first", [date(9998, 12, 31), date(9999, 12, 31)])
@pytest.mark.parametrize("recurrence", ["workdays", "FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=31"])
def test_the_calendar_ends_and_so_do_the_days_to_come(recurrence: str, first: date) -> None:
    assert coming(recurrence, first, date(2026, 11, 23), Calendar()) == []


def test_no_day_comes_once_an_item_has_ended() -> None:
    monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    found = coming("workdays", None, monday, Calendar(), ended_on=friday)
    assert found == [monday + timedelta(days=step) for step in range(4)]
