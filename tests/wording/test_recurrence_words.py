"""Recurrences in words."""

import pytest

from salesdesk_app.domain.recurrence import read
from salesdesk_app.wording.recurrence import recurrence


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("workdays", "every working day"),
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("FREQ=WEEKLY;BYDAY=TH", "Thursdays"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "Mondays and Thursdays"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Mondays, Wednesdays, and Fridays"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Monday to Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every 2 weeks on Friday"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=MONTHLY;INTERVAL=2", "every 2 months"),
        ("FREQ=MONTHLY;BYDAY=1MO", "first Monday of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU", "second Tuesday and fourth Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=MO", "each Monday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "last Friday of the month"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "second to last Friday of the month"),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "first Saturday or Sunday of the month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "last working day of the month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=6", "6th working day of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,22", "1st and 22nd of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "last day of the month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=13", "13th of the month, every 3 months"),
        ("FREQ=MONTHLY;BYMONTH=1,7;BYDAY=1MO", "first Monday of January and July"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=23", "every year on the 23rd of December"),
        ("FREQ=WEEKLY;BYDAY=MO;REST=OMIT", "Mondays, only where it is a working day"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15;REST=FORWARD",
            "15th of the month, or the next working day",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1;REST=BACKWARD",
            "last day of the month, or the working day before",
        ),
    ],
)
def test_words(rule: str, words: str) -> None:
    assert recurrence(read(rule)) == words
