"""Copies of the calendars that are read along: fetched anew, kept for offline, laid out in days."""

import base64
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web
from salesdesk_app.exchange.calendars.contents import Contents, Entry, understood
from salesdesk_app.exchange.reading.documents import Document, read_each
from salesdesk_app.exchange.reading.limits import MB
from salesdesk_app.exchange.reading.whole_file import content_of, opened
from salesdesk_app.exchange.web_address import checked
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import verbs
from salesdesk_app.store.models import CalendarCopy, CalendarEvent, CalendarSource
from salesdesk_app.store.session import Store

BACK = timedelta(days=31)
AHEAD = timedelta(days=395)
MOST_BYTES = 50 * MB
KEPT = timedelta(days=30)  # of a calendar that was removed: so long an undo finds its copy


@dataclass(frozen=True)
class Source:
    """Where a calendar comes from, and what is known of its copy."""

    id: int
    kind: str
    place: str
    etag: str | None = None
    modified: str | None = None
    content: str | None = None
    first_on: date | None = None


@dataclass(frozen=True)
class Reading:
    """What an attempt to read a calendar came to (UTC).

    ``contents`` is None where nothing changed or where a ``problem`` was met; with ``content`` it
    is what the copy becomes.
    """

    source_id: int
    at: datetime
    first_on: date
    last_on: date
    etag: str | None = None
    modified: str | None = None
    content: bytes | None = None
    contents: Contents | None = None
    problem: Problem | None = None


def look(kind: str, place: str, *, today: date, now: datetime, tick: Tick = no_tick) -> Reading:
    """Reads a calendar that is not among the sources yet.

    Problems: those of files, of the web, and document.* for what is no calendar.
    """
    (reading,) = _read([Source(0, kind, place)], today, now, tick)
    if reading.problem is not None:
        raise reading.problem
    return reading


def refresh(
    store: Store,
    *,
    today: date,
    now: datetime,
    only: frozenset[int] | None = None,
    tick: Tick = no_tick,
) -> list[Reading]:
    """Reads all calendars again, or ``only`` some, and writes nothing: ``keep`` does.

    What did not change is not parsed again before the days move on; what cannot be reached is laid
    out for them from its copy. Nothing is raised: each reading tells its problem.
    """
    sources = [source for source in verbs.ask(store, _sources) if only is None or source.id in only]
    return _read(sources, today, now, tick)


def keep(store: Store, readings: Sequence[Reading]) -> bool:
    """Writes what was read into the scratch tables; whether any event may have changed."""
    with store.scratch() as session:
        there = set(session.scalars(select(CalendarSource.id)))
        for reading in readings:
            if reading.source_id in there:
                _keep(session, reading)
        if readings:
            _forget(session, there, max(reading.at for reading in readings))
    return any(reading.contents is not None for reading in readings)


def _sources(session: Session) -> list[Source]:
    copy = CalendarCopy
    rows = session.execute(
        select(
            CalendarSource.id,
            CalendarSource.kind,
            CalendarSource.place,
            copy.etag,
            copy.modified,
            copy.content,
            copy.first_on,
        )
        .outerjoin(copy, copy.source_id == CalendarSource.id)
        .order_by(CalendarSource.position, CalendarSource.id)
    )
    found = [Source(**row) for row in rows.mappings()]
    # The sample's files, named without a folder from the root on, were never there.
    return [one for one in found if one.kind != "file" or Path(one.place).is_absolute()]


def _read(sources: Sequence[Source], today: date, now: datetime, tick: Tick) -> list[Reading]:
    """Fetches one after the other, then lays out together what is new or stands for other days."""
    first, last = today - BACK, today + AHEAD
    readings: list[Reading] = []
    for number, source in enumerate(sources):
        tick(number, len(sources))
        blank = Reading(source.id, now, first, last, source.etag, source.modified)
        readings.append(_fetched(source, blank))
    documents: list[tuple[int, Document]] = []
    for place, (source, reading) in enumerate(zip(sources, readings, strict=True)):
        content = reading.content
        if content is None and source.content and source.first_on != first:
            content = unpacked(source.content)
        if content is not None:
            documents.append((place, Document(name_of(source.kind, source.place), content)))
    days = {"first": first.isoformat(), "last": last.isoformat()}
    answers = read_each("calendars", [d for _place, d in documents], understood, options=days)
    for (place, _document), answer in zip(documents, answers, strict=True):
        if isinstance(answer, Contents):
            readings[place] = replace(readings[place], contents=answer)
        else:
            # The copy of before stays: a server may answer with a page to sign in.
            problem = readings[place].problem or answer
            readings[place] = replace(readings[place], content=None, problem=problem)
    return readings


