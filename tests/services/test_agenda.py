"""The free stretches of a day."""

from datetime import date, datetime

from salesdesk_app.services import activities
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.today import today
from salesdesk_app.services.today.agenda import Hour, free, hour_of
from salesdesk_app.services.today.day_lines import hours_summary
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store

DAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute).astimezone()


def planned(hour: int, minute: int = 0, minutes: int | None = None) -> Hour:
    row = ActivityRow(1, "meeting", "x", at(hour, minute), None, minutes, *(None,) * 9)
    return hour_of(row, own=True)


def spans(*hours: Hour) -> list[str]:
    found = free(hours, at(8), at(18))
    return [f"{begin:%H:%M}-{end:%H:%M}" for begin, end in found]


def test_an_empty_day_is_free() -> None:
    assert spans() == ["08:00-18:00"]


def test_gaps_lie_between_and_around() -> None:
    assert spans(planned(9, minutes=45), planned(12)) == [
        "08:00-09:00",
        "09:45-12:00",
        "12:30-18:00",
    ]


def test_overlaps_and_edges() -> None:
    assert spans(planned(8, minutes=120), planned(9, minutes=30), planned(17, 45, 60)) == [
        "10:00-17:45"
    ]
    assert spans(planned(7, minutes=30), planned(19)) == ["08:00-18:00"]
    assert spans(planned(7, minutes=700)) == []


def test_the_longest_free_block_is_one_of_those_to_come(store: Store) -> None:
    for begins, minutes in ((at(12), 60), (at(16), 30)):
        perform(
            store,
            Stamp(at(7)),
            activities.plan,
            kind="meeting",
            subject="Review",
            planned_at=begins,
            minutes=minutes,
        )

    def told(now: datetime) -> str:
        return hours_summary(ask(store, today.day, today=DAY, now=now))

    assert told(at(7, 30)) == "2 meetings, longest free block 08:00–12:00"
    assert told(at(11, 40)) == "2 meetings, longest free block 13:00–16:00"
    assert told(at(15)) == "2 meetings, longest free block 16:30–18:00"
    assert told(at(18)) == "2 meetings"
