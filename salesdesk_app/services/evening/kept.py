"""What a closed day keeps because the log cannot tell it later: others' events, and news."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.news.news import DayNews
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.services.today.today import Today

DAY = timedelta(days=1)
MOST = 500  # events; a closed day is no archive of a calendar
_MOMENTS = ("begins", "ends")


def events(session: Session, day: date, following: date) -> list[dict[str, Any]]:
    """The events from a day to the end of the next working day, to be kept as JSON."""
    found = calendars.events(session, end_of_day(day - DAY), end_of_day(following))
    return [_plain(row) for row in found[:MOST]]


def news(found: DayNews) -> dict[str, Any]:
    """The news of a day as it was shown, to be kept as JSON; of texts only their beginning."""
    return {
        "unread": list(found.unread),
        "rows": [_plain_news(row) for row in found.rows],
        "feeds": found.feeds,
        "on": found.on,
        "fetched_at": None if found.fetched_at is None else found.fetched_at.isoformat(),
        "failing": found.failing,
    }


def with_news(day: Today, kept: Mapping[str, Any]) -> Today:
    """A past day with the news that was kept of it, where any was."""
    plain = kept.get("news")
    if plain is None:
        return day
    company, competitor, industry = plain["unread"]
    rows = tuple(_news_row(one) for one in plain["rows"])
    shown = replace(day.news, unread=(company, competitor, industry), rows=rows)
    if "feeds" in plain:
        at = plain["fetched_at"]
        shown = replace(
            shown,
            feeds=plain["feeds"],
            on=plain["on"],
            fetched_at=None if at is None else datetime.fromisoformat(at),
            failing=plain["failing"],
        )
    return replace(day, news=shown)


def show_events(session: Session, kept: Mapping[str, Any]) -> None:
    """Lets a session of the past see the events that were kept, instead of today's copies."""
    session.info[calendars.KEPT] = [_row(plain) for plain in kept.get("events", ())]


def _plain_news(row: NewsRow) -> dict[str, Any]:
    return row._asdict() | {"piece": None, "at": row.at.isoformat()}


def _news_row(plain: dict[str, Any]) -> NewsRow:
    """The feed's copy has moved on: the piece is known by what was kept of it alone."""
    return NewsRow(**plain | {"piece": Piece(), "at": datetime.fromisoformat(plain["at"])})


def _plain(row: EventRow) -> dict[str, Any]:
    plain = asdict(row)
    return plain | {name: plain[name].isoformat() for name in _MOMENTS}


def _row(plain: dict[str, Any]) -> EventRow:
    moments = {name: datetime.fromisoformat(plain[name]) for name in _MOMENTS}
    return EventRow(**plain | moments | {"people": tuple(plain["people"])})
