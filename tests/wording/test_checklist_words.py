"""Items of the checklist in words."""

from datetime import date

import pytest

from salesdesk_app.domain.recurrence import RESTS
from salesdesk_app.services.checklist.checklist_month import DayTally, ItemDay
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording.recurrence import coming, rest

TUESDAY, TODAY = date(2026, 11, 24), date(2026, 11, 26)


@pytest.mark.parametrize(
    ("age", "short", "text"),
    [
        (1, False, "carried over from Tue, 1 day"),
        (2, False, "carried over from Tue, 2 days"),
        (2, True, "carried over from Tue"),
        (9, False, "carried over from Tue 24 Nov, 9 days"),
    ],
)
def test_carried_over_with_its_age(age: int, short: bool, text: str) -> None:
    assert words.carried(TUESDAY, age, short=short) == text


def test_a_day_in_figures() -> None:
    tally = DayTally(TUESDAY, 8, 5, 1, True, late=1, carried=2)
    told = words.day_told(tally, TODAY)
    assert told == (
        "Tue 24 Nov: 5 of 8 done, 1 done later, 1 skipped · 2 carried over onto it · wrapped up"
    )
    sunday = DayTally(date(2026, 11, 29), 0, 0, 0, False, working=False)
    assert words.day_told(sunday, TODAY) == "Sun 29 Nov: nothing due · not a working day"
    ahead = DayTally(date(2026, 11, 30), 8, 0, 0, False)
    assert words.day_told(ahead, TODAY) == "Mon 30 Nov: 8 due"


def test_an_item_on_a_day() -> None:
    late = ItemDay(TUESDAY, True, "late", None, TODAY)
    assert words.item_told("News", late) == "News, Tue 24 Nov: done late, on Thu 26 Nov"
    skipped = ItemDay(TODAY, False, "skipped", TUESDAY, None, "No time")
    told = words.item_told("News", skipped)
    assert told == "News, Thu 26 Nov: skipped, from Tue 24 Nov (No time)"
    assert words.item_told("News", ItemDay(TODAY, False, "")) == "News, Thu 26 Nov: not due"


def test_sums() -> None:
    assert words.of_month(108, 4, 131) == "112 of 131 done, 4 of them late"
    assert words.of_month(0, 0, 0) == "nothing was due yet"
    assert words.row_of_closed(0) == ""
    assert words.row_of_closed(1) == "1 working day wrapped up"
    assert words.row_of_closed(4) == "4 working days wrapped up in a row"
    assert words.tally(2, 5, 0) == "2 of 5 done"
    assert words.tally(2, 5, 1) == "2 of 5 done, 1 skipped"
    assert (words.aside(1, 2), words.aside(0, 0)) == ("–1 →2", "")


def test_the_next_days() -> None:
    days = [TODAY, date(2027, 1, 4)]
    assert coming(days, TODAY) == "Next: Thu 26 Nov · Mon 4 Jan 2027"
    assert "no day" in coming([], TODAY)
    assert all(rest(code) for code in RESTS)