def _fetched(source: Source, blank: Reading) -> Reading:
    """What stands there now; without content where nothing changed or a problem was met."""
    try:
        if source.kind == "file":
            return _from_file(source, blank)
        found = web.fetch(
            source.place, etag=source.etag, modified=source.modified, limits=web.CALENDAR
        )
    except Problem as problem:
        return replace(blank, problem=problem)
    if found is web.NOT_MODIFIED:
        return blank
    assert isinstance(found, web.Fetched)  # noqa: S101 - there is no third answer
    return replace(blank, etag=found.etag, modified=found.modified, content=found.content)


def _from_file(source: Source, blank: Reading) -> Reading:
    path = Path(source.place)
    with opened(path) as file:
        facts = os.fstat(file.fileno())
    modified = f"{facts.st_mtime_ns}:{facts.st_size}"
    if modified == source.modified:
        return blank
    content = content_of(path, MOST_BYTES, f"a calendar may have {MOST_BYTES // MB} MB")
    return replace(blank, modified=modified, content=content)


def name_of(kind: str, place: str) -> str:
    """What messages call a calendar before it has a name: the file's or the host's."""
    return Path(place).name if kind == "file" else checked(place).host


def packed(content: bytes) -> str:
    """A copy as it is kept: text, for the file's journal knows texts."""
    return base64.b85encode(zlib.compress(content)).decode("ascii")


def unpacked(text: str) -> bytes:
    """The copy as it came."""
    return zlib.decompress(base64.b85decode(text))


def _keep(session: Session, reading: Reading) -> None:
    copy = session.get(CalendarCopy, reading.source_id)
    if copy is None:
        copy = CalendarCopy(source_id=reading.source_id, content="")
        session.add(copy)
    copy.tried_at = reading.at
    problem = reading.problem
    copy.problem = None if problem is None else _told(problem)
    if problem is None:
        copy.read_at = reading.at
        copy.etag, copy.modified = reading.etag, reading.modified
    if reading.content is not None:
        copy.content = packed(reading.content)
    if reading.contents is not None:
        copy.first_on, copy.last_on = reading.first_on, reading.last_on
        copy.left_out = [
            {"code": one.code, "count": one.count, "first": one.first}
            for one in reading.contents.left_out
        ]
        session.execute(delete(CalendarEvent).where(CalendarEvent.source_id == reading.source_id))
        rows = [row for entry in reading.contents.entries for row in _rows(reading, entry)]
        if rows:
            session.execute(insert(CalendarEvent), rows)
    session.flush()


def _told(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "facts": {key: str(v) for key, v in problem.facts.items()}}


def _rows(reading: Reading, entry: Entry) -> list[dict[str, object]]:
    facts = {
        "source_id": reading.source_id,
        "uid": entry.uid,
        "title": entry.title,
        "place": entry.place,
        "link": entry.link,
        "note": entry.note,
        "people": list(entry.people),
        "busy": entry.busy,
    }
    return [
        facts
        | {
            "begins_at": span.begins,
            "ends_at": span.ends,
            "wall_begins": span.wall_begins,
            "wall_ends": span.wall_ends,
        }
        for span in entry.spans
    ]


def _forget(session: Session, there: set[int], now: datetime) -> None:
    """Drops the copies of calendars that were removed long ago."""
    old = session.scalars(select(CalendarCopy.source_id).where(CalendarCopy.tried_at < now - KEPT))
    for source_id in set(old) - there:
        session.execute(delete(CalendarEvent).where(CalendarEvent.source_id == source_id))
        session.execute(delete(CalendarCopy).where(CalendarCopy.source_id == source_id))
