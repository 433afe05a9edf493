"""Invitations one after the other in a file: updates, changed occurrences and cancellations."""

from tests.ics import BERLIN_OUTLOOK, begins, calendar, event, read

WEEKLY = ("DTSTART:20260601T080000Z", "DTEND:20260601T083000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
SECOND = "RECURRENCE-ID:20260608T080000Z"
LATER = ("DTSTART:20260609T100000Z", "DTEND:20260609T103000Z")


def test_an_update_takes_the_place_of_the_invitation_wherever_it_stands() -> None:
    first = calendar("METHOD:REQUEST", event("DTSTART:20260601T080000Z", title="Old"))
    update = calendar("METHOD:REQUEST", event("SEQUENCE:2", "DTSTART:20260602T090000Z"))
    for content in (first + update, update + first, first + update + update):
        assert begins(content) == ["2026-06-02T09:00:00Z"]


def test_what_is_called_off_is_gone_with_all_that_was_changed_in_it() -> None:
    invited = calendar(event(*WEEKLY), event(SECOND, *LATER))
    other = calendar(event("DTSTART:20260601T080000Z", uid="2"))
    off = calendar("METHOD:CANCEL", event("SEQUENCE:1", *WEEKLY))
    assert begins(invited + off + other) == ["2026-06-01T08:00:00Z"]
    # What is invited to once more after that counts.
    again = calendar(event("SEQUENCE:2", "DTSTART:20260603T080000Z"))
    assert begins(invited + off + again) == ["2026-06-03T08:00:00Z"]


def test_one_occurrence_is_changed_or_called_off_by_a_later_mail() -> None:
    invited = calendar(event(*WEEKLY))
    moved = calendar(event(SECOND, "SEQUENCE:1", *LATER))
    changed = ["2026-06-01T08:00:00Z", "2026-06-09T10:00:00Z", "2026-06-15T08:00:00Z"]
    assert begins(invited + moved) == changed
    off = calendar("METHOD:CANCEL", event(SECOND, "SEQUENCE:2", "DTSTART:20260608T080000Z"))
    assert begins(invited + off) == [changed[0], changed[2]]
    assert begins(invited + moved + off) == [changed[0], changed[2]]


def test_a_change_brings_its_own_zone_along() -> None:
    moved = event(
        'RECURRENCE-ID;TZID="W. Europe Standard Time":20260608T100000',
        'DTSTART;TZID="W. Europe Standard Time":20260608T120000',
    )
    content = calendar(event(*WEEKLY)) + calendar(BERLIN_OUTLOOK, moved)
    assert begins(content) == [
        "2026-06-01T08:00:00Z",
        "2026-06-08T10:00:00Z",
        "2026-06-15T08:00:00Z",
    ]
    assert read(content)["left_out"] == []


def test_one_name_for_different_things_loses_none_of_them() -> None:
    twice = calendar(event("DTSTART:20260601T080000Z")) * 2
    assert begins(twice) == ["2026-06-01T08:00:00Z"]
    other = calendar(event("DTSTART:20260602T080000Z"))
    assert begins(twice + other) == ["2026-06-01T08:00:00Z", "2026-06-02T08:00:00Z"]
