"""Invented days around invented deals: a year of ticks, calls, calendars, closed days and news."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benchmarks.bare import copied
from benchmarks.generated import NOW, filled
from benchmarks.measure import TODAY
from salesdesk_app.clock import at
from salesdesk_app.store.models import (
    Activity,
    CalendarEvent,
    CalendarSource,
    ChecklistItem,
    ChecklistOutcome,
    ClosedDay,
    Commitment,
    Deal,
    Feed,
    FeedCopy,
    NewsItem,
    Person,
)
from salesdesk_app.store.session import Store

DEALS, FEEDS, NEWS_OF_A_FEED = 8_800, 50, 50
CALLS_A_DAY, MEETINGS_A_DAY, EVENTS_A_DAY = 30, 3, 5
YEAR = [TODAY - timedelta(days=n) for n in range(365)]
AHEAD = [TODAY + timedelta(days=n) for n in range(1, 15)]
TOPICS = ("company", "competitor", "industry")
Row = dict[str, Any]


def lived(folder: Path) -> Path:
    """A workspace of 8,800 deals with a year of days and 50 feeds, made once in a folder."""
    file = folder / "a-year.db"
    if not file.exists():
        copied(filled(folder, DEALS), file.name)
        store = Store(file)
        with store.write("importing.apply", at=NOW, origin="import") as (session, written):
            written.facts.update(file="a-year.xlsx", kind="activities", count=0)
            people = list(session.scalars(select(Person.id)))
            _insert(session, Activity, activities(people, list(session.scalars(select(Deal.id)))))
            _insert(
                session, ChecklistOutcome, ticks(list(session.scalars(select(ChecklistItem.id))))
            )
            _insert(session, Commitment, promises(people))
            _insert(session, ClosedDay, closed_days())
            sources = [CalendarSource(**row) for row in calendars(people[:5])]
            feeds = [Feed(**row) for row in feed_rows()]
            session.add_all([*sources, *feeds])
            session.flush()
            named, read = [one.id for one in sources], [one.id for one in feeds]
        with store.scratch() as session:
            _insert(session, CalendarEvent, events(named))
            _insert(session, FeedCopy, copies(read))
            _insert(session, NewsItem, news(read))
        store.close()
    return file


def activities(people: list[int], deals: list[int]) -> Iterator[Row]:
    """Calls and meetings of each working day, those of the past done, and follow-ups."""
    chance = random.Random(1)
    for day in [*AHEAD, *YEAR]:
        for number in range(CALLS_A_DAY + MEETINGS_A_DAY if day.weekday() < 5 else 0):
            planned = at(day, time(8 + number % 10, 15 * (number % 4)))
            yield {
                "kind": "meeting" if number >= CALLS_A_DAY else "call",
                "subject": f"About the offer {number}",
                "planned_at": planned,
                "done_at": planned if day < TODAY else None,
                "minutes": 30,
                "deal_id": chance.choice(deals),
                "person_id": chance.choice(people) if number < CALLS_A_DAY else None,
            }
        yield {
            "kind": "task",
            "subject": "Answer the buyer",
            "planned_at": at(day, time(17)),
            "done_at": at(day, time(16)) if day < TODAY else None,
            "minutes": None,
            "deal_id": chance.choice(deals),
            "person_id": None,
        }


def ticks(items: list[int]) -> Iterator[Row]:
    """What was done of the checklist, a day now and then with a note."""
    for day in YEAR[1:]:
        for item in items if day.weekday() < 5 else []:
            note = "Called all three." if (day.day + item) % 9 == 0 else None
            yield {"item_id": item, "day": day, "done_at": at(day, time(8, 20)), "note": note}


def promises(people: list[int]) -> Iterator[Row]:
    """Commitments of each week, the past ones kept but for a few."""
    for week in range(-2, 52):
        due = TODAY - timedelta(weeks=week)
        for place, person in enumerate(people):
            kept = week > 0 and place % 11 != 0
            yield {
                "text": "Send the pricing",
                "owner_id": person,
                "due_on": due,
                "outcome": "kept" if kept else None,
                "closed_on": due if kept else None,
            }


def closed_days() -> Iterator[Row]:
    """Every working day of the year before today, closed in the evening."""
    for day in YEAR[1:]:
        if day.weekday() < 5:
            closed = at(day, time(17, 30))
            yield {"day": day, "closed_at": closed, "note": "A good day.", "kept": {"events": []}}


def calendars(people: list[int]) -> Iterator[Row]:
    """The manager's own calendar and those of some reps."""
    for place, person in enumerate([None, *people]):
        yield {
            "name": f"Calendar {place}",
            "kind": "file",
            "place": f"/calendars/{place}.ics",
            "person_id": person,
            "position": place,
            "shown": True,
        }


def events(sources: list[int]) -> Iterator[Row]:
    """Meetings of each working day in every calendar."""
    for source in sources:
        for day in [*AHEAD, *YEAR]:
            for number in range(EVENTS_A_DAY if day.weekday() < 5 else 0):
                begins = at(day, time(8 + 2 * number))
                yield {
                    "source_id": source,
                    "uid": f"{source}-{day}-{number}",
                    "begins_at": begins,
                    "ends_at": begins + timedelta(minutes=45),
                    "title": f"Meeting {number}",
                    "people": [],
                    "busy": True,
                }


def feed_rows() -> Iterator[Row]:
    """So many feeds of the three topics."""
    for place in range(FEEDS):
        yield {
            "name": f"Feed {place}",
            "address": f"https://news.example/{place}.xml",
            "topic": TOPICS[place % 3],
            "position": place,
        }


def copies(feeds: list[int]) -> Iterator[Row]:
    """When each feed was read last."""
    for place, feed in enumerate(feeds):
        yield {
            "feed_id": feed,
            "address": f"https://news.example/{place}.xml",
            "title": f"Feed {place}",
            "read_at": NOW,
            "tried_at": NOW,
        }


def news(feeds: list[int]) -> Iterator[Row]:
    """What each feed brought in the last days, most of it read."""
    for feed in feeds:
        for number in range(NEWS_OF_A_FEED):
            published: datetime = NOW - timedelta(hours=5 * number + feed % 5)
            yield {
                "feed_id": feed,
                "key": f"{feed}-{number}",
                "title": f"Item {number} of feed {feed}",
                "text": "What happened, in some words. " * 8,
                "author": "Desk",
                "published_at": published,
                "seen_at": published,
                "read_at": published if number > 3 else None,
            }


def _insert(session: Session, model: type, rows: Iterator[Row]) -> None:
    session.execute(insert(model), list(rows))
