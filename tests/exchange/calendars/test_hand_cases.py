"""Events that recur, written out by hand: what the rules of calendars mean, day by day."""

from tests.ics import BERLIN_OUTLOOK, begins, calendar, event, read, times

BERLIN = "DTSTART;TZID=Europe/Berlin:"
HALF = "DURATION:PT30M"


def test_a_weekly_hour_stays_by_the_clock_when_summer_time_begins() -> None:
    found = calendar(event(f"{BERLIN}20260323T090000", HALF, "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert times(found) == [
        "2026-03-23T08:00:00Z 2026-03-23T08:30:00Z",
        "2026-03-30T07:00:00Z 2026-03-30T07:30:00Z",
    ]


def test_and_when_it_ends_in_new_york() -> None:
    start = "DTSTART;TZID=America/New_York:20261026T090000"
    found = calendar(event(start, "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert begins(found) == ["2026-10-26T13:00:00Z", "2026-11-02T14:00:00Z"]


def test_excepted_days_are_left_out_by_local_time() -> None:
    found = calendar(
        event(
            f"{BERLIN}20260601T090000",
            "RRULE:FREQ=DAILY;COUNT=4",
            "EXDATE;TZID=Europe/Berlin:20260602T090000,20260603T090000",
        )
    )
    assert begins(found) == ["2026-06-01T07:00:00Z", "2026-06-04T07:00:00Z"]


def test_excepted_moments_may_stand_in_utc() -> None:
    found = calendar(
        event(f"{BERLIN}20260601T090000", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260602T070000Z")
    )
    assert begins(found) == ["2026-06-01T07:00:00Z"]


def test_an_excepted_bare_day_takes_the_whole_day() -> None:
    found = calendar(
        event(f"{BERLIN}20260601T090000", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20260602")
    )
    assert begins(found) == ["2026-06-01T07:00:00Z"]


def test_further_dates_are_added_once() -> None:
    found = calendar(
        event(
            f"{BERLIN}20260601T090000",
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "RDATE;TZID=Europe/Berlin:20260608T090000,20260610T140000",
        )
    )
    assert begins(found) == [
        "2026-06-01T07:00:00Z",
        "2026-06-08T07:00:00Z",
        "2026-06-10T12:00:00Z",
    ]


def test_a_period_has_its_own_length() -> None:
    found = calendar(
        event(
            "DTSTART:20260601T090000Z",
            HALF,
            "RDATE;VALUE=PERIOD:20260602T090000Z/PT2H,20260603T090000Z/20260603T091500Z",
        )
    )
    assert times(found) == [
        "2026-06-01T09:00:00Z 2026-06-01T09:30:00Z",
        "2026-06-02T09:00:00Z 2026-06-02T11:00:00Z",
        "2026-06-03T09:00:00Z 2026-06-03T09:15:00Z",
    ]


def test_a_moved_occurrence_leaves_its_old_place() -> None:
    found = calendar(
        event(f"{BERLIN}20260601T090000", HALF, "RRULE:FREQ=WEEKLY;COUNT=3"),
        event(
            "RECURRENCE-ID;TZID=Europe/Berlin:20260608T090000",
            f"{BERLIN}20260609T150000",
            "DURATION:PT1H",
            title="Moved",
        ),
    )
    assert times(found) == [
        "2026-06-01T07:00:00Z 2026-06-01T07:30:00Z",
        "2026-06-09T13:00:00Z 2026-06-09T14:00:00Z",
        "2026-06-15T07:00:00Z 2026-06-15T07:30:00Z",
    ]


def test_an_occurrence_is_moved_into_the_days_from_far_away() -> None:
    found = calendar(
        event(f"{BERLIN}20250106T090000", "RRULE:FREQ=YEARLY"),
        event("RECURRENCE-ID;TZID=Europe/Berlin:20280106T090000", f"{BERLIN}20260703T100000"),
    )
    assert begins(found, "2026-07-01", "2026-07-31") == ["2026-07-03T08:00:00Z"]


def test_one_cancelled_occurrence_is_dropped_and_so_is_a_cancelled_series() -> None:
    series = event("DTSTART:20260601T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    one = event("RECURRENCE-ID:20260608T090000Z", "DTSTART:20260608T090000Z", "STATUS:CANCELLED")
    assert begins(calendar(series, one)) == ["2026-06-01T09:00:00Z", "2026-06-15T09:00:00Z"]
    gone = event("DTSTART:20260601T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "STATUS:CANCELLED")
    assert begins(calendar(gone)) == []


def test_this_and_what_follows_are_moved_together() -> None:
    found = calendar(
        event(f"{BERLIN}20260601T090000", HALF, "RRULE:FREQ=WEEKLY;COUNT=4"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260615T090000",
            f"{BERLIN}20260615T110000",
            "DURATION:PT1H",
        ),
    )
    assert times(found) == [
        "2026-06-01T07:00:00Z 2026-06-01T07:30:00Z",
        "2026-06-08T07:00:00Z 2026-06-08T07:30:00Z",
        "2026-06-15T09:00:00Z 2026-06-15T10:00:00Z",
        "2026-06-22T09:00:00Z 2026-06-22T10:00:00Z",
    ]


def test_a_count_counts_from_the_begin_and_not_from_the_days_shown() -> None:
    found = calendar(event("DTSTART:20251229T090000Z", "RRULE:FREQ=DAILY;COUNT=5"))
    assert begins(found, "2026-01-02", "2026-12-31") == [
        "2026-01-01T09:00:00Z",
        "2026-01-02T09:00:00Z",
    ]


def test_the_end_of_a_rule_is_inside() -> None:
    rule = "RRULE:FREQ=DAILY;UNTIL=20260603T070000Z"
    found = calendar(event(f"{BERLIN}20260602T090000", rule))
    assert begins(found) == ["2026-06-02T07:00:00Z", "2026-06-03T07:00:00Z"]


def test_a_bare_day_as_the_end_is_that_whole_day() -> None:
    found = calendar(event(f"{BERLIN}20260602T090000", "RRULE:FREQ=DAILY;UNTIL=20260603"))
    assert begins(found) == ["2026-06-02T07:00:00Z", "2026-06-03T07:00:00Z"]


def test_the_second_tuesday_of_each_month() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=2TU"
    found = calendar(event("DTSTART;VALUE=DATE:20260113", rule))
    assert begins(found, "2026-02-02", "2026-04-29") == ["2026-02-10", "2026-03-10", "2026-04-14"]


def test_the_last_working_day_of_each_month() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4"
    found = calendar(event("DTSTART;VALUE=DATE:20260130", rule))
    assert begins(found) == ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30"]


def test_the_31st_is_only_in_months_that_have_it() -> None:
    found = calendar(event("DTSTART;VALUE=DATE:20260131", "RRULE:FREQ=MONTHLY;COUNT=4"))
    assert begins(found) == ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]


def test_the_29th_of_february_is_only_in_leap_years() -> None:
    found = calendar(event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"))
    assert times(found, "2027-02-01", "2028-12-31") == ["2028-02-29 2028-03-01"]


def test_every_other_week_depends_on_where_a_week_begins() -> None:
    rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST="
    start = "DTSTART;VALUE=DATE:20260804"
    assert begins(calendar(event(start, f"{rule}MO"))) == [
        "2026-08-04",
        "2026-08-09",
        "2026-08-18",
        "2026-08-23",
    ]
    assert begins(calendar(event(start, f"{rule}SU"))) == [
        "2026-08-04",
        "2026-08-16",
        "2026-08-18",
        "2026-08-30",
    ]


def test_days_on_end_recur_by_the_calendar() -> None:
    found = calendar(
        event(
            "DTSTART;VALUE=DATE:20260327",
            "DTEND;VALUE=DATE:20260330",
            "RRULE:FREQ=MONTHLY;COUNT=2",
            "EXDATE;VALUE=DATE:20260427",
        ),
        event("DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260401", uid="2"),
    )
    assert times(found) == ["2026-03-27 2026-03-30", "2026-04-01 2026-04-02"]


def test_what_floats_stays_by_the_clock_on_the_wall() -> None:
    found = calendar(event("DTSTART:20260328T080000", HALF, "RRULE:FREQ=DAILY;COUNT=2"))
    assert times(found) == [
        "2026-03-28T08:00:00 2026-03-28T08:30:00",
        "2026-03-29T08:00:00 2026-03-29T08:30:00",
    ]


def test_an_hour_that_a_day_does_not_have_is_counted_from_before_the_change() -> None:
    found = calendar(event(f"{BERLIN}20260328T023000", "RRULE:FREQ=DAILY;COUNT=3"))
    assert begins(found) == [
        "2026-03-28T01:30:00Z",
        "2026-03-29T01:30:00Z",  # half past three, for there is no half past two
        "2026-03-30T00:30:00Z",
    ]


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    found = calendar(event(f"{BERLIN}20261024T023000", "RRULE:FREQ=DAILY;COUNT=3"))
    assert begins(found) == [
        "2026-10-24T00:30:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-26T01:30:00Z",
    ]


def test_hours_pass_and_days_follow_the_clock() -> None:
    night = calendar(event(f"{BERLIN}20261024T220000", "DURATION:PT8H"))
    assert times(night) == ["2026-10-24T20:00:00Z 2026-10-25T04:00:00Z"]
    series = event(f"{BERLIN}20261024T220000", "DURATION:PT8H", "RRULE:FREQ=DAILY;COUNT=2")
    assert times(calendar(series)) == [
        "2026-10-24T20:00:00Z 2026-10-25T04:00:00Z",
        "2026-10-25T21:00:00Z 2026-10-26T05:00:00Z",
    ]
    day = calendar(event(f"{BERLIN}20261024T220000", "DURATION:P1D"))
    assert times(day) == ["2026-10-24T20:00:00Z 2026-10-25T21:00:00Z"]
    stated = event(f"{BERLIN}20261024T220000", "DTEND;TZID=Europe/Berlin:20261025T060000")
    assert times(calendar(stated)) == ["2026-10-24T20:00:00Z 2026-10-25T05:00:00Z"]


def test_zones_as_outlook_names_them_with_and_without_their_definition() -> None:
    start = 'DTSTART;TZID="W. Europe Standard Time":20260323T090000'
    series = event(start, "RRULE:FREQ=WEEKLY;COUNT=2")
    expected = ["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z"]
    assert begins(calendar(series)) == expected
    assert begins(calendar(BERLIN_OUTLOOK, series)) == expected
    assert begins(calendar(series, BERLIN_OUTLOOK)) == expected


def test_a_zone_of_the_calendars_own_is_followed() -> None:
    own = BERLIN_OUTLOOK.replace("W. Europe Standard Time", "Head office")
    own = own.replace("+0200", "+0645").replace("+0100", "+0545")
    series = event("DTSTART;TZID=Head office:20260323T090000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert begins(calendar(own, series)) == ["2026-03-23T03:15:00Z", "2026-03-30T02:15:00Z"]
    # The next file's zone of the same name is another one.
    other = BERLIN_OUTLOOK.replace("W. Europe Standard Time", "Head office")
    assert begins(calendar(other, series))[0] == "2026-03-23T08:00:00Z"


def test_what_stands_in_utc_recurs_in_the_zone_that_the_calendar_names() -> None:
    series = event("DTSTART:20260323T080000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert begins(calendar("X-WR-TIMEZONE:Europe/Berlin", series)) == [
        "2026-03-23T08:00:00Z",
        "2026-03-30T07:00:00Z",
    ]
    assert begins(calendar(series)) == ["2026-03-23T08:00:00Z", "2026-03-30T08:00:00Z"]


def test_a_rule_of_exceptions_takes_away() -> None:
    rules = ("RRULE:FREQ=DAILY;COUNT=7", "EXRULE:FREQ=WEEKLY;BYDAY=TU,WE")
    found = calendar(event("DTSTART:20260601T090000Z", *rules))
    assert [begin[8:10] for begin in begins(found)] == ["01", "04", "05", "06", "07"]
    whole = calendar(event("DTSTART;VALUE=DATE:20260602", *rules))
    assert [begin[8:10] for begin in begins(whole)] == ["04", "05", "06", "07", "08"]


def test_a_day_that_a_zone_left_out_is_not_told_twice() -> None:
    # Samoa went from 29 to 31 December 2011.
    rule = "RRULE:FREQ=DAILY;COUNT=4"
    found = calendar(event("DTSTART;TZID=Pacific/Apia:20111228T090000", rule))
    assert begins(found, "2011-12-20", "2012-01-10") == [
        "2011-12-28T19:00:00Z",
        "2011-12-29T19:00:00Z",
        "2011-12-30T19:00:00Z",
    ]


OWN = BERLIN_OUTLOOK.replace("W. Europe Standard Time", "Our own")


def test_a_zone_of_the_calendars_own_counts_a_skipped_hour_from_before_the_change() -> None:
    start = "DTSTART;TZID=Our own:20260328T023000"
    found = calendar(OWN, event(start, "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=2"))
    assert times(found) == [
        "2026-03-28T01:30:00Z 2026-03-29T01:30:00Z",
        "2026-03-29T01:30:00Z 2026-03-30T00:30:00Z",
    ]
    alone = calendar(OWN, event("DTSTART;TZID=Our own:20260329T023000", HALF))
    assert times(alone) == ["2026-03-29T01:30:00Z 2026-03-29T02:00:00Z"]


def test_a_skipped_hour_is_excepted_and_moved_by_its_moment() -> None:
    series = (f"{BERLIN}20260328T023000", HALF, "RRULE:FREQ=DAILY;COUNT=3")
    excepted = calendar(event(*series, "EXDATE:20260329T013000Z"))
    assert begins(excepted) == ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"]
    moved = event("RECURRENCE-ID:20260329T013000Z", f"{BERLIN}20260329T110000", HALF)
    assert begins(calendar(event(*series), moved)) == [
        "2026-03-28T01:30:00Z",
        "2026-03-29T09:00:00Z",
        "2026-03-30T00:30:00Z",
    ]


def test_days_may_be_parted_by_spaces() -> None:
    found = calendar(
        event(f"{BERLIN}20260601T090000", "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO, TU, WE")
    )
    assert [begin[8:10] for begin in begins(found)] == ["01", "02", "03"]


def test_what_is_left_of_a_series_is_one_itself() -> None:
    # As Lotus Notes sends what follows of a series, without the series.
    found = calendar(
        event(
            f"{BERLIN}20260601T090000",
            HALF,
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260601T070000Z",
            "RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260601T090000/PT30M,20260706T100000/PT1H",
        )
    )
    assert times(found) == [
        "2026-06-01T07:00:00Z 2026-06-01T07:30:00Z",
        "2026-07-06T08:00:00Z 2026-07-06T09:00:00Z",
    ]


def test_a_skipped_hour_of_a_zone_that_the_calendar_brings_is_an_hour_later() -> None:
    daily = event("DTSTART;TZID=Our own:20260328T023000", HALF, "RRULE:FREQ=DAILY;COUNT=2")
    assert times(calendar(OWN, daily)) == [
        "2026-03-28T01:30:00Z 2026-03-28T02:00:00Z",
        "2026-03-29T01:30:00Z 2026-03-29T02:00:00Z",
    ]
    once = event("DTSTART;TZID=Our own:20260329T013000", "DTEND;TZID=Our own:20260329T023000")
    assert times(calendar(OWN, once)) == ["2026-03-29T00:30:00Z 2026-03-29T01:30:00Z"]
    after = event("DTSTART;TZID=Our own:20260329T030000", HALF)
    assert times(calendar(OWN, after)) == ["2026-03-29T01:00:00Z 2026-03-29T01:30:00Z"]


def test_a_doubled_hour_of_a_zone_whose_summer_is_behind_is_the_first() -> None:
    winter = OWN.replace("STANDARD", "WINTER").replace("DAYLIGHT", "STANDARD")
    behind = winter.replace("WINTER", "DAYLIGHT")
    found = calendar(behind, event("DTSTART;TZID=Our own:20261025T023000", HALF))
    assert times(found) == ["2026-10-25T00:30:00Z 2026-10-25T01:00:00Z"]


def test_a_moved_occurrence_may_be_named_by_its_day_alone() -> None:
    found = calendar(
        event(f"{BERLIN}20260601T090000", HALF, "RRULE:FREQ=DAILY;COUNT=2"),
        event(
            "RECURRENCE-ID;VALUE=DATE:20260602",
            f"{BERLIN}20260602T140000",
            HALF,
            title="Moved",
        ),
    )
    assert begins(found) == ["2026-06-01T07:00:00Z", "2026-06-02T12:00:00Z"]


def test_midnight_of_any_zone_names_the_day_of_a_series_of_whole_days() -> None:
    whole = ("DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=DAILY;COUNT=3")
    for zone in (";TZID=Europe/Berlin", ";TZID=America/New_York", ";TZID=Asia/Tokyo"):
        excepted = calendar(event(*whole, f"EXDATE{zone}:20260602T000000"))
        assert begins(excepted) == ["2026-06-01", "2026-06-03"]
        named = f"RECURRENCE-ID{zone}:20260602T000000"
        moved = calendar(event(*whole), event(named, "DTSTART;VALUE=DATE:20260605"))
        assert begins(moved) == ["2026-06-01", "2026-06-03", "2026-06-05"]


def test_a_series_by_the_wall_clock_is_excepted_by_it() -> None:
    floating = ("DTSTART:20260601T090000", HALF, "RRULE:FREQ=DAILY;COUNT=2")
    for zone in ("Europe/Berlin", "America/New_York"):
        found = calendar(event(*floating, f"EXDATE;TZID={zone}:20260602T090000"))
        assert begins(found) == ["2026-06-01T09:00:00"]


def test_a_room_or_a_shared_calendar_takes_no_part() -> None:
    content = calendar(
        event(
            "DTSTART:20260601T080000Z",
            "ORGANIZER;CN=Team:mailto:c_188a@group.calendar.google.com",
            "ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:c_9@resource.calendar.google.com",
            "ATTENDEE;CUTYPE=room;CN=Room 5:mailto:room5@rooms.example",
            "ATTENDEE;CUTYPE=INDIVIDUAL:mailto:Ada@corp.example",
        )
    )
    (found,) = read(content)["events"]
    assert found["people"] == ["ada@corp.example"]
