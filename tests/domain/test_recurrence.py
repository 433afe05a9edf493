"""Rules of recurrence: what is read, what is refused, and that no accepted one is without a day."""

from datetime import datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.recurrence import Rule, read


def test_every_working_day_is_no_rule() -> None:
    assert read("workdays") is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=DAILY", Rule("DAILY")),
        ("FREQ=WEEKLY;BYDAY=MO,TH", Rule("WEEKLY", weekdays=((0, 0), (0, 3)))),
        ("RRULE:freq=weekly;interval=2;byday=fr", Rule("WEEKLY", 2, weekdays=((0, 4),))),
        ("FREQ=MONTHLY;BYDAY=+1MO", Rule("MONTHLY", weekdays=((1, 0),))),
        ("FREQ=MONTHLY;BYDAY=-1FR", Rule("MONTHLY", weekdays=((-1, 4),))),
        ("FREQ=MONTHLY;BYMONTHDAY=15,1,15", Rule("MONTHLY", month_days=(15, 1))),
        ("FREQ=WEEKLY;BYDAY=MO;REST=OMIT", Rule("WEEKLY", weekdays=((0, 0),), rest="OMIT")),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1;REST=forward",
            Rule("MONTHLY", month_days=(1,), rest="FORWARD"),
        ),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", Rule("YEARLY", months=(2,), month_days=(29,))),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            Rule("MONTHLY", weekdays=tuple((0, day) for day in range(5)), position=-1),
        ),
    ],
)
def test_a_rule_in_its_parts(text: str, rule: Rule) -> None:
    assert read(text) == rule
    assert read(rule.text) == rule


@pytest.mark.parametrize(
    "text",
    ["", "hello", "every day", "FREQ=HOURLY", "FREQ=SECONDLY", "FREQ=", "INTERVAL=2", "FREQ=DAILY;",
     "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1",
     "FREQ=DAILY;INTERVAL=1,2", "FREQ=DAILY;INTERVAL=٢", "FREQ=DAILY;INTERVAL=1e9",
     "FREQ=DAILY;INTERVAL=999", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=XX",
     "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=MO,-1FR",
     "FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;UNTIL=20270101", "FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO",
     "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYDAY=6MO",
     "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;INTERVAL=12",
     "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5",
     "FREQ=MONTHLY;INTERVAL=2;BYMONTH=1", "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
     "FREQ=YEARLY;BYMONTH=5", "FREQ=DAILY\nFREQ=DAILY",
     "FREQ=MONTHLY;BYMONTH=2", "FREQ=DAILY;REST=MAYBE",
     "workdays;REST=OMIT", "FREQ=DAILY;SKIP=OMIT",
     "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;REST=FORWARD"],
)  # fmt: skip
def test_what_a_checklist_cannot_use_is_a_problem(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read(text)
    assert caught.value.code == "recurrence.unreadable"
    assert caught.value.facts == {"text": text}


@pytest.mark.parametrize(
    "text",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31",
     "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-30"],
)  # fmt: skip
def test_a_rule_without_a_day_is_a_problem(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read(text)
    assert caught.value.code == "recurrence.never"


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    """Rules of every sort, many of which are refused."""
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "1MO", "-1FR", "5TU", "-5SU")
    numbers = {
        "INTERVAL": st.integers(1, 12).map(str),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3),
        "BYMONTHDAY": st.lists(st.integers(-31, 31), min_size=1, max_size=3),
        "BYDAY": st.lists(st.sampled_from(days), min_size=1, max_size=5, unique=True),
        "BYSETPOS": st.sampled_from([-4, -1, 1, 4]).map(str),
    }
    parts = [f"FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']))}"]
    for name in draw(st.lists(st.sampled_from(sorted(numbers)), unique=True, max_size=3)):
        value = draw(numbers[name])
        parts.append(f"{name}={value if isinstance(value, str) else ','.join(map(str, value))}")
    return ";".join(parts)


@given(rule_texts(), st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)))
def test_an_accepted_rule_is_the_same_to_others_and_has_a_day(text: str, begin: datetime) -> None:
    try:
        rule = read(text)
    except Problem:
        return
    assert rule is not None
    assert read(rule.text) == rule
    first = next(iter(rrulestr(text, dtstart=begin)))
    assert first == next(iter(rrulestr(rule.text, dtstart=begin)))
    assert first.year - begin.year <= 60
