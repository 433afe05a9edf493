"""Calendars of others that are read along: the manager's own and the reps', and their events."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import ColumnElement, RowMapping, func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import from_wall, local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.web_address import checked
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Activity, CalendarCopy, CalendarEvent, CalendarSource, Person

KEPT = "kept events"  # in the info of a session of the past: what a closed day kept
DAY_LETTERS = len("2026-11-23")
OURS = "@salesdesk"  # how the names end that what is planned here has in other calendars
Kind = Literal["file", "address"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A calendar that is read along, and how its last reading went (UTC).

    ``problem`` is a code with its facts; ``left_out`` counts by a code what was passed over, with
    the title of the first such event; ``events`` are the occurrences that were laid out.
    """

    id: int
    name: str
    kind: Kind
    place: str
    person_id: int | None
    person: str | None
    shown: bool
    read_at: datetime | None
    tried_at: datetime | None
    problem: tuple[str, dict[str, str]] | None
    left_out: tuple[tuple[str, int, str], ...]
    events: int


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


@verb
def add(
    session: Session, *, kind: Kind, place: str, name: str, person_id: int | None = None
) -> int:
    """Reads a calendar along from now on: a file by its path, or an http(s) or webcal address.

    Without a person it is the manager's own. The result is its id. Problems: field.empty,
    calendar.twice, record.gone for the person, and those of an address that may not be fetched.
    """
    place = str(Path(place).absolute()) if kind == "file" else checked(place).text
    name = _named(name)
    known = select(CalendarSource.name).where(CalendarSource.place == place)
    twice = session.scalar(known.where(CalendarSource.person_id.is_not_distinct_from(person_id)))
    if twice is not None:
        raise Problem("calendar.twice", name=twice)
    if person_id is not None and session.get(Person, person_id) is None:
        raise Problem("record.gone", kind="person")
    last = session.scalar(select(func.max(CalendarSource.position)))
    row = CalendarSource(
        name=name,
        kind=kind,
        place=place,
        person_id=person_id,
        position=0 if last is None else last + 1,
        shown=True,
    )
    session.add(row)
    session.flush()
    name_edit(session, calendar=name)
    return row.id


@verb
def rename(session: Session, source_id: int, name: str) -> None:
    """Calls a calendar otherwise. Problems: record.gone, field.empty."""
    row = _existing(session, source_id)
    row.name = _named(name)
    name_edit(session, calendar=row.name)


@verb
def give(session: Session, source_id: int, person_id: int | None) -> None:
    """Says whose calendar it is: a rep's, or with None the manager's own. Problem: record.gone."""
    row = _existing(session, source_id)
    if person_id is not None and session.get(Person, person_id) is None:
        raise Problem("record.gone", kind="person")
    row.person_id = person_id
    name_edit(session, calendar=row.name)


@verb
def show(session: Session, source_id: int, on: bool) -> None:
    """Shows a calendar's events or hides them. Problem: record.gone."""
    row = _existing(session, source_id)
    row.shown = on
    name_edit(session, calendar=row.name, **({} if on else {"choice": "off"}))


@verb
def remove(session: Session, source_id: int) -> None:
    """Reads a calendar along no more; its copy stays a while for undo. Problem: record.gone."""
    row = _existing(session, source_id)
    name_edit(session, calendar=row.name)
    session.delete(row)


def sources(session: Session) -> list[SourceRow]:
    """All calendars that are read along, in their order."""
    count = (
        select(CalendarEvent.source_id, func.count().label("events"))
        .group_by(CalendarEvent.source_id)
        .subquery()
    )
    source, copy = CalendarSource, CalendarCopy
    found = session.execute(
        select(
            source.id,
            source.name,
            source.kind,
            source.place,
            source.person_id,
            Person.name.label("person"),
            source.shown,
            copy.read_at,
            copy.tried_at,
            copy.problem,
            copy.left_out,
            func.coalesce(count.c.events, 0).label("events"),
        )
        .outerjoin(Person, Person.id == source.person_id)
        .outerjoin(copy, copy.source_id == source.id)
        .outerjoin(count, count.c.source_id == source.id)
        .order_by(source.position, source.id)
    )
    return [_source(dict(facts)) for facts in found.mappings()]


def _source(facts: dict[str, Any]) -> SourceRow:
    problem, left_out = facts.pop("problem"), facts.pop("left_out")
    return SourceRow(
        problem=(problem["code"], problem["facts"]) if problem else None,
        left_out=tuple((one["code"], one["count"], one["first"]) for one in left_out or ()),
        **facts,
    )


def _named(name: str) -> str:
    if not name.strip():
        raise Problem("field.empty", field="The calendar's name")
    return name.strip()


def _existing(session: Session, source_id: int) -> CalendarSource:
    row = session.get(CalendarSource, source_id)
    if row is None:
        raise Problem("record.gone", kind="calendar")
    return row


def events(session: Session, first: datetime, last: datetime) -> list[EventRow]:
    """What calendars that are shown hold from one moment until before another, by their time.

    What stands by the clock on the wall lies where this machine's zone has it. An event that began
    earlier and still runs counts in. What was planned here and comes back is left out.
    """
    event = CalendarEvent
    begin, end = (local(moment).replace(tzinfo=None).isoformat() for moment in (first, last))
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
    ours = _ours(session, {row.uid for row in found if row.uid.endswith(OURS)})
    within = [row for row in found if row.begins < last and _still(row, first)]
    within = [row for row in within if row.uid not in ours]
    return sorted(within, key=lambda row: (row.begins, not row.all_day, row.ends, row.id))


def _ours(session: Session, uids: set[str]) -> set[str]:
    """Which of these names are of something that is planned here."""
    if not uids:
        return set()
    wanted = {uid.removesuffix(OURS): uid for uid in uids}
    rows = session.scalars(select(Activity.uid).where(Activity.uid.in_(wanted)))
    return {wanted[uid] for uid in rows}


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
            from_wall(datetime.fromisoformat(text)).astimezone(UTC)
            for text in (wall_begins, wall_ends)
        )
    all_day = wall_begins is not None and len(wall_begins) == DAY_LETTERS
    people = tuple(stated.pop("people"))
    return EventRow(begins=begins, ends=ends, all_day=all_day, people=people, **stated)
