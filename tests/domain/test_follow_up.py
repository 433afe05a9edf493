"""A follow-up typed in a line: what it says, and by when."""

from datetime import date, datetime, time
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.follow_up import answer_by, ask_again_by, digits, read

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
        ("demo fri 9:30-10:00", "task", "demo", "11-27 09:30"),
        ("fri 9:30-10 demo", "task", "demo", "11-27 09:30"),
        ("3pm call Halden tomorrow", "task", "call Halden", "11-24 15:00"),
        ("tomorrow call Halden at 15", "task", "call Halden", "11-24 15:00"),
        ("tomorrow call Halden, 3pm", "task", "call Halden", "11-24 15:00"),
        ("thu 14:00 demo Kestrel", "task", "demo Kestrel", "11-26 14:00"),
        ("today 5 calls", "task", "5 calls", "11-23 17:00"),
        ("in 2 hours call Anna", "task", "call Anna", "11-23 10:05"),
        ("in 2 days call Anna", "task", "call Anna", "11-25 09:00"),
        ("by noon send it", "task", "send it", "11-23 12:00"),
        ("call Weiss at 3", "task", "call Weiss", "11-23 15:00"),
        ("call Weiss at 8", "task", "call Weiss", "11-24 08:00"),
        ("call Weiss at 03:00", "task", "call Weiss", "11-24 03:00"),
        ("tomorrow 4 call back Weiss", "task", "call back Weiss", "11-24 16:00"),
        ("2pm tomorrow call Weiss", "task", "call Weiss", "11-24 14:00"),
        ("14:00-15:00 tomorrow prepare the demo", "task", "prepare the demo", "11-24 14:00"),
        ("9:30 on Friday, send the offer", "task", "send the offer", "11-27 09:30"),
        ("meet Weiss 10-11 Friday", "task", "meet Weiss", "11-27 10:00"),
        ("3 Dec call Halden", "task", "call Halden", "12-03 09:00"),
        ("3.12. send the offer", "task", "send the offer", "12-03 09:00"),
        ("Friday call Weiss", "task", "call Weiss", "11-27 09:00"),
        ("1. Advent", "task", "1. Advent", "11-23 17:00"),
        ("2.10 is too much", "task", "2.10 is too much", "11-23 17:00"),
        ("demo tomorrow 2-3pm", "task", "demo", "11-24 14:00"),
        ("lunch tomorrow 11-1pm", "task", "lunch", "11-24 11:00"),
        ("between 2 and 3pm call Anna", "task", "call Anna", "11-23 14:00"),
        ("thu 9-10 review with Kim", "task", "review with Kim", "11-26 09:00"),
        ("next tue call Weiss", "task", "call Weiss", "12-01 09:00"),
        ("demo weds 2pm", "task", "demo", "11-25 14:00"),
        ("meet on Monday the 30th", "task", "meet", "11-30 09:00"),
        ("meet Mon, 30 Nov 15:00", "task", "meet", "11-30 15:00"),
        ("order 20-30 boxes", "task", "order 20-30 boxes", "11-23 17:00"),
        ("demo monday", "task", "demo", "11-30 09:00"),
        ("look again in 10 days", "task", "look again", "12-03 09:00"),
        ("meet at 9 tomorrow", "task", "meet", "11-24 09:00"),
        ("pay 99:99", "task", "pay 99:99", "11-23 17:00"),
        ("order 13pm", "task", "order 13pm", "11-23 17:00"),
        ("see the sun", "task", "see the sun", "11-23 17:00"),
        ("rest Sunday", "task", "rest", "11-29 09:00"),
        ("  many   spaces  today ", "task", "many spaces", "11-23 17:00"),
        ("today", "task", "", "11-23 17:00"),
        ("send offer on 3 Dec", "task", "send offer", "12-03 09:00"),
        ("send offer Dec 3rd at 14:30", "task", "send offer", "12-03 14:30"),
        ("pay 3.12.", "task", "pay", "12-03 09:00"),
        ("pay 3.12. 14:30", "task", "pay", "12-03 14:30"),
        ("pay 3 Mar 2027", "task", "pay", "03-03 09:00"),
        ("send report 2026-12-03", "task", "send report", "12-03 09:00"),
        ("ask in 2 weeks", "task", "ask", "12-07 09:00"),
        ("ask in two days", "task", "ask", "11-25 09:00"),
        ("ask in half an hour", "task", "ask", "11-23 08:35"),
        ("ask in 2 hours", "task", "ask", "11-23 10:05"),
        ("ask next week", "task", "ask", "11-30 09:00"),
        ("ask next tue", "task", "ask", "12-01 09:00"),
        ("ask next month", "task", "ask", "12-01 09:00"),
        ("respond to RFP (due 15 Dec)", "task", "respond to RFP", "12-15 09:00"),
        ("mail Kim on the 5th", "mail", "mail Kim", "12-05 09:00"),
        ("ask later this week", "task", "ask", "11-27 17:00"),
        ("ask later today", "task", "ask", "11-23 17:00"),
        ("report eod", "task", "report", "11-23 17:00"),
        ("report by end of week", "task", "report", "11-27 17:00"),
        ("report by noon", "task", "report", "11-23 12:00"),
        ("ring this afternoon", "task", "ring", "11-23 17:00"),
        ("ring tomorrow morning", "task", "ring", "11-24 12:00"),
        ("ring tonight 8pm", "task", "ring", "11-23 20:00"),
        ("tomorrow 9: call Weiss", "task", "call Weiss", "11-24 09:00"),
        ("Tomorrow call Weiss", "task", "call Weiss", "11-24 09:00"),
        ("call Weiss tomorrow 9 about prices", "task", "call Weiss about prices", "11-24 09:00"),
        ("3pm call Weiss", "task", "call Weiss", "11-23 15:00"),
        ("9:30 call Weiss", "task", "call Weiss", "11-23 09:30"),
        ("remind me in 2 hours to ask", "task", "remind me to ask", "11-23 10:05"),
        # What looks like a day or an hour and is part of what is to be done.
        ("send the Friday report", "task", "send the Friday report", "11-23 17:00"),
        ("Monday report to the board", "task", "Monday report to the board", "11-23 17:00"),
        ("read up on last Friday", "task", "read up on last Friday", "11-23 17:00"),
        ("today's numbers", "task", "today's numbers", "11-23 17:00"),
        ("price is 12.50", "task", "price is 12.50", "11-23 17:00"),
        ("send v3.12 to Weiss", "task", "send v3.12 to Weiss", "11-23 17:00"),
        ("1:1 with Jonas", "task", "1:1 with Jonas", "11-23 17:00"),
        ("12 chairs for the fair", "task", "12 chairs for the fair", "11-23 17:00"),
        ("pay 31 Feb", "task", "pay 31 Feb", "11-23 17:00"),
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


