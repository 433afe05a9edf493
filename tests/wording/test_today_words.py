"""The words of the day."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from salesdesk_app.domain.checklist import CHECKS
from salesdesk_app.domain.day import ORDER
from salesdesk_app.wording import closed_days, inbox
from salesdesk_app.wording import today as words

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_greeting(hour: int, said: str) -> None:
    assert words.greeting(datetime(2026, 11, 23, hour)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 20, 17, 10), "since Friday 17:10"),
        (datetime(2026, 11, 22, 9, 5), "since Sunday 09:05"),
        (datetime(2026, 11, 16, 9, 5), "since 16 Nov"),
        (datetime(2025, 12, 30, 9, 5), "since 30 Dec 2025"),
    ],
)
def test_since(moment: datetime, said: str) -> None:
    assert words.since(moment, MONDAY) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        ("0.03", "3 pts ahead, pace 68 %"),
        ("0.01", "1 pt ahead, pace 68 %"),
        ("-0.27", "27 pts behind, pace 68 %"),
        ("0.001", "on pace, 68 %"),
    ],
)
def test_against_pace(ahead: str, said: str) -> None:
    assert words.against_pace(Decimal(ahead), Decimal("0.68")) == said


def test_figures_compare() -> None:
    assert words.of_quota(Decimal("0.92"), 210_000_000, "USD") == "92 % of $2.10 M quota"
    assert words.still_to_close(61_000_000, Decimal(3), "USD") == "of $610 k left · aim 3.0×"
    assert words.still_to_close(61_000_000, None, "USD") == "of $610 k left"
    assert words.at_risk(28_400_000, 2, "since Friday 17:10", "USD") == (
        "$284 k · 2 new since Friday 17:10"
    )
    assert words.at_risk(None, 0, "", "USD") == "none with a value in USD"
    assert words.calls(3, 1) == "3 large · 1 wants coaching"
    assert words.calls(0, 0) == ""


def test_summaries() -> None:
    assert words.planned_hours(1, 0, "") == "1 meeting"
    assert words.planned_hours(0, 1, "") == "1 for the whole day"
    assert words.planned_hours(2, 1, "") == "2 meetings, 1 for the whole day"
    assert inbox.summary(2, 2, 0, 1, 0) == "2 to answer before noon, 1 waiting"
    assert inbox.summary(3, 1, 1, 0, 4) == "3 to answer, 1 before noon, 1 to ask again"
    assert inbox.summary(0, 0, 0, 0, 2) == "2 answered"
    assert inbox.summary(0, 0, 0, 0, 0) == "nothing noted to answer"


@pytest.mark.parametrize(
    ("number", "said"), [(1, ""), (2, "the 2nd time"), (3, "the 3rd time"), (11, "the 11th time")]
)
def test_times_moved(number: int, said: str) -> None:
    assert words.times_moved(number) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(45, "45 min"), (60, "1 h"), (150, "2 h 30"), (125, "2 h 05")]
)
def test_length(minutes: int, said: str) -> None:
    assert words.length(minutes) == said


def test_every_event_and_check_has_its_words() -> None:
    assert all(words.event(event) for event in ORDER)
    assert all(words.check(code) for code in CHECKS)
    assert words.pushed(date(2026, 12, 18), 2) == "Close date pushed to 18 Dec, the 2nd time"
    assert words.pushed(date(2026, 12, 1), 0, sooner=True) == "Close date brought forward to 1 Dec"
    assert words.days_late(1) == "1 day late"
    assert words.days_ago(17) == "17 days since the last"
    assert words.lost("Timing", "Negotiation") == "Timing, in Negotiation"
    assert words.lost("", "Negotiation") == "In Negotiation"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), "From Friday’s close"),
        (date(2026, 12, 1), "From Friday’s close, for Mon 30 Nov"),
        (date(2026, 11, 28), "From yesterday’s close, for Mon 30 Nov"),
    ],
)
def test_words_for_another_day_say_for_which(day: date, said: str) -> None:
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    assert closed_days.from_closing(friday, day, monday) == said
