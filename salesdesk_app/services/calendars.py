"""Calendars of others that are read along: the manager's own and the reps', and their events."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.orm import Session

from salesdesk_app.store.models import CalendarEvent, CalendarSource, Person

KEPT = "kept events"  # in the info of a session of the past: what a closed day kept
DAY_LETTERS = len("2026-11-23")


@dataclass(frozen=True, slots=True)
class EventRow:
    """One occurrence of an event in a calendar that is read along; ``ends`` is not inside (UTC).

    ``person_id`` is the rep whose calendar it is, None for the manager's own. ``people`` are the
    addresses of who takes part, in small letters; an event that is not ``busy`` leaves its time
    free. Texts are plain.
    """

    id: int
    uid: str
    source_id: int
    source: str
    person_id: int | None
    person: str | None
    title: str
    begins: datetime
    ends: datetime
    all_day: bool
    place: str | None
    link: str | None
    note: str | None
    people: tuple[str, ...]
    busy: bool


def events(session: Session, first: datetime, last: datetime) -> list[EventRow]:
    """What calendars that are shown hold from one moment until before another, by their time.

    What stands by the clock on the wall lies where this machine's zone has it. An event that began
    earlier and still runs counts in.
    """
    event = CalendarEvent
    begin, end = (moment.astimezone().replace(tzinfo=None).isoformat() for moment in (first, last))
    kept: list[EventRow] | None = session.info.get(KEPT)
    found = (
        []
        if kept is not None
        else [
            *_events(session, event.begins_at < last, event.ends_at >= first),
            # A bare day sorts before its moments, as text as well.
            *_events(session, event.wall_begins < end, event.wall_ends >= begin[:DAY_LETTERS]),
        ]
    )
    found += kept or ()
    within = [row for row in found if row.begins < last and _still(row, first)]
    return sorted(within, key=lambda row: (row.begins, not row.all_day, row.ends, row.id))


def _still(row: EventRow, moment: datetime) -> bool:
    """Whether an event is not over yet; one without a length is not where it begins."""
    return row.ends > moment or row.begins == row.ends == moment


def _events(session: Session, *conditions: ColumnElement[bool]) -> list[EventRow]:
    event = CalendarEvent
    found = session.execute(
        select(
            event.id,
            event.uid,
            event.source_id,
            CalendarSource.name.label("source"),
            CalendarSource.person_id,
            Person.name.label("person"),
            event.title,
            event.begins_at,
            event.ends_at,
            event.wall_begins,
            event.wall_ends,
            event.place,
            event.link,
            event.note,
            event.people,
            event.busy,
        )
        .join(CalendarSource, CalendarSource.id == event.source_id)
        .outerjoin(Person, Person.id == CalendarSource.person_id)
        .where(CalendarSource.shown, *conditions)
    )
    return [_row(facts) for facts in found.mappings()]


def _row(facts: RowMapping) -> EventRow:
    stated: dict[str, Any] = dict(facts)
    begins, ends = stated.pop("begins_at"), stated.pop("ends_at")
    wall_begins, wall_ends = stated.pop("wall_begins"), stated.pop("wall_ends")
    if begins is None:
        begins, ends = (
            datetime.fromisoformat(text).astimezone(UTC) for text in (wall_begins, wall_ends)
        )
    all_day = wall_begins is not None and len(wall_begins) == DAY_LETTERS
    people = tuple(stated.pop("people"))
    return EventRow(begins=begins, ends=ends, all_day=all_day, people=people, **stated)
