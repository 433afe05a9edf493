"""A past day as it was closed, to be read: the same answer as on the day itself."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from salesdesk_app.clock import at, end_of_day
from salesdesk_app.services import settings
from salesdesk_app.services.evening import closing, kept
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today

INSTANT = timedelta(seconds=1)


def as_closed(session: Session, day: date) -> Today:
    """A day in a session of ``closing.ask_as_closed``: as it was closed, else as it ended.

    What the log cannot tell is shown as the closing kept it; where nothing tells the last look
    before, it counts from the stated end of the working day before.
    """
    found = closing.closed(session, day)
    if found is not None and "events" in found.kept:
        kept.show_events(session, found.kept)
    since = closing.begins(session, day, None) if found is None else found.since
    if since is None and found is None:
        stated = settings.read(session)
        since = at(stated.calendar.previous_working(day), stated.wrap_up)
    now = end_of_day(day) - INSTANT if found is None or found.late else found.closed_at
    shown = today.day(session, today=day, now=now, since=since)
    return shown if found is None else kept.with_news(shown, found.kept)
