"""What becomes of items: carried over, done late, skipped, missed; checked against a days."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.carrying import Life, Outcome, Terms, carried_from, marks

WEEK = Calendar()
SINCE = date(2026, 11, 2)  # a Monday
DONE = Outcome(datetime(2026, 11, 4, 9, tzinfo=UTC))
SKIPPED = Outcome(skipped_why="On the train")
TUESDAYS = Terms("FREQ=WEEKLY;BYDAY=TU")
DAILY = Terms("workdays")


def nov(day: int) -> date:
    return date(2026, 11, day)


def told(life: Life, first: int, last: int, today: int) -> str:
    """A letter a day: done, late, skipped, missed, open, planned, carried; · for nothing."""
    found = marks(life, nov(first), nov(last), WEEK, nov(today))
    return "".join((mark.state(nov(today)) or "·")[0] for mark in found)


def test_a_missed_tuesday_is_carried_until_it_is_done() -> None:
    assert told(Life(TUESDAYS, SINCE), 2, 11, 6) == "·occc···p·"
    life = Life(TUESDAYS, SINCE, outcomes={nov(5): DONE})
    assert told(life, 2, 11, 6) == "·lcd····p·"
    assert carried_from(Life(TUESDAYS, SINCE), nov(5), WEEK) == nov(3)
    assert carried_from(Life(TUESDAYS, SINCE, settled=nov(4)), nov(5), WEEK) is None


def test_when_it_is_due_again_the_one_before_is_missed() -> None:
    assert told(Life(TUESDAYS, SINCE), 2, 12, 11) == "·mccccccoc·"
    assert carried_from(Life(TUESDAYS, SINCE), nov(10), WEEK) is None
    assert carried_from(Life(TUESDAYS, SINCE), nov(11), WEEK) == nov(10)


def test_what_was_skipped_is_not_carried() -> None:
    assert told(Life(TUESDAYS, SINCE, outcomes={nov(3): SKIPPED}), 2, 6, 6) == "·s···"
    later = Life(TUESDAYS, SINCE, outcomes={nov(5): SKIPPED})
    assert told(later, 2, 6, 6) == "·scs·"


def test_what_is_of_every_day_is_missed_and_not_carried() -> None:
    assert told(Life(DAILY, SINCE, outcomes={nov(3): DONE}), 2, 10, 6) == "mdmmo··pp"
    for daily in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"):
        assert carried_from(Life(Terms(daily), SINCE), nov(7), WEEK) is None
    assert not Terms("FREQ=DAILY;INTERVAL=2").daily


def test_nothing_is_expected_before_the_workspace_or_the_item_began() -> None:
    assert told(Life(TUESDAYS, nov(4)), 2, 11, 9) == "········p·"
    begun = Life(Terms(TUESDAYS.recurrence, nov(4)), SINCE)
    assert told(begun, 2, 11, 9) == "········p·"
    added = Life(TUESDAYS, SINCE, former=[(nov(4), None)])
    assert told(added, 2, 11, 9) == "········p·"


def test_an_item_that_ended_or_rests_is_not_carried() -> None:
    assert told(Life(Terms(TUESDAYS.recurrence, None, nov(5)), SINCE), 2, 11, 9) == "·mc·······"
    later = Life(Terms(TUESDAYS.recurrence, nov(16)), SINCE, [(nov(5), TUESDAYS)])
    assert told(later, 2, 11, 9) == "·mc·······"


def test_each_day_is_judged_by_the_terms_of_that_day() -> None:
    """Moved to Thursdays on the 11th: the Tuesdays before were due, no Thursday was."""
    thursdays = Terms("FREQ=WEEKLY;BYDAY=TH")
    life = Life(thursdays, SINCE, [(nov(11), TUESDAYS)])
    assert told(life, 2, 19, 13) == "·mccccccmcoc·····p"
    assert carried_from(life, nov(9), WEEK) == nov(3)
    assert carried_from(life, nov(11), WEEK) == nov(10)
    assert carried_from(life, nov(13), WEEK) == nov(12)


def test_it_is_carried_over_weekends_and_holidays_by_calendar_days() -> None:
    """Due on Wednesday 23 December, with the Bavarian holidays behind it."""
    life = Life(Terms("FREQ=WEEKLY;BYDAY=WE"), date(2026, 12, 1))
    bavarian = Calendar(country="DE-BY")
    for day in range(24, 30):
        assert carried_from(life, date(2026, 12, day), bavarian) == date(2026, 12, 23)


def test_after_a_year_it_is_let_go() -> None:
    rare = Life(Terms("FREQ=YEARLY;INTERVAL=3", date(2023, 1, 2)), date(2022, 1, 1))
    assert carried_from(rare, date(2024, 1, 3), WEEK) == date(2023, 1, 2)
    assert carried_from(rare, date(2024, 1, 4), WEEK) is None


RECURRENCES = st.sampled_from(
    ["workdays", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;INTERVAL=3",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "FREQ=MONTHLY;BYMONTHDAY=3", "FREQ=DAILY"]
)  # fmt: skip


@given(
    st.lists(RECURRENCES, min_size=1, max_size=3),
    st.dictionaries(st.integers(0, 40), st.sampled_from([DONE, SKIPPED])),
    st.integers(0, 40),
)
def test_marks_tell_what_each_day_tells(
    recurrences: list[str], outcomes: dict[int, Outcome], now: int
) -> None:
    """Every mark of a span agrees with what is asked of its day alone."""
    first, today = SINCE, SINCE + timedelta(days=now)
    changed = [first + timedelta(days=10 * (place + 1)) for place in range(len(recurrences) - 1)]
    former = [(day, Terms(text)) for day, text in zip(changed, recurrences[:-1], strict=True)]
    by_day = {first + timedelta(days=n): one for n, one in outcomes.items() if n <= now}
    life = Life(Terms(recurrences[-1]), SINCE, former, outcomes=by_day)
    for mark in marks(life, first, first + timedelta(days=40), WEEK, today):
        settled = max((day for day in by_day if day < mark.day), default=None)
        alone = Life(life.now, SINCE, former, settled)
        assert mark.due == life.due(mark.day, WEEK)
        expected = carried_from(alone, mark.day, WEEK) if mark.day <= today else None
        assert mark.carried_from == expected
        open_now = carried_from(
            Life(life.now, SINCE, former, max(by_day, default=None)), today, WEEK
        )
        if mark.day == open_now and today not in by_day:
            assert mark.state(today) == "open"
        assert (mark.state(today) == "planned") == (mark.due and mark.day > today)
