"""Which items of the day are due, checked against dateutil and days written out by hand."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.checklist import CHECKS, DEFAULT_ITEMS, PARTS, due
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import Calendar
from salesdesk_app.domain.recurrence import Rest, Rule, read

GERMAN = Calendar(country="DE")
LAST_WORKDAY = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"


def days_of(
    recurrence: str,
    first: date,
    last: date,
    starts_on: date | None = None,
    calendar: Calendar | None = None,
) -> list[str]:
    """The days from the first to the last on which an item is due, as ``11-23``."""
    span = (first + timedelta(days=step) for step in range((last - first).days + 1))
    found = (day for day in span if due(recurrence, starts_on, day, calendar or Calendar()))
    return [f"{day:%m-%d}" for day in found]


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "11-02 11-05 11-09 11-12 11-16 11-19 11-23 11-26 11-30"),
        ("FREQ=MONTHLY;BYDAY=1MO", "11-02"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "11-27"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU", "11-10 11-24"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "11-01 11-15 11-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ""),
        ("FREQ=WEEKLY", "11-02 11-09 11-16 11-23 11-30"),
        ("FREQ=MONTHLY", "11-01"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23", "11-23"),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "11-01"),
        (LAST_WORKDAY, "11-30"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3", "11-04"),
    ],
)
def test_november_2026(recurrence: str, expected: str) -> None:
    found = days_of(recurrence, date(2026, 11, 1), date(2026, 11, 30))
    assert " ".join(found) == expected


def test_every_working_day_heeds_the_holidays() -> None:
    christmas = days_of("workdays", date(2026, 12, 21), date(2026, 12, 31), calendar=GERMAN)
    assert christmas == ["12-21", "12-22", "12-23", "12-24", "12-28", "12-29", "12-30", "12-31"]
    assert due("workdays", None, date(2026, 12, 25), Calendar())


def test_the_last_working_day_heeds_the_holidays() -> None:
    # 31 March 2024 was Easter Sunday, Good Friday the 29th.
    march = days_of(LAST_WORKDAY, date(2024, 3, 1), date(2024, 3, 31), calendar=GERMAN)
    assert march == ["03-28"]
    first = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"
    assert days_of(first, date(2026, 1, 1), date(2026, 1, 31), calendar=GERMAN) == ["01-02"]
    sundays = Calendar(frozenset({6, 0, 1, 2, 3}))
    assert days_of(LAST_WORKDAY, date(2026, 1, 1), date(2026, 1, 31), calendar=sundays) == ["01-29"]


def test_the_last_working_day_of_some_months() -> None:
    start = date(2026, 2, 10)
    every_other = "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    assert days_of(every_other, start, date(2026, 7, 1), start) == ["02-27", "04-30", "06-30"]
    quarterly = "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    assert days_of(quarterly, start, date(2026, 7, 1), start) == ["03-31", "06-30"]


def test_nothing_is_due_before_it_starts() -> None:
    assert days_of("FREQ=WEEKLY;BYDAY=MO", date(2000, 12, 20), date(2001, 1, 7)) == ["01-01"]
    start = date(2026, 11, 11)
    assert days_of("workdays", start - timedelta(days=9), start, start) == ["11-11"]
    assert days_of(LAST_WORKDAY, date(2026, 10, 1), date(2026, 11, 30), start) == ["11-30"]
    assert days_of("FREQ=DAILY", start - timedelta(days=9), start, start) == ["11-11"]


def test_every_two_weeks_counts_from_the_week_it_starts_in() -> None:
    start = date(2026, 11, 5)
    found = days_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", start, date(2026, 12, 5), start)
    assert found == ["11-06", "11-16", "11-20", "11-30", "12-04"]
    assert days_of("FREQ=DAILY;INTERVAL=10", start, date(2026, 12, 1), start) == [
        "11-05",
        "11-15",
        "11-25",
    ]


def test_a_rule_that_cannot_be_read_is_a_problem() -> None:
    with pytest.raises(Problem):
        due("now and then", None, date(2026, 11, 23), Calendar())


WEEKDAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True)
RULES = st.one_of(
    st.builds(Rule, st.just("DAILY"), st.integers(1, 366)),
    st.builds(
        Rule,
        st.just("WEEKLY"),
        st.integers(1, 52),
        WEEKDAYS.map(lambda days: tuple((0, day) for day in days)) | st.just(()),
    ),
    st.builds(
        Rule,
        st.just("MONTHLY"),
        st.integers(1, 11),
        st.lists(
            st.tuples(st.sampled_from([-5, -1, 1, 2, 3, 4, 5]), st.integers(0, 6)),
            max_size=3,
            unique=True,
        ).map(tuple),
    ),
    st.builds(
        Rule,
        st.just("MONTHLY"),
        st.integers(1, 11),
        month_days=st.lists(
            st.integers(1, 31) | st.integers(-31, -1), min_size=1, max_size=3, unique=True
        ).map(tuple),
    ),
    st.builds(
        Rule,
        st.just("MONTHLY"),
        weekdays=st.sampled_from([((0, 5), (0, 6)), ((0, 0),), ((0, 1), (0, 3))]),
        position=st.sampled_from([-2, -1, 1, 2]),
    ),
    st.builds(
        Rule,
        st.just("YEARLY"),
        months=st.just((1, 2, 5)),
        month_days=st.integers(1, 31).map(lambda day: (day,)),
    ),
)


STARTS = st.dates(date(1999, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2023, 1, 31), date(2026, 12, 31), date(2020, 12, 28)]
)
ZONES = st.sampled_from(
    ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]
)
SPAN = timedelta(days=100)


@given(RULES, STARTS, st.integers(0, 12_000))
def test_due_agrees_with_dateutil(rule: Rule, starts_on: date, later: int) -> None:
    assert read(rule.text) == rule or len(rule.months) > 1
    window = starts_on + timedelta(days=later)
    expanded = rrulestr(rule.text, dtstart=datetime.combine(starts_on, time()))
    first = datetime.combine(window, time())
    moments = expanded.between(first, first + SPAN, inc=True)
    found = days_of(rule.text, window, window + SPAN, starts_on)
    assert found == [f"{moment:%m-%d}" for moment in moments]


@given(RULES, STARTS, ZONES, st.integers(0, 23))
def test_due_agrees_with_a_clock_in_any_zone(
    rule: Rule, starts_on: date, zone: str, hour: int
) -> None:
    """The days are those of the wall, through each change of its clock."""
    begin = datetime.combine(starts_on, time(hour, 30), ZoneInfo(zone))
    moments = rrulestr(rule.text, dtstart=begin).between(begin, begin + SPAN, inc=True)
    found = days_of(rule.text, starts_on, starts_on + SPAN, starts_on)
    assert found == [f"{moment:%m-%d}" for moment in moments]


CALENDARS = st.builds(
    Calendar,
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    st.sampled_from([None, "DE-BY", "US", "GB-ENG", "JP"]),
)


@given(RULES, STARTS, CALENDARS, st.sampled_from(["FORWARD", "BACKWARD", "OMIT"]))
def test_days_off_move_or_are_left_out(
    rule: Rule, starts_on: date, calendar: Calendar, rest: Rest
) -> None:
    """Retold from the days of the rule itself: each goes to where it is moved."""
    moved = replace(rule, rest=rest)
    margin = timedelta(days=40)
    window = starts_on + margin
    plain = [
        window - margin + timedelta(days=step)
        for step in range((SPAN + 2 * margin).days)
        if due(rule.text, starts_on, window - margin + timedelta(days=step), calendar)
    ]
    expected = set()
    for day in plain:
        if calendar.is_working(day):
            expected.add(day)
        elif rest == "FORWARD":
            expected.add(calendar.next_working(day))
        elif rest == "BACKWARD":
            expected.add(calendar.previous_working(day))
    expected = {day for day in expected if window <= day <= window + SPAN}
    found = days_of(moved.text, window, window + SPAN, starts_on, calendar)
    assert found == [f"{day:%m-%d}" for day in sorted(expected)]


@given(CALENDARS, STARTS, st.integers(1, 3), st.sampled_from([1, 2, 3, -1, -2]))
def test_the_nth_working_day_of_some_months(
    calendar: Calendar, starts_on: date, interval: int, position: int
) -> None:
    rule = Rule("MONTHLY", interval, tuple((0, day) for day in range(5)), position=position)
    expected = []
    for later in range(0, 12, interval):
        place = starts_on.month - 1 + later
        first = date(starts_on.year + place // 12, place % 12 + 1, 1)
        days = [
            first + timedelta(days=step) for step in range(monthrange(first.year, first.month)[1])
        ]
        worked = [day for day in days if calendar.is_working(day)]
        chosen = worked[position - 1 if position > 0 else position :][:1]
        expected += [day for day in chosen if day >= starts_on and len(worked) >= abs(position)]
    last = date(starts_on.year + 1, starts_on.month, 1) - timedelta(days=1)
    found = days_of(rule.text, starts_on, last, starts_on, calendar)
    assert found == [f"{day:%m-%d}" for day in expected]


def test_the_day_to_begin_with() -> None:
    parts = {part: [item for item in DEFAULT_ITEMS if item.part == part] for part in PARTS}
    assert tuple(item.check_code for item in parts["start"]) == CHECKS
    assert {part: len(items) for part, items in parts.items()} == {"start": 5, "day": 6, "end": 5}
    assert sum(map(len, parts.values())) == len(DEFAULT_ITEMS)
    assert len({item.title for item in DEFAULT_ITEMS}) == len(DEFAULT_ITEMS)
    week = [date(2026, 11, 23) + timedelta(days=step) for step in range(7)]
    for item in DEFAULT_ITEMS:
        on = [due(item.recurrence, None, day, Calendar()) for day in week]
        assert any(on[:5])
        assert not any(on[5:])
        assert item.check_code is None or all(on[:5])
    holidays = [date(2026, 12, 25), date(2027, 3, 29), date(2027, 5, 6), date(2028, 5, 1)]
    assert not any(
        due(item.recurrence, None, day, GERMAN) for item in DEFAULT_ITEMS for day in holidays
    )