def test_two_readings_of_a_day_are_told_and_none_is_taken() -> None:
    found = read("send offer 3/12", MORNING, WEEK)
    assert found.subject == "send offer 3/12"
    assert found.unclear == (date(2026, 12, 3), date(2027, 3, 12))
    assert found.due.date() == MONDAY
    clear = read("send offer 13/12", MORNING, WEEK)
    assert (clear.subject, clear.unclear) == ("send offer", None)
    assert clear.due.date() == date(2026, 12, 13)


def test_the_working_hours_say_when_a_day_ends() -> None:
    found = read("report eod", MORNING, WEEK, (time(7), time(15)))
    assert found.due.strftime("%m-%d %H:%M") == "11-23 15:00"


@pytest.mark.parametrize(
    ("text", "rep", "subject"),
    [
        ("@Priya: send offer Fri", "Priya", "send offer"),
        ("send offer @Jonas.Lind Fri", "Jonas.Lind", "send offer"),
        ("Priya: send offer Fri", None, "Priya: send offer"),
        ("mail anna@halden.example Fri", None, "mail anna@halden.example"),
        ("pay @ 5", None, "pay @ 5"),
    ],
)
def test_an_at_sign_hands_it_to_somebody(text: str, rep: str | None, subject: str) -> None:
    found = read(text, MORNING, WEEK)
    assert (found.rep, found.subject) == (rep, subject)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("voicemail from +49 89 1234 567 about the contract tomorrow", "+49 89 1234 567"),
        ("call 0171/1234567 14:30", "0171/1234567"),
        ("call (020) 7946-0958", "(020) 7946-0958"),
        ("send offer 2026-12-03 to all", None),
        ("pay 3.12.2026 or later", None),
        ("invoice 12345", None),
    ],
)
def test_a_phone_number_is_kept(text: str, number: str | None) -> None:
    found = read(text, MORNING, WEEK)
    assert found.number == number
    assert number is None or number in found.subject


def test_numbers_are_alike_whatever_leads_to_them() -> None:
    assert digits("+49 (0)89 1234") == digits("0049 89-1234") == "49891234"


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-11-23 08:05", "11-23 10:05"),
        ("2026-11-23 08:07", "11-23 10:10"),
        ("2026-11-23 17:00", "11-24 09:00"),
        ("2026-11-27 17:30", "11-30 09:30"),
        ("2026-11-28 12:00", "11-30 10:00"),
        ("2026-11-23 03:00", "11-23 10:00"),
    ],
)
def test_a_mail_is_to_be_answered_within_two_working_hours(now: str, by: str) -> None:
    moment = datetime.fromisoformat(now).astimezone()
    assert answer_by(moment, WEEK, (time(8), time(18))).strftime("%m-%d %H:%M") == by


def test_a_working_day_shorter_than_two_hours_is_enough() -> None:
    found = answer_by(MORNING, WEEK, (time(8), time(9)))
    assert found.strftime("%m-%d %H:%M") == "11-25 08:05"


def test_one_waits_three_working_days() -> None:
    thursday = datetime(2026, 11, 26, 15).astimezone()
    assert (
        ask_again_by(thursday, WEEK, (time(8), time(18))).strftime("%m-%d %H:%M") == "12-01 08:00"
    )


@pytest.mark.parametrize(
    "part", ["(", "tomorrow ", "1-", "1 ", "@a ", "a", "3 Dec 99 ", "+1 ( ", "in 2 "]
)
def test_a_text_pasted_into_the_line_is_read_at_once(part: str) -> None:
    begun = perf_counter()
    for length in (400, 30_000):
        read((part * 30_000)[:length], MORNING, WEEK)
    assert perf_counter() - begun < 1


WORDS = st.sampled_from(
    [
        *("call", "mail", "@Priya", "Weiss", "tomorrow", "today", "next", "week", "in", "2", "two"),
        *(
            "an",
            "hour",
            "month",
            "3",
            "12",
            "3.12.",
            "3/12",
            "Dec",
            "at",
            "by",
            "on",
            "noon",
            "eod",
        ),
        *("9", "9am", "14:30", "99:99", "31", "Feb", "tue", "friday", "about", ":", ",", "+49"),
        *("89", "1234567", "0", "2026-12-03"),
    ]
)
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(datetime.astimezone)


@given(st.text(max_size=60) | st.lists(WORDS, max_size=9).map(" ".join), NOWS)
def test_any_line_is_a_follow_up_that_lies_ahead(text: str, now: datetime) -> None:
    found = read(text, now, WEEK)
    assert found.due.tzinfo is not None
    assert found.due >= now or found.said
    assert found.subject == " ".join(found.subject.split()).strip(" ,")
