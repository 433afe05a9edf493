"""Calendars made to do harm, or broken on the way: what is left out is told, the rest read."""

import time

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.calendars import parsing
from tests.ics import BERLIN_OUTLOOK, begins, calendar, event, left_out, read

GOOD = event("DTSTART:20260601T090000Z", uid="good", title="Good")
START = "DTSTART:20260101T090000Z"


def titles(content: bytes) -> set[str]:
    return {one["title"] for one in read(content)["events"]}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((START, "RRULE:FREQ=SECONDLY"), "often"),
        ((START, "RRULE:FREQ=MINUTELY;COUNT=1000000000"), "often"),
        ((START, "RRULE:FREQ=DAILY;INTERVAL=0"), "rule"),
        ((START, "RRULE:FREQ=NEVER"), "rule"),
        ((START, "RRULE:FREQ=DAILY;UNTIL=soon"), "rule"),
        ((START, "RRULE:RSCALE=CHINESE;FREQ=YEARLY"), "rule"),
        ((START, "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=" + "0,1,2," * 20 + "3"), "dense"),
        ((START, "RRULE:FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))) * 3), "dense"),
        ((START, "RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["1"] * 900)), "dense"),
        ((START, "RDATE:" + ",".join(["20260601T090000Z"] * 2_500)), "dense"),
        (("DTSTART:tomorrow",), "start"),
        ((), "start"),
        (("DTSTART:20261301T090000Z",), "start"),
    ],
)
def test_an_event_that_is_refused_leaves_the_others(lines: tuple[str, ...], code: str) -> None:
    content = calendar(event(*lines, uid="bad", title="Bad"), GOOD)
    assert titles(content) == {"Good"}
    (told,) = read(content)["left_out"]
    assert (told["code"], told["count"], told["first"]) == (code, 1, "Bad")


def test_a_count_without_end_is_cut() -> None:
    content = calendar(event(START, "RRULE:FREQ=DAILY;COUNT=1000000000"), GOOD)
    assert left_out(content) == {"count": 1}
    assert len(begins(content)) > 300


def test_a_rule_that_never_comes_round_is_given_up() -> None:
    content = calendar(event(START, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"), GOOD)
    found = read(content)
    assert [one["title"] for one in found["events"]] == ["Good"]
    assert [(one["code"], one["first"]) for one in found["left_out"]] == [("slow", "Review")]


def test_what_is_no_series_is_read_whatever_the_others_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parsing, "SECONDS_A_SERIES", 0.1)
    monkeypatch.setattr(parsing, "SECONDS", 0.3)
    never = (START, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31")
    content = calendar(*(event(*never, uid=str(n)) for n in range(9)), GOOD)
    assert titles(content) == {"Good"}
    assert left_out(content) == {"slow": 9}


def test_a_zone_with_a_name_that_no_file_may_have_leaves_the_others() -> None:
    content = calendar(event(f"DTSTART;TZID={'x' * 9_000}:20260601T090000"), GOOD)
    assert titles(content) == {"Good"}
    assert left_out(content) == {"broken": 1}


def test_an_event_of_very_long_lines_and_one_within_another_without_end_take_no_time() -> None:
    long = event(START, *["ATTENDEE" + ";A=1" * 15_000 + ":mailto:a@x.example"] * 300)
    deep = "BEGIN:VALARM\n" * 60_000 + "END:VTODO\n" * 30_000
    began = time.process_time()
    assert titles(calendar(long, GOOD)) == {"Review", "Good"}
    assert titles(calendar(GOOD, deep)) == {"Good"}
    assert time.process_time() - began < 5


def test_hours_that_recur_are_cut_at_some_thousands() -> None:
    found = read(calendar(event(START, "RRULE:FREQ=HOURLY;BYMINUTE=0,15,30,45")))
    assert len(found["events"][0]["times"]) <= 2_000
    assert [one["code"] for one in found["left_out"]] == ["cut"]


def test_years_beyond_the_calendar_are_no_trouble() -> None:
    far = event("DTSTART:99991231T235959Z", "RRULE:FREQ=YEARLY", uid="far", title="Far")
    early = event("DTSTART;TZID=Europe/Berlin:00010101T000000", "RRULE:FREQ=YEARLY", uid="early")
    until = event(START, "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z", uid="until", title="Until")
    assert titles(calendar(far, GOOD)) == {"Good"}
    assert "Good" in titles(calendar(early, GOOD))
    assert titles(calendar(until, GOOD)) == {"Good", "Until"}


def test_a_rule_that_its_own_exceptions_take_away_holds_nothing() -> None:
    rule = "FREQ=DAILY;COUNT=400"
    content = calendar(event(START, f"RRULE:{rule}", f"EXRULE:{rule}"), GOOD)
    assert titles(content) == {"Good"}
    assert left_out(content) == {}


def test_zones_that_are_broken_or_unknown_fall_back_to_the_clock_and_say_so() -> None:
    restless = BERLIN_OUTLOOK.replace("FREQ=YEARLY", "FREQ=SECONDLY").replace(
        "W. Europe Standard Time", "Restless"
    )
    for zone in ("Restless", "Nowhere/Land", "../../etc/passwd"):
        content = calendar(restless, event(f"DTSTART;TZID={zone}:20260601T090000"))
        assert begins(content) == ["2026-06-01T09:00:00"]
        assert left_out(content) == {"zone": 1}
    named = calendar(
        "X-WR-TIMEZONE:Europe/Berlin", event("DTSTART;TZID=Nowhere/Land:20260601T090000")
    )
    assert begins(named) == ["2026-06-01T07:00:00Z"]


def test_broken_parts_are_left_out_of_an_event_that_is_kept() -> None:
    content = calendar(
        event(
            "DTSTART:20260601T090000Z",
            "DTEND:never",
            "RRULE:FREQ=DAILY;COUNT=2",
            "EXDATE:20260602T090000Z",
            "EXDATE:20269902T090000Z",
            "RDATE;VALUE=TIME:090000",
            "SEQUENCE:first",
            "ATTENDEE",
        )
    )
    assert begins(content) == ["2026-06-01T09:00:00Z"]
    assert left_out(content) == {"part": 1}


def test_an_end_before_the_begin_is_none() -> None:
    content = calendar(event("DTSTART:20260601T090000Z", "DTEND:20260501T090000Z"))
    assert read(content)["events"][0]["times"] == [("2026-06-01T09:00:00Z",) * 2]


def test_a_file_that_was_cut_short_tells_what_it_lost() -> None:
    content = calendar(GOOD, event("DTSTART:20260602T090000Z", uid="2", title="Half"))
    cut = content[: content.index(b"SUMMARY:Half")]
    assert titles(cut) == {"Good"}
    assert left_out(cut) == {"unended": 1}


def test_very_many_events_of_other_years_take_no_time() -> None:
    starts = [f"DTSTART:20{10 + n % 9}0601T090000Z" for n in range(30_000)]
    length = "DURATION:PT1H"
    old = "\n".join(event(start, length, uid=str(n)) for n, start in enumerate(starts))
    began = time.process_time()
    found = read(calendar(old, GOOD))
    assert time.process_time() - began < 5
    assert found["seen"] == 30_001
    assert [one["title"] for one in found["events"]] == ["Good"]
    for long in ("P4W", "P20DT12H", "PT480H", "PT40000M", "P0001Y"):
        early = event("DTSTART:20251215T090000Z", f"DURATION:{long}")
        assert (begins(calendar(early)) != []) == ("Y" not in long), long


def test_very_many_events_of_these_days_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesdesk_app.exchange.calendars.pieces.MOST_EVENTS", 3)
    content = calendar(*(event("DTSTART:20260601T090000Z", uid=str(n)) for n in range(5)))
    assert len(begins(content)) == 3
    assert left_out(content) == {"many": 2}
    monkeypatch.setattr(parsing, "MOST_OCCURRENCES", 2)
    assert len(begins(content)) == 2


def test_texts_are_plain_and_short() -> None:
    note = (
        "DESCRIPTION:<html><style>p{}</style><p>Hello&nbsp\\;<b>you</b></p><script>alert(1)</script>"
        '<a href="https://meet.example/x">join</a> Anna <anna@example.com> 1 < 2</html>'
    )
    content = calendar(
        event(
            START,
            note,
            "LOCATION:<b>Room 4</b>\\, first\\nfloor\u202e",
            "ORGANIZER;CN=Bob:mailto:Bob@Example.com",
            "ATTENDEE:mailto:anna@example.com",
            "ATTENDEE:MAILTO:bob@example.com",
            "ATTENDEE:urn:uuid:1",
            "TRANSP:TRANSPARENT",
            title="T" * 5_000,
        )
    )
    (found,) = read(content)["events"]
    assert "<" not in found["note"].replace("<anna@example.com>", "").replace("1 < 2", "")
    assert "alert" not in found["note"]
    assert "p{}" not in found["note"]
    assert found["place"] == "Room 4, first floor"
    assert found["people"] == ["bob@example.com", "anna@example.com"]
    assert found["busy"] is False
    assert len(found["title"]) == 300


@pytest.mark.parametrize(
    ("lines", "link"),
    [
        (("URL:https://meet.example/a",), "https://meet.example/a"),
        (
            ("URL:javascript:alert(1)", "LOCATION:https://zoom.example/j/1\\, room"),
            "https://zoom.example/j/1",
        ),
        (("DESCRIPTION:Join (https://teams.example/l/1).",), "https://teams.example/l/1"),
        (
            ("X-GOOGLE-CONFERENCE:https://meet.google.example/x", "URL:https://a.example"),
            "https://meet.google.example/x",
        ),
        (("DESCRIPTION:file:///etc/passwd",), None),
    ],
)
def test_where_one_takes_part(lines: tuple[str, ...], link: str | None) -> None:
    assert read(calendar(event(START, *lines)))["events"][0]["link"] == link


def test_what_is_no_calendar_says_so() -> None:
    task = b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    for content, code, what in [
        (b" \r\n", "document.empty", None),
        (b"<html>Sign in</html>", "document.other", "something else than a calendar"),
        (task, "document.other", "a list of tasks without any event"),
    ]:
        with pytest.raises(Problem) as raised:
            read(content)
        assert (raised.value.code, raised.value.facts.get("what")) == (code, what)


def test_several_calendars_other_letters_and_loose_events_are_read() -> None:
    both = calendar("X-WR-CALNAME:Sales\\, north", GOOD) + calendar(
        event("DTSTART:20260602T090000Z", uid="2")
    )
    assert len(begins(both)) == 2
    assert read(both)["name"] == "Sales, north"
    assert begins(calendar(GOOD).decode().encode("utf-16")) == ["2026-06-01T09:00:00Z"]
    bare = b"\xef\xbb\xbf" + calendar(GOOD).replace(b"\r\n", b"\n")
    assert begins(bare) == ["2026-06-01T09:00:00Z"]
    assert begins(GOOD.encode()) == ["2026-06-01T09:00:00Z"]
    folded = calendar(event(START, title="Küche")).replace("ü".encode(), b"\xc3\r\n \xbc")
    assert read(folded)["events"][0]["title"] == "Küche"
    old = calendar(event(START, title="M\xfcller")).decode().encode("cp1252")
    assert read(old)["events"][0]["title"] == "Müller"


def test_a_calendar_without_events_holds_none() -> None:
    assert read(calendar())["events"] == []
    assert begins(calendar("METHOD:CANCEL", GOOD)) == []
