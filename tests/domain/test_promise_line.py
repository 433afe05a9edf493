"""Commitments typed in a line: who, what, by when."""

from datetime import date, datetime

import pytest

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.promise_line import Promise, read

WORK = Calendar(frozenset(range(5)), None)
NOW = datetime(2026, 11, 23, 17).astimezone()  # a Monday
PEOPLE = ((1, "Priya Nair"), (2, "Jonas Lind"), (3, "Jonas Weber"), (4, "Åsa Öberg"))
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Priya: send revised offer by Fri", Promise("send revised offer", 1, FRIDAY)),
        ("priya nair : send offer on friday", Promise("send offer", 1, FRIDAY)),
        ("Åsa: call back tomorrow", Promise("call back", 4, date(2026, 11, 24))),
        ("Nair: call back, by tomorrow 9", Promise("call back", 1, date(2026, 11, 24))),
        ("Jonas: plan", Promise("plan", None, None, ("Jonas Lind", "Jonas Weber"))),
        ("Jonas Weber: plan in 3 days", Promise("plan", 3, date(2026, 11, 26))),
        ("Send the offer by friday", Promise("Send the offer", None, FRIDAY)),
        ("Fix: price list", Promise("Fix: price list")),
        ("Priya:", Promise("", 1)),
        ("Stand by", Promise("Stand by")),
        ("", Promise("")),
        (": x", Promise(": x")),
    ],
)
def test_lines(line: str, found: Promise) -> None:
    assert read(line, PEOPLE, NOW, WORK) == found
