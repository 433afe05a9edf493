"""A follow-up typed in a line: what it says, and by when."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.follow_up import read

MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 8, 5).astimezone()
WEEK = Calendar()


@pytest.mark.parametrize(
    ("text", "kind", "subject", "due"),
    [
        ("Call Weiss about prices tomorrow 9", "task", "Call Weiss about prices", "11-24 09:00"),
        ("call Weiss", "task", "call Weiss", "11-23 17:00"),
        ("answer Ostara at 11", "mail", "answer Ostara", "11-23 11:00"),
        ("Reply to legal 14:30", "mail", "Reply to legal", "11-23 14:30"),
        ("Reply to legal 7.30", "mail", "Reply to legal", "11-24 07:30"),
        ("send offer 12", "task", "send offer 12", "11-23 17:00"),
        ("send offer 12h", "task", "send offer", "11-23 12:00"),
        ("demo on Friday", "task", "demo", "11-27 09:00"),
        ("demo fri 3pm", "task", "demo", "11-27 15:00"),
        ("demo monday", "task", "demo", "11-30 09:00"),
        ("look again in 10 days", "task", "look again", "12-03 09:00"),
        ("meet at 9 tomorrow", "task", "meet", "11-24 09:00"),
        ("pay 99:99", "task", "pay 99:99", "11-23 17:00"),
        ("order 13pm", "task", "order 13pm", "11-23 17:00"),
        ("see the sun", "task", "see the sun", "11-23 17:00"),
        ("rest Sunday", "task", "rest", "11-29 09:00"),
        ("  many   spaces  today ", "task", "many spaces", "11-23 17:00"),
        ("today", "task", "", "11-23 17:00"),
    ],
)  # fmt: skip
def test_lines(text: str, kind: str, subject: str, due: str) -> None:
    found = read(text, MORNING, WEEK)
    assert (found.kind, found.subject) == (kind, subject)
    assert found.due.strftime("%m-%d %H:%M") == due


def test_after_hours_it_is_due_on_the_next_working_day() -> None:
    friday = datetime(2026, 11, 27, 18, 30).astimezone()
    assert read("call Weiss", friday, WEEK).due.strftime("%a %H:%M") == "Mon 09:00"
    assert read("call Weiss today", friday, WEEK).due.strftime("%a %H:%M") == "Fri 23:59"
    assert read("call Weiss 17:30", friday, WEEK).due.strftime("%a %H:%M") == "Mon 17:30"


@given(st.text(max_size=60))
def test_any_line_is_a_follow_up_that_lies_ahead(text: str) -> None:
    found = read(text, MORNING, WEEK)
    assert found.due.tzinfo is not None
    assert found.due > MORNING or "today" in text.casefold()
    assert found.subject == found.subject.strip()
