"""What a closed day keeps because the log cannot tell it later: events of calendars read along."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day
from salesdesk_app.services import calendars
from salesdesk_app.services.calendars import EventRow

DAY = timedelta(days=1)
MOST = 500  # events; a closed day is no archive of a calendar
_MOMENTS = ("begins", "ends")


def events(session: Session, day: date, following: date) -> list[dict[str, Any]]:
    """The events from a day to the end of the next working day, to be kept as JSON."""
    found = calendars.events(session, end_of_day(day - DAY), end_of_day(following))
    return [_plain(row) for row in found[:MOST]]


def show_events(session: Session, kept: Mapping[str, Any]) -> None:
    """Lets a session of the past see the events that were kept, instead of today's copies."""
    session.info[calendars.KEPT] = [_row(plain) for plain in kept.get("events", ())]


def _plain(row: EventRow) -> dict[str, Any]:
    plain = asdict(row)
    return plain | {name: plain[name].isoformat() for name in _MOMENTS}


def _row(plain: dict[str, Any]) -> EventRow:
    moments = {name: datetime.fromisoformat(plain[name]) for name in _MOMENTS}
    return EventRow(**plain | moments | {"people": tuple(plain["people"])})
